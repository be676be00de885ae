import { type MeanKind, powerMean } from "../score/power-mean.ts";
import { ranksOf } from "../score/ranks.ts";
import { requireFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { requireAmount, requireEffort, requireShare } from "./initiative-scores.ts";
import { type Impacts, paretoFront } from "./pareto-front.ts";

/**
 * How much each of two impacts matters.
 *
 * @category Priorities
 */
export interface ImpactWeights {
  /** The weight of the impact on the customer, 0 or more. */
  readonly customer: number;
  /** The weight of the impact on the business, 0 or more. */
  readonly business: number;
}

/**
 * How initiatives are read and ranked.
 *
 * @category Priorities
 */
export interface PrioritizeOptions<Item> extends Impacts<Item> {
  /** Impact on the customer, 0 or more. */
  readonly customer: (item: Item) => number;
  /** Impact on the business, 0 or more, on a scale of the same length. */
  readonly business: (item: Item) => number;
  /** Effort, above 0, such as in person-months. */
  readonly effort: (item: Item) => number;
  /** People reached, 0 or more. Default: 1 for all. */
  readonly reach?: ((item: Item) => number) | undefined;
  /** How sure the estimates are, 0 to 1. Default: 1 for all. */
  readonly confidence?: ((item: Item) => number) | undefined;
  /** How much each impact matters, 0 or more, not both 0. Default: alike. */
  readonly weights?: ImpactWeights | undefined;
  /** The mean that makes one impact of two. Default `"arithmetic"`; `"geometric"` asks for both. */
  readonly mean?: MeanKind | undefined;
  /** The impact from which either one is high. Default: there are no quadrants. */
  readonly highFrom?: number | undefined;
  /** How much each weight alone is raised and lowered to see how firm the ranks are, as a share of itself, 0 to 1. Default 0.25. */
  readonly spread?: number | undefined;
}

/**
 * Where an initiative stands by its two impacts: which of them are high.
 *
 * @category Priorities
 */
export type ImpactQuadrant = "both" | "customer" | "business" | "neither";

/**
 * An initiative with its place.
 *
 * @category Priorities
 */
export interface RankedInitiative<Item> {
  /** The initiative. */
  readonly item: Item;
  /** Its rank by score, from 1; scores that are equal but for rounding, to 1e-12 of themselves, share theirs. */
  readonly rank: number;
  /** Reach × impact × confidence / effort, the impact being the mean of the two. */
  readonly score: number;
  /** The mean of its two impacts. */
  readonly impact: number;
  /** Whether no other one is at least as good on both impacts and better on one. */
  readonly isOnFront: boolean;
  /** Which of its impacts are high; `null` where nothing says from where. */
  readonly quadrant: ImpactQuadrant | null;
  /** The best rank over all variations of the weights. */
  readonly bestRank: number;
  /** The worst rank over all variations of the weights. */
  readonly worstRank: number;
}

/**
 * Initiatives in order of priority.
 *
 * @category Priorities
 */
export interface Priorities<Item> {
  /** The initiatives, the highest score first; equal scores in the order in which they came. */
  readonly ranking: readonly RankedInitiative<Item>[];
  /** The Pareto front of the two impacts, in the order in which they came. */
  readonly front: readonly Item[];
  /** Initiatives ranked. */
  readonly count: number;
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "prioritize";
    /** How much each impact matters. */
    readonly weights: ImpactWeights;
    /** The mean that makes one impact of two. */
    readonly mean: MeanKind;
    /** The impact from which either one is high; `null` where there are no quadrants. */
    readonly highFrom: number | null;
    /** How much each weight was varied. */
    readonly spread: number;
  };
}

