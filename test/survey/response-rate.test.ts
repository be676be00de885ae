import { responseRate } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

const names = ["complete", "partial", "refusal", "nonContact", "other", "unknownHousehold", "unknownOther"] as const;

describe("responseRate", () => {
  it("is the share of completed surveys among all that might have been", () => {
    const asked = { complete: 300, partial: 50, refusal: 150, nonContact: 500 };
    expect(responseRate(asked)).toStrictEqual({
      rate: 0.3,
      numerator: 300,
      denominator: 1000,
      pending: 0,
      missing: 0,
      excluded: 0,
      definition: { metric: "responseRate", rate: "RR1" },
    });
    expect(responseRate(asked, { rate: "RR2" })).toMatchObject({
      rate: 0.35,
      numerator: 350,
      denominator: 1000,
      definition: { rate: "RR2" },
    });
  });

  it("has no rate where nobody was asked", () => {
    expect(responseRate({ complete: 0 })).toMatchObject({ rate: null, numerator: 0, denominator: 0 });
  });

  it("has a rate of 0 where nobody answered who was asked", () => {
    expect(responseRate({ complete: 0, refusal: 5 }).rate).toBe(0);
  });

  it("takes BigInt", () => {
    expect(responseRate({ complete: 1n, unknownOther: 3n }).rate).toBe(0.25);
  });

  it("counts each disposition below, and only the completed above", () => {
    for (const name of names) {
      const one = responseRate({ complete: 0, [name]: 1 });
      expect([one.denominator, one.numerator], name).toEqual([1, name === "complete" ? 1 : 0]);
      const two = responseRate({ complete: 0, [name]: 1 }, { rate: "RR2" });
      expect([two.denominator, two.numerator], name).toEqual([1, name === "complete" || name === "partial" ? 1 : 0]);
    }
  });

  it("refuses what is no count, by its name, and what is no rate", () => {
    for (const name of names) {
      expect(() => responseRate({ complete: 1, [name]: -1 })).toThrow(
        new RangeError(`${name} must be a whole number, 0 or more, got -1`),
      );
      expect(() => responseRate({ complete: 1, [name]: 1.5 })).toThrow(RangeError);
      expect(() => responseRate({ complete: 1, [name]: "1" })).toThrow(TypeError);
    }
    expect(() => responseRate({} as never)).toThrow(
      new TypeError("complete must be a whole number, 0 or more, got undefined"),
    );
    expect(() => responseRate({ complete: 1 }, { rate: "RR3" as never })).toThrow(
      new TypeError('rate must be "RR1" or "RR2", got "RR3"'),
    );
  });

  it("lies from 0 to 1, and RR2 is never the lower", () => {
    const dispositions = fc.record(
      Object.fromEntries(names.map((name) => [name, fc.nat()])) as Record<(typeof names)[number], fc.Arbitrary<number>>,
    );
    fc.assert(
      fc.property(dispositions, (asked) => {
        const [one, two] = [responseRate(asked), responseRate(asked, { rate: "RR2" })];
        expectPlain(one);
        expect(one.denominator).toBe(names.reduce((sum, name) => sum + asked[name], 0));
        if (one.rate === null) return;
        expect(one.rate >= 0 && one.rate <= two.rate! && two.rate! <= 1).toBe(true);
      }),
    );
  });
});
