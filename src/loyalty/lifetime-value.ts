import { requireDomain } from "../stats/domain.ts";
import { requireChoice } from "../tally/choice.ts";

/**
 * What a customer brings, how likely the customer stays, and what money later is worth now.
 *
 * @category Lifetime value
 */
export interface LifetimeValueOptions {
  /** Margin of a customer in each period, in money: not revenue. */
  readonly margin: number;
  /** The probability that a customer of one period is still one in the next, 0 to 1. */
  readonly retention: number;
  /** The discount rate of a period, 0 or more: 0.1 where money one period later is worth 1 / 1.1. */
  readonly discount: number;
  /**
   * When the first margin comes: `"next"`, one period from now, if the customer is kept (default); `"now"`, at once and for
   * certain.
   */
  readonly margins?: "now" | "next" | undefined;
  /** What it cost to win the customer, 0 or more. Default 0. */
  readonly acquisitionCost?: number | undefined;
  /** How many margins are counted, 1 or more; default `null`: all there will ever be. */
  readonly periods?: number | null | undefined;
}

/**
 * What a customer is worth.
 *
 * @category Lifetime value
 */
export interface LifetimeValueResult {
  /** The present value of the margins less the cost of acquisition, in money; `null` where it has no bound. */
  readonly value: number | null;
  /** The present value of the margins alone, in money; `null` where it has no bound. */
  readonly margins: number | null;
  /** How many periods a customer stays on average, the first among them; `null` where nobody ever leaves. */
  readonly lifetime: number | null;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "lifetimeValue";
    /** Margin of a period. */
    readonly margin: number;
    /** Retention from one period to the next. */
    readonly retention: number;
    /** Discount rate of a period. */
    readonly discount: number;
    /** When the first margin comes. */
    readonly margins: "now" | "next";
    /** What it cost to win the customer. */
    readonly acquisitionCost: number;
    /** How many margins are counted; `null` where all are. */
    readonly periods: number | null;
  };
  /** Why there is no value; only where there is none. */
  readonly reason?: string;
}

/**
 * Customer lifetime value, the simple one: the present value of a constant margin that a customer brings as long as kept,
 * at a constant retention, less what it cost to win the customer.
 *
 * Customers differ, and those who stay are the loyal ones, so that retention rises with age: one constant rate makes a mixed
 * base worth too little. `fitShiftedBetaGeometric` allows for it.
 *
 * @param options - `margin`, `retention` and `discount`, all of one period; `margins`, when the first comes;
 *   `acquisitionCost`; `periods`, how many margins are counted.
 * @returns The value, in the unit of the margin; `null` with a `reason` where it has no bound, because nobody ever leaves and
 *   nothing is discounted, or is too large for a number.
 * @throws TypeError or RangeError if a figure is none.
 *
 * @example
 * ```ts
 * lifetimeValue({ margin: 100, retention: 0.8, discount: 0.1 }).value // ~> 266.67
 * lifetimeValue({ margin: 100, retention: 0.8, discount: 0.1, margins: "now", acquisitionCost: 50 }).value // ~> 316.67
 * lifetimeValue({ margin: 100, retention: 0.8, discount: 0.1, periods: 5 }).value // ~> 212.41
 * lifetimeValue({ margin: 100, retention: 1, discount: 0 }).reason // => "nobody leaves and nothing is discounted"
 * ```
 *
 * @see Gupta & Lehmann (2003), Customers as Assets, Journal of Interactive Marketing 17: m · r / (1 + d − r).
 * @category Lifetime value
 */
export function lifetimeValue(options: LifetimeValueOptions): LifetimeValueResult {
  const { margin, retention, discount } = options ?? {};
  const { margins = "next", acquisitionCost = 0, periods = null } = options ?? {};
  requireDomain(margin, margin >= -1e140 && margin <= 1e140, "margin must be a number up to 1e140 in size");
  requireDomain(retention, retention >= 0 && retention <= 1, "retention must be a number from 0 to 1");
  requireDomain(discount, discount >= 0 && discount <= 1e140, "discount must be a number from 0 to 1e140");
  requireDomain(
    acquisitionCost,
    acquisitionCost >= 0 && acquisitionCost <= 1e140,
    "acquisitionCost must be from 0 to 1e140",
  );
  if (periods !== null) {
    requireDomain(periods, Number.isSafeInteger(periods) && periods >= 1, "periods must be a whole number, 1 or more");
  }
  requireChoice("margins", margins, ["now", "next"]);
  const definition = {
    metric: "lifetimeValue",
    margin: margin + 0,
    retention: retention + 0,
    discount: discount + 0,
    margins,
    acquisitionCost: acquisitionCost + 0,
    periods,
  } as const;
  const lifetime = retention < 1 ? 1 / (1 - retention) : null;
  const first = margin * (margins === "now" ? 1 : retention / (1 + discount));
  // Nothing is worth nothing for ever, too.
  const worth = first === 0 ? 0 : first * annuity(retention, discount, periods) + 0;
  // Where some leave it is finite, whatever the discount.
  if (!Number.isFinite(worth)) {
    const reason = discount > 0 ? "the value is too large for a number" : "nobody leaves and nothing is discounted";
    return { value: null, margins: null, lifetime, definition, reason };
  }
  return { value: worth - acquisitionCost + 0, margins: worth, lifetime, definition };
}

/** 1 + q + q² + …, so many terms, of q = retention / (1 + discount), by what q lacks to 1: no digits cancel. */
function annuity(retention: number, discount: number, periods: number | null): number {
  const lack = (1 - retention + discount) / (1 + discount);
  if (periods === null) return 1 / lack;
  return lack === 0 ? periods : -Math.expm1(periods * Math.log1p(-lack)) / lack;
}
