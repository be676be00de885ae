import {
  beforeDuringAfter,
  emotionCurve,
  emotionCurveMetric,
  type Journey,
  journeyDeviations,
  longestCommonSubsequence,
  mean,
  meanInterval,
  momentsThatMatter,
  painPoints,
  peakEnd,
  planDeviations,
  quantile,
  shareInterval,
  stepsPerTask,
  stepsPerTaskMetric,
  touchpointCoverage,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyName, journeyOf, type ScoredEvent, scoredJourney } from "./experience-journeys.ts";

const score = (event: ScoredEvent) => event.score;
const walk = (...activities: readonly string[]) => journeyOf(activities.map((activity) => ({ activity })));
/** A journey of touchpoints and their scores. */
const felt = (...moments: readonly (readonly [activity: string, score: number | null])[]) =>
  journeyOf(moments.map(([activity, given]) => ({ activity, score: given })));

describe("the rule of a touchpoint", () => {
  it("keeps tallies by activity from those by a function, and those of two names from each other", () => {
    const metrics = [{}, { touchpoint: () => "x", rule: "x" }, { touchpoint: () => "y", rule: "y" }].map((reading) => {
      return stepsPerTaskMetric(reading);
    });
    const [plain, own, named] = [metrics[0]!, metrics[1]!, metrics[2]!];
    expect([plain, own, named].map((metric) => metric.read(metric.empty()).definition.rule)).toEqual([
      "activity",
      "x",
      "y",
    ]);
    for (const [one, other] of [
      [plain, own],
      [own, named],
    ] as const) {
      expect(() => one.merge(one.empty(), other.empty())).toThrow("tally must be of");
    }
  });
});

describe("touchpointCoverage", () => {
  const designed = ["ad", "shop", "__proto__", ""];

  it("holds the map against what happened", () => {
    const journeys = [felt(["ad", null], ["shop", 4], ["forum", 1]), felt(["shop", 5], ["__proto__", null])];
    expect(touchpointCoverage(journeys, { designed, score, minimumCount: 2 })).toMatchObject({
      rate: 0.75,
      numerator: 3,
      denominator: 4,
      unmapped: { rate: 0.2, numerator: 1, denominator: 5 },
      voiceOfCustomer: { rate: 0.25, numerator: 1, denominator: 4 },
      unobserved: [""],
      outside: [{ touchpoint: "forum", journeys: 1, events: 1, feedback: 1 }],
      touchpoints: [
        { touchpoint: "ad", events: 1 },
        { touchpoint: "shop", journeys: 2, feedback: 2 },
        {},
        { events: 0 },
      ],
    });
  });

  it("walks the fewest scores that are enough", () => {
    const journeys = [felt(["ad", 1], ["ad", 2])];
    const heard = [1, 2, 3].map(
      (minimumCount) => touchpointCoverage(journeys, { designed: ["ad"], score, minimumCount }).voiceOfCustomer.rate,
    );
    expect(heard).toEqual([1, 1, 0]);
  });

  it("has no rate of no journeys, and counts events of no touchpoint outside the map", () => {
    expect(touchpointCoverage([], { designed })).toMatchObject({
      rate: null,
      unmapped: { rate: null },
      voiceOfCustomer: { rate: null },
    });
    const result = touchpointCoverage([walk("ad", "x")], {
      designed,
      touchpoint: ({ activity }) => (activity === "x" ? null : activity),
    });
    expect(result).toMatchObject({ unknown: 1, unmapped: { rate: 0.5 }, outside: [] });
  });

  it("refuses a map that is none", () => {
    expect(() => touchpointCoverage([], { designed: [] })).toThrow(/at least one touchpoint/);
    expect(() => touchpointCoverage([], { designed: ["a", "b", "a"] })).toThrow(/each touchpoint once, got "a"/);
    expect(() => touchpointCoverage([], { designed: "ad" })).toThrow(TypeError);
    expect(() => touchpointCoverage([], { designed: [1] as never })).toThrow(
      /designed must name touchpoints, got 1 at index 0/,
    );
    for (const minimumCount of [-1, 0, 1.5]) {
      expect(() => touchpointCoverage([], { designed, minimumCount })).toThrow(
        "minimumCount must be a whole number, 1 or more",
      );
    }
    expect(() => touchpointCoverage([felt(["ad", Number.NaN])], { designed, score })).toThrow(
      /score must be .* got NaN at index 0/,
    );
    expect(() => touchpointCoverage([walk("ad")], { designed, touchpoint: () => 3 as unknown as string })).toThrow(
      /touchpoint must be a text/,
    );
  });
});

