import { contactRate, contactRateMetric, mean, meanInterval, shareInterval, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswer } from "../arbitraries.ts";
import { expectPlain, generated, itKeepsTheLaws, thrown } from "../laws.ts";

const contacts: fc.Arbitrary<number | null | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.nat(4) },
  { weight: 1, arbitrary: fc.constantFrom(-0, 1000, 2 ** 31) },
  { weight: 1, arbitrary: noAnswer },
);

describe("contactRate", () => {
  it("is contacts a unit, and says how many units there were and how many made contact", () => {
    const { standardDeviation, standardError } = mean([0, 0, 1, 3]);
    expect(contactRate([0, 0, 1, 3, null], { per: "order" })).toStrictEqual({
      rate: 1,
      contacts: 4,
      count: 4,
      contacting: { rate: 0.5, numerator: 2, denominator: 4 },
      mean: 1,
      standardDeviation,
      standardError,
      missing: 1,
      excluded: 0,
      definition: { metric: "contactRate", per: "order" },
    });
    expect(contactRate([]).rate).toBe(null);
    expect(contactRate([5]).definition.per).toBe("customer");
  });

  it("has the intervals of a mean and of a share", () => {
    const rate = contactRate([0, 0, 1, 3]);
    expect(meanInterval(rate)).toEqual(meanInterval(mean([0, 0, 1, 3])));
    expect(shareInterval(rate.contacting)).toEqual(shareInterval({ numerator: 2, denominator: 4 }));
  });

  it("weighs units", () => {
    const rows = [
      { made: 0, weight: 3 },
      { made: 2, weight: 1 },
      { made: 7, weight: 0 },
    ];
    const weighed = contactRate(rows, { value: (row) => row.made, weight: (row) => row.weight });
    expect(weighed).toMatchObject({
      rate: 0.5,
      contacts: 2,
      count: 2,
      excluded: 1,
      weight: 4,
      effectiveSampleSize: 1.6,
    });
    expect(weighed.contacting.rate).toBe(0.25);
  });

  it("counts contacts whatever their units weigh", () => {
    const rows = [
      { made: 3, weight: 2 },
      { made: 1, weight: 0.25 },
      { made: 5, weight: 0 },
    ];
    const reading = { value: (row: (typeof rows)[number]) => row.made };
    expect(contactRate(rows, { ...reading, weight: (row) => row.weight })).toMatchObject({ contacts: 4, weight: 2.25 });
    const metric = contactRateMetric();
    const heavy = tally(metric, rows, { ...reading, weight: (row) => row.weight });
    expect(metric.read(metric.merge(heavy, tally(metric, rows, reading))).contacts).toBe(13);
  });

  it("is what counting by hand gives", () => {
    fc.assert(
      fc.property(fc.array(contacts), (list) => {
        const result = contactRate(generated(list));
        expectPlain(result);
        const known = list.filter((count) => typeof count === "number");
        const total = known.reduce((sum, count) => sum + count, 0);
        expect(result).toMatchObject({ count: known.length, missing: list.length - known.length });
        expect(result.contacts).toBe(total + 0);
        expect(result.rate).toBe(known.length === 0 ? null : total / known.length);
        expect(result.contacting.numerator).toBe(known.filter((count) => count > 0).length);
      }),
    );
  });

  it("refuses what is no number of contacts, with its index, and a unit that is none", () => {
    const error = thrown(() => contactRate([0, -1]));
    expect(error.message).toBe("contacts must be a whole number, 0 or more, got -1 at index 1");
    expect(() => contactRate([1.5])).toThrow(RangeError);
    expect(() => contactRateMetric({ per: 5 as never })).toThrow(new RangeError("per must be a string, got 5"));
  });
});

itKeepsTheLaws(
  "contactRate",
  () => contactRateMetric({ per: "order" }),
  { observation: contacts },
  {
    headline: (result) => result.rate,
    foreign: [tally(contactRateMetric(), [])],
    slack: (items) => 1e-12 * Math.max(0, ...items.map((count) => (count ?? 0) ** 2)),
  },
);
