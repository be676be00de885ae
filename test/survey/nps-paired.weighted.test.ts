import { compareNpsPaired, npsMoves, npsPairedSignTest } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../src/stats/random.ts";
import { weight as anyWeight } from "../arbitraries.ts";
import { expectNear } from "../golden.ts";
import { confidence, ghosts } from "../stats/interval-arbitraries.ts";

interface Person {
  readonly may: number | null;
  readonly june: number | null;
  readonly weight: number;
}

const answer = fc.oneof({ weight: 9, arbitrary: fc.nat(10) }, { weight: 1, arbitrary: fc.constant(null) });
const peopleOf = (weight: fc.Arbitrary<number>) =>
  fc.array(fc.record<Person>({ may: answer, june: answer, weight }), { maxLength: 40 });
const usual = peopleOf(fc.double({ min: 0.1, max: 10, noNaN: true }));
const method = fc.constantFrom("adjusted-t", "t", "wald", "score");
const waves = { first: (row: Person) => row.may, second: (row: Person) => row.june };
const weighted = { ...waves, weight: (row: Person) => row.weight };
const group = (point: number) => (point >= 9 ? 1 : point >= 7 ? 0 : -1);
const near = { relative: 1e-9, absolute: 1e-9 };

/** Those who answered twice and weigh something: their change, in groups, and their weight. */
function matched(people: readonly Person[]) {
  return people
    .filter(({ may, june, weight }) => may !== null && june !== null && weight > 0)
    .map(({ may, june, weight }) => ({ change: group(june!) - group(may!), weight }));
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

describe("the change among the same people, weighted", () => {
  it("weighs each person's move", () => {
    const people = [
      { may: 6, june: 9, weight: 3 },
      { may: 10, june: 10, weight: 1 },
      { may: 9, june: null, weight: 1 },
      { may: 9, june: 3, weight: 0 },
    ];
    const change = compareNpsPaired(people, weighted);
    expect(change).toMatchObject({ difference: 150, first: -50, second: 100, count: 2, improved: 1, unchanged: 1 });
    expect(change).toMatchObject({ weight: 4, effectiveSampleSize: 1.6, incomplete: 1, excluded: 1 });
    expect(change.moves).toEqual({
      detractors: [0, 0, 1],
      passives: [0, 0, 0],
      promoters: [0, 0, 1],
      incomplete: 1,
      excluded: 1,
      weights: { sums: [0, 0, 3, 0, 0, 0, 0, 0, 1], squares: [0, 0, 9, 0, 0, 0, 0, 0, 1] },
    });
    expect(compareNpsPaired([[6, 9]], { weight: () => 2 })).toMatchObject({ difference: 200, weight: 2 });
    expect(compareNpsPaired([[6, 9]], { weight: () => 0 })).toMatchObject({
      difference: null,
      reason: "nobody is matched",
      weight: 0,
      effectiveSampleSize: 0,
    });
  });

  it("stands for as many equal people as Kish's size and the linearised variance allow, and is theirs", () => {
    fc.assert(
      fc.property(usual, confidence, (people, sure) => {
        const some = matched(people);
        const found = compareNpsPaired(people, { ...weighted, method: "wald", confidence: sure });
        if (some.length === 0) {
          expect(found.reason).toBe("nobody is matched");
          return;
        }
        const whole = sum(some.map((one) => one.weight));
        const mean = sum(some.map((one) => one.weight * one.change)) / whole;
        const variance = sum(some.map((one) => one.weight * (one.change - mean) ** 2)) / whole;
        const linearised = sum(some.map((one) => ((one.weight * (one.change - mean)) / whole) ** 2));
        const kish = whole ** 2 / sum(some.map((one) => one.weight ** 2));
        const isSteady = some.every((one) => one.change === some[0]!.change);
        const size = isSteady ? kish : Math.min(kish, variance / linearised);
        expectNear(found.effectiveSampleSize, size, "size", near);
        expectNear(found.difference, 100 * mean, "difference", { ...near, scale: 100 });
        if (isSteady) return;
        const z = Math.abs(mean) / Math.sqrt(variance / size);
        const same = compareNpsPaired(people, { ...weighted, method: "wald", confidence: Math.max(1e-6, sure / 2) });
        expect(same.upper! - same.lower!).toBeLessThanOrEqual(found.upper! - found.lower! + 1e-9);
        expect(found.pValue! < 0.05).toBe(z > 1.959963984540054);
        if (Math.abs(found.lower!) < 200 && Math.abs(found.upper!) < 200) {
          expectNear((found.lower! + found.upper!) / 2, 100 * mean, "middle", { ...near, scale: 100 });
        }
      }),
    );
  });

  it("is that of people without weights where all weigh the same, by every method", () => {
    fc.assert(
      fc.property(usual, fc.double({ min: 1e-30, max: 1e30, noNaN: true }), method, (people, weight, by) => {
        const plain = compareNpsPaired(people, { ...waves, method: by });
        const found = compareNpsPaired(people, { ...waves, method: by, weight: () => weight });
        expect([found.count, found.improved, found.worsened]).toEqual([plain.count, plain.improved, plain.worsened]);
        expect(found.reason).toBe(plain.reason);
        for (const field of ["difference", "lower", "upper", "first", "second", "pValue"] as const) {
          if (plain[field] === null) expect(found[field]).toBeNull();
          else expectNear(found[field], plain[field], field, { relative: 1e-9, absolute: 1e-7 });
        }
        expectNear(found.effectiveSampleSize, plain.count, "size", near);
      }),
    );
  });

  it("does not mind the unit of the weights, nor the order, and shows no other numbers", () => {
    fc.assert(
      fc.property(
        peopleOf(anyWeight),
        usual,
        fc.constantFrom(2 ** -40, 4, 2 ** 60),
        method,
        (any, people, times, by) => {
          const found = compareNpsPaired(people, { ...weighted, method: by });
          const scaled = compareNpsPaired(people, { ...weighted, method: by, weight: (row) => row.weight * times });
          const { weight: _, moves: _moves, ...rest } = found;
          expect(scaled).toMatchObject(rest);
          const back = compareNpsPaired([...people].reverse(), { ...weighted, method: by });
          if (found.lower !== null) expectNear(back.lower, found.lower, "lower", { ...near, scale: 100 });
          expect(compareNpsPaired(found.moves, { method: by })).toEqual(found);
          expect(ghosts(compareNpsPaired(any, { ...weighted, method: by }))).toEqual([]);
        },
      ),
    );
  });

  it("mirrors where the waves are exchanged", () => {
    fc.assert(
      fc.property(usual, method, (people, by) => {
        const there = compareNpsPaired(people, { ...weighted, method: by });
        const back = compareNpsPaired(people, { ...weighted, first: waves.second, second: waves.first, method: by });
        expect(back.reason).toBe(there.reason);
        if (there.lower === null) return;
        expectNear(back.upper, -there.lower, "upper", { ...near, scale: 100 });
        expectNear(back.pValue, there.pValue!, "p-value", near);
      }),
    );
  });

  it("covers, with weights that go with the change and weights that do not", () => {
    const next = random(20_261_122);
    const uniform = () => (next() + 0.5) / 2 ** 32;
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    for (const [people, lean] of [
      [15, 0],
      [15, 0.3],
      [40, -0.3],
      [120, 0.5],
    ] as const) {
      // Of the chances of −2 … 2 as the weights see them, which lean to one side by their logarithm.
      const chances = [0.05, 0.15, 0.5, 0.2, 0.1];
      const heavy = chances.map((chance, place) => chance * Math.exp(lean * (place - 2)));
      const truth = (100 * sum(heavy.map((part, place) => part * (place - 2)))) / sum(heavy);
      const pairs = [
        [10, 0],
        [7, 0],
        [7, 7],
        [0, 7],
        [0, 10],
      ] as const;
      let held = 0;
      for (let drawn = 0; drawn < 600; drawn++) {
        const sample = Array.from({ length: people }, () => {
          const at = uniform();
          const place = chances.findIndex((_, index) => at < sum(chances.slice(0, index + 1)));
          return { pair: pairs[place]!, weight: Math.exp(lean * (place - 2) + 0.7 * normal()) };
        });
        const { lower, upper } = compareNpsPaired(sample, {
          first: ({ pair }) => pair[0],
          second: ({ pair }) => pair[1],
          weight: (row) => row.weight,
        });
        if (lower! <= truth && truth <= upper!) held++;
      }
      expect(held / 600, `${people} people, weights leaning ${lean}`).toBeGreaterThan(0.92);
    }
  });

  it("refuses what is no weight, and weights that are not of the moves", () => {
    expect(() => npsMoves([[1, 2]], { weight: () => -1 })).toThrow(/^weight must be .* got -1 at index 0$/);
    expect(() => compareNpsPaired([[null, 2]], { weight: () => undefined as never })).toThrow(/^weight must be/);
    const none = [0, 0, 0] as const;
    const moves = { detractors: [0, 0, 1], passives: none, promoters: none } as const;
    expect(() => compareNpsPaired({ ...moves, weights: { sums: [1], squares: [1] } })).toThrow(
      "weights must be { sums, squares } of 9 numbers each",
    );
    const zeros = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(() => compareNpsPaired({ ...moves, weights: { sums: zeros, squares: zeros } })).toThrow(
      /^weights must be Σw and Σw² of 1 people in class 2/,
    );
    expect(npsPairedSignTest([[6, 9]], { weight: () => 2 } as object)).toEqual({
      difference: 200,
      pValue: null,
      method: "sign",
      reason: "a weighted sample has no exact test",
    });
  });
});