/**
 * Ranks initiatives by what they do for the customer and for the business, against their effort: RICE with two impacts.
 *
 * Who is not on the front comes behind another one of the same reach, confidence and effort, whatever the weights; `bestRank`
 * and `worstRank` show which ranks hang on them. A rank that changes with weights that nobody can defend is no finding.
 *
 * @param initiatives - Any items.
 * @param options - `customer`, `business` and `effort`, required; `reach`; `confidence`; `weights` of the two impacts; `mean`;
 *   `highFrom`, for quadrants; `spread`, by how much weights vary, default 0.25.
 * @returns The ranking with scores, quadrants and ranges of ranks, and the Pareto front; of nothing, empty.
 * @throws TypeError or RangeError if a number is none, with the item's index; effort must be above 0.
 *
 * @example
 * ```ts
 * const ideas = [
 *   { id: "chat", customer: 8, business: 3, effort: 2 },
 *   { id: "refunds", customer: 5, business: 5, effort: 1 },
 *   { id: "poster", customer: 4, business: 4, effort: 1 },
 * ]
 * const { ranking, front } = prioritize(ideas, {
 *   customer: (idea) => idea.customer, business: (idea) => idea.business, effort: (idea) => idea.effort, highFrom: 5,
 * })
 * ranking[0] // => { rank: 1, score: 5, quadrant: "both", isOnFront: true, bestRank: 1, worstRank: 1, … }
 * front.map((idea) => idea.id) // => ["chat", "refunds"]
 * ```
 *
 * @see `rice`, `ice` and `wsjf` for scores of one impact.
 * @category Priorities
 */
export function prioritize<Item>(initiatives: Iterable<Item>, options: PrioritizeOptions<Item>): Priorities<Item> {
  const { customer, business, effort, reach, confidence, mean = "arithmetic", highFrom, spread = 0.25 } = options ?? {};
  const weights = weightsOf(options?.weights);
  if (highFrom !== undefined) requireAmount("highFrom", highFrom);
  requireShare("spread", spread);
  powerMean([], { mean });
  requireIterable(initiatives, "initiatives");
  requireFunctions({ customer, business, effort });
  const known = Array.from(initiatives, (item, index) => ({
    item,
    customer: requireAmount("customer impact", customer(item), index),
    business: requireAmount("business impact", business(item), index),
    reach: reach ? requireAmount("reach", reach(item), index) : 1,
    confidence: confidence ? requireShare("confidence", confidence(item), index) : 1,
    effort: requireEffort(effort(item), index),
  }));
  const impactsBy = ([first, second]: readonly [number, number]) =>
    known.map((one) => powerMean([one.customer, one.business], { weights: [first, second], mean })!);
  const scoresBy = (impacts: readonly number[]) =>
    known.map((one, place) => (one.reach * impacts[place]! * one.confidence) / one.effort);
  const impacts = impactsBy(weights);
  const scores = scoresBy(impacts);
  const ranks = ranksOf(scores);
  const variations = variationsOf(weights, spread).map((varied) => ranksOf(scoresBy(impactsBy(varied))));
  const front = new Set(paretoFront(known, { customer: (one) => one.customer, business: (one) => one.business }));
  const ranking = known.map((one, place) => {
    const all = [ranks[place]!, ...variations.map((varied) => varied[place]!)];
    return {
      item: one.item,
      rank: ranks[place]!,
      score: scores[place]!,
      impact: impacts[place]!,
      isOnFront: front.has(one),
      quadrant: highFrom === undefined ? null : quadrantOf(one.customer >= highFrom, one.business >= highFrom),
      bestRank: Math.min(...all),
      worstRank: Math.max(...all),
    };
  });
  return {
    ranking: ranking.sort((a, b) => a.rank - b.rank),
    front: [...known].filter((one) => front.has(one)).map(({ item }) => item),
    count: known.length,
    definition: {
      metric: "prioritize",
      weights: { customer: weights[0], business: weights[1] },
      mean,
      highFrom: highFrom === undefined ? null : highFrom + 0,
      spread: spread + 0,
    },
  };
}

function weightsOf(weights: ImpactWeights | undefined): readonly [customer: number, business: number] {
  const { customer, business } = weights ?? { customer: 1, business: 1 };
  for (const [name, weight] of [
    ["customer", customer],
    ["business", business],
  ] as const) {
    if (weight !== 0) requireEffort(weight, undefined, `weight of ${name}`);
  }
  if (customer === 0 && business === 0) throw new RangeError("weights must not both be 0");
  return [customer + 0, business + 0];
}

/** The weights with each one alone raised and lowered; without those that leave none. */
function variationsOf([customer, business]: readonly [number, number], spread: number): readonly [number, number][] {
  const factors = [1 - spread, 1 + spread];
  const varied = factors.flatMap((factor): [number, number][] => [
    [customer * factor, business],
    [customer, business * factor],
  ]);
  return varied.filter(([first, second]) => first > 0 || second > 0);
}

function quadrantOf(isHighForCustomer: boolean, isHighForBusiness: boolean): ImpactQuadrant {
  if (isHighForCustomer) return isHighForBusiness ? "both" : "customer";
  return isHighForBusiness ? "business" : "neither";
}
