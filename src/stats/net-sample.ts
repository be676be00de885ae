import { requireCount } from "../tally/count.ts";
import { NET_SCORES, type NetClasses } from "./boxes.ts";
import { total, weightedPart } from "./classes.ts";

/** A sample of three classes, scored 1, 0 and −1: as many equally weighted people as it stands for. */
export interface NetSample {
  /** The mean score, −1 to 1. */
  readonly mean: number;
  /** People in the top class, not always a whole number. */
  readonly top: number;
  /** People in the bottom class, not always a whole number. */
  readonly bottom: number;
  /** People in all, not always a whole number; 0 of an empty sample. */
  readonly size: number;
}

/** The sample behind a net score, and the score in points; a weighted one stands for its effective number of people. */
export function sampleOfNet({ top, middle, bottom, weights }: NetClasses): NetSample & { readonly score: number } {
  const counts = [requireCount("bottom", bottom), requireCount("middle", middle), requireCount("top", top)];
  const parts = weights?.sums ?? counts;
  const whole = total(parts);
  if (whole === 0) return { score: 0, mean: 0, top: 0, bottom: 0, size: 0 };
  const size = weightedPart({ counts, weights }, NET_SCORES).effectiveSampleSize ?? whole;
  return {
    score: (100 * (parts[2]! - parts[0]!)) / whole,
    mean: (parts[2]! - parts[0]!) / whole,
    top: weights ? (parts[2]! / whole) * size : parts[2]!,
    bottom: weights ? (parts[0]! / whole) * size : parts[0]!,
    size,
  };
}

/** The sample with some more people in each class. */
export function withPseudoPeople({ top, bottom, size }: NetSample, outer: number, middle: number): NetSample {
  const whole = size + 2 * outer + middle;
  return { mean: (top - bottom) / whole, top: top + outer, bottom: bottom + outer, size: whole };
}

/** The same sample with top and bottom exchanged. */
export function mirrored({ mean, top, bottom, size }: NetSample): NetSample {
  return { mean: -mean, top: bottom, bottom: top, size };
}
