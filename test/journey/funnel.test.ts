import {
  type FunnelOptions,
  funnel,
  funnelBy,
  funnelMetric,
  funnelReach,
  funnelTimes,
  type Journey,
  type JourneyStatus,
  kaplanMeier,
  measureBy,
  shareInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze, expectPlain, thrown } from "../laws.ts";
import { eventsOf, journeyOf } from "./made-journeys.ts";

/** A journey from words such as "A0 B8": an activity and its time. */
function walk(text: string, more: { asOf?: number; status?: JourneyStatus; customer?: string } = {}): Journey {
  const pairs = text.split(" ").filter((word) => word !== "");
  return journeyOf(eventsOf(pairs.map((word): [number, string] => [Number(word.slice(1)), word[0]!])), more);
}

const reached = (text: string, options: FunnelOptions) => funnelReach(walk(text), options).reached;
const AB = { steps: ["A", "B"] };

describe("a funnel", () => {
  it("tells what became of every journey", () => {
    const journeys = [
      walk("A0 B5", { asOf: 100 }),
      walk("A0 X7", { asOf: 100 }),
      walk("A90", { asOf: 100 }),
      walk("A95 B96", { asOf: 100 }),
      walk("X1", { asOf: 100 }),
    ];
    const result = funnel(journeys, { ...AB, window: { within: 31 } });
    expect(result).toMatchObject({
      rate: 0.5,
      numerator: 1,
      denominator: 2,
      count: 5,
      entered: 4,
      converted: 2,
      pending: 1,
      dropped: 1,
      notEntered: 1,
      excluded: 0,
    });
    const [first, second] = result.steps;
    expect(first).toMatchObject({ step: "A", reached: 4, dropped: 1, pending: 1, sinceFirst: null });
    expect(first!.nextAfterDrop).toEqual([{ activity: "X", count: 1 }]);
    expect(second).toMatchObject({ step: "B", reached: 2, dropped: 0, pending: 0, nextAfterDrop: [] });
    expect(second!.sinceFirst).toMatchObject({ mean: 3, count: 2, minimum: 1, maximum: 5 });
    expect(second!.fromPrevious).toEqual({ rate: 0.5, numerator: 1, denominator: 2 });
    expect(shareInterval(second!.fromFirst).estimate).toBe(0.5);
    expect(result.definition).toEqual({
      metric: "funnel",
      of: "activity",
      steps: [
        { name: "A", when: ["A"] },
        { name: "B", when: ["B"] },
      ],
      order: "ordered",
      window: { within: 31, from: "first" },
      reentry: "best",
      ties: "any",
      grace: 0,
      exclusions: [],
      holdConstant: false,
      entry: "closed",
      leftTruncated: "exclude",
      rule: null,
    });
    expectPlain(result);
  });

  it("names its steps and leaves functions out of the definition", () => {
    const { steps, definition } = funnel([walk("A0 B1 C2 D3")], {
      steps: ["A", ["B", "X"], (event) => event.at === 2, { name: "the end", when: "D" }],
    });
    expect(steps.map(({ step, reached: count }) => [step, count])).toEqual([
      ["A", 1],
      ["B or X", 1],
      ["step 3", 1],
      ["the end", 1],
    ]);
    expect(definition.steps.map(({ when }) => when)).toEqual([["A"], ["B", "X"], null, ["D"]]);
  });

  it("takes stages for steps", () => {
    const event = (stage: "before" | "after" | undefined, at: number) => ({ activity: "A", at, stage });
    const journeys = [
      journeyOf([event("before", 0), event(undefined, 1), event("after", 2)]),
      journeyOf([event("before", 0)]),
    ];
    const { steps } = funnel(journeys, { of: "stage", steps: ["before", "after"] });
    expect(steps.map(({ reached: count }) => count)).toEqual([2, 1]);
  });

  it("has names that break what keeps them as keys of an object", () => {
    const names = ["__proto__", "", "NA", "constructor"];
    const events = names.map((activity, at) => ({ activity, at }));
    const result = funnel([journeyOf(events), journeyOf(events.slice(0, 2), { status: "abandoned" })], {
      steps: [names[0]!, names[2]!],
    });
    expect(result.steps.map(({ reached: count }) => count)).toEqual([2, 1]);
    expect(result.steps[0]!.nextAfterDrop).toEqual([{ activity: "", count: 1 }]);
  });

  it("tells nothing next that was a step of the attempt itself", () => {
    const next = (text: string, more: Partial<FunnelOptions>) => {
      const options = { steps: ["B", "A", "C"], window: { within: 9 }, ...more } as FunnelOptions;
      return funnelReach(walk(text), options).entries.map((entry) => entry.next);
    };
    expect(next("A5 B5", {})).toEqual([null]);
    expect(next("A5 B5 X6", {})).toEqual(["X"]);
    expect(next("A5 B7 X8", { grace: 3 })).toEqual(["X"]);
    expect(next("A5 X6 B7", { grace: 3 })).toEqual([null]);
    const { steps } = funnel([walk("A5 B5")], { steps: ["B", "A", "C"], window: { within: 9 } });
    expect(steps[1]!.nextAfterDrop).toEqual([{ activity: null, count: 1 }]);
  });

  it("orders what happened next by how often it did, then by name, with nothing last", () => {
    const journeys = ["A0 Z1", "A0 Y1", "A0", "A0", "A0", "A0 X1", "A0 Z1"].map((text) =>
      walk(text, { status: "abandoned" }),
    );
    expect(funnel(journeys, AB).steps[0]!.nextAfterDrop).toEqual([
      { activity: "Z", count: 2 },
      { activity: "X", count: 1 },
      { activity: "Y", count: 1 },
      { activity: null, count: 3 },
    ]);
  });

  it("has no rate of nothing, and none where nothing is mature", () => {
    expect(funnel([], AB)).toMatchObject({ rate: null, denominator: 0, count: 0, entered: 0 });
    expect(funnel([walk("A0", { asOf: 5 })], { ...AB, window: { within: 6 } }).rate).toBe(null);
  });

  it("is of one step where it has one", () => {
    const result = funnel([walk("A0"), walk("B0")], { steps: ["A"], window: { within: 1 } });
    expect(result).toMatchObject({ rate: 1, entered: 1, notEntered: 1 });
  });

  it("weighs journeys", () => {
    const journeys = [walk("A0 B1"), walk("A0"), walk("A0")];
    const result = funnel(journeys, { ...AB, window: { within: 9 }, weight: (journey) => journey.events.length });
    expect(result).toMatchObject({ rate: 0.5, numerator: 1, denominator: 3, weight: 4 });
    expect(result.effectiveSampleSize).toBeCloseTo(16 / 6, 12);
    expect(funnel(journeys, { ...AB, weight: () => 0 })).toMatchObject({ rate: null, excluded: 3, count: 0 });
  });
});

