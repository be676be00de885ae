import { requireGivenFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Weighing } from "../tally/metric.ts";
import { requireRecord } from "../tally/record.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import { requireWeight } from "../tally/weight.ts";
import type { AggregationOrder, Respondent, Stage } from "./aggregation-order.ts";
import type { ScoreRange } from "./rescale.ts";

/**
 * How answers are read from a respondent's row, and become one score.
 *
 * @category Experience score
 */
export interface AnswersOptions<Row> extends Weighing<Row> {
  /** The answer to each item of each stage, by the names of stages and items; `null` or `undefined` where there is none. */
  readonly stages: Readonly<
    Record<string, Readonly<Record<string, (row: Row, index: number) => number | null | undefined>>>
  >;
  /** In which order answers become one score. There is no default: the same answers give other scores. */
  readonly order: AggregationOrder;
  /** The ends of the scale of the answers, better end last; scores are brought from it to 0 to 100. */
  readonly scale: ScoreRange;
  /** The weights of the stages by name, 0 or more; of `["respondents", "items"]` and its reverse, none. Default: all alike. */
  readonly stageWeights?: Readonly<Record<string, number>> | undefined;
}

/** The answers of all respondents. */
export interface Sheet {
  readonly respondents: readonly Respondent[];
  readonly excluded: number;
  readonly stages: readonly Stage[];
}

/** Reads the answers, if they are on the scale. */
export function sheetOf<Row>(
  rows: Iterable<Row>,
  { stages, stageWeights, order, weight }: AnswersOptions<Row>,
  [low, high]: ScoreRange,
): Sheet {
  requireIterable(rows, "rows");
  requireGivenFunctions({ weight });
  const accessors: [name: string, answer: (row: Row, index: number) => number | null | undefined][] = [];
  const named = Object.entries(stages ?? {}).map(([name, items]) => {
    const list = Object.entries(items ?? {}).map(([item, answer]) => {
      if (typeof answer !== "function") throw refusal(`${shown(item)} must be a function of the row`, answer);
      return { name: item, place: accessors.push([item, answer]) - 1 };
    });
    if (list.length === 0) throw new RangeError(`stage ${shown(name)} must have items`);
    return { name, items: list };
  });
  if (named.length === 0) throw new RangeError("stages must not be empty");
  const weighted = weighStages(named, stageWeights, order);
  const respondents: Respondent[] = [];
  let excluded = 0;
  let index = 0;
  for (const row of rows) {
    const heavy = weight ? requireWeight(weight(row, index), index) : 1;
    const answers = accessors.map(([name, answer]) => {
      const given = answer(row, index);
      if (given === null || given === undefined) return null;
      if (typeof given === "number" && given >= low && given <= high)
        return Math.min(100, (100 * (given - low)) / (high - low));
      throw refusal(`answer to ${shown(name)} must be a number from ${low} to ${high}`, given, index);
    });
    index++;
    if (heavy === 0) excluded++;
    else respondents.push({ answers, weight: heavy });
  }
  return { respondents, excluded, stages: weighted };
}

function weighStages(
  stages: readonly Omit<Stage, "weight">[],
  weights: Readonly<Record<string, number>> = {},
  order: AggregationOrder,
): Stage[] {
  const byName = new Map<string, number>(Object.entries(requireRecord(weights, "stageWeights")));
  if (byName.size > 0 && !(order as readonly string[]).includes("stages")) {
    throw new RangeError('stageWeights must be left out where "stages" is not in the order');
  }
  for (const [name, weight] of byName) {
    if (!stages.some((stage) => stage.name === name)) {
      throw new RangeError(`stageWeights must name stages, got ${shown(name)}`);
    }
    if (!(typeof weight === "number" && weight >= 0 && weight <= 1e140)) {
      throw refusal(`weight of ${shown(name)} must be a number from 0 to 1e140`, weight);
    }
  }
  const weighted = stages.map((stage) => ({ ...stage, weight: byName.get(stage.name) ?? 1 }));
  if (weighted.every(({ weight }) => weight === 0)) throw new RangeError("stageWeights must not all be 0");
  return weighted;
}
