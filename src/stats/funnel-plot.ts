import { refusal } from "../tally/refusal.ts";
import { binomialCdf, binomialProbability, binomialQuantile, binomialTail } from "./binomial.ts";
import { requireConfidence } from "./interval.ts";
import { type ShareLike, sampleOfShare } from "./share-interval.ts";
import { requireSegments } from "./shrinkage.ts";

/**
 * What the limits of a funnel plot are drawn about, and how wide.
 *
 * @category Segments
 */
export interface FunnelPlotOptions {
  /** The share that all segments are held against, 0 to 1. Default: the share of all segments together. */
  readonly target?: number | undefined;
  /** The confidence of the inner and the outer limits, between 0 and 1. Default `[0.95, 0.998]`. */
  readonly confidences?: readonly [inner: number, outer: number] | undefined;
  /**
   * Whether the limits are widened, by the square root of `dispersion`, where segments differ by more than chance. Default
   * `false`.
   */
  readonly overdispersion?: boolean | undefined;
}

/**
 * Limits that chance would keep.
 *
 * @category Segments
 */
export interface FunnelLimits {
  /** Lower limit, 0 to 1. */
  readonly lower: number;
  /** Upper limit, 0 to 1. */
  readonly upper: number;
}

/**
 * A segment of a funnel plot.
 *
 * @category Segments
 */
export interface FunnelSegment {
  /** The share, 0 to 1; `null` of an empty segment. */
  readonly rate: number | null;
  /** How many people the segment stands for: their effective number where they are weighted. */
  readonly size: number;
  /** The inner limits, of the first confidence; `null` of an empty segment. */
  readonly inner: FunnelLimits | null;
  /** The outer limits, of the second confidence; `null` of an empty segment. */
  readonly outer: FunnelLimits | null;
  /** Whether the share lies above or below the outer limits, the inner ones only, or within both. */
  readonly position: "above-outer" | "above-inner" | "within" | "below-inner" | "below-outer" | null;
}

/**
 * A funnel plot: shares of segments against the limits that chance would keep around a target, narrower the larger a
 * segment is.
 *
 * @category Segments
 */
export interface FunnelPlot<Key> {
  /** The share that all segments are held against, 0 to 1; `null` where nothing was counted. */
  readonly target: number | null;
  /**
   * How much more the segments differ than chance explains: the mean of their squared z scores, of which the outer tenths
   * are drawn in (winsorised); about 1 where chance explains all, `null` where it is not defined.
   */
  readonly dispersion: number | null;
  /** Whether the limits were widened by it. */
  readonly widened: boolean;
  /** The segments, in the order in which they came. */
  readonly segments: ReadonlyMap<Key, FunnelSegment>;
}

/**
 * Limits of a funnel plot: which segments differ from a target by more than chance, by exact binomial limits of each
 * segment's size.
 *
 * @param segments - The share of each segment, as `measureBy` gives them; weighted ones stand for their effective size,
 *   rounded down.
 * @param options - `target`, 0 to 1, default the share of all; `confidences`, default `[0.95, 0.998]`; `overdispersion`,
 *   whether limits are widened where segments differ by more than chance. They are only if `dispersion` exceeds
 *   1 + 2√(2/segments).
 * @returns Target, dispersion, and limits and position of each segment; `target: null` where nothing was counted.
 * @throws TypeError or RangeError if the counts are no counts, or an option is none.
 *
 * @example
 * ```ts
 * const shops = new Map([["A", 30], ["B", 45], ["C", 12]].map(([shop, numerator]) =>
 *   [shop as string, { numerator: numerator as number, denominator: 100 }]))
 * const plot = funnelPlotLimits(shops, { target: 0.3 })
 * plot.segments.get("A")?.position // => "within"
 * plot.segments.get("B")?.position // => "above-outer"
 * plot.segments.get("C")?.outer // ~> { lower: 0.1603, upper: 0.4416 }
 * ```
 *
 * @see Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24.
 * @category Segments
 */
