import { meanMetric, npsMetric, tally } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectPlain, expectSame, generated, sent } from "../laws.ts";

describe("tally", () => {
  it("counts items without reading the count", () => {
    const metric = npsMetric();
    const counted = tally(metric, [10, 9, 3]);
    expectPlain(counted);
    expect(metric.read(metric.merge(counted, tally(metric, [8]))).score).toBe(25);
  });

  it("is the empty tally of no items", () => {
    expect(tally(npsMetric(), [])).toStrictEqual(npsMetric().empty());
    expect(tally(meanMetric(), generated([]))).toStrictEqual(meanMetric().empty());
  });

  it("reads value and weight of a row", () => {
    const rows = [
      { a: 10, w: 2 },
      { a: 0, w: 1 },
    ];
    const metric = npsMetric();
    const counted = tally(metric, rows, { value: (row) => row.a, weight: (row) => row.w });
    expect(metric.read(sent(counted))).toMatchObject({ count: 2, weight: 3 });
  });

  it("counts by add where a metric has no loop of its own", () => {
    const metric = npsMetric();
    const slow = { empty: metric.empty, add: metric.add, merge: metric.merge, read: metric.read };
    const answers = [10, null, 9, 3, 7];
    expectSame(tally(slow, answers), tally(metric, answers));
    expectSame(tally(slow, new Uint8Array([1, 2])), tally(metric, [1, 2]));
    expect(() => tally(slow, [1, 2, 11])).toThrow("at index 2");
  });

  it("names a metric that is none by failing, not by counting nothing", () => {
    expect(() => tally({} as never, [1])).toThrow(TypeError);
  });

  it("passes on what an accessor throws, as it is", () => {
    const error = new Error("no such column");
    const value = () => {
      throw error;
    };
    for (const rows of [[{}], generated([{}])]) expect(() => tally(npsMetric(), rows, { value })).toThrow(error);
  });
});
