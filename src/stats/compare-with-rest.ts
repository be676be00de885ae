import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";
import type { NetClasses } from "./boxes.ts";
import type { Weighted } from "./classes.ts";
import type { Comparison, ConfidenceOptions } from "./interval.ts";
import { benjaminiHochberg } from "./multiple-comparisons.ts";
import { readShare } from "./share.ts";
import { type ShareLike, sampleOfShare } from "./share-interval.ts";
import { requireSegments } from "./shrinkage.ts";
import type { ClassWeights } from "./weight-sums.ts";

/**
 * What can be added up over segments: the counts of a share, of a net score or of a Net Promoter Score, and the weights
 * where they have some.
 *
 * @category Segments
 */
export type SegmentCounts =
  | (ShareLike & Pick<Weighted, "weights">)
  | NetClasses
  | ({
      /** People who promote. */
      readonly promoters: number;
      /** People who are passive. */
      readonly passives: number;
      /** People who detract. */
      readonly detractors: number;
    } & Pick<Weighted, "weights">);

/**
 * How segments are compared with the rest.
 *
 * @category Segments
 */
export interface CompareWithRestOptions extends ConfidenceOptions {
  /** How the p-values are adjusted for their number: `benjaminiHochberg` (the default, for exploration) or `holm`. */
  readonly adjust?: ((pValues: readonly (number | null)[]) => readonly (number | null)[]) | undefined;
}

/**
 * A segment less the rest.
 *
 * @category Segments
 */
export interface SegmentComparison<Method extends string = string> extends Comparison<Method> {
  /** The p-value adjusted for the number of segments, `pValue` or more; `null` where there is none. */
  readonly adjustedPValue: number | null;
}

/**
 * Each segment against the rest, all other segments together: never against the total, which holds the segment itself.
 *
 * @param segments - The result of each segment, as `measureBy` gives them: of people of their own, and together of all.
 * @param compare - How two of them are compared: `compareNps`, `compareShares`, `compareNets`.
 * @param options - `confidence` of each interval, between 0 and 1, default 0.95; `adjust`, how the p-values are adjusted
 *   for their number, default `benjaminiHochberg`.
 * @returns Segment less rest for each segment, in the order of `segments`, with the adjusted p-value; `null` with a
 *   `reason` where the segment or the rest is empty.
 * @throws TypeError or RangeError as `compare` does, or if the segments are neither counts of a share nor of a net score.
 *
 * @example
 * ```ts
 * const plans = new Map([
 *   ["free", { promoters: 40, passives: 30, detractors: 30 }],
 *   ["pro", { promoters: 60, passives: 30, detractors: 10 }],
 *   ["team", { promoters: 50, passives: 30, detractors: 20 }],
 * ])
 * const compared = compareWithRest(plans, compareNps)
 * compared.get("free")?.difference // => -30
 * compared.get("free")?.pValue // ~> 0.0019
 * compared.get("free")?.adjustedPValue // ~> 0.0028
 * compared.get("team")?.difference // => 0
 * ```
 *
 * @see Benjamini & Hochberg (1995), Controlling the False Discovery Rate, Journal of the Royal Statistical Society B 57.
 * @category Segments
 */
export function compareWithRest<Key, Counts extends SegmentCounts, Method extends string>(
  segments: ReadonlyMap<Key, Counts>,
  compare: (segment: NoInfer<Counts>, rest: NoInfer<Counts>, options: ConfidenceOptions) => Comparison<Method>,
  options: CompareWithRestOptions = {},
): Map<Key, SegmentComparison<Method>> {
  const { confidence, adjust = benjaminiHochberg } = options;
  const results = requireSegments(segments);
  const kind = results.length === 0 ? undefined : kindOf(results);
  const parts = results.map((result, index) => kind!.classes(result, index));
  // What stands before and what stands after each segment: no subtraction, which would cost weights their digits.
  const before = running(parts);
  const after = running([...parts].reverse()).reverse();
  const comparisons = results.map((segment, index) =>
    compare(segment, kind!.result(added(before[index], after[index + 1])) as Counts, { confidence }),
  );
  const adjustedPValues = adjust(comparisons.map(({ pValue }) => pValue));
  return new Map(
    [...segments.keys()].map((key, index) => [
      key,
      { ...comparisons[index]!, adjustedPValue: adjustedPValues[index] ?? null },
    ]),
  );
}

/** People in each class, lowest first, and their weights. */
interface Part {
  readonly counts: readonly number[];
  readonly weights?: ClassWeights | undefined;
}

/** How the counts of a kind of result are read and written. */
interface Kind {
  readonly fields: readonly string[];
  readonly classes: (result: object, index: number) => Part;
  readonly result: (part: Part) => object;
}

function kindOf(results: readonly object[]): Kind {
  const kind = [
    shares(),
    classesNamed("bottom", "middle", "top"),
    classesNamed("detractors", "passives", "promoters"),
  ].find(({ fields }) => results.every((result) => fields.every((field) => field in Object(result))));
  if (kind) return kind;
  throw new TypeError("segments must all be counts of a share, of a net score or of a Net Promoter Score");
}

function shares(): Kind {
  return {
    fields: ["numerator", "denominator"],
    classes: (result, index) => {
      const { numerator, denominator, effectiveSampleSize, weights } = result as ShareLike & Weighted;
      if (effectiveSampleSize !== undefined && weights === undefined) {
        throw refusal("a share with an effectiveSampleSize must have weights to be added", weights, index);
      }
      sampleOfShare(result as ShareLike);
      return { counts: [denominator - numerator, numerator], weights };
    },
    result: readShare,
  };
}

function classesNamed(...fields: readonly string[]): Kind {
  return {
    fields,
    classes: (result) => ({
      counts: fields.map((field) => requireCount(field, (result as Record<string, unknown>)[field])),
      weights: (result as Weighted).weights,
    }),
    result: ({ counts, weights }) => ({
      ...Object.fromEntries(fields.map((field, place) => [field, counts[place]])),
      ...(weights && { weights }),
    }),
  };
}

/** Nothing, the first part, the first two together, and so on to all of them. */
function running(parts: readonly Part[]): (Part | undefined)[] {
  const sums: (Part | undefined)[] = [undefined];
  for (const part of parts) sums.push(added(sums.at(-1), part));
  return sums;
}

/** Two parts together; where one is weighted, each person of the other weighs 1. Of nothing, nobody. */
function added(left: Part | undefined, right: Part | undefined): Part {
  if (left === undefined || right === undefined) return left ?? right ?? { counts: [0, 0, 0] };
  const sum = (a: readonly number[], b: readonly number[]) => a.map((one, place) => one + b[place]!);
  const counts = sum(left.counts, right.counts);
  if (!left.weights && !right.weights) return { counts };
  const weightsOf = ({ counts: people, weights }: Part) => weights ?? { sums: people, squares: people };
  const [a, b] = [weightsOf(left), weightsOf(right)];
  return { counts, weights: { sums: sum(a.sums, b.sums), squares: sum(a.squares, b.squares) } };
}
