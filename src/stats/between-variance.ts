import { extent } from "./extent.ts";
import { localMaxima } from "./maxima.ts";
import { bisect } from "./root.ts";

/**
 * How it is estimated by how much the true means of segments differ: in closed form by DerSimonian and Laird (the default),
 * by Paule and Mandel, or by restricted maximum likelihood.
 *
 * @category Segments
 */
export type VarianceMethod = "dersimonian-laird" | "paule-mandel" | "reml";

/** A segment that has values: its mean and the variance of this mean, less a centre and by a scale; and as it came. */
export interface Known {
  readonly mean: number;
  readonly variance: number;
  readonly raw: number;
}

/** The mean of segments whose true means have this variance, and its standard error. */
export function pooledMean(
  samples: readonly Known[],
  between: number,
): { readonly mean: number; readonly error: number } {
  const weight = samples.reduce((sum, { variance }) => sum + 1 / (variance + between), 0);
  const mean = samples.reduce((sum, sample) => sum + sample.mean / (sample.variance + between) / weight, 0);
  return { mean, error: Math.sqrt(1 / weight) };
}

/** Cochran's Q of segments whose true means have this variance: its expectation is one less than their number. */
function heterogeneity(samples: readonly Known[], between: number): number {
  const { mean } = pooledMean(samples, between);
  return samples.reduce((sum, sample) => sum + (sample.mean - mean) ** 2 / (sample.variance + between), 0);
}

/** More than the variance between segments can be: that of their means, which twice their squared range exceeds. */
function mostBetween(samples: readonly Known[]): number {
  const [least, most] = extent(samples.map(({ mean }) => mean));
  return 2 * (most - least) ** 2 * samples.length;
}

function derSimonianLaird(samples: readonly Known[]): number {
  const excess = heterogeneity(samples, 0) - (samples.length - 1);
  if (excess <= 0) return 0;
  const weights = samples.map(({ variance }) => 1 / variance);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  // Σw − Σw²/Σw, by its pairs: no subtraction, which one large weight would cost all digits.
  let pairs = 0;
  let before = 0;
  for (const weight of weights) {
    pairs += before * (weight / whole);
    before += weight;
  }
  return excess / (2 * pairs);
}

function pauleMandel(samples: readonly Known[]): number {
  const excess = (between: number) => heterogeneity(samples, between) - (samples.length - 1);
  return excess(0) <= 0 ? 0 : bisect(excess, 0, mostBetween(samples));
}

function reml(samples: readonly Known[]): number {
  const sums = (between: number) => {
    const weights = samples.map(({ variance }) => 1 / (variance + between));
    const { mean } = pooledMean(samples, between);
    const weight = weights.reduce((sum, one) => sum + one, 0);
    return { weights, mean, weight };
  };
  const slope = (between: number) => {
    const { weights, mean, weight } = sums(between);
    return samples.reduce((sum, sample, index) => {
      const one = weights[index]!;
      return sum + one * (one * (sample.mean - mean) ** 2 - 1 + one / weight);
    }, 0);
  };
  const likelihood = (between: number) => {
    const { weights, mean, weight } = sums(between);
    return samples.reduce((sum, sample, index) => {
      return sum + Math.log(weights[index]!) - weights[index]! * (sample.mean - mean) ** 2;
    }, -Math.log(weight));
  };
  const most = mostBetween(samples);
  const least = 1e-9 * Math.min(most, ...samples.map(({ variance }) => variance));
  const candidates = [0, ...localMaxima(slope, least, most)];
  return candidates.reduce((best, one) => (likelihood(one) > likelihood(best) ? one : best));
}

/** The variance of the true means of segments, by method. */
export const BETWEEN: Readonly<Record<VarianceMethod, (samples: readonly Known[]) => number>> = {
  "dersimonian-laird": derSimonianLaird,
  "paule-mandel": pauleMandel,
  reml,
};
