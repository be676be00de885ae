import { exactly } from "../stats/exact-sum.ts";
import {
  type Column,
  meanOfItems,
  planOf,
  type Respondent,
  requireOrder,
  weightedMeanOf,
} from "./aggregation-order.ts";
import { type AnswersOptions, sheetOf } from "./answer-sheet.ts";
import { requireRange, type ScoreRange } from "./rescale.ts";

/**
 * The score of an item, over the respondents who answered it.
 *
 * @category Experience score
 */
export interface ItemScore {
  /** Its name. */
  readonly name: string;
  /** Its score, 0 to 100; `null` where nobody answered. */
  readonly score: number | null;
  /** Respondents who answered it. */
  readonly count: number;
}

/**
 * The score of a stage, over its respondents.
 *
 * @category Experience score
 */
export interface StageScore {
  /** Its name. */
  readonly name: string;
  /** Its score in this order of aggregation, 0 to 100; `null` where nobody answered. */
  readonly score: number | null;
  /** Respondents who answered any of its items. */
  readonly count: number;
  /** The score of each item over the respondents who answered it, 0 to 100, and how many they are. */
  readonly items: readonly ItemScore[];
}

/**
 * An experience score of answers.
 *
 * @category Experience score
 */
export interface AnswersScore {
  /**
   * The score, 0 to 100, weighted where weights are; `null` where nobody answered a stage that has weight or, where
   * respondents come first, one of the items that count.
   */
  readonly score: number | null;
  /** Respondents who answered any item that counts. */
  readonly count: number;
  /** Respondents who answered none. */
  readonly missing: number;
  /** Respondents of weight 0. */
  readonly excluded: number;
  /** The standard error of the score, its parts rated by the same respondents; `null` below two respondents. */
  readonly standardError: number | null;
  /** The stages. */
  readonly stages: readonly StageScore[];
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "experienceScoreFromAnswers";
    /** In which order answers became one score. */
    readonly order: readonly ("items" | "respondents" | "stages")[];
    /** The ends of the scale of the answers. */
    readonly scale: ScoreRange;
  };
  /** Why there is no score; only where there is none. */
  readonly reason?: string;
}

/**
 * Experience score of a survey: the answers of respondents to the items of each stage become one number, by arithmetic
 * means, in the order that the caller states.
 *
 * Who skipped an item is left out of its mean; a respondent's mean is over the items answered, that of the stages over the
 * stages answered. The standard error takes the answers of one respondent together (by linearisation, respondents drawn
 * with replacement), since stages rated by the same people are not independent.
 *
 * @param rows - A row for each respondent.
 * @param options - `stages`, the items; `order`; `scale`; `weight` of a respondent, 0 or more; `stageWeights`.
 * @returns Score, 0 to 100, and the score of every stage and item; `score: null` with a `reason` where it does not exist.
 * @throws TypeError or RangeError if an answer is off the scale, with its index; if there are no stages, a stage has no
 *   items, or there is no such order.
 *
 * @example
 * ```ts
 * const rows = [{ roads: 5, parking: 1, art: 4 }, { roads: 4, parking: null, art: null }, { roads: null, parking: null, art: 2 }]
 * type Row = (typeof rows)[number]
 * const stages = { arrival: { roads: (r: Row) => r.roads, parking: (r: Row) => r.parking }, dwell: { art: (r: Row) => r.art } }
 * const of = (order: AggregationOrder) => experienceScoreFromAnswers(rows, { stages, order, scale: [1, 5] }).score
 * of(["items", "respondents", "stages"]) // => 56.25
 * of(["respondents", "items", "stages"]) // => 46.875
 * of(["items", "stages", "respondents"]) // ~> 54.17
 * of(["respondents", "items"]) // ~> 45.83
 * ```
 *
 * @see OECD & JRC (2008), Handbook on Constructing Composite Indicators; for the standard error Särndal, Swensson & Wretman
 * (1992), Model Assisted Survey Sampling, section 5.5.
 * @category Experience score
 */
