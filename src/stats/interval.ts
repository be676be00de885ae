import { refusal } from "../tally/refusal.ts";

/**
 * An estimate with the interval that the data leave for it.
 *
 * @category Uncertainty
 */
export interface Interval<Method extends string = string> {
  /** The estimate, in the headline's unit; `null` of an empty sample. */
  readonly estimate: number | null;
  /** Lower limit, in the same unit; `null` where there is none. */
  readonly lower: number | null;
  /** Upper limit, in the same unit; `null` where there is none. */
  readonly upper: number | null;
  /** The confidence of the interval, between 0 and 1. */
  readonly confidence: number;
  /** How the interval was found. */
  readonly method: Method;
  /** Why there are no limits; only where there are none. */
  readonly reason?: string;
}

/**
 * The difference of two estimates, first less second, with the interval that the data leave for it.
 *
 * @category Uncertainty
 */
export interface Comparison<Method extends string = string> {
  /** The difference, in the headline's unit; `null` where a sample is empty. */
  readonly difference: number | null;
  /** Lower limit, in the same unit; `null` where there is none. */
  readonly lower: number | null;
  /** Upper limit, in the same unit; `null` where there is none. */
  readonly upper: number | null;
  /** Two-sided p-value of no difference, 0 to 1; `null` where there is none. Below 1 − confidence just where the interval leaves 0 out. */
  readonly pValue: number | null;
  /** The confidence of the interval, between 0 and 1. */
  readonly confidence: number;
  /** How interval and p-value were found. */
  readonly method: Method;
  /** Why there are no limits; only where there are none. */
  readonly reason?: string;
}

/**
 * How sure an interval must be.
 *
 * @category Uncertainty
 */
export interface ConfidenceOptions {
  /** The share of samples whose interval holds the truth, between 0 and 1. Default 0.95. */
  readonly confidence?: number | undefined;
}

/** The confidence of the options, if it is one; without `shown`, which every interval would carry for it. */
export function requireConfidence(options: ConfidenceOptions | null | undefined): number {
  const { confidence = 0.95 } = options ?? {};
  const isNumber = typeof confidence === "number";
  if (isNumber && confidence > 0 && confidence < 1) return confidence;
  throw new (isNumber ? RangeError : TypeError)(`confidence must be a number between 0 and 1, got ${confidence}`);
}

/** What a function that must answer with an interval has answered, if it is one. */
export function requireInterval(found: Interval): Interval {
  const limits = [found?.lower, found?.upper];
  if (limits.every((limit) => limit === null || Number.isFinite(limit))) return found;
  throw refusal("interval must answer with an interval", found);
}
