import { exactly } from "../stats/exact-sum.ts";
import { extent } from "../stats/extent.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * How parts become one: by name, or by the power of a power mean, −100 to 100. The arithmetic mean (power 1) lets a strong
 * part make up for a weak one; the geometric (0) and the harmonic mean (−1) ever less; the minimum not at all.
 *
 * @category Experience score
 */
export type MeanKind = "arithmetic" | "geometric" | "harmonic" | "minimum" | "maximum" | number;

/**
 * How a power mean is formed.
 *
 * @category Experience score
 */
export interface PowerMeanOptions {
  /** Which mean. Default `"arithmetic"`. */
  readonly mean?: MeanKind | undefined;
  /** The weight of each value, 0 or more, not all 0; values of weight 0 are left out. Default: all alike. */
  readonly weights?: readonly number[] | undefined;
}

/**
 * Weighted power mean: one number from many, between the least and the greatest of them. The order of the values does not
 * matter, nor does a factor in all weights. It is right to 1e-12 of itself, however far apart values and weights are.
 *
 * @param values - Numbers, 0 or more; of the arithmetic mean, the minimum and the maximum any, in one unit.
 * @param options - `mean`, which mean; `weights`, one for each value.
 * @returns The mean in the unit of the values; `null` of no values. Where a value is 0, the geometric and the harmonic mean
 *   and those of lower powers are 0.
 * @throws TypeError or RangeError if a value is none, or negative under a mean that needs 0 or more; if weights are
 *   negative, all 0, or not as many as the values; or if there is no such mean.
 *
 * @example
 * ```ts
 * powerMean([20, 80]) // => 50
 * powerMean([20, 80], { mean: "geometric" }) // ~> 40
 * powerMean([20, 80], { mean: "harmonic" }) // ~> 32
 * powerMean([20, 80], { mean: "minimum" }) // => 20
 * powerMean([20, 80], { weights: [3, 1] }) // => 35
 * powerMean([]) // => null
 * powerMean([-1, 2], { mean: "geometric" }) // throws RangeError "value must be a number from 0 to 1e140"
 * ```
 *
 * @see OECD & JRC (2008), Handbook on Constructing Composite Indicators, section 6.
 * @category Experience score
 */
export function powerMean(values: Iterable<number>, options: PowerMeanOptions = {}): number | null {
  const { mean, weights } = options ?? {};
  const power = powerOf(mean);
  requireIterable(values, "values");
  const list = Array.from(values, (value, index) => requireScore("value", value, power, index));
  const heavy = weights
    ? list.map((_, index) => requireImportance("weight", weights[index], index))
    : list.map(() => 1);
  if (weights && weights.length !== list.length) {
    throw new RangeError(`weights must be as many as values, got ${weights.length} for ${list.length} values`);
  }
  return meanOf(list, heavy, power)?.score ?? null;
}

/** A mean, and what each value contributes to it. */
interface MeanParts {
  readonly score: number;
  /** What each value contributes; they sum to the score. */
  readonly contributions: readonly number[];
}

/**
 * The mean and its parts. A power mean is homogeneous, so by Euler's theorem value times slope of each value sum to the
 * mean; this is what a value contributes.
 */
export function meanOf(values: readonly number[], weights: readonly number[], power: number): MeanParts | null {
  const present = values.filter((_, index) => weights[index]! > 0);
  if (values.length > 0 && present.length === 0) throw new RangeError("weights must not all be 0");
  if (present.length === 0) return null;
  const [least, most] = extent(present);
  const sample = { values, weights, power, least, most };
  const counted = countedOf(sample);
  const { shares } = counted;
  const whole = exactly(shares);
  const inside = (score: number) => Math.min(most, Math.max(least, score)) + 0;
  if (power === 1) {
    const score = inside(exactly(values.map((value, index) => value * shares[index]!)) / whole);
    return { score, contributions: values.map((value, index) => value * (shares[index]! / whole) + 0) };
  }
  const score = inside(scoreOf(sample, counted));
  return { score, contributions: shares.map((share) => score * (share / whole) + 0) };
}

/** Values with their weights, and the least and the greatest of those that have weight. */
interface Sample {
  readonly values: readonly number[];
  readonly weights: readonly number[];
  readonly power: number;
  readonly least: number;
  readonly most: number;
}

/** How much each value counts for the mean where it is. */
interface Counted {
  /** Its weight times its power, relative to the heaviest weight and to the value whose power is greatest. */
  readonly shares: readonly number[];
  /** The logarithm of a factor that was taken out of all shares. */
  readonly log: number;
}

