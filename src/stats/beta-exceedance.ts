import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { deviance } from "./deviance.ts";
import { requireDomain } from "./domain.ts";
import { betaTails } from "./incomplete-beta.ts";

/**
 * The two shapes of a beta distribution.
 *
 * @category Distributions
 */
export type Shapes = readonly [a: number, b: number];

/**
 * The probability that a beta-distributed value exceeds an independent other one.
 *
 * @param first - The two shapes of the first, each from 0.1 to 1e16.
 * @param second - The two shapes of the second.
 * @returns P(first > second), 0 to 1, to an absolute 1e-12 of shapes up to 1e10, and 1e-9 at 1e16.
 * @throws RangeError if a shape is out of range.
 *
 * @example
 * ```ts
 * betaExceedance([2, 1], [1, 2]) // ~> 0.833333
 * betaExceedance([33, 1], [30, 4]) // ~> 0.943223
 * ```
 *
 * @see Trefethen & Weideman (2014), The Exponentially Convergent Trapezoidal Rule, SIAM Review 56, on how it is computed.
 * @category Distributions
 */
export function betaExceedance(first: Shapes, second: Shapes): number {
  requireIterable(first, "first");
  requireIterable(second, "second");
  for (const [name, shapes] of Object.entries({ first, second })) {
    if (shapes.length !== 2) throw refusal(`${name} must be two shapes`, shapes.length);
    shapes.forEach(requireLargeShape);
  }
  // What varies less is integrated over: at its scale the distribution of the other is smooth.
  return spreadOf(first) <= spreadOf(second)
    ? meanOver(first, (x, y) => tailsAt(x, y, second))
    : meanOver(second, (x, y) => [...tailsAt(x, y, first)].reverse() as [number, number]);
}

/** The smallest shape whose distribution lies within the doubles, but for what does not count. */
export const LEAST_SHAPE = 0.1;

/** The largest shape a prior may add to a count. */
export const LARGEST_SHAPE = 1e15;

/** The step of the trapezoidal rule, which then errs by less than rounding. */
const STEP = 0.05;

function requireLargeShape(shape: number): void {
  requireDomain(shape, shape >= LEAST_SHAPE && shape <= 1e16, `shape must be from ${LEAST_SHAPE} to 1e16`);
}

/** The standard deviation of the logarithm of the odds, about. */
function spreadOf([a, b]: Shapes): number {
  return Math.sqrt(1 / a + 1 / b);
}

/** The probabilities of at most x and of more, where y is 1 − x. */
function tailsAt(x: number, y: number, [c, d]: Shapes): readonly [number, number] {
  return betaTails(c, d, (c + d) * x, (c + d) * y, d * x - c * y);
}

/**
 * The mean of the first of two parts over a beta distribution, as a share of both: by the trapezoidal rule over the
 * logarithm of the odds, from the mean outwards until nothing is left, in steps that grow outwards.
 */
function meanOver([a, b]: Shapes, partsAt: (x: number, y: number) => readonly [number, number]): number {
  const scale = spreadOf([a, b]);
  const sums = [0, 0] as [number, number];
  const addAt = (s: number): boolean => {
    const odds = (a / b) * Math.exp(scale * Math.sinh(s));
    const [x, y] = odds < 1 ? [odds / (1 + odds), 1 / (1 + odds)] : [1 / (1 + 1 / odds), 1 / odds / (1 + 1 / odds)];
    const excess = b * x - a * y;
    const weight = Math.exp(-deviance(a, (a + b) * x, excess) - deviance(b, (a + b) * y, -excess)) * Math.cosh(s);
    if (!(weight > 1e-20)) return false;
    const [part, rest] = partsAt(x, y);
    sums[0] += weight * part;
    sums[1] += weight * rest;
    return true;
  };
  addAt(0);
  for (let s = STEP; addAt(s); ) s += STEP;
  for (let s = -STEP; addAt(s); ) s -= STEP;
  return sums[0] / (sums[0] + sums[1]);
}
