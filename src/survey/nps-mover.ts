import type { ConfidenceOptions, Interval } from "../stats/interval.ts";
import { netIntervalBy } from "../stats/net-interval-by.ts";
import { tailQuantile } from "../stats/normal.ts";
import { wilsonLimits } from "../stats/share-interval.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * MOVER interval of a Net Promoter Score: from Wilson's limits of the shares of promoters and of detractors, and their
 * correlation. A closed form that never has zero width and stays within −100 and 100.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param options - `confidence`, between 0 and 1, default 0.95.
 * @returns Score and limits, −100 to 100; `null` with a `reason` where nobody answered.
 * @throws TypeError or RangeError if the groups are no counts, or the confidence is none.
 *
 * @example
 * ```ts
 * npsIntervalByMover({ promoters: 60, passives: 25, detractors: 15 }).lower // ~> 29.2
 * npsIntervalByMover({ promoters: 0, passives: 0, detractors: 0 }).reason // => "the sample is empty"
 * ```
 *
 * @see Zou & Donner (2008), Statistics in Medicine 27; Newcombe (1998), Statistics in Medicine 17, pages 2635–2650.
 * @category Net Promoter Score
 */
export function npsIntervalByMover(result: NpsLike, options: ConfidenceOptions = {}): Interval<"mover-wilson"> {
  return netIntervalBy(classesOfNps(result), options, "mover-wilson", ({ top, bottom, size }, tail) => {
    const z = tailQuantile(tail);
    const [promote, detract] = [top / size, bottom / size];
    const [fewest, most] = wilsonLimits(promote, size, z);
    const [least, worst] = wilsonLimits(detract, size, z);
    // Both are shares of one whole: −1 where there are no passives.
    const rest = Math.sqrt((size - top) * (size - bottom));
    const correlation = rest > 0 ? -Math.min(1, Math.sqrt(top * bottom) / rest) : 0;
    return [
      promote - detract - distance(promote - fewest, worst - detract, correlation),
      promote - detract + distance(most - promote, detract - least, correlation),
    ];
  });
}

/** √(a² + b² − 2·correlation·a·b), for a correlation from −1 to 0: no term is negative. */
function distance(a: number, b: number, correlation: number): number {
  return Math.sqrt(a * a + b * b - 2 * correlation * a * b);
}
