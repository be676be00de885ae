import { requireDomain } from "../stats/domain.ts";

/**
 * How the probability to leave differs between customers: a beta distribution.
 *
 * @category Lifetime value
 */
export interface ShiftedBetaGeometric {
  /** First parameter, above 0; the mean probability to leave at the first renewal is alpha / (alpha + beta). */
  readonly alpha: number;
  /** Second parameter, above 0; the smaller both are, the more customers differ. */
  readonly beta: number;
}

/**
 * One renewal of customers who began together.
 *
 * @category Lifetime value
 */
export interface RenewalStep {
  /** The renewal, from 1. */
  readonly period: number;
  /** The share of those of the renewal before who renew, 0 to 1; it rises from one to the next. */
  readonly retention: number;
  /** The share of all who are still customers after it, 0 to 1. */
  readonly survival: number;
  /** The share of all who leave at it, 0 to 1. */
  readonly churn: number;
}

/**
 * Retention, survival and churn at each renewal, as the shifted beta-geometric model has them: every customer leaves with a
 * constant probability of their own, so that those who are left are ever more loyal, although nobody changes.
 *
 * @param model - `alpha` and `beta`, as `fitShiftedBetaGeometric` finds them.
 * @param options - `periods`, how many renewals.
 * @returns The renewals in order.
 * @throws TypeError or RangeError if a parameter is not from 1e-6 to 1e16, or the number of renewals is none.
 *
 * @example
 * ```ts
 * renewalCurve({ alpha: 0.668, beta: 3.806 }, { periods: 2 })
 * // ~> [{ period: 1, retention: 0.851, survival: 0.851, churn: 0.149 }, { period: 2, retention: 0.878, survival: 0.747, churn: 0.104 }]
 * ```
 *
 * @see Fader & Hardie (2007), How to Project Customer Retention, Journal of Interactive Marketing 21.
 * @category Lifetime value
 */
export function renewalCurve(model: ShiftedBetaGeometric, options: { readonly periods: number }): RenewalStep[] {
  const { alpha, beta } = requireModel(model);
  const { periods } = options ?? {};
  const isCount = Number.isSafeInteger(periods) && periods >= 1 && periods <= 1e6;
  requireDomain(periods, isCount, "periods must be a whole number from 1 to 1e6");
  const steps: RenewalStep[] = [];
  let before = 1;
  for (let period = 1; period <= periods; period++) {
    const whole = alpha + beta + period - 1;
    const retention = (beta + period - 1) / whole;
    const survival = before * retention;
    steps.push({ period, retention, survival, churn: before * (alpha / whole) });
    before = survival;
  }
  return steps;
}

/**
 * What a customer's future counts for.
 *
 * @category Lifetime value
 */
export interface ExpectedLifetimeOptions {
  /** The discount rate of a period, 0 or from 1e-8 up; default 0. */
  readonly discount?: number | undefined;
  /** Renewals that the customer has made already; default 0. */
  readonly renewals?: number | undefined;
}

/**
 * How long customers are going to stay.
 *
 * @category Lifetime value
 */
export interface ExpectedLifetime {
  /** Periods to come, discounted; times the margin of a period, the worth of a customer; `null` where they have no bound. */
  readonly lifetime: number | null;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "expectedLifetime";
    /** First parameter of the model. */
    readonly alpha: number;
    /** Second parameter of the model. */
    readonly beta: number;
    /** Discount rate of a period. */
    readonly discount: number;
    /** Renewals made already. */
    readonly renewals: number;
  };
  /** Why there is no lifetime; only where there is none. */
  readonly reason?: string;
}

/**
 * Discounted expected lifetime under the shifted beta-geometric model. Of a new customer the first period, which is paid
 * for at once, counts 1. Of one who has renewed so many times, it is the lifetime still to come: the next renewal is due now, and
 * counts with the probability that it is made.
 *
 * @param model - `alpha` and `beta`, as `fitShiftedBetaGeometric` finds them.
 * @param options - `discount` of a period; `renewals` made already.
 * @returns Discounted periods; `null` with a `reason` where they have no bound: undiscounted, with `alpha` 1 or less.
 * @throws TypeError or RangeError if a parameter or an option is out of range.
 *
 * @example
 * ```ts
 * expectedLifetime({ alpha: 0.668, beta: 3.806 }, { discount: 0.1 }).lifetime // ~> 5.9226
 * expectedLifetime({ alpha: 0.668, beta: 3.806 }, { discount: 0.1, renewals: 4 }).lifetime // ~> 6.6203
 * expectedLifetime({ alpha: 0.668, beta: 3.806 }).reason // => "without discount the lifetime has no bound"
 * ```
 *
 * @see Fader & Hardie (2010), Customer-Base Valuation in a Contractual Setting, Marketing Science 29.
 * @category Lifetime value
 */
export function expectedLifetime(model: ShiftedBetaGeometric, options: ExpectedLifetimeOptions = {}): ExpectedLifetime {
  const { alpha, beta } = requireModel(model);
  const { discount = 0, renewals = 0 } = options ?? {};
  const isRate = discount === 0 || (discount >= 1e-8 && discount <= 1e8);
  requireDomain(discount, isRate, "discount must be 0 or a number from 1e-8 to 1e8");
  const isCount = Number.isSafeInteger(renewals) && renewals >= 0 && renewals <= 1e9;
  requireDomain(renewals, isCount, "renewals must be a whole number from 0 to 1e9");
  const definition = {
    metric: "expectedLifetime",
    alpha,
    beta,
    discount: discount + 0,
    renewals: renewals + 0,
  } as const;
  // Of a customer of n renewals beta + n − 1 takes the place of beta; a new one has the first period for sure.
  const due = renewals === 0 ? 1 : (beta + renewals - 1) / (alpha + beta + renewals - 1);
  const sum = discount === 0 ? undiscounted(alpha, beta + renewals) : hypergeometric(alpha, beta + renewals, discount);
  if (sum === null) return { lifetime: null, definition, reason: "without discount the lifetime has no bound" };
  return { lifetime: due * sum, definition };
}

/** ₂F₁(1, b; a + b; 1), the sum of the survivals. */
function undiscounted(a: number, b: number): number | null {
  return a > 1 ? (a + b - 1) / (a - 1) : null;
}

/** ₂F₁(1, b; a + b; 1 / (1 + discount)) by Gauss's continued fraction (DLMF 15.7.5), from its first term on by Lentz. */
function hypergeometric(a: number, b: number, discount: number): number {
  const z = 1 / (1 + discount);
  const c = a + b;
  let value = 1;
  let above = 1;
  let below = 0;
  for (let k = 0; k < 1e7; k++) {
    const odd = k === 0 ? b / c : ((b + k) / (c + 2 * k)) * ((c - 1 + k) / (c - 1 + 2 * k));
    const even = ((k + 1) / (c + 2 * k)) * ((a + k) / (c + 2 * k + 1));
    const before = value;
    for (const term of [odd * z, even * z]) {
      below = 1 / (1 - term * below);
      above = 1 - term / above;
      value *= above * below;
    }
    if (value === before || Math.abs(value - before) < 1e-16 * value) break;
  }
  return 1 / value;
}

/** The parameters, if they are some. */
function requireModel(model: ShiftedBetaGeometric): ShiftedBetaGeometric {
  const { alpha, beta } = model ?? {};
  requireDomain(alpha, alpha >= 1e-6 && alpha <= 1e16, "alpha must be a number from 1e-6 to 1e16");
  requireDomain(beta, beta >= 1e-6 && beta <= 1e16, "beta must be a number from 1e-6 to 1e16");
  return { alpha, beta };
}
