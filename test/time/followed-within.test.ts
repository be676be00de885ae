import { clusteredShare, followedWithin, kaplanMeier, share, shareInterval } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze, expectPlain, generated } from "../laws.ts";

interface Contact {
  readonly who: unknown;
  readonly at: number;
  readonly id?: number | string;
}

const key = ({ who }: Contact) => who;
const at = (contact: Contact) => contact.at;
const id = (contact: Contact) => contact.id!;
const reading = { key, at };

describe("items followed within a horizon", () => {
  const contacts: Contact[] = [
    { who: "a", at: 10 },
    { who: "b", at: 0 },
    { who: "a", at: 0 },
    { who: "a", at: 3 },
  ];

  it("are found whatever the order in which they come", () => {
    const repeated = followedWithin(contacts, { ...reading, within: 5, asOf: 12 });
    expect(repeated).toEqual({
      rate: 1 / 3,
      numerator: 1,
      denominator: 3,
      pending: 1,
      missing: 0,
      outcomes: ["pending", false, true, false],
      gaps: [null, null, 3, 7],
      followers: [null, null, 3, 0],
      definition: { metric: "followedWithin", within: 5, asOf: 12 },
    });
    expect(followedWithin(generated(contacts), { ...reading, within: 5, asOf: 12 })).toEqual(repeated);
  });

  it("are judged up to a gap of exactly the horizon", () => {
    const pair = [
      { who: 1, at: 0 },
      { who: 1, at: 7 },
    ];
    const outcome = (within: number) => followedWithin(pair, { ...reading, within, asOf: 100 }).outcomes[0];
    expect([6, 6.5, 7, 8].map(outcome)).toEqual([false, false, true, true]);
  });

  it("are judged from the moment at which the horizon is complete, and pending before, even where one followed early", () => {
    const pair = [
      { who: 1, at: 0 },
      { who: 1, at: 2 },
    ];
    const outcomes = (asOf: number) => followedWithin(pair, { ...reading, within: 7, asOf }).outcomes;
    expect(outcomes(6)).toEqual(["pending", "pending"]);
    expect(outcomes(7)).toEqual([true, "pending"]);
    expect(outcomes(8)).toEqual([true, "pending"]);
    expect(outcomes(9)).toEqual([true, false]);
  });

  it("of one moment are followed at once, all but the last", () => {
    const three = [5, 5, 5].map((moment) => ({ who: "a", at: moment }));
    const { gaps, followers, outcomes } = followedWithin(three, { ...reading, within: 1, asOf: 9 });
    expect(gaps).toEqual([0, 0, null]);
    expect(followers).toEqual([1, 2, null]);
    expect(outcomes).toEqual([true, true, false]);
  });

  it("of one moment come in the order of their ids, numbers before texts, and then in the order given", () => {
    const ids = ["b", 10, 9, "a", "b", -1];
    const { followers } = followedWithin(
      ids.map((name) => ({ who: "a", at: 5, id: name })),
      { ...reading, id, within: 1, asOf: 9 },
    );
    expect(followers).toEqual([4, 3, 1, 0, null, 2]);
  });

  it("are missing where the key or a part of it is", () => {
    const keys = [null, undefined, ["a", null], ["a", undefined], [undefined, "a"], [null], [], "a", "a"];
    const result = followedWithin(
      keys.map((who) => ({ who, at: 0 })),
      { ...reading, within: 1, asOf: 9 },
    );
    expect(result).toMatchObject({ missing: 7, numerator: 1, denominator: 2, pending: 0 });
    expect(result.outcomes).toEqual([null, null, null, null, null, null, null, true, false]);
    expect(result.gaps.slice(0, 7)).toEqual(Array(7).fill(null));
  });

  it("have keys that are told apart whatever they are", () => {
    const object = {};
    const keys = [
      "__proto__",
      "",
      "NA",
      0,
      "0",
      false,
      Number.NaN,
      object,
      "constructor",
      {},
      ["a", "bc"],
      ["ab", "c"],
    ];
    const twice = [
      ...keys,
      "__proto__",
      "",
      "NA",
      -0,
      "0",
      false,
      Number.NaN,
      object,
      "constructor",
      9,
      ["a", "bc"],
      8,
    ];
    const { followers } = followedWithin(
      twice.map((who) => ({ who, at: 0 })),
      { ...reading, within: 1, asOf: 9 },
    );
    expect(followers.slice(0, 12)).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20, null, 22, null]);
  });

  it("have keys of several parts, compared part by part", () => {
    const keys = [["a", 1, "x"], ["a", 1], ["a", 1, "x"], "a", ["a"], ["a", 1], [1, "a"], ["a", "1"]];
    const { followers } = followedWithin(
      keys.map((who) => ({ who, at: 0 })),
      { ...reading, within: 1, asOf: 9 },
    );
    expect(followers).toEqual([2, 5, null, 4, null, null, null, null]);
  });

  it("are nobody where there are none", () => {
    expect(followedWithin([], { ...reading, within: 1, asOf: 0 })).toEqual({
      rate: null,
      numerator: 0,
      denominator: 0,
      pending: 0,
      missing: 0,
      outcomes: [],
      gaps: [],
      followers: [],
      definition: { metric: "followedWithin", within: 1, asOf: 0 },
    });
  });

  it("may have moments as Date", () => {
    const dates = [0, 60_000].map((moment) => ({ when: new Date(moment) }));
    const result = followedWithin(dates, { key: () => 1, at: ({ when }) => when, within: 6e4, asOf: new Date(12e4) });
    expect(result).toMatchObject({ rate: 0.5, gaps: [60_000, null], definition: { asOf: 120_000 } });
  });

  it("give a share with its interval, a share of clusters, and a survival curve", () => {
    const result = followedWithin(contacts, { ...reading, within: 5, asOf: 12 });
    const { rate, numerator, denominator, pending } = share(result.outcomes);
    expect({ rate, numerator, denominator, pending }).toEqual({
      rate: 1 / 3,
      numerator: 1,
      denominator: 3,
      pending: 1,
    });
    expect(shareInterval(result).estimate).toBe(1 / 3);
    const judged = contacts.map(({ who }, i) => ({ who, outcome: result.outcomes[i]! }));
    expect(clusteredShare(judged, { cluster: (row) => row.who, value: (row) => row.outcome })).toMatchObject({
      rate: 1 / 3,
      clusters: 2,
    });
    const curve = kaplanMeier(contacts, {
      time: (contact, i) => result.gaps[i] ?? 12 - contact.at,
      event: (_, i) => result.followers[i] !== null,
    });
    expect(curve).toMatchObject({ count: 4, events: 2, censored: 2, median: 7 });
  });

  it("are refused after asOf, with the index", () => {
    const late = () => followedWithin(contacts, { ...reading, within: 5, asOf: 9 });
    expect(late).toThrow(new RangeError("at must not be after asOf (9), got 10 at index 0"));
    expect(() => followedWithin(contacts, { ...reading, within: 5, asOf: 10 })).not.toThrow();
  });

  it("are refused without a horizon, a moment, or an order", () => {
    for (const within of [0, -1, Number.NaN, Infinity]) {
      const none = () => followedWithin(contacts, { ...reading, within, asOf: 9 });
      expect(none).toThrow(new RangeError(`within must be milliseconds above 0, got ${within}`));
    }
    expect(() => followedWithin(contacts, { ...reading, within: "7" as never, asOf: 9 })).toThrow(TypeError);
    expect(() => followedWithin(contacts, { ...reading, within: 1, asOf: "now" as never })).toThrow(/^asOf must be/);
    expect(() => followedWithin([{ who: 1, at: 0.5 }], { ...reading, within: 1, asOf: 9 })).toThrow(
      "at must be a Date, a Temporal.Instant or whole milliseconds since 1970, got 0.5 at index 0",
    );
    expect(() => followedWithin([{ who: 1, at: 1 }], { ...reading, id, within: 1, asOf: 9 })).toThrow(
      new TypeError("id must be a number or a string, got undefined at index 0"),
    );
    expect(() => followedWithin([{ who: 1, at: 1, id: Number.NaN }], { ...reading, id, within: 1, asOf: 9 })).toThrow(
      new RangeError("id must be a number or a string, got NaN at index 0"),
    );
    expect(() => followedWithin("ab" as never, { ...reading, within: 1, asOf: 9 })).toThrow(/^items must be iterable/);
  });

  const someKey = fc.oneof(
    fc.constantFrom<unknown>("a", "b", "__proto__", 1, null, undefined),
    fc.array(fc.constantFrom<unknown>("a", "b", 1, null), { maxLength: 3 }),
  );
  const someContacts = fc.array(
    fc.record({
      who: someKey,
      at: fc.integer({ min: -20, max: 20 }),
      id: fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom("", "a", "b", "10", "9")),
    }),
    { maxLength: 60 },
  );
  const horizon = fc.oneof(
    fc.integer({ min: 1, max: 45 }),
    fc.double({ min: 0, minExcluded: true, max: 45, noNaN: true }),
  );

  it("are those that a search through all pairs finds", () => {
    fc.assert(
      fc.property(
        someContacts,
        horizon,
        fc.integer({ min: 20, max: 70 }),
        fc.boolean(),
        (list, within, asOf, named) => {
          deepFreeze(list);
          const result = followedWithin(list, { ...reading, id: named ? id : undefined, within, asOf });
          expectPlain(result);
          expect(result.followers).toEqual(list.map((_, i) => followerOf(list, i, named)));
          result.followers.forEach((next, i) => {
            const gap = next === null ? null : list[next]!.at - list[i]!.at;
            expect(result.gaps[i]).toBe(gap);
            if (nameOf(list[i]!) === null) expect(result.outcomes[i]).toBe(null);
            else if (list[i]!.at + within > asOf) expect(result.outcomes[i]).toBe("pending");
            else expect(result.outcomes[i]).toBe(gap !== null && gap <= within);
          });
          const { rate, numerator, denominator, pending, missing } = share(result.outcomes);
          expect(result).toMatchObject({ rate, numerator, denominator, pending, missing });
        },
      ),
    );
  });

  it("are as many in any order, and the same ones where ids tell them apart", () => {
    const ranked = fc.tuple(someContacts, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }));
    fc.assert(
      fc.property(ranked, horizon, ([list, ranks], within) => {
        const items = list.map((contact, i) => ({ ...contact, id: i, rank: ranks[i]! }));
        const mixed = [...items].sort((one, other) => one.rank - other.rank);
        const options = { ...reading, within, asOf: 40 };
        const total = ({ numerator, denominator, pending, missing, gaps }: ReturnType<typeof followedWithin>) => ({
          counts: [numerator, denominator, pending, missing],
          gaps: gaps.map(String).sort(),
        });
        expect(total(followedWithin(mixed, options))).toEqual(total(followedWithin(items, options)));
        const byId = followedWithin(mixed, { ...options, id });
        const inOrder = followedWithin(items, { ...options, id });
        expect(byId.gaps).toEqual(mixed.map((item) => inOrder.gaps[item.id]));
        expect(byId.outcomes).toEqual(mixed.map((item) => inOrder.outcomes[item.id]));
      }),
    );
  });
});

/** A text that two keys share exactly where they are the same; null of no key. */
function nameOf({ who }: Contact): string | null {
  const parts = Array.isArray(who) ? who : [who];
  return parts.length === 0 || parts.includes(null) || parts.includes(undefined) ? null : JSON.stringify(parts);
}

/** The index of the item of the same key that comes next, by looking at all of them. */
function followerOf(list: readonly Contact[], index: number, named: boolean): number | null {
  const before = (i: number, j: number) => {
    const [one, other] = [list[i]!, list[j]!];
    if (one.at !== other.at) return one.at < other.at;
    if (named && one.id !== other.id) {
      if (typeof one.id !== typeof other.id) return typeof one.id === "number";
      return one.id! < other.id!;
    }
    return i < j;
  };
  const name = nameOf(list[index]!);
  if (name === null) return null;
  let found: number | null = null;
  for (let j = 0; j < list.length; j++) {
    if (j !== index && nameOf(list[j]!) === name && before(index, j) && (found === null || before(j, found))) found = j;
  }
  return found;
}
