import { type PeakEndResult, peakEnd } from "../score/peak-end.ts";
import { type MeanResult, type MeanTally, readMean } from "../stats/mean-tally.ts";
import { type EmotionCurveTally, negativeShare } from "./emotion-curve-tally.ts";
import type { JourneyShare } from "./journey-share.ts";
import { type Distribution, readDistribution } from "./value-distribution.ts";

/**
 * How a stage was experienced.
 *
 * @typeParam Stage - The names of the stages.
 * @category Emotion curve
 */
export interface EmotionStage<Stage extends string = string> extends Distribution {
  /** The stage. */
  readonly stage: Stage;
  /** The share of scores below neutral. */
  readonly negative: JourneyShare;
  /** How far scores lay above what was expected, on average, where both are known; `meanInterval` reads it. */
  readonly expectationGap: Pick<MeanResult, "mean" | "standardDeviation" | "standardError" | "count">;
  /** Journeys (or events) in that stage without a score. */
  readonly missing: number;
}

/**
 * The experience along the journey.
 *
 * @typeParam Stage - The names of the stages.
 * @category Emotion curve
 */
export interface EmotionCurveResult<Stage extends string = string> {
  /** The stages in the order of the model; one without a score is a gap, `mean: null`. */
  readonly stages: readonly EmotionStage<Stage>[];
  /** Peak and end of the curve itself: of the means of the stages. */
  readonly curve: PeakEndResult;
  /** Peak and end of the journeys that are over and were seen from their beginning, each by its own scores in order: their means. */
  readonly remembered: {
    /** The mean of the journeys' peak–end scores; `null` of none. `meanInterval` reads it. */
    readonly score: Pick<MeanResult, "mean" | "standardDeviation" | "standardError" | "count">;
    /** The mean of their peaks. */
    readonly peak: number | null;
    /** The mean of their ends. */
    readonly end: number | null;
    /** Journeys with a score that are not over: peak and end may still come. */
    readonly pending: number;
    /** Journeys with a score whose beginning was not seen, over or not, where they are left out: their peak may have come before. */
    readonly cut: number;
  };
  /** Whether some of the journeys counted are still open: the curve may still change. */
  readonly provisional: boolean;
  /** Journeys with a score. */
  readonly count: number;
  /** Of these, how many are open. */
  readonly open: number;
  /** Journeys without a score in any stage. */
  readonly missing: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** Events that belong to no stage of the model. */
  readonly unassigned: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "emotionCurve";
    /** The name of the model. */
    readonly model: string;
    /** The score that is neither good nor bad. */
    readonly neutral: number;
    /** What a stage's numbers are taken over. */
    readonly per: "journey" | "event";
    /** Which of two moments equally far from neutral is the peak. */
    readonly ties: "latest" | "earliest" | "negative";
    /** How much the peak counts. */
    readonly peakWeight: number;
    /** How much the end counts. */
    readonly endWeight: number;
    /** Whether journeys whose beginning was not seen are remembered as they were seen. */
    readonly leftTruncated: "exclude" | "include";
    /** What was read for a stage. */
    readonly rule: string;
  };
}

/** What the tally of an emotion curve says. */
export function readEmotionCurve<Stage extends string>(
  tally: EmotionCurveTally,
  stages: readonly Stage[],
  definition: EmotionCurveResult["definition"],
): EmotionCurveResult<Stage> {
  const negatives = negativeShare();
  const read = stages.map((stage, rank): EmotionStage<Stage> => {
    const { scores, negative, gaps } = tally.stages[rank]!;
    const { rate, numerator, denominator, effectiveSampleSize } = negatives.read(negative);
    const size = effectiveSampleSize ? { effectiveSampleSize } : undefined;
    return {
      stage,
      ...readDistribution(scores),
      negative: { rate, numerator, denominator, ...size },
      expectationGap: meanOnly(gaps),
      missing: scores.missing,
    };
  });
  const { score, peak, end, pending, cut } = tally.remembered;
  const { count, open, missing, excluded, unassigned } = tally;
  return {
    stages: read,
    curve: peakEnd(read, { ...definition, value: ({ mean }) => mean }),
    remembered: {
      score: meanOnly(score),
      peak: readMean(peak).mean,
      end: readMean(end).mean,
      pending,
      cut,
    },
    provisional: open > 0,
    count,
    open,
    missing,
    excluded,
    unassigned,
    definition,
  };
}

function meanOnly(tally: MeanTally): EmotionStage["expectationGap"] {
  const { mean, standardDeviation, standardError, count } = readMean(tally);
  return { mean, standardDeviation, standardError, count };
}
