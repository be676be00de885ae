import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";
import type { NetClasses } from "./boxes.ts";
import type { Weighted } from "./classes.ts";
import type { MeanResult } from "./mean-tally.ts";
import { readShare } from "./share.ts";
import { type ShareLike, sampleOfShare } from "./share-interval.ts";
import type { ClassWeights } from "./weight-sums.ts";

/**
 * What can be added up over segments: the counts of a share, of a net score or of a Net Promoter Score, and the weights
 * where they have some; or unweighted means with their spread, as `mean`, `ratings` and `durations` give them.
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
    } & Pick<Weighted, "weights">)
  | (Pick<MeanResult, "count" | "mean" | "standardDeviation" | "standardError"> &
      Partial<Pick<MeanResult, "effectiveSampleSize">>);

/** For each segment, the result of all others together. */
export function restsOf(results: readonly object[]): object[] {
  if (results.length === 0) return [];
  const kind = [
    shares(),
    classesNamed("bottom", "middle", "top"),
    classesNamed("detractors", "passives", "promoters"),
    means(),
  ].find(({ fields }) => results.every((result) => fields.every((field) => field in Object(result))));
  if (kind) return kind.rests(results);
  throw new TypeError("segments must all be counts of a share, of a net score or of a Net Promoter Score");
}

/** A kind of result: the fields that tell it, and how those of all but one are added up. */
interface Kind {
  readonly fields: readonly string[];
  readonly rests: (results: readonly object[]) => object[];
}

/** People in each class, lowest first, and their weights. */
interface Part {
  readonly counts: readonly number[];
  readonly weights?: ClassWeights | undefined;
}

/** How many values there are, their mean, and the sum of their squares about it. */
interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

function shares(): Kind {
  const partOf = (result: object, index: number) => {
    const { numerator, denominator, effectiveSampleSize, weights } = result as ShareLike & Weighted;
    if (effectiveSampleSize !== undefined && weights === undefined) {
      throw refusal("a share with an effectiveSampleSize must have weights to be added", weights, index);
    }
    sampleOfShare(result as ShareLike);
    return { counts: [denominator - numerator, numerator], weights };
  };
  return {
    fields: ["numerator", "denominator"],
    rests: (results) => othersOf(results.map(partOf), { counts: [0, 0] }, classesOfBoth).map(readShare),
  };
}

function classesNamed(...fields: readonly string[]): Kind {
  const partOf = (result: object) => ({
    counts: fields.map((field) => requireCount(field, (result as Record<string, unknown>)[field])),
    weights: (result as Weighted).weights,
  });
  return {
    fields,
    rests: (results) =>
      othersOf(results.map(partOf), { counts: [0, 0, 0] }, classesOfBoth).map(({ counts, weights }) => ({
        ...Object.fromEntries(fields.map((field, place) => [field, counts[place]])),
        ...(weights && { weights }),
      })),
  };
}

function means(): Kind {
  const momentsOf = (result: object, index: number) => {
    const { count, mean, standardDeviation, effectiveSampleSize } = result as MeanResult;
    requireCount("count", count);
    if (effectiveSampleSize !== undefined) {
      throw refusal("a mean must not be weighted to be added to others", effectiveSampleSize, index);
    }
    const finite = (name: string, number: number | null) => {
      if (Number.isFinite(number)) return number as number;
      throw refusal(`${name} must be a finite number`, number, index);
    };
    const spread = count > 1 ? finite("standardDeviation", standardDeviation) : 0;
    return { count, mean: count > 0 ? finite("mean", mean) : 0, squares: spread * spread * (count - 1) };
  };
  return {
    fields: ["count", "mean", "standardDeviation"],
    rests: (results) =>
      othersOf(results.map(momentsOf), { count: 0, mean: 0, squares: 0 }, momentsOfBoth).map(
        ({ count, mean, squares }) => {
          const variance = count < 2 ? null : squares / (count - 1);
          return {
            mean: count === 0 ? null : mean,
            standardDeviation: variance && Math.sqrt(variance),
            variance,
            standardError: variance && Math.sqrt(variance / count),
            count,
          };
        },
      ),
  };
}

/**
 * For each part, all others together: what stands before it and what stands after it, without a subtraction, which would cost
 * digits.
 */
function othersOf<Sum>(parts: readonly Sum[], nothing: Sum, sumOf: (left: Sum, right: Sum) => Sum): Sum[] {
  const before = [nothing];
  for (const part of parts) before.push(sumOf(before.at(-1)!, part));
  let after = nothing;
  const others: Sum[] = [];
  for (let index = parts.length - 1; index >= 0; index--) {
    others.unshift(sumOf(before[index]!, after));
    after = sumOf(parts[index]!, after);
  }
  return others;
}

/** The classes of both; whoever was given no weight weighs 1 among people who were. */
function classesOfBoth(left: Part, right: Part): Part {
  const sum = (a: readonly number[], b: readonly number[]) => a.map((one, place) => one + b[place]!);
  const counts = sum(left.counts, right.counts);
  if (!left.weights && !right.weights) return { counts };
  const weightsOf = ({ counts: people, weights }: Part) => weights ?? { sums: people, squares: people };
  const [a, b] = [weightsOf(left), weightsOf(right)];
  return { counts, weights: { sums: sum(a.sums, b.sums), squares: sum(a.squares, b.squares) } };
}

/**
 * The moments of both.
 *
 * @see Chan, Golub & LeVeque (1983), Algorithms for Computing the Sample Variance, The American Statistician 37.
 */
function momentsOfBoth(left: Moments, right: Moments): Moments {
  const count = left.count + right.count;
  if (count === 0) return left;
  const difference = right.mean - left.mean;
  const mean = left.mean + difference * (right.count / count);
  const between = difference * difference * left.count * (right.count / count);
  return { count, mean, squares: left.squares + right.squares + between };
}