describe("the window", () => {
  it("holds a step at its very end and none after", () => {
    const window = { within: 10 };
    expect([9, 10, 11].map((at) => reached(`A0 B${at}`, { ...AB, window }))).toEqual([2, 2, 1]);
    const previous = { within: 10, from: "previous" } as const;
    const steps = ["A", "B", "C"];
    expect(reached("A0 B10 C20", { steps, window: previous })).toBe(3);
    expect(reached("A0 B10 C21", { steps, window: previous })).toBe(2);
    expect(reached("A0 B1 B50 C100", { steps, window: { within: 60, from: "previous" }, reentry: "first" })).toBe(3);
  });

  it("leaves an attempt pending until it has passed, and mature from then on", () => {
    const reach = (asOf: number) => funnelReach(walk("A0", { asOf }), { ...AB, window: { within: 10 } });
    expect([9, 10, 11].map((asOf) => reach(asOf).status)).toEqual(["pending", "dropped", "dropped"]);
    expect([9, 10, 11].map((asOf) => reach(asOf).entries[0]!.mature)).toEqual([false, true, true]);
    const young = funnel([walk("A0 B1", { asOf: 9 })], { ...AB, window: { within: 10 } });
    expect(young).toMatchObject({ rate: null, converted: 1, denominator: 0 });
  });

  it("may run for each step, and then all of them must have passed", () => {
    const reach = (asOf: number) =>
      funnelReach(walk("A0", { asOf }), { steps: ["A", "B", "C"], window: { within: 10, from: "previous" } });
    expect([9, 10, 19, 20].map((asOf) => reach(asOf).status)).toEqual(["pending", "dropped", "dropped", "dropped"]);
    expect([9, 10, 19, 20].map((asOf) => reach(asOf).entries[0]!.mature)).toEqual([false, false, false, true]);
  });

  it("is the journey itself where there is none", () => {
    const reach = (status: JourneyStatus) => funnelReach(walk("A0", { status }), AB);
    expect((["open", "completed", "abandoned"] as const).map((status) => reach(status).status)).toEqual([
      "pending",
      "dropped",
      "dropped",
    ]);
    expect(funnel([walk("A0 B1"), walk("A0 B1", { status: "completed" })], AB)).toMatchObject({
      rate: 1,
      denominator: 1,
      converted: 2,
    });
  });

  it("ends with the journey", () => {
    const journey = walk("A0 X3", { asOf: 5, status: "abandoned" });
    const reach = funnelReach(journey, { ...AB, window: { within: 10 } });
    expect(reach).toMatchObject({ status: "dropped", entries: [{ mature: false, until: 3 }] });
  });
});

