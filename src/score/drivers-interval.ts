import { type ConfidenceOptions, type Interval, requireConfidence } from "../stats/interval.ts";
import { drawBelow, random } from "../stats/random.ts";
import { refusal } from "../tally/refusal.ts";
import { correlate, type DriverSample, type DriversOptions, importanceOf, sampleDrivers } from "./driver-analysis.ts";
import { type DriversDefinition, ranksOf } from "./drivers.ts";

/**
 * What drives an outcome, and how respondents are drawn again.
 *
 * @category Drivers
 */
export interface DriversIntervalOptions<Row> extends DriversOptions<Row>, ConfidenceOptions {
  /** Where the random numbers begin, a whole number of at most 2^53 − 1 in size: the same seed, the same limits. */
  readonly seed: number;
  /** How many samples are drawn, 100 to 1e6. Default 1000. */
  readonly resamples?: number | undefined;
}

/**
 * How sure the importance of a driver is.
 *
 * @category Drivers
 */
export interface DriverIntervals {
  /** Its name. */
  readonly name: string;
  /** Its part of R², with limits. */
  readonly importance: Interval<"bootstrap">;
  /** Its rank by importance, with limits. */
  readonly rank: Interval<"bootstrap">;
  /** Its mean, with limits. */
  readonly performance: Interval<"bootstrap">;
}

/**
 * How sure the importance of drivers is.
 *
 * @category Drivers
 */
export interface DriversIntervalResult {
  /** The intervals of each driver analysed, in the order given; none where there is no analysis. */
  readonly drivers: readonly DriverIntervals[];
  /** Rows analysed, as `drivers` counts them. */
  readonly count: number;
  /** Samples drawn that could be analysed. */
  readonly resamples: number;
  /** Samples drawn that could not, for the outcome did not vary in them, or drivers determined each other. */
  readonly unusable: number;
  /** What was computed, with the seed. */
  readonly definition: DriversDefinition & {
    /** Where the random numbers began. */
    readonly seed: number;
    /** Samples drawn. */
    readonly resamples: number;
  };
  /** Why there is no analysis; only where there is none. */
  readonly reason?: string;
}

/** The share of samples drawn that may be unusable. */
const UNUSABLE = 0.1;

/**
 * Intervals of key drivers: respondents are drawn again with replacement, and the percentiles of each driver's importance,
 * rank and performance over all samples are its limits.
 *
 * Importance is never negative, so its lower limit is never 0 for sure: judge small drivers by their rank. A driver that does
 * not vary in a sample drawn has importance 0 there.
 *
 * @param rows - A row for each respondent; read once.
 * @param options - `seed`, required; `resamples`, default 1000; `confidence`, between 0 and 1, default 0.95; all that
 *   `drivers` takes.
 * @returns Importance, rank and performance of each driver with limits; `null` limits with a `reason` where more than one
 *   in ten samples drawn cannot be analysed; no drivers where `drivers` has none.
 * @throws TypeError or RangeError if the seed is no whole number, `resamples` is out of range, or as `drivers` does.
 *
 * @example
 * ```ts
 * const rows = Array.from({ length: 60 }, (_, i) => ({ staff: i % 5, wait: (i * 7) % 4, overall: 2 * (i % 5) + (i % 3) }))
 * type Row = (typeof rows)[number]
 * const sure = driversInterval(rows, {
 *   drivers: { staff: (row: Row) => row.staff, wait: (row: Row) => row.wait },
 *   outcome: (row) => row.overall,
 *   seed: 2026,
 * })
 * sure.drivers[0]?.name // => "staff"
 * sure.drivers[0]?.rank // => { estimate: 1, lower: 1, upper: 1, confidence: 0.95, method: "bootstrap" }
 * ```
 *
 * @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; Grömping (2006), Journal of Statistical
 * Software 17(1).
 * @category Drivers
 */
export function driversInterval<Row>(rows: Iterable<Row>, options: DriversIntervalOptions<Row>): DriversIntervalResult {
  const confidence = requireConfidence(options);
  const { seed, resamples = 1000 } = options ?? {};
  const next = random(seed);
  if (!(Number.isInteger(resamples) && resamples >= 100 && resamples <= 1e6)) {
    throw refusal("resamples must be a whole number from 100 to 1000000", resamples);
  }
  const sample = sampleDrivers(rows, options);
  const { kept, plan, count, correlations, unscale } = sample;
  const definition = { metric: "drivers", ...plan, seed, resamples } as const;
  const importance = sample.reason === undefined ? importanceOf(correlations, kept, plan) : null;
  if (importance === null) {
    const reason = sample.reason ?? "the drivers nearly determine each other";
    return { drivers: [], count, resamples: 0, unusable: 0, definition, reason };
  }
  const ranks = ranksOf(importance);
  const drawn: Drawn[] = [];
  for (let time = 0; time < resamples; time++) {
    const one = draw(sample, next);
    if (one) drawn.push(one);
  }
  const unusable = resamples - drawn.length;
  const limits = (estimate: number, of: (one: Drawn) => number): Interval<"bootstrap"> => {
    const shape = { confidence, method: "bootstrap" } as const;
    if (unusable > UNUSABLE * resamples) {
      return { estimate, lower: null, upper: null, ...shape, reason: "too few samples drawn can be analysed" };
    }
    return { estimate, ...percentiles(drawn.map(of), (1 - confidence) / 2), ...shape };
  };
  return {
    drivers: kept.map((place, index) => ({
      name: sample.rows.names[place]!,
      importance: limits(importance[index]!, (one) => one.importance[index]!),
      rank: limits(ranks[index]!, (one) => one.ranks[index]!),
      performance: limits(unscale(place, correlations.means[place]!) + 0, (one) => one.performance[index]!),
    })),
    count,
    resamples: drawn.length,
    unusable,
    definition,
  };
}

/** What a sample drawn says of each driver kept. */
interface Drawn {
  readonly importance: readonly number[];
  readonly ranks: readonly number[];
  readonly performance: readonly number[];
}

/** Draws as many rows as there are, and analyses them: how often a row was drawn is its weight. */
function draw({ columns, weights, kept, plan, unscale }: DriverSample, next: () => number): Drawn | null {
  const times = new Float64Array(weights.length);
  for (let row = 0; row < times.length; row++) times[drawBelow(next, times.length)]! += 1;
  const drawn = correlate(plan, { columns, weights: times.map((count, row) => count * weights[row]!) });
  const importance = importanceOf(drawn, kept, plan);
  if (importance === null) return null;
  const performance = kept.map((place) => unscale(place, drawn.means[place]!) + 0);
  return { importance, ranks: ranksOf(importance), performance };
}

/** The values that a share `tail` of all lie below, and above: the same number on either side. */
function percentiles(values: readonly number[], tail: number): { readonly lower: number; readonly upper: number } {
  const sorted = Float64Array.from(values).sort();
  // Both limits are the median where the confidence is next to none.
  const beyond = Math.min(Math.floor(values.length * tail + 1e-9), Math.floor((values.length - 1) / 2));
  return { lower: sorted[beyond]!, upper: sorted[values.length - 1 - beyond]! };
}
