import { type AxisValue, importancePerformance } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

const at = (importance: number, performance: number, name = "it") => ({ name, importance, performance });
const scales = { importanceScale: [1, 5], performanceScale: [0, 10] } as const;
const arm = (estimate: number, lower: number, upper: number) => ({ estimate, lower, upper });

describe("importancePerformance", () => {
  it("names the quadrants of Martilla and James", () => {
    const found = importancePerformance([at(4, 2), at(4, 8), at(2, 2), at(2, 8)], scales);
    expect(found.items.map(({ quadrant }) => quadrant)).toEqual([
      "concentrate here",
      "keep up the good work",
      "low priority",
      "possible overkill",
    ]);
    expect(found).toMatchObject({ importanceLine: 3, performanceLine: 5, count: 4, missing: 0 });
    expect(found.definition).toEqual({
      metric: "importancePerformance",
      importanceLine: "midpoint",
      performanceLine: "midpoint",
    });
  });

  it("counts what is on a line as above", () => {
    expect(importancePerformance([at(3, 5)], scales).items[0]!.quadrant).toBe("keep up the good work");
    expect(importancePerformance([at(2.999, 5)], scales).items[0]!.quadrant).toBe("possible overkill");
    expect(importancePerformance([at(3, 4.999)], scales).items[0]!.quadrant).toBe("concentrate here");
    const equal = importancePerformance([at(0.1, 0.1), at(0.1, 0.1), at(0.1, 0.1)]);
    expect(equal.items.every(({ quadrant }) => quadrant === "keep up the good work")).toBe(true);
  });

  it("draws the lines through the means, each axis on its own", () => {
    const items = [at(1, 2), at(2, 3), at(6, 7)];
    expect(importancePerformance(items)).toMatchObject({ importanceLine: 3, performanceLine: 4 });
    const mixed = importancePerformance(items, { performanceScale: [1, 10] });
    expect(mixed).toMatchObject({ importanceLine: 3, performanceLine: 5.5 });
    expect(mixed.definition).toMatchObject({ importanceLine: "mean", performanceLine: "midpoint" });
  });

  it("tells every quadrant that a cross reaches, its own first", () => {
    const reach = (importance: ReturnType<typeof arm>, performance: ReturnType<typeof arm>) =>
      importancePerformance([{ name: "it", importance, performance }], scales).items[0]!;
    expect(reach(arm(4, 3, 5), arm(2, 1, 4.9))).toMatchObject({ reaches: ["concentrate here"], isCertain: true });
    expect(reach(arm(4, 2.9, 5), arm(2, 1, 5))).toMatchObject({
      quadrant: "concentrate here",
      reaches: ["concentrate here", "keep up the good work", "low priority", "possible overkill"],
      isCertain: false,
    });
    expect(reach(arm(2, 1, 3), arm(8, 5, 9))).toMatchObject({
      reaches: ["possible overkill", "keep up the good work"],
      isCertain: false,
    });
  });

  it("is certain of nothing without both arms", () => {
    const [one, other] = importancePerformance(
      [at(4, 2), { name: "b", importance: 4, performance: { estimate: 2, lower: null, upper: null } }],
      scales,
    ).items;
    expect(one).toEqual({
      name: "it",
      quadrant: "concentrate here",
      reaches: ["concentrate here"],
      isCertain: null,
      importance: 4,
      performance: 2,
    });
    expect(other!.isCertain).toBe(null);
    const certain = (importance: AxisValue, performance: AxisValue) =>
      importancePerformance([{ name: "it", importance, performance }], scales).items[0]!.isCertain;
    expect(certain(arm(4, 3, 5), 2)).toBe(null);
    expect(certain(4, arm(2, 1, 3))).toBe(null);
    for (const open of [
      { estimate: 4, lower: null, upper: 5 },
      { estimate: 4, lower: 3, upper: null },
    ]) {
      expect(certain(open, arm(2, 1, 3))).toBe(null);
    }
  });

  it("leaves an item without a value in no quadrant, and out of the lines", () => {
    const none = { estimate: null, lower: null, upper: null };
    const found = importancePerformance([at(1, 1), { name: "new", importance: 9, performance: none }]);
    expect(found).toMatchObject({ importanceLine: 1, performanceLine: 1, count: 1, missing: 1 });
    expect(found.items[1]).toEqual({
      name: "new",
      quadrant: null,
      reaches: [],
      isCertain: null,
      importance: 9,
      performance: null,
    });
    expect(importancePerformance([])).toMatchObject({ items: [], importanceLine: null, performanceLine: null });
  });

  it("holds for any items", () => {
    const value = fc.oneof(
      fc.double({ min: -1e140, max: 1e140, noNaN: true }),
      fc
        .array(fc.double({ min: -1e140, max: 1e140, noNaN: true }), { minLength: 3, maxLength: 3 })
        .map((list) => list.sort((a, b) => a - b))
        .map(([lower, estimate, upper]) => arm(estimate!, lower!, upper!)),
    );
    const item = fc.record({ name: fc.string(), importance: value, performance: value });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 10 }), (items) => {
        const found = importancePerformance(items);
        expectPlain(found);
        expect(found.count).toBe(items.length);
        for (const { quadrant, reaches, isCertain } of found.items) {
          expect(reaches[0]).toBe(quadrant);
          expect(new Set(reaches).size).toBe(reaches.length);
          if (isCertain !== null) expect(isCertain).toBe(reaches.length === 1);
        }
        // The mean lies among the items: somebody is on it or above.
        if (items.length > 0)
          expect(found.items.some(({ importance }) => importance! >= found.importanceLine!)).toBe(true);
      }),
    );
  });

  it("refuses what is no number, no interval or no scale", () => {
    expect(() => importancePerformance([at(1, 1), at(Number.NaN, 1)])).toThrow(
      "importance must be a finite number of at most 1e140 in size, got NaN at index 1",
    );
    expect(() => importancePerformance([at("1" as never, 1)])).toThrow("importance must be a number or an interval");
    expect(() => importancePerformance([{ name: "a", importance: 1, performance: arm(1, 2, 1) }])).toThrow(
      "upper limit of performance must be 2 or more, got 1 at index 0",
    );
    expect(() => importancePerformance([at(1, 1, 5 as never)])).toThrow("name must be a string, got 5 at index 0");
    expect(() => importancePerformance([null as never])).toThrow("name must be a string");
    expect(() => importancePerformance([], { performanceScale: [5, 1] })).toThrow("performanceScale");
    expect(() => importancePerformance(7 as never)).toThrow("must be iterable");
  });
});