describe("exclusions", () => {
  it("end an attempt between two steps only, and only strictly between them", () => {
    const exclusions = [{ when: "X", from: "B", to: "C" }];
    const steps = ["A", "B", "C", "D"];
    const walks = ["A0 X1 B2 C3 D4", "A0 B2 X3 C4 D5", "A0 B2 C4 X5 D6", "A0 B2 X2 C4 D5", "A0 B2 C4 X4 D5"];
    expect(walks.map((text) => reached(text, { steps, exclusions }))).toEqual([4, 2, 4, 4, 4]);
  });

  it("spare what is a step of the attempt, but not another event like it at the same time", () => {
    const options = { steps: ["A", "B", "C"], exclusions: [{ when: "B" }] };
    expect(["A0 B1 C2", "A0 B1 B1 C2", "A0 B0 B0 C2"].map((text) => reached(text, options))).toEqual([3, 2, 3]);
  });

  it("leave an attempt that began later", () => {
    expect(reached("A0 X1 A2 B3", { ...AB, exclusions: [{ when: "X" }] })).toBe(2);
    expect(reached("A0 X1 A2 B3", { ...AB, exclusions: [{ when: "X" }], reentry: "first" })).toBe(1);
  });

  it("leave nothing pending that they have ended", () => {
    const reach = funnelReach(walk("A0 X1", { asOf: 2 }), {
      ...AB,
      window: { within: 10 },
      exclusions: [{ when: "X" }],
    });
    expect(reach).toMatchObject({ status: "dropped", entries: [{ mature: false, next: "X" }] });
  });

  it("keep what ended an attempt from beginning the next one, but not what came outside their range", () => {
    const steps = ["A", "B", "C", "D"].map((when, place) => ({ name: `${place}`, when }));
    const starts = (from: string, to: string) => {
      const options = { steps, order: "strict", reentry: "all", exclusions: [{ when: "A", from, to }] } as const;
      return funnelReach(walk("A0 A1 A2"), options).entries.map(({ times }) => times[0]);
    };
    expect(starts("0", "1")).toEqual([0, 2]);
    expect(starts("2", "3")).toEqual([0, 1, 2]);
  });

  it("may disqualify a journey, where an attempt was under way", () => {
    const exclusions = [{ when: "X", effect: "disqualify" as const }];
    const status = (text: string, more: Partial<FunnelOptions> = {}) =>
      funnelReach(walk(text), { ...AB, exclusions, ...more } as FunnelOptions).status;
    expect(status("X0 A1 B2")).toBe("converted");
    expect(status("A0 X1 B2")).toBe("disqualified");
    expect(status("A0 X1")).toBe("disqualified");
    expect(status("A0 B1 X2")).toBe("converted");
    expect(status("A0 X0 B1")).toBe("converted");
    expect(status("A0 X1 B1")).toBe("converted");
    expect(status("A0 X9", { window: { within: 5 } })).toBe("dropped");
    expect(status("A0 X5", { window: { within: 5 } })).toBe("disqualified");
    expect(status("A0 X1 B2", { order: "unordered" })).toBe("disqualified");
    expect(status("X0 B1 A2", { order: "unordered" })).toBe("converted");
    expect(status("A0 X1 B2", { order: "strict" })).toBe("disqualified");
    const early = [{ when: "X", from: "A", to: "B", effect: "disqualify" as const }];
    expect(status("A0 B1 X2 C3", { steps: ["A", "B", "C"], exclusions: early })).toBe("converted");
    expect(status("A0 B1 A2 X3 C4", { steps: ["A", "B", "C"], exclusions: early })).toBe("disqualified");
    const result = funnel([walk("A0 X1 B2"), walk("A0 B2")], { ...AB, exclusions, window: { within: 9 } });
    expect(result).toMatchObject({ rate: 1, count: 1, entered: 1, excluded: 1, notEntered: 0 });
  });
});

