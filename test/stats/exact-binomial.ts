/** Independent oracles for the binomial distribution, in whole numbers: slow, and right to the last digit. */

/** A double as the exact fraction numerator / 2^bits. */
function fractionOf(x: number): { readonly numerator: bigint; readonly bits: number } {
  let numerator = x;
  let bits = 0;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    bits++;
  }
  return { numerator: BigInt(numerator), bits };
}

/** The quotient of two whole numbers as a double, right to a relative 2⁻⁶³. */
export function quotient(numerator: bigint, denominator: bigint): number {
  const shift = Math.max(0, 64 + 4 * (denominator.toString(16).length - numerator.toString(16).length));
  let value = Number((numerator << BigInt(shift)) / denominator);
  // In strides, because 2⁻¹⁰⁷⁴ is the smallest power of two.
  for (let left = shift; left > 0; left -= 1000) value *= 2 ** -Math.min(left, 1000);
  return value;
}

/** The probabilities of 0, 1, …, n successes as whole numbers, by the sum of them all. */
export function exactProbabilities(n: number, p: number): { readonly of: bigint[]; readonly total: bigint } {
  const { numerator, bits } = fractionOf(p);
  const success = numerator;
  const failure = (1n << BigInt(bits)) - numerator;
  const of: bigint[] = [];
  let choices = 1n;
  for (let k = 0; k <= n; k++) {
    of.push(choices * success ** BigInt(k) * failure ** BigInt(n - k));
    choices = (choices * BigInt(n - k)) / BigInt(k + 1);
  }
  return { of, total: 1n << BigInt(bits * n) };
}

/**
 * P(X ≤ k) and P(X > k) for several k, by summing every probability that is not negligible in fixed point: each follows
 * from its neighbour by a ratio of whole numbers, and their sum stands for 1.
 *
 * @param digits - Binary digits behind the point: probabilities below 2^(80 − digits) lose accuracy.
 */
export function summedTails(
  n: number,
  p: number,
  at: readonly number[],
  digits = 320,
): ReadonlyMap<number, { readonly upTo: number; readonly above: number }> {
  const { numerator, bits } = fractionOf(p);
  const failure = (1n << BigInt(bits)) - numerator;
  const mode = Math.floor((n + 1) * p);
  const start = 1n << BigInt(digits);
  const wanted = new Set(at);
  const below = new Map<number, bigint>(); // sum from the far end up to k
  const beyond = new Map<number, bigint>(); // sum from the far end down to k + 1

  const upwards: bigint[] = [];
  for (let k = mode, weight = start; weight > 0n && k < n; k++) {
    weight = (weight * BigInt(n - k) * numerator) / (BigInt(k + 1) * failure);
    upwards.push(weight); // of k + 1
  }
  const downwards: bigint[] = [];
  for (let k = mode, weight = start; weight > 0n && k > 0; k--) {
    weight = (weight * BigInt(k) * failure) / (BigInt(n - k + 1) * numerator);
    downwards.push(weight); // of k − 1
  }
  let sum = 0n;
  for (let i = downwards.length; i-- > 0; ) {
    sum += downwards[i]!;
    const k = mode - 1 - i;
    if (wanted.has(k)) below.set(k, sum);
  }
  const sumBelow = sum;
  sum = 0n;
  for (let i = upwards.length; i-- > 0; ) {
    sum += upwards[i]!;
    const k = mode + i;
    if (wanted.has(k)) beyond.set(k, sum);
  }
  const total = sumBelow + start + sum;
  const tails = new Map<number, { upTo: number; above: number }>();
  for (const k of at) {
    const upTo = below.get(k) ?? total - beyond.get(k)!;
    tails.set(k, { upTo: quotient(upTo, total), above: quotient(total - upTo, total) });
  }
  return tails;
}
