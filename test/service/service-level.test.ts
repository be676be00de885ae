import {
  type AbandonedAs,
  measure,
  type QueuedContact,
  type ServiceLevelOptions,
  serviceLevel,
  serviceLevelMetric,
  shareInterval,
  shareMetric,
  tally,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, expectSame, generated, itKeepsTheLaws, thrown } from "../laws.ts";
import { queued, queuedOrNone } from "./queue-arbitraries.ts";

const contacts = (outcome: QueuedContact["outcome"], wait: number, count: number): QueuedContact[] =>
  new Array(count).fill({ outcome, wait });

/** 1,000 answered, 860 of them within 20 s; 60 abandoned, 20 within 20 s, 10 of them within 5 s. */
const published = [
  ...contacts("answered", 20, 860),
  ...contacts("answered", 20.5, 140),
  ...contacts("abandoned", 5, 10),
  ...contacts("abandoned", 20, 10),
  ...contacts("abandoned", 21, 40),
];

const every: readonly ServiceLevelOptions[] = [
  { within: 20 },
  { within: 20, abandoned: "missed" },
  { within: 20, abandoned: "left-out" },
  { within: 20, abandoned: "met-within" },
  { within: 20, abandoned: "met-when-short", shortAbandon: 5 },
  { within: 20, abandoned: "left-out-when-short", shortAbandon: 5 },
];

