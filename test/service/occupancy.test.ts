import { type AgentTime, meanMetric, occupancy, occupancyMetric, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswer } from "../arbitraries.ts";
import { expectPlain, generated, itKeepsTheLaws, thrown } from "../laws.ts";

const time = fc.oneof(fc.nat(100), fc.constantFrom(0, -0, 0.1, 1e20), fc.double({ min: 0, max: 1e6, noNaN: true }));
const timeOrNone = fc.oneof({ weight: 6, arbitrary: time }, { weight: 1, arbitrary: noAnswer });

/** What an agent did, or nothing of it known. */
const stretch: fc.Arbitrary<AgentTime | null | undefined> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record<AgentTime>({
      talk: timeOrNone,
      hold: timeOrNone,
      afterContactWork: timeOrNone,
      available: timeOrNone,
    }),
  },
  { weight: 1, arbitrary: noAnswer },
);

/** One that may have a weight: without times whose products with weights are no doubles. */
const weighableStretch = stretch.map(
  (item) =>
    item &&
    (Object.fromEntries(
      Object.entries(item).map(([name, part]) => [name, part && part < 1e-70 ? 0 : part]),
    ) as unknown as AgentTime),
);

describe("occupancy", () => {
  it("divides sums: it is no mean of agents' rates", () => {
    const agents = [
      { talk: 40, hold: 10, afterContactWork: 40, available: 10 },
      { talk: 5, available: 45 },
    ];
    expect(occupancy([...agents, null, { talk: 5, available: null }])).toStrictEqual({
      rate: 95 / 150,
      handling: 95,
      staffed: 150,
      count: 2,
      missing: 2,
      excluded: 0,
      definition: { metric: "occupancy" },
    });
    const [one, other] = agents.map((agent) => occupancy([agent]).rate!);
    expect((one! + other!) / 2).toBe(0.5);
  });

  it("has no rate where there was no time", () => {
    for (const nothing of [
      [],
      [null],
      [{ available: 0 }],
      [{ talk: 0, available: -0 }],
      [{ talk: 9, available: null }],
    ]) {
      const result = occupancy(nothing);
      expectPlain(result);
      expect(result.rate).toBe(null);
    }
    expect(occupancy([{ available: 8 }]).rate).toBe(0);
    expect(occupancy([{ talk: 8, available: 0 }]).rate).toBe(1);
  });

  it("weighs stretches", () => {
    const rows = [
      { time: { talk: 1, available: 1 }, days: 3 },
      { time: { talk: 0, available: 4 }, days: 1 },
      { time: { talk: 9, available: 0 }, days: 0 },
    ];
    const weighed = occupancy(rows, { value: (row) => row.time, weight: (row) => row.days });
    expect(weighed).toMatchObject({ rate: 0.3, handling: 3, staffed: 10, count: 2, excluded: 1, weight: 4 });
  });

  it("is what the sums give, within 0 and 1", () => {
    fc.assert(
      fc.property(fc.array(stretch), (list) => {
        const result = occupancy(generated(list));
        expectPlain(result);
        const known = list.filter((item) => typeof item?.available === "number");
        const handling = known.reduce(
          (sum, t) => sum + (t!.talk ?? 0) + (t!.hold ?? 0) + (t!.afterContactWork ?? 0),
          0,
        );
        const available = known.reduce((sum, t) => sum + t!.available!, 0);
        expect([result.count, result.missing]).toEqual([known.length, list.length - known.length]);
        expect(result.rate === null).toBe(handling + available === 0);
        if (result.rate === null) return;
        expect(result.rate >= 0 && result.rate <= 1).toBe(true);
        expect(Math.abs(result.rate - handling / (handling + available))).toBeLessThan(1e-12);
      }),
    );
  });

  it("refuses a time that is none, by its name, with its index", () => {
    for (const name of ["talk", "hold", "afterContactWork", "available"]) {
      for (const wrong of [-1, Number.NaN, Infinity, "5"]) {
        const error = thrown(() => occupancy([{ available: 1 }, { available: 1, [name]: wrong }]));
        expect(error).toBeInstanceOf(typeof wrong === "number" ? RangeError : TypeError);
        expect(error.message).toMatch(new RegExp(`^${name} must be a number from 0 to 1e\\+140, got .* at index 1$`));
      }
    }
    expect(() => occupancy([5 as never])).toThrow("time must be an object with talk and available, got 5 at index 0");
  });
});

itKeepsTheLaws(
  "occupancy",
  () => occupancyMetric(),
  { observation: stretch, weighable: weighableStretch },
  {
    headline: (result) => result.rate,
    foreign: [tally(meanMetric(), [])],
  },
);