describe("planDeviations", () => {
  it("finds what is missing, ad hoc, out of sequence and failed", () => {
    const journey = felt(["order", 1], ["ship", 5], ["call", 5], ["confirm", 5], ["invoice", 1]);
    const planned = ["order", "confirm", "ship", "install", "invoice"];
    expect(planDeviations(journey, { planned, failed: (event) => event.score === 1 })).toEqual({
      fit: 0.6,
      inSequence: 3,
      missing: ["install"],
      adHoc: ["call"],
      outOfSequence: ["ship"],
      failed: ["order", "invoice"],
      count: 5,
      unknown: 0,
    });
  });

  it("takes a touchpoint met more often than planned for ad hoc, and less often for missing", () => {
    expect(planDeviations(walk("a", "a", "b"), { planned: ["a", "b"] })).toMatchObject({
      adHoc: ["a"],
      missing: [],
      outOfSequence: [],
    });
    expect(planDeviations(walk("a", "b"), { planned: ["a", "b", "a"] })).toMatchObject({
      adHoc: [],
      missing: ["a"],
      outOfSequence: [],
    });
    expect(planDeviations(walk("b", "a"), { planned: ["a", "b"] })).toMatchObject({ fit: 0.5, outOfSequence: ["b"] });
  });

  const path = fc.array(fc.constantFrom("a", "b", "c", "__proto__", ""), { maxLength: 6 });

  it("aligns as an exhaustive search does, leftmost in the plan", () => {
    fc.assert(
      fc.property(path, path, (planned, actual) => {
        if (planned.length === 0) return;
        const found = planDeviations(walk(...actual), { planned });
        // All subsets of places in the plan, those with more places first, then the leftmost ones.
        const isWithin = (places: readonly number[]) => {
          let from = 0;
          return places.every((place) => {
            from = actual.indexOf(planned[place]!, from) + 1;
            return from > 0;
          });
        };
        const subsets = Array.from({ length: 2 ** planned.length }, (_, bits) =>
          planned.map((_, place) => place).filter((place) => bits & (2 ** place)),
        );
        const best = subsets
          .filter(isWithin)
          .sort((one, other) =>
            other.length - one.length || one.findIndex((p, i) => p !== other[i]) === -1
              ? other.length - one.length
              : (one.map((p, i) => p - other[i]!).find((d) => d !== 0) ?? 0),
          )[0]!;
        let from = 0;
        const aligned = new Set(
          best.map((place) => {
            const at = actual.indexOf(planned[place]!, from);
            from = at + 1;
            return at;
          }),
        );
        expect(found.inSequence).toBe(best.length);
        expect(found.inSequence).toBe(longestCommonSubsequence(planned, actual).common);
        expect(found.fit).toBe((2 * best.length) / (planned.length + actual.length));
        const times = (list: readonly string[], name: string) => list.filter((one) => one === name).length;
        for (const name of ["a", "b", "c", "__proto__", ""]) {
          const [p, a, l] = [
            times(planned, name),
            times(actual, name),
            times(
              best.map((place) => planned[place]!),
              name,
            ),
          ];
          expect(times(found.missing, name)).toBe(Math.max(0, p - a));
          expect(times(found.adHoc, name)).toBe(Math.max(0, a - p));
          expect(times(found.outOfSequence, name)).toBe(Math.min(a, p) - l);
        }
        const unaligned = actual.filter((_, place) => !aligned.has(place));
        expect([...found.adHoc, ...found.outOfSequence].sort()).toEqual(unaligned.sort());
      }),
    );
  });

  it("refuses a plan that is none", () => {
    expect(() => planDeviations(walk("a"), { planned: [] })).toThrow(RangeError);
    expect(() => planDeviations(walk("a"), { planned: "a" })).toThrow(TypeError);
    expect(() => planDeviations(walk("a"), { planned: ["a"], failed: () => "no" as never })).toThrow(
      /failed must be true or false/,
    );
  });
});