describe("serviceLevel", () => {
  it("is 83.02, 86, 81.13, 82.69 or 82.08 per cent of one log, by the definition", () => {
    const table: readonly (readonly [
      options: ServiceLevelOptions,
      numerator: number,
      denominator: number,
      percent: string,
    ])[] = [
      [{ within: 20, abandoned: "met-within" }, 880, 1060, "83.02"],
      [{ within: 20, abandoned: "left-out" }, 860, 1000, "86.00"],
      [{ within: 20, abandoned: "missed" }, 860, 1060, "81.13"],
      [{ within: 20, abandoned: "left-out-within" }, 860, 1040, "82.69"],
      [{ within: 20, abandoned: "met-when-short", shortAbandon: 5 }, 870, 1060, "82.08"],
      [{ within: 20, abandoned: "left-out-when-short", shortAbandon: 5 }, 860, 1050, "81.90"],
    ];
    for (const [options, numerator, denominator, percent] of table) {
      const result = serviceLevel(published, options);
      expect(result, options.abandoned).toMatchObject({ numerator, denominator, rate: numerator / denominator });
      expect((100 * result.rate!).toFixed(2)).toBe(percent);
      expect(result).toMatchObject({ answered: 1000, abandoned: 60, pending: 0, excluded: 1060 - denominator });
    }
  });

  it("says all that it counted, and what it is", () => {
    expect(serviceLevel([...published, null, { outcome: "answered", wait: null }], { within: 20 })).toStrictEqual({
      rate: 860 / 1040,
      numerator: 860,
      denominator: 1040,
      answered: 1000,
      abandoned: 60,
      pending: 0,
      missing: 2,
      excluded: 20,
      definition: { metric: "serviceLevel", within: 20, abandoned: "left-out-within", shortAbandon: null },
    });
  });

  it("includes its thresholds", () => {
    const rate = (outcome: QueuedContact["outcome"], wait: number, options: ServiceLevelOptions) =>
      serviceLevel([{ outcome, wait }], options).rate;
    for (const options of every) {
      expect([19.999, 20, 20.001, 0, 1e9].map((wait) => rate("answered", wait, options))).toEqual([1, 1, 0, 1, 0]);
    }
    const abandoned = (as: AbandonedAs, shortAbandon?: number) =>
      [0, 5, 5.001, 20, 20.001].map((wait) => rate("abandoned", wait, { within: 20, abandoned: as, shortAbandon }));
    expect(abandoned("left-out-within")).toEqual([null, null, null, null, 0]);
    expect(abandoned("missed")).toEqual([0, 0, 0, 0, 0]);
    expect(abandoned("left-out")).toEqual([null, null, null, null, null]);
    expect(abandoned("met-within")).toEqual([1, 1, 1, 1, 0]);
    expect(abandoned("met-when-short", 5)).toEqual([1, 1, 0, 0, 0]);
    expect(abandoned("left-out-when-short", 5)).toEqual([null, null, 0, 0, 0]);
  });

  it("keeps who still waits pending until the threshold, and takes them for missed from it on", () => {
    for (const options of every) {
      const waiting = (wait: number) => serviceLevel([{ outcome: "waiting", wait }], options);
      expect(waiting(19.999)).toMatchObject({ rate: null, denominator: 0, pending: 1 });
      // Of answered contacts only, it is not known yet whether it will be one.
      const late = options.abandoned === "left-out" ? { rate: null, pending: 1 } : { rate: 0, pending: 0 };
      expect(waiting(20)).toMatchObject(late);
      expect(waiting(21)).toMatchObject(late);
    }
  });

  it("may have a threshold of 0, and a short abandon as long as the threshold", () => {
    expect(
      serviceLevel(
        [
          { outcome: "answered", wait: 0 },
          { outcome: "answered", wait: 1 },
        ],
        { within: 0 },
      ).rate,
    ).toBe(0.5);
    const short = { within: 20, abandoned: "met-when-short", shortAbandon: 20 } as const;
    expect(serviceLevel(published, short).rate).toBe(880 / 1060);
    expect(serviceLevel([{ outcome: "abandoned", wait: 0 }], { ...short, shortAbandon: 0 }).rate).toBe(1);
  });

  it("is counted once and read by every definition of one threshold", () => {
    const counted = tally(serviceLevelMetric({ within: 20 }), published);
    for (const options of every.slice(0, 4)) {
      expectSame(serviceLevelMetric(options).read(counted), serviceLevel(published, options));
    }
    expect(() => serviceLevelMetric({ within: 30 }).read(counted)).toThrow("tally must be of queue within 30");
    expect(() => serviceLevelMetric(every[4]!).read(counted)).toThrow("short within 5");
  });

  it("weighs contacts", () => {
    const rows = [
      { contact: { outcome: "answered", wait: 1 } as const, calls: 3 },
      { contact: { outcome: "answered", wait: 60 } as const, calls: 1 },
      { contact: { outcome: "waiting", wait: 1 } as const, calls: 1 },
    ];
    const weighed = serviceLevel(rows, { within: 20, value: (row) => row.contact, weight: (row) => row.calls });
    expect(weighed).toMatchObject({ rate: 0.75, numerator: 1, denominator: 2, weight: 4, pending: 1 });
    expect(shareInterval(weighed).estimate).toBe(0.75);
  });

  it("gives what counting by hand gives, and loses nobody", () => {
    const lists = fc.array(queuedOrNone, { maxLength: 60 });
    fc.assert(
      fc.property(lists, fc.constantFrom(...every), (list, options) => {
        const result = serviceLevel(generated(list), options);
        expectPlain(result);
        const met = list.filter((contact) => judged(contact, options) === true).length;
        const missed = list.filter((contact) => judged(contact, options) === false).length;
        expect(result).toMatchObject({ numerator: met, denominator: met + missed });
        const { denominator, pending, missing, excluded } = result;
        expect(denominator + pending + missing + excluded).toBe(list.length);
        const isExcluded = (contact: QueuedContact | null | undefined) => contact?.outcome === "excluded";
        expect(excluded).toBeGreaterThanOrEqual(list.filter(isExcluded).length);
        expect(missing).toBe(list.filter((contact) => !isExcluded(contact) && (contact?.wait ?? null) === null).length);
      }),
    );
  });

  it("never falls where a threshold rises, nor where an abandoned contact is credited", () => {
    fc.assert(
      fc.property(fc.array(queued), fc.nat(30), fc.nat(30), (list, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const known = list.filter((contact) => contact.outcome !== "waiting");
        const rate = (within: number, abandoned: AbandonedAs) => serviceLevel(known, { within, abandoned }).rate ?? 0;
        for (const abandoned of ["missed", "left-out", "met-within", "left-out-within"] as const) {
          expect(rate(low, abandoned)).toBeLessThanOrEqual(rate(high, abandoned) + 1e-15);
        }
        expect(rate(low, "missed")).toBeLessThanOrEqual(rate(low, "left-out-within"));
        expect(rate(low, "missed")).toBeLessThanOrEqual(rate(low, "met-within"));
      }),
    );
  });

  it("refuses what is no contact, with its index", () => {
    const table: readonly (readonly [contact: unknown, message: string])[] = [
      [{ outcome: "answered", wait: -1 }, "wait must be a number from 0 to 1e+140, got -1 at index 1"],
      [{ outcome: "answered", wait: Number.NaN }, "wait must be a number from 0 to 1e+140, got NaN at index 1"],
      [{ outcome: "answered", wait: "20" }, 'wait must be a number from 0 to 1e+140, got "20" at index 1'],
      [
        { outcome: "lost", wait: 1 },
        'outcome must be "answered", "abandoned", "waiting" or "excluded", got "lost" at index 1',
      ],
      [{ wait: 1 }, 'outcome must be "answered", "abandoned", "waiting" or "excluded", got undefined at index 1'],
      [20, "contact must be an object with outcome and wait, got 20 at index 1"],
      ["answered", 'contact must be an object with outcome and wait, got "answered" at index 1'],
    ];
    for (const [contact, message] of table) {
      for (const input of [[null, contact], generated([null, contact])]) {
        expect(thrown(() => serviceLevel(input as never, { within: 20 })).message).toBe(message);
      }
    }
  });

  it("refuses options that are none, before it reads", () => {
    const table: readonly (readonly [options: unknown, message: RegExp])[] = [
      [undefined, /^within must be a number from 0 to 1e\+140, got undefined$/],
      [{ within: -1 }, /^within must be .* got -1$/],
      [{ within: Infinity }, /^within must be .* got Infinity$/],
      [{ within: "20" }, /^within must be .* got "20"$/],
      [{ within: 20, abandoned: "ignored" }, /^abandoned must be "left-out-within" or .* got "ignored"$/],
      [{ within: 20, abandoned: "met-when-short" }, /^shortAbandon must be a number from 0 to 20, got undefined$/],
      [{ within: 20, abandoned: "met-when-short", shortAbandon: 21 }, /^shortAbandon must be .* got 21$/],
      [{ within: 20, shortAbandon: 5 }, /^shortAbandon must not be given where .* "left-out-within", got 5$/],
    ];
    for (const [options, message] of table) {
      expect(() => serviceLevelMetric(options as never)).toThrow(message);
      expect(() => serviceLevel(1 as never, options as never)).toThrow(message);
    }
  });
});

