import {
  decomposeChange,
  type ExperienceScoreOptions,
  experienceScore,
  type MeanKind,
  type ScoreComponent,
  scoreSensitivity,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

const score = fc.option(fc.double({ min: 0.01, max: 100, noNaN: true }), { freq: 4 });
const weight = fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 10, noNaN: true }));
const named = <Component>(list: readonly Component[]) => list.map((one, index) => ({ ...one, name: `part ${index}` }));
const leaves = fc.array(fc.record({ score, weight }), { minLength: 1, maxLength: 6 }).map(named);
const tree: fc.Arbitrary<readonly ScoreComponent[]> = fc
  .array(fc.oneof(fc.record({ score, weight }), fc.record({ components: leaves, weight })), {
    minLength: 1,
    maxLength: 6,
  })
  .map(named);
const mean = fc.constantFrom<MeanKind>("arithmetic", "geometric", "harmonic", "minimum", 0.5, -3, 2);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

describe("experienceScore", () => {
  it("makes the others stand for a component that has no score, and says how much there is", () => {
    expect(experienceScore({ a: 60, b: null, c: 90 })).toEqual({
      score: 75,
      coverage: 2 / 3,
      count: 2,
      missing: 1,
      worst: ["a"],
      components: [
        { name: "a", score: 60, weight: 0.5, contribution: 30, coverage: 1 },
        { name: "b", score: null, weight: 0, contribution: 0, coverage: 0 },
        { name: "c", score: 90, weight: 0.5, contribution: 45, coverage: 1 },
      ],
      definition: { metric: "experienceScore", mean: "arithmetic", missing: "available" },
    });
  });

  it("has no score of nothing", () => {
    expect(experienceScore({})).toMatchObject({
      score: null,
      coverage: 0,
      worst: [],
      reason: "there are no components",
    });
    expect(experienceScore([])).toMatchObject({ score: null, count: 0, missing: 0 });
    expect(experienceScore({ a: null })).toMatchObject({ score: null, missing: 1, reason: "no component has a score" });
  });

  it("wants as much of the weight as it is told", () => {
    const parts = { a: 60, b: null, c: 90 };
    const at = (missing: number, weights = {}) => experienceScore(parts, { missing, weights }).score;
    expect(at(0.6)).toBe(75);
    expect(at(0.7)).toBe(null);
    expect(at(0.75, { b: 2 / 3 })).toBe(75);
    expect(experienceScore(parts, { missing: "complete" })).toMatchObject({
      score: null,
      coverage: 2 / 3,
      reason: "1 of 3 components has no score",
    });
    expect(experienceScore({ ...parts, d: null }, { missing: "complete" }).reason).toBe(
      "2 of 4 components have no score",
    );
  });

  it("says how much was known where that is too little, at every level", () => {
    const early = { name: "early", components: named([{ score: 60 }, { score: null, weight: 3 }]) };
    const stages = [early, { name: "late", score: 90 }];
    const strict = experienceScore(stages, { missing: "complete" });
    expect(strict).toMatchObject({ score: null, coverage: 0.625, count: 2, missing: 1, worst: [] });
    expect(strict.reason).toBe("1 of 2 components has no score");
    expect(strict.components).toMatchObject([
      { name: "early", score: null, weight: 0, contribution: 0, coverage: 0.25 },
      { name: "late", score: 90, weight: 0, contribution: 0, coverage: 1 },
    ]);
    expect(experienceScore([early], { missing: 0.5 })).toMatchObject({ score: null, coverage: 0.25 });
    // One stage is enough here; of the other, a quarter is known.
    expect(experienceScore(stages, { missing: 0.5 })).toMatchObject({ score: 90, coverage: 0.625 });
    expect(experienceScore({ a: 60, b: null }, { weights: { b: 0 } })).toMatchObject({ coverage: 1 });
  });

  it("knows as much whatever is asked for, and of each level what is known of its parts", () => {
    const policy = fc.constantFrom<ExperienceScoreOptions["missing"]>("complete", 0.3, 0.5, 0.8, 1);
    fc.assert(
      fc.property(tree, policy, (components, missing) => {
        const whole = experienceScore(components, { missing });
        expect(whole.coverage).toBe(experienceScore(components).coverage);
        const weights = components.map((part) => part.weight!);
        const known = sum(whole.components.map((part, index) => part.coverage * weights[index]!)) / sum(weights);
        expect(whole.coverage).toBeCloseTo(known, 12);
        if (missing === "complete") expect(whole.score === null).toBe(whole.coverage < 1);
      }),
    );
  });

  it("does not ask for a component that weighs nothing", () => {
    const whole = experienceScore({ a: 60, b: null }, { weights: { b: 0 }, missing: "complete" });
    expect(whole).toMatchObject({ score: 60, coverage: 1, missing: 1 });
  });

  it("forms one score in the order of the nesting", () => {
    const items = [10, 20, 90].map((one, index) => ({ name: `item ${index}`, score: one }));
    const nested = experienceScore([
      { name: "early", components: items.slice(0, 2) },
      { name: "late", components: items.slice(2) },
    ]);
    expect(nested.score).toBe(52.5);
    expect(experienceScore(items).score).toBe(40);
    expect(nested.worst).toEqual(["early", "item 0"]);
    expect(nested.components[0]).toMatchObject({ score: 15, contribution: 7.5, components: [{ contribution: 5 }, {}] });
  });

  it("refuses a 0 that would decide a mean alone, unless it is accepted", () => {
    const parts = { a: 0, b: 80 };
    for (const kind of ["geometric", "harmonic", 0, -0.5] as const) {
      expect(() => experienceScore(parts, { mean: kind })).toThrow('score of "a" must be above 0');
      expect(experienceScore(parts, { mean: kind, zeros: "accept" }).score).toBe(0);
    }
    expect(experienceScore(parts, { mean: "minimum" }).score).toBe(0);
    expect(experienceScore(parts).score).toBe(40);
  });

  it("takes any text for a name", () => {
    const names = ["__proto__", "", "constructor", "a.b"];
    const list = names.map((name, index) => ({ name, score: index }));
    expect(experienceScore(list).components.map((part) => part.name)).toEqual(names);
    expect(experienceScore(list, { weights: { constructor: 3 } }).score).toBe((0 + 1 + 6 + 3) / 6);
  });

  it("has contributions that sum to the score, at every level", () => {
    fc.assert(
      fc.property(tree, mean, (components, kind) => {
        const whole = experienceScore(components, { mean: kind });
        expectPlain(whole);
        for (const level of [whole, ...whole.components.filter((part) => part.components)]) {
          if (level.score === null) continue;
          expect(sum(level.components!.map((part) => part.contribution))).toBeCloseTo(level.score, 9);
          expect(sum(level.components!.map((part) => part.weight))).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  it("has contributions also where what decides weighs next to nothing", () => {
    const parts = { a: 0, b: 2 };
    for (const kind of ["minimum", "harmonic"] as const) {
      const options = { mean: kind, zeros: "accept", weights: { a: 1e-160, b: 1e140 } } as const;
      expect(experienceScore(parts, options).components.map((part) => part.contribution)).toEqual([0, 0]);
      expect(experienceScore({ ...parts, a: 1 }, options).score).toBe(kind === "minimum" ? 1 : 2);
    }
    const least = experienceScore({ a: 1, b: 2 }, { mean: "minimum", weights: { a: 1e-160, b: 1e140 } });
    expect(least.components.map((part) => part.contribution)).toEqual([1, 0]);
  });

  it("does not mind the order of its components", () => {
    fc.assert(
      fc.property(tree, mean, (components, kind) => {
        const there = experienceScore(components, { mean: kind });
        const back = experienceScore([...components].reverse(), { mean: kind });
        expect(back.score).toBe(there.score);
        expect(back.coverage).toBeCloseTo(there.coverage, 14);
      }),
    );
  });

  it("rises with every component", () => {
    fc.assert(
      fc.property(leaves, mean, fc.nat(), (components, kind, pick) => {
        const better = components.map((part, index) =>
          index === pick % components.length && part.score !== null ? { ...part, score: part.score + 1 } : part,
        );
        const [before, after] = [components, better].map((list) => experienceScore(list, { mean: kind }).score);
        if (before === null) expect(after).toBe(null);
        else expect(after).toBeGreaterThanOrEqual(before! * (1 - 1e-12));
      }),
    );
  });

  it("never gains coverage by losing a component", () => {
    const policy = fc.constantFrom<ExperienceScoreOptions["missing"]>("available", "complete", 0.5, 0.8);
    fc.assert(
      fc.property(tree, policy, fc.nat(), fc.nat(), (components, missing, pick, inner) => {
        const lost = components.map((part, index) => {
          if (index !== pick % components.length) return part;
          if (!part.components) return { ...part, score: null };
          const at = inner % part.components.length;
          return {
            ...part,
            components: part.components.map((one, place) => (place === at ? { ...one, score: null } : one)),
          };
        });
        const before = experienceScore(components, { missing }).coverage;
        expect(before).toBeLessThanOrEqual(1);
        expect(experienceScore(lost, { missing }).coverage).toBeLessThanOrEqual(before + 1e-15);
      }),
    );
  });

  it("refuses what cannot be a score", () => {
    const cyclic: { name: string; components: ScoreComponent[] } = { name: "a", components: [] };
    cyclic.components.push(cyclic);
    const refused: [unknown, ExperienceScoreOptions, string][] = [
      [{ a: Number.NaN }, {}, 'score of "a" must be a number from -1e140 to 1e140, got NaN'],
      [{ a: "7" }, {}, 'score of "a" must be a number from -1e140 to 1e140, got "7"'],
      [{ a: -1 }, { mean: "geometric" }, 'score of "a" must be a number from 0 to 1e140, got -1'],
      [{ a: 1 }, { weights: { a: -1 } }, 'weight of "a" must be a number from 0 to 1e140, got -1'],
      [{ a: 1, b: 1 }, { weights: { a: 0, b: 0 } }, "weights must not all be 0"],
      [{ a: 1 }, { weights: { b: 1 } }, 'weights must name components, got "b"'],
      [{ a: 1 }, { missing: 0 }, 'missing must be "available", "complete" or a share above 0, at most 1, got 0'],
      [{ a: 1 }, { missing: "drop" as never }, 'got "drop"'],
      [{ a: 1 }, { zeros: "drop" as never }, 'zeros must be "reject" or "accept", got "drop"'],
      [{ a: 1 }, { mean: "median" as never }, 'got "median"'],
      [
        [
          { name: "a", score: 1 },
          { name: "a", score: 2 },
        ],
        {},
        'names in components must differ, got "a" twice',
      ],
      [[{ name: "a", components: [] }], {}, 'components of "a" must not be empty'],
      [
        [{ name: "a", score: 1, components: [{ name: "b", score: 1 }] }],
        {},
        '"a" must have a score or components, not both',
      ],
      [[{ score: 1 }], {}, "name in components must be text, got undefined at index 0"],
      [[null], {}, "name in components must be text"],
      [[cyclic], {}, 'components of "a" must not contain themselves'],
      [
        [{ name: "a", components: [{ name: "b", score: 1, weight: 0 }] }],
        {},
        'weights must not all be 0, of the components of "a"',
      ],
      [7, {}, "components must be scores by name, or a list, got 7"],
    ];
    for (const [components, options, message] of refused) {
      expect(() => experienceScore(components as never, options), message).toThrow(message);
    }
  });
});

describe("decomposeChange", () => {
  const scores = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), score);
  const weights = fc.record({ a: weight, b: weight, c: weight, d: weight });
  const whole = fc
    .tuple(scores, weights)
    .map(([parts, all]) =>
      experienceScore(parts, { weights: Object.fromEntries(Object.entries(all).filter(([name]) => name in parts)) }),
    );

  it("sums exactly to the change of an experience score, part by part", () => {
    fc.assert(
      fc.property(whole, whole, (before, after) => {
        const { change, performance, mix, parts, reason } = decomposeChange(before, after);
        if (before.score === null || after.score === null) {
          expect([change, performance, mix]).toEqual([null, null, null]);
          expect(reason).toBe(`nothing was counted ${before.score === null ? "before" : "after"}`);
          return;
        }
        const list = [...parts.values()];
        expect(change).toBeCloseTo(after.score - before.score, 9);
        expect(performance! + mix!).toBeCloseTo(change!, 9);
        expect(sum(list.map((part) => part.performance))).toBeCloseTo(performance!, 9);
        expect(sum(list.map((part) => part.mix))).toBeCloseTo(mix!, 9);
        expect(sum(list.map((part) => part.mixCentred))).toBeCloseTo(mix!, 9);
      }),
    );
  });

  it("is all performance where the weights stayed", () => {
    const { performance, mix } = decomposeChange(experienceScore({ a: 60, b: 80 }), experienceScore({ a: 70, b: 84 }));
    expect([performance, mix]).toEqual([7, 0]);
  });

  it("refuses other means, and what is no score", () => {
    const one = experienceScore({ a: 60 });
    const other = experienceScore({ a: 60 }, { mean: "geometric" });
    expect(() => decomposeChange(one, other)).toThrow('after must be of the arithmetic mean, got "geometric"');
    expect(() => decomposeChange({} as never, one)).toThrow("before must be an experience score, or a Map of results");
    expect(() => decomposeChange(null as never, one)).toThrow("before must be an experience score");
  });
});

describe("scoreSensitivity", () => {
  it("tells a firm ranking from one that hangs on a choice", () => {
    const ranks = scoreSensitivity(
      new Map([
        ["best", { a: 90, b: 95 }],
        ["even", { a: 60, b: 62 }],
        ["odd", { a: 95, b: 30 }],
        ["new", { a: null, b: null }],
      ]),
    );
    expect(ranks.get("best")).toMatchObject({ rank: 1, bestRank: 1, worstRank: 1 });
    expect(ranks.get("odd")).toMatchObject({ rank: 2, bestRank: 2, worstRank: 3 });
    expect(ranks.get("even")).toMatchObject({ rank: 3, bestRank: 2, worstRank: 3 });
    const none = { score: null, rank: null, bestRank: null, worstRank: null, lowest: null, highest: null };
    expect(ranks.get("new")).toEqual(none);
    expect(scoreSensitivity(new Map()).size).toBe(0);
  });

  it("gives one rank to scores that only rounding sets apart", () => {
    const tenths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 });
    const points = fc.array(fc.nat(9), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(tenths, points, points, (weights, one, other) => {
        const wholeOf = (list: readonly number[]) =>
          list.reduce((sum, point, index) => sum + point * weights[index]!, 0);
        const [first, second] = [wholeOf(one), wholeOf(other)];
        const named = ([a, b, c]: readonly number[]) => ({ a: a!, b: b!, c: c! });
        const ranks = scoreSensitivity(
          new Map([
            ["one", named(one)],
            ["other", named(other)],
          ]),
          { weights: named(weights.map((weight) => weight / 10)), means: [] },
        );
        expect(ranks.get("one")!.rank).toBe(first >= second ? 1 : 2);
        expect(ranks.get("other")!.rank).toBe(second >= first ? 1 : 2);
      }),
      { numRuns: 1000 },
    );
  });

  it("holds the given score and rank in its ranges", () => {
    const branches = fc.array(fc.record({ a: score, b: score, c: score }), { maxLength: 5 });
    fc.assert(
      fc.property(branches, fc.double({ min: 0, max: 1, noNaN: true }), mean, (list, spread, kind) => {
        const ranks = scoreSensitivity(new Map(list.entries()), { spread, mean: kind });
        for (const [key, range] of ranks) {
          expect(range.score).toBe(experienceScore(list[key]!, { mean: kind }).score);
          if (range.score === null) continue;
          expect(range.bestRank).toBeLessThanOrEqual(range.rank!);
          expect(range.worstRank).toBeGreaterThanOrEqual(range.rank!);
          expect(range.lowest).toBeLessThanOrEqual(range.score);
          expect(range.highest).toBeGreaterThanOrEqual(range.score);
        }
      }),
    );
  });

  it("ranges over each weight alone, raised and lowered, under each mean", () => {
    const branches = fc.array(fc.record({ a: score, b: score, c: score }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(branches, fc.constantFrom(0, 0.25, 0.5), fc.constantFrom(1, 3), (list, spread, heavy) => {
        const given = { a: heavy, b: 1, c: 2 };
        const variations = (["arithmetic", "harmonic"] as const).flatMap((kind) =>
          [
            given,
            ...(["a", "b", "c"] as const).flatMap((name) =>
              [1 - spread, 1 + spread].map((factor) => ({ ...given, [name]: given[name] * factor })),
            ),
          ].map((weights) => list.map((one) => experienceScore(one, { weights, mean: kind }).score)),
        );
        const ranks = scoreSensitivity(new Map(list.entries()), { weights: given, spread, means: ["harmonic"] });
        list.forEach((_, place) => {
          const scores = variations.map((one) => one[place]!).filter((one) => one !== null);
          const { lowest, highest } = ranks.get(place)!;
          if (scores.length === 0) expect([lowest, highest]).toEqual([null, null]);
          else {
            expect(lowest).toBeCloseTo(Math.min(...scores), 9);
            expect(highest).toBeCloseTo(Math.max(...scores), 9);
          }
        });
      }),
    );
  });

  it("has no score of a list whose only weight a spread of 1 takes away", () => {
    const ranks = scoreSensitivity(
      new Map([
        ["one", { a: 40 }],
        ["other", { a: 20, b: 60 }],
      ]),
      { spread: 1, means: [] },
    );
    expect(ranks.get("one")).toEqual({ score: 40, rank: 1, bestRank: 1, worstRank: 2, lowest: 40, highest: 40 });
    expect(ranks.get("other")).toEqual({ score: 40, rank: 1, bestRank: 1, worstRank: 2, lowest: 20, highest: 60 });
  });

  it("varies nothing where it is told so", () => {
    const ranks = scoreSensitivity(new Map([["x", { a: 10, b: 20 }]]), { spread: 0, means: [] });
    expect(ranks.get("x")).toMatchObject({ score: 15, lowest: 15, highest: 15 });
  });

  it("refuses what cannot be varied", () => {
    const one = new Map([["x", { a: 10 }]]);
    expect(() => scoreSensitivity({} as never)).toThrow("alternatives must be a Map");
    expect(() => scoreSensitivity(one, { spread: 2 })).toThrow("spread must be a share from 0 to 1, got 2");
    expect(() => scoreSensitivity(one, { weights: { b: 1 } })).toThrow('weights must name components, got "b"');
    expect(() => scoreSensitivity(one, { weights: { a: 0 } })).toThrow("weights must not all be 0");
    expect(() => scoreSensitivity(one, { means: ["mode" as never] })).toThrow('got "mode"');
  });
});

describe("what rounding must not decide", () => {
  it("has enough of the weight where the share asked for is there but for rounding", () => {
    const parts = { a: null, b: 5, c: 5 };
    const at = (missing: number, weights: Readonly<Record<string, number>>) =>
      experienceScore(parts, { missing, weights }).score;
    expect(at(0.6, { a: 0.4, b: 0.3, c: 0.3 })).toBe(5);
    expect(at(0.45, { a: 0.55, b: 0.25, c: 0.2 })).toBe(5);
    expect(at(0.601, { a: 0.4, b: 0.3, c: 0.3 })).toBe(null);
  });

  it("takes a zero that weighs nothing under a geometric mean", () => {
    const parts = { a: 0, b: 5 };
    expect(experienceScore(parts, { mean: "geometric", weights: { a: 0 } }).score).toBe(5);
    expect(() => experienceScore(parts, { mean: "geometric" })).toThrow('score of "a" must be above 0');
  });

  it("states a power of 0 without its sign", () => {
    expectPlain(experienceScore({ a: 1 }, { mean: -0 }));
  });
});

describe("a part of weight 0 on one side", () => {
  it("keeps its score there, as segments of a Map do", () => {
    const before = experienceScore({ x: 80, y: 50 }, { weights: { x: 0 } });
    const found = decomposeChange(before, experienceScore({ x: 90, y: 50 }));
    const segment = (score: number, count: number) => ({ score, count });
    const segments = decomposeChange(
      new Map([
        ["x", segment(80, 0)],
        ["y", segment(50, 1)],
      ]),
      new Map([
        ["x", segment(90, 1)],
        ["y", segment(50, 1)],
      ]),
    );
    expect(found).toMatchObject({ performance: 2.5, mix: 17.5 });
    expect([segments.performance, segments.mix]).toEqual([2.5, 17.5]);
  });
});
