import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inverseOf, triangles } from "../../src/stats/lu.ts";

const inverse = (rows: readonly (readonly number[])[]) => {
  const found = triangles(Float64Array.from(rows.flat()), rows.length);
  return found && Array.from(inverseOf(found), (part) => part + 0);
};

describe("the inverse of a matrix", () => {
  it("needs other rows first where a pivot is 0, or next to it", () => {
    expect(
      inverse([
        [0, 1],
        [1, 0],
      ]),
    ).toEqual([0, 1, 1, 0]);
    expect(
      inverse([
        [0, 2, 0],
        [0, 0, 4],
        [1, 0, 0],
      ]),
    ).toEqual([0, 0, 1, 0.5, 0, 0, 0, 0.25, 0]);
    // Without the larger pivot, 1e-20 would swallow the rest.
    const [a, b, c, d] = inverse([
      [1e-20, 1],
      [1, 1],
    ])!;
    expect([a, b, c, d].map((part) => Math.round(part! * 1e9) / 1e9 + 0)).toEqual([-1, 1, 1, 0]);
  });

  it("does not exist of a singular matrix", () => {
    expect(
      inverse([
        [1, 2],
        [2, 4],
      ]),
    ).toBe(null);
    expect(inverse([[0]])).toBe(null);
  });

  it("times the matrix is one", () => {
    const square = fc.integer({ min: 1, max: 6 }).chain((size) =>
      fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      }),
    );
    fc.assert(
      fc.property(square, (rows) => {
        const found = inverse(rows);
        if (found === null) return;
        const size = rows.length;
        // Rounding grows with the entries; a nearly singular matrix has huge ones.
        const largest = Math.max(1, ...found.map(Math.abs));
        if (largest > 1e6) return;
        rows.forEach((row, i) => {
          for (let j = 0; j < size; j++) {
            const sum = row.reduce((total, part, k) => total + part * found[k * size + j]!, 0);
            expect(Math.abs(sum - (i === j ? 1 : 0))).toBeLessThan(1e-12 * largest * 54);
          }
        });
      }),
    );
  });
});
