import {
  meanInterval,
  meanMetric,
  measureBy,
  npsInterval,
  npsMetric,
  presentation,
  shareInterval,
  shareMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const shops = new Map([
  ["A", { numerator: 280, denominator: 400 }],
  ["B", { numerator: 15, denominator: 20 }],
  ["C", { numerator: 3, denominator: 4 }],
  ["D", { numerator: 0, denominator: 0 }],
]);

describe("what may be made of a segment's number", () => {
  it("is to show ten people, to rank thirty, and to trust a share whose interval is 0.3 wide", () => {
    const presented = [...presentation(shops, shareInterval)].map(([key, { shown, ranked, reliable }]) => [
      key,
      shown,
      ranked,
      reliable,
    ]);
    expect(presented).toEqual([
      ["A", true, true, true],
      ["B", true, false, false],
      ["C", false, false, false],
      ["D", false, false, false],
    ]);
  });

  it("is nothing of an empty segment, whatever is asked", () => {
    const asked = { shownFrom: 0, rankedFrom: 0, widest: 1 };
    expect(presentation(shops, shareInterval, asked).get("D")).toEqual({
      shown: false,
      ranked: false,
      reliable: false,
      count: 0,
      effectiveSampleSize: 0,
      width: null,
    });
    expect(presentation(shops, shareInterval, asked).get("C")).toMatchObject({
      shown: true,
      ranked: true,
      reliable: true,
    });
  });

  it("is not to be trusted where a limit is missing on one side alone", () => {
    const sided = (limits: { lower: number | null; upper: number | null }) =>
      presentation(shops, () => ({ estimate: 0.5, confidence: 0.95, method: "own", ...limits })).get("A");
    expect(sided({ lower: 0.4, upper: 0.6 })).toMatchObject({ reliable: true, width: 0.6 - 0.4 });
    expect(sided({ lower: 0.4, upper: null })).toMatchObject({ reliable: false, width: null });
    expect(sided({ lower: null, upper: 0.1 })).toMatchObject({ reliable: false, width: null });
  });

  it("follows each limit just where it is reached, with the width of the very interval", () => {
    const people = fc.oneof(fc.nat(40), fc.nat(1000));
    const share = fc.tuple(people, people).map(([numerator, rest]) => ({ numerator, denominator: numerator + rest }));
    const asked = fc.record({
      shownFrom: fc.integer({ min: 1, max: 50 }),
      rankedFrom: fc.integer({ min: 0, max: 80 }),
      widest: fc.double({ min: 0.01, max: 1, noNaN: true }),
      confidence: fc.constantFrom(0.5, 0.95, 0.99),
    });
    fc.assert(
      fc.property(fc.array(share), asked, (shares, options) => {
        const presented = presentation(new Map(shares.entries()), shareInterval, options);
        expect([...presented.keys()]).toEqual([...shares.keys()]);
        for (const [index, { shown, ranked, reliable, count, width }] of presented) {
          const { lower, upper } = shareInterval(shares[index]!, options);
          expect(count).toBe(shares[index]!.denominator);
          expect(shown).toBe(count >= options.shownFrom);
          expect(ranked).toBe(shown && count >= options.rankedFrom);
          expect(width).toBe(lower === null ? null : upper! - lower);
          expect(reliable).toBe(width !== null && width <= options.widest);
        }
      }),
    );
  });

  it("ranks by what weighted people stand for, and shows by how many they are", () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({ bought: index % 2 === 0, weight: index === 0 ? 100 : 1 }));
    const weighted = measureBy(shareMetric(), rows, () => "all", {
      value: ({ bought }) => bought,
      weight: ({ weight }) => weight,
    });
    expect(presentation(weighted, shareInterval).get("all")).toMatchObject({ shown: true, ranked: false, count: 40 });
    expect(presentation(weighted, shareInterval).get("all")!.effectiveSampleSize).toBeCloseTo(139 ** 2 / 10_039, 10);
  });

  it("takes any result with an interval, and asks how wide that may be", () => {
    const answers = Array.from({ length: 60 }, (_, index) => ({ team: index % 2, answer: index % 11 }));
    const reading = { value: ({ answer }: { answer: number }) => answer };
    const scores = measureBy(npsMetric(), answers, ({ team }) => team, reading);
    expect(presentation(scores, npsInterval, { widest: 60 }).get(0)).toMatchObject({ ranked: true, reliable: true });
    expect(presentation(scores, npsInterval, { widest: 10 }).get(0)).toMatchObject({ ranked: true, reliable: false });
    const means = measureBy(meanMetric(), answers, ({ team }) => team, reading);
    expect(presentation(means, meanInterval, { widest: 3 }).get(1)).toMatchObject({ ranked: true, reliable: true });
    expect(
      presentation(new Map([["one", measureBy(meanMetric(), [5], () => 0).get(0)!]]), meanInterval, { widest: 3 }).get(
        "one",
      ),
    ).toEqual({ shown: false, ranked: false, reliable: false, count: 1, effectiveSampleSize: 1, width: null });
    expect(() => presentation(scores, npsInterval)).toThrow(
      "widest must be a number above 0, given where the segments are no shares, got undefined",
    );
  });

  it("refuses what it cannot judge", () => {
    expect(() => presentation([] as never, npsInterval as never)).toThrow("segments must be a Map, got [object Array]");
    expect(() => presentation(shops, 5 as never)).toThrow("interval must be a function, got 5");
    expect(() => presentation(shops, () => 1 as never)).toThrow("interval must answer with an interval, got 1");
    expect(() => presentation(shops, shareInterval, { shownFrom: 2.5 })).toThrow("shownFrom must be a whole number");
    expect(() => presentation(shops, shareInterval, { rankedFrom: Number.NaN })).toThrow("rankedFrom must be a number");
    expect(() => presentation(shops, shareInterval, { widest: 0 })).toThrow("widest must be a number above 0");
    expect(() => presentation(shops, shareInterval, { confidence: 95 })).toThrow(
      "confidence must be a number between 0 and 1",
    );
    expect(() => presentation(new Map([["a", {}]]), () => npsInterval({} as never), { widest: 1 })).toThrow(
      "segment must have a count or a denominator, got [object Object] at index 0",
    );
    expect(() =>
      presentation(new Map([["a", { count: 3, effectiveSampleSize: -1 }]]), () => meanInterval({} as never), {
        widest: 1,
      }),
    ).toThrow("effectiveSampleSize must be a number, 0 or more, got -1 at index 0");
  });
});