export function experienceScoreFromAnswers<Row>(rows: Iterable<Row>, options: AnswersOptions<Row>): AnswersScore {
  const scale = requireRange("scale", options?.scale);
  const order = requireOrder(options.order);
  const sheet = sheetOf(rows, options, scale);
  const { respondents, stages } = sheet;
  const all = stages.flatMap(({ items }) => items);
  const isFlat = !(order as readonly string[]).includes("stages");
  const weights = stages.map(({ weight }) => weight);
  // What is averaged over respondents: one row of numbers a respondent, and how those averages become one.
  const [columns, coefficients] = planOf(order, stages, all, weights);
  const means = columns.map((column) => weightedMean(respondents, column));
  const reason = reasonOf(means, coefficients, respondents.length);
  const counting = means.flatMap(({ value }, index) =>
    coefficients[index]! > 0 ? [{ value, share: coefficients[index]! }] : [],
  );
  const score = reason
    ? null
    : weightedMeanOf(
        counting.map(({ value }) => value!),
        counting.map(({ share }) => share),
      );
  const isIn = ({ answers }: Respondent) =>
    stages.some(({ items, weight }) => (isFlat || weight > 0) && items.some((item) => answers[item.place] !== null));
  const count = respondents.filter(isIn).length;
  const itemScores = all.map((item) => weightedMean(respondents, ({ answers }) => answers[item.place]!));
  return {
    score,
    count,
    missing: respondents.length - count,
    excluded: sheet.excluded,
    standardError: score === null ? null : errorOf(respondents, columns, coefficients, means, count),
    stages: stages.map((stage) => {
      const own = stage.items.map(({ name, place }) => ({
        name,
        score: itemScores[place]!.value,
        count: itemScores[place]!.count,
      }));
      const byItems = order[0] === "respondents";
      const known = stage.items.flatMap(({ place }) => itemScores[place]!.value ?? []);
      const overItems = known.length === 0 ? null : exactly(known) / known.length;
      const mean = weightedMean(respondents, (respondent) => meanOfItems(respondent, stage.items));
      return { name: stage.name, score: byItems ? overItems : mean.value, count: mean.count, items: own };
    }),
    definition: { metric: "experienceScoreFromAnswers", order: [...order], scale },
    ...(reason && { reason }),
  };
}

interface WeightedMean {
  readonly value: number | null;
  readonly count: number;
  readonly whole: number;
}

function weightedMean(respondents: readonly Respondent[], column: Column): WeightedMean {
  const values: number[] = [];
  const weights: number[] = [];
  for (const respondent of respondents) {
    const value = column(respondent);
    if (value === null) continue;
    values.push(value);
    weights.push(respondent.weight);
  }
  const count = values.length;
  return { value: count === 0 ? null : weightedMeanOf(values, weights), count, whole: exactly(weights) };
}

/** The standard error of a linear combination of means over respondents, who may each be in several, by linearisation. */
function errorOf(
  respondents: readonly Respondent[],
  columns: readonly Column[],
  coefficients: readonly number[],
  means: readonly WeightedMean[],
  count: number,
): number | null {
  if (count < 2) return null;
  const influences = respondents.map((respondent) =>
    columns.reduce((sum, column, index) => {
      const value = coefficients[index] === 0 ? null : column(respondent);
      const { value: mean, whole } = means[index]!;
      // Of people who agree, the mean is their answer but for rounding.
      if (value === null || Math.abs(value - mean!) < 1e-13) return sum;
      return sum + coefficients[index]! * (respondent.weight / whole) * (value - mean!);
    }, 0),
  );
  const squares = exactly(influences.map((influence) => influence * influence));
  return Math.sqrt((squares * count) / (count - 1));
}

function reasonOf(means: readonly WeightedMean[], coefficients: readonly number[], people: number): string | undefined {
  if (people === 0) return "there are no respondents";
  const isMissing = means.some(({ value }, index) => value === null && coefficients[index]! > 0);
  if (!isMissing) return undefined;
  return means.every(({ value }) => value === null) ? "nobody answered" : "nobody answered a part that counts";
}
