import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * P-values adjusted by Holm: reject those of at most α, and the chance of even one false rejection is at most α. For when
 * any false claim hurts.
 *
 * @param pValues - The p-values of all comparisons that were made, 0 to 1; `null` where a comparison has none.
 * @returns The adjusted p-values in the same order: none below its own, none above 1; `null` stays `null` and does not
 *   count as a comparison.
 * @throws TypeError or RangeError if a p-value is none, with its index.
 *
 * @example
 * ```ts
 * holm([0.01, 0.04, 0.03, null]) // => [0.03, 0.06, 0.06, null]
 * holm([]) // => []
 * ```
 *
 * @see Holm (1979), A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6.
 * @category Multiple comparisons
 */
export function holm(pValues: Iterable<number | null>): (number | null)[] {
  return adjusted(pValues, (known) => {
    let largest = 0;
    return known.map((p, place) => {
      largest = Math.max(largest, Math.min(1, p * (known.length - place)));
      return largest;
    });
  });
}

/**
 * P-values adjusted by Benjamini and Hochberg: reject those of at most α, and of all rejections a share of at most α is
 * expected to be false. For exploration.
 *
 * @param pValues - The p-values of all comparisons that were made, 0 to 1; `null` where a comparison has none.
 * @returns The adjusted p-values in the same order: none below its own, none above 1; `null` stays `null` and does not
 *   count as a comparison.
 * @throws TypeError or RangeError if a p-value is none, with its index.
 *
 * @example
 * ```ts
 * benjaminiHochberg([0.01, 0.04, 0.03, null]) // => [0.03, 0.04, 0.04, null]
 * benjaminiHochberg([null]) // => [null]
 * ```
 *
 * @see Benjamini & Hochberg (1995), Controlling the False Discovery Rate, Journal of the Royal Statistical Society B 57.
 * @category Multiple comparisons
 */
export function benjaminiHochberg(pValues: Iterable<number | null>): (number | null)[] {
  return adjusted(pValues, (known) => {
    let least = 1;
    // The factor first: the largest p-value has a factor of just 1, and none falls below its own.
    const fromAbove = known.map((_, index) => {
      const place = known.length - index;
      least = Math.min(least, known[place - 1]! * (known.length / place));
      return least;
    });
    return fromAbove.reverse();
  });
}

/** Adjusts the known p-values, in rising order, and puts them back in their places. */
function adjusted(
  pValues: Iterable<number | null>,
  adjust: (rising: readonly number[]) => readonly number[],
): (number | null)[] {
  requireIterable(pValues, "pValues");
  const given = Array.from(pValues, (p, index) => {
    if (p === null || (typeof p === "number" && p >= 0 && p <= 1)) return p;
    throw refusal("p-value must be a number from 0 to 1 or null", p, index);
  });
  const order = [...given.keys()].filter((index) => given[index] !== null).sort((a, b) => given[a]! - given[b]!);
  const results = adjust(order.map((index) => given[index]!));
  order.forEach((index, place) => {
    given[index] = results[place]! + 0;
  });
  return given;
}
