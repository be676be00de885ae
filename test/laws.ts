import { isDeepStrictEqual } from "node:util";
import { type Metric, measure, measureBy, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weight as anyWeight, scalableWeight } from "./arbitraries.ts";

/** What a metric counts. */
export interface LawArbitraries<Observation> {
  /** Anything the metric counts, its ways of saying "nothing" among them. */
  readonly observation: fc.Arbitrary<Observation>;
  /** Anything it counts with a weight; the same where it is not given. */
  readonly weighable?: fc.Arbitrary<Observation>;
}

/** What the laws need to know of a metric. */
export interface LawOptions<Observation, Result> {
  /** The number that a result is about. */
  readonly headline: (result: Result) => number | null;
  /** Tallies of other metrics, which must be refused; one with another name is always tried. */
  readonly foreign?: readonly unknown[];
  /** How far results of weighted samples may be apart besides 1e-12 of themselves: where values cancel. */
  readonly slack?: (observations: readonly Observation[]) => number;
  /** Fields in which the order of weights shows: a median jumps where half the weight is reached up to rounding. */
  readonly jumps?: readonly string[];
  /** The most observations of a sample. Default 40. */
  readonly maxLength?: number;
}

/** An observation, its weight, the part it falls into, and where it stands when the sample is shuffled. */
interface Item<Observation> {
  readonly observation: Observation;
  readonly weight: number;
  readonly part: number;
  readonly rank: number;
}

const MOST_PARTS = 6;