describe("journeyDeviations", () => {
  const planned = ["order", "ship", "pay"];

  it("has the mean fit and how many journeys deviate where", () => {
    const result = journeyDeviations([walk("order", "ship", "pay"), walk("order", "call", "call", "pay")], { planned });
    expect(result.fit.mean).toBeCloseTo((1 + 4 / 7) / 2, 14);
    expect(result).toMatchObject({
      asPlanned: { rate: 0.5, numerator: 1, denominator: 2 },
      missingTouchpoints: [{ touchpoint: "ship", rate: 0.5, times: 1 }],
      adHoc: [{ touchpoint: "call", rate: 0.5, numerator: 1, denominator: 2, times: 2 }],
      outOfSequence: [],
      failed: [],
    });
    expect(meanInterval(result.fit).estimate).toBe(result.fit.mean);
    expect(shareInterval(result.adHoc[0]!).estimate).toBe(0.5);
  });

  it("does not take what has not come yet for missing", () => {
    const open = { ...walk("order"), status: "open" as const };
    const cut = { ...walk("pay"), leftTruncated: true };
    expect(journeyDeviations([open, cut, journeyOf([])], { planned })).toMatchObject({
      count: 0,
      pending: 1,
      excluded: 1,
      missing: 1,
      missingTouchpoints: [],
    });
    expect(journeyDeviations([open, cut], { planned, partial: "include" })).toMatchObject({
      count: 2,
      fit: { mean: 0.5, count: 2 },
    });
  });

  it("adds up what each journey deviates by", () => {
    fc.assert(
      fc.property(
        fc.array(scoredJourney, { maxLength: 6 }),
        fc.array(anyName, { minLength: 1, maxLength: 4 }),
        (journeys, plan) => {
          const result = journeyDeviations(journeys, { planned: plan, partial: "include" });
          const each = journeys.map((journey) => planDeviations(journey, { planned: plan }));
          expect(result.adHoc.reduce((sum, { times }) => sum + times, 0)).toBe(
            each.reduce((sum, { adHoc }) => sum + adHoc.length, 0),
          );
          expect(result.missingTouchpoints.reduce((sum, { times }) => sum + times, 0)).toBe(
            each.reduce((sum, { missing }) => sum + missing.length, 0),
          );
          expect(result.fit.mean).toBe(mean(each.map(({ fit }) => fit)).mean);
        },
      ),
    );
  });
});