describe("what is held constant", () => {
  const event = (activity: string, at: number, product: string) => ({ activity, at, product });
  const events = [event("A", 0, "p"), event("A", 1, "q"), event("B", 2, "q")];
  const options = { ...AB, holdConstant: (one: { product: string }) => one.product };

  it("is the same in all steps", () => {
    expect(funnelReach(journeyOf(events), options)).toMatchObject({ reached: 2, entries: [{ events: [1, 2] }] });
    expect(funnelReach(journeyOf([events[0]!, events[2]!]), options).reached).toBe(1);
  });

  it("is that of the first entry, or a funnel for each", () => {
    expect(funnelReach(journeyOf(events), { ...options, reentry: "first" }).reached).toBe(1);
    const { entries } = funnelReach(journeyOf(events), { ...options, reentry: "all" });
    expect(entries.map((entry) => entry.reached)).toEqual([1, 2]);
  });

  it("is pending where any of its funnels is", () => {
    const two = [event("A", 0, "p"), event("A", 8, "q")];
    expect(funnelReach(journeyOf(two, { asOf: 9 }), { ...options, window: { within: 5 } })).toMatchObject({
      status: "pending",
      entries: [{ mature: false, next: null }],
    });
  });
});

describe("an open funnel", () => {
  it("may begin with any step", () => {
    const result = funnel([walk("A0 B1 C2"), walk("B0 C1"), walk("C0"), walk("A0 C1")], {
      steps: ["A", "B", "C"],
      entry: "open",
      window: { within: 9 },
    });
    expect(result.steps.map(({ reached: count }) => count)).toEqual([1, 2, 4]);
    expect(result.steps[2]!.fromPrevious).toEqual({ rate: 1, numerator: 2, denominator: 2 });
    expect(result.rate).toBe(1);
  });

  it("begins with the first step that happens, of the first attempt and of all", () => {
    const steps = ["A", "B", "C"];
    const ends = (text: string, reentry: "first" | "all") =>
      funnelReach(walk(text), { steps, entry: "open", reentry }).entries.map(({ from, reached: to }) => [from, to]);
    expect(ends("B0 A1 C2", "first")).toEqual([[2, 3]]);
    expect(ends("B0 C1 A2 B3", "all")).toEqual([
      [2, 3],
      [1, 2],
    ]);
  });
});

describe("grace", () => {
  it("lets events near each other come in either order, and no others", () => {
    const options = { ...AB, grace: 2 };
    expect(["B0 A1", "B0 A2", "B0 A3"].map((text) => reached(text, options))).toEqual([2, 2, 1]);
    expect(reached("B0 A1", AB)).toBe(1);
    expect(reached("B0 A2", { ...options, reentry: "first" })).toBe(2);
    expect(funnel([walk("B0 A2")], options).steps[1]!.sinceFirst!.mean).toBe(0);
  });

  it("takes no event for two steps", () => {
    expect(reached("B0 C1", { steps: ["B", "C", "B"], grace: 5 })).toBe(2);
    expect(reached("B0 C1 B1", { steps: ["B", "C", "B"], grace: 5 })).toBe(3);
  });

  it("counts all attempts", () => {
    const { entries } = funnelReach(walk("B0 A1 A9 B20 A21"), {
      ...AB,
      grace: 2,
      reentry: "all",
      window: { within: 5 },
    });
    expect(entries.map((entry) => entry.reached)).toEqual([2, 1, 2]);
  });
});

