import type { Outcome, Rating, Scale } from "cx-metrics";
import fc from "fast-check";

/** What "did not answer" looks like. */
export const noAnswer: fc.Arbitrary<null | undefined> = fc.constantFrom(null, undefined);

/** An answer on a scale, or none. */
export function answerOn([low, high]: Scale): fc.Arbitrary<Rating> {
  return fc.oneof({ weight: 8, arbitrary: pointOf([low, high]) }, { weight: 1, arbitrary: noAnswer });
}

/** A point of a scale; −0 where the scale has a 0. */
export function pointOf([low, high]: Scale): fc.Arbitrary<number> {
  const point = fc.oneof(fc.integer({ min: low, max: high }), fc.constantFrom(low, high));
  return low <= 0 && high >= 0 ? fc.oneof({ weight: 15, arbitrary: point }, fc.constant(-0)) : point;
}

/** A closed scale: of two points, of a thousand and one, below 0, far from 0. */
export const scale: fc.Arbitrary<Scale> = fc.oneof(
  fc.constantFrom<Scale[]>([0, 10], [1, 5], [1, 7], [0, 1], [-5, 5], [0, 1000], [1, 1001], [-1000, 0], [255, 256]),
  fc
    .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 40 }))
    .map(([low, steps]): Scale => [low, low + steps]),
);

/** What a proportion counts. */
export const outcome: fc.Arbitrary<Outcome> = fc.constantFrom<Outcome[]>(
  true,
  false,
  0,
  1,
  -0 as 0,
  "pending",
  null,
  undefined,
);

/** A number of any size up to `10 ** largest`, and down to `10 ** least` or 0. */
function sized(least: number, largest: number): fc.Arbitrary<number> {
  // Not by **, which is not the same in every engine: 10 ** 70 may exceed 1e70.
  const power = (exponent: number) => Number(`1e${exponent}`);
  return fc
    .tuple(
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      fc.integer({ min: least + 1, max: largest }),
      fc.constantFrom(1, -1),
    )
    .map(([digits, exponent, sign]) => sign * digits * power(exponent));
}

/** A value: huge, tiny, subnormal, either zero, and few enough different ones that they cancel. */
export const value: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -100, max: 100 }),
  fc.double({ min: -1e140, max: 1e140, noNaN: true }),
  sized(-323, 140),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.constantFrom(1e140, -1e140, 1e70, -1e70, 1, -1, 0.1, -0.1, 1e-160, -1e-160, 5e-324, -5e-324, 0, -0, 1e9 + 1),
);

/** A value or none. */
export const valueOrNone: fc.Arbitrary<number | null | undefined> = fc.oneof(
  { weight: 8, arbitrary: value },
  { weight: 1, arbitrary: noAnswer },
);

/**
 * A value that may have a weight, or none. Below 1e-70 the squares of values times the squares of the least weights
 * leave the doubles.
 */
export const weighableOrNone: fc.Arbitrary<number | null | undefined> = fc.oneof(
  { weight: 8, arbitrary: fc.oneof(fc.integer({ min: -100, max: 100 }), sized(-70, 70), fc.constantFrom(0, -0, 1e70)) },
  { weight: 1, arbitrary: noAnswer },
);

/** A weight as surveys have them. */
const usualWeight = fc.double({ min: 0.01, max: 100, noNaN: true });

/** Any weight: 0, usual ones, and those at the ends of what is allowed. */
export const weight: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: usualWeight },
  { weight: 2, arbitrary: sized(-69, 70).map(Math.abs) },
  { weight: 2, arbitrary: fc.constantFrom(0, -0, 1, 1e-70, 1e70) },
);

/** A weight that a factor of 1e-30 to 1e30 leaves a weight. */
export const scalableWeight: fc.Arbitrary<number> = fc.oneof(
  usualWeight,
  sized(-39, 40).map(Math.abs),
  fc.constantFrom(0, 1),
);

/** A duration: of any size up to 1e140, a power of two or next to one, 0, and few enough different ones that they tie. */
export const duration: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  sized(-323, 140).map(Math.abs),
  fc.double({ min: 0, max: 1e4, noNaN: true }),
  fc.integer({ min: -1074, max: 465 }).map((exponent) => 2 ** exponent),
  fc.integer({ min: -1000, max: 465 }).map((exponent) => 2 ** exponent * (1 - 2 ** -53)),
  fc.constantFrom(0, -0, 1e140, 5e-324, 2 ** -1022, 2 ** -1022 - 5e-324, 0.1, 1, 3600),
);

/** A duration or none. */
export const durationOrNone: fc.Arbitrary<number | null | undefined> = fc.oneof(
  { weight: 8, arbitrary: duration },
  { weight: 1, arbitrary: noAnswer },
);
