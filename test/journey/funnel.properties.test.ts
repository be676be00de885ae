import { type FunnelOptions, funnelReach, type JourneyEvent } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everyChain, mayGoOn, mostUnordered, type OracleChain, type OracleRules } from "./funnel-oracle.ts";
import { journeyOf } from "./made-journeys.ts";

const letters = ["A", "B", "C", "X"];

/** Few moments, so that many events share one. */
const someEvents: fc.Arbitrary<JourneyEvent[]> = fc
  .array(fc.record({ activity: fc.constantFrom(...letters), at: fc.nat(7) }), { maxLength: 7 })
  .map((events) => events.sort((a, b) => a.at - b.at));

const oneStep = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("A", "B", "C").map((name) => [name]) },
  { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom("A", "B", "C"), { minLength: 2, maxLength: 3 }) },
);

const someSteps = fc.array(oneStep, { minLength: 1, maxLength: 4 });
const someWithin = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(Infinity));

/** Exclusions from one step to a later one. */
const someExclusions = (steps: number) =>
  steps < 2
    ? fc.constant([])
    : fc.array(
        fc
          .record({ when: fc.constantFrom(["X"], ["A"], ["X", "B"]), from: fc.nat(steps - 2), more: fc.nat(steps) })
          .map(({ when, from, more }) => ({ when, from, to: Math.min(steps - 1, from + 1 + more) })),
        { maxLength: 2 },
      );

const orderedRules: fc.Arbitrary<OracleRules> = someSteps.chain((steps) =>
  fc.record({
    steps: fc.constant(steps),
    order: fc.constantFrom("ordered" as const, "strict" as const),
    ties: fc.constantFrom("any" as const, "input" as const, "strict" as const),
    within: someWithin,
    from: fc.constantFrom("first" as const, "previous" as const),
    grace: fc.constant(0),
    exclusions: someExclusions(steps.length),
  }),
);

const graceRules: fc.Arbitrary<OracleRules> = fc.record({
  steps: someSteps,
  order: fc.constant("ordered" as const),
  ties: fc.constant("any" as const),
  within: someWithin,
  from: fc.constantFrom("first" as const, "previous" as const),
  grace: fc.integer({ min: 1, max: 3 }),
  exclusions: fc.constant([]),
});

const unorderedRules: fc.Arbitrary<OracleRules> = someSteps.chain((steps) =>
  fc.record({
    steps: fc.constant(steps),
    order: fc.constant("unordered" as const),
    ties: fc.constantFrom("any" as const, "input" as const),
    within: someWithin,
    from: fc.constant("first" as const),
    grace: fc.constant(0),
    exclusions: fc.constantFrom([], [{ when: ["X"], from: 0, to: steps.length - 1 }]),
  }),
);

function optionsOf(rules: OracleRules, more: Partial<FunnelOptions> = {}): FunnelOptions {
  const { steps, order, ties, within, from, grace, exclusions } = rules;
  return {
    steps: steps.map((when, place) => ({ name: `${place}`, when })),
    order,
    ties,
    window: within === Infinity ? undefined : { within, from },
    grace,
    exclusions: exclusions.map(({ when, from: after, to }) => ({ when, from: `${after}`, to: `${to}` })),
    ...more,
  } as FunnelOptions;
}

const longest = (chains: readonly OracleChain[]) => Math.max(0, ...chains.map(({ events }) => events.length));
const isStepOf = (rules: OracleRules, step: number) => (event: JourneyEvent) =>
  rules.steps[step]!.includes(event.activity);

/** The chains that begin in the moment in which a step first happens. */
function firstChains(events: readonly JourneyEvent[], rules: OracleRules): OracleChain[] {
  const entry = events.findIndex(isStepOf(rules, 0));
  return everyChain(events, rules).filter(({ events: [first] }) =>
    rules.ties === "input" ? first === entry : events[first!]!.at === events[entry]!.at,
  );
}