describe("all attempts", () => {
  it("begin again after a conversion, the end of the window and an exclusion", () => {
    const attempts = (text: string, more: Partial<FunnelOptions> = {}) =>
      funnelReach(walk(text), { ...AB, reentry: "all", ...more } as FunnelOptions).entries.map(
        (entry) => entry.reached,
      );
    expect(attempts("A0 B1 A2 B3")).toEqual([2, 2]);
    expect(attempts("A0 A1 B2 B3")).toEqual([2]);
    expect(attempts("A0 A1 A9 B10", { window: { within: 5 } })).toEqual([1, 2]);
    expect(attempts("A0 X1 A2 B3", { exclusions: [{ when: "X" }] })).toEqual([1, 2]);
    expect(attempts("A0 A0 B0 B0")).toEqual([2, 2]);
    expect(attempts("A0 A1 B2", { order: "strict" })).toEqual([1, 2]);
    expect(attempts("B0 A1 B2", { order: "unordered" })).toEqual([2, 1]);
    expect(attempts("A0 X1 A2 B3", { order: "unordered", exclusions: [{ when: "X" }] })).toEqual([1, 2]);
    expect(attempts("A0 A9 B10", { order: "unordered", window: { within: 5 } })).toEqual([1, 2]);
    expect(attempts("A0 A1 A1 B2", { ties: "input", exclusions: [{ when: "A" }] })).toEqual([1, 2]);
  });

  it("count for themselves, with what became of each", () => {
    const result = funnel([walk("A0 B1 A2 A30", { asOf: 32 }), walk("X0", { asOf: 32 })], {
      ...AB,
      reentry: "all",
      window: { within: 10 },
    });
    expect(result).toMatchObject({
      count: 2,
      entered: 3,
      converted: 1,
      dropped: 1,
      pending: 1,
      notEntered: 1,
      rate: 0.5,
    });
  });
});

describe("the times of a funnel", () => {
  it("are followed to the conversion, the end of the window, of the journey, or of what was seen", () => {
    const options = { ...AB, window: { within: 10 }, reentry: "first" } as const;
    const journeys = [
      walk("A0 B4", { asOf: 50 }),
      walk("A0", { asOf: 50 }),
      walk("A0", { asOf: 3 }),
      walk("A0 X5", { asOf: 50, status: "abandoned" }),
      walk("X5", { asOf: 50 }),
    ];
    expect(funnelTimes(journeys, options)).toEqual([
      { time: 4, event: true, cause: "converted" },
      { time: 10, event: false, cause: null },
      { time: 3, event: false, cause: null },
      { time: 5, event: false, cause: "abandoned" },
    ]);
    expect(funnelTimes([walk("A0 X15", { asOf: 50, status: "abandoned" })], options)).toEqual([
      { time: 10, event: false, cause: null },
    ]);
    expect(funnelTimes([], options)).toEqual([]);
  });

  it("give a curve that ends at the rate where all is mature", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(10)), { minLength: 1, maxLength: 30 }), (list) => {
        const journeys = list.map((at) => walk(at === null ? "A0" : `A0 B${at}`, { asOf: 10 }));
        const options = { ...AB, window: { within: 10 }, reentry: "first" } as const;
        const last = kaplanMeier(funnelTimes(journeys, options)).steps.at(-1)!;
        expect(1 - last.survival).toBeCloseTo(funnel(journeys, options).rate!, 12);
      }),
    );
  });
});

describe("a funnel broken down", () => {
  const event = (activity: string, at: number, channel: string) => ({ activity, at, channel });
  const journeys = [
    journeyOf([event("A", 0, "app"), event("B", 1, "web")], { status: "completed" }),
    journeyOf([event("A", 0, "app")], { status: "completed" }),
    journeyOf([event("X", 0, "shop"), event("A", 1, "web"), event("B", 2, "web")], { status: "completed" }),
    journeyOf([event("X", 0, "shop"), event("Y", 1, "web")], { status: "completed" }),
  ];
  const by = (one: { channel: string }) => one.channel;
  const table = (attribute: "first" | "last" | "step" | "all", step?: number) =>
    [...funnelBy(journeys, AB, { by, attribute, step })].map(([key, { count, entered, converted }]) => [
      key,
      count,
      entered,
      converted,
    ]);

  it("weighs journeys as a funnel does", () => {
    const weight = ({ events }: Journey) => (events.length === 1 ? 3 : 1);
    const byFirst = funnelBy(journeys, AB, { by }).get("app");
    expect(funnelBy(journeys, { ...AB, weight }, { by }).get("app")).toMatchObject({
      rate: 0.25,
      weight: 4,
      entered: 2,
    });
    expect(byFirst?.rate).toBe(0.5);
    expect(() => funnelBy(journeys, { ...AB, weight: () => undefined as never }, { by })).toThrow("weight must be");
  });

  it("is told by the first step, the last one reached, a given one, or each for itself", () => {
    expect(table("first")).toEqual([
      ["app", 2, 2, 1],
      ["web", 1, 1, 1],
      ["shop", 1, 0, 0],
    ]);
    expect(table("last")).toEqual([
      ["web", 3, 2, 2],
      ["app", 1, 1, 0],
    ]);
    expect(table("step", 2)).toEqual([
      ["web", 2, 2, 2],
      [undefined, 2, 1, 0],
    ]);
    expect(table("all")).toEqual([
      ["app", 2, 2, 0],
      ["web", 3, 1, 1],
      ["shop", 2, 0, 0],
    ]);
    expect(funnelBy(journeys.slice(4), AB, { by })).toEqual(new Map());
  });

  it("adds up to the whole where the key is the same for a whole journey, and is then what measureBy gives", () => {
    const some = fc.array(
      fc.record({
        key: fc.constantFrom("p", "q"),
        text: fc.constantFrom("A0 B1", "A0", "X0", "B0 A1", "A0 A1 B9", "A8"),
      }),
    );
    fc.assert(
      fc.property(some, fc.constantFrom("first" as const, "last" as const, "all" as const), (list, attribute) => {
        const all = list.map(({ key, text }) => {
          const journey = walk(text, { asOf: 10, customer: key });
          return { ...journey, events: journey.events.map((one) => ({ ...one, channel: key })) };
        });
        const options = { ...AB, window: { within: 5 } };
        const groups = funnelBy(all, options, { by: (one) => one.channel, attribute });
        expect(groups).toEqual(measureBy(funnelMetric(options), all, (journey) => journey.customer));
        const whole = funnel(all, options);
        for (const name of ["count", "entered", "converted", "pending", "dropped", "notEntered"] as const) {
          expect([...groups.values()].reduce((sum, group) => sum + group[name], 0)).toBe(whole[name]);
        }
      }),
    );
  });
});

