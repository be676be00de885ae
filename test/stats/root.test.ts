import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bisect, newton } from "../../src/stats/root.ts";

/** The next double above a positive one. */
function above(x: number): number {
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  bits[0] = bits[0]! + 1n;
  return new Float64Array(bits.buffer)[0]!;
}

describe("bisect", () => {
  it("finds the root of a rising and of a falling function", () => {
    expect(bisect((x) => x * x * x - 8, 0, 5)).toBe(2);
    expect(bisect((x) => 8 - x * x * x, 0, 5)).toBe(2);
    expect(bisect((x) => x - 1 / 3, -1e308, 1e308)).toBe(1 / 3);
  });

  it("takes a bound that is the root", () => {
    expect(bisect((x) => x - 1, 1, 2)).toBe(1);
    expect(bisect((x) => x - 2, 1, 2)).toBe(2);
    expect(bisect((x) => x, 3, 3)).toBe(3);
  });

  it("ends at the bound next to a root outside", () => {
    expect(bisect((x) => x + 1, 0, 1)).toBe(0);
    expect(bisect((x) => x - 9, 0, 1)).toBe(1);
    expect(bisect((x) => -1 - x, 0, 1)).toBe(0);
    expect(bisect((x) => 9 - x, 0, 1)).toBe(1);
  });

  it("is at home among infinite values, huge bounds and the smallest doubles", () => {
    expect(bisect((x) => (x < 0.3 ? -Infinity : Infinity), 0, 1)).toBeCloseTo(0.3, 15);
    expect(bisect((x) => 1 - x, -Number.MAX_VALUE, Number.MAX_VALUE)).toBe(1);
    expect(bisect((x) => (x > 3e-323 ? 1 : -1), 0, 1)).toBeLessThan(1e-322);
    expect(bisect(Math.log, 0, 7)).toBe(1);
  });

  it("never answers −0", () => {
    // toBe tells −0 from 0.
    expect(bisect((x) => x, -1, 1)).toBe(0);
    expect(bisect((x) => x, -0, 1)).toBe(0);
    expect(bisect((x) => -x, -3, -0)).toBe(0);
  });

  it("closes in to neighbouring doubles", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e300, noNaN: true }), fc.boolean(), (root, rises) => {
        let steps = 0;
        // A step function without a zero: only the two doubles beside the step are left to choose from.
        const found = bisect(
          (x) => {
            steps++;
            return x > root === rises ? 1 : -1;
          },
          -1,
          1.1e300,
        );
        expect([root + 0, above(root + 0)]).toContain(found);
        expect(steps).toBeLessThan(2200);
      }),
    );
  });

  it("finds what it was given", () => {
    const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(bound, bound, bound, (a, b, c) => {
        const [lower, root, upper] = [a, b, c].sort((left, right) => left - right) as [number, number, number];
        expect(bisect((x) => x - root, lower, upper)).toBe(root + 0);
        expect(bisect((x) => root - x, lower, upper)).toBe(root + 0);
      }),
    );
  });
});

describe("newton", () => {
  it("finds the root of a function that is concave in the logarithm", () => {
    // ln(x / (1 + x)) has the falling slope 1 / (1 + x) in ln x, and is ln(2/3) at 2.
    const step = (x: number) => (Math.log(2 / 3) - Math.log(x / (1 + x))) * (1 + x);
    expect(newton(step, 1e-290)).toBeCloseTo(2, 14);
    // A power of x is a straight line: one step, of whatever size.
    expect(newton((x) => Math.log(1e200) - Math.log(x), 1e-290)).toBeCloseTo(1e200, -188);
  });

  it("ends at 0 or at the largest double where the root lies beyond", () => {
    expect(newton(() => -500, 1)).toBe(0);
    expect(newton(() => 500, 1)).toBe(Number.MAX_VALUE);
  });

  it("ends where a step cannot be told", () => {
    expect(newton(() => Number.NaN, 7)).toBe(7);
    expect(newton(() => Infinity, 7)).toBe(7);
  });
});
