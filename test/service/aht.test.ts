import {
  type AhtOptions,
  aht,
  ahtMetric,
  durations,
  durationsMetric,
  type HandlingTimes,
  measure,
  measureBy,
  tally,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration, noAnswer } from "../arbitraries.ts";
import { expectPlain, expectSame, generated, itKeepsTheLaws, thrown } from "../laws.ts";

const times = (time: fc.Arbitrary<number>) => {
  const part = fc.oneof({ weight: 5, arbitrary: time }, { weight: 1, arbitrary: noAnswer });
  return fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record<HandlingTimes>({ talk: part, hold: part, afterContactWork: part }, { requiredKeys: [] }),
    },
    { weight: 1, arbitrary: noAnswer },
  );
};

/** The times of a handle; three of them together are still a duration. */
const handle = times(duration.map((time) => Math.min(time, 3e139)));
const weighableHandle = times(
  fc.oneof(fc.nat(100), fc.constantFrom(0, -0, 3e69), fc.double({ min: 1e-60, max: 1e60, noNaN: true })),
);

const calls = [
  { talk: 180, hold: 20, afterContactWork: 40 },
  { talk: 60, afterContactWork: 0 },
  { talk: null, hold: undefined, afterContactWork: 30 },
  {},
  null,
];

describe("aht", () => {
  it("adds up the parts, and says what each adds to the mean and how many lack it", () => {
    expect(aht(calls, { unit: "seconds" })).toStrictEqual({
      ...durations([240, 60, 30, null, null]),
      components: [
        { component: "talk", mean: 80, lacking: 1 },
        { component: "hold", mean: 20 / 3, lacking: 2 },
        { component: "afterContactWork", mean: 70 / 3, lacking: 0 },
      ],
      definition: {
        metric: "aht",
        quantiles: "type-7",
        precision: null,
        unit: "seconds",
        components: ["talk", "hold", "afterContactWork"],
        per: "contact",
        overlap: "sum",
      },
    });
  });

  it("takes other parts by name, and leaves out those that are not named", () => {
    const dialled = [
      { dialing: 10, talk: 100, afterContactWork: 7 },
      { talk: 50, wrap: 3 },
    ];
    const genesys = aht(dialled, { components: ["dialing", "talk"] });
    expect(genesys).toMatchObject({ mean: 80, count: 2 });
    expect(genesys.components.map(({ component, mean }) => [component, mean])).toEqual([
      ["dialing", 5],
      ["talk", 75],
    ]);
    expect(aht([{ wrap: 3 }], { components: ["talk"] as string[] })).toMatchObject({ mean: null, missing: 1 });
    const odd = JSON.parse('[{"__proto__": 4, "": 6}]');
    expect(aht(odd, { components: ["__proto__", "" as string] }).mean).toBe(10);
  });

  it("keeps handles of no time", () => {
    expect(aht([{ talk: 0 }, { talk: 30, hold: -0 }])).toMatchObject({ mean: 15, minimum: 0, count: 2, missing: 0 });
  });

  it("is no mean of agents' means: sums are divided", () => {
    const rows = [
      { agent: "quiet", talk: 600 },
      ...new Array<{ agent: string; talk: number }>(9).fill({ agent: "busy", talk: 100 }),
    ];
    const byAgent = measureBy(ahtMetric(), rows, (row) => row.agent);
    expect([...byAgent.values()].map((result) => result.mean)).toEqual([600, 100]);
    expect(aht(rows).mean).toBe(150);
  });

  it("is the metric's, but for the quantiles", () => {
    fc.assert(
      fc.property(fc.array(handle), (list) => {
        const exact = aht(generated(list));
        expectPlain(exact);
        const { median, p90, quantileError, definition, ...rest } = measure(ahtMetric(), list);
        expectSame(
          { ...rest, median: 0, p90: 0, quantileError: 0, definition: 0 },
          { ...exact, median: 0, p90: 0, definition: 0 },
        );
        expect(definition).toEqual({ ...exact.definition, quantiles: "sketch", precision: 6 });
        expect([median === null, p90 === null]).toEqual([exact.count === 0, exact.count === 0]);
      }),
    );
  });

  it("is the mean of the sums, to which its parts add up", () => {
    fc.assert(
      fc.property(fc.array(times(fc.nat(5000))), (list) => {
        const result = aht(list);
        const sums = list.flatMap((item) => {
          const parts = [item?.talk, item?.hold, item?.afterContactWork].filter((part) => typeof part === "number");
          return parts.length === 0 ? [] : [parts.reduce((sum, part) => sum + part, 0)];
        });
        expect([result.count, result.missing]).toEqual([sums.length, list.length - sums.length]);
        if (sums.length === 0) return;
        const total = sums.reduce((sum, part) => sum + part, 0);
        expect(result.mean).toBe(total / sums.length);
        const parts = result.components.reduce((sum, { mean }) => sum + mean!, 0);
        expect(Math.abs(parts - result.mean!)).toBeLessThanOrEqual(1e-12 * result.mean!);
      }),
    );
  });

  it("weighs handles", () => {
    const rows = [
      { times: { talk: 10, hold: 6 }, calls: 3 },
      { times: { talk: 50 }, calls: 1 },
      { times: { hold: 999 }, calls: 0 },
    ];
    const reading = {
      value: (row: (typeof rows)[number]) => row.times,
      weight: (row: (typeof rows)[number]) => row.calls,
    };
    for (const result of [aht(rows, reading), measure(ahtMetric(), rows, reading)]) {
      expect(result).toMatchObject({ mean: 24.5, count: 2, excluded: 1, weight: 4 });
      expect(result.components.slice(0, 2)).toEqual([
        { component: "talk", mean: 20, lacking: 0 },
        { component: "hold", mean: 4.5, lacking: 1 },
      ]);
    }
  });

  it("refuses a time that is none, by its part, with its index", () => {
    for (const name of ["talk", "hold", "afterContactWork"]) {
      for (const wrong of [-5, Number.NaN, Infinity, 1e141, "30", true, 5n]) {
        for (const work of [
          (list: never[]) => aht(list),
          (list: never[]) => aht(generated(list)),
          (list: never[]) => measure(ahtMetric(), list),
        ]) {
          const error = thrown(() => work([{ talk: 1 }, { [name]: wrong }] as never[]));
          expect(error).toBeInstanceOf(typeof wrong === "number" ? RangeError : TypeError);
          expect(error.message).toMatch(new RegExp(`^${name} must be a number from 0 to 1e\\+140, got .* at index 1$`));
        }
      }
    }
    expect(() => aht([300 as never])).toThrow("handle must be an object of times, got 300 at index 0");
    expect(() => aht([{ talk: 1e140, hold: 1e140 }])).toThrow("got 2e+140 at index 0");
    expect(() => aht("abc" as never)).toThrow(/^items must be iterable/);
  });

  it("counts in excluded, where it is told so, handles that cannot be, and always those that are", () => {
    const wrong = [
      { talk: -1 },
      { talk: 1, hold: "2" },
      { hold: Number.NaN },
      300,
      { talk: 1e140, hold: 1e140 },
    ] as never[];
    const list = [{ talk: 10 }, ...wrong, null, {}, { talk: 20, hold: 30 }, "excluded"] as const;
    for (const weight of [undefined, () => 2]) {
      const options = { invalid: "exclude", ...(weight && { weight }) } as const;
      const expected = { mean: 30, count: 2, missing: 2, excluded: 6, ...(weight && { weight: 4 }) };
      expect(aht(list, options)).toMatchObject(expected);
      expect(measure(ahtMetric({ invalid: "exclude" }), list, weight && { weight })).toMatchObject(expected);
      expect(aht(list, options).components[1]).toEqual({ component: "hold", mean: 15, lacking: 1 });
    }
    for (const one of wrong) {
      expect(() => aht([one])).toThrow(/ at index 0$/);
      expect(() => aht([one], { invalid: "reject" })).toThrow(/ at index 0$/);
    }
    expect(aht(["excluded", { talk: 4 }])).toMatchObject({ mean: 4, missing: 0, excluded: 1 });
    expect(() => aht([{ talk: 1 }], { invalid: "exclude", weight: () => -1 })).toThrow("weight must be");
  });

  it("refuses a definition that is none, before it reads", () => {
    const table: readonly (readonly [options: unknown, message: RegExp])[] = [
      [{ components: [] }, /^components must be a list of names/],
      [{ components: "talk" }, /^components must be a list of names, got "talk"$/],
      [{ components: ["talk", 5] }, /^components must be a list of names/],
      [{ components: ["talk", "hold", "talk"] }, /^components must be different names, got "talk"$/],
      [{ per: "call" }, /^per must be "contact" or "agent-leg", got "call"$/],
      [{ overlap: "max" }, /^overlap must be "sum" or "union", got "max"$/],
      [{ invalid: "drop" }, /^invalid must be "reject" or "exclude", got "drop"$/],
    ];
    for (const [options, message] of table) {
      expect(() => aht(5 as never, options as AhtOptions)).toThrow(/^items must|^components|^per|^overlap|^invalid/);
      expect(() => aht([], options as AhtOptions)).toThrow(message);
      expect(() => ahtMetric(options as AhtOptions)).toThrow(message);
    }
  });
});

