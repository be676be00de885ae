import { ranked, type Shrinkage } from "./shrinkage.ts";

/** A segment: its own estimate, `null` of an empty one, and how many people it stands for. */
interface Counted {
  readonly raw: number | null;
  readonly size: number;
}

/** What the segments have in common. */
interface Prior<Sample> {
  /** The mean of all, in the unit of the estimates. */
  readonly mean: number;
  /** How many people the mean weighs against those of a segment: infinite where the segments do not differ. */
  readonly precision: number;
  /** The limits of all segments together. */
  readonly together: () => readonly [lower: number, upper: number];
  /** What is left to chance of a segment. */
  readonly posterior: (sample: Sample) => {
    readonly lower: number;
    readonly upper: number;
    readonly standardDeviation: number;
    readonly probabilityAbove: number;
  };
}

/** What is not known of a segment that has no distribution of its own. */
const UNKNOWN = { standardDeviation: null, probabilityAbove: null } as const;

/** Shrinks segments towards what `learn` finds that they have in common; `pooledMethod` gives the limits of all together. */
export function shrinkCounts<Key, Sample extends Counted, Method extends string>(
  keys: Iterable<Key>,
  samples: readonly Sample[],
  confidence: number,
  method: Method,
  pooledMethod: Method,
  learn: (counted: readonly Sample[], tail: number) => Prior<Sample>,
): Shrinkage<Key, Method> & { readonly precision: number | null } {
  const shape = { confidence, method };
  const counted = samples.filter(({ size }) => size > 0);
  const fewSegments = counted.length < 5;
  if (counted.length === 0) {
    const reason = "nothing was counted";
    const nothing = { estimate: null, lower: null, upper: null, raw: null, ownWeight: 0, ...UNKNOWN, ...shape, reason };
    const all = ranked(
      keys,
      samples.map(() => nothing),
    );
    return { mean: null, precision: null, pooled: false, fewSegments, segments: all, reason };
  }
  const { mean, precision, together, posterior } = learn(counted, (1 - confidence) / 2);
  const pooled = precision === Infinity;
  const limits = pooled ? together() : undefined;
  const shrunken = (sample: Sample) => {
    const { raw, size } = sample;
    if (limits) {
      const [lower, upper] = limits;
      return { estimate: mean, lower, upper, raw, ownWeight: 0, ...UNKNOWN, ...shape, method: pooledMethod };
    }
    const ownWeight = size && size / (size + precision);
    const estimate = size ? raw! * ownWeight + mean * (1 - ownWeight) : mean;
    if (precision === 0) {
      const reason = "every segment is all or nothing";
      return { estimate, lower: null, upper: null, raw, ownWeight, ...UNKNOWN, ...shape, reason };
    }
    const { lower, upper, ...spread } = posterior(sample);
    // Rounding may exchange limits that are neighbours.
    return { estimate, lower: Math.min(lower, upper), upper, raw, ownWeight, ...spread, ...shape };
  };
  const segments = ranked(keys, samples.map(shrunken));
  return { mean, precision: pooled ? null : precision, pooled, fewSegments, segments };
}
