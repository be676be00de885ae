/**
 * The score statistic of a net score and Wilson's statistic of a share in whole numbers: the sign of a statistic less z
 * without any rounding worth the name, to judge the limits that floating point finds.
 */

/** Binary places of the numbers below. */
const PLACES = 400n;
const ONE = 1n << PLACES;

/** A finite double, exactly; of one below 2^-340, its leading digits. */
export function fixed(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = (bits & 0xfffffffffffffn) | (exponent === 0n ? 0n : 1n << 52n);
  const shift = PLACES - 1075n + (exponent === 0n ? 1n : exponent);
  const size = shift >= 0n ? fraction << shift : fraction >> -shift;
  return x < 0 ? -size : size;
}

const times = (a: bigint, b: bigint) => (a * b) >> PLACES;

function root(x: bigint): bigint {
  if (x <= 0n) return 0n;
  const scaled = x << PLACES;
  let guess = 1n << BigInt(Math.ceil(scaled.toString(2).length / 2));
  for (;;) {
    const next = (guess + scaled / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** A sample of three classes; the numbers need not be whole. */
export interface Trinomial {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/** The sign of T(score) − z, where T is the score statistic: how many standard errors the sample lies above `score`. */
export function signOfScore({ promoters, passives, detractors }: Trinomial, score: bigint, z: number): number {
  const [p, d] = [fixed(promoters), fixed(detractors)];
  const n = p + d + fixed(passives);
  // 2n·q² + b·q − d·score·(1 − score) = 0 has the likeliest share of detractors, given the score, as its higher root.
  const b = times(2n * n - p + d, score) - p - d;
  const c = -times(times(d, score), ONE - score);
  const share = ((root(times(b, b) - times(8n * n, c)) - b) << PLACES) / (4n * n);
  const variance = times(n, 2n * share + times(score, ONE - score));
  return signOf(p - d - times(n, score), variance, z);
}

/** The sign of (rate − limit)/√(limit·(1 − limit)/size) − z. */
export function signOfWilson(numerator: number, denominator: number, limit: bigint, z: number): number {
  const [x, n] = [fixed(numerator), fixed(denominator)];
  return signOf(x - times(n, limit), times(n, times(limit, ONE - limit)), z);
}

/** The sign of above/√variance − z. */
function signOf(above: bigint, variance: bigint, z: number): number {
  const size = variance > 0n ? variance : 0n;
  const reach = times(times(fixed(z), fixed(z)), size) * (z < 0 ? -1n : 1n);
  const square = times(above, above) * (above < 0n ? -1n : 1n);
  return square > reach ? 1 : square < reach ? -1 : 0;
}
