import { requireDomain } from "../stats/domain.ts";
import { requireCount } from "../tally/count.ts";

/**
 * What was spent on customers, and how many.
 *
 * @category Acquisition
 */
export interface Spending {
  /** Money spent, 0 or more. */
  readonly cost: number;
  /** Customers won, or customers kept, by it. */
  readonly customers: number | bigint;
}

/**
 * What a new customer costs beside one who is kept.
 *
 * @category Acquisition
 */
export interface AcquisitionCostResult {
  /** The cost of a customer won by the cost of a customer kept; `null` where there is no such ratio. */
  readonly ratio: number | null;
  /** Money spent for each customer won; `null` where none was. */
  readonly acquisitionCost: number | null;
  /** Money spent for each customer kept; `null` where none was. */
  readonly retentionCost: number | null;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "acquisitionCostRatio";
  };
  /** Why there is no ratio; only where there is none. */
  readonly reason?: string;
}

/**
 * How many times as much a new customer costs as one who is kept, by your own figures. That it is five or seven times is often
 * said and depends wholly on the firm.
 *
 * @param spending - `acquisition` and `retention`: what was spent on each, and on how many customers, of one period.
 * @returns The ratio and its two sides; `null` with a `reason` where nobody was won or kept, or keeping cost nothing.
 * @throws TypeError or RangeError if a cost is no number, 0 or more, or customers are no whole number.
 *
 * @example
 * ```ts
 * const year = { acquisition: { cost: 60_000, customers: 200 }, retention: { cost: 90_000, customers: 1500 } }
 * acquisitionCostRatio(year) // => { ratio: 5, acquisitionCost: 300, retentionCost: 60, … }
 * acquisitionCostRatio({ ...year, retention: { cost: 0, customers: 1500 } }).ratio // => null
 * ```
 *
 * @category Acquisition
 */
export function acquisitionCostRatio(spending: {
  /** What was spent on winning customers, and how many were won. */
  readonly acquisition: Spending;
  /** What was spent on keeping customers, and how many were kept. */
  readonly retention: Spending;
}): AcquisitionCostResult {
  const acquisitionCost = costOfOne("acquisition", spending?.acquisition);
  const retentionCost = costOfOne("retention", spending.retention);
  const shape = { acquisitionCost, retentionCost, definition: { metric: "acquisitionCostRatio" } } as const;
  if (acquisitionCost === null) return { ratio: null, ...shape, reason: "nobody was won" };
  if (retentionCost === null) return { ratio: null, ...shape, reason: "nobody was kept" };
  if (retentionCost === 0) return { ratio: null, ...shape, reason: "keeping customers cost nothing" };
  const ratio = acquisitionCost / retentionCost;
  if (!Number.isFinite(ratio)) return { ratio: null, ...shape, reason: "the ratio is too large for a number" };
  return { ratio, ...shape };
}

function costOfOne(name: string, spending: Spending): number | null {
  const { cost, customers } = spending ?? {};
  requireDomain(cost, cost >= 0 && cost <= 1e140, `cost of ${name} must be a number from 0 to 1e140`);
  const people = requireCount(`customers of ${name}`, customers);
  return people === 0 ? null : (cost + 0) / people;
}
