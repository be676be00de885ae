import { measureBy, npsMetric, vocCoverage } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

const count = (heard: number) => heard;

describe("vocCoverage", () => {
  it("is the share of touchpoints at which enough were heard, from the minimum on", () => {
    const heard = new Map([
      ["web", 30],
      ["shop", 29],
      ["fax", 50],
      ["gone", 0],
    ]);
    const touchpoints = ["web", "shop", "phone", "phone"];
    expect(vocCoverage(heard, { touchpoints, count, minimumCount: 30 })).toStrictEqual({
      rate: 1 / 3,
      numerator: 1,
      denominator: 3,
      uncovered: ["shop", "phone"],
      unmapped: ["fax"],
      pending: 0,
      missing: 0,
      excluded: 0,
      definition: { metric: "vocCoverage", minimumCount: 30 },
    });
    expect(vocCoverage(heard, { touchpoints, count, minimumCount: 29 }).numerator).toBe(2);
    expect(vocCoverage(heard, { touchpoints, count }).uncovered).toEqual(["phone"]);
  });

  it("reads the results of measureBy, in which who did not answer does not count", () => {
    const rows = [
      { at: "web", score: 9 },
      { at: "shop", score: null },
    ];
    const byTouchpoint = measureBy(npsMetric(), rows, (row) => row.at, { value: (row) => row.score });
    const found = vocCoverage(byTouchpoint, { touchpoints: ["web", "shop"], count: (result) => result.count });
    expect(found).toMatchObject({ rate: 0.5, uncovered: ["shop"], unmapped: [] });
  });

  it("has no rate without touchpoints", () => {
    expect(vocCoverage(new Map([["web", 1]]), { touchpoints: [], count })).toMatchObject({
      rate: null,
      denominator: 0,
      unmapped: ["web"],
    });
  });

  it("counts each touchpoint once, and never covers more than there are", () => {
    const key = fc.constantFrom("a", "b", "__proto__", "");
    const feedback = fc.array(fc.tuple(key, fc.nat(3)));
    fc.assert(
      fc.property(feedback, fc.array(key), fc.integer({ min: 1, max: 3 }), (entries, touchpoints, minimumCount) => {
        const heard = new Map(entries);
        const found = vocCoverage(heard, { touchpoints, count, minimumCount });
        expectPlain(found);
        const all = [...new Set(touchpoints)];
        expect(found.numerator).toBe(all.filter((one) => (heard.get(one) ?? 0) >= minimumCount).length);
        expect(found.numerator + found.uncovered.length).toBe(found.denominator);
        expect(found.denominator).toBe(all.length);
      }),
    );
  });

  it("refuses counts and minimums that are none", () => {
    const of = (options: object) => () =>
      vocCoverage(new Map([["web", 1]]), { touchpoints: ["web"], count, ...options });
    for (const minimumCount of [0, -1, 1.5, Number.NaN, "1"]) {
      expect(of({ minimumCount })).toThrow("minimumCount must be a whole number, 1 or more");
    }
    expect(of({ count: () => -1 })).toThrow("count must be a whole number, 0 or more, got -1");
    expect(of({ touchpoints: "web" })).toThrow("touchpoints must be iterable and no string");
    expect(() => vocCoverage([] as never, { touchpoints: [], count })).toThrow("feedback must be a Map of results");
  });
});