describe("options and journeys that are none", () => {
  const table: readonly (readonly [what: string, options: unknown, message: RegExp])[] = [
    ["no steps", { steps: [] }, /^steps must be a list of at least one step/],
    ["steps as text", { steps: "AB" }, /^steps must be a list/],
    ["a step that is none", { steps: ["A", 3] }, /^step must be a name, names, a function .* at index 1$/],
    ["a step of no names", { steps: ["A", []] }, /^step must be of a name, .* at index 1$/],
    ["a step without events", { steps: [{ name: "A" }] }, /^step must be of a name/],
    ["too many steps", { steps: new Array(31).fill("A") }, /^steps and exclusions must be 30 at most, got 31$/],
    [
      "an order that is none",
      { ...AB, order: "any" },
      /^order must be "ordered" or "strict" or "unordered", got "any"$/,
    ],
    ["a reentry that is none", { ...AB, reentry: "last" }, /^reentry must be/],
    ["ties that are none", { ...AB, ties: "loose" }, /^ties must be/],
    ["an entry that is none", { ...AB, entry: "free" }, /^entry must be/],
    ["a kind of name that is none", { ...AB, of: "channel" }, /^of must be/],
    ["a window of 0", { ...AB, window: { within: 0 } }, /^within must be whole milliseconds, above 0, got 0$/],
    ["a window below 0", { ...AB, window: { within: -5 } }, /^within must be .* got -5$/],
    ["an endless window", { ...AB, window: { within: Infinity } }, /^within must be .* got Infinity$/],
    ["a window that is a number", { ...AB, window: 5 }, /^within must be .* got undefined$/],
    ["a window that is null", { ...AB, window: null }, /^within must be .* got undefined$/],
    ["a window from elsewhere", { ...AB, window: { within: 5, from: "last" } }, /^from must be/],
    ["a grace below 0", { ...AB, grace: -1 }, /^grace must be whole milliseconds, 0 or more, got -1$/],
    ["a grace that changes nothing", { ...AB, grace: 1, ties: "input" }, /^grace must be 0 unless/],
    ["a grace of a strict funnel", { ...AB, grace: 1, order: "strict" }, /^grace must be 0 unless/],
    ["grace and exclusions", { ...AB, grace: 1, exclusions: [{ when: "X" }] }, /^grace must be 0 where there are/],
    ["exclusions that are none", { ...AB, exclusions: "X" }, /^exclusions must be a list/],
    ["an exclusion of nothing", { ...AB, exclusions: [{}] }, /^exclusion must be of a name, .* at index 0$/],
    ["an effect that is none", { ...AB, exclusions: [{ when: "X", effect: "end" }] }, /^effect must be/],
    [
      "a step that is not known",
      { ...AB, exclusions: [{ when: "X", from: "Z" }] },
      /^from must be the name of a step, got "Z" at/,
    ],
    ["steps in reverse", { ...AB, exclusions: [{ when: "X", from: "B" }] }, /^to must be a step after from/],
    [
      "one name for two",
      { steps: ["A", "B", "A"], exclusions: [{ when: "X", to: "A" }] },
      /^to must name one step only/,
    ],
    [
      "a part of an unordered funnel",
      { steps: ["A", "B", "C"], order: "unordered", exclusions: [{ when: "X", to: "B" }] },
      /^an exclusion of an unordered funnel must be from the first step to the last/,
    ],
    [
      "an unordered window for each",
      { ...AB, order: "unordered", window: { within: 5, from: "previous" } },
      /^from must be "first"/,
    ],
    ["an unordered open funnel", { ...AB, order: "unordered", entry: "open" }, /^entry must be "closed"/],
    ["what is no function", { ...AB, holdConstant: "product" }, /^holdConstant must be a function/],
  ];
  for (const [what, options, message] of table) {
    it(`are refused: ${what}`, () => {
      for (const work of [
        () => funnelMetric(options as FunnelOptions),
        () => funnelReach(walk("A0"), options as FunnelOptions),
      ]) {
        const error = thrown(work);
        expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
        expect(error.message).toMatch(message);
      }
    });
  }

  it("are refused: journeys without events, without order, after their end, with their index", () => {
    const good = walk("A0 B1");
    const bad: readonly (readonly [journey: unknown, message: RegExp])[] = [
      [null, /^journey must have events, got null at index 1$/],
      [{ asOf: 1 }, /^journey must have events/],
      [{ ...good, status: "over" }, /^status must be "completed", "abandoned" or "open", got "over" at index 1$/],
      [{ ...good, asOf: Number.NaN }, /^asOf must be whole milliseconds since 1970, got NaN at index 1$/],
      [{ ...good, asOf: 0 }, /^the events of a journey must be no later than its asOf, 0, got 1 at index 1$/],
      [
        { ...good, events: [...good.events].reverse() },
        /^the events of a journey must be in the order .* got 0 at index 1$/,
      ],
      [{ ...good, events: [{ activity: "A", at: Number.NaN }] }, /^the events of a journey must be in the order/],
    ];
    for (const [journey, message] of bad) {
      for (const work of [
        () => funnel([good, journey as Journey], AB),
        () => funnelTimes([good, journey as Journey], AB),
        () => funnelBy([good, journey as Journey], AB, { by: () => 1 }),
      ]) {
        expect(thrown(work).message).toMatch(message);
      }
    }
    for (const nothing of [null, "AB", 3]) expect(() => funnel(nothing as never, AB)).toThrow(/must be iterable/);
  });

  it("are refused: breakdowns", () => {
    const by = () => 1;
    expect(() => funnelBy([], AB, {} as never)).toThrow("by must be a function, got undefined");
    expect(() => funnelBy([], AB, { by, attribute: "any" as never })).toThrow("attribute must be");
    for (const step of [0, 3, 1.5]) {
      expect(() => funnelBy([], AB, { by, attribute: "step", step })).toThrow(
        "step must be a whole number from 1 to 2",
      );
    }
  });
});

