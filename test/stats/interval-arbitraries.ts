import fc from "fast-check";
import type { Trinomial } from "./exact-score.ts";

/** How far rounding may move what a property compares, in points of a net score. */
export const ROUNDING = 1e-10;

const most = (largest: number) => fc.nat({ max: largest });
/** A count of any order of magnitude up to 1e9, with an eye to the smallest. */
const count = fc.oneof(most(3), most(30), most(1000), most(1e6), most(333_333_333));

/** Any sample of three classes that is not empty: small, skewed, all of one kind, up to 1e9 people. */
export const groups: fc.Arbitrary<Trinomial> = fc
  .record({ promoters: count, passives: count, detractors: count })
  .map((sample) => (sizeOf(sample) === 0 ? { ...sample, promoters: 1 } : sample));

/** A sample of at most some 60 people. */
export const fewPeople: fc.Arbitrary<Trinomial> = fc
  .record({ promoters: most(20), passives: most(20), detractors: most(20) })
  .map((sample) => (sizeOf(sample) === 0 ? { ...sample, passives: 1 } : sample));

/** Confidences from 1e-6 to 1 − 1e-9, the usual ones among them. */
export const confidence: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(1e-6, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 1 - 1e-9),
  fc.double({ min: 1e-6, max: 1 - 1e-9, noNaN: true }),
);

/** A share of a sample that is not empty. */
export const shares: fc.Arbitrary<{ readonly numerator: number; readonly denominator: number }> = fc
  .record({ numerator: count, others: count })
  .map(({ numerator, others }) => ({ numerator, denominator: Math.max(1, numerator + others) }));

/** People in all. */
export function sizeOf({ promoters, passives, detractors }: Trinomial): number {
  return promoters + passives + detractors;
}

/** The sample with promoters and detractors exchanged. */
export function mirrored({ promoters, passives, detractors }: Trinomial): Trinomial {
  return { promoters: detractors, passives, detractors: promoters };
}

/** Numbers anywhere inside a result that are not finite, or −0. */
export function ghosts(result: unknown, path = ""): string[] {
  if (typeof result === "number") {
    return Number.isFinite(result) && !Object.is(result, -0)
      ? []
      : [`${path}: ${Object.is(result, -0) ? "-0" : result}`];
  }
  if (result === null || typeof result !== "object") return [];
  return Object.entries(result).flatMap(([key, value]) => ghosts(value, `${path}.${key}`));
}
