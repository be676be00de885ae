import { addToMean, type MeanResult, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import type { Rating } from "../stats/ratings-counting.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Metric } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * What one respondent answered to the items of a questionnaire, in the order of its items; `null` or `undefined` where an
 * item, or all of them, was not answered.
 *
 * @category Questionnaires
 */
export type ItemAnswers = readonly Rating[] | null | undefined;

/**
 * What becomes of items without an answer. Nothing is put in their place.
 *
 * @category Questionnaires
 */
export interface QuestionnaireOptions {
  /** Survey codes that mean "did not answer", such as `[0, 99]`. Default none. */
  readonly noAnswer?: readonly number[] | undefined;
  /**
   * A respondent who left out some items: `"missing"`, has no score and is counted in `missing`, or `"throw"`. Default
   * `"missing"`. Who left out all of them is missing either way.
   */
  readonly incomplete?: "missing" | "throw" | undefined;
}

/**
 * The mean score of respondents, with its spread: `meanInterval` and `compareMeans` read it.
 *
 * @category Questionnaires
 */
export interface QuestionnaireResult<Definition> extends Omit<MeanResult, "definition"> {
  /** What was measured. */
  readonly definition: Definition;
}

/** How answers are read: the options, if they are any. */
export interface ItemReading {
  /** The answer to one item, on the scale; `null` where there is none. */
  readonly item: (name: string, answer: unknown, index?: number) => number | null;
  /** All answers of one respondent, or `null` where one is missing. */
  readonly complete: (answers: readonly (number | null)[], index?: number) => readonly number[] | null;
}

/** How answers on a scale from `low` to `high` are read. */
export function itemReading(low: number, high: number, options: QuestionnaireOptions): ItemReading {
  const { noAnswer = [], incomplete = "missing" } = options ?? {};
  requireIterable(noAnswer, "noAnswer");
  requireChoice("incomplete", incomplete, ["missing", "throw"]);
  const codes = new Set<unknown>(noAnswer);
  return {
    item: (name, answer, index) => {
      if (answer === null || answer === undefined || codes.has(answer)) return null;
      if (Number.isInteger(answer) && (answer as number) >= low && (answer as number) <= high) return answer as number;
      throw refusal(`${name} must be a whole number from ${low} to ${high}`, answer, index);
    },
    complete: (answers, index) => {
      const given = answers.filter((answer) => answer !== null);
      if (given.length === answers.length) return given;
      if (incomplete === "throw" && given.length > 0) {
        throw new RangeError(
          `answers must be complete, got ${given.length} of ${answers.length}${index === undefined ? "" : ` at index ${index}`}`,
        );
      }
      return null;
    },
  };
}

/** The answers to a list of so many items, or `null` where one is missing. */
export function completeAnswers(
  answers: ItemAnswers,
  items: number,
  reading: ItemReading,
  index?: number,
): readonly number[] | null {
  if (answers === null || answers === undefined) return null;
  if (!Array.isArray(answers)) throw refusal(`answers must be a list of ${items}`, answers, index);
  if (answers.length !== items) {
    const where = index === undefined ? "" : ` at index ${index}`;
    throw new RangeError(`answers must be a list of ${items}, got a list of ${answers.length}${where}`);
  }
  return reading.complete(
    Array.from(answers, (answer, place) => reading.item(`answer ${place + 1}`, answer, index)),
    index,
  );
}

/** The mean score of respondents as a metric; the definition's name is what its tallies are of. */
export function questionnaireMetric<Answers, Definition extends { readonly metric: string }>(
  definition: Definition,
  score: (answers: Answers, index?: number) => number | null,
  of: string = definition.metric,
): Metric<Answers, MeanTally, QuestionnaireResult<Definition>> {
  return {
    empty: () => noMean(of),
    add: (tally, answers, weight, index) => {
      requireSame(tally, of);
      addToMean(tally, score(answers, index), weight, index, Number);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return mergeMeans(left, right);
    },
    read: (tally) => {
      requireSame(tally, of);
      return { ...readMean(tally), definition };
    },
  };
}
