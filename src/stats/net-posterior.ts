import { betaCdf, betaQuantile } from "./beta.ts";
import { deviance } from "./deviance.ts";
import { logPeak } from "./incomplete-beta.ts";
import type { NetSample } from "./net-sample.ts";
import { integrate } from "./quadrature.ts";
import { bisect } from "./root.ts";

/** Shares of top and bottom together beyond the quantiles of this probability count for nothing. */
const NEGLIGIBLE = 1e-20;

/**
 * The net score that the posterior lies below with probability `tail`, where half a person in each class is known
 * beforehand: Jeffreys' prior.
 */
export function posteriorQuantile({ top, bottom, size }: NetSample, tail: number): number {
  const middle = Math.max(0, size - top - bottom);
  const below = posteriorBelow(top + 0.5, middle + 0.5, bottom + 0.5);
  return bisect((mean) => below(mean) - tail, -1, 1);
}

/**
 * The distribution function of p − d, where (p, m, d) is a Dirichlet variable.
 *
 * The share s = p + d is a beta variable, and so, independently of it, is its part r = p / s; and p − d = s·(2r − 1).
 */
function posteriorBelow(top: number, middle: number, bottom: number): (mean: number) => number {
  const outer = top + bottom;
  const size = outer + middle;
  const peak = logPeak(outer, middle);
  // s = sin² of an angle, which takes the half powers from the density.
  const first = Math.asin(Math.sqrt(betaQuantile(NEGLIGIBLE, outer, middle)));
  const last = Math.acos(Math.sqrt(betaQuantile(NEGLIGIBLE, middle, outer)));
  return (mean) => {
    // Where s is less than the mean, p − d is less too.
    const certain = mean > 0 ? betaCdf(mean, outer, middle) : 0;
    const from = Math.max(first, Math.asin(Math.sqrt(Math.abs(mean))));
    if (from >= last) return certain;
    const weighted = (angle: number) => {
      const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
      const [s, rest] = [sine * sine, cosine * cosine];
      const excess = middle * s - outer * rest;
      const density = Math.exp(peak - deviance(outer, size * s, excess) - deviance(middle, size * rest, -excess));
      return (2 * density * betaCdf((1 + mean / s) / 2, top, bottom)) / (sine * cosine);
    };
    return certain + integrate(weighted, from, last);
  };
}
