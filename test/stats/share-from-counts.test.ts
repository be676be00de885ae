import { share, shareFromCounts, shareMetric, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcome } from "../arbitraries.ts";
import { expectPlain } from "../laws.ts";

describe("shareFromCounts", () => {
  it("is the tally that the outcomes would give", () => {
    const counted = shareFromCounts({ numerator: 2, denominator: 3, pending: 1, missing: 2, excluded: 0 });
    expect(counted).toStrictEqual(tally(shareMetric(), [true, true, false, "pending", null, null]));
  });

  it("takes BigInt", () => {
    const metric = shareMetric();
    expect(metric.read(shareFromCounts({ numerator: 7732n, denominator: 9544n })).rate).toBe(7732 / 9544);
  });

  it("belongs to its rule", () => {
    const week = shareMetric({ rule: "week" });
    expect(week.read(shareFromCounts({ numerator: 1, denominator: 2 }, { rule: "week" })).rate).toBe(0.5);
    expect(() => week.read(shareFromCounts({ numerator: 1, denominator: 2 }))).toThrow(TypeError);
    expect(() => shareFromCounts({ numerator: 1, denominator: 2 }, { rule: 7 as never })).toThrow(
      new RangeError("rule must be a string, got 7"),
    );
  });

  it("takes Σw and Σw² of those that do not hold and of those that do", () => {
    const weights = { sums: [1, 3], squares: [1, 9] };
    const counted = shareMetric().read(shareFromCounts({ numerator: 1, denominator: 2, weights }));
    expect(counted).toStrictEqual(share([true, false], { weight: (held) => (held ? 3 : 1) }));
  });

  it("takes −0 for 0", () => {
    expectPlain(shareFromCounts({ numerator: -0, denominator: -0, pending: -0, missing: -0, excluded: -0 }));
  });

  it("refuses what is no count, by its name, and more above than below", () => {
    const right = { numerator: 1, denominator: 2, pending: 0, missing: 0, excluded: 0 };
    for (const name of Object.keys(right)) {
      for (const wrong of [-1, 0.5, Number.NaN, Infinity]) {
        expect(() => shareFromCounts({ ...right, [name]: wrong })).toThrow(
          new RangeError(`${name} must be a whole number, 0 or more, got ${wrong}`),
        );
      }
      expect(() => shareFromCounts({ ...right, [name]: "1" })).toThrow(TypeError);
    }
    expect(() => shareFromCounts({ numerator: 3, denominator: 2 })).toThrow(
      new RangeError("numerator must be at most the denominator, 2, got 3"),
    );
    expect(() => shareFromCounts({ numerator: 2 } as never)).toThrow(TypeError);
  });

  it("agrees with the outcomes written out", () => {
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const { numerator, denominator, pending, missing } = share(outcomes);
        const door = shareFromCounts({ numerator, denominator, pending, missing });
        expect(door).toStrictEqual(tally(shareMetric(), outcomes));
      }),
    );
  });
});
