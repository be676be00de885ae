import { deviance } from "./deviance.ts";

// The digamma function ψ only ever enters as the difference of two of its values, which subtracted would lose their digits.

/** From here on four terms of Stirling's series give every digit. */
const SERIES_FROM = 12;

/** ψ(a + x) − ψ(a), which is 1/a + 1/(a + 1) + … of x terms, for a above 0 and x from 0 up, whole or not. */
export function digammaRise(a: number, x: number): number {
  let sum = 0;
  let at = a;
  for (; at < SERIES_FROM; at++) sum += x / at / (at + x);
  return sum + Math.log1p(x / at) + x / (2 * at) / (at + x) + series(at) - series(at + x);
}

/** x/a less that: what the sum lacks of x equal terms, without cancellation where x is small beside a. */
export function digammaLag(a: number, x: number): number {
  if (x === 1) return 0;
  let sum = 0;
  let at = a;
  for (; at < SERIES_FROM; at++) sum += ((x / at) * (x - 1)) / (at + 1) / (at + x);
  return sum + deviance(at, at + x, x) / at - x / (2 * at) / (at + x) - (series(at) - series(at + x));
}

/** ψ′(a) − ψ′(a + x), which is 1/a² + 1/(a + 1)² + … of x terms. */
export function trigammaFall(a: number, x: number): number {
  let sum = 0;
  let at = a;
  for (; at < SERIES_FROM; at++) sum += (x / at / (at + x)) * (1 / at + 1 / (at + x));
  return sum + (x / at / (at + x)) * (1 + (1 / at + 1 / (at + x)) / 2) + slope(at) - slope(at + x);
}

/** ln z − 1/(2z) − ψ(z): 1/(12z²) − 1/(120z⁴) + 1/(252z⁶) − 1/(240z⁸) + 1/(132z¹⁰). */
function series(z: number): number {
  const square = 1 / (z * z);
  return square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))));
}

/** ψ′(z) − 1/z − 1/(2z²): 1/(6z³) − 1/(30z⁵) + 1/(42z⁷). */
function slope(z: number): number {
  const square = 1 / (z * z);
  return (square / z) * (1 / 6 - square * (1 / 30 - square / 42));
}