/** The laws that every metric keeps: one test a law. */
export function itKeepsTheLaws<Observation, Tally, Result>(
  name: string,
  makeMetric: () => Metric<Observation, Tally, Result>,
  { observation, weighable = observation }: LawArbitraries<Observation>,
  { headline, foreign = [], slack = () => 0, jumps = [], maxLength = 40 }: LawOptions<Observation, Result>,
): void {
  const itemsOf = (of: fc.Arbitrary<Observation>, weight: fc.Arbitrary<number>) =>
    fc.array(
      fc.record<Item<Observation>>({
        observation: of,
        weight,
        part: fc.nat(MOST_PARTS - 1),
        rank: fc.nat(),
      }),
      { maxLength },
    );
  const counted = itemsOf(observation, fc.constant(1));
  const weighted = itemsOf(weighable, anyWeight);
  const observations = (items: readonly Item<Observation>[]) => items.map((item) => item.observation);
  const reading = {
    value: (item: Item<Observation>) => item.observation,
    weight: (item: Item<Observation>) => item.weight,
  };
  const plain = { value: reading.value };
  const sample = fc.oneof(
    counted.map((items) => ({ items, options: plain })),
    weighted.map((items) => ({ items, options: reading })),
  );
  const inParts = (items: readonly Item<Observation>[], count: number) =>
    Array.from({ length: count }, (_, part) => items.filter((item) => item.part % count === part));
  const shuffled = (items: readonly Item<Observation>[]) => [...items].sort((a, b) => a.rank - b.rank);
  /** Merges tallies two at a time, whichever `picks` names, until one is left. */
  const merged = (metric: Metric<Observation, Tally, Result>, parts: readonly Tally[], picks: readonly number[]) => {
    const left = [...parts];
    for (let step = 0; left.length > 1; step++) {
      const pick = picks[step % picks.length]!;
      const [one] = left.splice(pick % left.length, 1);
      const at = (pick >> 3) % left.length;
      left[at] = pick & 1024 ? metric.merge(one!, left[at]!) : metric.merge(left[at]!, one!);
    }
    return left[0]!;
  };
  const tree = fc.array(fc.nat(0xffff), { minLength: MOST_PARTS, maxLength: MOST_PARTS });
  const partCount = fc.integer({ min: 2, max: MOST_PARTS });
  const steady = (result: Result) =>
    Object.fromEntries(Object.entries(result as object).filter(([field]) => !jumps.includes(field)));
  const expectNear = (one: Result, other: Result, items: readonly Item<Observation>[]) =>
    expectClose(steady(one), steady(other), slack(observations(items)));

  describe(`${name} keeps the laws`, () => {
    it("counts parts as it counts the whole, however split and merged", () => {
      fc.assert(
        fc.property(counted, partCount, tree, (items, count, picks) => {
          const metric = makeMetric();
          const parts = inParts(items, count).map((part) => tally(metric, part, plain));
          expectSame(merged(metric, parts, picks), tally(metric, items, plain));
        }),
      );
    });

    it("counts in any order", () => {
      fc.assert(
        fc.property(counted, (items) => {
          const metric = makeMetric();
          expectSame(tally(metric, shuffled(items), plain), tally(metric, items, plain));
        }),
      );
    });

    it("has an empty tally that changes nothing, on either side", () => {
      fc.assert(
        fc.property(sample, ({ items, options }) => {
          const metric = makeMetric();
          const whole = tally(metric, items, options);
          expectSame(metric.merge(metric.empty(), whole), whole);
          expectSame(metric.merge(whole, metric.empty()), whole);
        }),
      );
    });

    it("writes to neither tally that it merges, then or later", () => {
      fc.assert(
        fc.property(weighted, weighted, fc.boolean(), (left, right, isWeighted) => {
          const metric = makeMetric();
          const options = isWeighted ? reading : plain;
          const one = tally(metric, left, options);
          const other = tally(metric, right, options);
          const before = [structuredClone(one), structuredClone(other)];
          const both = metric.merge(one, other);
          let grown = both;
          for (const item of [...left, ...right]) grown = metric.add(grown, item.observation, 2);
          expectSame([one, other], before);
          const frozen = metric.merge(deepFreeze(one), deepFreeze(other));
          expectSame(frozen, metric.merge(before[0]!, before[1]!));
        }),
      );
    });

    it("shares nothing between the tallies of nothing", () => {
      fc.assert(
        fc.property(weighted, (items) => {
          const metric = makeMetric();
          const before = structuredClone(metric.empty());
          tally(metric, items, reading);
          let grown = metric.empty();
          for (const item of items) grown = metric.add(grown, item.observation, item.weight);
          expectSame(metric.empty(), before);
        }),
      );
    });

    it("leaves the items that it is given", () => {
      fc.assert(
        fc.property(weighted, (items) => {
          deepFreeze(items);
          const metric = makeMetric();
          const list = Object.freeze(observations(items));
          const before = [...list];
          measure(metric, list);
          measure(metric, items, reading);
          measureBy(metric, items, (item) => item.part, reading);
          expectSame(list, before);
        }),
      );
    });

    it("counts on from a tally that went through JSON", () => {
      fc.assert(
        fc.property(weighted, weighted, fc.boolean(), (left, right, isWeighted) => {
          const metric = makeMetric();
          const options = isWeighted ? reading : plain;
          const one = tally(metric, left, options);
          const other = tally(metric, right, options);
          expectPlain(one);
          expectPlain(metric.empty());
          const [oneSent, otherSent] = [sent(one), sent(other)];
          expectSame(oneSent, one);
          expectSame(metric.read(oneSent), metric.read(one));
          expectPlain(metric.merge(one, other));
          expectSame(metric.merge(oneSent, otherSent), metric.merge(one, other));
          const one2 = sent(one);
          for (const { observation: next, weight } of right) {
            const given = isWeighted ? weight : undefined;
            expectSame(metric.add(sent(one), next, given), metric.add(structuredClone(one), next, given));
          }
          if (metric.addAll) {
            expectSame(metric.addAll(one2, right, options), metric.addAll(structuredClone(one), right, options));
          }
        }),
      );
    });

    it("refuses the tally of something else", () => {
      const metric = makeMetric();
      const own = metric.empty();
      const others = [{ ...own, of: "something else" }, ...foreign] as Tally[];
      fc.assert(
        fc.property(fc.constantFrom(...others), counted, (other, items) => {
          const refused = /\bmust be\b/;
          const mine = tally(metric, items, plain);
          expect(() => metric.read(other)).toThrow(refused);
          expect(() => metric.merge(other, mine)).toThrow(refused);
          expect(() => metric.merge(mine, other)).toThrow(refused);
          for (const item of items) expect(() => metric.add(structuredClone(other), item.observation)).toThrow(refused);
          for (const options of [plain, reading]) {
            const { addAll } = metric;
            if (addAll && items.length > 0)
              expect(() => addAll(structuredClone(other), items, options)).toThrow(refused);
          }
        }),
      );
      for (const nothing of [undefined, null, {}, "tally"]) {
        expect(() => metric.read(nothing as Tally)).toThrow(/must be/);
        expect(() => metric.merge(own, nothing as Tally)).toThrow(/must be/);
        expect(() => metric.merge(nothing as Tally, own)).toThrow(/must be/);
      }
    });

    it("reads plain numbers only, the same each time, and leaves the tally", () => {
      fc.assert(
        fc.property(sample, ({ items, options }) => {
          const metric = makeMetric();
          const whole = tally(metric, items, options);
          const before = structuredClone(whole);
          const result = metric.read(deepFreeze(whole));
          expectPlain(result);
          expectSame(metric.read(whole), result);
          expectSame(whole, before);
          // A result is a photograph: what is added later does not show in it.
          const kept = structuredClone(result);
          let grown = before;
          const photograph = metric.read(grown);
          for (const item of items) grown = metric.add(grown, item.observation, options === plain ? undefined : 3);
          expectSame(photograph, kept);
        }),
      );
    });

    it("counts every kind of input alike", () => {
      fc.assert(
        fc.property(counted, fc.nat(40), (items, split) => {
          const metric = makeMetric();
          const list = observations(items);
          const expected = addedOneByOne(metric, list);
          const inputs: Iterable<Observation>[] = [list, generated(list), new Map(list.entries()).values()];
          for (const typed of typedArraysOf(list)) inputs.push(typed as Iterable<Observation>);
          for (const input of inputs) expectSame(tally(metric, input), expected);
          expectSame(tally(metric, items, plain), expected);
          expectSame(tally(metric, generated(items), plain), expected);
          expectSame(measure(metric, list), metric.read(expected));
          if (metric.addAll) {
            for (const rest of [list.slice(split), generated(list.slice(split))]) {
              expectSame(metric.addAll(addedOneByOne(metric, list.slice(0, split)), rest, {}), expected);
            }
          }
        }),
      );
    });

    it("measures one group as it measures the whole", () => {
      fc.assert(
        fc.property(sample, ({ items, options }) => {
          const metric = makeMetric();
          const groups = measureBy(metric, items, () => "all", options);
          const expected = items.length === 0 ? [] : [["all", measure(metric, items, options)]];
          expectSame([...groups], expected);
        }),
      );
    });

    it("measures each group as if it were alone", () => {
      fc.assert(
        fc.property(counted, partCount, (items, count) => {
          const metric = makeMetric();
          const groups = measureBy(metric, items, (item) => item.part % count, plain);
          for (const [part, result] of groups) {
            expectSame(result, measure(metric, inParts(items, count)[part]!, plain));
          }
          expect([...groups.keys()]).toEqual([...new Set(items.map((item) => item.part % count))]);
        }),
      );
    });

    it("has no headline of nothing", () => {
      const metric = makeMetric();
      const nothing = metric.read(metric.empty());
      expect(headline(nothing)).toBe(null);
      expectPlain(nothing);
      expectSame(measure(metric, []), nothing);
      expectSame(measure(metric, new Set<Observation>()), nothing);
      expect(measureBy(metric, [], () => 1).size).toBe(0);
    });

    it("weighs parts as it weighs the whole, however split, merged and ordered", () => {
      fc.assert(
        fc.property(weighted, partCount, tree, (items, count, picks) => {
          const metric = makeMetric();
          const whole = measure(metric, items, reading);
          const parts = inParts(items, count).map((part) => tally(metric, part, reading));
          expectNear(metric.read(merged(metric, parts, picks)), whole, items);
          expectNear(measure(metric, shuffled(items), reading), whole, items);
        }),
      );
    });

    it("takes who has no weight for one who weighs 1", () => {
      fc.assert(
        fc.property(weighted, (items) => {
          const metric = makeMetric();
          const mixed = items.map((item) => (item.part < 3 ? { ...item, weight: 1 } : item));
          const bare = mixed.filter((item) => item.part < 3);
          const rest = mixed.filter((item) => item.part >= 3);
          if (rest.length === 0) return;
          const expected = measure(metric, mixed, reading);
          const [one, other] = [tally(metric, bare, plain), tally(metric, rest, reading)];
          expectNear(metric.read(metric.merge(one, other)), expected, items);
          expectNear(metric.read(metric.merge(other, one)), expected, items);
          let grown = metric.empty();
          for (const { observation: next, weight, part } of mixed) {
            grown = part < 3 ? metric.add(grown, next) : metric.add(grown, next, weight);
          }
          expectNear(metric.read(grown), expected, items);
        }),
      );
    });

    it("weighs every kind of input alike", () => {
      fc.assert(
        fc.property(weighted, (items) => {
          const metric = makeMetric();
          let expected = metric.empty();
          items.forEach((item, index) => {
            expected = metric.add(expected, item.observation, item.weight, index);
          });
          expectSame(tally(metric, items, reading), expected);
          expectSame(tally(metric, generated(items), reading), expected);
          const list = observations(items);
          const byIndex = { weight: (_: Observation, index: number) => items[index]!.weight };
          expectSame(tally(metric, list, byIndex), expected);
          expectSame(tally(metric, generated(list), byIndex), expected);
        }),
      );
    });

    it("has the same headline whatever the weights are multiplied by", () => {
      const factor = fc.oneof(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.constantFrom(1e-30, 1e30, 2 ** -20, 3),
      );
      fc.assert(
        fc.property(itemsOf(weighable, scalableWeight), factor, (items, times) => {
          const metric = makeMetric();
          const scaled = items.map((item) => ({ ...item, weight: item.weight * times }));
          const one = headline(measure(metric, scaled, reading));
          expectClose(one, headline(measure(metric, items, reading)), slack(observations(items)));
        }),
      );
    });

    it("has the same headline where all weigh 1 as where none is weighed", () => {
      fc.assert(
        fc.property(itemsOf(weighable, fc.constant(1)), (items) => {
          const metric = makeMetric();
          const one = headline(measure(metric, items, reading));
          expectClose(one, headline(measure(metric, items, plain)), slack(observations(items)));
        }),
      );
    });

    it("takes a whole weight for so many copies", () => {
      fc.assert(
        fc.property(itemsOf(weighable, fc.nat(4)), (items) => {
          const metric = makeMetric();
          const copies = items.flatMap((item) => new Array<Item<Observation>>(item.weight).fill(item));
          const one = headline(measure(metric, items, reading));
          expectClose(one, headline(measure(metric, copies, plain)), slack(observations(items)));
        }),
      );
    });

    it("leaves out who weighs nothing", () => {
      fc.assert(
        fc.property(weighted, (items) => {
          const metric = makeMetric();
          const none = items.map((item) => ({ ...item, weight: 0 }));
          expect(headline(measure(metric, none, reading))).toBe(null);
          if (items.every((item) => item.weight === 0)) return;
          const some = items.filter((item) => item.weight !== 0);
          const [all, without] = [measure(metric, [...items, ...none], reading), measure(metric, some, reading)];
          expectNear(withoutAbsent(all), withoutAbsent(without), items);
        }),
      );
    });

    it("refuses a weight that is none", () => {
      const bad = fc.constantFrom<unknown[]>(
        -1,
        Number.NaN,
        Infinity,
        -Infinity,
        1e71,
        1e-71,
        null,
        undefined,
        "1",
        1n,
      );
      fc.assert(
        fc.property(weighted, bad, fc.nat(), (items, none, at) => {
          if (items.length === 0) return;
          const metric = makeMetric();
          const wrong = at % items.length;
          const rows = items.map((item, index) => (index === wrong ? { ...item, weight: none as number } : item));
          const Kind = typeof none === "number" ? RangeError : TypeError;
          for (const input of [rows, generated(rows)]) {
            const error = thrown(() => measure(metric, input, reading));
            expect(error).toBeInstanceOf(Kind);
            expect(error.message).toMatch(/\bweight must be .*, got .* at index \d+$/);
            expect(error.message.endsWith(` at index ${wrong}`)).toBe(true);
          }
          expect(() => measureBy(metric, rows, () => 1, reading)).toThrow(` at index ${wrong}`);
        }),
      );
    });
  });
}

