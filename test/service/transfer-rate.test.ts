import { contactRateMetric, shareInterval, tally, transferRate, transferRateMetric } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswer } from "../arbitraries.ts";
import { expectPlain, generated, itKeepsTheLaws, thrown } from "../laws.ts";

const times: fc.Arbitrary<number | null | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.nat(4) },
  { weight: 1, arbitrary: fc.constantFrom(-0, 1000, 2 ** 31) },
  { weight: 1, arbitrary: noAnswer },
);

describe("transferRate", () => {
  it("counts a contact once, however often it was transferred", () => {
    expect(transferRate([0, 0, 1, 3, null, undefined])).toStrictEqual({
      rate: 0.5,
      numerator: 2,
      denominator: 4,
      transfers: 4,
      transfersPerContact: 1,
      missing: 2,
      excluded: 0,
      definition: { metric: "transferRate" },
    });
    expect(shareInterval(transferRate([0, 0, 1, 3]))).toEqual(shareInterval({ numerator: 2, denominator: 4 }));
    expect(transferRate([])).toMatchObject({ rate: null, transfers: 0, transfersPerContact: null });
  });

  it("weighs contacts", () => {
    const rows = [
      { transfers: 0, calls: 3 },
      { transfers: 2, calls: 1 },
      { transfers: 9, calls: 0 },
    ];
    const weighed = transferRate(rows, { value: (row) => row.transfers, weight: (row) => row.calls });
    expect(weighed).toMatchObject({ rate: 0.25, transfersPerContact: 0.5, transfers: 2, excluded: 1, weight: 4 });
  });

  it("counts transfers whatever their contacts weigh", () => {
    expect(transferRate([2, 1, 0, null], { weight: (_, index) => 3 - index })).toMatchObject({
      transfers: 3,
      weight: 6,
    });
  });

  it("is what counting by hand gives", () => {
    fc.assert(
      fc.property(fc.array(times), (list) => {
        const result = transferRate(generated(list));
        expectPlain(result);
        const known = list.filter((count) => typeof count === "number");
        const total = known.reduce((sum, count) => sum + count, 0);
        expect(result).toMatchObject({
          numerator: known.filter((count) => count >= 1).length,
          denominator: known.length,
          missing: list.length - known.length,
          transfersPerContact: known.length === 0 ? null : total / known.length,
        });
        expect(result.transfers).toBe(total + 0);
      }),
    );
  });

  it("refuses what is no number of transfers, with its index", () => {
    for (const wrong of [-1, 0.5, Number.NaN, Infinity, 2 ** 53, "1", true]) {
      const error = thrown(() => transferRate([0, wrong as number]));
      expect(error).toBeInstanceOf(typeof wrong === "number" ? RangeError : TypeError);
      expect(error.message).toMatch(/^transfers must be a whole number, 0 or more, got .* at index 1$/);
    }
  });
});

itKeepsTheLaws(
  "transferRate",
  transferRateMetric,
  { observation: times },
  // The total is of people, whatever they weigh.
  { headline: (result) => result.rate, foreign: [tally(contactRateMetric(), [])] },
);
