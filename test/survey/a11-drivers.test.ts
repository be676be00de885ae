import { type A11Answers, a11Drivers, a11DriversMetric, a11Score, meanInterval } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn, noAnswer, pointOf } from "../arbitraries.ts";
import { itKeepsTheLaws } from "../laws.ts";

const asked = ["trust", "ease"] as const;
const respondent: fc.Arbitrary<A11Answers> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ trust: pointOf([1, 5]), ease: pointOf([1, 5]) }) },
  { weight: 2, arbitrary: fc.record({ trust: answerOn([1, 5]) }) },
  { weight: 1, arbitrary: noAnswer },
);

itKeepsTheLaws(
  "a11Drivers",
  () => a11DriversMetric({ drivers: asked }),
  { observation: respondent },
  {
    headline: (result) => result.mean,
    slack: () => 1e-12 * 5 ** 2,
    foreign: [a11DriversMetric().empty()],
    maxLength: 12,
  },
);

const all = {
  satisfaction: 5,
  trust: 4,
  effectiveness: 5,
  ease: 4,
  efficiency: 3,
  transparency: 5,
  helpfulness: 2,
};

describe("a11Drivers", () => {
  it("is the mean of the seven drivers, and each driver beside it", () => {
    expect(a11Score(all)).toBe(4);
    const found = a11Drivers([all, { ...all, helpfulness: null }, null]);
    expect(found).toMatchObject({ mean: 4, count: 1, missing: 2 });
    expect(found.drivers.trust).toMatchObject({ mean: 4, count: 2, missing: 1 });
    expect(found.drivers.helpfulness).toMatchObject({ mean: 2, count: 1, missing: 2 });
    expect(Object.keys(found.drivers)).toEqual(Object.keys(all));
    expect(meanInterval(found.drivers.trust!)).toMatchObject({ estimate: 4, lower: 4, upper: 4 });
  });

  it("takes the drivers that were asked, in any order of naming", () => {
    const one = a11DriversMetric({ drivers: ["ease", "trust", "trust"] });
    const other = a11DriversMetric({ drivers: asked });
    expect(one.merge(one.add(one.empty(), all), other.add(other.empty(), all)).overall.count).toBe(2);
    expect(one.read(one.empty()).definition.drivers).toEqual(["trust", "ease"]);
    expect(a11Score({ ...all, helpfulness: null }, { drivers: asked })).toBe(4);
  });

  it("gives for each driver its own mean, whoever answered the others", () => {
    fc.assert(
      fc.property(fc.array(respondent, { maxLength: 20 }), (respondents) => {
        const found = a11Drivers(respondents, { drivers: asked });
        for (const driver of asked) {
          const given = respondents.map((one) => one?.[driver] ?? null).filter((answer) => answer !== null);
          const sum = given.reduce((total, answer) => total + answer, 0);
          expect(found.drivers[driver]?.mean).toBe(given.length === 0 ? null : sum / given.length);
          expect(found.drivers[driver]?.missing).toBe(respondents.length - given.length);
        }
      }),
    );
  });

  it("refuses what is no answer, with the driver", () => {
    expect(() => a11Drivers([all, { trust: 6 }])).toThrow("trust must be a whole number from 1 to 5, got 6 at index 1");
    expect(() => a11Drivers([{ ease: "" as never }])).toThrow(
      'ease must be a whole number from 1 to 5, got "" at index 0',
    );
    expect(() => a11Drivers([4 as never])).toThrow("answers must be by driver, got 4 at index 0");
    expect(() => a11Drivers([{ trust: 4 }], { drivers: asked, incomplete: "throw" })).toThrow(
      "answers must be complete, got 1 of 2 at index 0",
    );
    expect(() => a11DriversMetric({ drivers: [] })).toThrow("drivers must not be empty");
    expect(() => a11DriversMetric({ drivers: ["speed" as never] })).toThrow('driver must be "satisfaction" or');
    expect(() => a11DriversMetric({ drivers: "trust" as never })).toThrow("drivers must be iterable and no string");
  });
});
