import {
  type Journey,
  type JourneyEvent,
  journeyLoops,
  journeyStates,
  journeyVariants,
  journeyVariantsMetric,
  shareInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
import { journey, journeyOf } from "./path-journeys.ts";

const times = (count: number, ...states: string[]): Journey[] => Array.from({ length: count }, () => journeyOf(states));

describe("variants", () => {
  it("stand most frequent first, equally frequent ones by their states", () => {
    const { variants } = journeyVariants([...times(1, "b"), ...times(2, "c"), ...times(1, "a", "b"), ...times(1, "a")]);
    expect(variants.map(({ sequence }) => sequence.join())).toEqual(["c", "a", "a,b", "b"]);
    expect(variants.map(({ cumulative }) => cumulative)).toEqual([0.4, 0.6, 0.8, 1]);
    expect(shareInterval(variants[0]!)).toEqual(shareInterval({ numerator: 2, denominator: 5 }));
  });

  it("are told apart whatever their states are named: nothing joins them", () => {
    const { distinct } = journeyVariants([
      ...times(1, "a,b"),
      ...times(1, "a", "b"),
      ...times(1, "a>b"),
      ...times(1, '["a"]'),
    ]);
    expect(distinct).toBe(4);
  });

  it("cover 80 per cent, or another share, at just that share", () => {
    const journeys = [...times(8, "a"), ...times(1, "b"), ...times(1, "c")];
    expect(journeyVariants(journeys).covering).toBe(1);
    expect(journeyVariants(journeys, { coverage: 0.8000001 }).covering).toBe(2);
    expect(journeyVariants(journeys, { coverage: 1 }).covering).toBe(3);
    expect(journeyVariants([...times(7, "a"), ...times(93, "b")], { coverage: 0.93 }).covering).toBe(1);
    for (const coverage of [0, -0.1, 1.1, Number.NaN, "1" as never]) {
      expect(() => journeyVariantsMetric({ coverage })).toThrow("coverage must be a number above 0 up to 1");
    }
  });

  it("have no entropy where all went one way, and log₂ of their number where each is as frequent", () => {
    expect(Object.is(journeyVariants(times(3, "a")).entropy, 0)).toBe(true);
    expect(journeyVariants([...times(2, "a"), ...times(2, "b"), ...times(2, "c"), ...times(2, "d")]).entropy).toBe(2);
  });

  it("are not known yet of open journeys, nor of those whose beginning was not seen", () => {
    const journeys = [
      ...times(1, "a"),
      journeyOf(["a"], { status: "open" }),
      journeyOf(["a"], { leftTruncated: true }),
    ];
    expect(journeyVariants(journeys)).toMatchObject({ count: 1, pending: 1, excluded: 1 });
    expect(journeyVariants(journeys, { partial: "include" })).toMatchObject({ count: 3, pending: 0, excluded: 0 });
    expect(journeyVariants([journeyOf(["a"], { status: "abandoned" })]).count).toBe(1);
  });

  it("are weighed by their journeys", () => {
    const result = journeyVariants([...times(2, "a"), ...times(1, "b")], {
      weight: (one) => (one.events[0]!.activity === "b" ? 6 : 1),
    });
    expect(result).toMatchObject({ count: 3, weight: 8, covering: 2 });
    expect(result.variants[0]).toMatchObject({ sequence: ["b"], rate: 0.75, numerator: 1, weight: 6 });
    expectNear(result.effectiveSampleSize, 64 / 38, "effective size");
  });

  it("are those that a Map of JSON texts counts", () => {
    fc.assert(
      fc.property(fc.array(journey, { maxLength: 12 }), (journeys) => {
        const counts = new Map<string, number>();
        for (const one of journeys) {
          const states = journeyStates(one);
          const key = JSON.stringify(states);
          if (states.length > 0 && one.status !== "open" && !one.leftTruncated)
            counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        const { variants, count, entropy } = journeyVariants(journeys);
        expect(new Map(variants.map(({ sequence, numerator }) => [JSON.stringify(sequence), numerator]))).toEqual(
          counts,
        );
        const bits = [...counts.values()].reduce((sum, part) => sum - (part / count) * Math.log2(part / count), 0);
        expectNear(entropy ?? 0, bits, "entropy");
        const sizes = variants.map(({ numerator }) => numerator);
        expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
        if (count > 0) expectNear(variants.at(-1)!.cumulative, 1, "all of them");
      }),
    );
  });
});

/** A journey through activities, each by a resource: "a1" is activity a by resource 1, "a" by nobody known. */
const done = (...steps: string[]): Journey => {
  const events = steps.map((step, at): JourneyEvent => ({ activity: step[0]!, resource: step[1], at }));
  return { ...journeyOf(["a"]), events };
};
const loops = (...steps: string[]) => journeyLoops([done(...steps)], { of: "activity" });
const none = { count: 0, repeat: 0, redo: 0, unknown: 0, extra: 0 };

describe("loops", () => {
  it("of two or more steps in a row are one self-loop, its extra steps those after the first", () => {
    expect(loops("a1", "a1").selfLoops).toEqual({ ...none, count: 1, repeat: 1, extra: 1 });
    expect(loops("a1", "a1", "a1").selfLoops).toEqual({ ...none, count: 1, repeat: 1, extra: 2 });
    expect(loops("a1", "a1", "b1", "a1", "a2").selfLoops).toEqual({ ...none, count: 2, repeat: 1, redo: 1, extra: 2 });
    expect(loops("a1", "b1").selfLoops).toEqual(none);
    expect(loops("a1", "a1", "a1").repetitions).toEqual(none);
  });

  it("after something else are one repetition an activity, its extra visits those after the first", () => {
    expect(loops("a1", "b1", "a1").repetitions).toEqual({ ...none, count: 1, repeat: 1, extra: 1 });
    expect(loops("a1", "b1", "a1", "b1", "a1").repetitions).toEqual({ ...none, count: 2, repeat: 2, extra: 3 });
    expect(loops("a1", "b1", "a1", "a1").repetitions).toMatchObject({ count: 1, extra: 1 });
  });

  it("are a repeat by one resource, a redo by more, and neither is claimed where it is not known", () => {
    expect(loops("a1", "b1", "a2").repetitions).toMatchObject({ repeat: 0, redo: 1, unknown: 0 });
    expect(loops("a1", "b1", "a").repetitions).toMatchObject({ repeat: 0, redo: 0, unknown: 1 });
    expect(loops("a", "b1", "a").repetitions).toMatchObject({ unknown: 1 });
    expect(loops("a1", "a2", "b1", "a").repetitions).toMatchObject({ redo: 1, unknown: 0 });
    expect(loops("a", "a1").selfLoops).toMatchObject({ repeat: 0, redo: 0, unknown: 1 });
  });

  it("are counted by state, and so are journeys that came back to it", () => {
    const result = journeyLoops([done("a1", "a1", "b1"), done("a1", "b1", "b2", "a1"), done("b1")], { of: "activity" });
    expect(result).toMatchObject({ rate: 2 / 3, numerator: 2, denominator: 3, events: 8, rework: 3 });
    const [a, b] = result.states;
    expect(a).toMatchObject({ state: "a", rate: 1, numerator: 2, denominator: 2, events: 4, rework: 2 });
    expect(b).toMatchObject({ state: "b", rate: 1 / 3, numerator: 1, denominator: 3, events: 4, rework: 1 });
    expect([a!.selfLoops.count, a!.repetitions.count, b!.selfLoops.redo]).toEqual([1, 1, 1]);
  });

  it("of an open journey may still come", () => {
    const open = { ...done("a1", "a1"), status: "open" as const };
    expect(journeyLoops([open], { of: "activity" })).toMatchObject({ rate: null, pending: 1, events: 0 });
    expect(journeyLoops([open], { of: "activity", partial: "include" })).toMatchObject({ rate: 1, pending: 0 });
  });

  it("are those that a walk through the runs finds", () => {
    fc.assert(
      fc.property(fc.array(journey, { maxLength: 6 }), (journeys) => {
        const result = journeyLoops(journeys, { partial: "include" });
        let [selfLoops, selfExtra, repetitions, repetitionExtra, rework] = [0, 0, 0, 0, 0];
        for (const one of journeys) {
          const states = journeyStates(one, { level: "events" });
          const visits = journeyStates(one);
          selfExtra += states.length - visits.length;
          rework += states.length - new Set(states).size;
          for (const state of new Set(visits)) {
            const returns = visits.filter((visit) => visit === state).length - 1;
            repetitionExtra += returns;
            if (returns > 0) repetitions++;
          }
          states.forEach((state, place) => {
            if (state === states[place - 1] && state !== states[place - 2]) selfLoops++;
          });
        }
        expect(result.selfLoops).toMatchObject({ count: selfLoops, extra: selfExtra });
        expect(result.repetitions).toMatchObject({ count: repetitions, extra: repetitionExtra });
        expect(result.rework).toBe(rework);
        expect(result.rework).toBe(selfExtra + repetitionExtra);
        for (const { count, repeat, redo, unknown } of [result.selfLoops, result.repetitions]) {
          expect(repeat + redo + unknown).toBe(count);
        }
      }),
    );
  });
});
