import {
  meanMetric,
  npsMetric,
  type Rating,
  type RatingsOptions,
  ratings,
  ratingsFromCounts,
  ratingsMetric,
  type Scale,
  shareMetric,
  tally,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn, pointOf, scale, weight } from "../arbitraries.ts";
import { expectClose, expectPlain, expectSame, generated, itKeepsTheLaws, thrown } from "../laws.ts";

/** A scale and answers on it. */
const answered = scale.chain((on) => fc.record({ scale: fc.constant(on), answers: fc.array(answerOn(on)) }));
const isAnswer = (answer: Rating): answer is number => typeof answer === "number";

/** The middle of a sorted list of everybody, written out. */
function middleOf(answers: readonly number[]): number | null {
  const sorted = answers.map((answer) => answer + 0).sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length === 0 ? null : (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

describe("ratings", () => {
  it("holds the people at each point, and what they say together", () => {
    expect(ratings([5, 4, 4, 1, null], { scale: [1, 5] })).toStrictEqual({
      mean: 3.5,
      standardDeviation: Math.sqrt(3),
      standardError: Math.sqrt(3) / 2,
      median: 4,
      count: 4,
      counts: [1, 0, 0, 2, 1],
      shares: [0.25, 0, 0, 0.5, 0.25],
      missing: 1,
      excluded: 0,
      definition: { metric: "ratings", scale: [1, 5] },
    });
  });

  it("has neither mean nor median nor shares where nobody answered", () => {
    expect(ratings([], { scale: [0, 1] })).toMatchObject({
      mean: null,
      median: null,
      standardDeviation: null,
      standardError: null,
      shares: null,
      count: 0,
      counts: [0, 0],
    });
  });

  it("has no spread of one answer, and none but 0 of equal ones", () => {
    expect(ratings([3], { scale: [1, 5] })).toMatchObject({
      mean: 3,
      median: 3,
      standardDeviation: null,
      standardError: null,
    });
    expect(ratings([3, 3, 3], { scale: [1, 5] })).toMatchObject({ mean: 3, standardDeviation: 0, standardError: 0 });
  });

  it("has a median half-way between two answers where half the people lie on either side", () => {
    expect(ratings([1, 5], { scale: [1, 5] }).median).toBe(3);
    expect(ratings([1, 1, 2, 5], { scale: [1, 5] }).median).toBe(1.5);
    expect(ratings([1, 2, 5], { scale: [1, 5] }).median).toBe(2);
    expect(ratings([-2, -1], { scale: [-2, 2] }).median).toBe(-1.5);
    expect(ratings([-1, 1], { scale: [-1, 1] }).median).toBe(0);
  });

  it("has a weighted median where half the weight is reached", () => {
    const of = (rows: readonly (readonly [number, number])[]) =>
      ratings(rows, { scale: [1, 5], value: ([answer]) => answer, weight: ([, weight]) => weight }).median;
    expect(
      of([
        [1, 1],
        [2, 1],
        [5, 3],
      ]),
    ).toBe(5);
    expect(
      of([
        [1, 0.5],
        [2, 0.5],
        [5, 1],
      ]),
    ).toBe(3.5);
    expect(
      of([
        [1, 2],
        [2, 0],
        [4, 2],
      ]),
    ).toBe(2.5);
    expect(
      of([
        [1, 0],
        [2, 0],
      ]),
    ).toBe(null);
  });

  it("weighs people and still counts them", () => {
    const result = ratings([1, 5, 5], { scale: [1, 5], weight: (answer) => (answer === 1 ? 2 : 1) });
    expect(result).toMatchObject({ mean: 3, count: 3, counts: [1, 0, 0, 0, 2], weight: 4 });
    expect(result.shares).toEqual([0.5, 0, 0, 0, 0.5]);
    expect(result.effectiveSampleSize).toBe(16 / 6);
    expect(result.weights).toEqual({ sums: [2, 0, 0, 0, 2], squares: [4, 0, 0, 0, 2] });
  });

  it("keeps what is small beside a large weight, in whatever order they come", () => {
    const ones = new Array<number>(1000).fill(1);
    const metric = ratingsMetric({ scale: [0, 1] });
    const weighing = { value: () => 1, weight: (weight: number) => weight };
    for (const weights of [
      [1e16, ...ones],
      [...ones, 1e16],
      [...ones.slice(500), 1e16, ...ones.slice(500)],
    ]) {
      const expected = { sums: [0, 1e16 + 1000], squares: [0, 1e32 + 1000] };
      expect(ratings(weights, { scale: [0, 1], ...weighing }).weights).toEqual(expected);
      const parts = weights.map((weight) => tally(metric, [weight], weighing));
      expect(metric.read(parts.reduce((left, right) => metric.merge(left, right))).weights).toEqual(expected);
    }
  });

  it("has no spread where equal answers have any weights", () => {
    fc.assert(
      fc.property(fc.array(weight, { minLength: 2 }), scale, fc.nat(), (weights, on, at) => {
        const answer = on[0] + (at % (on[1] - on[0] + 1));
        const rows = weights.map((weight) => ({ weight }));
        const result = ratings(rows, { scale: on, value: () => answer, weight: (row) => row.weight });
        if (result.count < 2) return;
        expect(result.mean).toBe(answer + 0);
        expect(result.standardDeviation).toBe(0);
      }),
    );
  });
});

describe("ratings, codes for no answer", () => {
  it("count as missing, on the scale and off it", () => {
    const options: RatingsOptions = { scale: [1, 5], noAnswer: [0, 3, 99, -1, 2.5] };
    const result = ratings([0, 3, 99, -1, 2.5, 1, 5], options);
    expect(result).toMatchObject({ missing: 5, count: 2, counts: [1, 0, 0, 0, 1], mean: 3 });
    expect(() => ratings([1, 6], options)).toThrow(
      new RangeError("answer must be a whole number from 1 to 5, got 6 at index 1"),
    );
  });

  it("count as missing in every kind of input", () => {
    const options: RatingsOptions = { scale: [0, 10], noAnswer: [0, 99], offScale: "exclude" };
    const answers = [0, 99, 5, 7, 11, 0, 10, 99, 98, 1, 2];
    const expected = ratings(generated(answers), options);
    expect(expected).toMatchObject({ missing: 4, excluded: 2, count: 5 });
    for (const input of [answers, new Uint8Array(answers), new Int16Array(answers), new Float64Array(answers)]) {
      expect(ratings(input, options)).toStrictEqual(expected);
    }
  });

  it("count as missing before they count as off the scale, and before a weight of 0", () => {
    expect(ratings([9], { scale: [1, 5], noAnswer: [9], offScale: "exclude" })).toMatchObject({
      missing: 1,
      excluded: 0,
    });
    expect(ratings([9], { scale: [1, 5], noAnswer: [9], weight: () => 0 })).toMatchObject({ missing: 1, excluded: 0 });
  });

  it("must be a list of numbers", () => {
    for (const wrong of [9, "9", null]) {
      expect(() => ratings([], { scale: [1, 5], noAnswer: wrong as never })).toThrow(/^noAnswer must be /);
    }
  });
});

describe("ratings off the scale", () => {
  const odd = [
    0,
    6,
    -1,
    4.5,
    Number.NaN,
    Infinity,
    -Infinity,
    1e300,
    5e-324,
    "4",
    true,
    4n,
    {},
    [4],
    new Date(4),
    Symbol("4"),
  ];

  it("are refused, with what must be, what came, and where", () => {
    for (const answer of odd) {
      const error = thrown(() => ratings([1, 2, answer as number], { scale: [1, 5] }));
      expect(error).toBeInstanceOf(typeof answer === "number" ? RangeError : TypeError);
      expect(error.message).toMatch(/^answer must be a whole number from 1 to 5, got .+ at index 2$/);
    }
  });

  it("are excluded where the caller says so, and counted", () => {
    const list = [1, ...odd, null, 5] as number[];
    for (const input of [list, generated(list), new Set(list)]) {
      expect(ratings(input, { scale: [1, 5], offScale: "exclude" })).toMatchObject({
        count: 2,
        missing: 1,
        excluded: odd.length,
      });
    }
    const bytes = { scale: [0, 10], offScale: "exclude" } as const;
    expect(ratings(new Uint8Array([11, 255, 10, 0, 11]), bytes)).toMatchObject({ count: 2, excluded: 3 });
    expect(ratings(new BigInt64Array([1n]) as never, bytes)).toMatchObject({ count: 0, excluded: 1 });
  });

  it("may be excluded or refused, and nothing else", () => {
    expect(() => ratings([], { scale: [1, 5], offScale: "drop" as never })).toThrow(
      new TypeError('offScale must be "throw" or "exclude", got "drop"'),
    );
  });
});

describe("ratings, the scale", () => {
  it("is two whole numbers, the lower one first, at most 1,000 apart", () => {
    for (const wrong of [
      [5, 1],
      [1, 1],
      [0, 1001],
      [0.5, 5],
      [0, Infinity],
      [Number.NaN, 5],
      ["1", "5"],
      [1n, 5n],
      [1],
    ]) {
      expect(() => ratings([], { scale: wrong as never })).toThrow(/^scale must be \[low, high\], whole numbers/);
    }
    expect(ratings([1000, 0], { scale: [0, 1000] }).mean).toBe(500);
  });

  it("is echoed without −0, and is not the caller's own", () => {
    const own: [number, number] = [-0, 3];
    const result = ratings([0], { scale: own });
    expectPlain(result);
    own[1] = 9;
    expect(result.definition.scale).toEqual([0, 3]);
  });

  it("counts every point in a place of its own", () => {
    for (const on of [
      [0, 10],
      [1, 5],
      [-3, 3],
      [0, 1],
      [250, 260],
      [990, 1010],
      [0, 1000],
    ] satisfies Scale[]) {
      const [low, high] = on;
      const points = high - low + 1;
      for (let place = 0; place < points; place++) {
        const { counts, mean, median } = ratings([low + place], { scale: on });
        if (counts[place] !== 1 || counts.length !== points || mean !== low + place || median !== low + place) {
          expect([counts[place], counts.length, mean, median]).toEqual([1, points, low + place, low + place]);
        }
      }
      for (const wrong of [low - 1, high + 1, low + 0.5])
        expect(() => ratings([wrong], { scale: on })).toThrow(RangeError);
    }
  });
});

describe("ratings, the first answer refused", () => {
  const scale: Scale = [0, 10];
  const row = (answer: number) => ({ answer, weight: 1 });
  const plain = { scale, value: (row: { answer: number }) => row.answer };
  const kinds: Record<string, (answers: number[]) => unknown> = {
    "an array": (answers) => ratings(answers, { scale }),
    "an array of a scale below 0": (answers) => ratings(answers, { scale: [-1, 10] }),
    "an array of a long scale": (answers) =>
      ratings(
        answers.map((answer) => (answer === 11 ? 1001 : answer)),
        { scale: [0, 1000] },
      ),
    "an array subclass": (answers) => ratings(class extends Array<number> {}.from(answers), { scale }),
    "a proxy of an array": (answers) => ratings(new Proxy(answers, {}), { scale }),
    "a Float64Array": (answers) => ratings(new Float64Array(answers), { scale }),
    "a Float32Array": (answers) => ratings(new Float32Array(answers), { scale }),
    "a Uint8Array": (answers) => ratings(new Uint8Array(answers), { scale }),
    "a Uint8ClampedArray": (answers) => ratings(new Uint8ClampedArray(answers), { scale }),
    "a Buffer": (answers) => ratings(Buffer.from(answers), { scale }),
    "an Int8Array": (answers) => ratings(new Int8Array(answers), { scale }),
    "a Uint32Array": (answers) => ratings(new Uint32Array(answers), { scale }),
    "a generator": (answers) => ratings(generated(answers), { scale }),
    "the values of a Map": (answers) => ratings(new Map(answers.entries()).values(), { scale }),
    rows: (answers) => ratings(answers.map(row), plain),
    "rows of a generator": (answers) => ratings(generated(answers.map(row)), plain),
    "weighted rows": (answers) => ratings(answers.map(row), { ...plain, weight: (row) => row.weight }),
    "a weighted array": (answers) => ratings(answers, { scale, weight: () => 2 }),
  };

  for (const [kind, count] of Object.entries(kinds)) {
    it(`is named by its index in ${kind}`, () => {
      for (const length of [1, 3, 4, 5, 9]) {
        for (let at = 0; at < length; at++) {
          const answers = Array.from({ length }, (_, index) => index % 11);
          answers[at] = 11;
          // A second one behind it, in the same run and in the next.
          if (at + 2 < length) answers[at + 2] = 11;
          if (at + 5 < length) answers[at + 5] = 11;
          const { message } = thrown(() => count(answers));
          if (!message.endsWith(` at index ${at}`)) expect(message).toMatch(new RegExp(` at index ${at}$`));
        }
      }
    });
  }

  it("is named where the odd one comes before the one off the scale, and the other way round", () => {
    for (const odd of [-1, 6.5, Number.NaN, 300, "9", 10n, true, Symbol("x"), {}]) {
      for (const off of [11, 255]) {
        for (const Kind of [(list: unknown[]) => list, generated]) {
          expect(() => ratings(Kind([1, 2, odd, 3, 4, 5, off]) as never, { scale })).toThrow(/at index 2$/);
          expect(() => ratings(Kind([1, 2, off, 3, 4, 5, odd]) as never, { scale })).toThrow(/at index 2$/);
          expect(() => ratings(Kind([1, 2, 3, 4, odd, off]) as never, { scale })).toThrow(/at index 4$/);
        }
      }
    }
    expect(() => ratings(new Int8Array([1, 2, 3, -1, 11]), { scale })).toThrow("got -1 at index 3");
    expect(() => ratings(new Float64Array([1, 0.5, 11]), { scale })).toThrow("got 0.5 at index 1");
    expect(() => ratings(new Float64Array([1, 11, 0.5]), { scale })).toThrow("got 11 at index 1");
    expect(() => ratings(new BigInt64Array([1n, 11n]) as never, { scale })).toThrow(
      new TypeError("answer must be a whole number from 0 to 10, got 1n at index 0"),
    );
  });

  it("is named far behind, where inputs are counted in chunks", () => {
    for (const at of [8191, 8192, 8193, 20_000]) {
      for (const Typed of [Int16Array, Float64Array, Uint8Array, Float32Array]) {
        const answers = new Typed(20_001).fill(7);
        answers[at] = 12;
        if (at + 1 < answers.length) answers[at + 1] = 13;
        expect(() => ratings(answers, { scale })).toThrow(new RegExp(`got 12 at index ${at}$`));
      }
    }
  });

  it("leaves the tallies and items that there were", () => {
    const metric = ratingsMetric({ scale });
    const before = tally(metric, [1, 2, 3]);
    const kept = structuredClone(before);
    const items = Object.freeze([4, 5, 11]);
    expect(() => ratings(items, { scale })).toThrow();
    expect(() => metric.merge(before, tally(metric, items))).toThrow();
    expectSame(before, kept);
  });
});

describe("ratings, inputs", () => {
  const scale: Scale = [0, 10];

  it("count alike whatever they come in, at every length of the last run", () => {
    for (let length = 0; length <= 40; length++) {
      const answers = Array.from({ length }, (_, index) => (index * 7) % 11);
      const expected = ratings(generated(answers), { scale });
      expect(expected.count).toBe(length);
      for (const input of [
        answers,
        Object.freeze([...answers]),
        new Uint8Array(answers),
        new Uint8Array([99, ...answers, 99]).subarray(1, -1),
        new Uint8ClampedArray(answers),
        new Int8Array(answers),
        new Uint16Array(answers),
        new Int32Array(answers),
        new Float32Array(answers),
        new Float64Array(answers),
        Buffer.from(answers),
        new Map(answers.entries()).values(),
        new Proxy(answers, {}),
        class extends Array<number> {}.from(answers),
      ]) {
        const result = ratings(input, { scale });
        expectSame(result, expected);
      }
      const rows = answers.map((answer) => ({ answer }));
      expectSame(ratings(rows, { scale, value: (row) => row.answer }), expected);
      expectSame(ratings(generated(rows), { scale, value: (row) => row.answer }), expected);
    }
  });

  it("count a Set's items, each once", () => {
    expect(ratings(new Set([1, 1, 2]), { scale }).count).toBe(2);
  });

  it("hand every item and its index to the accessors, once and in order", () => {
    const rows = [{ a: 3 }, { a: 4 }, { a: 5 }];
    for (const input of [rows, generated(rows)]) {
      const seen: unknown[] = [];
      ratings(input, {
        scale,
        value: (row, index) => {
          seen.push(row, index);
          return row.a;
        },
        weight: (row, index) => {
          seen.push(row, index);
          return 1;
        },
      });
      expect(seen).toEqual(rows.flatMap((row, index) => [row, index, row, index]));
    }
  });

  it("close a generator that gave an answer to refuse", () => {
    let closed = false;
    function* answers() {
      try {
        yield 11;
        yield 1;
      } finally {
        closed = true;
      }
    }
    expect(() => ratings(answers(), { scale })).toThrow(RangeError);
    expect(closed).toBe(true);
  });

  it("may be longer than memory", () => {
    function* answers() {
      for (let index = 0; index < 2_000_000; index++) yield index % 11;
    }
    expect(ratings(answers(), { scale })).toMatchObject({ count: 2_000_000 });
  });

  it("must be iterable, and no string", () => {
    for (const wrong of ["10, 9", 10, null, undefined, {}, { length: 1, 0: 5 }, 5n, true, Symbol.iterator, () => [5]]) {
      const error = thrown(() => ratings(wrong as never, { scale }));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^items must be /);
    }
  });
});

describe("ratings, properties", () => {
  it("agree with a recount, two passes and a sorted list", () => {
    fc.assert(
      fc.property(answered, ({ scale: on, answers }) => {
        const result = ratings(answers, { scale: on });
        const known = answers.filter(isAnswer);
        const [low, high] = on;
        const size = Math.max(Math.abs(low), Math.abs(high));
        expect(result.count).toBe(known.length);
        expect(result.missing).toBe(answers.length - known.length);
        const recount = new Array(high - low + 1).fill(0);
        for (const answer of known) recount[answer - low]++;
        expectSame(result.counts, recount);
        expect(result.median).toBe(middleOf(known));
        if (known.length === 0) return;
        const mean = known.reduce((sum, answer) => sum + answer, 0) / known.length;
        expectClose(result.mean, mean, size * 1e-15);
        if (known.length < 2) return;
        const spread = known.reduce((sum, answer) => sum + (answer - mean) ** 2, 0);
        const deviation = Math.sqrt(spread / (known.length - 1));
        expectClose(result.standardDeviation, deviation, size * 1e-14);
        expectClose(result.standardError, deviation / Math.sqrt(known.length), size * 1e-14);
      }),
    );
  });

  it("lie within the answers, and their shares add up to 1", () => {
    fc.assert(
      fc.property(answered, ({ scale: on, answers }) => {
        const { mean, median, shares } = ratings(answers, { scale: on });
        const known = answers.filter(isAnswer);
        if (mean === null) return;
        const [least, most] = [Math.min(...known), Math.max(...known)];
        expect(mean >= least && mean <= most && median! >= least && median! <= most).toBe(true);
        expectClose(
          shares!.reduce((sum, part) => sum + part),
          1,
        );
      }),
    );
  });

  it("have the mean that the weights written out have", () => {
    const weighed = scale.chain((on) =>
      fc.record({ on: fc.constant(on), rows: fc.array(fc.tuple(pointOf(on), weight), { minLength: 1 }) }),
    );
    fc.assert(
      fc.property(weighed, ({ on, rows }) => {
        const result = ratings(rows, { scale: on, value: ([answer]) => answer, weight: ([, weight]) => weight });
        const whole = rows.reduce((sum, [, weight]) => sum + weight, 0);
        expect(result.excluded).toBe(rows.filter(([, weight]) => weight === 0).length);
        if (whole === 0) return;
        const mean = rows.reduce((sum, [answer, weight]) => sum + (answer - on[0]) * weight, 0) / whole;
        expectClose(result.mean, on[0] + mean, 1e-12 * Math.max(Math.abs(on[0]), Math.abs(on[1])));
        expectClose(result.weight, whole);
        const kish = whole ** 2 / rows.reduce((sum, [, weight]) => sum + weight ** 2, 0);
        expect(result.effectiveSampleSize! > 0 && result.effectiveSampleSize! <= kish * (1 + 1e-9)).toBe(true);
        expect(kish <= result.count * (1 + 1e-9)).toBe(true);
      }),
    );
  });

  it("are as many people as Kish's size or their variance stands for, whichever is less", () => {
    const usual = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), usual), { minLength: 1 }), (rows) => {
        const { effectiveSampleSize } = ratings(rows, { scale: [0, 4], value: ([x]) => x, weight: ([, w]) => w });
        const sum = (of: (x: number, w: number) => number) => rows.reduce((total, [x, w]) => total + of(x, w), 0);
        const whole = sum((_, w) => w);
        const middle = sum((x, w) => w * x) / whole;
        const kish = whole ** 2 / sum((_, w) => w * w);
        const [spread, residual] = [sum((x, w) => w * (x - middle) ** 2), sum((x, w) => w * w * (x - middle) ** 2)];
        const linearised = residual < 1e-12 ? kish : (spread * whole) / residual;
        expectClose(effectiveSampleSize, Math.min(kish, linearised), 1e-8);
      }),
    );
  });

  it("have the same mean for the same ratios", () => {
    const counts = fc.array(fc.nat(30), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 40 }), fc.constantFrom(1, -3), (people, copies, low) => {
        const scale: Scale = [low, low + 6];
        const read = (counts: number[]) => ratingsMetric({ scale }).read(ratingsFromCounts(counts, { scale }));
        const [one, many] = [read(people), read(people.map((n) => n * copies))];
        expect(many.mean).toBe(one.mean);
        expect(many.median).toBe(one.median);
        expect(many.shares).toEqual(one.shares);
      }),
    );
  });
});

const foreign = [shareMetric().empty(), meanMetric().empty(), npsMetric().empty()];

for (const on of [
  [1, 5],
  [-2, 2],
] satisfies Scale[]) {
  itKeepsTheLaws(
    `ratings from ${on[0]} to ${on[1]}`,
    () => ratingsMetric({ scale: on }),
    { observation: answerOn(on) },
    { headline: (result) => result.mean, foreign, slack: () => 1e-9, jumps: ["median"], maxLength: 25 },
  );
}

itKeepsTheLaws(
  "ratings from 0 to 1000",
  () => ratingsMetric({ scale: [0, 1000] }),
  { observation: answerOn([0, 1000]) },
  { headline: (result) => result.mean, slack: () => 1e-9, jumps: ["median"], maxLength: 4 },
);
