import { placeRatings, type Rating } from "../stats/ratings-counting.ts";
import { addWeights, type ClassWeights, readWeights, unitWeights } from "../stats/weight-sums.ts";
import { weightsFromSums } from "../stats/weights-from-sums.ts";
import { requireCount } from "../tally/count.ts";
import { requireGivenFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { requireWeight } from "../tally/weight.ts";
import { type NpsOptions, npsDefinition } from "./nps.ts";

/**
 * People in each of the three groups in the second wave: `[detractors, passives, promoters]`.
 *
 * @category Net Promoter Score
 */
export type NpsDestinations = readonly [detractors: number, passives: number, promoters: number];

/**
 * From which group to which the same people moved between two waves.
 *
 * @category Net Promoter Score
 */
export interface NpsMoves {
  /** Of those who were detractors in the first wave, where they are in the second. */
  readonly detractors: NpsDestinations;
  /** Of those who were passive in the first wave, where they are in the second. */
  readonly passives: NpsDestinations;
  /** Of those who were promoters in the first wave, where they are in the second. */
  readonly promoters: NpsDestinations;
  /** People with an answer missing in either wave, who are not matched. Default 0. */
  readonly incomplete?: number | undefined;
  /** People with an answer left out in either wave, or of weight 0, who are not matched. Default 0. */
  readonly excluded?: number | undefined;
  /** Where the people are weighted, Σw and Σw² of each of the nine moves: those of detractors, of passives, of promoters. */
  readonly weights?: ClassWeights | undefined;
}

/**
 * Moves between two waves, as they are counted from answers.
 *
 * @category Net Promoter Score
 */
export interface NpsMovesResult extends NpsMoves {
  /** People with an answer missing in either wave, who are not matched. */
  readonly incomplete: number;
  /** People with an answer left out in either wave, or of weight 0, who are not matched. */
  readonly excluded: number;
}

/**
 * How the two answers of a person, and their weight, are read from a row.
 *
 * @category Net Promoter Score
 */
export interface NpsPairReading<Row> extends Weighing<Row> {
  /** The answer in the first wave. */
  readonly first: (row: Row, index: number) => Rating;
  /** The answer in the second wave. */
  readonly second: (row: Row, index: number) => Rating;
}

/**
 * Counts from which group to which the same people moved between two waves.
 *
 * @param pairs - Pairs `[first, second]` of answers, one of each person; or rows.
 * @param options - `first` and `second`, the answers of a row, where the items are rows; `weight`, a person's weight, 0
 *   or more; `scale`, `promotersFrom`, `passivesFrom`, `noAnswer`, `offScale`, as for `nps`.
 * @returns The nine counts; people with a missing answer are in `incomplete`, with one left out, or of weight 0, in
 *   `excluded`; of no pairs, zeros.
 * @throws TypeError or RangeError if an answer is off the scale or a weight is none, with its index, or a threshold is
 *   missing.
 *
 * @example
 * ```ts
 * npsMoves([[6, 9], [10, 10], [8, 3], [9, null]])
 * // => { detractors: [0, 0, 1], passives: [1, 0, 0], promoters: [0, 0, 1], incomplete: 1, excluded: 0 }
 * ```
 *
 * @category Net Promoter Score
 */
export function npsMoves(
  pairs: Iterable<readonly [Rating, Rating]>,
  options?: NpsOptions & Weighing<readonly [Rating, Rating]>,
): NpsMovesResult;
export function npsMoves<Row>(rows: Iterable<Row>, options: NpsOptions & NpsPairReading<Row>): NpsMovesResult;
export function npsMoves<Row>(
  rows: Iterable<Row>,
  options: NpsOptions & Partial<NpsPairReading<Row>> = {},
): NpsMovesResult {
  requireIterable(rows, "pairs");
  const given = options ?? {};
  const { scale, passivesFrom, promotersFrom } = npsDefinition(given);
  const place = placeRatings(scale, given);
  const groupOf = (answer: unknown, index: number) => {
    const found = place(answer, index);
    if (typeof found === "string") return found;
    return (found + scale[0] >= passivesFrom ? 1 : 0) + (found + scale[0] >= promotersFrom ? 1 : 0);
  };
  const { first, second, weight } = given;
  requireGivenFunctions({ first, second, weight });
  const counts = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const weights = unitWeights(counts);
  let incomplete = 0;
  let excluded = 0;
  let index = 0;
  for (const row of rows) {
    const heavy = weight ? requireWeight(weight(row, index), index) : 1;
    const before = groupOf(first ? first(row, index) : elementOf(row, 0, index), index);
    const after = groupOf(second ? second(row, index) : elementOf(row, 1, index), index);
    index++;
    if (before === "missing" || after === "missing") incomplete++;
    else if (before === "excluded" || after === "excluded" || heavy === 0) excluded++;
    else {
      counts[3 * before + after]!++;
      addWeights(weights[3 * before + after]!, heavy, 0, heavy * heavy, 0);
    }
  }
  const from = (start: number) => counts.slice(start, start + 3) as unknown as NpsDestinations;
  return {
    detractors: from(0),
    passives: from(3),
    promoters: from(6),
    incomplete,
    excluded,
    ...(weight && { weights: readWeights(weights) }),
  };
}

/** The moves, if they are some. */
export function requireMoves(moves: NpsMoves): NpsMovesResult {
  const from = (group: "detractors" | "passives" | "promoters"): NpsDestinations => {
    const to: unknown = moves[group];
    if (!(Array.isArray(to) && to.length === 3))
      throw refusal(`${group} must be [detractors, passives, promoters]`, to);
    return to.map((count) => requireCount(`moves of ${group}`, count)) as unknown as NpsDestinations;
  };
  const found = {
    detractors: from("detractors"),
    passives: from("passives"),
    promoters: from("promoters"),
    incomplete: requireCount("incomplete", moves.incomplete ?? 0),
    excluded: requireCount("excluded", moves.excluded ?? 0),
  };
  if (!moves.weights) return found;
  const counts = [...found.detractors, ...found.passives, ...found.promoters];
  return { ...found, weights: readWeights(weightsFromSums(moves.weights, counts)) };
}

function elementOf(pair: unknown, place: 0 | 1, index: number): unknown {
  if (Array.isArray(pair) && pair.length === 2) return pair[place];
  throw refusal("pair must be [first, second], or first and second be given", pair, index);
}
