import {
  customerExperienceMaturity,
  customerExperienceMaturityEn,
  customerExperienceMaturityEs,
  maturity,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";
import { expectPlain } from "../laws.ts";

const { maturity: golden } = goldenFile<{
  readonly maturity: {
    readonly criteria: Readonly<Record<string, readonly number[]>>;
    readonly threshold: number;
    readonly level_gated: string;
    readonly mean_share: Readonly<Record<string, number>>;
  };
}>("journey/spec_cases");

describe("maturity against the worked case", () => {
  it("is gated: a level counts only with all below it", () => {
    const model = Object.entries(golden.criteria).map(([level, met]) => ({
      level,
      criteria: met.map((_, place) => `${level} ${place}`),
    }));
    const answers = new Map(
      Object.entries(golden.criteria).flatMap(([level, met]) =>
        met.map((one, place): [string, number] => [`${level} ${place}`, one]),
      ),
    );
    const found = maturity(model, answers, { threshold: golden.threshold });
    expect(found.level).toBe(golden.level_gated);
    for (const { level, share } of found.levels) expectNear(share, golden.mean_share[level]!, level);
    expect(found.levels.map(({ isPassed }) => isPassed)).toEqual([true, false, true]);
    expect(found.gaps).toEqual(["operational 1"]);
    expect(maturity(model, answers, { threshold: 0.6 }).level).toBe("strategic");
  });
});

const model = [
  { level: "one", criteria: ["a", "b"] },
  { level: "two", criteria: ["c", "d", "e"] },
] as const;

describe("maturity", () => {
  it("is none below the first level, and null where nothing is known", () => {
    expect(maturity(model, { a: true, b: false })).toMatchObject({ level: "none", possibleLevel: "none", gaps: ["b"] });
    expect(maturity(model, { a: 0.5, b: true }).levels[0]).toMatchObject({ unmet: ["a"], missing: [] });
    expect(maturity(model, { a: false, b: false, c: true, d: true, e: true }).level).toBe("none");
    expect(maturity(model, {})).toMatchObject({ level: null, possibleLevel: "two", count: 0, missing: 5 });
    expect(maturity(model, { a: null, b: undefined as never })).toMatchObject({ level: null, count: 0, missing: 5 });
  });

  it("does not take what nobody knows for no, and not for yes", () => {
    const found = maturity(model, { a: true, b: true, c: true });
    expect(found).toMatchObject({ level: "one", possibleLevel: "two", gaps: ["d", "e"], count: 3, missing: 2 });
    expect(found.levels[1]).toEqual({ level: "two", share: 1 / 3, isPassed: false, unmet: [], missing: ["d", "e"] });
  });

  it("passes from the threshold on", () => {
    const two = (threshold: number) => maturity(model, { a: true, b: true, c: true, d: true, e: false }, { threshold });
    expect(two(2 / 3).level).toBe("two");
    expect(two(0.67).level).toBe("one");
    expect(two(2 / 3).gaps).toEqual([]);
    const shares = { a: 0.5, b: 1, c: 0, d: 0, e: 0 };
    expect(maturity(model, shares, { threshold: 0.75 }).level).toBe("one");
    expect(maturity(model, shares, { threshold: 0.76 }).level).toBe("none");
    expect(maturity(model, shares).gaps).toEqual(["a"]);
  });

  it("never falls when a criterion is met, and lies at or below what is possible", () => {
    const names = ["a", "b", "c", "d", "e"] as const;
    const answer = fc.constantFrom(true, false, 0, 0.5, 1, null);
    const answers = fc.record({ a: answer, b: answer, c: answer, d: answer, e: answer });
    const rank = { none: 0, one: 1, two: 2 };
    const heightOf = (level: keyof typeof rank | null) => (level === null ? 0 : rank[level]);
    fc.assert(
      fc.property(answers, fc.constantFrom(...names), fc.constantFrom(0.5, 0.75, 1), (given, name, threshold) => {
        const before = maturity(model, given, { threshold });
        const after = maturity(model, { ...given, [name]: true }, { threshold });
        expectPlain(before);
        expect(heightOf(after.level)).toBeGreaterThanOrEqual(heightOf(before.level));
        expect(heightOf(before.level)).toBeLessThanOrEqual(rank[before.possibleLevel]);
        const certain = Object.fromEntries(names.map((one) => [one, given[one] ?? true]));
        expect(maturity(model, certain, { threshold }).level).toBe(before.possibleLevel);
      }),
    );
  });

  it("has three levels built in, with names in English and Spanish", () => {
    const names = customerExperienceMaturity.flatMap(({ level, criteria }) => [level, ...criteria]).sort();
    expect(Object.keys(customerExperienceMaturityEn).sort()).toEqual(names);
    expect(Object.keys(customerExperienceMaturityEs).sort()).toEqual(names);
    const everything = new Map(
      customerExperienceMaturity.flatMap(({ criteria }) => criteria.map((one) => [one, true])),
    );
    expect(maturity(customerExperienceMaturity, everything).level).toBe("strategic");
    expect(maturity(customerExperienceMaturity, { customersAreAsked: false }).level).toBe("none");
  });

  it("takes names of any text", () => {
    const odd = [{ level: "", criteria: ["__proto__", "constructor"] }];
    const answers = new Map([
      ["__proto__", true],
      ["constructor", true],
    ]);
    expect(maturity(odd, answers).level).toBe("");
  });

  it("refuses levels without criteria, names twice, unknown criteria and answers that are none", () => {
    const make =
      (levels: unknown, answers: unknown = {}, options = {}) =>
      () =>
        maturity(levels as typeof model, answers as never, options);
    expect(make([{ level: "one", criteria: [] }])).toThrow(new RangeError('criteria of "one" must not be empty'));
    expect(make([{ level: "one" }])).toThrow('criteria of "one" must be a list, got undefined');
    expect(make([])).toThrow("model must be a list of levels");
    expect(make([{ level: "one", criteria: [7] }])).toThrow('criterion of "one" must be text, got 7');
    expect(make([model[0], model[0]])).toThrow('levels must differ, and from "none", got "one" at index 1');
    expect(make([{ level: "none", criteria: ["a"] }])).toThrow('levels must differ, and from "none", got "none"');
    expect(make([model[0], { level: "two", criteria: ["a"] }])).toThrow('criteria must differ, got "a" twice');
    expect(make([{ level: 1, criteria: ["a"] }])).toThrow("level must be text, got 1 at index 0");
    expect(make([null])).toThrow("level must be text, got undefined at index 0");
    expect(make(model, { z: true })).toThrow('answers must name criteria, got "z"');
    for (const none of [2, -0.1, Number.NaN, "yes"]) {
      expect(make(model, { a: none })).toThrow('answer to "a" must be true, false, a share from 0 to 1, or null');
    }
    expect(make(model, "a")).toThrow("answers must be by criterion");
    for (const threshold of [0, 1.1, Number.NaN, "1"]) {
      expect(make(model, {}, { threshold })).toThrow("threshold must be a share above 0, at most 1");
    }
  });
});

describe("a level that is all but passed", () => {
  it("is not passed, however low the threshold or small the gap", () => {
    const model = [{ level: "a", criteria: ["x", "y"] }] as const;
    expect(maturity(model, { x: false }, { threshold: 1e-10 })).toMatchObject({ level: "none", gaps: ["x", "y"] });
    expect(maturity(model, { x: 1, y: 0.9999999995 })).toMatchObject({ level: "none", gaps: ["y"] });
    const tenths = [{ level: "a", criteria: ["p", "q", "r"] }] as const;
    expect(maturity(tenths, { p: 0.1, q: 0.1, r: 0.1 }, { threshold: 0.1 }).level).toBe("a");
  });
});
