import { bottomBox, type NetOptions, type NetResult, netBox, rescaledMean, topBox } from "../stats/boxes.ts";
import type { Weighted } from "../stats/classes.ts";
import { readRatings } from "../stats/ratings.ts";
import type { RatingsTally } from "../stats/ratings-counting.ts";
import type { Scale } from "../stats/scale.ts";
import { percentage, type ShareResult } from "../stats/share.ts";
import { requireChoice } from "../tally/choice.ts";

/**
 * The readings of a scale with a good and a bad end: which of them is the headline.
 *
 * @category Ratings
 */
export type BoxReading = "topBox" | "mean" | "rescaledMean" | "netBox";

/**
 * A scale with a good and a bad end, read in four ways side by side.
 *
 * @category Ratings
 */
export interface BoxedResult extends Weighted {
  /** The reading that the definition names, in its unit; `null` where nobody answered. */
  readonly score: number | null;
  /** Percentage of answers in the good boxes, 0 to 100; `null` where nobody answered. */
  readonly topBox: number | null;
  /** Mean answer, in points of the scale whichever way it runs; `null` where nobody answered. */
  readonly mean: number | null;
  /** Mean as a percentage of the way to the good end of the scale, 0 to 100; `null` where nobody answered. */
  readonly rescaledMean: number | null;
  /** Percentage in the good boxes less percentage in the bad boxes, −100 to 100; `null` where nobody answered. */
  readonly netBox: number | null;
  /** People who answered. */
  readonly count: number;
  /** The good boxes as a proportion: what `shareInterval` and `compareShares` take. */
  readonly share: ShareResult;
  /** The good boxes against the bad: what `netInterval` and `compareNets` take. */
  readonly net: NetResult;
  /** Sample standard deviation of the answers, in points; `null` below two answers. */
  readonly standardDeviation: number | null;
  /** Standard error of the mean, in points: what `meanInterval` takes; `null` below two answers. */
  readonly standardError: number | null;
  /** People who did not answer. */
  readonly missing: number;
  /** Answers left out: off the scale where the caller said so, or of weight 0. */
  readonly excluded: number;
}

/** The four readings of a tally: what stands first in a result, and what stands after its parts. */
export function readBoxed(
  tally: RatingsTally,
  scale: Scale,
  boxes: NetOptions,
  reading: BoxReading,
): {
  readonly headline: Pick<BoxedResult, "score" | BoxReading | "count">;
  readonly rest: Omit<BoxedResult, "score" | BoxReading | "count">;
} {
  const answers = readRatings(tally, scale);
  const isUpward = boxes.direction !== "lower-is-better";
  const share = isUpward ? topBox(answers, boxes.topFrom) : bottomBox(answers, boxes.topFrom);
  const net = netBox(answers, boxes);
  const upward = rescaledMean(answers);
  const readings = {
    topBox: percentage(share),
    mean: answers.mean,
    rescaledMean: isUpward || upward === null ? upward : 100 - upward,
    netBox: net.score,
  };
  const { count, missing, excluded, standardDeviation, standardError } = answers;
  const { effectiveSampleSize } = { topBox: share, netBox: net, mean: answers, rescaledMean: answers }[reading];
  const { weight, weights } = answers;
  const weighted: Weighted = weights ? { weight: weight!, effectiveSampleSize: effectiveSampleSize!, weights } : {};
  return {
    headline: { score: readings[reading], ...readings, count },
    rest: { missing, excluded, standardDeviation, standardError, share, net, ...weighted },
  };
}

/** Refuses what is no reading. */
export function requireReading(reading: BoxReading): BoxReading {
  return requireChoice("reading", reading, ["topBox", "mean", "rescaledMean", "netBox"]);
}
