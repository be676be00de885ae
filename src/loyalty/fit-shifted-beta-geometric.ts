import { localMaxima } from "../stats/maxima.ts";
import { bisect } from "../stats/root.ts";
import { requireCount } from "../tally/count.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { ShiftedBetaGeometric } from "./shifted-beta-geometric.ts";

/**
 * The shifted beta-geometric model under which what was seen of cohorts is likeliest.
 *
 * @category Lifetime value
 */
export interface ShiftedBetaGeometricFit {
  /** The model, as `renewalCurve` and `expectedLifetime` take it; `null` where none is likeliest. */
  readonly model: ShiftedBetaGeometric | null;
  /** Logarithm of the likelihood of the model; `null` where there is none. */
  readonly logLikelihood: number | null;
  /** Customers who began. */
  readonly count: number;
  /** Customers who left while they were seen. */
  readonly lost: number;
  /** Renewals of the cohort that was seen longest. */
  readonly periods: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "shiftedBetaGeometric";
  };
  /** Why there is no model; only where there is none. */
  readonly reason?: string;
}

/**
 * Fits the shifted beta-geometric model of retention to cohorts by greatest likelihood. `renewalCurve` and `expectedLifetime` take
 * what it finds, and say what is to come.
 *
 * @param cohorts - Of each cohort how many began, then how many were left after each renewal: `[1000, 869, 743]`. Cohorts may
 *   have been seen for different times. Only renewals that all of a cohort have had belong in it.
 * @returns The model; `null` with a `reason` where the data have no such model: fewer than two renewals, nobody
 *   lost, nobody kept, retention that does not rise, or only losses at once, so that customers differ without bound.
 * @throws TypeError or RangeError if a count is none, or more are left than were before, with its index.
 *
 * @example
 * ```ts
 * const fit = fitShiftedBetaGeometric([[1000, 869, 743, 653, 593, 551, 517, 491]])
 * fit // ~> { model: { alpha: 0.668, beta: 3.806 }, logLikelihood: -1611.158, count: 1000, lost: 509, periods: 7, … }
 * renewalCurve(fit.model!, { periods: 12 }).at(-1)?.survival // ~> 0.378
 * fitShiftedBetaGeometric([[100, 90]]).reason // => "two renewals at least are needed"
 * ```
 *
 * @see Fader & Hardie (2007), How to Project Customer Retention, Journal of Interactive Marketing 21.
 * @category Lifetime value
 */
export function fitShiftedBetaGeometric(cohorts: Iterable<Iterable<number | bigint>>): ShiftedBetaGeometricFit {
  const { began, atRisk, kept } = countRenewals(cohorts);
  const renewed = sum(kept);
  const lost = sum(atRisk) - renewed;
  const shape = { count: began, lost, periods: atRisk.length, definition: { metric: "shiftedBetaGeometric" } } as const;
  const none = (reason: string) => ({ model: null, logLikelihood: null, ...shape, reason });
  if (atRisk.filter((people) => people > 0).length < 2) return none("two renewals at least are needed");
  if (lost === 0) return none("nobody was lost");
  // With nobody kept at the first renewal nobody is at risk at the second.
  const alphaAt = (beta: number) => likeliestAlpha(beta, atRisk, lost);
  const slope = (beta: number) =>
    kept.reduce((rise, people, t) => rise + people * (beta / (beta + t)), 0) - (lost * beta) / alphaAt(beta);
  const fits = localMaxima(slope, 1e-6, 1e6).map((beta) => {
    const alpha = alphaAt(beta);
    return { model: { alpha, beta }, logLikelihood: logLikelihood(alpha, beta, atRisk, kept) };
  });
  const best = fits.reduce<(typeof fits)[number] | null>(
    (likeliest, fit) => (likeliest === null || fit.logLikelihood > likeliest.logLikelihood ? fit : likeliest),
    null,
  );
  // Where those leave at once who ever do, the likelihood rises for ever as both parameters fall towards 0.
  const isExtreme = best === null ? slope(1e-6) < 0 : best.model.alpha < 1e-6;
  if (isExtreme) return none("customers differ too much: the likeliest parameters are below 1e-6");
  if (best === null) return none("retention does not rise: one rate fits all customers");
  return { ...best, ...shape };
}

/** How many were to renew, and did, at each renewal. */
function countRenewals(cohorts: Iterable<Iterable<number | bigint>>) {
  requireIterable(cohorts, "cohorts");
  const atRisk: number[] = [];
  const kept: number[] = [];
  let began = 0;
  let index = 0;
  for (const cohort of cohorts) {
    requireIterable(cohort, `cohort ${index}`);
    let before: number | undefined;
    let period = 0;
    for (const left of cohort) {
      const people = requireCount(`customers of cohort ${index}`, left);
      if (before === undefined) began += people;
      else {
        if (people > before) {
          throw new RangeError(
            `customers of cohort ${index} must not be more than before, ${before}, got ${people} at index ${period}`,
          );
        }
        atRisk[period - 1] = (atRisk[period - 1] ?? 0) + before;
        kept[period - 1] = (kept[period - 1] ?? 0) + people;
      }
      before = people;
      period++;
    }
    index++;
  }
  return { began, atRisk, kept };
}

/** The alpha of the greatest likelihood for a beta: where those lost are as many as the model has lost. */
function likeliestAlpha(beta: number, atRisk: readonly number[], lost: number): number {
  const excess = (log: number) => {
    const alpha = Math.exp(log);
    return atRisk.reduce((expected, people, t) => expected + people * (alpha / (alpha + beta + t)), -lost);
  };
  return Math.exp(bisect(excess, -60, 60));
}

function logLikelihood(alpha: number, beta: number, atRisk: readonly number[], kept: readonly number[]): number {
  return kept.reduce((total, people, t) => {
    const whole = alpha + beta + t;
    return total + people * Math.log((beta + t) / whole) + (atRisk[t]! - people) * Math.log(alpha / whole);
  }, 0);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
