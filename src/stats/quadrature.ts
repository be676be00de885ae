/**
 * The integral of a function over an interval, by the double exponential rule: exact to rounding for functions that are
 * smooth inside, whatever they do at the ends.
 *
 * @param f - The function; it is not asked at the ends themselves.
 * @param from - Lower bound, finite.
 * @param to - Upper bound, finite, not below `from`.
 *
 * @see Takahasi & Mori (1974), Double exponential formulas for numerical integration, Publications of RIMS 9.
 */
export function integrate(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / 2;
  const step = 1 / 32;
  let sum = 0;
  // At t = 3.1 a weight is below 1e-14 of the middle one, and x next to an end.
  for (let k = -100; k <= 100; k++) {
    const t = k * step;
    const u = (Math.PI / 2) * Math.sinh(t);
    // 1 − |tanh u|, without cancellation.
    const gap = 2 / (1 + Math.exp(2 * Math.abs(u)));
    const x = u < 0 ? from + half * gap : to - half * gap;
    if (x <= from || x >= to) continue;
    sum += f(x) * ((Math.PI / 2) * Math.cosh(t) * gap * (2 - gap));
  }
  return half * step * sum;
}
