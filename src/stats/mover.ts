import { normalTail, tailQuantile } from "./normal.ts";
import { bisect } from "./root.ts";

/** An estimate and its limits `z` standard errors away. */
export interface Estimated {
  readonly estimate: number;
  readonly limits: (z: number) => readonly [lower: number, upper: number];
}

/** The z beyond which a two-sided p-value is 0 in doubles. */
export const FARTHEST = 39;

/**
 * The difference of two independent estimates from their own limits: the method of variance estimates recovery, with
 * the p-value that inverts it, so that interval and p-value always agree.
 *
 * @see Newcombe (1998), Statistics in Medicine 17, method 10; Zou & Donner (2008), Statistics in Medicine 27.
 */
export function mover(
  first: Estimated,
  second: Estimated,
  confidence: number,
): { readonly difference: number; readonly lower: number; readonly upper: number; readonly pValue: number } {
  const difference = first.estimate - second.estimate;
  const limits = (z: number): [lower: number, upper: number] => {
    const [firstLower, firstUpper] = first.limits(z);
    const [secondLower, secondUpper] = second.limits(z);
    return [
      difference - Math.hypot(first.estimate - firstLower, secondUpper - second.estimate),
      difference + Math.hypot(firstUpper - first.estimate, second.estimate - secondLower),
    ];
  };
  const [lower, upper] = limits(tailQuantile((1 - confidence) / 2));
  const nearest = (z: number) => (difference > 0 ? limits(z)[0] : -limits(z)[1]);
  const pValue = difference === 0 ? 1 : 2 * normalTail(bisect(nearest, 0, FARTHEST));
  return { difference, lower, upper, pValue };
}
