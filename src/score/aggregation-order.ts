import { exactly } from "../stats/exact-sum.ts";
import { within } from "./within.ts";

/**
 * In which order answers become one score, first to last: over the items of a stage, over respondents, over stages. Without
 * `"stages"`, all items are alike.
 *
 * @category Experience score
 */
export type AggregationOrder =
  | readonly ["items", "respondents", "stages"]
  | readonly ["respondents", "items", "stages"]
  | readonly ["items", "stages", "respondents"]
  | readonly ["respondents", "items"]
  | readonly ["items", "respondents"];

/** An item, and its place among the answers of a respondent. */
export interface Item {
  readonly name: string;
  readonly place: number;
}

/** A stage with its items. */
export interface Stage {
  readonly name: string;
  readonly items: readonly Item[];
  readonly weight: number;
}

/** A respondent: each answer on 0 to 100, `null` where there is none. */
export interface Respondent {
  readonly answers: readonly (number | null)[];
  readonly weight: number;
}

/** What a respondent brings to a mean; `null` where it is nothing. */
export type Column = (respondent: Respondent) => number | null;

/** What is averaged over respondents, and with which coefficients those averages become one score. */
export function planOf(
  order: AggregationOrder,
  stages: readonly Stage[],
  all: readonly Item[],
  weights: readonly number[],
): [columns: readonly Column[], coefficients: readonly number[]] {
  const whole = exactly(weights);
  const shares = weights.map((weight) => weight / whole);
  const answerTo =
    (item: Item): Column =>
    (respondent) =>
      respondent.answers[item.place]!;
  switch (order.join()) {
    case "items,respondents,stages":
      return [
        stages.map(
          (stage): Column =>
            (respondent) =>
              meanOfItems(respondent, stage.items),
        ),
        shares,
      ];
    case "respondents,items,stages":
      return [all.map(answerTo), stages.flatMap(({ items }, index) => items.map(() => shares[index]! / items.length))];
    case "respondents,items":
      return [all.map(answerTo), all.map(() => 1 / all.length)];
    case "items,respondents":
      return [[(respondent) => meanOfItems(respondent, all)], [1]];
    default:
      return [[(respondent) => meanOfStages(respondent, stages)], [1]];
  }
}

/** A respondent's mean over the items answered. */
export function meanOfItems({ answers }: Respondent, items: readonly Item[]): number | null {
  const known = items.flatMap(({ place }) => answers[place] ?? []);
  return known.length === 0 ? null : exactly(known) / known.length;
}

/** A respondent's weighted mean over the stages answered. */
function meanOfStages(respondent: Respondent, stages: readonly Stage[]): number | null {
  const known = stages.flatMap(({ items, weight }) => {
    const score = weight > 0 ? meanOfItems(respondent, items) : null;
    return score === null ? [] : [{ score, weight }];
  });
  if (known.length === 0) return null;
  return weightedMeanOf(
    known.map(({ score }) => score),
    known.map(({ weight }) => weight),
  );
}

/** The mean of values by their weights, one or more; never beyond the values, as products that are rounded would leave it. */
export function weightedMeanOf(values: readonly number[], weights: readonly number[]): number {
  const mean = exactly(values.map((value, index) => value * weights[index]!)) / exactly(weights);
  return within(values, mean) + 0;
}

/** The order, if it is one. */
export function requireOrder(order: AggregationOrder): AggregationOrder {
  const known = [
    "items,respondents,stages",
    "respondents,items,stages",
    "items,stages,respondents",
    "respondents,items",
  ];
  if (Array.isArray(order) && [...known, "items,respondents"].includes(order.join())) return order;
  const names =
    '["items", "respondents", "stages"], ["respondents", "items", "stages"], ["items", "stages", "respondents"]';
  throw new TypeError(
    `order must be ${names}, ["respondents", "items"] or ["items", "respondents"], got ${Array.isArray(order) ? `[${order}]` : String(order)}`,
  );
}