describe("a test of a step", () => {
  it("may ask the same funnel about another journey", () => {
    const inner = walk("X0 A1 B2 A3 B4");
    let asks = true;
    const metric = funnelMetric({
      steps: [
        "A",
        (event) => {
          if (asks) {
            asks = false;
            expect(metric.read(metric.add(metric.empty(), inner)).converted).toBe(1);
            asks = true;
          }
          return event.activity === "B";
        },
      ],
      rule: "B, by asking",
    });
    expect(metric.read(metric.add(metric.empty(), walk("A0 X1 B9")))).toMatchObject({ converted: 1, pending: 0 });
    expect(metric.read(metric.add(metric.empty(), walk("A0 X1 X9")))).toMatchObject({ converted: 0, pending: 1 });
  });

  it("may throw, and the next journey is counted as ever", () => {
    let throws = true;
    const test = ({ activity }: { readonly activity: string }) => {
      if (throws) throw new RangeError("not today");
      return activity === "B";
    };
    const metric = funnelMetric({ steps: ["A", { name: "B", when: test }] });
    expect(() => metric.add(metric.empty(), walk("A0 B1 B2"))).toThrow("not today");
    throws = false;
    expect(metric.read(metric.add(metric.empty(), walk("A0 B1"))).converted).toBe(1);
  });
});

