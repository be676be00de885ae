import { percent, total, weightedPart } from "../stats/classes.ts";
import { type Comparison, type ConfidenceOptions, requireConfidence } from "../stats/interval.ts";
import { inPoints } from "../stats/net-interval-by.ts";
import { type Changes, type PairedMethod, pairedChange, requirePairedMethod } from "../stats/paired-change.ts";
import type { Rating } from "../stats/ratings-counting.ts";
import type { Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { NpsOptions } from "./nps.ts";
import { type NpsMoves, type NpsMovesResult, type NpsPairReading, npsMoves, requireMoves } from "./nps-moves.ts";
import { type NpsTestResult, signTest } from "./nps-tests.ts";

/**
 * How sure the interval of a matched change must be, and how it is found.
 *
 * @category Net Promoter Score
 */
export interface NpsPairedOptions extends ConfidenceOptions {
  /** How interval and p-value are found. Default `"adjusted-t"`. */
  readonly method?: PairedMethod | undefined;
}

/**
 * The change of a Net Promoter Score among the same people, second wave less first.
 *
 * @category Net Promoter Score
 */
export interface NpsPairedComparison extends Comparison<PairedMethod> {
  /** People with an answer in both waves. */
  readonly count: number;
  /** People who moved to a better group. */
  readonly improved: number;
  /** People who moved to a worse group. */
  readonly worsened: number;
  /** People who are in the same group. */
  readonly unchanged: number;
  /** Score of the matched people in the first wave, −100 to 100; `null` where nobody is matched. */
  readonly first: number | null;
  /** Score of the matched people in the second wave, −100 to 100; `null` where nobody is matched. */
  readonly second: number | null;
  /** People with an answer missing in either wave, who are not matched. */
  readonly incomplete: number;
  /** People with an answer left out in either wave, or of weight 0, who are not matched. */
  readonly excluded: number;
  /** From which group to which they moved. */
  readonly moves: NpsMovesResult;
  /** Where the people are weighted, the sum of the weights. */
  readonly weight?: number;
  /** Where the people are weighted, how many equally weighted people's change would be as sure; 0 of nobody. */
  readonly effectiveSampleSize?: number;
}

/**
 * Change of a Net Promoter Score among the same people, second wave less first: Student's t interval of their changes,
 * with one person added who improved by a group and one who worsened by one.
 *
 * The two added people keep the interval from having no width where everybody changed alike. It is centred on the change
 * of the enlarged sample, a little nearer to 0. The two waves of different people are compared by `compareNps`.
 *
 * Where people are weighted, they stand for the number of equally weighted people whose mean change is as sure: Kish's
 * size, or the one of the linearised variance of the change, whichever is smaller.
 *
 * @param pairs - Pairs `[first, second]` of answers, one of each person; rows, with `first` and `second` in the options;
 *   or the moves, as `npsMoves` counts them.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`: `"adjusted-t"` (default), `"t"`, `"wald"` or
 *   `"score"`; `first` and `second`, where the items are rows; `weight`, a person's weight, 0 or more; `scale`,
 *   `promotersFrom`, `passivesFrom`, `noAnswer`, `offScale`, as for `nps`.
 * @returns Difference and limits in points, −200 to 200, the two-sided p-value, and how many improved and worsened;
 *   `null` with a `reason` where nobody is matched, or where the changes leave the method no spread.
 * @throws TypeError or RangeError if an answer is off the scale or a weight is none, with its index, or an option is
 *   none.
 *
 * @example
 * ```ts
 * const waves = [[6, 9], [7, 9], [10, 10], [8, 8], [9, 8], [3, 7], [9, null]] as const
 * compareNpsPaired(waves) // ~> { difference: 50, lower: -51.2, upper: 126.2, count: 6, improved: 3, worsened: 1, … }
 * const rows = [{ may: 6, june: 9 }, { may: 10, june: 10 }]
 * compareNpsPaired(rows, { first: (row) => row.may, second: (row) => row.june }).difference // => 100
 * compareNpsPaired([]).reason // => "nobody is matched"
 * ```
 *
 * @see Fagerland, Lydersen & Laake (2017), Statistical Analysis of Contingency Tables, chapter 9; Agresti & Min (2005),
 * Statistics in Medicine 24, for people added to matched samples; Korn & Graubard (1998), Survey Methodology 24, for the
 * size that weighted people stand for.
 * @category Net Promoter Score
 */
export function compareNpsPaired(
  pairs: Iterable<readonly [Rating, Rating]>,
  options?: NpsPairedOptions & NpsOptions & Weighing<readonly [Rating, Rating]>,
): NpsPairedComparison;
export function compareNpsPaired<Row>(
  rows: Iterable<Row>,
  options: NpsPairedOptions & NpsOptions & NpsPairReading<Row>,
): NpsPairedComparison;
export function compareNpsPaired(moves: NpsMoves, options?: NpsPairedOptions): NpsPairedComparison;
export function compareNpsPaired<Row>(
  pairs: NpsMoves | Iterable<Row>,
  options: NpsPairedOptions & NpsOptions & Partial<NpsPairReading<Row>> = {},
): NpsPairedComparison {
  const confidence = requireConfidence(options);
  const method = requirePairedMethod(options?.method);
  const moves = movesOf(pairs, options);
  const { count, changes, scoreOf, improved, worsened, weighted } = changesOf(moves);
  const found = count === 0 ? "nobody is matched" : pairedChange(changes, method, (1 - confidence) / 2);
  const has = typeof found === "string" ? null : found;
  return {
    difference: scoreOf(CHANGES),
    lower: has && inPoints(has.lower, 2),
    upper: has && inPoints(has.upper, 2),
    // Where nobody changed, nothing speaks against no change.
    pValue: has ? has.pValue : method === "score" && count > 0 ? 1 : null,
    confidence,
    method,
    ...(typeof found === "string" && { reason: found }),
    count,
    improved,
    worsened,
    unchanged: count - improved - worsened,
    first: scoreOf([-1, -1, -1, 0, 0, 0, 1, 1, 1]),
    second: scoreOf([-1, 0, 1, -1, 0, 1, -1, 0, 1]),
    incomplete: moves.incomplete,
    excluded: moves.excluded,
    moves,
    ...weighted,
  };
}

/**
 * Sign test of the change among the same people: could as many have worsened as improved? It asks nothing of how far
 * they moved, and has no interval.
 *
 * @param pairs - Pairs `[first, second]` of answers, rows, or moves, as for `compareNpsPaired`; not weighted.
 * @param options - `first` and `second`, where the items are rows; `scale`, `promotersFrom`, `passivesFrom`, `noAnswer`,
 *   `offScale`, as for `nps`.
 * @returns The change in points, and the exact two-sided p-value, 1 where nobody changed; `null` with a `reason` where
 *   nobody is matched or the people are weighted.
 * @throws TypeError or RangeError if an answer is off the scale, with its index, or an option is none.
 *
 * @example
 * ```ts
 * npsPairedSignTest([[6, 9], [7, 9], [10, 10], [8, 8], [9, 8], [3, 7]]).pValue // ~> 0.625
 * ```
 *
 * @see Conover (1999), Practical Nonparametric Statistics, 3rd edition, 3.4.
 * @category Net Promoter Score
 */
export function npsPairedSignTest(
  pairs: Iterable<readonly [Rating, Rating]>,
  options?: NpsOptions,
): NpsTestResult<"sign">;
export function npsPairedSignTest<Row>(
  rows: Iterable<Row>,
  options: NpsOptions & NpsPairReading<Row>,
): NpsTestResult<"sign">;
export function npsPairedSignTest(moves: NpsMoves): NpsTestResult<"sign">;
export function npsPairedSignTest<Row>(
  pairs: NpsMoves | Iterable<Row>,
  options: NpsOptions & Partial<NpsPairReading<Row>> = {},
): NpsTestResult<"sign"> {
  const moves = movesOf(pairs, options);
  const { count, scoreOf, improved, worsened } = changesOf(moves);
  const difference = scoreOf(CHANGES);
  const method = "sign";
  if (count === 0) return { difference, pValue: null, method, reason: "nobody is matched" };
  if (moves.weights) return { difference, pValue: null, method, reason: "a weighted sample has no exact test" };
  return { difference, pValue: signTest(improved, worsened), method };
}

function movesOf<Row>(
  pairs: NpsMoves | Iterable<Row>,
  options: NpsOptions & Partial<NpsPairReading<Row>>,
): NpsMovesResult {
  if (pairs !== Object(pairs)) throw refusal("pairs must be iterable, or moves", pairs);
  if (!(Symbol.iterator in pairs)) return requireMoves(pairs);
  return npsMoves(pairs, options as NpsOptions & NpsPairReading<Row>);
}

/** How far each of the nine moves goes, from the detractors who stay to the promoters who do. */
const CHANGES = [0, 1, 2, -1, 0, 1, -2, -1, 0];

/** The changes of as many equally weighted people as there are, the mean of any score of a move, who improved and worsened. */
function changesOf({ detractors, passives, promoters, weights }: NpsMoves) {
  const counts = [...detractors, ...passives, ...promoters];
  const count = total(counts);
  const sums = weights ? weights.sums : counts;
  const whole = total(sums);
  const { weight, effectiveSampleSize } = weightedPart({ counts, weights }, CHANGES);
  const size = effectiveSampleSize ?? count;
  const sumOf = (scores: readonly number[]) => total(sums.map((sum, place) => sum * scores[place]!));
  const perPerson = weights && whole ? size / whole : 1;
  const changes: Changes = {
    count: size,
    sum: sumOf(CHANGES) * perPerson,
    squares: sumOf(CHANGES.map((change) => change * change)) * perPerson,
  };
  const peopleWho = (has: (change: number) => boolean) => total(counts.filter((_, place) => has(CHANGES[place]!)));
  return {
    count,
    changes,
    scoreOf: (scores: readonly number[]) => {
      const score = percent(sumOf(scores), whole, weights !== undefined);
      return score === null ? null : score + 0;
    },
    improved: peopleWho((change) => change > 0),
    worsened: peopleWho((change) => change < 0),
    weighted: weights && { weight: weight!, effectiveSampleSize: size },
  };
}
