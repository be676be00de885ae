import {
  beforeDuringAfter,
  beforeDuringAfterEs,
  buildJourneys,
  type Journey,
  purchaseStages,
  shareInterval,
  stageConformance,
  stageConformanceMetric,
  stageReach,
  stageReachMetric,
  stageVisits,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goldenFile } from "../golden.ts";
import { itKeepsTheLaws } from "../laws.ts";

const model = beforeDuringAfter;
const stage = fc.constantFrom("before", "during", "after", "elsewhere", undefined);
const anyJourney: fc.Arbitrary<Journey> = fc
  .tuple(fc.array(stage, { minLength: 1, maxLength: 8 }), fc.constantFrom(undefined, 1), fc.boolean(), fc.boolean())
  .map(([stages, abandonAfter, ends, leftTruncated]) => {
    const events = stages.map((name, at) => ({ customer: "ana", activity: "x", at, stage: name }));
    const last = { customer: "ana", activity: "end", at: stages.length };
    const built = buildJourneys(ends ? [...events, last] : events, { asOf: 20, abandonAfter, endOn: ["end"] });
    return { ...built.journeys[0]!, leftTruncated };
  });

itKeepsTheLaws(
  "stageConformanceMetric",
  () => stageConformanceMetric({ model }),
  { observation: anyJourney },
  {
    headline: ({ rate }) => rate,
    foreign: [stageReachMetric({ model }).empty(), stageConformanceMetric({ model: purchaseStages }).empty()],
  },
);
itKeepsTheLaws(
  "stageReachMetric",
  () => stageReachMetric({ model }),
  { observation: anyJourney },
  {
    headline: ({ stages }) => stages[1]!.rate,
    foreign: [stageConformanceMetric({ model }).empty(), stageReachMetric({ model: purchaseStages }).empty()],
    // As of any mean: its weighted spread is what is left where squares of visits cancel.
    slack: (journeys) => 1e-12 * Math.max(0, ...journeys.map(({ events }) => events.length ** 2)),
  },
);

const walk = (customer: string, ...stages: readonly string[]) =>
  stages.map((name, at) => ({ customer, activity: name, at, stage: name }));

describe("conformance", () => {
  it("is the share of transitions that the model allows", () => {
    const { journeys } = buildJourneys(
      [...walk("a", "before", "during", "before"), ...walk("b", "before", "after"), ...walk("c", "after")],
      { asOf: 9 },
    );
    const forward = stageConformance(journeys, { model });
    expect(forward).toMatchObject({ rate: 2 / 3, numerator: 2, denominator: 3, regressions: 1, journeys: 3 });
    expect(forward.definition).toEqual({ metric: "stageConformance", model: "beforeDuringAfter" });
    expect(stageConformance(journeys, { model: { ...model, transitions: "linear" } })).toMatchObject({
      numerator: 1,
      denominator: 3,
    });
    expect(stageConformance(journeys, { model: { ...model, transitions: "any" } }).rate).toBe(1);
    expect(stageConformance(journeys, { model: { ...model, transitions: "any", terminal: ["during"] } })).toMatchObject(
      { numerator: 2 },
    );
    expect(stageConformance(journeys, { model: { ...model, transitions: [["during", "before"]] } })).toMatchObject({
      numerator: 1,
    });
    expect(shareInterval(forward).estimate).toBe(2 / 3);
  });

  it("merges whatever the stages are called in", () => {
    const [one, other] = [model, { ...model, labels: beforeDuringAfterEs }].map((of) => {
      return stageConformanceMetric({ model: of });
    }) as [ReturnType<typeof stageConformanceMetric>, ReturnType<typeof stageConformanceMetric>];
    const { journeys } = buildJourneys(walk("a", "before", "during"), { asOf: 9 });
    expect(one.read(one.merge(one.add(one.empty(), journeys[0]!), other.add(other.empty(), journeys[0]!))).rate).toBe(
      1,
    );
  });

  it("is none of less than two visits, and allows nothing that the model does not know", () => {
    const { journeys } = buildJourneys([...walk("a", "before")], { asOf: 9 });
    expect(stageConformance(journeys, { model })).toMatchObject({ rate: null, denominator: 0, journeys: 1 });
    const odd = buildJourneys(walk("a", "before", "nowhere", "during"), { asOf: 9 }).journeys;
    expect(stageConformance(odd, { model })).toMatchObject({ rate: 0, denominator: 2, regressions: 0 });
  });

  it("tells the regressions and revisits that were specified", () => {
    const { stage_visits: spec } = goldenFile<{
      stage_visits: {
        events: readonly (readonly [string, number])[];
        as_of: number;
        regressions: number;
        revisits: Readonly<Record<string, number>>;
      };
    }>("journey/spec_cases");
    const events = spec.events.map(([name, at]) => ({ customer: "one", activity: name, at, stage: name }));
    const { journeys } = buildJourneys(events, { asOf: spec.as_of });
    expect(stageConformance(journeys, { model: purchaseStages })).toMatchObject({
      regressions: spec.regressions,
      numerator: 4,
      denominator: 4,
    });
    const { stages } = stageReach(journeys, { model: purchaseStages });
    const revisits = stages.flatMap(({ stage: name, visits }) => (visits.mean! > 1 ? [[name, visits.mean! - 1]] : []));
    expect(Object.fromEntries(revisits)).toEqual(spec.revisits);
  });
});