describe("the farthest step, against all chains there are", () => {
  for (const [name, anyRules] of [
    ["ordered and strict funnels", orderedRules],
    ["with grace", graceRules],
  ] as const) {
    it(`is that of the best attempt: ${name}`, () => {
      fc.assert(
        fc.property(someEvents, anyRules, (events, rules) => {
          const { reached } = funnelReach(journeyOf(events), optionsOf(rules));
          expect(reached).toBe(longest(everyChain(events, rules)));
        }),
      );
    });

    it(`is that of the first attempt: ${name}`, () => {
      fc.assert(
        fc.property(someEvents, anyRules, (events, rules) => {
          const { reached } = funnelReach(journeyOf(events), optionsOf(rules, { reentry: "first" }));
          expect(reached).toBe(longest(firstChains(events, rules)));
        }),
      );
    });

    it(`may begin with any step of an open funnel: ${name}`, () => {
      fc.assert(
        fc.property(someEvents, anyRules, (events, rules) => {
          const { reached, entries } = funnelReach(journeyOf(events), optionsOf(rules, { entry: "open" }));
          const ends = rules.steps.flatMap((_, base) =>
            everyChain(events, rules, base).map((chain) => ({ base, end: base + chain.events.length })),
          );
          const farthest = Math.max(0, ...ends.map(({ end }) => end));
          expect(reached).toBe(farthest);
          const from = Math.min(...ends.filter(({ end }) => end === farthest).map(({ base }) => base + 1));
          if (farthest > 0) expect(entries[0]!.from).toBe(from);
        }),
      );
    });

    it(`is reached by events that are a chain: ${name}`, () => {
      fc.assert(
        fc.property(
          someEvents,
          anyRules,
          fc.constantFrom("best" as const, "first" as const, "all" as const),
          (events, rules, reentry) => {
            const { entries } = funnelReach(journeyOf(events), optionsOf(rules, { reentry }));
            const chains = new Set(everyChain(events, rules).map((chain) => `${chain.events}`));
            for (const entry of entries) {
              expect(chains).toContain(`${entry.events}`);
              expect(entry.times).toEqual(entry.events.map((place) => events[place]!.at));
            }
            const all = entries.flatMap((entry) => entry.events);
            expect(new Set(all).size).toBe(all.length);
          },
        ),
      );
    });
  }

  it("is that of the most different steps within the window of an unordered funnel", () => {
    fc.assert(
      fc.property(someEvents, unorderedRules, (events, rules) => {
        expect(funnelReach(journeyOf(events), optionsOf(rules)).reached).toBe(mostUnordered(events, rules));
        const entry = events.findIndex(({ activity }) => rules.steps.some((step) => step.includes(activity)));
        const { reached } = funnelReach(journeyOf(events), optionsOf(rules, { reentry: "first" }));
        if (entry < 0) expect(reached).toBe(0);
        else {
          const start = events[entry]!.at;
          const late = events.find(
            ({ activity, at }, place) =>
              rules.exclusions.length > 0 && activity === "X" && (rules.ties === "input" ? place > entry : at > start),
          );
          const inside = events.slice(entry).filter((event) => {
            if (event.at - start > rules.within) return false;
            return (
              !late || (rules.ties === "input" ? events.indexOf(event) < events.indexOf(late) : event.at <= late.at)
            );
          });
          expect(reached).toBe(mostUnordered(inside, { ...rules, exclusions: [] }));
        }
      }),
    );
  });
});