/** Met, missed, or neither, written down once more. */
function judged(contact: QueuedContact | null | undefined, options: ServiceLevelOptions): boolean | null {
  const { within, abandoned: as = "left-out-within", shortAbandon = 0 } = options;
  if (contact?.wait === null || contact?.wait === undefined || contact.outcome === "excluded") return null;
  const { outcome, wait } = contact;
  if (outcome === "answered") return wait <= within;
  if (outcome === "waiting") return as === "left-out" || wait < within ? null : false;
  const credited = as.endsWith("-when-short") ? wait <= shortAbandon : wait <= within;
  if (as === "missed") return false;
  if (as === "left-out") return null;
  return credited ? (as.startsWith("met") ? true : null) : false;
}

itKeepsTheLaws(
  "serviceLevel",
  () => serviceLevelMetric({ within: 20, abandoned: "met-when-short", shortAbandon: 5 }),
  { observation: queuedOrNone },
  {
    headline: (result) => result.rate,
    foreign: [tally(serviceLevelMetric({ within: 20 }), []), tally(shareMetric(), [])],
  },
);

itKeepsTheLaws(
  "serviceLevel of answered contacts",
  () => serviceLevelMetric({ within: 20, abandoned: "left-out" }),
  { observation: queuedOrNone },
  { headline: (result) => result.rate },
);

describe("a service level of nobody", () => {
  it("is null", () => {
    for (const options of every) expect(measure(serviceLevelMetric(options), []).rate).toBe(null);
  });
});