describe("reach", () => {
  const events = [...walk("a", "before", "during", "before", "during"), ...walk("b", "before"), ...walk("c", "before")];
  const built = buildJourneys([...events, { customer: "b", activity: "end", at: 9 }], { asOf: 10, endOn: ["end"] });

  it("is the share of the journeys that are over which came to a stage; open ones are pending", () => {
    const { stages, unknown, definition } = stageReach(built.journeys, { model });
    expect(stages.map((one) => [one.stage, one.rate, one.numerator, one.denominator, one.pending])).toEqual([
      ["before", 1, 1, 1, 2],
      ["during", 0, 0, 1, 2],
      ["after", 0, 0, 1, 2],
    ]);
    expect(stages.map(({ reached }) => reached)).toEqual([3, 1, 0]);
    expect(stages.map(({ visits }) => visits.mean)).toEqual([4 / 3, 2, null]);
    expect(unknown).toBe(0);
    expect(definition).toEqual({ metric: "stageReach", model: "beforeDuringAfter", partial: "exclude" });
  });

  it("weighs journeys, and counts visits to stages that the model does not know", () => {
    const weight = ({ customer }: Journey) => (customer === "b" ? 3 : 1);
    const over = buildJourneys(events, { asOf: 99, abandonAfter: 9 }).journeys;
    expect(stageReach(over, { model, weight }).stages[1]).toMatchObject({ rate: 0.2, numerator: 1, denominator: 3 });
    const none = stageReach(built.journeys, { model, weight: () => 0 }).stages[0];
    expect(none).toMatchObject({ reached: 0, pending: 0, excluded: 3 });
    const odd = buildJourneys(walk("a", "x", "before", "y"), { asOf: 9 }).journeys;
    expect(stageReach(odd, { model }).unknown).toBe(2);
  });

  it("refuses what is no journey, with its index, as conformance does", () => {
    for (const metric of [stageReach, stageConformance]) {
      const measured = () => metric([built.journeys[0]!, {} as Journey], { model });
      expect(measured).toThrow(/^journey must have events, got .* at index 1$/);
    }
  });

  it("leaves out journeys whose beginning was not seen, or takes journeys seen in part as they stand", () => {
    const cut = buildJourneys([...walk("a", "during", "after"), ...walk("b", "before"), ...walk("c", "before")], {
      asOf: 99,
      abandonAfter: 9,
      model: { ...model, terminal: ["after"] },
    });
    const told = (partial?: "exclude" | "include", journeys: readonly Journey[] = cut.journeys) =>
      stageReach(journeys, { model, partial }).stages.map(({ rate, numerator, denominator, reached, excluded }) => {
        return [rate, numerator, denominator, reached, excluded];
      });
    expect(told()).toEqual([
      [1, 2, 2, 2, 1],
      [0, 0, 2, 0, 1],
      [0, 0, 2, 0, 1],
    ]);
    expect(told("include")).toEqual([
      [2 / 3, 2, 3, 2, 0],
      [1 / 3, 1, 3, 1, 0],
      [1 / 3, 1, 3, 1, 0],
    ]);
    expect(told("include", built.journeys)[1]).toEqual([1 / 3, 1, 3, 1, 0]);
    expect(() => stageReach([], { model, partial: "all" as never })).toThrow("partial must be");
    const [one, other] = [stageReachMetric({ model }), stageReachMetric({ model, partial: "include" })];
    expect(() => one.merge(one.empty(), other.empty())).toThrow("tally must be of");
  });

  it("is that of the visits of each journey", () => {
    fc.assert(
      fc.property(fc.array(anyJourney, { maxLength: 12 }), (all) => {
        const journeys = all.filter(({ leftTruncated }) => !leftTruncated);
        const over = journeys.filter(({ status }) => status !== "open");
        const timesOf = (some: readonly Journey[], name: string) =>
          some
            .map((journey) => stageVisits(journey).filter((visit) => visit.stage === name).length)
            .filter((times) => times > 0);
        for (const one of stageReach(all, { model }).stages) {
          const times = timesOf(journeys, one.stage);
          expect(one.excluded).toBe(all.length - journeys.length);
          expect([one.numerator, one.denominator, one.pending, one.reached]).toEqual([
            timesOf(over, one.stage).length,
            over.length,
            journeys.length - over.length,
            times.length,
          ]);
          const sum = times.reduce((total, count) => total + count, 0);
          expect(one.visits.mean).toBe(times.length === 0 ? null : sum / times.length);
        }
      }),
    );
  });
});
