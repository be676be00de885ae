import { requireChoice } from "../tally/choice.ts";
import type { NetSample } from "./net-sample.ts";
import { bisect } from "./root.ts";

/**
 * How the interval of a net score is found: by the score test, never of zero width (the default); by adding ¾, 1½ and
 * ¾ people to the classes; or by the plain Wald formula, of zero width where all answers agree.
 *
 * @category Uncertainty
 */
export type NetMethod = "score" | "adjusted-wald" | "wald";

/** The method, if it is one. */
export function requireNetMethod(method: NetMethod = "score"): NetMethod {
  return requireChoice("method", method, ["score", "adjusted-wald", "wald"]);
}

/** The limits of a method, −1 to 1 for the score, unclamped for the others. */
export function netLimits(method: NetMethod, sample: NetSample): (z: number) => [lower: number, upper: number] {
  const { top, bottom, size } = sample;
  if (method === "score") return (z) => [scoreLower(top, bottom, size, z), 0 - scoreLower(bottom, top, size, z)];
  const { mean, error } = waldOf(method, sample);
  return (z) => [mean - z * error, mean + z * error];
}

/** Centre and standard error of the Wald methods; the score's centre is that of the plain one. */
export function waldOf(
  method: NetMethod,
  { top, bottom, size }: NetSample,
): { readonly mean: number; readonly error: number } {
  const added = method === "adjusted-wald" ? 0.75 : 0;
  const people = size + 4 * added;
  const outer = top + bottom + 2 * added;
  // Of counts, lest it be the difference of two shares that are nearly the same.
  const spread = outer * (people - outer) + 4 * (top + added) * (bottom + added);
  return { mean: (top - bottom) / people, error: Math.sqrt(spread / people) / people };
}

/**
 * The score statistic of a net score: how many standard errors the sample lies above `mean`, where the error is that
 * of the likeliest population with this mean.
 *
 * @see Tango (1998), Statistics in Medicine 17, for the difference of matched proportions, which a net score is; Rocks
 * (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70(4).
 */
export function scoreStatistic(top: number, bottom: number, size: number, mean: number): number {
  // Mirrored, lest the variance of a mean near −1 be the difference of two large numbers.
  if (mean < 0) return -scoreStatistic(bottom, top, size, -mean);
  // The bottom share of the likeliest population solves size·q² + b·q = c.
  const b = ((2 * size - top + bottom) * mean - top - bottom) / 2;
  const c = (bottom * mean * (1 - mean)) / 2;
  const root = Math.sqrt(Math.max(0, b * b + 4 * size * c));
  const share = b > 0 ? (2 * c) / (b + root) : (root - b) / (2 * size);
  const above = top - bottom - size * mean;
  const variance = size * (2 * share + mean * (1 - mean));
  return above && above / Math.sqrt(Math.max(0, variance));
}

function scoreLower(top: number, bottom: number, size: number, z: number): number {
  return bisect((mean) => scoreStatistic(top, bottom, size, mean) - z, -1, (top - bottom) / size);
}