describe("emotionCurve", () => {
  const options = { model: beforeDuringAfter, score, neutral: 3 };
  const staged = (
    ...moments: readonly (readonly [stage: string | undefined, score: number | null, expected?: number])[]
  ) => journeyOf(moments.map(([stage, given, expected]) => ({ stage, score: given, expected })));

  it("takes one score a journey and stage, or every score", () => {
    const journeys = [staged(["during", 1], ["during", 2], ["during", null]), staged(["during", 5])];
    const [, byJourney] = emotionCurve(journeys, options).stages;
    expect(byJourney).toMatchObject({
      stage: "during",
      mean: 3.25,
      median: 3.25,
      minimum: 1.5,
      maximum: 5,
      count: 2,
      missing: 0,
      negative: { rate: 0.5 },
    });
    const [, byEvent] = emotionCurve(journeys, { ...options, per: "event" }).stages;
    expect(byEvent).toMatchObject({
      median: 2,
      minimum: 1,
      count: 3,
      missing: 1,
      negative: { rate: 2 / 3, numerator: 2, denominator: 3 },
    });
  });

  it("leaves a stage without scores a gap, between two others too", () => {
    const { stages, curve } = emotionCurve([staged(["before", 4], ["during", null], ["after", 2])], options);
    expect(stages.map(({ mean: value, count, missing }) => [value, count, missing])).toEqual([
      [4, 1, 0],
      [null, 0, 1],
      [2, 1, 0],
    ]);
    expect(curve).toMatchObject({ peak: 2, end: 2, count: 2, missing: 1 });
  });

  it("walks neutral: a score just there is not negative", () => {
    for (const [given, rate] of [
      [2.999, 1],
      [3, 0],
      [3.001, 0],
    ] as const) {
      expect(emotionCurve([staged(["before", given])], options).stages[0]!.negative.rate).toBe(rate);
    }
  });

  it("holds scores against what was expected, where both are known", () => {
    const journeys = [staged(["before", 4, 5], ["before", 4, 3.5], ["before", null, 1]), staged(["before", 2])];
    const { stages } = emotionCurve(journeys, { ...options, expected: (event) => event.expected });
    expect(stages[0]!.expectationGap).toMatchObject({ mean: -0.25, count: 1 });
    expect(stages[1]!.expectationGap.mean).toBe(null);
  });

  it("is provisional while a journey is open, whose peak and end may still come", () => {
    const over = staged(["before", 1], ["during", 5]);
    const open = { ...staged(["before", 4]), status: "open" as const };
    expect(emotionCurve([over], options)).toMatchObject({
      provisional: false,
      open: 0,
      remembered: { score: { mean: 5, count: 1 }, pending: 0 },
    });
    expect(emotionCurve([over, open], options)).toMatchObject({
      provisional: true,
      open: 1,
      count: 2,
      remembered: { score: { mean: 5, count: 1 }, peak: 5, end: 5, pending: 1 },
    });
    expect(emotionCurve([over], { ...options, ties: "negative" }).remembered).toMatchObject({
      score: { mean: 3 },
      peak: 1,
    });
  });

  it("remembers no journey whose beginning was not seen: its peak may have come before", () => {
    const whole = staged(["before", 2], ["during", 4]);
    const cut = { ...staged(["during", 5], ["after", 1]), leftTruncated: true };
    const both = { ...cut, status: "open" as const };
    const unscored = { ...staged(["before", null]), leftTruncated: true };
    const journeys = [whole, cut, both, unscored];
    const seen = emotionCurve(journeys, options);
    expect(seen).toMatchObject({ count: 3, open: 1, missing: 1, definition: { leftTruncated: "exclude" } });
    expect(seen.remembered).toMatchObject({ score: { mean: 4, count: 1 }, peak: 4, end: 4, pending: 0, cut: 2 });
    // Its stages count as soon as they are scored.
    expect(seen.stages.map(({ mean, count }) => [mean, count])).toEqual([
      [2, 1],
      [14 / 3, 3],
      [1, 2],
    ]);
    const weighted = emotionCurve(journeys, { ...options, weight: (journey) => (journey === cut ? 0 : 1) });
    expect(weighted.remembered).toMatchObject({ pending: 0, cut: 1 });
    const included = emotionCurve(journeys, { ...options, ties: "earliest", leftTruncated: "include" });
    expect(included.remembered).toMatchObject({
      score: { mean: 3, count: 2 },
      peak: 3.5,
      end: 2.5,
      pending: 1,
      cut: 0,
    });
    expect(included.definition.leftTruncated).toBe("include");
    expect(() => emotionCurve([], { ...options, leftTruncated: "drop" as never })).toThrow("leftTruncated must be");
  });

  it("agrees with peakEnd, mean and quantile of the scores by themselves", () => {
    fc.assert(
      fc.property(fc.array(scoredJourney, { maxLength: 8 }), (journeys) => {
        const result = emotionCurve(journeys, { ...options, per: "event", unknown: "exclude" });
        const inStage = (events: readonly ScoredEvent[]) => events.filter(({ stage }) => stage !== undefined);
        for (const { stage, mean: average, median, minimum, count } of result.stages) {
          const scores = journeys.flatMap(({ events }) =>
            events.filter((event) => event.stage === stage).flatMap((event) => event.score ?? []),
          );
          expect(count).toBe(scores.length);
          expect(average).toBe(mean(scores).mean);
          expect(minimum).toBe(scores.length === 0 ? null : Math.min(...scores) + 0);
          if (median === null) expect(scores).toEqual([]);
          else expect(median).toBeCloseTo(quantile(scores, 0.5)!, 12);
        }
        const scored = journeys.filter(({ events }) =>
          inStage(events).some((event) => typeof event.score === "number"),
        );
        const over = journeys.filter(({ status, leftTruncated }) => status !== "open" && !leftTruncated);
        expect(result.remembered.cut).toBe(scored.filter(({ leftTruncated }) => leftTruncated).length);
        expect(result.remembered.pending + result.remembered.cut + result.remembered.score.count).toBe(result.count);
        const scores = over.map(({ events }) => peakEnd(inStage(events), { value: score, neutral: 3 }).score);
        expect(result.remembered.score.mean).toBe(mean(scores).mean);
        expect(result.unassigned).toBe(
          journeys.flatMap(({ events }) => events).length - journeys.flatMap(({ events }) => inStage(events)).length,
        );
        expect(result.count + result.missing).toBe(journeys.length);
      }),
    );
  });

  it("refuses an unknown stage unless it is to be counted apart, a score that is none, and bad options before data", () => {
    const lost = [staged(["before", 4], ["elsewhere", 1])];
    expect(() => emotionCurve(lost, options)).toThrow(
      /stage must be one of beforeDuringAfter, got "elsewhere" at index 0/,
    );
    expect(emotionCurve(lost, { ...options, unknown: "exclude" })).toMatchObject({ unassigned: 1, count: 1 });
    expect(() => emotionCurve([staged(["before", Infinity])], options)).toThrow(
      /score must be .* got Infinity at index 0/,
    );
    expect(() => emotionCurveMetric({ ...options, neutral: Number.NaN })).toThrow(RangeError);
    expect(() => emotionCurveMetric({ ...options, per: "day" as never })).toThrow(TypeError);
    expect(() => emotionCurveMetric({ ...options, peakWeight: 0.8 })).toThrow(RangeError);
    expect(() => emotionCurveMetric({ ...options, score: undefined as never })).toThrow(/score must be a function/);
  });
});

