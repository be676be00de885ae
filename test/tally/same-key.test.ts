import {
  clusteredShare,
  followedWithin,
  funnelBy,
  latestPer,
  linearRegression,
  meanMetric,
  measureBy,
  retention,
  shareInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameKey } from "../../src/tally/same-key.ts";

const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, 0, -0, 1, Number.NaN, "", "0", "a,b", "__proto__", true, 1n),
  fc.constantFrom(0, 1, 86_400_000).map((at) => new Date(at)),
);
const key = fc.letrec((tie) => ({
  key: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, fc.array(tie("key"), { maxLength: 3 })),
})).key;

/** The same by value, said another way: as text in which every part says what it is. */
const text = (one: unknown): string => {
  if (Array.isArray(one)) return `[${one.map(text).join()}]`;
  if (one instanceof Date) return `moment ${one.getTime()}`;
  return typeof one === "string" ? JSON.stringify(one) : `${typeof one} ${String(one)}`;
};

describe("keys", () => {
  it("are the same just where their parts are", () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 12 }), (keys) => {
        const same = sameKey();
        const found = keys.map(same);
        const numbers = new Map(found.map((one, index) => [one, index]));
        for (const [index, one] of found.entries()) {
          expect(text(one)).toBe(text(keys[index]));
          expect(numbers.get(one)).toBe(keys.map(text).lastIndexOf(text(one)));
        }
      }),
    );
  });

  it("group rows that make them anew", () => {
    const rows = [1, 2, 1, 2, 1].map((shop, index) => ({ shop, day: index % 2, score: index, at: index }));
    const place = ({ shop, day }: (typeof rows)[number]) => [shop, new Date(day)];
    const groups = measureBy(meanMetric(), rows, place, { value: ({ score }) => score });
    expect([...groups].map(([group, { count }]) => [group, count])).toEqual([
      [[1, new Date(0)], 3],
      [[2, new Date(1)], 2],
    ]);
    expect(latestPer(rows, { key: place, at: ({ at }) => at, asOf: 9 }).map(({ at }) => at)).toEqual([3, 4]);
    expect(followedWithin(rows, { key: place, at: ({ at }) => at, within: 5, asOf: 9 }).followers).toEqual(
      followedWithin(rows, { key: ({ shop }) => shop, at: ({ at }) => at, within: 5, asOf: 9 }).followers,
    );
  });

  it("cluster rows, and name customers", () => {
    const rows = Array.from({ length: 24 }, (_, index) => ({
      flight: index % 6,
      late: index % 6 < 2,
      wait: index ** 1.5,
      at: index,
    }));
    const reading = { value: (row: (typeof rows)[number]) => row.late };
    const named = clusteredShare(rows, { ...reading, cluster: ({ flight }) => flight });
    const listed = clusteredShare(rows, { ...reading, cluster: ({ flight }) => ["flight", flight] });
    expect(listed).toEqual(named);
    expect(shareInterval(listed).upper).not.toBe(
      shareInterval(clusteredShare(rows, { ...reading, cluster: (_, index) => index })).upper,
    );
    const regression = {
      outcome: (row: (typeof rows)[number]) => row.wait,
      predictors: { late: (row: (typeof rows)[number]) => Number(row.late) },
    };
    expect(linearRegression(rows, { ...regression, cluster: ({ flight }) => [flight] })).toEqual(
      linearRegression(rows, { ...regression, cluster: ({ flight }) => flight }),
    );
    const kept = {
      at: ({ at }: { at: number }) => at * 86_400_000,
      asOf: 40 * 86_400_000,
      origin: "rolling",
      periodLength: 7 * 86_400_000,
      periods: 4,
    } as const;
    expect(retention(rows, { ...kept, customer: ({ flight }) => [flight] })).toEqual(
      retention(rows, { ...kept, customer: ({ flight }) => flight }),
    );
  });

  it("break funnels down", () => {
    const journeys = [0, 1, 2].map((index) => ({
      customer: `c${index}`,
      case: `c${index}`,
      index: 0,
      status: "completed" as const,
      start: 0,
      end: 1,
      asOf: 9,
      leftTruncated: false,
      events: [
        { activity: "look", at: 0, shop: index % 2 },
        { activity: "buy", at: 1, shop: index % 2 },
      ],
    }));
    const groups = funnelBy(journeys, { steps: ["look", "buy"] }, { by: ({ shop }) => ["shop", shop] });
    expect([...groups].map(([group, { count }]) => [group, count])).toEqual([
      [["shop", 0], 2],
      [["shop", 1], 1],
    ]);
  });
});
