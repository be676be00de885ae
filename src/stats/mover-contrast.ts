import {
  type Comparison,
  type ConfidenceOptions,
  type Interval,
  requireConfidence,
  requireInterval,
} from "./interval.ts";
import { type Limited, moverLinear } from "./mover-linear.ts";
import { bisect } from "./root.ts";

/** The smallest p-value told from 0: an interval's confidence is a double next to 1. */
const SMALLEST = 1e-15;

/**
 * A linear contrast of independent samples, less `target`, from the limits of each, with the p-value that inverts the
 * interval.
 */
export function moverContrast<Sample>(
  samples: readonly Sample[],
  coefficients: readonly number[],
  interval: (sample: Sample, options: ConfidenceOptions) => Interval,
  options: ConfidenceOptions,
  target = 0,
): Comparison<"mover"> {
  const confidence = requireConfidence(options);
  if (typeof interval !== "function") throw new TypeError(`interval must be a function, got ${typeof interval}`);
  const shape = { confidence, method: "mover" } as const;
  const at = (sure: number) => samples.map((sample) => interval(sample, { confidence: sure }));
  const intervals = at(confidence).map(requireInterval);
  const missing = intervals.find(({ lower, upper }) => lower === null || upper === null);
  const estimates = intervals.map(({ estimate }) => estimate);
  const contrast = (numbers: readonly number[]) =>
    numbers.reduce((sum, number, index) => sum + coefficients[index]! * number, 0) - target + 0;
  if (missing !== undefined) {
    const difference = estimates.includes(null) ? null : contrast(estimates as number[]);
    return { difference, lower: null, upper: null, pValue: null, ...shape, reason: `${missing.reason}` };
  }
  const limits = (sure: number) => {
    const { lower, upper } = moverLinear((sure === confidence ? intervals : at(sure)) as Limited[], coefficients);
    return { lower: lower - target, upper: upper - target };
  };
  const difference = contrast(estimates as number[]);
  const { lower, upper } = limits(confidence);
  if (lower === upper) {
    return { difference, lower: null, upper: null, pValue: null, ...shape, reason: "no sample varies" };
  }
  const nearest = (p: number) => (difference > 0 ? limits(1 - p).lower : -limits(1 - p).upper);
  const pValue = difference === 0 ? 1 : bisect(nearest, SMALLEST, 1 - SMALLEST);
  return { difference, lower, upper, pValue, ...shape };
}
