import {
  addToClass,
  type ClassTally,
  classesOf,
  emptyClasses,
  mergeClasses,
  type Place,
} from "../stats/class-tally.ts";
import { requireCount } from "../tally/count.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * How somebody would feel if a product had a feature, or had it not.
 *
 * @category Kano
 */
export type KanoAnswer = "like" | "must-be" | "neutral" | "live-with" | "dislike";

/**
 * The five answers in the order of the questionnaire: "I like it that way", "It must be that way", "I am neutral", "I can
 * live with it that way", "I dislike it that way". For answers coded 1 to 5: `kanoAnswers[code - 1]`.
 *
 * @category Kano
 */
export const kanoAnswers: readonly KanoAnswer[] = ["like", "must-be", "neutral", "live-with", "dislike"];

/**
 * What a feature is to somebody: it delights (`"attractive"`), it pleases and is missed (`"one-dimensional"`), it is only missed
 * (`"must-be"`), it makes no difference (`"indifferent"`), it is not wanted (`"reverse"`), or the answers contradict each other
 * (`"questionable"`).
 *
 * @category Kano
 */
export type KanoCategory = "attractive" | "one-dimensional" | "must-be" | "indifferent" | "reverse" | "questionable";

/**
 * The answers of one respondent on one feature; `null` or `undefined` where they, or one of them, were not given.
 *
 * @category Kano
 */
export type KanoPair =
  | {
      /** How they would feel if the product had it. */
      readonly functional: KanoAnswer | null | undefined;
      /** How they would feel if it had it not. */
      readonly dysfunctional: KanoAnswer | null | undefined;
    }
  | null
  | undefined;

/**
 * What a feature is to respondents.
 *
 * @category Kano
 */
export interface KanoResult {
  /** What it is to most; of equals must-be before one-dimensional, attractive, indifferent. `null` where nobody answered. */
  readonly category: KanoCategory | null;
  /** (A + O) / (A + O + M + I), 0 to 1: whom having it would please. `null` where nobody is any of these. */
  readonly better: number | null;
  /** −(O + M) / (A + O + M + I), −1 to 0: whom lacking it would displease. `null` where nobody is any of these. */
  readonly worse: number | null;
  /** Respondents who answered both questions. */
  readonly count: number;
  /** To whom it is attractive, A: they like to have it, and can do without. */
  readonly attractive: number;
  /** To whom it is one-dimensional, O: they like to have it, and dislike to lack it. */
  readonly oneDimensional: number;
  /** To whom it is a must, M: they dislike to lack it. */
  readonly mustBe: number;
  /** To whom it makes no difference, I. */
  readonly indifferent: number;
  /** Who would rather not have it, R. */
  readonly reverse: number;
  /** Whose answers contradict each other, Q. */
  readonly questionable: number;
  /** Respondents who did not answer both questions. */
  readonly missing: number;
  /** Respondents of weight 0. */
  readonly excluded: number;
  /** Where respondents are weighted, the sum of the weights. */
  readonly weight?: number;
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "kano";
  };
}

/**
 * What a feature is to one respondent, by the evaluation table of Kano's questionnaire.
 *
 * @param functional - How they would feel if the product had the feature.
 * @param dysfunctional - How they would feel if it had it not.
 * @returns The category.
 * @throws TypeError or RangeError if an answer is none of the five.
 *
 * @example
 * ```ts
 * kanoCategory("like", "dislike") // => "one-dimensional"
 * kanoCategory("like", "neutral") // => "attractive"
 * kanoCategory("neutral", "dislike") // => "must-be"
 * kanoCategory("like", "like") // => "questionable"
 * kanoCategory("dislike", "like") // => "reverse"
 * ```
 *
 * @see Berger et al. (1993), Kano's Methods for Understanding Customer-defined Quality, Center for Quality Management
 * Journal 2(4).
 * @category Kano
 */
export function kanoCategory(functional: KanoAnswer, dysfunctional: KanoAnswer): KanoCategory {
  return CATEGORIES[placeOf(requireAnswer("functional", functional), requireAnswer("dysfunctional", dysfunctional))]!;
}

/**
 * Kano analysis of one feature: what it is to most respondents, by their answers on having and on lacking it, and how many
 * having it would please and lacking it displease.
 *
 * @param pairs - The two answers of each respondent; or rows, with `value`.
 * @param options - `weight` of a respondent, 0 or more; of rows, `value`.
 * @returns Category, better, worse and the counts; `null` where nobody answered.
 * @throws TypeError or RangeError if an answer is none of the five, with its index, or a weight is none.
 *
 * @example
 * ```ts
 * const wifi = kano([
 *   { functional: "like", dysfunctional: "dislike" },
 *   { functional: "like", dysfunctional: "neutral" },
 *   { functional: "must-be", dysfunctional: "dislike" },
 *   { functional: "like", dysfunctional: "live-with" },
 *   { functional: "neutral", dysfunctional: null },
 * ])
 * wifi // => { category: "attractive", better: 0.75, worse: -0.5, count: 4, attractive: 2, oneDimensional: 1, mustBe: 1, … }
 * ```
 *
 * @see Kano, Seraku, Takahashi & Tsuji (1984), Attractive Quality and Must-be Quality, Journal of the Japanese Society for
 * Quality Control 14(2); Berger et al. (1993), Center for Quality Management Journal 2(4).
 * @category Kano
 */
export function kano(pairs: Iterable<KanoPair>, options?: Weighing<KanoPair>): KanoResult;
export function kano<Row>(rows: Iterable<Row>, options: RowReading<Row, KanoPair>): KanoResult;
export function kano<Row>(items: Iterable<Row>, options: Partial<RowReading<Row, KanoPair>> = {}): KanoResult {
  return measure(kanoMetric(), items, options as RowReading<Row, KanoPair>);
}

