import { requireIterable } from "../tally/iterable.ts";
import { shown } from "../tally/shown.ts";
import { chiSquareTail } from "./chi-square.ts";
import type { SurvivalCurve } from "./kaplan-meier.ts";

/**
 * One group of a log-rank test.
 *
 * @category Survival
 */
export interface LogRankGroup {
  /** People in the group. */
  readonly count: number;
  /** People to whom the event happened. */
  readonly events: number;
  /** To how many it would have happened if it came as soon in every group. */
  readonly expected: number;
}

/**
 * A log-rank test.
 *
 * @category Survival
 */
export interface LogRankResult {
  /** The statistic, 0 or more; `null` where there is none. */
  readonly chiSquare: number | null;
  /** Its degrees of freedom: groups of which somebody was seen until the first event, less one. */
  readonly degreesOfFreedom: number;
  /** The p-value of curves that do not differ, 0 to 1; `null` where there is none. */
  readonly pValue: number | null;
  /** The groups, in the order given. */
  readonly groups: readonly LogRankGroup[];
  /** How the groups were compared. */
  readonly method: "log-rank";
  /** Why there is no statistic; only where there is none. */
  readonly reason?: string;
}

/**
 * Log-rank test: whether the event comes as soon in one group of people as in the others. It sees best what is sooner
 * throughout; curves that cross may differ without it.
 *
 * @param curves - What `kaplanMeier` gives for each group, two or more, of different people, without weights.
 * @returns Chi-square, p-value, and each group's observed and expected events; `null` with a `reason` where no event
 *   happened while people of two groups were at risk.
 * @throws TypeError or RangeError if there are less than two curves, or one has weights.
 *
 * @example
 * ```ts
 * const phone = kaplanMeier([6, 7, 10, 15].map((time) => ({ time, event: true })))
 * const email = kaplanMeier([1, 2, 3, 8].map((time) => ({ time, event: time !== 8 })))
 * logRank([phone, email]).pValue // ~> 0.21
 * logRank([phone, email]).groups // ~> [{ count: 4, events: 4, expected: 5.29 }, { count: 4, events: 3, expected: 1.71 }]
 * ```
 *
 * @see Mantel (1966), Evaluation of survival data and two new rank order statistics, Cancer Chemotherapy Reports 50;
 * Peto & Peto (1972), Journal of the Royal Statistical Society A 135.
 * @category Survival
 */
export function logRank(curves: Iterable<Pick<SurvivalCurve, "count" | "events" | "steps">>): LogRankResult {
  requireIterable(curves, "curves");
  const groups = [...curves];
  if (groups.length < 2) throw new RangeError(`curves must be two or more, got ${groups.length}`);
  groups.forEach((group, index) => {
    if (!Array.isArray(group?.steps))
      throw new TypeError(`a curve must be what kaplanMeier gives, got ${shown(group)} at index ${index}`);
    if (group.steps.some((step) => step.weights))
      throw new TypeError(`a curve must have no weights, got some at index ${index}`);
  });
  const { expected, covariance } = eventsExpected(groups.map((group) => group.steps));
  const shape = {
    groups: groups.map(({ count, events }, index) => ({ count, events, expected: expected[index]! })),
    method: "log-rank",
  } as const;
  // Whoever left before the first event says nothing; and one group follows from the others.
  const kept = expected.flatMap((number, index) => (number > 0 ? [index] : [])).slice(1);
  const degreesOfFreedom = Math.max(0, kept.length);
  const excess = kept.map((index) => groups[index]!.events - expected[index]!);
  const chiSquare = quadraticForm(
    kept.map((row) => kept.map((column) => covariance[row]![column]!)),
    excess,
  );
  if (chiSquare === null) {
    const reason = "no event happened while people of two groups were at risk";
    return { chiSquare, degreesOfFreedom, pValue: null, ...shape, reason };
  }
  return { chiSquare, degreesOfFreedom, pValue: chiSquareTail(chiSquare, degreesOfFreedom), ...shape };
}

/** How many events each group would have, and how these numbers vary together: a drawing without replacement at each time. */
function eventsExpected(groups: readonly SurvivalCurve["steps"][]): {
  readonly expected: number[];
  readonly covariance: number[][];
} {
  const expected = groups.map(() => 0);
  const covariance = groups.map(() => groups.map(() => 0));
  const places = groups.map(() => 0);
  const times = Float64Array.from(
    new Set(groups.flatMap((steps) => steps.filter((step) => step.events > 0).map((step) => step.time))),
  ).sort();
  for (const time of times) {
    let atRisk = 0;
    let events = 0;
    const risks = groups.map((steps, group) => {
      while (steps[places[group]!] !== undefined && steps[places[group]!]!.time < time) places[group]!++;
      const step = steps[places[group]!];
      if (step?.time === time) events += step.events;
      atRisk += step?.atRisk ?? 0;
      return step?.atRisk ?? 0;
    });
    const spread = atRisk > 1 ? (events * (atRisk - events)) / (atRisk - 1) : 0;
    for (let row = 0; row < risks.length; row++) {
      const share = risks[row]! / atRisk;
      expected[row]! += events * share;
      for (let column = 0; column < risks.length; column++) {
        covariance[row]![column]! += spread * share * ((row === column ? 1 : 0) - risks[column]! / atRisk);
      }
    }
  }
  return { expected, covariance };
}

/** x′A⁻¹x of a positive definite A, by Cholesky's factors; `null` where there is nothing, or A is not positive. */
function quadraticForm(matrix: readonly (readonly number[])[], vector: readonly number[]): number | null {
  const factor: number[][] = [];
  const solved: number[] = [];
  for (let row = 0; row < vector.length; row++) {
    const entries: number[] = [];
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row]![column]!;
      for (let k = 0; k < column; k++) rest -= entries[k]! * (factor[column] ?? entries)[k]!;
      if (column < row) entries.push(rest / factor[column]![column]!);
      else if (rest > 0) entries.push(Math.sqrt(rest));
      else return null;
    }
    factor.push(entries);
    let rest = vector[row]!;
    for (let k = 0; k < row; k++) rest -= entries[k]! * solved[k]!;
    solved.push(rest / entries[row]!);
  }
  return vector.length === 0 ? null : solved.reduce((sum, part) => sum + part * part, 0);
}