/** A result but for its numbers of those who are not counted. */
function withoutAbsent<Result>(result: Result): Result {
  return JSON.parse(JSON.stringify(result), (name, part) => {
    return ["missing", "excluded"].includes(name) ? 0 : part;
  });
}

/** The error that `work` throws. */
export function thrown(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

/** The items one after the other, from what can be read only once. */
export function* generated<Item>(items: Iterable<Item>): Generator<Item> {
  yield* items;
}

/** A tally as another machine gets it. */
export function sent<Tally>(tally: Tally): Tally {
  return JSON.parse(JSON.stringify(tally));
}

/** Freezes plain data to its last leaf. */
export function deepFreeze<Data>(data: Data): Data {
  if (typeof data === "object" && data !== null && !Object.isFrozen(data)) {
    Object.freeze(data);
    for (const part of Object.values(data)) deepFreeze(part);
  }
  return data;
}

/** Refuses anything but plain, finite JSON data. */
export function expectPlain(data: unknown, path = "it"): void {
  if (data === null || typeof data === "string" || typeof data === "boolean") return;
  if (typeof data === "number") {
    if (!Number.isFinite(data) || Object.is(data, -0))
      throw new Error(`${path} is ${Object.is(data, -0) ? "-0" : data}`);
    return;
  }
  if (typeof data !== "object") throw new Error(`${path} is ${typeof data}`);
  const prototype = Object.getPrototypeOf(data);
  if (prototype !== Object.prototype && prototype !== Array.prototype) throw new Error(`${path} is no plain object`);
  if (Array.isArray(data) && Object.keys(data).length !== data.length) throw new Error(`${path} has holes`);
  for (const [name, part] of Object.entries(data)) expectPlain(part, `${path}.${name}`);
}

/** Equal to the last bit; only what differs is handed to `expect`, which is slow on long tallies. */
export function expectSame(one: unknown, other: unknown): void {
  if (!isDeepStrictEqual(one, other)) expect(one).toStrictEqual(other);
}

/** Equal up to 1e-12 of themselves and `slack`; people and names to the last bit. */
export function expectClose(one: unknown, other: unknown, slack = 0): void {
  if (!isClose(one, other, slack)) expect(one, `within ${slack}`).toEqual(other);
}

function isClose(one: unknown, other: unknown, slack: number): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one === "number" && typeof other === "number") {
    return Math.abs(one - other) <= 1e-12 * Math.max(Math.abs(one), Math.abs(other)) + slack;
  }
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => isClose(one[name as keyof typeof one], other[name as keyof typeof other], slack))
  );
}

function addedOneByOne<Observation, Tally>(metric: Metric<Observation, Tally, unknown>, list: readonly Observation[]) {
  let grown = metric.empty();
  list.forEach((observation, index) => {
    grown = metric.add(grown, observation, undefined, index);
  });
  return grown;
}

/** The list as every typed array that can hold its numbers. */
function typedArraysOf(list: readonly unknown[]): Iterable<number>[] {
  if (!list.every((item): item is number => typeof item === "number")) return [];
  return [Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Int8Array, Uint8Array, Uint8ClampedArray]
    .map((Typed) => Typed.from(list))
    .filter((typed) => list.every((item, index) => typed[index] === item));
}
