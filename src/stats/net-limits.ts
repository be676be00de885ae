import { requireChoice } from "../tally/choice.ts";
import { mirrored, type NetSample, withPseudoPeople } from "./net-sample.ts";
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

/** The limits of each method, −1 to 1 for the score, unclamped for the others. */
export function netLimits(method: NetMethod, sample: NetSample): (z: number) => readonly [number, number] {
  if (method === "score") return (z) => [scoreLower(sample, z), -scoreLower(mirrored(sample), z)];
  const { mean, error } = waldOf(method, sample);
  return (z) => [mean - z * error, mean + z * error];
}

/** Centre and standard error of the Wald methods. */
export function waldOf(method: NetMethod, sample: NetSample): { readonly mean: number; readonly error: number } {
  const { mean, top, bottom, size } = method === "adjusted-wald" ? withPseudoPeople(sample, 0.75, 1.5) : sample;
  return { mean, error: Math.sqrt(Math.max(0, (top + bottom) / size - mean * mean) / size) };
}

/**
 * The score statistic of a net score: how many standard errors the sample lies above `mean`, where the error is that
 * of the likeliest population with this mean.
 *
 * @see Tango (1998), Statistics in Medicine 17, for the difference of matched proportions, which a net score is; Rocks
 * (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70(4).
 */
export function scoreStatistic({ top, bottom, size }: NetSample, mean: number): number {
  // The bottom share of the likeliest population solves a·q² + b·q + c = 0.
  const a = 2 * size;
  const b = (2 * size - top + bottom) * mean - top - bottom;
  const c = -bottom * mean * (1 - mean);
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  const share = b > 0 ? (-2 * c) / (b + root) : (root - b) / (2 * a);
  const above = top - bottom - size * mean;
  const variance = size * (2 * share + mean * (1 - mean));
  if (variance > 0) return above / Math.sqrt(variance);
  return above === 0 ? 0 : above > 0 ? Infinity : -Infinity;
}

function scoreLower(sample: NetSample, z: number): number {
  return sample.bottom === sample.size ? -1 : bisect((mean) => scoreStatistic(sample, mean) - z, -1, sample.mean);
}