export function funnelPlotLimits<Key>(
  segments: ReadonlyMap<Key, ShareLike>,
  options: FunnelPlotOptions = {},
): FunnelPlot<Key> {
  const { confidences = [0.95, 0.998], overdispersion = false } = options ?? {};
  if (!Array.isArray(confidences)) throw refusal("confidences must be [inner, outer]", confidences);
  const [inner, outer] = confidences;
  if (
    confidences.length !== 2 ||
    !(requireConfidence({ confidence: inner }) <= requireConfidence({ confidence: outer }))
  ) {
    throw new RangeError(`confidences must be [inner, outer], inner <= outer, got [${confidences}]`);
  }
  if (typeof overdispersion !== "boolean") throw refusal("overdispersion must be true or false", overdispersion);
  const samples = requireSegments(segments).map(sampleOfShare);
  const people = samples.reduce((sum, { size }) => sum + size, 0);
  const hits = samples.reduce((sum, { rate, size }) => sum + (rate ?? 0) * size, 0);
  const target = requireTarget(options?.target) ?? (people === 0 ? null : Math.min(1, hits / people));
  const dispersion = target === null ? null : dispersionOf(samples, target);
  const most = 1 + 2 * Math.sqrt(2 / samples.filter(({ rate }) => rate !== null).length);
  const widened = overdispersion && dispersion !== null && dispersion > most;
  const factor = widened ? Math.sqrt(dispersion) : 1;
  const plotted = samples.map(({ rate, size }): FunnelSegment => {
    if (rate === null || target === null) return { rate, size, inner: null, outer: null, position: null };
    const [near, far] = [inner, outer].map((confidence) => limitsOf(size, target, confidence, factor)) as [
      FunnelLimits,
      FunnelLimits,
    ];
    return { rate, size, inner: near, outer: far, position: positionOf(rate, near, far) };
  });
  return {
    target,
    dispersion,
    widened,
    segments: new Map([...segments.keys()].map((key, index) => [key, plotted[index]!])),
  };
}

function requireTarget(target: number | undefined): number | undefined {
  if (target === undefined || (typeof target === "number" && target >= 0 && target <= 1)) return target;
  throw refusal("target must be a number from 0 to 1", target);
}

function limitsOf(size: number, target: number, confidence: number, factor: number): FunnelLimits {
  if (target === 0 || target === 1) return { lower: target, upper: target };
  const alpha = (1 - confidence) / 2;
  const people = Math.max(1, Math.floor(size));
  // Between the exact values: the probability of a quantile is spread over the step below it.
  const low = binomialQuantile(alpha, people, target);
  const high = binomialQuantile(1 - alpha, people, target);
  const lower = low - (binomialCdf(low, people, target) - alpha) / binomialProbability(low, people, target);
  const upper = high - (alpha - binomialTail(high, people, target)) / binomialProbability(high, people, target);
  const widened = (limit: number) => {
    return Math.min(1, Math.max(0, target + factor * (Math.max(0, limit) / people - target)));
  };
  return { lower: widened(lower), upper: widened(upper) };
}

function positionOf(rate: number, inner: FunnelLimits, outer: FunnelLimits): FunnelSegment["position"] {
  if (rate > inner.upper) return rate > outer.upper ? "above-outer" : "above-inner";
  if (rate < inner.lower) return rate < outer.lower ? "below-outer" : "below-inner";
  return "within";
}

/** The mean of squared z scores, the lowest and the highest tenth of them replaced by the quantiles that bound them. */
function dispersionOf(
  samples: readonly { readonly rate: number | null; readonly size: number }[],
  target: number,
): number | null {
  const variance = target * (1 - target);
  const scores = samples
    .filter(({ rate }) => rate !== null)
    .map(({ rate, size }) => (rate! - target) * Math.sqrt(size / variance))
    .sort((a, b) => a - b);
  if (scores.length === 0 || variance === 0) return null;
  const at = (share: number) => {
    const place = (scores.length - 1) * share;
    const low = scores[Math.floor(place)]!;
    return low + (place % 1) * (scores[Math.ceil(place)]! - low);
  };
  const [least, most] = [at(0.1), at(0.9)];
  const dispersion =
    scores.reduce((sum, score) => sum + Math.min(most, Math.max(least, score)) ** 2, 0) / scores.length;
  // Of a target next to 0 it may be beyond every number.
  return Number.isFinite(dispersion) ? dispersion : null;
}
