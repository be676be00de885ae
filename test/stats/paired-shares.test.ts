import {
  agrestiMin,
  bonettPrice,
  type ConfidenceOptions,
  compareSharesPaired,
  mcnemarExact,
  mcnemarMidP,
  newcombePaired,
  npsInterval,
  type Outcome,
  type PairedComparison,
  type PairedCounts,
  pairedCounts,
  waldPaired,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcome } from "../arbitraries.ts";
import { deepFreeze, generated } from "../laws.ts";
import { confidence, ghosts } from "./interval-arbitraries.ts";

const methods: Readonly<Record<string, (pairs: PairedCounts, options?: ConfidenceOptions) => PairedComparison>> = {
  agrestiMin,
  bonettPrice,
  compareSharesPaired,
  newcombePaired,
  waldPaired,
};

const count = fc.oneof(fc.nat(3), fc.nat(60), fc.nat(1e6));
const counts = fc
  .record({ both: count, onlyFirst: count, onlySecond: count, neither: count })
  .map((four) => (four.both + four.onlyFirst + four.onlySecond + four.neither === 0 ? { ...four, neither: 1 } : four));
const turned = (pairs: PairedCounts) => ({ ...pairs, onlyFirst: pairs.onlySecond, onlySecond: pairs.onlyFirst });
const reversed = (pairs: PairedCounts) => ({ ...turned(pairs), both: pairs.neither, neither: pairs.both });

describe.each(Object.entries(methods))("%s", (name, compare) => {
  it("is second less first: it changes its sign with the order, and with what is counted", () => {
    fc.assert(
      fc.property(counts, confidence, (pairs, sure) => {
        const there = compare(pairs, { confidence: sure });
        expect(there.difference).toBe(
          (pairs.onlySecond - pairs.onlyFirst) / (pairs.both + pairs.onlyFirst + pairs.onlySecond + pairs.neither),
        );
        if (there.lower === null) return;
        for (const back of [turned(pairs), reversed(pairs)].map((other) => compare(other, { confidence: sure }))) {
          const parts = [back.difference!, back.lower!, back.upper!];
          [there.difference!, there.upper!, there.lower!].forEach((part, place) => {
            expect(Math.abs(parts[place]! + part)).toBeLessThan(1e-13);
          });
          expect(Math.abs(back.pValue! - there.pValue!)).toBeLessThan(1e-7);
        }
      }),
    );
  });

  it("stays within −1 and 1, in order, and leaves 0 out just where p is below 1 − confidence", () => {
    fc.assert(
      fc.property(counts, confidence, (pairs, sure) => {
        const found = compare(pairs, { confidence: sure });
        const { lower, upper, pValue, difference, reason } = found;
        expect(ghosts(found)).toEqual([]);
        if (lower === null || upper === null || pValue === null) {
          expect([name, reason]).toEqual(["waldPaired", "all changed alike, or nobody"]);
          return;
        }
        expect(-1 <= lower && lower <= upper && upper <= 1 && pValue >= 0 && pValue <= 1).toBe(true);
        if (!["agrestiMin", "bonettPrice"].includes(name)) {
          expect(lower <= difference! + 1e-15 && difference! <= upper + 1e-15).toBe(true);
        }
        if (Math.abs(pValue - (1 - sure)) < 1e-7 || Math.min(Math.abs(lower), Math.abs(upper)) < 1e-14) return;
        expect(pValue < 1 - sure).toBe(lower > 0 || upper < 0);
      }),
    );
  });

  it("has no limits where nobody has two outcomes, and refuses what is no count", () => {
    const nobody = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0, incomplete: 3 };
    expect(compare(nobody)).toEqual({
      difference: null,
      lower: null,
      upper: null,
      pValue: null,
      confidence: 0.95,
      method: compare(nobody).method,
      reason: "nobody has two outcomes",
      ...nobody,
    });
    expect(() => compare({ ...nobody, onlyFirst: -1 })).toThrow(
      new RangeError("onlyFirst must be a whole number, 0 or more, got -1"),
    );
    expect(() => compare({ both: 1 } as never)).toThrow(
      new TypeError("onlyFirst must be a whole number, 0 or more, got undefined"),
    );
    expect(() => compare(null as never)).toThrow(new TypeError("pairs must be counts or iterable, got null"));
    expect(() => compare("pairs" as never)).toThrow(TypeError);
    expect(() => compare(nobody, { confidence: 95 })).toThrow(/^confidence must be/);
  });
});

