import type { Comparison, ConfidenceOptions, Interval } from "../stats/interval.ts";
import { requireConfidence } from "../stats/interval.ts";
import { inPoints, netIntervalBy, netVariance } from "../stats/net-interval-by.ts";
import { type NetSample, sampleOfNet } from "../stats/net-sample.ts";
import { noComparison } from "../stats/no-comparison.ts";
import { normalTail, tailQuantile } from "../stats/normal.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * People added to the groups before Wald's formula is applied: numbers, 0 or more, not always whole, or a name:
 *
 * | name | promoters, passives, detractors | known as |
 * | --- | --- | --- |
 * | `"triangular-3"` | ¾, 1½, ¾ | AW(3,T): Rocks, MeasuringU |
 * | `"uniform-3"` | 1, 1, 1 | AW(3,U) |
 * | `"triangular-4"` | 1, 2, 1 | AW(4,T) |
 * | `"uniform-1.5"` | ½, ½, ½ | for two groups |
 * | `"agresti-min"` | ½, 1, ½ | Agresti & Min |
 * | `"bonett-price"` | 1, 0, 1 | Bonett & Price |
 * | `"triangular-z2"` | z²/4, z²/2, z²/4 | AW(z²,T) |
 * | `"uniform-z2"` | z²/3, z²/3, z²/3 | AW(z²,U) |
 *
 * @category Net Promoter Score
 */
export type AddedPeople = AddedName | AddedGroups;

/**
 * People added to each group, numbers from 0, not always whole.
 *
 * @category Net Promoter Score
 */
export interface AddedGroups {
  /** People added to the promoters. */
  readonly promoters: number;
  /** People added to the passives. */
  readonly passives: number;
  /** People added to the detractors. */
  readonly detractors: number;
}

/**
 * A name for people added; see `AddedPeople`.
 *
 * @category Net Promoter Score
 */
export type AddedName =
  | "triangular-3"
  | "uniform-3"
  | "triangular-4"
  | "uniform-1.5"
  | "agresti-min"
  | "bonett-price"
  | "triangular-z2"
  | "uniform-z2";

/**
 * How sure an interval must be, and whom to add.
 *
 * @category Net Promoter Score
 */
export interface AddedPeopleOptions extends ConfidenceOptions {
  /** The people added to the groups; in a comparison, to those of either sample. */
  readonly added: AddedPeople;
}

/**
 * Adjusted Wald interval of a Net Promoter Score: a few people are added to the groups, then Wald's formula is applied.
 *
 * It is centred on the score of the enlarged sample, and cut off at −100 and 100.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param options - `added`, the people to add; `confidence`, between 0 and 1, default 0.95.
 * @returns Score and limits, −100 to 100; `null` with a `reason` where nobody answered.
 * @throws TypeError or RangeError if the groups are no counts, or `added` or the confidence is none.
 *
 * @example
 * ```ts
 * const ten = { promoters: 10, passives: 0, detractors: 0 }
 * npsIntervalByAdjustedWald(ten, { added: "triangular-3" }).lower // ~> 47.5
 * npsIntervalByAdjustedWald(ten, { added: "agresti-min" }).lower // ~> 56.7
 * npsIntervalByAdjustedWald(ten, { added: { promoters: 0, passives: 0, detractors: 0 } }).lower // => 100
 * ```
 *
 * @see Rocks (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70(4); Agresti & Min
 * (2005), Statistics in Medicine 24; Bonett & Price (2012), Journal of Educational and Behavioral Statistics 37.
 * @category Net Promoter Score
 */
export function npsIntervalByAdjustedWald(result: NpsLike, options: AddedPeopleOptions): Interval<"adjusted-wald"> {
  const added = requireAdded(options?.added);
  return netIntervalBy(classesOfNps(result), options, "adjusted-wald", (sample, tail) => {
    const z = tailQuantile(tail);
    const { mean, variance } = enlarged(sample, added(z));
    const reach = z * Math.sqrt(variance);
    return [mean - reach, mean + reach];
  });
}

