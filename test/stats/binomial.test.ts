import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialCdf, binomialProbability, binomialQuantile, binomialTail } from "../../src/stats/binomial.ts";
import { exactProbabilities, quotient, summedTails } from "./exact-binomial.ts";
import { goldenCases, relativeError } from "./golden-distributions.ts";

const trials = fc.integer({ min: 0, max: 40 });
const share = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }).map((p) => Math.fround(p)),
  fc.integer({ min: 0, max: 8 }).map((parts) => parts / 8),
  fc.constantFrom(0.1, 0.3, 0.9, 1e-9),
);

describe("binomial distribution", () => {
  it("counts heads of a fair coin", () => {
    const expected = [1, 4, 6, 4, 1].map((ways) => ways / 16);
    for (let k = 0; k <= 4; k++)
      expect(relativeError(binomialProbability(k, 4, 0.5), expected[k]!)).toBeLessThan(1e-15);
    expect(relativeError(binomialCdf(1, 4, 0.5), 5 / 16)).toBeLessThan(1e-15);
    expect(relativeError(binomialTail(1, 4, 0.5), 11 / 16)).toBeLessThan(1e-15);
  });

  it("is sure of what is certain", () => {
    for (const n of [0, 1, 5, 1e9]) {
      expect([binomialProbability(0, n, 0), binomialCdf(0, n, 0), binomialTail(0, n, 0)]).toEqual([1, 1, 0]);
      expect([binomialProbability(n, n, 1), binomialCdf(n, n, 1), binomialTail(n - 1, n, 1)]).toEqual([1, 1, 1]);
      expect([binomialQuantile(0.5, n, 0), binomialQuantile(0.5, n, 1)]).toEqual([0, n]);
    }
    expect([binomialProbability(1, 5, 0), binomialProbability(4, 5, 1), binomialProbability(0, 5, 1)]).toEqual([
      0, 0, 0,
    ]);
    expect([binomialCdf(4, 5, 1), binomialTail(0, 5, 0)]).toEqual([0, 0]);
  });

  it("gives nothing to numbers that cannot come about", () => {
    expect([binomialProbability(-1, 5, 0.5), binomialProbability(6, 5, 0.5)]).toEqual([0, 0]);
    expect([binomialCdf(-1, 5, 0.5), binomialCdf(5, 5, 0.5), binomialCdf(6, 5, 0.5)]).toEqual([0, 1, 1]);
    expect([binomialTail(-1, 5, 0.5), binomialTail(5, 5, 0.5), binomialTail(6, 5, 0.5)]).toEqual([1, 0, 0]);
  });

  it("ends its quantiles at 0 and n", () => {
    expect([binomialQuantile(0, 5, 0.5), binomialQuantile(1, 5, 0.5)]).toEqual([0, 5]);
    expect(binomialQuantile(1, 1e9, 0.5)).toBeGreaterThan(5e8);
  });

  it("refuses what is no whole number or no probability", () => {
    for (const f of [binomialProbability, binomialCdf, binomialTail]) {
      expect(() => f(1.5, 3, 0.5)).toThrow(new RangeError("k must be a whole number, got 1.5"));
      expect(() => f(Number.NaN, 3, 0.5)).toThrow(RangeError);
      expect(() => f("1" as never, 3, 0.5)).toThrow(TypeError);
      expect(() => f(1, -3, 0.5)).toThrow(new RangeError("n must be a whole number from 0 to 2^53 − 1, got -3"));
      expect(() => f(1, 2 ** 53, 0.5)).toThrow(RangeError);
      expect(() => f(1, 3, 1.5)).toThrow(new RangeError("p must be from 0 to 1, got 1.5"));
    }
    expect(() => binomialQuantile(-0.5, 3, 0.5)).toThrow(new RangeError("q must be from 0 to 1, got -0.5"));
    expect(() => binomialQuantile(0.5, 2.5, 0.5)).toThrow(RangeError);
    expect(() => binomialQuantile(0.5, 3, Number.NaN)).toThrow(RangeError);
  });

  it("agrees with mpmath in 43 probabilities and both tails", () => {
    const cases = goldenCases("binomial", "pmf_cdf");
    expect(cases).toHaveLength(43);
    for (const { id, input, expected } of cases) {
      const { k = 0, n = 0, p = 0 } = input;
      expect(relativeError(binomialProbability(k, n, p), expected.pmf!), id).toBeLessThan(1e-12);
      expect(relativeError(binomialCdf(k, n, p), expected.cdf!), id).toBeLessThan(1e-12);
      expect(relativeError(binomialTail(k, n, p), expected.sfStrict!), id).toBeLessThan(1e-12);
    }
  });
});

