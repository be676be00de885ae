/** An estimate with its limits. */
export interface Limited {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Limits of a linear combination of independent estimates, from the limits of each: the method of variance estimates
 * recovery.
 *
 * @see Zou, Huang & Zhang (2009), Computational Statistics & Data Analysis 53.
 */
export function moverLinear(parts: readonly Limited[], coefficients: readonly number[]): Limited {
  let estimate = 0;
  let below = 0;
  let above = 0;
  parts.forEach((part, index) => {
    const coefficient = coefficients[index]!;
    const [downwards, upwards] = [part.estimate - part.lower, part.upper - part.estimate];
    estimate += coefficient * part.estimate;
    below = Math.hypot(below, coefficient * (coefficient < 0 ? upwards : downwards));
    above = Math.hypot(above, coefficient * (coefficient < 0 ? downwards : upwards));
  });
  return { estimate, lower: estimate - below, upper: estimate + above };
}
