import { betaTails, stepToTail } from "./incomplete-beta.ts";
import { newton } from "./root.ts";

/** The gamma distribution is what b times a beta distribution tends to as b grows: at this b to every digit. */
const farShape = 1e100;

/** The tails of the gamma distribution below and above x: the one away from the mean directly, the other as its rest. */
export function gammaTails(x: number, shape: number): readonly [number, number] {
  if (x <= 0) return [0, 1];
  // No shape reaches so far, but x² / b would begin to count.
  return x > 1e20 ? [1, 0] : betaTails(shape, farShape, x, farShape, x - shape);
}

/** The point whose lower tail is p. */
export function gammaAt(p: number, shape: number): number {
  if (p > 0.5) return gammaAbove(1 - p, shape);
  if (p === 0) return 0;
  const step = stepToTail(p, shape, farShape);
  return newton((x) => step(x, farShape, x - shape), 1e-290);
}

/** The point whose upper tail is p. */
export function gammaAbove(p: number, shape: number): number {
  if (p > 0.5) return gammaAt(1 - p, shape);
  if (p === 0) return Infinity;
  const step = stepToTail(p, farShape, shape);
  // The tail above shape + √(2 shape t) + t is at most e^−t (Chernoff), and from there no step goes too far.
  const t = -Math.log(p);
  return newton((x) => -step(farShape, x, shape - x), shape + Math.sqrt(2 * shape * t) + t);
}