function countedOf({ values, weights, power, least, most }: Sample): Counted {
  // By the largest weight, so that sums and products stay within the doubles.
  const [, heaviest] = extent(weights);
  const anchor = power > 0 ? most : least;
  // A zero decides a mean of a power below 0 alone; of nothing but zeros, all count.
  const isDecided = Math.abs(power) === Infinity || (power < 0 && least === 0);
  const isEven = power === 1 || power === 0 || most === 0;
  const powerOf = (value: number) =>
    isDecided ? Number(value === anchor) : isEven ? 1 : powerOfRatio(value, anchor, power);
  const shares = weights.map((weight, index) => (weight === 0 ? 0 : (weight / heaviest) * powerOf(values[index]!)));
  if (exactly(shares) > 1e-260) return { shares, log: 0 };
  // What counts weighs too little for the doubles to hold it beside what does not.
  const logs = weights.map((weight, index) => {
    const value = values[index]!;
    if (weight === 0) return -Infinity;
    return Math.log(weight) + (isDecided ? Math.log(powerOf(value)) : power * (Math.log(value) - Math.log(anchor)));
  });
  const [, log] = extent(logs);
  return { shares: logs.map((one) => Math.exp(one - log)), log: log - Math.log(heaviest) };
}

/** The power of a ratio that may itself be beyond the doubles. */
function powerOfRatio(value: number, anchor: number, power: number): number {
  const ratio = value / anchor;
  if (value === 0 || (ratio > 1e-300 && ratio < 1e300)) return ratio ** power;
  return Math.exp(power * (Math.log(value) - Math.log(anchor)));
}

function scoreOf({ values, weights, power, least, most }: Sample, { shares, log }: Counted): number {
  if (power === -Infinity || (power <= 0 && least === 0)) return least;
  if (power === Infinity || most === 0) return most;
  const [, heaviest] = extent(weights);
  const known = values.flatMap((value, index) =>
    weights[index]! > 0 ? [{ value, weight: weights[index]! / heaviest }] : [],
  );
  const whole = exactly(known.map(({ weight }) => weight));
  const averaged = (of: (value: number) => number) =>
    exactly(known.map(({ value, weight }) => weight * of(value))) / whole;
  // A power near 0 by its logarithm, where a root of a sum near 1 would lose its digits.
  const distance = Math.abs(power) * (Math.log(most) - Math.log(least));
  if (power === 0 || distance < 0.5) {
    const centre = averaged(Math.log);
    if (power === 0) return Math.exp(centre);
    return Math.exp(centre + Math.log1p(averaged((value) => Math.expm1(power * (Math.log(value) - centre)))) / power);
  }
  const anchor = power > 0 ? most : least;
  const average = exactly(shares) / whole;
  const root = log === 0 ? average ** (1 / power) : 0;
  if (root > 1e-300 && root < 1e300) return anchor * root;
  return Math.exp(Math.log(anchor) + (Math.log(average) + log) / power);
}

/** The power of a mean, if there is one of that name. */
export function powerOf(mean: MeanKind = "arithmetic"): number {
  if (mean === "arithmetic") return 1;
  if (mean === "geometric") return 0;
  if (mean === "harmonic") return -1;
  if (mean === "minimum") return -Infinity;
  if (mean === "maximum") return Infinity;
  // A power so near to 0 changes no digit.
  if (typeof mean === "number" && Math.abs(mean) <= 100) return Math.abs(mean) < 1e-16 ? 0 : mean;
  const names = '"arithmetic", "geometric", "harmonic", "minimum", "maximum"';
  throw refusal(`mean must be ${names} or a power from -100 to 100`, mean);
}

/** A score that the mean can take. */
export function requireScore(name: string, score: unknown, power: number, index?: number): number {
  const isFree = power === 1 || Math.abs(power) === Infinity;
  if (typeof score === "number" && score <= 1e140 && score >= (isFree ? -1e140 : 0)) return score + 0;
  throw refusal(`${name} must be a number from ${isFree ? "-1e140" : "0"} to 1e140`, score, index);
}

/** How much a part matters: unlike the weight of a person, any number that is not negative. */
export function requireImportance(name: string, weight: unknown, index?: number): number {
  if (typeof weight === "number" && weight >= 0 && weight <= 1e140) return weight + 0;
  throw refusal(`${name} must be a number from 0 to 1e140`, weight, index);
}
