import { type Comparison, type ConfidenceOptions, requireConfidence } from "../stats/interval.ts";
import { inPoints } from "../stats/net-interval-by.ts";
import { type Changes, type PairedMethod, pairedChange, requirePairedMethod } from "../stats/paired-change.ts";
import type { Rating } from "../stats/ratings-counting.ts";
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
  /** People with an answer left out in either wave, who are not matched. */
  readonly excluded: number;
  /** From which group to which they moved. */
  readonly moves: NpsMovesResult;
}

/**
 * Change of a Net Promoter Score among the same people, second wave less first: Student's t interval of their changes,
 * with one person added who improved by a group and one who worsened by one.
 *
 * The two added people keep the interval from having no width where everybody changed alike. It is centred on the change
 * of the enlarged sample, a little nearer to 0. The two waves of different people are compared by `compareNps`.
 *
 * @param pairs - Pairs `[first, second]` of answers, one of each person; rows, with `first` and `second` in the options;
 *   or the moves, as `npsMoves` counts them.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`: `"adjusted-t"` (default), `"t"`, `"wald"` or
 *   `"score"`; `first` and `second`, where the items are rows; `scale`, `promotersFrom`, `passivesFrom`, `noAnswer`,
 *   `offScale`, as for `nps`.
 * @returns Difference and limits in points, −200 to 200, the two-sided p-value, and how many improved and worsened;
 *   `null` with a `reason` where nobody is matched, or where the changes leave the method no spread.
 * @throws TypeError or RangeError if an answer is off the scale, with its index, or an option is none.
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
 * Statistics in Medicine 24, for people added to matched samples.
 * @category Net Promoter Score
 */
export function compareNpsPaired(
  pairs: Iterable<readonly [Rating, Rating]>,
  options?: NpsPairedOptions & NpsOptions,
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
  const confidence = requireConfidence(options.confidence);
  const method = requirePairedMethod(options.method);
  const moves = movesOf(pairs, options);
  const { changes, first, improved, worsened } = changesOf(moves);
  const { count, sum } = changes;
  const found = count === 0 ? "nobody is matched" : pairedChange(changes, method, (1 - confidence) / 2);
  const score = (points: number) => (count === 0 ? null : (100 * points) / count + 0);
  const has = typeof found === "string" ? null : found;
  return {
    difference: score(sum),
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
    first: score(first),
    second: score(first + sum),
    incomplete: moves.incomplete,
    excluded: moves.excluded,
    moves,
  };
}

/**
 * Sign test of the change among the same people: could as many have worsened as improved? It asks nothing of how far
 * they moved, and has no interval.
 *
 * @param pairs - Pairs `[first, second]` of answers, rows, or moves, as for `compareNpsPaired`.
 * @param options - `first` and `second`, where the items are rows; `scale`, `promotersFrom`, `passivesFrom`, `noAnswer`,
 *   `offScale`, as for `nps`.
 * @returns The change in points, and the exact two-sided p-value, 1 where nobody changed; `null` with a `reason` where
 *   nobody is matched.
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
  const { changes, improved, worsened } = changesOf(movesOf(pairs, options));
  const { count, sum } = changes;
  const method = "sign";
  if (count === 0) return { difference: null, pValue: null, method, reason: "nobody is matched" };
  return { difference: (100 * sum) / count + 0, pValue: signTest(improved, worsened), method };
}

function movesOf<Row>(
  pairs: NpsMoves | Iterable<Row>,
  options: NpsOptions & Partial<NpsPairReading<Row>>,
): NpsMovesResult {
  if (pairs !== Object(pairs)) throw refusal("pairs must be iterable, or moves", pairs);
  if (!(Symbol.iterator in pairs)) return requireMoves(pairs);
  return npsMoves(pairs, options as NpsOptions & NpsPairReading<Row>);
}

/** The changes, the sum of the first wave's scores 1, 0 and −1, and who improved and worsened. */
function changesOf({ detractors, passives, promoters }: NpsMoves) {
  const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);
  const far = [detractors[2], promoters[0]] as const;
  const improved = detractors[1] + detractors[2] + passives[2];
  const worsened = promoters[1] + promoters[0] + passives[0];
  const changes: Changes = {
    count: total([...detractors, ...passives, ...promoters]),
    sum: improved + far[0] - worsened - far[1],
    squares: improved + worsened + 3 * (far[0] + far[1]),
  };
  return { changes, first: total(promoters) - total(detractors), improved, worsened };
}