/**
 * Adjusted Wald comparison of two independent Net Promoter Scores: a few people are added to the groups of each, then
 * Wald's formula is applied. With 3 people a sample (`"triangular-3"`, as Rocks and MeasuringU do) opposite extreme
 * scores are drawn too near to each other; `"uniform-1.5"` keeps its promise better.
 *
 * @param first - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param second - The score to compare with, of other people.
 * @param options - `added`, the people to add to each; `confidence`, between 0 and 1, default 0.95.
 * @returns Difference and limits in points, −200 to 200, and the two-sided p-value; `null` with a `reason` where nobody
 *   answered, or where neither enlarged sample varies.
 * @throws TypeError or RangeError if the groups are no counts, or `added` or the confidence is none.
 *
 * @example
 * ```ts
 * const may = { promoters: 60, passives: 25, detractors: 15 }
 * const june = { promoters: 50, passives: 25, detractors: 25 }
 * compareNpsByAdjustedWald(may, june, { added: "triangular-3" }).pValue // ~> 0.0763
 * ```
 *
 * @see Agresti & Caffo (2000), The American Statistician 54(4), for the same remedy with two proportions.
 * @category Net Promoter Score
 */
export function compareNpsByAdjustedWald(
  first: NpsLike,
  second: NpsLike,
  options: AddedPeopleOptions,
): Comparison<"adjusted-wald"> {
  const added = requireAdded(options?.added);
  const shape = { confidence: requireConfidence(options), method: "adjusted-wald" } as const;
  const [a, b] = [sampleOfNet(classesOfNps(first)), sampleOfNet(classesOfNps(second))];
  if (a.size === 0 || b.size === 0) return noComparison(null, shape, "a sample is empty");
  const z = tailQuantile((1 - shape.confidence) / 2);
  const [one, other] = [enlarged(a, added(z)), enlarged(b, added(z))];
  const centre = one.mean - other.mean;
  const error = Math.sqrt(one.variance + other.variance);
  const difference = a.score - b.score;
  if (error === 0) return noComparison(difference, shape, "neither sample varies");
  return {
    difference,
    lower: inPoints(centre - z * error, 2),
    upper: inPoints(centre + z * error, 2),
    pValue: 2 * normalTail(Math.abs(centre / error)),
    ...shape,
  };
}

type Groups = readonly [promoters: number, passives: number, detractors: number];

/** Mean, and its squared standard error, of a sample with people added. */
function enlarged({ top, bottom, size }: NetSample, [promoters, passives, detractors]: Groups) {
  const larger = {
    top: top + promoters,
    bottom: bottom + detractors,
    size: size + promoters + passives + detractors,
  };
  return { mean: (larger.top - larger.bottom) / larger.size, variance: netVariance(larger) / larger.size };
}

/** The people to add, given z. */
function requireAdded(added: AddedPeople): (z: number) => Groups {
  const names: Record<AddedName, (z: number) => Groups> = {
    "triangular-3": () => [0.75, 1.5, 0.75],
    "uniform-3": () => [1, 1, 1],
    "triangular-4": () => [1, 2, 1],
    "uniform-1.5": () => [0.5, 0.5, 0.5],
    "agresti-min": () => [0.5, 1, 0.5],
    "bonett-price": () => [1, 0, 1],
    "triangular-z2": (z) => [(z * z) / 4, (z * z) / 2, (z * z) / 4],
    "uniform-z2": (z) => [(z * z) / 3, (z * z) / 3, (z * z) / 3],
  };
  if (typeof added === "string" && Object.hasOwn(names, added)) return names[added];
  if (typeof added !== "object" || added === null) {
    const choices = Object.keys(names).map(shown).join(", ");
    throw refusal(`added must be { promoters, passives, detractors } or one of ${choices}`, added);
  }
  const groups: Groups = [added.promoters, added.passives, added.detractors];
  for (const people of groups) {
    if (!(typeof people === "number" && people >= 0 && people <= 1e15)) {
      throw refusal("people added must be a number from 0 to 1e15", people);
    }
  }
  return () => groups;
}
