import { addOneByOne } from "../tally/add-each.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Metric } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { byteHistogram } from "./byte-histogram.ts";
import { addToClass, type ClassTally, emptyClasses, mergeClasses, type Place } from "./class-tally.ts";
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
export function countRatings(scale: Scale, options: AnswerOptions): RatingsCounting {
  const place = placeRatings(scale, options);
  const [low, high] = scale;
  const of = ratingsOf(scale);
  const add: RatingsCounting["add"] = (tally, answer, weight, index) => {
    requireSame(tally, of);
    addToClass(tally, place(answer, index), weight, index);
    return tally;
  };
  const empty = () => emptyClasses(of, high - low + 1);
  const addAll: RatingsCounting["addAll"] = (tally, items, { value, weight }) => {
    const list = items as unknown as ArrayLike<Parameters<NonNullable<typeof value>>[0]>;
    const isList = Array.isArray(items) || ArrayBuffer.isView(items);
    // No arithmetic mixes with BigInt.
    if (weight || !isList || typeof list[0] === "bigint") return addOneByOne(add, tally, items, { value, weight });
    requireSame(tally, of);
    const take = (answer: unknown, times?: number) => addToClass(tally, place(answer), undefined, undefined, times);
    try {
      byteHistogram(list, take, value).forEach((times, cell) => {
        if (times) take(cell >> 2, times);
      });
    } catch (error) {
      // The histogram does not know which answer came first.
      addOneByOne(add, empty(), items, { value });
      throw error;
    }
    return tally;
  };
  return {
    empty,
    add,
    addAll,
    merge: (left, right) => mergeClasses(left, right, of),
  };
}

/** Where an answer on a closed scale belongs: how many points above the lowest, or why it is none. */
export function placeRatings(
  [low, high]: Scale,
  { noAnswer = [], offScale = "throw" }: AnswerOptions,
): (answer: unknown, index?: number) => Place {
  requireIterable(noAnswer, "noAnswer");
  requireChoice("offScale", offScale, ["throw", "exclude"]);
  const codes = new Set<unknown>(noAnswer);
  return (answer, index) => {
    if (answer === null || answer === undefined || (codes.size && codes.has(answer))) return "missing";
    if (typeof answer === "number" && answer >= low && answer <= high && answer % 1 === 0) return answer - low;
    if (offScale === "exclude") return "excluded";
    throw refusal(`answer must be a whole number from ${low} to ${high}`, answer, index);
  };
}

/** What a tally of this scale is of. */
export function ratingsOf([low, high]: Scale): string {
  return `ratings ${low}..${high}`;
}
