import { addToMean, type MeanResult, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import type { Metric } from "../tally/metric.ts";

/**
 * What is counted of a questionnaire of several parts: the respondents' scores, overall and on each part.
 *
 * @category Questionnaires
 */
export interface MeanPartsTally extends Identity {
  /** The overall scores. */
  readonly overall: MeanTally;
  /** The scores on each part, in the order of the parts. */
  readonly parts: readonly MeanTally[];
}

/**
 * The mean score on a part of a questionnaire; `meanInterval` reads it.
 *
 * @category Questionnaires
 */
export type PartMean = Omit<MeanResult, "definition">;

/** One respondent's scores; `null` where there is none. */
export interface PartScores {
  readonly overall: number | null;
  readonly parts: readonly (number | null)[];
}

/** The mean scores of respondents, overall and on so many parts, as a metric without its definition. */
export function meanPartsMetric<Answers>(
  of: string,
  parts: number,
  scores: (answers: Answers, index?: number) => PartScores,
): Metric<Answers, MeanPartsTally, { readonly overall: PartMean; readonly parts: readonly PartMean[] }> {
  return {
    empty: () => ({ of, overall: noMean(of), parts: Array.from({ length: parts }, () => noMean(of)) }),
    add: (tally, answers, weight, index) => {
      requireSame(tally, of);
      const found = scores(answers, index);
      addToMean(tally.overall, found.overall, weight, index, Number);
      tally.parts.forEach((part, place) => {
        addToMean(part, found.parts[place], weight, index, Number);
      });
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        overall: mergeMeans(left.overall, right.overall),
        parts: left.parts.map((part, place) => mergeMeans(part, right.parts[place]!)),
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      return { overall: readMean(tally.overall), parts: tally.parts.map((part) => readMean(part)) };
    },
  };
}
