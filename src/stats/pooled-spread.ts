import { requireCount } from "../tally/count.ts";
import type { MeanResult } from "./mean-tally.ts";
import { requireDeviation, requireMean } from "./summary.ts";

/**
 * What a pooled spread needs of a sample: how many, their mean, and its standard deviation.
 *
 * @category Uncertainty
 */
export type SpreadLike = Pick<MeanResult, "count" | "mean" | "standardDeviation">;

/** The difference of two means and the deviation that both samples share, with its degrees of freedom. */
interface PooledSpread {
  readonly difference: number | null;
  readonly spread: number | null;
  readonly df: number;
  readonly reason?: string;
}

/** Pools the spreads of two samples; without one where there is none, which has a reason. */
export function pooledSpread(first: SpreadLike, second: SpreadLike): PooledSpread {
  for (const sample of [first, second]) requireSample(sample);
  const df = first.count + second.count - 2;
  const difference = first.count === 0 || second.count === 0 ? null : first.mean! - second.mean!;
  if (difference === null) return { difference, spread: null, df, reason: "a sample is empty" };
  if (df < 1) return { difference, spread: null, df, reason: "a spread needs three values in both samples together" };
  const part = ({ count, standardDeviation }: SpreadLike) =>
    count < 2 ? 0 : standardDeviation! * Math.sqrt((count - 1) / df);
  const spread = Math.hypot(part(first), part(second));
  return spread === 0 ? { difference, spread: null, df, reason: "neither sample varies" } : { difference, spread, df };
}

function requireSample(sample: SpreadLike): void {
  const { count, mean, standardDeviation } = sample ?? {};
  requireCount("count", count);
  if ("weight" in sample) throw new TypeError("samples must not be weighted: their spreads cannot be pooled");
  if (count > 0) requireMean(mean);
  if (count > 1) requireDeviation("standardDeviation", standardDeviation);
}