describe("binomial distribution against whole numbers", () => {
  it("agrees with exact fractions for up to 40 trials", () => {
    fc.assert(
      fc.property(trials, share, (n, p) => {
        const { of, total } = exactProbabilities(n, p);
        let upTo = 0n;
        for (let k = 0; k <= n; k++) {
          upTo += of[k]!;
          const [probability, lower, upper] = [of[k]!, upTo, total - upTo].map((part) => quotient(part, total));
          if (probability! > 1e-290) {
            expect(relativeError(binomialProbability(k, n, p), probability!)).toBeLessThan(3e-13);
            expect(relativeError(binomialCdf(k, n, p), lower!)).toBeLessThan(3e-13);
          }
          if (upper === 0 || upper! > 1e-290) expect(relativeError(binomialTail(k, n, p), upper!)).toBeLessThan(3e-13);
        }
      }),
    );
  });

  it("has the quantiles of the exact fractions, ties included", () => {
    fc.assert(
      fc.property(
        trials,
        fc.integer({ min: 0, max: 8 }),
        fc.nat(40),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, parts, at, q) => {
          const p = parts / 8;
          const { of, total } = exactProbabilities(n, p);
          const sums: bigint[] = [];
          let upTo = 0n;
          for (const part of of) {
            upTo += part;
            sums.push(upTo);
          }
          // A tie: the exact sum at some k, as far as a double holds it.
          const k = Math.min(at, n);
          const tie = quotient(sums[k]!, total);
          const first = sums.findIndex(
            (sum) => quotient(total - sum, total) <= quotient(total - sums[k]!, total) * (1 + 1e-12),
          );
          if (tie <= 0.5)
            expect(binomialQuantile(tie, n, p)).toBe(sums.findIndex((sum) => quotient(sum, total) >= tie));
          else if (1 - tie > 1e-3) expect(binomialQuantile(tie, n, p)).toBe(first);
          // Anywhere else.
          const found = binomialQuantile(q, n, p);
          expect(binomialCdf(found, n, p)).toBeGreaterThanOrEqual(q * (1 - 1e-12));
          if (found > 0) expect(binomialCdf(found - 1, n, p)).toBeLessThan(q * (1 + 1e-12));
        },
      ),
    );
  });

  it.each([1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9])(
    "keeps fourteen digits within eight standard deviations at n = %d",
    (n) => {
      for (const p of [0.5, 0.999]) {
        const spread = Math.sqrt(n * p * (1 - p));
        const at = [-8, -3, -0.5, 0, 0.5, 3, 8].map((z) => Math.round(n * p + z * spread)).filter((k) => k < n);
        const tails = summedTails(n, p, [...at, ...at.map((k) => k - 1)], 256);
        for (const k of at) {
          const { upTo, above } = tails.get(k)!;
          expect(relativeError(binomialCdf(k, n, p), upTo)).toBeLessThan(3e-14);
          expect(relativeError(binomialTail(k, n, p), above)).toBeLessThan(3e-14);
          // Next to 1 no double tells two sums apart.
          if (above > 1e-4) expect(binomialQuantile(upTo, n, p)).toBe(k);
          // The probability of k alone, as what it adds to the smaller tail.
          const alone = upTo < above ? upTo - tails.get(k - 1)!.upTo : tails.get(k - 1)!.above - above;
          expect(Math.abs(binomialProbability(k, n, p) - alone)).toBeLessThan(
            1e-15 * Math.min(upTo, above) + 1e-13 * alone,
          );
        }
      }
    },
  );
});

describe("binomial distribution, properties", () => {
  it("adds up to 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), share, (n, p) => {
        let sum = 0;
        for (let k = 0; k <= n; k++) {
          sum += binomialProbability(k, n, p);
          expect(Math.abs(binomialCdf(k, n, p) - sum)).toBeLessThan(1e-13);
          expect(Math.abs(binomialCdf(k, n, p) + binomialTail(k, n, p) - 1)).toBeLessThan(3e-16);
        }
        expect(Math.abs(sum - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  it("mirrors failures and successes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.nat(1e6), fc.integer({ min: 0, max: 1024 }), (n, at, parts) => {
        const p = parts / 1024;
        const k = Math.min(at, n);
        const probability = binomialProbability(k, n, p);
        if (probability < 1e-280) return;
        expect(relativeError(binomialProbability(n - k, n, 1 - p), probability)).toBeLessThan(1e-12);
        expect(relativeError(binomialTail(n - k - 1, n, 1 - p), binomialCdf(k, n, p))).toBeLessThan(1e-12);
      }),
    );
  });
});
