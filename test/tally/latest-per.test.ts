import { latestPer, nps } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze, generated, thrown } from "../laws.ts";

interface Answer {
  readonly who: unknown;
  readonly day: number;
  readonly recommend: number;
}

const read = { key: (answer: Answer) => answer.who, at: (answer: Answer) => answer.day };
const answer = (who: unknown, day: number, recommend = 5): Answer => ({ who, day, recommend });

describe("latestPer", () => {
  it("keeps the latest item of each respondent, in the order in which they came", () => {
    const answers = [answer("a", 3, 10), answer("b", 1, 9), answer("a", 2, 0), answer("c", 2, 7), answer("b", 3, 2)];
    const latest = latestPer(answers, { ...read, asOf: 3 });
    expect(latest).toEqual([answers[0], answers[3], answers[4]]);
    expect(latest[0]).toBe(answers[0]);
    expect(nps(latest, { value: (item) => item.recommend }).score).toBe(0);
    expect(latestPer(generated(answers), { ...read, asOf: 3 })).toEqual(latest);
  });

  it("leaves out what is later than asOf, and keeps what falls on it", () => {
    const answers = [answer("a", 1), answer("a", 2), answer("a", 3), answer("b", 3)];
    expect(latestPer(answers, { ...read, asOf: 2 })).toEqual([answers[1]]);
    expect(latestPer(answers, { ...read, asOf: 0 })).toEqual([]);
    expect(latestPer([], { ...read, asOf: 0 })).toEqual([]);
  });

  it("refuses a tie of the latest items, unless told which counts", () => {
    const answers = [answer("b", 0), answer("a", 2, 1), answer("a", 2, 2), answer("a", 2, 3)];
    expect(() => latestPer(answers, { ...read, asOf: 2 })).toThrow(/^the latest items .* got index 1 and 2$/);
    expect(() => latestPer(answers, { ...read, asOf: 2, ties: "reject" })).toThrow(RangeError);
    expect(latestPer(answers, { ...read, asOf: 2, ties: "first" })).toEqual([answers[0], answers[1]]);
    expect(latestPer(answers, { ...read, asOf: 2, ties: "last" })).toEqual([answers[0], answers[3]]);
  });

  it("minds no tie of items that do not count", () => {
    const answers = [answer("a", 1), answer("a", 1), answer("a", 2), answer("a", 9), answer("a", 9)];
    expect(latestPer(answers, { ...read, asOf: 2 })).toEqual([answers[2]]);
  });

  it("takes a Date, and whatever has epochMilliseconds", () => {
    const items = [new Date(5), { epochMilliseconds: 6 }, 4];
    const options = { key: () => 1, at: (item: (typeof items)[number]) => item };
    expect(latestPer(items, { ...options, asOf: new Date(10) })).toEqual([items[1]]);
    expect(latestPer(items, { ...options, asOf: { epochMilliseconds: 5 } })).toEqual([items[0]]);
    expect(latestPer([new Date(-1)], { ...options, asOf: -0 })).toHaveLength(1);
  });

  it("refuses a respondent that is none, with the index", () => {
    for (const nobody of [null, undefined]) {
      expect(() => latestPer([answer("a", 1), answer(nobody, 1)], { ...read, asOf: 1 })).toThrow(
        new TypeError(`key must tell who answered, got ${nobody} at index 1`),
      );
    }
    expect(
      latestPer([answer(0, 1), answer("", 1), answer(Number.NaN, 1), answer(false, 1)], { ...read, asOf: 1 }),
    ).toHaveLength(4);
  });

  it("refuses a moment that is none, with the index", () => {
    for (const wrong of [
      Number.NaN,
      0.5,
      Infinity,
      2 ** 53,
      "2026-01-01",
      new Date(Number.NaN),
      null,
      undefined,
      5n,
      {},
      true,
    ]) {
      const error = thrown(() => latestPer([0, wrong], { key: () => 1, at: (item) => item as number, asOf: 1 }));
      expect(error).toBeInstanceOf(typeof wrong === "number" ? RangeError : TypeError);
      expect(error.message).toMatch(/^at must be a Date, .+, got .+ at index 1$/);
      const asOf = thrown(() => latestPer([], { ...read, asOf: wrong as number }));
      expect(asOf.message).toMatch(/^asOf must be a Date, .+, got .+/);
    }
  });

  it("refuses what is no choice, and what is no list", () => {
    expect(() => latestPer([], { ...read, asOf: 1, ties: "newest" as never })).toThrow(
      new TypeError('ties must be "first" or "last" or "reject", got "newest"'),
    );
    expect(() => latestPer("ab" as never, { ...read, asOf: 1 })).toThrow(/^items must be /);
  });

  it("keeps of each respondent one item that none of theirs is later than, and loses nobody", () => {
    const items = fc.array(fc.record({ who: fc.nat(4), day: fc.integer({ min: -5, max: 5 }), recommend: fc.nat(10) }));
    fc.assert(
      fc.property(items, fc.integer({ min: -6, max: 6 }), fc.constantFrom("first", "last"), (answers, asOf, ties) => {
        deepFreeze(answers);
        const latest = latestPer(answers, { ...read, asOf, ties });
        const known = answers.filter(({ day }) => day <= asOf);
        expect(new Set(latest.map(({ who }) => who))).toEqual(new Set(known.map(({ who }) => who)));
        expect(latest).toHaveLength(new Set(known.map(({ who }) => who)).size);
        for (const one of latest) {
          const theirs = known.filter(({ who }) => who === one.who);
          const most = Math.max(...theirs.map(({ day }) => day));
          const tied = theirs.filter(({ day }) => day === most);
          expect(one).toBe(ties === "first" ? tied[0] : tied.at(-1));
        }
        const places = latest.map((one) => answers.indexOf(one));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
    );
  });
});
