import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { chiSquareTail } from "./chi-square.ts";
import { total } from "./classes.ts";
import type { TestResult } from "./test-result.ts";

/**
 * The Kruskal–Wallis test of several groups.
 *
 * @category Uncertainty
 */
export interface KruskalWallisResult extends TestResult<"kruskal-wallis"> {
  /** The statistic H, corrected for ties, 0 or more; `null` where there is no test. */
  readonly h: number | null;
  /** Its degrees of freedom: one less than the groups that have answers. */
  readonly degreesOfFreedom: number;
  /** The mean rank of each group, from 1 to the number of answers; `null` of a group without answers. */
  readonly meanRanks: readonly (number | null)[];
  /** Answers that were ranked. */
  readonly count: number;
  /** Items without an answer. */
  readonly missing: number;
}

/**
 * Whether the answers of several independent groups tend to be higher in some than in others: the Kruskal–Wallis test,
 * which uses the order of answers only, so that it suits ratings and skewed durations. Of two groups it is
 * Mann–Whitney's, without correction for continuity.
 *
 * @param groups - The answers of each group: any numbers, infinite ones too; `null` and `undefined` are counted as missing.
 * @returns H, mean ranks and the p-value; `null` with a `reason` where less than two groups have answers, or all answers
 *   are the same.
 * @throws TypeError or RangeError if an answer is no number, with its index in the group.
 *
 * @example
 * ```ts
 * kruskalWallis([[5, 4, 4, 3], [3, 2, 2, 1], [5, 5, 4, 4]])
 * // ~> { pValue: 0.021, h: 7.77, degreesOfFreedom: 2, meanRanks: [7.625, 2.625, 9.25], … }
 * ```
 *
 * @see Kruskal & Wallis (1952), Use of ranks in one-criterion variance analysis, Journal of the American Statistical
 * Association 47.
 * @category Uncertainty
 */
export function kruskalWallis(groups: Iterable<Iterable<number | null | undefined>>): KruskalWallisResult {
  requireIterable(groups, "groups");
  const method = "kruskal-wallis";
  const { answers, sizes, missing } = gather(groups);
  const count = answers.length;
  const { rankSums, ties } = rank(answers, sizes.length);
  const meanRanks = sizes.map((size, group) => (size === 0 ? null : rankSums[group]! / size));
  const degreesOfFreedom = Math.max(0, sizes.filter((size) => size > 0).length - 1);
  const shape = { method, degreesOfFreedom, meanRanks, count, missing } as const;
  if (degreesOfFreedom === 0) return { pValue: null, h: null, ...shape, reason: "a comparison needs two groups" };
  // The variance of the ranks, times twelve: N(N + 1) where no two answers are the same.
  const spread = count * (count + 1) - ties / (count - 1);
  if (spread <= 0) return { pValue: null, h: null, ...shape, reason: "all answers are the same" };
  const around = sizes.map((size, group) => (size === 0 ? 0 : size * (meanRanks[group]! - (count + 1) / 2) ** 2));
  const h = (12 * total(around)) / spread;
  return { pValue: chiSquareTail(h, degreesOfFreedom), h, ...shape };
}

interface Answer {
  readonly answer: number;
  readonly group: number;
}

function gather(groups: Iterable<Iterable<number | null | undefined>>) {
  const answers: Answer[] = [];
  const sizes: number[] = [];
  let missing = 0;
  for (const group of groups) {
    requireIterable(group, "group");
    const before = answers.length;
    let index = 0;
    for (const answer of group) {
      if (answer === null || answer === undefined) missing++;
      else if (typeof answer !== "number" || Number.isNaN(answer)) {
        throw refusal("answer must be a number", answer, index);
      } else answers.push({ answer, group: sizes.length });
      index++;
    }
    sizes.push(answers.length - before);
  }
  return { answers, sizes, missing };
}

/** The sum of ranks of each group, equal answers sharing the mean of their ranks, and Σ(t³ − t) over ties of t answers. */
function rank(answers: Answer[], groups: number): { readonly rankSums: number[]; readonly ties: number } {
  // Compared, not subtracted: the difference of two infinite answers is none.
  answers.sort((a, b) => (a.answer < b.answer ? -1 : a.answer > b.answer ? 1 : 0));
  const rankSums = new Array<number>(groups).fill(0);
  let ties = 0;
  for (let start = 0, end = 0; start < answers.length; start = end) {
    while (end < answers.length && answers[end]!.answer === answers[start]!.answer) end++;
    const tied = end - start;
    ties += tied ** 3 - tied;
    for (let place = start; place < end; place++) rankSums[answers[place]!.group]! += (start + 1 + end) / 2;
  }
  return { rankSums, ties };
}
