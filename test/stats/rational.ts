/** A number as whole numbers have it: `top · 2^shift / bottom`, never rounded. */
export interface Rational {
  readonly top: bigint;
  readonly shift: number;
  readonly bottom: bigint;
  readonly isZero: boolean;
  readonly plus: (other: Rational) => Rational;
  readonly minus: (other: Rational) => Rational;
  readonly times: (other: Rational) => Rational;
  readonly scaled: (factor: bigint) => Rational;
  readonly over: (divisor: bigint) => Rational;
}

/** The very value of a finite double. */
export function exactly(double: number): Rational {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, double);
  const word = bits.getBigUint64(0);
  const exponent = Number((word >> 52n) & 2047n);
  const digits = word & ((1n << 52n) - 1n);
  const top = exponent === 0 ? digits : digits | (1n << 52n);
  return rational(word >> 63n ? -top : top, Math.max(exponent, 1) - 1075, 1n);
}

/** The double nearest to a rational, the even one of two as near; 0 for what is nearest to −0. */
export function nearestDouble({ top, shift, bottom }: Rational): number {
  if (top === 0n) return 0;
  const size = top < 0n ? -top : top;
  // Enough digits for 64 bits and a sticky one, then as many of them as the double has.
  const more = BigInt(Math.max(0, 66 + bottom.toString(2).length - size.toString(2).length));
  const quotient = (size << more) / bottom;
  const sticky = (size << more) % bottom === 0n ? 0n : 1n;
  let digits = (quotient << 1n) | sticky;
  let exponent = shift - Number(more) - 1;
  const drop = Math.max(digits.toString(2).length - 53, -1074 - exponent);
  if (drop > 0) {
    const dropped = BigInt(drop);
    const rest = digits & ((1n << dropped) - 1n);
    const half = 1n << (dropped - 1n);
    digits >>= dropped;
    if (rest > half || (rest === half && digits & 1n)) digits++;
    exponent += drop;
  }
  // In two steps, because 2 ** exponent alone may leave the doubles.
  const step = Math.trunc(exponent / 2);
  const result = Number(digits) * 2 ** step * 2 ** (exponent - step);
  return top < 0n ? 0 - result : result;
}

function rational(top: bigint, shift: number, bottom: bigint): Rational {
  const plus = (other: Rational, sign = 1n): Rational => {
    const least = Math.min(shift, other.shift);
    const one = (top << BigInt(shift - least)) * other.bottom;
    const two = (other.top << BigInt(other.shift - least)) * bottom * sign;
    return rational(one + two, least, bottom * other.bottom);
  };
  return {
    top,
    shift,
    bottom,
    isZero: top === 0n,
    plus: (other) => plus(other),
    minus: (other) => plus(other, -1n),
    times: (other) => rational(top * other.top, shift + other.shift, bottom * other.bottom),
    scaled: (factor) => rational(top * factor, shift, bottom),
    over: (divisor) => rational(top, shift, bottom * divisor),
  };
}
