import { chiSquareTail, shareInterval, simultaneousIntervals } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
import { confidence, ghosts } from "./interval-arbitraries.ts";

const methods = ["goodman", "quesenberry-hurst"] as const;
const method = fc.constantFrom(...methods);
const count = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 100 }), fc.nat({ max: 1e9 }));
const counts = fc.array(count, { minLength: 2, maxLength: 12 });
const sum = (parts: readonly number[]) => parts.reduce((whole, part) => whole + part, 0);

describe("intervals of all classes together", () => {
  it("are the shares whose distance from the sample's, squared, is the methods' multiple of their variance", () => {
    fc.assert(
      fc.property(counts, method, confidence, (people, by, sure) => {
        const size = sum(people);
        const found = simultaneousIntervals(people, { method: by, confidence: sure });
        expect(found).toHaveLength(people.length);
        expect(ghosts(found)).toEqual([]);
        found.forEach(({ estimate, lower, upper, method: name, confidence: said }, place) => {
          expect([name, said]).toEqual([by, sure]);
          if (size === 0) {
            expect([estimate, lower, upper, found[place]!.reason]).toEqual([null, null, null, "the sample is empty"]);
            return;
          }
          expect(estimate).toBe(people[place]! / size);
          expect(0 <= lower! && lower! <= estimate! && estimate! <= upper! && upper! <= 1).toBe(true);
          for (const limit of [lower!, upper!]) {
            if (limit < 1e-3 || limit > 1 - 1e-3 || sure < 0.01) continue;
            const distance = (size * (estimate! - limit) ** 2) / (limit * (1 - limit));
            const missed =
              by === "goodman"
                ? people.length * chiSquareTail(distance, 1)
                : chiSquareTail(distance, people.length - 1);
            expectNear(missed, 1 - sure, `${by} at ${limit}`, { relative: 1e-6, absolute: 1e-9 });
          }
        });
      }),
    );
  });

  it("do not mind the order of the classes, and are Wilson's where there are two and they say the same", () => {
    fc.assert(
      fc.property(counts, method, (people, by) => {
        const there = simultaneousIntervals(people, { method: by });
        expect(simultaneousIntervals([...people].reverse(), { method: by })).toEqual([...there].reverse());
        const [one, other] = people as [number, number];
        const [first] = simultaneousIntervals(new Set([one, other]).size === 2 ? new Set([one, other]) : [one, other], {
          method: "quesenberry-hurst",
        });
        const wilson = shareInterval({ numerator: one, denominator: one + other });
        if (wilson.lower === null) expect(first!.lower).toBeNull();
        else {
          expectNear(first!.lower, wilson.lower, "lower");
          expectNear(first!.upper, wilson.upper!, "upper");
        }
      }),
    );
  });

  it("hold together as often as they say, counted over all samples of thirty people", () => {
    const size = 30;
    const logs = Array.from({ length: size + 1 }, (_, n) =>
      sum(Array.from({ length: n }, (_one, k) => Math.log(k + 1))),
    );
    for (const law of [
      [0.2, 0.3, 0.5],
      [1 / 3, 1 / 3, 1 / 3],
      [0.1, 0.2, 0.7],
    ] as const) {
      for (const by of methods) {
        let covered = 0;
        for (let first = 0; first <= size; first++) {
          for (let second = 0; first + second <= size; second++) {
            const people = [first, second, size - first - second];
            const intervals = simultaneousIntervals(people, { method: by });
            if (!intervals.every(({ lower, upper }, place) => lower! <= law[place]! && law[place]! <= upper!)) continue;
            const log = people.reduce(
              (so, part, place) => so + part * Math.log(law[place]!) - logs[part]!,
              logs[size]!,
            );
            covered += Math.exp(log);
          }
        }
        expect(covered, `${by} of ${law}`).toBeGreaterThan(0.94);
      }
    }
  });

  it("refuse what is none", () => {
    expect(() => simultaneousIntervals([1])).toThrow(new RangeError("counts must be of two classes or more, got 1"));
    expect(() => simultaneousIntervals([1, -1])).toThrow(/^count must be a whole number, 0 or more, got -1$/);
    expect(() => simultaneousIntervals([2 ** 53 - 1, 1])).toThrow(/^sum of counts must be/);
    expect(() => simultaneousIntervals("12" as never)).toThrow(/^counts must be iterable and no string/);
    expect(() => simultaneousIntervals([1, 2], { confidence: 1 })).toThrow(/^confidence must be/);
    expect(() => simultaneousIntervals([1, 2], { method: "sison" as never })).toThrow(
      'method must be "goodman" or "quesenberry-hurst", got "sison"',
    );
  });
});
