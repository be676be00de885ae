import { cronbachAlpha } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

describe("cronbachAlpha", () => {
  it("is 1 where the items agree entirely", () => {
    expect(
      cronbachAlpha([
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ).toMatchObject({ estimate: 1, lower: 1, upper: 1, items: 2, count: 3 });
  });

  it("is below 0 where they contradict each other", () => {
    expect(
      cronbachAlpha([
        [1, 5],
        [2, 3],
        [4, 4],
        [5, 2],
      ]).estimate,
    ).toBeLessThan(0);
  });

  it("is the same of answers a million million million times as large", () => {
    const rows = [
      [1, 2, 2],
      [3, 3, 4],
      [5, 4, 4],
      [2, 1, 3],
    ];
    const { lambda2 } = cronbachAlpha(rows);
    const large = cronbachAlpha(rows.map((row) => row.map((answer) => answer * 1e139)));
    expect(large.lambda2).toBeCloseTo(lambda2!, 12);
    const apart = cronbachAlpha([
      [5e-324, 5e-324, 5e-324],
      [0, 0, 1e140],
    ]);
    expect(apart.lambda2).toBe(0);
  });

  it("leaves out who left out an item, and counts them", () => {
    const alpha = cronbachAlpha([
      [1, 2],
      [null, 3],
      [2, 2],
      [4, undefined],
      [5, 4],
    ]);
    expect([alpha.count, alpha.missing]).toEqual([3, 2]);
  });

  it("does not exist of one person, of one item, of nobody, or where the sum does not vary", () => {
    expect(cronbachAlpha([[1, 2, 3]]).reason).toBe("a spread needs two people");
    expect(cronbachAlpha([[1], [2]]).reason).toBe("a scale needs two items");
    expect(cronbachAlpha([]).estimate).toBeNull();
    expect(
      cronbachAlpha([
        [1, 3],
        [2, 2],
        [3, 1],
      ]).reason,
    ).toBe("the sum of the items does not vary");
    expect(
      cronbachAlpha([
        [4, 4],
        [4, 4],
      ]).estimate,
    ).toBeNull();
  });

  it("refuses rows of two lengths, what is no number, and no rows", () => {
    expect(() => cronbachAlpha([[1, 2], [1]])).toThrow(new RangeError("answers must be 2, got 1 at index 1"));
    expect(() => cronbachAlpha([[1, Number.NaN]])).toThrow(/^answer must be a finite number .*got NaN at index 0$/);
    expect(() => cronbachAlpha([[1, "2" as never]])).toThrow(TypeError);
    expect(() => cronbachAlpha(["12"] as never)).toThrow(TypeError);
    expect(() => cronbachAlpha(5 as never)).toThrow(TypeError);
  });

  it("is plain numbers, at most 1, within its limits, whatever the answers", () => {
    const sheet = fc
      .integer({ min: 1, max: 5 })
      .chain((items) =>
        fc.array(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: items, maxLength: items }), { maxLength: 12 }),
      );
    fc.assert(
      fc.property(sheet, (rows) => {
        const alpha = cronbachAlpha(rows);
        expectPlain(alpha);
        if (alpha.estimate === null) return;
        expect(alpha.estimate).toBeLessThanOrEqual(1);
        expect(alpha.lower!).toBeLessThanOrEqual(alpha.estimate + 1e-12);
        expect(alpha.upper!).toBeGreaterThanOrEqual(alpha.estimate - 1e-12);
        expect(alpha.lambda2!).toBeGreaterThanOrEqual(alpha.estimate - 1e-9);
        expect(cronbachAlpha(rows.map((row) => row.map((answer) => 10 * answer - 3))).estimate).toBeCloseTo(
          alpha.estimate,
          9,
        );
      }),
    );
  });
});
