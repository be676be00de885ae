import { normalTail } from "./normal.ts";
import { requirePairs } from "./paired-values.ts";

/**
 * A rank correlation by pairs in the same and in the opposite order.
 *
 * @category Correlation
 */
export interface KendallResult {
  /** Kendall's τ-b, −1 to 1; `null` where a value does not vary. */
  readonly estimate: number | null;
  /** Two-sided p-value of no correlation, by the normal approximation with ties; `null` where there is none. */
  readonly pValue: number | null;
  /** Pairs of people whose values are in the same order, less those in the opposite order. */
  readonly concordance: number;
  /** Pairs of values. */
  readonly count: number;
  /** Why there is no estimate or no p-value; only where there is none. */
  readonly reason?: string;
}

/**
 * Kendall's τ-b: of all pairs of people, how many more have both values in the same order than in the opposite one, with
 * ties allowed for.
 *
 * @param x - Finite numbers, one for each person.
 * @param y - The other value of the same people, in the same order.
 * @returns τ-b, −1 to 1, with the p-value of the normal approximation corrected for ties; `null` with a `reason` where a
 *   value does not vary.
 * @throws TypeError or RangeError if the lists differ in length, or hold what is no finite number, with its index.
 *
 * @example
 * ```ts
 * kendall([1, 2, 3, 4], [1, 3, 2, 4]) // ~> { estimate: 0.667, concordance: 4, count: 4, pValue: 0.174, … }
 * ```
 *
 * @see Kendall (1970), Rank Correlation Methods; Knight (1966), Journal of the American Statistical Association 61, for
 * the algorithm, which sorts instead of comparing all pairs.
 * @category Correlation
 */
export function kendall(x: ArrayLike<number>, y: ArrayLike<number>): KendallResult {
  requirePairs(x, y);
  const count = x.length;
  const order = Array.from(x, (_, index) => index).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  const ofX = ties(order.map((index) => x[index]!));
  const ofBoth = runs(order, (a, b) => x[a] === x[b] && y[a] === y[b]).reduce((sum, run) => sum + pairs(run), 0);
  const sorted = order.map((index) => y[index]!);
  const inverted = sortCounting(sorted);
  const ofY = ties(sorted);
  const all = pairs(count);
  const concordance = all - ofX.pairs - ofY.pairs + ofBoth - 2 * inverted;
  const comparable = Math.sqrt((all - ofX.pairs) * (all - ofY.pairs));
  if (comparable === 0) {
    const reason = count === 0 ? "the sample is empty" : "a value does not vary";
    return { estimate: null, pValue: null, concordance, count, reason };
  }
  const estimate = Math.max(-1, Math.min(1, concordance / comparable));
  if (count < 3) return { estimate, pValue: null, concordance, count, reason: "a p-value needs three pairs" };
  const variance =
    (count * (count - 1) * (2 * count + 5) - ofX.second - ofY.second) / 18 +
    (2 * ofX.pairs * ofY.pairs) / (count * (count - 1)) +
    (ofX.third * ofY.third) / (9 * count * (count - 1) * (count - 2));
  return { estimate, pValue: 2 * normalTail(Math.abs(concordance) / Math.sqrt(variance)), concordance, count };
}

/** Pairs among n. */
function pairs(n: number): number {
  return (n * (n - 1)) / 2;
}

/** The lengths of the runs of neighbours that are the same. */
function runs<Item>(items: readonly Item[], same: (a: Item, b: Item) => boolean): number[] {
  const lengths: number[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && same(items[index - 1]!, item)) lengths[lengths.length - 1]!++;
    else lengths.push(1);
  }
  return lengths;
}

/** What the ties among sorted values take from the number of pairs and from the variance of the concordance. */
function ties(sorted: readonly number[]): { readonly pairs: number; readonly second: number; readonly third: number } {
  const lengths = runs(sorted, (a, b) => a === b);
  const sum = (of: (length: number) => number) => lengths.reduce((total, length) => total + of(length), 0);
  return {
    pairs: sum(pairs),
    second: sum((t) => t * (t - 1) * (2 * t + 5)),
    third: sum((t) => t * (t - 1) * (t - 2)),
  };
}

/** Sorts in place by merging and counts the pairs that were in the wrong order. */
function sortCounting(values: number[]): number {
  let inverted = 0;
  let from = values;
  let into = new Array<number>(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let place = start; place < end; place++) {
        if (right >= end || (left < middle && from[left]! <= from[right]!)) into[place] = from[left++]!;
        else {
          inverted += middle - left;
          into[place] = from[right++]!;
        }
      }
    }
    [from, into] = [into, from];
  }
  if (from !== values) for (const [index, value] of from.entries()) values[index] = value;
  return inverted;
}
