import { refusal } from "../tally/refusal.ts";

/**
 * A score as it is shown: rounded to some decimals, a half away from 0, and never −0.
 *
 * Only for display: what is rounded cannot be added, compared or merged any more.
 *
 * @param score - Any finite number, or `null`.
 * @param digits - Decimals to keep, 0 to 15. Default 0.
 * @returns The number nearest to `score` that has so many decimals; `null` of `null`.
 * @throws TypeError or RangeError if the score is not finite, or `digits` is none.
 *
 * @example
 * ```ts
 * roundScore(-12.5) // => -13
 * roundScore(39.8398, 1) // => 39.8
 * roundScore(-0.04, 1) // => 0
 * roundScore(null) // => null
 * ```
 *
 * @category Display
 */
export function roundScore(score: number, digits?: number): number;
export function roundScore(score: number | null, digits?: number): number | null;
export function roundScore(score: number | null, digits = 0): number | null {
  requireDigits(digits);
  if (score === null) return null;
  if (!Number.isFinite(score)) throw refusal("score must be a finite number or null", score);
  // toFixed rounds the exact value of the double; adding 0 turns −0 into 0. From 1e21 on it has no decimals to round.
  return Number(score.toFixed(digits)) + 0;
}

/**
 * Percentages that are shown side by side: rounded so that they still sum to 100, each by less than one unit of the last
 * decimal. What rounding down leaves goes to the largest remainders, the earlier of equal ones first.
 *
 * @param shares - Shares or counts of the whole: numbers of 0 or more, in any unit.
 * @param digits - Decimals to keep, 0 to 9. Default 0.
 * @returns A percentage for each share, together 100; `null` where there is nothing to share, or a share is `null`.
 * @throws TypeError or RangeError if a share is negative or not finite, or `digits` is none.
 *
 * @example
 * ```ts
 * roundShares([1, 1, 1]) // => [34, 33, 33]
 * roundShares([0.205, 0.295, 0.5], 1) // => [20.5, 29.5, 50]
 * roundShares([0, 0]) // => null
 * ```
 *
 * @see Hamilton's method of largest remainders.
 * @category Display
 */
export function roundShares(shares: readonly (number | null)[], digits = 0): number[] | null {
  requireDigits(digits, 9);
  if (!Array.isArray(shares)) throw refusal("shares must be an array", shares);
  for (const [index, share] of shares.entries()) {
    if (share !== null && !(Number.isFinite(share) && share >= 0)) {
      throw refusal("share must be a number, 0 or more", share, index);
    }
  }
  const known = shares.filter((share) => share !== null);
  const largest = Math.max(0, ...known);
  if (known.length < shares.length || largest === 0) return null;
  const units = 100 * 10 ** digits;
  // By a power of 2, so that no sum leaves the doubles and no digit is lost.
  const scale = 2 ** Math.min(1023, Math.floor(Math.log2(largest)));
  const parts = known.map((share) => share / scale);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  // Remainders of the division by the whole, which are exact: of counts, equal ones are equal.
  const remainders = parts.map((part) => (part * units) % whole);
  const floors = parts.map((part, index) => Math.round((part * units - remainders[index]!) / whole));
  const left = units - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = remainders
    .map((remainder, index) => ({ index, remainder }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, Math.round(left))) floors[index]!++;
  return floors.map((floor) => floor / 10 ** digits);
}

function requireDigits(digits: number, most = 15): void {
  if (Number.isInteger(digits) && digits >= 0 && digits <= most) return;
  throw refusal(`digits must be a whole number from 0 to ${most}`, digits);
}