const impossible = fc.constantFrom(
  "excluded",
  { talk: -1 },
  { talk: 5, hold: Number.NaN },
  7,
) as fc.Arbitrary<HandlingTimes>;
const withImpossible = (possible: fc.Arbitrary<HandlingTimes | null | undefined>) =>
  fc.oneof({ weight: 4, arbitrary: possible }, { weight: 1, arbitrary: impossible });

for (const invalid of ["reject", "exclude"] as const) {
  const excludes = invalid === "exclude";
  itKeepsTheLaws(
    excludes ? "aht that excludes" : "aht",
    () => ahtMetric({ unit: "seconds", invalid }),
    {
      observation: excludes ? withImpossible(handle) : handle,
      weighable: excludes ? withImpossible(weighableHandle) : weighableHandle,
    },
    {
      headline: (result) => result.mean,
      foreign: [
        durationsMetric({ unit: "seconds" }).empty(),
        ahtMetric().empty(),
        tally(ahtMetric({ unit: "seconds", per: "agent-leg" }), []),
        tally(ahtMetric({ unit: "seconds", overlap: "union" }), []),
        tally(ahtMetric({ unit: "seconds", components: ["talk", "hold"] }), []),
      ],
      slack: (list) => {
        const all = list.flatMap((item) => Object.values(item ?? {}).flatMap((part) => (part! > 0 ? [3 * part!] : [])));
        return 1e-12 * Math.max(0, ...all, ...all.map((part) => part ** 2));
      },
      jumps: ["median", "p90"],
      maxLength: 20,
    },
  );
}
