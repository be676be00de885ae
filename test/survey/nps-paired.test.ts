import { compareNpsPaired, nps, npsExactTest, npsMoves, npsPairedSignTest } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
import { confidence, ghosts } from "../stats/interval-arbitraries.ts";

const answer = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constantFrom(null, undefined));
const pairs = fc.array(fc.tuple(answer, answer), { maxLength: 60 });
const count = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 1000 }), fc.nat({ max: 1e6 }));
const to = fc.tuple(count, count, count);
const moves = fc.record({ detractors: to, passives: to, promoters: to });
const method = fc.constantFrom("adjusted-t", "t", "wald", "score");
const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);

describe("moves between the groups of two waves", () => {
  it("walk every threshold", () => {
    const group = (point: number) => (point >= 9 ? "promoters" : point >= 7 ? "passives" : "detractors");
    const place = { detractors: 0, passives: 1, promoters: 2 };
    for (let first = 0; first <= 10; first++) {
      for (let second = 0; second <= 10; second++) {
        const found = npsMoves([[first, second]]);
        expect(found[group(first)][place[group(second)]], `${first} to ${second}`).toBe(1);
        expect(total([...found.detractors, ...found.passives, ...found.promoters])).toBe(1);
      }
    }
  });

  it("count who cannot be matched, and lose nobody", () => {
    fc.assert(
      fc.property(pairs, (waves) => {
        const found = npsMoves(waves);
        const matched = waves.filter(([first, second]) => typeof first === "number" && typeof second === "number");
        expect(total([...found.detractors, ...found.passives, ...found.promoters])).toBe(matched.length);
        expect([found.incomplete, found.excluded]).toEqual([waves.length - matched.length, 0]);
      }),
    );
  });

  it("take another scale, codes for no answer, and what is off the scale, as nps does", () => {
    const options = { scale: [1, 5], promotersFrom: 5, passivesFrom: 4, noAnswer: [9], offScale: "exclude" } as const;
    const waves = [
      [5, 3],
      [4, 5],
      [9, 5],
      [5, null],
      [5, 7],
      [9, 7],
    ] as const;
    expect(npsMoves(waves, options)).toEqual({
      detractors: [0, 0, 0],
      passives: [0, 0, 1],
      promoters: [1, 0, 0],
      incomplete: 3,
      excluded: 1,
    });
    const weight = (_: unknown, index: number) => (index === 0 ? 2 : 0);
    expect(npsMoves(waves, { ...options, weight })).toMatchObject({
      passives: [0, 0, 0],
      promoters: [1, 0, 0],
      incomplete: 3,
      excluded: 2,
    });
    expect(() => npsMoves(waves, { scale: [1, 5] })).toThrow(/^promotersFrom must be/);
  });

  it("say which answer, and which pair, is none", () => {
    expect(() =>
      npsMoves([
        [1, 2],
        [3, 11],
      ]),
    ).toThrow("answer must be a whole number from 0 to 10, got 11 at index 1");
    expect(() => npsMoves([["9", 2] as never])).toThrow('got "9" at index 0');
    expect(() => npsMoves([[1, 2], [3] as never])).toThrow(/^pair must be \[first, second\], .* got .* at index 1$/);
    expect(() => npsMoves([{ first: 1, second: 2 } as never])).toThrow(/^pair must be/);
    expect(() => npsMoves("99" as never)).toThrow(/^pairs must be iterable and no string/);
    expect(() => npsMoves(null as never)).toThrow(/^pairs must be iterable/);
  });

  it("read rows, in order, with their index", () => {
    const rows = new Set([{ may: 10, june: 3 }]);
    const seen: number[] = [];
    const first = (row: { may: number }, index: number) => {
      seen.push(index);
      return row.may;
    };
    expect(npsMoves(rows, { first, second: (row) => row.june }).promoters).toEqual([1, 0, 0]);
    expect(seen).toEqual([0]);
  });
});

