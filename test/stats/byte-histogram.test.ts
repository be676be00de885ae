import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteHistogram } from "../../src/stats/byte-histogram.ts";
import { expectSame } from "../laws.ts";

/** How often each byte was met, and the items that are none. */
function histogramOf(items: ArrayLike<unknown>) {
  const counts = new Map<number, number>();
  const odd: unknown[] = [];
  byteHistogram(items, (item: unknown) => void odd.push(item)).forEach((times, cell) => {
    if (times > 0) counts.set(cell >> 2, (counts.get(cell >> 2) ?? 0) + times);
  });
  return { counts: Object.fromEntries(counts), odd };
}

/** The same, counted one by one. */
function recount(items: ArrayLike<unknown>) {
  const counts: Record<number, number> = {};
  const odd: unknown[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (typeof item === "number" && Number.isInteger(item) && item >= 0 && item <= 255) {
      counts[item + 0] = (counts[item + 0] ?? 0) + 1;
    } else odd.push(item);
  }
  return { counts, odd };
}

describe("byteHistogram", () => {
  it("counts whole numbers from 0 to 255 and hands over the rest, in order", () => {
    expect(histogramOf([0, 3, 3, 255, -0, 256, -1, 0.5, null, undefined, "3", true, 3n])).toEqual({
      counts: { 0: 2, 3: 2, 255: 1 },
      odd: [256, -1, 0.5, null, undefined, "3", true, 3n],
    });
  });

  it("does not take for a byte what a conversion would make one", () => {
    const odd = [
      [],
      [3],
      { valueOf: () => 3 },
      new Date(3),
      2 ** 32 + 3,
      -(2 ** 32) + 3,
      3 + 2 ** -40,
      Number.NaN,
      Infinity,
    ];
    expect(histogramOf(odd).counts).toEqual({});
    expect(histogramOf(odd).odd).toHaveLength(odd.length);
    expect(histogramOf([Symbol("3")]).odd).toHaveLength(1);
  });

  it("counts at every length, whatever the list is", () => {
    for (const length of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8191, 8192, 8193, 16_385]) {
      const items = Array.from({ length }, (_, index) => (index * 89) % 256);
      const expected = recount(items);
      for (const list of [items, new Uint8Array(items), Uint16Array.from(items), Float64Array.from(items)]) {
        expectSame(histogramOf(list), expected);
      }
    }
  });

  it("finds the odd ones in every chunk", () => {
    const items = new Float32Array(20_000).fill(7);
    for (const at of [0, 8191, 8192, 8193, 16_384, 19_999]) items[at] = 0.5;
    expect(histogramOf(items).odd).toEqual(new Array(6).fill(0.5));
  });

  it("agrees with a recount", () => {
    const item = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: -300, max: 600 }),
      fc.double(),
      fc.constantFrom(null, undefined, "1", true),
    );
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expectSame(histogramOf(items), recount(items));
        const numbers = items.filter((one): one is number => typeof one === "number");
        for (const Typed of [
          Float64Array,
          Float32Array,
          Int8Array,
          Int16Array,
          Uint8Array,
          Uint8ClampedArray,
          Uint32Array,
        ]) {
          const typed = Typed.from(numbers);
          expectSame(histogramOf(typed), recount(typed));
        }
      }),
    );
  });
});
