import { meanMetric } from "../stats/mean.ts";
import type { MeanResult } from "../stats/mean-tally.ts";
import { ratingsMetric } from "../stats/ratings.ts";
import { type CombinedTally, combine } from "../tally/combine.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { on } from "../tally/on.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * What somebody expected and what they met, on one scale; `null` or `undefined` where they did not say.
 *
 * @category Experience score
 */
export interface Expectation {
  /** What was expected. */
  readonly expected: number | null | undefined;
  /** What was met. */
  readonly actual: number | null | undefined;
}

/**
 * How gaps between expectation and reality are judged.
 *
 * @category Experience score
 */
export interface ExpectationOptions {
  /**
   * The largest gap, 0 or more and in the unit of the scores, that still counts as met, as does one that only rounding makes
   * larger. Default 0.
   */
  readonly tolerance?: number | undefined;
  /** The reliability of the two scores, 0 to 1 (Cronbach's alpha of each, say), from which that of their gap follows. */
  readonly reliability?: Readonly<Record<"expected" | "actual", number>> | undefined;
}

/**
 * Reality held against expectation.
 *
 * @category Experience score
 */
export interface ExpectationGapResult {
  /** The mean of actual less expected, in the unit of the scores: above 0 where expectations were exceeded; `null` of nobody. */
  readonly meanGap: number | null;
  /** People who said both. */
  readonly count: number;
  /** People whose expectation was exceeded, by more than the tolerance. */
  readonly exceeded: number;
  /** People whose expectation was met. */
  readonly met: number;
  /** People whose expectation was not met. */
  readonly below: number;
  /** The share of those whose expectation was exceeded, 0 to 1, weighted where weights are; `null` of nobody. */
  readonly exceededShare: number | null;
  /** The share of those whose expectation was met. */
  readonly metShare: number | null;
  /** The share of those whose expectation was not met. */
  readonly belowShare: number | null;
  /** The gap as a mean: `meanInterval` gives its interval. */
  readonly gap: MeanResult;
  /** What was expected, by those who said both. */
  readonly expected: MeanResult;
  /** What was met, by those who said both. */
  readonly actual: MeanResult;
  /** Pearson's correlation of the two; `null` where one does not vary. */
  readonly correlation: number | null;
  /**
   * The reliability of the gap, from those of the two scores and their correlation: what two scores have in common, their
   * difference loses. `null` where they are not given, or the two always agree.
   */
  readonly gapReliability: number | null;
  /** People who did not say both. */
  readonly missing: number;
  /** People of weight 0. */
  readonly excluded: number;
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "expectationGap";
    /** The largest gap that still counts as met. */
    readonly tolerance: number;
  };
}

/**
 * The tally of gaps between expectation and reality.
 *
 * @category Experience score
 */
export type ExpectationTally = CombinedTally;

/**
 * Expectation against reality: how far what customers met lies above or below what they expected (disconfirmation), and how
 * many found their expectations exceeded, met or not met.
 *
 * Differences of two ratings are less reliable than the ratings: where their reliabilities are given, that of the gap is
 * computed too.
 *
 * @param pairs - `{ expected, actual }` of each person; or rows, with `value` that gives it. Who did not say both is missing.
 * @param options - `tolerance`, the largest gap that counts as met, default 0; `reliability` of the two scores; `weight` of
 *   a person, 0 or more; of rows, `value`.
 * @returns Mean gap, shares and the means behind them; `meanGap: null` of nobody.
 * @throws TypeError or RangeError if a score is no finite number, with its index, or the tolerance or a reliability is none.
 *
 * @example
 * ```ts
 * const stays = [{ expected: 4, actual: 5 }, { expected: 4, actual: 4 }, { expected: 5, actual: 3 }, { expected: 3, actual: null }]
 * const gap = expectationGap(stays)
 * gap // ~> { meanGap: -0.33, count: 3, exceeded: 1, met: 1, below: 1, missing: 1, … }
 * meanInterval(gap.gap) // ~> { lower: -4.13, upper: 3.46, … }
 * expectationGap([]).meanGap // => null
 * ```
 *
 * @see Oliver (1980), A Cognitive Model of the Antecedents and Consequences of Satisfaction Decisions, Journal of Marketing
 * Research 17; Peter, Churchill & Brown (1993), Caution in the Use of Difference Scores, Journal of Consumer Research 19.
 * @category Experience score
 */
export function expectationGap(
  pairs: Iterable<Expectation>,
  options?: ExpectationOptions & Weighing<Expectation>,
): ExpectationGapResult;
export function expectationGap<Row>(
  rows: Iterable<Row>,
  options: ExpectationOptions & RowReading<Row, Expectation>,
): ExpectationGapResult;
export function expectationGap<Row>(
  items: Iterable<Row>,
  options: ExpectationOptions & Partial<RowReading<Row, Expectation>> = {},
): ExpectationGapResult {
  const { tolerance, reliability, ...reading } = options ?? {};
  return measure(expectationGapMetric({ tolerance, reliability }), items, reading as RowReading<Row, Expectation>);
}

