import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactSum, plusExactly, productError } from "../../src/stats/exact-sum.ts";
import { value } from "../arbitraries.ts";
import { expectSame } from "../laws.ts";

/** Terms next to half-way between two doubles, from far above to far below. */
const bit = fc
  .tuple(fc.integer({ min: -160, max: 60 }), fc.constantFrom(-1, 1), fc.constantFrom(1, 1 + 2 ** -52, 1 - 2 ** -53))
  .map(([exponent, sign, part]) => sign * part * 2 ** exponent);

/** A sum to which terms with their rests are added, one after the other. */
function sumOf(...terms: readonly [term: number, rest: number][]): number[] {
  const sum: number[] = [];
  for (const [term, rest] of terms) plusExactly(sum, term, rest);
  return sum;
}

describe("plusExactly", () => {
  it("is exactSum of one term and its rest more", () => {
    const terms = fc.array(fc.tuple(fc.oneof(bit, value), fc.oneof(fc.constant(0), bit)), { maxLength: 12 });
    fc.assert(
      fc.property(terms, (list) => {
        const sum: number[] = [];
        list.forEach(([term, rest], index) => {
          plusExactly(sum, term, rest);
          expectSame(sum, exactSum(list.slice(0, index + 1).flat()));
        });
      }),
      { numRuns: 1000 },
    );
  });

  it("lets what lies below decide half-way between two doubles", () => {
    for (const sign of [1, -1]) {
      for (const least of [2 ** -120, -(2 ** -120), 2 ** -106, 0]) {
        for (const start of [1, 1 + 2 ** -52, 2, 2 - 2 ** -52]) {
          for (const half of [2 ** -53, -(2 ** -53), 2 ** -54, -(2 ** -54), 2 ** -52]) {
            const terms = [start, half, least].map((term) => sign * term) as [number, number, number];
            expect(sumOf([terms[0], 0], [terms[1], terms[2]])).toEqual(exactSum(terms));
            expect(sumOf([terms[0], terms[1]], [terms[2], 0])).toEqual(exactSum(terms));
          }
        }
      }
    }
  });

  it("adds squares of values one by one as all at once", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), (list) => {
        const squares: number[] = [];
        for (const x of list) plusExactly(squares, x * x, productError(x, x));
        expectSame(squares, exactSum(list.flatMap((x) => [x * x, productError(x, x)])));
      }),
    );
  });
});