describe("the attempt that stands for a journey", () => {
  it("converts as early as any does, begun as late as can be", () => {
    fc.assert(
      fc.property(someEvents, orderedRules, (events, rules) => {
        fc.pre(rules.from === "first");
        const { entries, status } = funnelReach(journeyOf(events), optionsOf(rules));
        const full = everyChain(events, rules).filter((chain) => chain.events.length === rules.steps.length);
        expect(status === "converted").toBe(full.length > 0);
        if (full.length === 0) return;
        const ends = full.map((chain) => events[chain.events.at(-1)!]!.at);
        const earliest = Math.min(...ends);
        const starts = full.filter((_, at) => ends[at] === earliest).map((chain) => events[chain.events[0]!]!.at);
        expect(entries[0]!.until).toBe(earliest);
        if (rules.ties !== "input") expect(entries[0]!.times[0]).toBe(Math.max(...starts));
      }),
    );
  });

  it("is pending as long as a chain may go on within its window, and mature once no entry may", () => {
    fc.assert(
      fc.property(someEvents, orderedRules, fc.nat(12), fc.boolean(), (events, rules, late, isOver) => {
        const asOf = (events.at(-1)?.at ?? 0) + late;
        const status = isOver ? "abandoned" : "open";
        const reach = funnelReach(journeyOf(events, { asOf, status }), optionsOf(rules));
        const chains = everyChain(events, rules);
        if (chains.length === 0) {
          expect(reach.status).toBe("not-entered");
          return;
        }
        const [entry] = reach.entries;
        const { within, from, steps } = rules;
        const horizon = from === "previous" && within < Infinity ? within * (steps.length - 1) : within;
        const entries = events.filter(isStepOf(rules, 0)).map(({ at }) => at);
        const since = reach.status === "converted" ? entry!.times[0]! : Math.max(...entries);
        expect(entry!.mature).toBe(horizon === Infinity ? isOver : asOf - since >= horizon);
        if (reach.status === "converted") return;
        const isOpen = chains.some((chain) => {
          const runs = events[chain.events[from === "first" ? 0 : chain.events.length - 1]!]!.at;
          return asOf - runs < within && mayGoOn(events, rules, chain);
        });
        expect(reach.status).toBe(isOpen && !isOver ? "pending" : "dropped");
        if (reach.status === "pending") expect(entry!.mature).toBe(false);
      }),
    );
  });
});

describe("what holds of every funnel", () => {
  const reachedBy = (events: readonly JourneyEvent[], rules: OracleRules, more: Partial<FunnelOptions> = {}) =>
    funnelReach(journeyOf(events), optionsOf(rules, more)).reached;
  const free = orderedRules.map((rules): OracleRules => ({ ...rules, exclusions: [], from: "first" }));

  it("is reached as far ordered as strict, and as far unordered as ordered", () => {
    fc.assert(
      fc.property(someEvents, free, (events, rules) => {
        const [strict, ordered, unordered] = (["strict", "ordered", "unordered"] as const).map((order) =>
          reachedBy(events, { ...rules, order }),
        ) as [number, number, number];
        expect(ordered).toBeGreaterThanOrEqual(strict);
        expect(unordered).toBeGreaterThanOrEqual(ordered);
      }),
    );
  });

  it("is reached no less far with a wider window, more grace, looser ties or more attempts", () => {
    fc.assert(
      fc.property(someEvents, orderedRules, fc.integer({ min: 1, max: 5 }), (events, rules, more) => {
        expect(reachedBy(events, { ...rules, within: rules.within + more })).toBeGreaterThanOrEqual(
          reachedBy(events, rules),
        );
        expect(reachedBy(events, rules)).toBeGreaterThanOrEqual(reachedBy(events, rules, { reentry: "first" }));
        const [any, input, strict] = (["any", "input", "strict"] as const).map((ties) =>
          reachedBy(events, { ...rules, order: "ordered", exclusions: [], ties }),
        ) as [number, number, number];
        expect(any).toBeGreaterThanOrEqual(input);
        expect(input).toBeGreaterThanOrEqual(strict);
        const graced = { ...rules, order: "ordered", exclusions: [], ties: "any", grace: more } as const;
        expect(reachedBy(events, graced)).toBeGreaterThanOrEqual(any);
      }),
    );
  });

  it("is reached no less far with more events, unless they exclude or come in between", () => {
    fc.assert(
      fc.property(someEvents, someEvents, fc.oneof(free, graceRules), (events, others, rules) => {
        const both = [...events, ...others].sort((a, b) => a.at - b.at);
        const loose = { ...rules, order: "ordered" as const };
        expect(reachedBy(both, loose)).toBeGreaterThanOrEqual(reachedBy(events, loose));
      }),
    );
  });

  it("does not depend on which of two events at one time is named first", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ activity: fc.constantFrom(...letters), at: fc.nat(4), rank: fc.nat() }), { maxLength: 8 }),
        fc.oneof(orderedRules, graceRules, unorderedRules),
        fc.constantFrom("best" as const, "first" as const),
        (events, rules, reentry) => {
          const ties = rules.ties === "input" ? "any" : rules.ties;
          const inOrder = events.slice().sort((a, b) => a.at - b.at);
          const other = events.slice().sort((a, b) => a.at - b.at || a.rank - b.rank);
          const [one, two] = [inOrder, other].map((list) => {
            const reach = funnelReach(journeyOf(list, { asOf: 9 }), optionsOf({ ...rules, ties }, { reentry }));
            return { ...reach, entries: reach.entries.map(({ events: _, next: __, times: ___, ...entry }) => entry) };
          });
          expect(one).toEqual(two);
        },
      ),
    );
  });
});