/**
 * Kano analysis for streams, features and parts: see `kano`.
 *
 * @returns A metric of pairs of answers.
 *
 * @example
 * ```ts
 * const answers = [
 *   { feature: "wifi", with: 1, without: 3 }, { feature: "wifi", with: 1, without: 4 }, { feature: "seats", with: 2, without: 5 },
 * ]
 * const byFeature = measureBy(kanoMetric(), answers, (row) => row.feature, {
 *   value: (row) => ({ functional: kanoAnswers[row.with - 1], dysfunctional: kanoAnswers[row.without - 1] }),
 * })
 * byFeature.get("wifi")?.category // => "attractive"
 * byFeature.get("seats")?.category // => "must-be"
 * ```
 *
 * @category Kano
 */
export function kanoMetric(): Metric<KanoPair, ClassTally, KanoResult> {
  return {
    empty: () => emptyClasses(OF, CATEGORIES.length),
    add: (tally, pair, weight, index) => {
      requireSame(tally, OF);
      addToClass(tally, placeOfPair(pair, index), weight, index);
      return tally;
    },
    merge: (left, right) => mergeClasses(left, right, OF),
    read: readKano,
  };
}

/**
 * Kano analysis of a feature counted elsewhere: see `kano`.
 *
 * @param counts - To how many respondents it is what; whole numbers, 0 or more.
 * @returns Category, better, worse and the counts; `null` where nobody answered.
 * @throws TypeError or RangeError if a count is none.
 *
 * @example
 * ```ts
 * const seats = { attractive: 10, oneDimensional: 30, mustBe: 40, indifferent: 20 }
 * kanoFromCounts(seats) // => { category: "must-be", better: 0.4, worse: -0.7, count: 100, … }
 * shareInterval({ numerator: 40, denominator: 100 }) // ~> { estimate: 0.4, lower: 0.309, upper: 0.498, … }
 * ```
 *
 * @category Kano
 */
export function kanoFromCounts(counts: {
  /** To whom it is attractive. */
  readonly attractive: number | bigint;
  /** To whom it is one-dimensional. */
  readonly oneDimensional: number | bigint;
  /** To whom it is a must. */
  readonly mustBe: number | bigint;
  /** To whom it makes no difference. */
  readonly indifferent: number | bigint;
  /** Who would rather not have it. Default 0. */
  readonly reverse?: number | bigint | undefined;
  /** Whose answers contradict each other. Default 0. */
  readonly questionable?: number | bigint | undefined;
}): KanoResult {
  const { attractive, oneDimensional, mustBe, indifferent, reverse = 0, questionable = 0 } = counts ?? {};
  const given = { mustBe, oneDimensional, attractive, indifferent, reverse, questionable };
  const people = Object.entries(given).map(([name, count]) => requireCount(name, count));
  return readKano({ ...emptyClasses(OF, CATEGORIES.length), counts: people });
}

/** What the tally counts. */
const OF = "kano";

/** The categories in the order in which the first of equals is taken. */
const CATEGORIES: readonly KanoCategory[] = [
  "must-be",
  "one-dimensional",
  "attractive",
  "indifferent",
  "reverse",
  "questionable",
];

function readKano(tally: ClassTally): KanoResult {
  requireSame(tally, OF);
  const { counts, weights } = classesOf(tally);
  const [mustBe, oneDimensional, attractive, indifferent, reverse, questionable] = counts as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const sizes = weights?.sums ?? counts;
  const [must, one, attracted, not] = sizes as [number, number, number, number];
  const whole = must + one + attracted + not;
  const largest = Math.max(...sizes);
  const count = counts.reduce((sum, part) => sum + part, 0);
  return {
    category: count === 0 ? null : CATEGORIES[sizes.indexOf(largest)]!,
    better: whole === 0 ? null : Math.min(1, (attracted + one) / whole),
    worse: whole === 0 ? null : Math.max(-1, -(one + must) / whole) + 0,
    count,
    attractive,
    oneDimensional,
    mustBe,
    indifferent,
    reverse,
    questionable,
    missing: tally.missing,
    excluded: tally.excluded,
    ...(weights && { weight: sizes.reduce((sum, part) => sum + part, 0) }),
    definition: { metric: "kano" },
  };
}

/** Where the answers of a respondent fall. */
function placeOfPair(pair: KanoPair, index?: number): Place {
  if (pair === null || pair === undefined) return "missing";
  if (pair !== Object(pair)) throw refusal("answers must be an object with functional and dysfunctional", pair, index);
  const [has, lacks] = (["functional", "dysfunctional"] as const).map((question) => {
    const answer = pair[question];
    return answer === null || answer === undefined ? null : requireAnswer(question, answer, index);
  }) as [number | null, number | null];
  return has === null || lacks === null ? "missing" : placeOf(has, lacks);
}

/** The evaluation table: having it down, lacking it across, from "like", 0, to "dislike", 4. */
function placeOf(has: number, lacks: number): number {
  if (has === lacks && (has === LIKE || has === DISLIKE)) return 5;
  if (has === DISLIKE || lacks === LIKE) return 4;
  if (has === LIKE) return lacks === DISLIKE ? 1 : 2;
  return lacks === DISLIKE ? 0 : 3;
}

const LIKE = 0;
const DISLIKE = 4;

function requireAnswer(name: string, answer: unknown, index?: number): number {
  const place = kanoAnswers.indexOf(answer as KanoAnswer);
  if (place >= 0) return place;
  throw refusal(`${name} must be "like", "must-be", "neutral", "live-with" or "dislike"`, answer, index);
}
