import { requireCount } from "../tally/count.ts";
import { NET_SCORES, type NetClasses } from "./boxes.ts";
import { percent, total, weightedPart } from "./classes.ts";

/** A sample of three classes, scored 1, 0 and −1: as many equally weighted people as it stands for. */
export interface NetSample {
  /** The score in points, −100 to 100. */
  readonly score: number;
  /** People in the top class, not always a whole number. */
  readonly top: number;
  /** People in the bottom class, not always a whole number. */
  readonly bottom: number;
  /** People in all, not always a whole number; 0 of an empty sample. */
  readonly size: number;
}

/** The sample behind a net score; a weighted one stands for its effective number of people. */
export function sampleOfNet(net: NetClasses): NetSample {
  const { top, middle, bottom, weights } = net ?? {};
  const counts = [requireCount("bottom", bottom), requireCount("middle", middle), requireCount("top", top)];
  const parts = weights?.sums ?? counts;
  const whole = total(parts);
  const size = weightedPart({ counts, weights }, NET_SCORES).effectiveSampleSize ?? whole;
  if (!Number.isFinite(size)) throw new RangeError(`weights must be finite, got ${parts}`);
  const people = (part: number) => (weights && whole ? (part / whole) * size : part);
  return {
    score: percent(parts[2]! - parts[0]!, whole, weights !== undefined) ?? 0,
    top: people(parts[2]!),
    bottom: people(parts[0]!),
    size,
  };
}
