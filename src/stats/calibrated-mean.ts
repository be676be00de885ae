import { requireFunction, requireGivenFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { sameKey } from "../tally/same-key.ts";
import { requireWeight } from "../tally/weight.ts";
import type { MeanLike } from "./mean-interval.ts";

/**
 * How a calibrated sample is read.
 *
 * @category Weights
 */
export interface CalibratedMeanOptions<Row> {
  /** The value of a row; `null` or `undefined` where there is none. */
  readonly value: (row: Row, index: number) => number | null | undefined;
  /** The weights that `rake` or `postStratify` gave the rows. */
  readonly weights: readonly number[];
  /** The categories that the weights were made to meet: those of each margin, or the strata. */
  readonly by: readonly ((row: Row, index: number) => unknown)[];
  /** What a row weighed before that, 0 or more; where it is not given, every row weighed 1. */
  readonly weight?: ((row: Row, index: number) => number) | undefined;
}

/**
 * The mean of a calibrated sample, for `meanInterval` and `compareMeans`.
 *
 * @category Weights
 */
export interface CalibratedMean extends MeanLike {
  /** The weighted mean; `null` where there is no value. */
  readonly mean: number | null;
  /** Its standard error, of what the margins do not explain; `null` below two values. */
  readonly standardError: number | null;
  /** Values of people who weigh anything. */
  readonly count: number;
  /** People who weigh anything but have no value. */
  readonly missing: number;
  /** Rows that weigh nothing. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "calibrated mean";
  };
}

/** The largest value, whose square is multiplied by a squared weight. */
const LARGEST = 1e70;

/** After how many cycles a fit is as near as it gets. */
const MOST_CYCLES = 1000;

/**
 * Mean of a sample whose weights were raked or post-stratified, with the standard error that they leave: what the margins
 * explain of the values is known from the population and no longer varies.
 *
 * Weights taken as given, as by `mean` with `weight`, leave that out, and the error is mostly too large.
 *
 * @param rows - The people of the sample, in the order in which they were weighed.
 * @param options - `value`, of a row; `weights`, from `rake` or `postStratify`; `by`, the categories that they meet;
 *   `weight`, what a row weighed before.
 * @returns Mean and standard error in the unit of the values; `mean: null` where there is no value.
 * @throws TypeError or RangeError if a value or a weight is none, with its index, or there are not as many weights as rows.
 *
 * @example
 * ```ts
 * const people = [
 *   { sex: "f", hours: 2 }, { sex: "f", hours: 3 }, { sex: "m", hours: 8 }, { sex: "m", hours: 9 }, { sex: "m", hours: 7 },
 * ]
 * const sex = (row: { sex: string }) => row.sex
 * const { weights } = postStratify(people, { by: sex, targets: { f: 50, m: 50 } })
 * const hours = calibratedMean(people, { value: (row) => row.hours, weights, by: [sex] })
 * hours // ~> { mean: 5.25, standardError: 0.329, count: 5, … }
 * mean(people, { value: (row) => row.hours, weight: (_, index) => weights[index]! }).standardError // ~> 1.441
 * ```
 *
 * @see Deville & Särndal (1992), Calibration Estimators in Survey Sampling, Journal of the American Statistical
 * Association 87.
 * @category Weights
 */
export function calibratedMean<Row>(rows: Iterable<Row>, options: CalibratedMeanOptions<Row>): CalibratedMean {
  const { value, weights, by, weight } = options ?? {};
  requireIterable(rows, "rows");
  requireIterable(weights, "weights");
  requireIterable(by, "by");
  requireFunction("value", value);
  requireGivenFunctions({ weight });
  for (const read of by) requireFunction("by", read);
  const places = by.map(() => ({ known: new Map<unknown, number>(), column: [] as number[] }));
  const same = sameKey();
  const final: number[] = [];
  const first: number[] = [];
  const values: (number | null)[] = [];
  let index = 0;
  for (const row of rows) {
    const heavy = requireWeight(weights[index], index);
    const before = weight ? requireWeight(weight(row, index), index) : 1;
    const answer = value(row, index) ?? null;
    if (answer !== null && !(typeof answer === "number" && Math.abs(answer) <= LARGEST)) {
      throw refusal("value must be a number of at most 1e70 in size", answer, index);
    }
    for (let margin = 0; margin < by.length && heavy > 0; margin++) {
      const { known, column } = places[margin]!;
      const category = same(by[margin]!(row, index));
      const place = known.get(category) ?? known.size;
      known.set(category, place);
      column.push(place);
    }
    index++;
    if (heavy === 0) continue;
    final.push(heavy);
    first.push(before);
    values.push(answer);
  }
  if (index !== weights.length) {
    throw new RangeError(`weights must be as many as rows, got ${weights.length} for ${index} rows`);
  }
  const whole = final.reduce((sum, heavy, who) => (values[who] === null ? sum : sum + heavy), 0);
  const estimate = final.reduce((sum, heavy, who) => sum + heavy * (values[who] ?? 0), 0) / whole;
  const count = values.filter((answer) => answer !== null).length;
  const influences = Float64Array.from(values, (answer) => (answer === null ? 0 : (answer - estimate) / whole));
  const spread = squares(influences, final);
  takeOut(
    influences,
    first,
    places.map(({ known, column }) => ({ column, size: known.size })),
  );
  const people = final.length;
  const left = influences.reduce((sum, part, who) => sum + part * final[who]!, 0) / people;
  const variance = squares(
    influences.map((part, who) => part - left / final[who]!),
    final,
  );
  return {
    mean: count === 0 ? null : estimate,
    // What is left of values that the margins explain in full is rounding.
    standardError: count < 2 ? null : Math.sqrt(variance > 1e-28 * spread ? (variance * people) / (people - 1) : 0),
    count,
    missing: people - count,
    excluded: index - people,
    definition: { metric: "calibrated mean" },
  };
}

/** Σ(wx)². */
function squares(terms: Float64Array, weights: readonly number[]): number {
  return terms.reduce((sum, term, who) => sum + (term * weights[who]!) ** 2, 0);
}

/**
 * Takes out of the terms, in place, what the margins explain of them: the residuals of a weighted regression on the
 * categories, by taking out the means of each margin in turn until none is left.
 */
function takeOut(
  terms: Float64Array,
  weights: readonly number[],
  margins: readonly { readonly column: readonly number[]; readonly size: number }[],
): void {
  const largest = terms.reduce((most, term) => Math.max(most, Math.abs(term)), 0);
  for (let cycle = 0, change = Infinity; cycle < MOST_CYCLES && change > 1e-15 * largest; cycle++) {
    change = 0;
    for (const { column, size } of margins) {
      const means = new Float64Array(size);
      const sums = new Float64Array(size);
      for (let who = 0; who < terms.length; who++) {
        means[column[who]!]! += weights[who]! * terms[who]!;
        sums[column[who]!]! += weights[who]!;
      }
      for (let place = 0; place < size; place++) {
        means[place]! /= sums[place]! || 1;
        change = Math.max(change, Math.abs(means[place]!));
      }
      for (let who = 0; who < terms.length; who++) terms[who]! -= means[column[who]!]!;
    }
  }
}
