import {
  type AttributionPath,
  type AttributionRule,
  attribute,
  attributeMetric,
  attributionPath,
  exposure,
  firstOnly,
  type JourneyEvent,
  lastN,
  measure,
  on,
  removalEffects,
  removalEffectsMetric,
  removeIfNotAll,
  removeTrailingIfNotAll,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
import { expectPlain } from "../laws.ts";
import { attributionPaths } from "./attribution-paths.ts";
import { journeyOf } from "./path-journeys.ts";

const went = (...touchpoints: string[]): AttributionPath => ({ touchpoints, conversions: 1 });
const creditsOf = (path: AttributionPath, rule: AttributionRule) =>
  Object.fromEntries(attribute([path], rule).channels.map(({ channel, credit }) => [channel, credit]));

describe("a conversion is shared", () => {
  it("by the first and the last touchpoint", () => {
    expect(creditsOf(went("a", "b", "c"), { rule: "first" })).toEqual({ a: 1, b: 0, c: 0 });
    expect(creditsOf(went("a", "b", "c"), { rule: "last" })).toEqual({ a: 0, b: 0, c: 1 });
    expect(creditsOf(went("a", "b", "a"), { rule: "first" })).toEqual({ a: 1, b: 0 });
  });

  it("by the last that is not direct, or by direct where there is no other", () => {
    const rule = { rule: "last-non", except: "direct" } as const;
    expect(creditsOf(went("a", "b", "direct", "direct"), rule)).toEqual({ a: 0, b: 1, direct: 0 });
    expect(creditsOf(went("direct", "a"), rule)).toEqual({ a: 1, direct: 0 });
    expect(creditsOf(went("direct", "direct"), rule)).toEqual({ direct: 1 });
  });

  it("in equal parts, a touchpoint that came twice twice", () => {
    expect(creditsOf(went("a", "b", "a", "c"), { rule: "linear" })).toEqual({ a: 0.5, b: 0.25, c: 0.25 });
  });

  it("by position: 40, 20, 40; one alone has all, two have half each", () => {
    const rule = { rule: "position" } as const;
    expect(creditsOf(went("a"), rule)).toEqual({ a: 1 });
    expect(creditsOf(went("a", "b"), rule)).toEqual({ a: 0.5, b: 0.5 });
    const three = creditsOf(went("a", "b", "c"), rule);
    for (const [channel, credit] of [
      ["a", 0.4],
      ["b", 0.2],
      ["c", 0.4],
    ] as const) {
      expectNear(three[channel], credit, channel);
    }
    const four = creditsOf(went("a", "b", "c", "d"), { rule: "position", first: 0.5, last: 0.3 });
    for (const [channel, credit] of [
      ["a", 0.5],
      ["b", 0.1],
      ["c", 0.1],
      ["d", 0.3],
    ] as const) {
      expectNear(four[channel], credit, channel);
    }
    // As doubles, 1 − 0.9 is less than 0.1.
    expectNear(creditsOf(went("a", "b", "c"), { rule: "position", first: 0.9, last: 0.1 }).c, 0.1, "a tenth");
    expect(creditsOf(went("a", "b"), { rule: "position", first: 0, last: 0 })).toEqual({ a: 0.5, b: 0.5 });
    expectNear(creditsOf(went("a", "b"), { rule: "position", first: 0.6, last: 0.2 }).a, 0.75, "three quarters");
  });

  it("by time: half as much a half-life earlier, however long ago all of it was", () => {
    const rule = { rule: "time-decay", halfLife: 7 } as const;
    for (const wait of [0, 3, 1e12]) {
      const shared = creditsOf({ ...went("a", "b", "c"), at: [0, 7, 14], convertedAt: 14 + wait }, rule);
      for (const [channel, credit] of [
        ["a", 1],
        ["b", 2],
        ["c", 4],
      ] as const) {
        expectNear(shared[channel], credit / 7, channel);
      }
    }
  });

  it("so that the credits add up to the conversions, whatever the rule", () => {
    const rules: readonly AttributionRule[] = [
      { rule: "first" },
      { rule: "last" },
      { rule: "last-non", except: "a" },
      { rule: "linear" },
      { rule: "position", first: 0.3, last: 0.5 },
      { rule: "time-decay", halfLife: 10 },
    ];
    fc.assert(
      fc.property(fc.array(attributionPaths, { maxLength: 10 }), fc.constantFrom(...rules), (paths, rule) => {
        const { channels, count, unattributed } = attribute(paths, rule);
        const credited = channels.reduce((sum, { credit }) => sum + credit, 0);
        expectNear(credited, count - unattributed, "credits");
        if (credited > 0)
          expectNear(
            channels.reduce((sum, { share }) => sum + share!, 0),
            1,
            "shares",
          );
        const weighed = attribute(paths, { ...rule, weight: () => 2.5 }).channels;
        weighed.forEach(({ credit }, place) => {
          expectNear(credit, 2.5 * channels[place]!.credit, "weighted");
        });
      }),
    );
  });

  it("to nobody where there was no touchpoint", () => {
    expect(attribute([{ touchpoints: [], conversions: 2, nulls: 1, pending: 1 }], { rule: "linear" })).toEqual({
      channels: [],
      count: 2,
      unattributed: 2,
      nulls: 1,
      pending: 1,
      excluded: 0,
      definition: { metric: "attribute", rule: "linear" },
    });
  });
});

describe("a rule or a path that is none", () => {
  it("is refused", () => {
    const bad: readonly (readonly [options: unknown, message: string])[] = [
      [{ rule: "shapley" }, 'rule must be "first" or "last"'],
      [{ rule: "last-non" }, "except must be a text"],
      [{ rule: "position", first: 1.1 }, "first must be a number from 0 to 1"],
      [{ rule: "position", last: 0.7 }, "last must be a number from 0 to 0.6"],
      [{ rule: "time-decay" }, "halfLife must be a number of milliseconds above 0"],
      [{ rule: "time-decay", halfLife: 0 }, "halfLife must be"],
    ];
    for (const [options, message] of bad) expect(() => attributeMetric(options as AttributionRule)).toThrow(message);
    const decay = { rule: "time-decay", halfLife: 1 } as const;
    const paths: readonly (readonly [path: unknown, message: string])[] = [
      [null, "touchpoints must be an array, got undefined at index 1"],
      [{ touchpoints: "a>b", conversions: 1 }, 'touchpoints must be an array, got "a>b" at index 1'],
      [{ touchpoints: ["a", 2], conversions: 1 }, "touchpoint must be a text, got 2 at index 1"],
      [{ touchpoints: ["a"] }, "conversions at index 1 must be a whole number, 0 or more"],
      [{ touchpoints: ["a"], conversions: 1, nulls: -1 }, "nulls at index 1 must be"],
      [{ touchpoints: ["a"], conversions: 1, pending: 0.5 }, "pending at index 1 must be"],
      [{ touchpoints: ["a"], conversions: 1 }, "at must hold a time for each touchpoint"],
      [{ touchpoints: ["a"], conversions: 1, at: [1, 2], convertedAt: 3 }, "at must hold a time for each touchpoint"],
      [{ touchpoints: ["a"], conversions: 1, at: [1] }, "convertedAt must be"],
      [
        { touchpoints: ["a"], conversions: 1, at: [4], convertedAt: 3 },
        "at must not be after convertedAt, got 4 at index 1",
      ],
    ];
    const good = { ...went("a"), at: [0], convertedAt: 1 };
    for (const [path, message] of paths) {
      expect(() => attribute([good, path as AttributionPath], decay)).toThrow(message);
    }
    for (const [path, message] of paths.slice(0, 6)) {
      expect(() => removalEffects([good, path as AttributionPath])).toThrow(message);
    }
    expect(() => lastN(good, 0)).toThrow("most must be a whole number, 1 or more, got 0");
    expect(() => attributionPath(journeyOf(["a"]), {} as never)).toThrow("converts must be a function");
  });
});

describe("a path is transformed", () => {
  const path = { ...went("D", "A", "B", "B", "C", "D", "C", "C"), at: [1, 2, 3, 4, 5, 6, 7, 8], convertedAt: 9 };
  it("as Snowplow's table has it, its times with it", () => {
    expect(exposure(path)).toEqual({ ...path, touchpoints: ["D", "A", "B", "C", "D", "C"], at: [1, 2, 3, 5, 6, 7] });
    expect(firstOnly(path)).toEqual({ ...path, touchpoints: ["D", "A", "B", "C"], at: [1, 2, 3, 5] });
    const tail = went("A", "B", "A", "A");
    expect(removeIfNotAll(tail, "A").touchpoints).toEqual(["B"]);
    expect(removeTrailingIfNotAll(tail, "A").touchpoints).toEqual(["A", "B"]);
    expect(removeIfNotAll(went("A", "A"), "A").touchpoints).toEqual(["A", "A"]);
    expect(removeTrailingIfNotAll(went("A", "A"), "A").touchpoints).toEqual(["A", "A"]);
    expect(removeTrailingIfNotAll(went("A", "B"), "A").touchpoints).toEqual(["A", "B"]);
    expect(lastN(path, 3)).toEqual({ ...path, touchpoints: ["D", "C", "C"], at: [6, 7, 8] });
    expect(lastN(path, 9)).toEqual(path);
    for (const change of [exposure, firstOnly]) expect(change(went()).touchpoints).toEqual([]);
  });
});

describe("the path of a journey", () => {
  const converts = (event: JourneyEvent) => event.activity === "buy";
  it("ends before the first conversion", () => {
    const bought = journeyOf(["ad", "mail", "buy", "ad", "buy"]);
    expect(attributionPath(bought, { converts })).toEqual({
      touchpoints: ["ad", "mail"],
      conversions: 1,
      nulls: 0,
      pending: 0,
      at: [0, 1],
      convertedAt: 2,
    });
  });

  it("is null where the journey is over, pending where it is open, and passes over what has no channel", () => {
    const left = journeyOf(["ad", undefined, "ad"], { status: "abandoned" });
    expect(attributionPath(left, { converts })).toMatchObject({ touchpoints: ["ad", "ad"], nulls: 1, pending: 0 });
    const open = attributionPath({ ...left, status: "open" }, { converts });
    expect(open).toMatchObject({ conversions: 0, nulls: 0, pending: 1 });
    expect(removalEffects([open])).toMatchObject({ rate: null, pending: 1, channels: [] });
  });

  it("makes metrics of journeys", () => {
    const journeys = [journeyOf(["ad", "buy"]), journeyOf(["mail"], { status: "abandoned" })];
    const path = (journey: (typeof journeys)[number]) => attributionPath(journey, { converts, of: "activity" });
    expect(measure(on(attributeMetric({ rule: "linear" }), path), journeys).channels).toEqual([
      { channel: "ad", credit: 1, share: 1 },
    ]);
    expect(measure(on(removalEffectsMetric(), path), journeys)).toMatchObject({ rate: 0.5, denominator: 2 });
  });
});

/** P(conversion | start) by walking the chain until next to nothing is left of it, without `without`. */
function walked(paths: readonly AttributionPath[], without?: string): number {
  const moves = new Map<string, Map<string, number>>();
  const move = (from: string, to: string, times: number) => {
    const row = moves.get(from) ?? new Map<string, number>();
    moves.set(from, row.set(to, (row.get(to) ?? 0) + times));
  };
  for (const { touchpoints, conversions, nulls = 0 } of paths) {
    const states = ["start", ...touchpoints.map((channel) => `channel ${channel}`)];
    const times = Number(conversions) + Number(nulls);
    for (let step = 1; step < states.length; step++) move(states[step - 1]!, states[step]!, times);
    move(states.at(-1)!, "conversion", Number(conversions));
    move(states.at(-1)!, "null", Number(nulls));
  }
  let mass = new Map([["start", 1]]);
  let converted = 0;
  for (let step = 0; step < 4000 && mass.size > 0; step++) {
    const next = new Map<string, number>();
    for (const [state, share] of mass) {
      const row = [...(moves.get(state) ?? [])];
      const whole = row.reduce((sum, [, times]) => sum + times, 0);
      for (const [to, times] of row) {
        const part = whole > 0 ? (share * times) / whole : 0;
        if (to === "conversion") converted += part;
        else if (part > 1e-15 && to !== "null" && to !== `channel ${without}`) next.set(to, (next.get(to) ?? 0) + part);
      }
    }
    mass = next;
  }
  return converted;
}

describe("removal effects", () => {
  const someConverting = fc
    .array(attributionPaths, { minLength: 1, maxLength: 8 })
    .filter((paths) => paths.some(({ conversions }) => conversions > 0));

  it("are what the conversions lose when the channel is taken out of the chain", () => {
    fc.assert(
      fc.property(someConverting, (paths) => {
        const { channels, rate, numerator, denominator } = removalEffects(paths);
        const whole = walked(paths);
        // The chain that is fitted to paths converts as the paths did.
        expectNear(rate, numerator / denominator, "rate");
        expectNear(rate, whole, "conversions of the chain", { relative: 1e-9 });
        for (const { channel, removalEffect } of channels) {
          expectNear(removalEffect, 1 - walked(paths, channel) / whole, channel, { absolute: 1e-9 });
          expect(removalEffect! >= 0 && removalEffect! <= 1).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("have credits that add up to the conversions with a touchpoint", () => {
    fc.assert(
      fc.property(someConverting, (paths) => {
        const result = removalEffects(paths);
        expectPlain(result);
        const credited = result.channels.reduce((sum, { credit }) => sum + (credit ?? 0), 0);
        expectNear(credited, result.numerator - result.unattributed, "credits");
      }),
    );
  });

  it("stay the same without self-loops, and where rows are split or joined", () => {
    fc.assert(
      fc.property(someConverting, (paths) => {
        const effects = (of: readonly AttributionPath[]) => removalEffects(of).channels;
        const whole = effects(paths);
        const split = paths.flatMap((path) => [
          { ...path, nulls: 0 },
          { ...path, conversions: 0 },
        ]);
        for (const other of [effects(paths.map(exposure)), effects(split)]) {
          expect(other.map(({ channel }) => channel)).toEqual(whole.map(({ channel }) => channel));
          other.forEach(({ removalEffect }, place) => {
            expectNear(removalEffect, whole[place]!.removalEffect!, "effect", { relative: 1e-9 });
          });
        }
      }),
    );
  });

  it("do not exist where nothing converts", () => {
    expect(removalEffects([{ touchpoints: ["a"], conversions: 0, nulls: 3 }])).toMatchObject({
      channels: [{ channel: "a", removalEffect: null, credit: null }],
      rate: 0,
      numerator: 0,
      denominator: 3,
    });
    expect(removalEffects([])).toMatchObject({ channels: [], rate: null });
    expect(removalEffects([]).reason).toBeUndefined();
  });

  it("say that they say little where every path converts", () => {
    const result = removalEffects([went("a", "b"), went("b")]);
    expect(result).toMatchObject({ rate: 1, unattributed: 0, reason: "every path converts" });
    expect(result.channels.map(({ removalEffect }) => removalEffect)).toEqual([0.5, 1]);
    expect(removalEffects([went("a"), { touchpoints: ["a"], conversions: 0, nulls: 1 }]).reason).toBe(undefined);
  });

  it("are nobody's credit for conversions without a touchpoint", () => {
    const result = removalEffects([went(), went("a"), { touchpoints: ["a"], conversions: 0, nulls: 2 }]);
    expect(result).toMatchObject({ numerator: 2, denominator: 4, unattributed: 1, rate: 0.5 });
    expect(result.channels).toEqual([{ channel: "a", removalEffect: 0.5, credit: 1 }]);
  });
});

describe("what is easily lost", () => {
  it("is counted: an open path of weight 0 is excluded", () => {
    const open = [{ touchpoints: ["a"], conversions: 0, pending: 2 }];
    expect(removalEffects(open, { weight: () => 0 })).toMatchObject({ pending: 0, excluded: 1 });
    expect(removalEffects(open)).toMatchObject({ pending: 2, excluded: 0 });
    expect(removalEffects(open, { weight: () => 3 })).toMatchObject({ pending: 2, excluded: 0, weight: 0 });
  });

  it("is credited: a path of more touchpoints than a function takes arguments", () => {
    const touchpoints = new Array<string>(130_000).fill("a");
    const path = { touchpoints, conversions: 1, at: touchpoints.map(() => 0), convertedAt: 1 };
    const { channels } = attribute([path], { rule: "time-decay", halfLife: 10 });
    expect(channels[0]!.credit).toBeCloseTo(1, 9);
  });
});
