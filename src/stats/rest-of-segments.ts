import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";
import type { NetClasses } from "./boxes.ts";
import { total, type Weighted } from "./classes.ts";
import type { MeanResult } from "./mean-tally.ts";
import { readShare } from "./share.ts";
import { type ShareLike, sampleOfShare } from "./share-interval.ts";
import type { ClassWeights } from "./weight-sums.ts";

/**
 * What can be added up over segments: the counts of a share, of a net score or of a Net Promoter Score, and the weights
 * where they have some; or means with their spread, as `mean`, `ratings` and `durations` give them.
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
      Partial<Pick<MeanResult, "weight" | "effectiveSampleSize" | "weightCovariance">> &
      Pick<Weighted, "weights">);

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

/** How many values there are, their mean m, and what their weights sum up to; of values without weights, 1 each. */
interface Moments {
  readonly count: number;
  readonly isWeighted: boolean;
  readonly mean: number;
  /** Σw. */
  readonly weight: number;
  /** Σw². */
  readonly weightSquares: number;
  /** Σw(x − m)². */
  readonly squares: number;
  /** Σw²(x − m). */
  readonly leaning: number;
  /** Σw²(x − m)². */
  readonly weightedSquares: number;
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
  return {
    fields: ["count", "mean", "standardDeviation"],
    rests: (results) => othersOf(results.map(momentsOf), NO_MOMENTS, momentsOfBoth).map(readMoments),
  };
}

const NO_MOMENTS: Moments = {
  count: 0,
  isWeighted: false,
  mean: 0,
  weight: 0,
  weightSquares: 0,
  squares: 0,
  leaning: 0,
  weightedSquares: 0,
};

/** The moments behind a mean. */
function momentsOf(result: object, index: number): Moments {
  const mean = result as MeanResult & Pick<Weighted, "weights">;
  const count = requireCount("count", mean.count);
  const finite = (name: keyof MeanResult) => {
    if (Number.isFinite(mean[name])) return mean[name] as number;
    throw refusal(`${name} must be a finite number`, mean[name], index);
  };
  const isWeighted = mean.effectiveSampleSize !== undefined;
  if (count === 0) return { ...NO_MOMENTS, isWeighted };
  const varying = (count - 1) / count;
  const spreadOf = (name: "standardDeviation" | "standardError") => (count > 1 ? finite(name) ** 2 * varying : 0);
  const variance = spreadOf("standardDeviation");
  const one = { count, isWeighted, mean: finite("mean") };
  if (!isWeighted) {
    const squares = variance * count;
    return { ...one, weight: count, weightSquares: count, squares, leaning: 0, weightedSquares: squares };
  }
  const weight = finite("weight");
  return {
    ...one,
    weight,
    squares: variance * weight,
    weightedSquares: spreadOf("standardError") * weight * weight,
    ...(mean.weights
      ? leaningOfPoints(mean.weights, weight)
      : {
          weightSquares: (weight / finite("effectiveSampleSize")) * weight,
          leaning: finite("weightCovariance") * weight,
        }),
  };
}

/** Σw² and Σw²(x − m) of the points of a scale. */
function leaningOfPoints({ sums, squares }: ClassWeights, weight: number): Pick<Moments, "weightSquares" | "leaning"> {
  const middle = total(sums.map((sum, place) => sum * place)) / weight;
  return { weightSquares: total(squares), leaning: total(squares.map((square, place) => square * (place - middle))) };
}

/** The mean that moments are of, its standard error linearised where a part is weighted. */
function readMoments({ count, isWeighted, mean, weight, weightSquares, ...sums }: Moments) {
  const correction = count / (count - 1);
  const variance = count < 2 ? null : (sums.squares / weight) * correction;
  return {
    mean: count === 0 ? null : mean,
    standardDeviation: variance && Math.sqrt(variance),
    variance,
    standardError: count < 2 ? null : Math.sqrt(Math.max(0, sums.weightedSquares) * correction) / weight,
    count,
    ...(isWeighted && {
      weight,
      effectiveSampleSize: weight && weight * (weight / weightSquares),
      weightCovariance: weight && sums.leaning / weight,
    }),
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
 * The moments of both: each about the mean of both, so that no large numbers cancel.
 *
 * @see Chan, Golub & LeVeque (1983), Algorithms for Computing the Sample Variance, The American Statistician 37.
 */
function momentsOfBoth(left: Moments, right: Moments): Moments {
  const isWeighted = left.isWeighted || right.isWeighted;
  if (left.count === 0 || right.count === 0) return { ...(left.count === 0 ? right : left), isWeighted };
  const weight = left.weight + right.weight;
  const difference = right.mean - left.mean;
  const about = (part: Moments, shift: number) => ({
    squares: part.squares + part.weight * shift * shift,
    leaning: part.leaning + part.weightSquares * shift,
    weightedSquares: part.weightedSquares + shift * (2 * part.leaning + part.weightSquares * shift),
  });
  const one = about(left, -difference * (right.weight / weight));
  const other = about(right, difference * (left.weight / weight));
  return {
    count: left.count + right.count,
    isWeighted,
    mean: left.mean + difference * (right.weight / weight),
    weight,
    weightSquares: left.weightSquares + right.weightSquares,
    squares: one.squares + other.squares,
    leaning: one.leaning + other.leaning,
    weightedSquares: one.weightedSquares + other.weightedSquares,
  };
}