describe("the change of a Net Promoter Score among the same people", () => {
  it("is the score of the second wave less that of the first, of those matched", () => {
    fc.assert(
      fc.property(pairs, (waves) => {
        const matched = waves.filter(([one, other]) => typeof one === "number" && typeof other === "number");
        const change = compareNpsPaired(waves);
        expect(change.first).toBe(nps(matched.map(([one]) => one)).score);
        expect(change.second).toBe(nps(matched.map(([, other]) => other)).score);
        expect(change.count).toBe(matched.length);
        expect(change.improved + change.worsened + change.unchanged).toBe(matched.length);
        if (matched.length === 0) {
          expect(change).toMatchObject({ difference: null, lower: null, pValue: null, reason: "nobody is matched" });
        } else
          expectNear(change.difference, change.second! - change.first!, "difference", { absolute: 1e-12, scale: 100 });
        expect(change).toEqual(compareNpsPaired(change.moves));
      }),
    );
  });

  it("never has zero width, holds the change at 95 %, and agrees with its p-value", () => {
    fc.assert(
      fc.property(moves, (some) => {
        const { count: people, difference, lower, upper, pValue } = compareNpsPaired(some);
        fc.pre(people > 0);
        expect(lower! < upper!).toBe(true);
        expect(lower! <= difference! + 1e-9 && difference! - 1e-9 <= upper!).toBe(true);
        expect(lower! >= -200 && upper! <= 200).toBe(true);
        if (lower! > 1e-9 || upper! < -1e-9) expect(pValue).toBeLessThanOrEqual(0.05 * (1 + 1e-9));
        if (lower! < -1e-9 && upper! > 1e-9) expect(pValue).toBeGreaterThanOrEqual(0.05 * (1 - 1e-9));
      }),
    );
  });

  it("mirrors where the waves are exchanged, by every method, with finite numbers", () => {
    fc.assert(
      fc.property(moves, method, confidence, (some, by, sure) => {
        const options = { method: by, confidence: sure };
        const from = [some.detractors, some.passives, some.promoters];
        const into = (place: 0 | 1 | 2) => from.map((row) => row[place]) as [number, number, number];
        const there = compareNpsPaired(some, options);
        const back = compareNpsPaired({ detractors: into(0), passives: into(1), promoters: into(2) }, options);
        expect(ghosts(there)).toEqual([]);
        expect([back.first, back.second, back.improved]).toEqual([there.second, there.first, there.worsened]);
        expect([back.pValue, back.reason]).toEqual([there.pValue, there.reason]);
        if (there.lower === null) expect(there.reason).toMatch(/\w/);
        else expect([back.lower, back.upper]).toEqual([0 - there.upper!, 0 - there.lower]);
      }),
    );
  });

  it("holds every interval of less confidence, and narrows as people are added", () => {
    fc.assert(
      fc.property(moves, method, confidence, confidence, (some, by, one, other) => {
        const inner = compareNpsPaired(some, { method: by, confidence: Math.min(one, other) });
        const outer = compareNpsPaired(some, { method: by, confidence: Math.max(one, other) });
        if (inner.lower === null) return;
        expect(outer.lower).toBeLessThanOrEqual(inner.lower + 1e-9);
        expect(outer.upper).toBeGreaterThanOrEqual(inner.upper! - 1e-9);
      }),
    );
    const widths = [1, 10, 1000, 1e6].map((times) => {
      const { lower, upper } = compareNpsPaired({
        detractors: [times, 0, times],
        passives: [times, times, 0],
        promoters: [0, times, 3 * times],
      });
      return upper! - lower!;
    });
    expect(widths).toEqual([...widths].sort((one, other) => other - one));
    expect(widths.at(-1)).toBeLessThan(0.2);
  });

  it("has a width where everybody changed alike, unlike Student's and Wald's", () => {
    const all = { detractors: [0, 0, 10], passives: [0, 0, 0], promoters: [0, 0, 0] } as const;
    expect(compareNpsPaired(all)).toMatchObject({
      difference: 200,
      upper: 200,
      first: -100,
      second: 100,
      improved: 10,
    });
    expect(compareNpsPaired(all).lower).toBeGreaterThan(100);
    for (const by of ["t", "wald"] as const) {
      expect(compareNpsPaired(all, { method: by })).toMatchObject({ lower: null, reason: "the changes do not vary" });
    }
    const one = compareNpsPaired([[9, 9]]);
    expect(one).toMatchObject({ difference: 0, count: 1, unchanged: 1, pValue: 1 });
    expect(one.upper! - one.lower!).toBeGreaterThan(200);
    expect(compareNpsPaired([[9, 9]], { method: "t" }).reason).toBe("a spread needs two people");
    expect(compareNpsPaired([[9, 9]], { method: "score" })).toMatchObject({
      pValue: 1,
      lower: null,
      reason: "nobody changed",
    });
  });

  it("refuses what is none", () => {
    expect(() => compareNpsPaired([], { method: "sign" as never })).toThrow(
      /^method must be "adjusted-t" or "t" or "wald" or "score", got "sign"$/,
    );
    expect(() => compareNpsPaired([], { confidence: 1 })).toThrow(/^confidence must be/);
    expect(() => compareNpsPaired(7 as never)).toThrow(/^pairs must be iterable, or moves, got 7$/);
    expect(() => compareNpsPaired("99" as never)).toThrow(/^pairs must be iterable, or moves, got "99"$/);
    expect(() => compareNpsPaired(null as never)).toThrow(/^pairs must be/);
    const none = { detractors: [0, 0, 0], passives: [0, 0, 0], promoters: [0, 0, 0] } as const;
    expect(() => compareNpsPaired({ ...none, passives: [1, 2] as never })).toThrow(
      /^passives must be \[detractors, passives, promoters\], got /,
    );
    expect(() => compareNpsPaired({} as never)).toThrow(/^detractors must be \[/);
    expect(() => compareNpsPaired({ ...none, promoters: [0, -1, 0] })).toThrow(
      /^moves of promoters must be .* got -1$/,
    );
    expect(() => compareNpsPaired({ ...none, incomplete: 1.5 })).toThrow(/^incomplete must be .* got 1.5$/);
    expect(compareNpsPaired(none).reason).toBe("nobody is matched");
    expect(compareNpsPaired(none, { method: "score" }).pValue).toBeNull();
  });
});

describe("the sign test of matched people", () => {
  it("is the exact test of as many improved as worsened", () => {
    fc.assert(
      fc.property(pairs, (waves) => {
        const { count: people, improved, worsened, unchanged, difference } = compareNpsPaired(waves);
        const test = npsPairedSignTest(waves);
        const { pValue } = npsExactTest({ promoters: improved, passives: unchanged, detractors: worsened });
        expect(test).toMatchObject({ difference, pValue, method: "sign" });
        expect(test.reason).toBe(people === 0 ? "nobody is matched" : undefined);
      }),
    );
  });
});
