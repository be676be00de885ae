import {
  buildJourneys,
  type FunnelOptions,
  funnel,
  funnelMetric,
  journeyVariants,
  measure,
  measureBy,
  transitions,
  transitionsMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectSame } from "../laws.ts";

const name = fc.constantFrom("look", "cart", "pay", "help", "__proto__");
const event = fc.record(
  {
    customer: fc.constantFrom("a", "b", "c", "d"),
    activity: name,
    at: fc.integer({ min: 0, max: 40 }),
    stage: fc.constantFrom("before", "during", "after"),
    channel: fc.constantFrom("web", "shop"),
  },
  { requiredKeys: ["customer", "activity", "at"] },
);
const events = fc.array(event, { maxLength: 80 });
type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;
const rules = fc.record(
  {
    gap: fc.integer({ min: 1, max: 10 }),
    endOn: fc.constant(["pay"]),
    startOn: fc.constant(["look"]),
    maxLength: fc.constant(15),
  },
  { requiredKeys: [] },
);
const step = fc.oneof(name, fc.constant(["look", "help"]), fc.constant("before"));
const options: fc.Arbitrary<FunnelOptions<Event>> = fc.record(
  {
    steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    of: fc.constantFrom("activity", "stage"),
    order: fc.constantFrom("ordered", "strict", "unordered"),
    reentry: fc.constantFrom("first", "best", "all"),
    window: fc.constant({ within: 12 }),
    leftTruncated: fc.constantFrom("exclude", "include"),
    exclusions: fc.constantFrom([], [{ when: "help" }], [{ when: ({ at }: Event) => at % 5 === 0 }]),
    holdConstant: fc.constant(({ channel }: Event) => [channel]),
  },
  { requiredKeys: ["steps"] },
) as never;

describe("what was built", () => {
  it("is an iterable of its journeys, which nobody sees who looks at it", () => {
    const built = buildJourneys([{ customer: "a", activity: "look", at: 1 }], { asOf: 9 });
    expect([...built]).toEqual(built.journeys);
    expect(Object.keys(built)).toEqual(Object.keys({ ...built }));
    expect(JSON.parse(JSON.stringify(built))).toEqual(JSON.parse(JSON.stringify({ ...built })));
    expect(journeyVariants(built, { of: "activity" })).toEqual(journeyVariants(built.journeys, { of: "activity" }));
  });

  it("goes through funnels as its journeys do, whatever the rules", () => {
    fc.assert(
      fc.property(events, rules, options, fc.boolean(), (all, cut, asked, isWeighted) => {
        const built = buildJourneys(all, { asOf: 40, ...cut });
        const weight = isWeighted ? { weight: ({ index }: { readonly index: number }) => 1 + index } : {};
        expectSame(funnel(built, { ...asked, ...weight }), funnel(built.journeys, { ...asked, ...weight }));
        const metric = funnelMetric({ ...asked, rule: "named" });
        expectSame(measure(metric, built), measure(metric, built.journeys));
      }),
      { numRuns: 300 },
    );
  });

  it("has the transitions of its journeys", () => {
    const asked = fc.record(
      {
        of: fc.constantFrom<"activity" | "stage" | "channel" | ((one: Event) => string)>(
          "activity",
          "stage",
          "channel",
          ({ channel = "none" }) => channel,
        ),
        level: fc.constantFrom("visits", "events"),
        rule: fc.constant("activity"),
      },
      { requiredKeys: ["rule"] },
    );
    fc.assert(
      fc.property(events, rules, asked, fc.boolean(), (all, cut, how, isWeighted) => {
        const built = buildJourneys(all, { asOf: 40, ...cut });
        const weight = isWeighted ? { weight: ({ index }: { readonly index: number }) => 1 + index } : {};
        expectSame(transitions(built, { ...how, ...weight }), transitions(built.journeys, { ...how, ...weight }));
        const metric = transitionsMetric<Event>(how as never);
        expectSame(measure(metric, built), measure(metric, built.journeys));
        expectSame(
          measureBy(metric, built, () => 0),
          measureBy(metric, built.journeys, () => 0),
        );
      }),
    );
  });

  it("stays what it was, whatever becomes of rows and lists", () => {
    const rows = [
      { customer: "a", activity: "look", at: 1 },
      { customer: "a", activity: "pay", at: 2 },
      { customer: "b", activity: "look", at: 0 },
    ];
    const built = buildJourneys(rows, { asOf: 9 });
    const before = funnel(built, { steps: ["look", "pay"] });
    rows[1]!.activity = "leave";
    (built.journeys as unknown[]).reverse();
    expect(funnel(built, { steps: ["look", "pay"] })).toEqual(before);
    expect(funnel(built.journeys, { steps: ["look", "pay"] }).converted).toBe(0);
  });

  it("is counted row by row where there are more names than the columns can tell apart", () => {
    const many = Array.from({ length: 65_600 }, (_, at) => ({ customer: `c${at % 2}`, activity: `page ${at}`, at }));
    const built = buildJourneys(many, { asOf: 1e6 });
    const asked = { steps: ["page 65598", "page 65599"].reverse() };
    for (const steps of [["page 1", "page 65599"], asked.steps, ["page 65534", "page 65590"]]) {
      expectSame(funnel(built, { steps }), funnel(built.journeys, { steps }));
    }
    expect(transitions(built, { of: "activity" }).states.length).toBe(65_600);
  });
});
