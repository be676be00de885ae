import {
  bigramJaccard,
  jaccard,
  levenshtein,
  longestCommonPrefix,
  longestCommonSubsequence,
  optimalMatching,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";

type Matrix = readonly (readonly number[])[];

describe("distances of TraMineR's famform", () => {
  const golden = goldenFile<
    Record<
      "LCP" | "LCS" | "RLCP" | "OM_const_indel1" | "LCS_norm" | "LCP_norm" | "OM_norm" | "seqLLCP" | "seqLLCS",
      Matrix
    > & { readonly sequences: readonly string[] }
  >("journey/traminer_famform");
  const sequences = golden.sequences.map((sequence) => sequence.split("-"));
  type Compare = (one: readonly string[], other: readonly string[]) => number;
  const measures: readonly (readonly [name: Exclude<keyof typeof golden, "sequences">, compare: Compare])[] = [
    ["LCP", (x, y) => longestCommonPrefix(x, y).distance],
    ["LCP_norm", (x, y) => longestCommonPrefix(x, y).normalized],
    ["seqLLCP", (x, y) => longestCommonPrefix(x, y).common],
    ["RLCP", (x, y) => longestCommonPrefix(x, y, { from: "end" }).distance],
    ["LCS", (x, y) => longestCommonSubsequence(x, y).distance],
    ["LCS_norm", (x, y) => longestCommonSubsequence(x, y).normalized],
    ["seqLLCS", (x, y) => longestCommonSubsequence(x, y).common],
    ["OM_const_indel1", (x, y) => optimalMatching(x, y).distance],
    ["OM_norm", (x, y) => optimalMatching(x, y).normalized],
  ];

  it("are the same, all nine times twenty-five", () => {
    let checked = 0;
    for (const [name, compare] of measures) {
      for (const [i, one] of sequences.entries()) {
        for (const [j, other] of sequences.entries()) {
          // Printed to fifteen digits.
          expectNear(compare(one, other), golden[name][i]![j]!, `${name} ${i} ${j}`, {
            relative: 2e-14,
            absolute: 1e-14,
          });
          checked++;
        }
      }
    }
    expect(checked).toBe(225);
  });
});

it("similarities that were worked out by hand", () => {
  const { path_similarity: cases } = goldenFile<{
    readonly path_similarity: readonly {
      readonly a: readonly string[];
      readonly b: readonly string[];
      readonly levenshtein: number;
      readonly lcs: number;
      readonly lcs_distance: number;
      readonly jaccard: number;
    }[];
  }>("journey/spec_cases");
  for (const { a, b, ...expected } of cases) {
    const common = longestCommonSubsequence(a, b);
    expect({
      levenshtein: levenshtein(a, b).distance,
      lcs: common.common,
      lcs_distance: common.distance,
      jaccard: jaccard(a, b).similarity,
    }).toEqual(expected);
  }
  expect(cases).toHaveLength(5);
});

describe("two empty sequences, or one", () => {
  it("are no distance apart, and alike", () => {
    for (const compare of [levenshtein, optimalMatching, longestCommonSubsequence, longestCommonPrefix]) {
      expect(compare([], [])).toMatchObject({ distance: 0, normalized: 0 });
      expect(compare([], ["a", "b"])).toMatchObject({ distance: 2, normalized: 1 });
    }
    for (const compare of [jaccard, bigramJaccard]) expect(compare([], [])).toMatchObject({ similarity: 1, union: 0 });
    expect(jaccard([], ["a"]).similarity).toBe(0);
    expect(bigramJaccard(["a"], ["b"]).similarity).toBe(1);
    expect(bigramJaccard(["a", "b"], ["b"])).toMatchObject({ similarity: 0, common: 0, union: 1 });
  });
});

describe("what is no sequence", () => {
  it("is refused", () => {
    for (const compare of [levenshtein, longestCommonSubsequence, longestCommonPrefix, jaccard, bigramJaccard]) {
      expect(() => compare("kitten", ["s"])).toThrow(new TypeError('one must be iterable and no string, got "kitten"'));
      expect(() => compare(["s"], null as never)).toThrow("other must be iterable");
      expect(() => compare(["s", 1 as never], [])).toThrow("state must be a text, got 1 at index 1");
    }
    expect(() => optimalMatching(["a"], [2 as never])).toThrow("state must be a text");
    expect(() => optimalMatching("see", ["see"])).toThrow("one must be iterable and no string");
    expect(() => optimalMatching(["see"], null as never)).toThrow("other must be iterable");
    for (const indel of [0, -1, Number.NaN, Infinity, "1" as never]) {
      expect(() => optimalMatching([], [], { indel })).toThrow("indel must be");
    }
    for (const substitution of [-1, Number.NaN, Infinity, null as never]) {
      expect(() => optimalMatching(["a"], ["b"], { substitution })).toThrow("substitution must be");
      expect(() => optimalMatching(["a"], ["b"], { substitution: () => substitution })).toThrow("substitution must be");
    }
    expect(() => longestCommonPrefix([], [], { from: "middle" as never })).toThrow('from must be "start" or "end"');
  });
});

const sequence = fc.array(fc.constantFrom("a", "b", "c", "a,b", ""), { maxLength: 7 });

describe("distances", () => {
  const distances: Record<string, (one: readonly string[], other: readonly string[]) => number> = {
    levenshtein: (x, y) => levenshtein(x, y).distance,
    longestCommonSubsequence: (x, y) => longestCommonSubsequence(x, y).distance,
    longestCommonPrefix: (x, y) => longestCommonPrefix(x, y).distance,
    "longestCommonPrefix from the end": (x, y) => longestCommonPrefix(x, y, { from: "end" }).distance,
    optimalMatching: (x, y) => optimalMatching(x, y, { indel: 1.5, substitution: 2 }).distance,
  };
  for (const [name, distance] of Object.entries(distances)) {
    it(`by ${name} are those of a metric: identity, symmetry, triangle`, () => {
      fc.assert(
        fc.property(sequence, sequence, sequence, (x, y, z) => {
          expect(distance(x, x)).toBe(0);
          expect(distance(x, y)).toBe(distance(y, x));
          expect(distance(x, y) === 0).toBe(JSON.stringify(x) === JSON.stringify(y));
          expect(distance(x, z)).toBeLessThanOrEqual(distance(x, y) + distance(y, z));
        }),
      );
    });
  }

  it("are the least over all ways to edit, tried one by one", () => {
    const least = (x: readonly string[], y: readonly string[], indel: number, substitution: number): number =>
      x.length === 0 || y.length === 0
        ? indel * (x.length + y.length)
        : Math.min(
            least(x.slice(1), y.slice(1), indel, substitution) + (x[0] === y[0] ? 0 : substitution),
            least(x.slice(1), y, indel, substitution) + indel,
            least(x, y.slice(1), indel, substitution) + indel,
          );
    const short = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 4 });
    fc.assert(
      fc.property(
        short,
        short,
        fc.constantFrom(0.5, 1, 2),
        fc.constantFrom(0, 0.5, 1, 3),
        (x, y, indel, substitution) => {
          expect(levenshtein(x, y).distance).toBe(least(x, y, 1, 1));
          expect(optimalMatching(x, y, { indel, substitution }).distance).toBe(least(x, y, indel, substitution));
          expect(optimalMatching(x, y, { indel, substitution: () => substitution }).distance).toBe(
            least(x, y, indel, substitution),
          );
          expect(longestCommonSubsequence(x, y).distance).toBe(least(x, y, 1, 2));
          expect(optimalMatching(x, y)).toMatchObject({ distance: longestCommonSubsequence(x, y).distance });
        },
      ),
    );
  });

  it("and similarities are between 0 and 1 on their scale", () => {
    fc.assert(
      fc.property(sequence, sequence, (x, y) => {
        const shares = [
          levenshtein(x, y).normalized,
          longestCommonSubsequence(x, y).normalized,
          longestCommonPrefix(x, y).normalized,
          jaccard(x, y).similarity,
          bigramJaccard(x, y).similarity,
        ];
        for (const share of shares) expect(share >= 0 && share <= 1 && !Object.is(share, -0)).toBe(true);
        expect(jaccard(x, [...x].reverse()).similarity).toBe(1);
        const steps = (of: readonly string[]) =>
          new Set(of.slice(1).map((to, place) => JSON.stringify([of[place], to])));
        const [left, right] = [steps(x), steps(y)];
        const common = [...left].filter((step) => right.has(step)).length;
        expect(bigramJaccard(x, y)).toMatchObject({ common, union: new Set([...left, ...right]).size });
      }),
    );
  });
});