describe("tallies of funnels", () => {
  const isB = ({ activity }: { readonly activity: string }) => activity === "B";
  const none = () => false;
  const held = () => 1;

  it("merge only where every function has the same name", () => {
    const named = (name: string, when: () => boolean) => funnelMetric({ steps: ["A", { name, when }] });
    const [one, other] = [named("B", isB as never), named("nothing", none)];
    expect(() => one.merge(one.empty(), other.empty())).toThrow("tally must be of");
    expect(one.read(one.merge(one.empty(), named("B", none).empty())).count).toBe(0);
    const ruled = (rule: string) => funnelMetric({ steps: ["A", isB], holdConstant: held, rule });
    expect(() =>
      ruled("B of one product").merge(ruled("B of one shop").empty(), ruled("B of one product").empty()),
    ).toThrow("tally must be of");
    expect(ruled("B of one product").read(ruled("B of one product").empty()).definition.rule).toBe("B of one product");
  });

  it("are none of functions without a name; data in hand have no tally to mix up", () => {
    const nameless: readonly FunnelOptions[] = [
      { steps: ["A", isB] },
      { steps: ["A", "B"], holdConstant: held },
      { steps: ["A", "B"], exclusions: [{ when: none }] },
    ];
    for (const options of nameless) {
      expect(() => funnelMetric(options)).toThrow(
        "rule must name what the functions of the funnel decide, got undefined",
      );
      expect(funnelMetric({ ...options, rule: "" }).read(funnelMetric({ ...options, rule: "" }).empty()).rate).toBe(
        null,
      );
      expect(funnel([walk("A0 B1")], options).converted).toBe(1);
      expect(funnelBy([walk("A0 B1")], options, { by: () => 1 }).get(1)!.converted).toBe(1);
    }
    expect(() => funnel([], { ...AB, rule: 3 as never })).toThrow("rule must be a string, got 3");
  });
});

describe("a journey whose beginning was not seen", () => {
  const cut = { ...walk("A0 B5", { status: "completed" }), leftTruncated: true };
  const seen = [walk("A0 B5", { status: "completed" }), walk("A0", { status: "completed" }), walk("X0")];

  it("is excluded: its best and its first attempt may not have been seen, nor that it entered", () => {
    for (const reentry of ["best", "first", "all"] as const) {
      const options = { ...AB, reentry };
      const result = funnel([...seen, cut, { ...cut, events: [] }], options);
      expect(result).toMatchObject({ rate: 0.5, count: 3, entered: 2, notEntered: 1, excluded: 2 });
      expect(result).toEqual({ ...funnel(seen, options), excluded: 2 });
      expect(funnelTimes([...seen, cut], options)).toEqual(funnelTimes(seen, options));
      expect(funnelBy([...seen, cut], options, { by: () => 1 }).get(1)).toMatchObject({ count: 3, excluded: 1 });
    }
  });

  it("counts as far as it was seen where that is wanted", () => {
    const options = { ...AB, leftTruncated: "include" } as const;
    expect(funnel([...seen, cut], options)).toMatchObject({ rate: 2 / 3, count: 4, excluded: 0 });
    expect(funnel([cut], options).definition.leftTruncated).toBe("include");
    expect(funnelTimes([cut], options)).toEqual([{ time: 5, event: true, cause: "converted" }]);
    expect(funnelReach(cut, AB).status).toBe("converted");
    const [one, other] = [funnelMetric(AB), funnelMetric(options)];
    expect(() => one.merge(one.empty(), other.empty())).toThrow("tally must be of");
    for (const ask of [funnel, funnelTimes]) {
      expect(() => ask([], { ...AB, leftTruncated: "cut" as never })).toThrow("leftTruncated must be");
    }
  });

  it("is refused where its events are none, as any other is", () => {
    expect(() => funnel([{ ...cut, asOf: 3 }], AB)).toThrow("no later than its asOf, 3, got 5 at index 0");
  });
});

describe("a journey", () => {
  it("is left as it is", () => {
    const journey = deepFreeze(walk("A0 A1 X2 B3"));
    for (const order of ["ordered", "strict", "unordered"] as const) {
      for (const reentry of ["first", "best", "all"] as const) {
        funnel([journey], deepFreeze({ ...AB, order, reentry, exclusions: [{ when: "X" }] }));
      }
    }
  });
});
