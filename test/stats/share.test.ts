import { meanMetric, share, shareMetric, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcome } from "../arbitraries.ts";
import { expectPlain, generated, itKeepsTheLaws, thrown } from "../laws.ts";

describe("share", () => {
  it("is how often something holds among what is known", () => {
    expect(share([true, 1, false, 0, null, undefined, "pending"])).toStrictEqual({
      rate: 0.5,
      numerator: 2,
      denominator: 4,
      pending: 1,
      missing: 2,
      excluded: 0,
      definition: { metric: "share" },
    });
  });

  it("has no rate where nothing is known", () => {
    expect(share([]).rate).toBe(null);
    expect(share([null, "pending"])).toMatchObject({
      rate: null,
      numerator: 0,
      denominator: 0,
      pending: 1,
      missing: 1,
    });
    expect(share([true], { weight: () => 0 })).toMatchObject({ rate: null, excluded: 1, denominator: 0 });
  });

  it("has a rate of 0, not null, where it never holds", () => {
    expect(share([false, 0, -0 as 0])).toMatchObject({ rate: 0, numerator: 0, denominator: 3 });
    expectPlain(share([-0 as 0]));
  });

  it("does not count as no what is not known yet", () => {
    expect(share([true, "pending", "pending"]).rate).toBe(1);
  });

  it("weighs people and still counts them", () => {
    const rows = [
      { held: true, weight: 3 },
      { held: false, weight: 1 },
      { held: false, weight: 0 },
    ];
    const result = share(rows, { value: (row) => row.held, weight: (row) => row.weight });
    expect(result).toMatchObject({ rate: 0.75, numerator: 1, denominator: 2, excluded: 1, weight: 4 });
    expect(result.weights).toEqual({ sums: [1, 3], squares: [1, 9] });
  });

  it("is weighted where weights were given, whatever came of the outcomes", () => {
    for (const nothing of [null, "pending"] as const) {
      expect(share([nothing], { weight: () => 2 }), `${nothing}`).toMatchObject({ weight: 0, effectiveSampleSize: 0 });
    }
  });

  it("carries its rule as its name, and refuses to merge with another", () => {
    const week = shareMetric({ rule: "resolved within 7 days" });
    expect(share([true], { rule: "resolved within 7 days" }).definition).toEqual({ metric: "resolved within 7 days" });
    expect(() => week.merge(tally(week, [true]), tally(shareMetric(), [true]))).toThrow(
      new TypeError('tally must be of resolved within 7 days, got "share"'),
    );
    expect(() => shareMetric({ rule: 7 as never })).toThrow(new RangeError("rule must be a string, got 7"));
  });

  it("refuses what is no outcome, with its index", () => {
    for (const wrong of [
      2,
      -1,
      0.5,
      Number.NaN,
      Infinity,
      "true",
      "",
      "Pending",
      1n,
      0n,
      {},
      [],
      new Date(0),
      Symbol("x"),
    ]) {
      for (const input of [[true, wrong], generated([true, wrong])]) {
        const error = thrown(() => share(input as never));
        expect(error).toBeInstanceOf(typeof wrong === "number" ? RangeError : TypeError);
        expect(error.message).toMatch(/^outcome must be true, false, "pending" or null, got .+ at index 1$/);
      }
    }
  });

  it("counts every outcome in one place", () => {
    const weightOrNone = fc.constantFrom(undefined, 0, 1, 2.5);
    fc.assert(
      fc.property(fc.array(fc.tuple(outcome, fc.nat(3))), weightOrNone, (rows, weight) => {
        const options = { value: ([held]: (typeof rows)[number]) => held };
        const result = share(
          rows,
          weight === undefined ? options : { ...options, weight: ([, times]) => times * weight },
        );
        const { denominator, missing, excluded, pending } = result;
        expect(denominator + missing + excluded + pending).toBe(rows.length);
        const weighs = (times: number) => weight === undefined || times * weight > 0;
        expect(pending).toBe(rows.filter(([held, times]) => held === "pending" && weighs(times)).length);
        expect(missing).toBe(rows.filter(([held]) => held === null || held === undefined).length);
        if (result.rate !== null) expect(result.rate >= 0 && result.rate <= 1).toBe(true);
      }),
    );
  });

  it("has the rate of a recount", () => {
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const held = outcomes.filter((one) => one === true || one === 1).length;
        const not = outcomes.filter((one) => one === false || one === 0).length;
        expect(share(outcomes)).toMatchObject({ numerator: held, denominator: held + not });
        expect(share(outcomes).rate).toBe(held + not === 0 ? null : held / (held + not));
      }),
    );
  });
});

itKeepsTheLaws(
  "share",
  () => shareMetric({ rule: "held" }),
  { observation: outcome },
  { headline: (result) => result.rate, foreign: [shareMetric().empty(), meanMetric().empty()] },
);