describe("compareSharesPaired", () => {
  it("is the score interval of a net score: better, unchanged, worse", () => {
    fc.assert(
      fc.property(counts, confidence, (pairs, sure) => {
        const { lower, upper } = compareSharesPaired(pairs, { confidence: sure });
        const net = npsInterval(
          { promoters: pairs.onlySecond, passives: pairs.both + pairs.neither, detractors: pairs.onlyFirst },
          { confidence: sure },
        );
        expect(Math.abs(100 * lower! - net.lower!)).toBeLessThan(1e-12);
        expect(Math.abs(100 * upper! - net.upper!)).toBeLessThan(1e-12);
      }),
    );
  });

  it("takes pairs, rows and counts alike, any iterable, and leaves them as they are", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(outcome, outcome)), (pairs) => {
        deepFreeze(pairs);
        const counted = pairedCounts(pairs);
        const is = (first: Outcome, second: Outcome) =>
          pairs.filter((pair) => [first, second].every((held, place) => held === Boolean(pair[place]))).length;
        const known = pairs.filter((pair) =>
          pair.every((held) => held !== null && held !== undefined && held !== "pending"),
        );
        expect(counted.incomplete).toBe(pairs.length - known.length);
        expect(counted.both + counted.onlyFirst + counted.onlySecond + counted.neither).toBe(known.length);
        expect(counted.both).toBeLessThanOrEqual(is(true, true));
        const rows = pairs.map(([before, after]) => ({ before, after }));
        const reading = {
          first: (row: (typeof rows)[number]) => row.before,
          second: (row: (typeof rows)[number]) => row.after,
        };
        const expected = compareSharesPaired(counted);
        expect(compareSharesPaired(pairs)).toEqual(expected);
        expect(compareSharesPaired(generated(pairs))).toEqual(expected);
        expect(compareSharesPaired(rows, reading)).toEqual(expected);
        expect(compareSharesPaired(generated(rows), reading)).toEqual(expected);
        expect(compareSharesPaired(expected)).toEqual(expected);
      }),
    );
  });

  it("counts each kind of pair", () => {
    expect(
      pairedCounts([
        [1, true],
        [true, 0],
        [false, 1],
        [0, 1],
        [false, 0],
        ["pending", 1],
        [1, null],
        [undefined, "pending"],
      ]),
    ).toEqual({ both: 1, onlyFirst: 1, onlySecond: 2, neither: 1, incomplete: 3 });
  });

  it("refuses what is no pair, no outcome, with its index", () => {
    expect(() => compareSharesPaired([[true, false], [true]] as never)).toThrow(
      new TypeError("pair must be [first, second], or first and second be given, got [object Array] at index 1"),
    );
    expect(() => compareSharesPaired([{ first: 1 }] as never)).toThrow(TypeError);
    expect(() => compareSharesPaired([[true, 2]] as never)).toThrow(
      new RangeError('outcome must be true, false, "pending" or null, got 2 at index 0'),
    );
    expect(() => pairedCounts(["10"] as never)).toThrow(TypeError);
    expect(() => pairedCounts("1010" as never)).toThrow(
      new TypeError('pairs must be iterable and no string, got "1010"'),
    );
  });
});

describe("McNemar's tests", () => {
  it("give the exact p-value the larger, and both a probability", () => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const [exact, mid] = [mcnemarExact(pairs).pValue!, mcnemarMidP(pairs).pValue!];
        expect(0 <= mid && mid <= exact && exact <= 1).toBe(true);
        expect([mcnemarExact(turned(pairs)).pValue, mcnemarMidP(turned(pairs)).pValue]).toEqual([exact, mid]);
      }),
    );
  });

  it("count in whole numbers: of 22 who changed, 6 one way", () => {
    const ways = [1, 22, 231, 1540, 7315, 26334, 74613];
    const below = ways.slice(0, 6).reduce((sum, way) => sum + way, 0);
    const pairs = { both: 0, onlyFirst: 6, onlySecond: 16, neither: 0 };
    expect(mcnemarExact(pairs).pValue).toBeCloseTo((2 * (below + 74613)) / 2 ** 22, 14);
    expect(mcnemarMidP(pairs).pValue).toBeCloseTo((2 * below + 74613) / 2 ** 22, 14);
  });

  it("are 1 where nobody changed, and do not exist where nobody has two outcomes", () => {
    const nobody = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
    expect([mcnemarExact, mcnemarMidP].map((test) => test({ ...nobody, both: 4 }).pValue)).toEqual([1, 1]);
    expect(mcnemarExact(nobody)).toEqual({ pValue: null, method: "mcnemar-exact", reason: "nobody has two outcomes" });
    expect(mcnemarMidP(nobody)).toMatchObject({ pValue: null, method: "mcnemar-mid-p" });
    expect(() => mcnemarMidP({ ...nobody, neither: 0.5 })).toThrow(RangeError);
  });
});
