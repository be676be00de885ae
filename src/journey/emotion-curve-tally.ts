import { type MeanTally, mergeMeans } from "../stats/mean-tally.ts";
import { type ShareTally, shareMetric } from "../stats/share.ts";
import type { Identity } from "../tally/identity.ts";
import { type DistributionTally, mergeDistributions } from "./value-distribution.ts";

/**
 * What is counted of a stage.
 *
 * @category Emotion curve
 */
export interface EmotionStageTally {
  /** The scores. */
  scores: DistributionTally;
  /** Which of them are below neutral. */
  negative: ShareTally;
  /** How far they lay above what was expected. */
  gaps: MeanTally;
}

/**
 * What is counted of the journeys that are over and were seen from their beginning.
 *
 * @category Emotion curve
 */
export interface RememberedTally {
  /** Their peak–end scores. */
  score: MeanTally;
  /** Their peaks. */
  peak: MeanTally;
  /** Their ends. */
  end: MeanTally;
  /** Journeys with a score that are not over. */
  pending: number;
  /** Journeys with a score whose beginning was not seen, over or not, where they are left out. */
  cut: number;
}

/**
 * What is counted of the experience along journeys.
 *
 * @category Emotion curve
 */
export interface EmotionCurveTally extends Identity {
  /** The stages in the order of the model. */
  readonly stages: EmotionStageTally[];
  /** The journeys that are over and were seen from their beginning. */
  readonly remembered: RememberedTally;
  /** Journeys with a score. */
  count: number;
  /** Of these, how many are open. */
  open: number;
  /** Journeys without a score. */
  missing: number;
  /** Journeys of weight 0. */
  excluded: number;
  /** Events that belong to no stage of the model. */
  unassigned: number;
}

/** Which scores are negative. */
export function negativeShare(): ReturnType<typeof shareMetric> {
  return shareMetric({ rule: "below neutral" });
}

/** The tally of both, which must be of the same curve; writes to neither. */
export function mergeEmotionCurves(left: EmotionCurveTally, right: EmotionCurveTally): EmotionCurveTally {
  const negatives = negativeShare();
  const remembered = (name: "score" | "peak" | "end") => mergeMeans(left.remembered[name], right.remembered[name]);
  return {
    of: left.of,
    stages: left.stages.map(({ scores, negative, gaps }, rank) => {
      const more = right.stages[rank]!;
      return {
        scores: mergeDistributions(scores, more.scores),
        negative: negatives.merge(negative, more.negative),
        gaps: mergeMeans(gaps, more.gaps),
      };
    }),
    remembered: {
      score: remembered("score"),
      peak: remembered("peak"),
      end: remembered("end"),
      pending: left.remembered.pending + right.remembered.pending,
      cut: left.remembered.cut + right.remembered.cut,
    },
    count: left.count + right.count,
    open: left.open + right.open,
    missing: left.missing + right.missing,
    excluded: left.excluded + right.excluded,
    unassigned: left.unassigned + right.unassigned,
  };
}