describe("all attempts, one after the other", () => {
  it("are those of a walk through the events, where no two are at one time", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ activity: fc.constantFrom(...letters), at: fc.nat(30) }), {
          selector: ({ at }) => at,
          maxLength: 12,
        }),
        fc.array(fc.constantFrom("A", "B", "C"), { minLength: 2, maxLength: 3 }),
        fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constant(Infinity)),
        fc.constantFrom("none", "X", "A"),
        (list, steps, within, excluded) => {
          const events = list.sort((a, b) => a.at - b.at);
          const rules: OracleRules = {
            steps: steps.map((step) => [step]),
            order: "ordered",
            ties: "any",
            within,
            from: "first",
            grace: 0,
            exclusions: [{ when: [excluded], from: 0, to: steps.length - 1 }],
          };
          const expected: number[] = [];
          let start = -1;
          let done = 0;
          for (const { activity, at } of events) {
            if (done > 0 && at - start > within) {
              expected.push(done);
              done = 0;
            }
            if (activity === steps[done]) {
              if (done === 0) start = at;
              done++;
              if (done === steps.length) {
                expected.push(done);
                done = 0;
              }
            } else if (done > 0 && activity === excluded) {
              expected.push(done);
              done = 0;
            }
          }
          if (done > 0) expected.push(done);
          const { entries } = funnelReach(journeyOf(events), optionsOf(rules, { reentry: "all" }));
          expect(entries.map(({ reached }) => reached)).toEqual(expected);
        },
      ),
    );
  });

  it("are those of a walk that follows every way at once, with events in the order in which they stand", () => {
    const inOrder = orderedRules.map((rules): OracleRules => ({ ...rules, ties: "input" }));
    fc.assert(
      fc.property(someEvents, inOrder, (events, rules) => {
        const { entries } = funnelReach(journeyOf(events), optionsOf(rules, { reentry: "all" }));
        expect(entries.map(({ events: [first], reached }) => [first, reached])).toEqual(attemptsOf(events, rules));
      }),
    );
  });
});

/** One way of an attempt: how many steps are done, since when, and when the last of them was. */
interface Way {
  readonly done: number;
  readonly start: number;
  readonly last: number;
}

/** Every attempt: where it began, and how many steps it did on the best of its ways. */
function attemptsOf(events: readonly JourneyEvent[], rules: OracleRules): [first: number, reached: number][] {
  const { steps, within, from, order, exclusions } = rules;
  const attempts: [first: number, reached: number][] = [];
  let ways: Way[] = [];
  events.forEach(({ activity, at }, place) => {
    let isKept = false;
    if (ways.length > 0) {
      ways = ways.filter(({ start, last }) => at - (from === "first" ? start : last) <= within);
      const isOut = ({ done }: Way) =>
        exclusions.some((range) => range.when.includes(activity) && range.from < done && done <= range.to);
      isKept = ways.some(isOut);
      ways = ways.flatMap((way) => [
        ...(steps[way.done]!.includes(activity) ? [{ ...way, done: way.done + 1, last: at }] : []),
        ...(order === "strict" || isOut(way) ? [] : [way]),
      ]);
      const most = Math.max(0, ...ways.map(({ done }) => done));
      const attempt = attempts[attempts.length - 1]!;
      isKept = most > 0 || isKept;
      attempt[1] = Math.max(attempt[1], most);
      if (most === steps.length) ways = [];
    }
    // What is a step of the last attempt, or ended it by an exclusion, does not begin the next.
    if (ways.length > 0 || isKept || !steps[0]!.includes(activity)) return;
    attempts.push([place, 1]);
    if (steps.length > 1) ways = [{ done: 1, start: at, last: at }];
  });
  return attempts;
}