describe("stepsPerTask", () => {
  it("counts the steps of completed journeys and those that repeat another", () => {
    const journeys = [
      walk("search", "form", "form", "done"),
      walk("search", "done"),
      { ...walk("search"), status: "open" as const },
      { ...walk("search"), status: "abandoned" as const },
      { ...walk("done"), leftTruncated: true },
      journeyOf([]),
    ];
    expect(stepsPerTask(journeys)).toMatchObject({
      mean: 3,
      median: 3,
      minimum: 2,
      maximum: 4,
      count: 2,
      repeatedSteps: { rate: 1 / 6, numerator: 1, denominator: 6 },
      repeatedTasks: { rate: 0.5, numerator: 1, denominator: 2 },
      pending: 1,
      abandoned: 1,
      excluded: 1,
      missing: 1,
    });
    expect(stepsPerTask([]).mean).toBe(null);
  });

  it("leaves out events that are no step", () => {
    const result = stepsPerTask([walk("wait", "form", "done")], {
      touchpoint: ({ activity }) => (activity === "wait" ? null : activity),
    });
    expect(result).toMatchObject({ mean: 2, repeatedSteps: { rate: 0 } });
  });
});

describe("momentsThatMatter", () => {
  const customers = (activity: string, given: number, outcome: boolean, times: number) =>
    Array.from({ length: times }, () => ({
      ...felt([activity, given]),
      status: outcome ? ("completed" as const) : ("abandoned" as const),
    }));
  const outcome = ({ status }: { status: string }) =>
    ({ completed: true, abandoned: false })[status] ?? ("pending" as const);
  const journeys = [
    ...customers("pay", 1, false, 30),
    ...customers("pay", 1, true, 10),
    ...customers("pay", 5, true, 35),
    ...customers("pay", 5, false, 5),
    ...customers("ad", 2, true, 20),
    ...customers("ad", 4, true, 20),
  ];

  it("compares the outcome after a negative experience with that after another", () => {
    const { moments, tooFew, count } = momentsThatMatter(journeys, { score, neutral: 3, outcome, minimumCount: 20 });
    expect(count).toBe(120);
    expect(tooFew).toEqual([]);
    expect(moments[0]).toMatchObject({
      touchpoint: "pay",
      difference: { difference: -0.625, method: "newcombe" },
      matters: true,
      reach: { rate: 2 / 3 },
      negative: { rate: 0.25 },
      others: { rate: 0.875 },
    });
    expect(moments[0]!.impact).toBeCloseTo(-0.625 * (2 / 3), 14);
    expect(moments[1]).toMatchObject({ touchpoint: "ad", difference: { difference: 0 }, matters: false, impact: 0 });
    // Two were judged: Holm doubles the smaller p-value.
    expect(moments[0]!.adjustedPValue).toBeCloseTo(2 * moments[0]!.difference.pValue!, 14);
  });

  it("judges no touchpoint by fewer journeys than the minimum, on either side", () => {
    const named = (minimumCount: number) =>
      momentsThatMatter(journeys, { score, neutral: 3, outcome, minimumCount }).tooFew.map(
        ({ touchpoint, matters }) => [touchpoint, matters],
      );
    expect(named(20)).toEqual([]);
    expect(named(21)).toEqual([["ad", null]]);
    expect(named(41)).toEqual([
      ["ad", null],
      ["pay", null],
    ]);
  });

  it("takes a mean of scores that is neutral but for rounding for neutral, in whatever order they came", () => {
    const orders = (...scores: readonly number[]) =>
      [scores, [...scores].reverse()].map((given) =>
        felt(...given.map((one): readonly [string, number] => ["desk", one])),
      );
    for (const [neutral, ...scores] of [
      [0.2, 0.1, 0.1, 0.4],
      [0.2, 0.1, 0.2, 0.3],
      [0.4, 0.1, 0.2, 0.9],
      [0, 0.3, -0.1, -0.2],
    ] as const) {
      const journeys = orders(...scores);
      const { tooFew } = momentsThatMatter(journeys, { score, neutral, outcome: () => true });
      expect(tooFew[0]).toMatchObject({ negative: { denominator: 0 }, others: { denominator: 2 } });
      const model = { ...beforeDuringAfter, id: "desks" };
      const curve = emotionCurve(journeys, { model, score, neutral, stage: () => "before" });
      expect(curve.stages[0]).toMatchObject({ negative: { numerator: 0, denominator: 2 } });
      expect(curve.stages[0]!.minimum).toBe(curve.stages[0]!.maximum);
    }
    const below = momentsThatMatter(orders(1, 1 - 1e-9), { score, neutral: 1, outcome: () => true }).tooFew[0]!;
    expect(below.negative.denominator).toBe(2);
  });

  it("takes an experience just at neutral for no negative one", () => {
    const kinds = [2.999, 3].map((given) => {
      const [only] = momentsThatMatter([felt(["pay", given])], { score, neutral: 3, outcome }).tooFew;
      return [only!.negative.denominator, only!.others.denominator];
    });
    expect(kinds).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("takes the reach of journeys seen whole, experience and outcome of all", () => {
    const open = { ...felt(["pay", 1]), status: "open" as const };
    const cut = { ...felt(["ship", 1]), leftTruncated: true };
    const journeys = [felt(["pay", 1], ["ship", 5]), felt(["look", 5]), open, cut];
    const options = { score, neutral: 3, outcome: ({ events }: Journey<ScoredEvent>) => events.length > 1 };
    const seen = momentsThatMatter(journeys, options);
    expect(seen).toMatchObject({ count: 4, open: 1, cut: 1, definition: { partial: "exclude" } });
    const at = (result: typeof seen, name: string) => result.tooFew.find(({ touchpoint }) => touchpoint === name)!;
    expect(at(seen, "pay")).toMatchObject({
      reach: { rate: 0.5, numerator: 1, denominator: 2 },
      negative: { numerator: 1, denominator: 2 },
    });
    expect(at(seen, "ship")).toMatchObject({
      reach: { rate: 0.5, denominator: 2 },
      difference: { difference: -1 },
      impact: -0.5,
    });
    const included = momentsThatMatter(journeys, { ...options, partial: "include" });
    expect(included).toMatchObject({ count: 4, open: 1, cut: 1, definition: { partial: "include" } });
    expect(at(included, "pay").reach).toEqual({ rate: 0.5, numerator: 2, denominator: 4 });
    expect(at(included, "look").reach.rate).toBe(0.25);
    expect(() => momentsThatMatter([], { ...options, partial: "some" as never })).toThrow("partial must be");
  });

  it("has no impact where no journey was seen whole, and ranks by the difference", () => {
    const parts = journeys.map((journey) => ({ ...journey, leftTruncated: true }));
    const { moments } = momentsThatMatter([...parts].reverse(), { score, neutral: 3, outcome, minimumCount: 20 });
    expect(moments.map(({ touchpoint, impact, reach }) => [touchpoint, impact, reach.rate])).toEqual([
      ["pay", null, null],
      ["ad", null, null],
    ]);
  });

  it("does not take an outcome that cannot be known yet for a bad one", () => {
    const open = { ...felt(["pay", 1]), status: "open" as const };
    expect(momentsThatMatter([open], { score, neutral: 3, outcome })).toMatchObject({
      count: 0,
      pending: 1,
      moments: [],
      tooFew: [],
    });
    expect(momentsThatMatter([open], { score, neutral: 3, outcome: () => null })).toMatchObject({ missing: 1 });
  });

  it("refuses bad outcomes and options", () => {
    const options = { score, neutral: 3, outcome };
    expect(() => momentsThatMatter([felt(["a", 1])], { ...options, outcome: () => "yes" as never })).toThrow(
      /outcome must be .* got "yes" at index 0/,
    );
    expect(() => momentsThatMatter([], { ...options, outcome: undefined as never })).toThrow(TypeError);
    expect(() => momentsThatMatter([], { ...options, neutral: "3" as never })).toThrow(TypeError);
    expect(() => momentsThatMatter([], { ...options, adjust: "none" as never })).toThrow(TypeError);
    expect(() => momentsThatMatter([], { ...options, confidence: 1 })).toThrow(RangeError);
    expect(() => momentsThatMatter([], { ...options, minimumCount: 0.5 })).toThrow(RangeError);
  });
});

describe("painPoints", () => {
  const options = { score, target: 4 };

  it("ranks touchpoints by reach and shortfall, with how often journeys are abandoned there", () => {
    const journeys = [
      { ...felt(["pay", 2], ["wait", 1]), status: "abandoned" as const },
      felt(["pay", 4]),
      felt(["pay", 3], ["pay", 5]),
      felt(["look", 5]),
      { ...felt(["look", null]), status: "open" as const },
    ];
    const { points, dropOff, open, count } = painPoints(journeys, options);
    const named = new Map(points.map((point) => [point.touchpoint, point]));
    // The shortfall of the third journey is that of its scores one by one, (1 + 0) / 2: what is above target makes up for nothing.
    expect(named.get("pay")).toMatchObject({
      severity: { mean: 2.5 / 3, count: 3 },
      reach: { rate: 0.75 },
      dropOff: { rate: 1 / 3 },
      importance: 1,
    });
    expect(named.get("wait")).toMatchObject({ severity: { mean: 3 }, dropOff: { rate: 1 }, dropOffLift: 4 });
    expect(named.get("look")).toMatchObject({ severity: { mean: 0 }, missing: 1, dropOff: { denominator: 1 } });
    expect([dropOff.rate, open, count]).toEqual([0.25, 1, 5]);
    for (const { priority, reach, shrunkenSeverity } of points) expect(priority).toBe(reach.rate! * shrunkenSeverity!);
    expect(points.map(({ priority }) => priority)).toEqual(
      points.map(({ priority }) => priority).sort((a, b) => b! - a!),
    );
  });

  it("takes priorities that rounding alone sets apart for equal, and then goes by name", () => {
    // Short of 4 by 1.2999999999999998 and by 1.3000000000000003.
    const journeys = [felt(["alpha", 2.7]), felt(["beta", 2.6999999999999997])];
    const { points } = painPoints(journeys, options);
    expect(points[1]!.priority).toBeGreaterThan(points[0]!.priority!);
    expect(points.map(({ touchpoint }) => touchpoint)).toEqual(["alpha", "beta"]);
  });

  it("takes reach from journeys that were seen whole, and ranks by severity where none was", () => {
    const young = journeyOf([{ activity: "start", score: 1 }], { status: "open" });
    const cut = journeyOf([{ activity: "end", score: 3 }], { leftTruncated: true });
    const whole = felt(["start", 2], ["end", 1]);
    const told = (journeys: readonly ReturnType<typeof felt>[], partial?: "include") => {
      const { points, count, open, cut: unseen } = painPoints(journeys, { ...options, partial });
      const rows = points.map(({ touchpoint, reach, severity, priority }) => {
        return [touchpoint, reach.rate, severity.mean, priority !== null];
      });
      return { rows, counts: [count, open, unseen] };
    };
    expect(told([whole, young, cut])).toEqual({
      rows: [
        ["start", 1, 2.5, true],
        ["end", 1, 2, true],
      ],
      counts: [3, 1, 1],
    });
    expect(told([whole, young, cut], "include").rows.map(([, reach]) => reach)).toEqual([2 / 3, 2 / 3]);
    expect(told([cut, young]).rows).toEqual([
      ["start", null, 3, false],
      ["end", null, 1, false],
    ]);
  });

  it("breaks ties by name, sets apart what has too few scores, and weighs what matters more", () => {
    const journeys = [felt(["b", 1]), felt(["a", 1]), felt(["c", null])];
    const { points, tooFew } = painPoints(journeys, options);
    expect(points.map(({ touchpoint }) => touchpoint)).toEqual(["a", "b"]);
    expect(tooFew).toMatchObject([{ touchpoint: "c", priority: null, missing: 1 }]);
    const weighed = painPoints(journeys, { ...options, importance: (touchpoint) => (touchpoint === "b" ? 2 : 1) });
    expect(weighed.points.map(({ touchpoint, priority }) => [touchpoint, priority])).toEqual([
      ["b", 2],
      ["a", 1],
    ]);
    expect(painPoints(journeys, { ...options, minimumCount: 2 }).points).toEqual([]);
  });

  it("does not let a single score outrank many", () => {
    const many = Array.from({ length: 40 }, (_, n) =>
      felt(
        ["queue", n % 2 ? 1 : 2],
        ["web", n % 3 ? 4 : 3],
        ["desk", n % 4 ? 3 : 2],
        ["app", n % 5 ? 4 : 2],
        ["lift", n % 6 ? 4 : 3],
      ),
    );
    const { points } = painPoints([...many, felt(["odd", 1]), felt(["odd", 2])], options);
    const odd = points.find(({ touchpoint }) => touchpoint === "odd")!;
    expect(odd.shrunkenSeverity).toBeLessThan(odd.severity.mean!);
  });

  it("keeps touchpoints of any name apart, in any order of the journeys", () => {
    fc.assert(
      fc.property(fc.array(scoredJourney, { maxLength: 8 }), (journeys) => {
        const standing = { ...options, partial: "include" } as const;
        const result = painPoints(journeys, standing);
        const all = [...result.points, ...result.tooFew];
        expect(new Set(all.map(({ touchpoint }) => touchpoint))).toEqual(
          new Set(journeys.flatMap(({ events }) => events.map(({ activity }) => activity))),
        );
        for (const { touchpoint, reach, severity, missing } of all) {
          expect(reach.numerator).toBe(
            journeys.filter(({ events }) => events.some(({ activity }) => activity === touchpoint)).length,
          );
          expect(severity.count + missing).toBe(reach.numerator);
        }
        expect(painPoints([...journeys].reverse(), standing)).toEqual(result);
      }),
    );
  });

  it("refuses what is none", () => {
    expect(() => painPoints([], { ...options, target: Number.NaN })).toThrow(RangeError);
    expect(() => painPoints([felt(["a", 1])], { ...options, importance: () => -1 })).toThrow(/importance must be/);
    expect(() => painPoints([felt(["a", "1" as never])], options)).toThrow(/score must be .* got "1" at index 0/);
  });
});
