import { combine, meanMetric, measure, measureBy, npsMetric, on } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn } from "../arbitraries.ts";
import { expectSame, generated, thrown } from "../laws.ts";

describe("measureBy", () => {
  it("measures every group of one pass", () => {
    const rows = [
      { plan: "pro", recommend: 10 },
      { plan: "free", recommend: 8 },
      { plan: "pro", recommend: 3 },
    ];
    const groups = measureBy(npsMetric(), rows, (row) => row.plan, { value: (row) => row.recommend });
    expect([...groups.keys()]).toEqual(["pro", "free"]);
    expect(groups.get("pro")).toMatchObject({ score: 0, count: 2 });
    expect(groups.get("free")).toMatchObject({ score: 0, count: 1, passives: 1 });
  });

  it("groups answers themselves", () => {
    expect(measureBy(meanMetric(), [1, 2, 3, 4], (n) => n % 2).get(0)?.mean).toBe(3);
  });

  it("keeps the items whose group is unknown, null and undefined apart", () => {
    const rows = [
      [null, 1],
      [undefined, 2],
      [Number.NaN, 3],
      [Number.NaN, 5],
      ["", 4],
      [-0, 6],
      [0, 8],
    ] as const;
    const groups = measureBy(meanMetric(), rows, ([key]) => key as unknown, { value: ([, n]) => n });
    expect(groups.size).toBe(5);
    expect(groups.get(null)?.mean).toBe(1);
    expect(groups.get(undefined)?.mean).toBe(2);
    expect(groups.get(Number.NaN)?.mean).toBe(4);
    expect(groups.get(0)?.mean).toBe(7);
  });

  it("tells objects apart as a Map does", () => {
    const [one, other] = [{ id: 1 }, { id: 1 }];
    expect(measureBy(meanMetric(), [one, other, one], (key) => key, { value: () => 1 }).get(one)?.count).toBe(2);
  });

  it("has no groups of no items", () => {
    expect(measureBy(npsMetric(), [], () => 1)).toStrictEqual(new Map());
  });

  it("names the first item refused by its index among all", () => {
    const rows = [
      { key: "a", n: 1 },
      { key: "b", n: 11 },
      { key: "a", n: 12 },
    ];
    for (const items of [rows, generated(rows)]) {
      expect(() => measureBy(npsMetric(), items, (row) => row.key, { value: (row) => row.n })).toThrow(
        new RangeError("answer must be a whole number from 0 to 10, got 11 at index 1"),
      );
    }
    expect(() =>
      measureBy(npsMetric(), rows, (row) => row.key, { value: () => 5, weight: (row) => 1 - row.n }),
    ).toThrow(/^weight must be .+, got -10 at index 1$/);
    expect(thrown(() => measureBy(npsMetric(), "10" as never, () => 1))).toBeInstanceOf(TypeError);
  });

  it("hands item and index to key, value and weight", () => {
    const seen: unknown[] = [];
    const see = (item: string, index: number) => {
      seen.push(item, index);
      return 1;
    };
    measureBy(npsMetric(), ["x", "y"], see, { value: see, weight: see });
    expect(seen).toEqual(["x", 0, "x", 0, "x", 0, "y", 1, "y", 1, "y", 1]);
  });

  it("groups combined metrics", () => {
    const both = combine({ nps: on(npsMetric(), (n: number) => n), mean: meanMetric() });
    const groups = measureBy(both, [10, 9, 0], (n) => n > 5);
    expect(groups.get(true)).toMatchObject({ nps: { score: 100 }, mean: { mean: 9.5 } });
    expect(groups.get(false)).toMatchObject({ nps: { score: -100 }, mean: { mean: 0 } });
  });

  it("splits the items among the groups: each as if alone, together all", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b", null), answerOn([0, 10]))), (rows) => {
        const value = ([, answer]: (typeof rows)[number]) => answer;
        const groups = measureBy(npsMetric(), rows, ([key]) => key, { value });
        for (const [key, result] of groups) {
          expectSame(
            result,
            measure(
              npsMetric(),
              rows.filter((row) => row[0] === key),
              { value },
            ),
          );
        }
        const people = [...groups.values()].reduce((sum, group) => sum + group.count + group.missing, 0);
        expect(people).toBe(rows.length);
      }),
    );
  });
});
