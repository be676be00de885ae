import { compareNps, csat, mean, nps, npsInterval, ratings, share, shareInterval } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidence, ghosts } from "./interval-arbitraries.ts";

const answer = fc.nat({ max: 10 });
const weightOf = (row: { readonly weight: number }) => row.weight;
const value = (row: { readonly answer: number }) => row.answer;
const rows = fc.array(fc.record({ answer, weight: fc.double({ min: 0.01, max: 100, noNaN: true }) }), {
  minLength: 1,
  maxLength: 40,
});
const near = (one: number, other: number) =>
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(other)));

describe("weights", () => {
  it("that are all equal change no number", () => {
    const answers = fc.array(answer, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(answers, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), confidence, (all, weight, sure) => {
        const options = { confidence: sure };
        const weighted = nps(all, { weight: () => weight });
        near(weighted.effectiveSampleSize!, all.length);
        near(weighted.score!, nps(all).score!);
        const [plain, weighed] = [npsInterval(nps(all), options), npsInterval(weighted, options)];
        near(weighed.lower!, plain.lower!);
        near(weighed.upper!, plain.upper!);
        const satisfied = (point: number) => point >= 8;
        const [rate, heavy] = [
          shareInterval(share(all, { value: satisfied }), options),
          shareInterval(share(all, { value: satisfied, weight: () => weight }), options),
        ];
        near(heavy.lower!, rate.lower!);
        near(heavy.upper!, rate.upper!);
        if (all.length > 1) {
          near(mean(all, { weight: () => weight }).standardError!, mean(all).standardError!);
          const scale = [0, 10] as const;
          near(ratings(all, { scale, weight: () => weight }).standardError!, ratings(all, { scale }).standardError!);
        }
      }),
    );
  });

  it("may all be so many times as large", () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), confidence, (people, times, sure) => {
        const options = { confidence: sure };
        const weigh = (factor: number) => nps(people, { value, weight: (row) => factor * row.weight });
        const [plain, scaled] = [weigh(1), weigh(times)];
        near(scaled.effectiveSampleSize!, plain.effectiveSampleSize!);
        near(scaled.score!, plain.score!);
        const [before, after] = [npsInterval(plain, options), npsInterval(scaled, options)];
        near(after.lower!, before.lower!);
        near(after.upper!, before.upper!);
        const exactly = weigh(2 ** 20);
        expect([exactly.score, exactly.effectiveSampleSize]).toEqual([plain.score, plain.effectiveSampleSize]);
        expect(npsInterval(exactly, options)).toEqual(before);
      }),
    );
  });

  it("never make a sample worth more than its people or than Kish's size, nor less than one", () => {
    fc.assert(
      fc.property(rows, (people) => {
        const sum = people.reduce((total, { weight }) => total + weight, 0);
        const squares = people.reduce((total, { weight }) => total + weight ** 2, 0);
        const { effectiveSampleSize } = nps(people, { value, weight: weightOf });
        expect(effectiveSampleSize!).toBeLessThanOrEqual((sum ** 2 / squares) * (1 + 1e-12));
        expect(effectiveSampleSize!).toBeLessThanOrEqual(people.length * (1 + 1e-12));
        // The linearised variance at its largest, where all of it is one person's: the size is above ½.
        expect(effectiveSampleSize!).toBeGreaterThan(0.5);
      }),
    );
  });

  it("of 0 leave a person out", () => {
    fc.assert(
      fc.property(rows, fc.array(answer, { maxLength: 5 }), (people, others) => {
        const all = [...people, ...others.map((point) => ({ answer: point, weight: 0 }))];
        const [some, more] = [people, all].map((list) => nps(list, { value, weight: weightOf }));
        expect(more).toEqual({ ...some, excluded: others.length });
        const [short, long] = [people, all].map((list) => ratings(list, { scale: [0, 10], value, weight: weightOf }));
        expect(long?.standardError).toBe(short?.standardError);
      }),
    );
  });

  it("of any size leave no number that is not finite, nor −0", () => {
    const weight = fc.oneof(
      fc.double({ min: 1e-70, max: 1e70, noNaN: true }),
      fc.constantFrom(0, 1, 1e-70, 1e70, 0.1, 1e-35),
    );
    const people = fc.array(fc.record({ answer, weight }), { maxLength: 12 });
    fc.assert(
      fc.property(people, people, confidence, (some, others, sure) => {
        const options = { confidence: sure };
        const weigh = (list: typeof some) => nps(list, { value, weight: weightOf });
        const five = csat(some, { value: (row) => (row.answer % 5) + 1, weight: weightOf });
        for (const method of ["score", "adjusted-wald", "wald"] as const) {
          expect(ghosts(npsInterval(weigh(some), { ...options, method }))).toEqual([]);
        }
        expect(ghosts(five)).toEqual([]);
        expect(ghosts(shareInterval(five.share, options))).toEqual([]);
        expect(ghosts(compareNps(weigh(some), weigh(others), options))).toEqual([]);
      }),
    );
  });
});
