import { addOneByOne } from "../tally/add-each.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import type { Metric } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { byteHistogram } from "./byte-histogram.ts";
import { addToClass, type ClassTally, EXCLUDED, emptyClasses, MISSING, mergeClasses } from "./class-tally.ts";
import type { Scale } from "./scale.ts";

/**
 * An answer on a rating scale; `null` and `undefined` mean that the question was not answered.
 *
 * @category Statistics
 */
export type Rating = number | null | undefined;

/**
 * What is counted of a closed scale. Every metric of one scale has the same tally: count once, read many times.
 *
 * @category Statistics
 */
export type RatingsTally = ClassTally;

/**
 * Which answers are none.
 *
 * @category Statistics
 */
export interface AnswerOptions {
  /** Survey codes that mean "did not answer", such as `[0, 6]`; counted in `missing`. Default none. */
  readonly noAnswer?: readonly number[] | undefined;
  /** What an answer off the scale does: `"throw"`, or `"exclude"`: be counted in `excluded`. Default `"throw"`. */
  readonly offScale?: "throw" | "exclude" | undefined;
}

/** How the ratings of a closed scale are counted: a metric without its reading. */
export type RatingsCounting = Omit<Metric<Rating, RatingsTally, unknown>, "read">;

/** The counting of a closed scale, which every metric of it shares. */
export function countRatings(scale: Scale, { noAnswer = [], offScale = "throw" }: AnswerOptions): RatingsCounting {
  const [low, high] = scale;
  if (!Array.isArray(noAnswer) || noAnswer.some((code) => typeof code !== "number")) {
    throw new TypeError("noAnswer must be an array of numbers");
  }
  requireChoice("offScale", offScale, ["throw", "exclude"]);
  const of = ratingsOf(scale);
  const codesOnScale = noAnswer.some((code) => code >= low && code <= high);

  const place = (answer: unknown, index?: number): number => {
    const onScale = typeof answer === "number" && answer >= low && answer <= high && answer % 1 === 0;
    if (onScale && !codesOnScale) return answer - low;
    if (answer === null || answer === undefined || noAnswer.includes(answer as number)) return MISSING;
    if (onScale) return answer - low;
    if (offScale === "exclude") return EXCLUDED;
    throw refusal(`answer must be a whole number from ${low} to ${high}`, answer, index);
  };
  const add: RatingsCounting["add"] = (tally, answer, weight, index) => {
    requireSame(tally, of);
    addToClass(tally, place(answer, index), weight, index);
    return tally;
  };
  const addAll: RatingsCounting["addAll"] = (tally, items, { value, weight }) => {
    if (weight !== undefined) return addOneByOne(add, tally, items, { value, weight });
    // The points of the scale, then the excluded and the missing: `place` counts these two from the end.
    const cells = new Array<number>(high - low + 3).fill(0);
    const take = (answer: unknown, index?: number, times = 1): void => {
      const at = place(answer, index);
      cells[at < 0 ? cells.length + at : at]! += times;
    };
    const isList = Array.isArray(items) || ArrayBuffer.isView(items);
    if (value === undefined && isList && low >= 0 && high <= 255) {
      takeList(items as unknown as ArrayLike<unknown>, cells, take);
    } else if (Array.isArray(items) && value !== undefined) {
      for (let index = 0; index < items.length; index++) take(value(items[index], index), index);
    } else {
      let index = 0;
      for (const item of items) {
        take(value === undefined ? item : value(item, index), index);
        index++;
      }
    }
    const missing = cells.pop()!;
    const excluded = cells.pop()!;
    return mergeClasses(tally, { of, counts: cells, missing, excluded, weights: null }, of);
  };
  return {
    empty: () => emptyClasses(of, high - low + 1),
    add,
    addAll,
    merge: (left, right) => mergeClasses(left, right, of),
  };
}

/** Counts a list by its histogram; where that fails, anew and one by one, which finds the first answer to refuse. */
function takeList(
  answers: ArrayLike<unknown>,
  cells: number[],
  take: (answer: unknown, index?: number, times?: number) => void,
): void {
  try {
    byteHistogram(answers, (answer) => take(answer)).forEach((times, answer) => {
      if (times > 0) take(answer, undefined, times);
    });
  } catch {
    cells.fill(0);
    for (let index = 0; index < answers.length; index++) take(answers[index], index);
  }
}

/** What a tally of this scale is of. */
export function ratingsOf([low, high]: Scale): string {
  return `ratings ${low}..${high}`;
}