/**
 * Expectation against reality, for streams, groups and parts: see `expectationGap`. Per touchpoint: group by touchpoint.
 *
 * @param options - `tolerance`, the largest gap that counts as met, default 0; `reliability` of the two scores.
 * @returns A metric of `{ expected, actual }`.
 * @throws TypeError or RangeError if the tolerance or a reliability is none.
 *
 * @example
 * ```ts
 * const rows = [{ at: "desk", expected: 4, actual: 5 }, { at: "room", expected: 4, actual: 2 }]
 * measureBy(expectationGapMetric(), rows, (row) => row.at).get("room")?.meanGap // => -2
 * ```
 *
 * @category Experience score
 */
export function expectationGapMetric(
  options: ExpectationOptions = {},
): Metric<Expectation, ExpectationTally, ExpectationGapResult> {
  const { tolerance = 0, reliability } = options ?? {};
  if (!(typeof tolerance === "number" && tolerance >= 0 && tolerance <= 1e140)) {
    throw refusal("tolerance must be a number, 0 or more", tolerance);
  }
  for (const name of ["expected", "actual"] as const) {
    const share = reliability?.[name];
    if (reliability && !(typeof share === "number" && share >= 0 && share <= 1)) {
      throw refusal(`reliability of ${name} must be a number from 0 to 1`, share);
    }
  }
  const both = ({ expected, actual }: Expectation) => (expected ?? null) !== null && (actual ?? null) !== null;
  const gapOf = (pair: Expectation) => (both(pair) ? pair.actual! - pair.expected! : null);
  const parts = combine({
    expected: on(meanMetric(), (pair: Expectation) => (both(pair) ? pair.expected : null)),
    actual: on(meanMetric(), (pair: Expectation) => (both(pair) ? pair.actual : null)),
    gap: on(meanMetric(), gapOf),
    outcome: on(ratingsMetric({ scale: [-1, 1] }), (pair: Expectation) => {
      const gap = gapOf(pair);
      if (gap === null) return null;
      // 2.2 and 1.7 are 0.5 apart, but for what rounding makes of them.
      const slack = 4e-16 * (Math.abs(pair.actual!) + Math.abs(pair.expected!));
      return Math.abs(gap) - tolerance <= slack ? 0 : Math.sign(gap);
    }),
  });
  // The tolerance decides what is counted, so it is part of what the tally is of.
  const of = `expectation gaps, met within ${tolerance}`;
  const inner = parts.empty().of;
  const opened = (tally: ExpectationTally): ExpectationTally => {
    requireSame(tally, of);
    return { of: inner, parts: tally.parts };
  };
  const closed = (tally: CombinedTally): ExpectationTally => ({ of, parts: tally.parts });
  return {
    empty: () => closed(parts.empty()),
    add: (tally, pair, weight, index) => {
      const counted = opened(tally);
      return closed(parts.add(counted, requirePair(pair, index), weight, index));
    },
    merge: (left, right) => closed(parts.merge(opened(left), opened(right))),
    read: (tally) => {
      const { expected, actual, gap, outcome } = parts.read(opened(tally));
      const [below, met, exceeded] = outcome.counts as [number, number, number];
      const [belowShare, metShare, exceededShare] = outcome.shares ?? [null, null, null];
      const correlation = correlationOf(expected, actual, gap);
      return {
        meanGap: gap.mean,
        count: gap.count,
        exceeded,
        met,
        below,
        exceededShare: exceededShare!,
        metShare: metShare!,
        belowShare: belowShare!,
        gap,
        expected,
        actual,
        correlation,
        gapReliability: reliability === undefined ? null : gapReliabilityOf(expected, actual, correlation, reliability),
        missing: gap.missing,
        excluded: gap.excluded,
        definition: { metric: "expectationGap", tolerance: tolerance + 0 },
      };
    },
  };
}

/** By the three variances: 2 cov = var + var − var of the difference. */
function correlationOf(
  { variance: first }: MeanResult,
  { variance: second }: MeanResult,
  gap: MeanResult,
): number | null {
  if (!first || !second || gap.variance === null) return null;
  const [a, b] = [Math.sqrt(first), Math.sqrt(second)];
  const ratio = a / b / 2 + b / a / 2 - gap.variance / a / b / 2;
  return Math.max(-1, Math.min(1, ratio)) + 0;
}

/** The reliability of a difference of two scores, of any two variances. */
function gapReliabilityOf(
  { variance: first }: MeanResult,
  { variance: second }: MeanResult,
  correlation: number | null,
  reliability: Readonly<Record<"expected" | "actual", number>>,
): number | null {
  if (!first || !second || correlation === null) return null;
  const [a, b] = [Math.sqrt(first), Math.sqrt(second)];
  const common = 2 * correlation;
  const spread = a / b + b / a - common;
  if (spread < 1e-12 * (a / b + b / a)) return null;
  return (reliability.expected * (a / b) + reliability.actual * (b / a) - common) / spread + 0;
}

function requirePair(pair: Expectation, index?: number): Expectation {
  if (pair === null || typeof pair !== "object") throw refusal("pair must be { expected, actual }", pair, index);
  for (const name of ["expected", "actual"] as const) {
    const score = pair[name] ?? null;
    if (score !== null && !(typeof score === "number" && Math.abs(score) <= 1e69)) {
      throw refusal(`${name} must be a number of at most 1e69 in size`, score, index);
    }
  }
  return pair;
}
