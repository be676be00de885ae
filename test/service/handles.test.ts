import { aht, ahtMetric, type HandleTimes, handles, measureByPeriod } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generated, thrown } from "../laws.ts";

interface Spell {
  readonly contact: unknown;
  readonly agent: unknown;
  readonly from: number;
  readonly to: number;
  readonly part?: "talk" | "hold" | "afterContactWork";
}

const reading = {
  handle: (spell: Spell) => spell.contact,
  agent: (spell: Spell) => spell.agent,
  start: (spell: Spell) => spell.from,
  end: (spell: Spell) => spell.to,
  component: (spell: Spell) => spell.part ?? "talk",
};
const union = { ...reading, overlap: "union" } as const;

describe("handles", () => {
  it("adds up the spells of a contact, or of each agent's leg of it", () => {
    const transferred: readonly Spell[] = [
      { contact: 1, agent: "a", from: 0, to: 100 },
      { contact: 2, agent: "b", from: 10, to: 60 },
      { contact: 1, agent: "a", from: 100, to: 130, part: "afterContactWork" },
      { contact: 1, agent: "b", from: 100, to: 170 },
    ];
    expect(handles(generated(transferred), reading)).toEqual([
      { handle: 1, at: 170, times: { talk: 170, afterContactWork: 30 } },
      { handle: 2, at: 60, times: { talk: 50 } },
    ]);
    const legs = handles(transferred, { ...reading, handle: (spell) => `${spell.contact} ${spell.agent}` });
    expect(legs.map(({ handle, times }) => [handle, times])).toEqual([
      ["1 a", { talk: 100, afterContactWork: 30 }],
      ["2 b", { talk: 50 }],
      ["1 b", { talk: 70 }],
    ]);
    const value = (one: (typeof legs)[number]) => one.times;
    // One call that was transferred is one contact, and two legs.
    expect(aht(handles(transferred, reading), { value }).mean).toBe(125);
    expect(aht(legs, { value, per: "agent-leg" }).mean).toBe(250 / 3);
    expect(handles([], union)).toEqual([]);
  });

  it("books a handle at its first start or at its last end, in whatever order the spells come", () => {
    const spells = [
      { contact: 1, agent: "a", from: 50, to: 60 },
      { contact: 1, agent: "a", from: 5, to: 20 },
      { contact: 1, agent: "a", from: 30, to: 90 },
      { contact: 1, agent: "a", from: 40, to: 45 },
    ];
    expect(handles(spells, reading)[0]!.at).toBe(90);
    expect(handles(spells, { ...reading, bookAt: "end" })[0]!.at).toBe(90);
    expect(handles(spells, { ...reading, bookAt: "start" })[0]!.at).toBe(5);
  });

  it("splits the time in which an agent worked on several things at once", () => {
    const chats = [
      { contact: 1, agent: "a", from: 0, to: 120 },
      { contact: 2, agent: "a", from: 60, to: 180 },
      { contact: 3, agent: "a", from: 60, to: 120 },
      { contact: 4, agent: "b", from: 0, to: 120 },
      { contact: 5, agent: "a", from: 70, to: 70 },
      { contact: 6, agent: "a", from: 180, to: 200 },
    ];
    expect(handles(chats, union).map(({ times }) => times.talk)).toEqual([80, 80, 20, 120, 0, 20]);
    expect(handles(chats, reading).map(({ times }) => times.talk)).toEqual([120, 120, 60, 120, 0, 20]);
    const shared = aht(handles(chats, union), { value: (one) => one.times, overlap: "union" });
    expect(shared).toMatchObject({ count: 6, definition: { overlap: "union" } });
    expect(shared.mean! * 6).toBe(320);
  });

  const spell = fc.record({
    contact: fc.nat(4),
    agent: fc.constantFrom("a", "b", "__proto__", ""),
    from: fc.nat(60),
    length: fc.nat(30),
  });
  const spells = fc.array(
    spell.map(({ length, ...rest }): Spell => ({ ...rest, to: rest.from + length })),
    { maxLength: 25 },
  );
  const total = (list: readonly Spell[], options: typeof reading | typeof union) =>
    handles(list, options).reduce((sum, { times }) => sum + (times.talk ?? 0), 0);

  it("splits an agent's time as a count of milliseconds does", () => {
    fc.assert(
      fc.property(spells, (list) => {
        const expected = list.map(() => 0);
        for (let moment = 0; moment < 100; moment++) {
          for (const agent of ["a", "b", "__proto__", ""]) {
            const open = list.flatMap((one, at) =>
              one.agent === agent && one.from <= moment && one.to > moment ? [at] : [],
            );
            for (const at of open) expected[at]! += 1 / open.length;
          }
        }
        const each = list.map((one, at) => ({ ...one, contact: at }));
        const found = handles(each, union).map(({ times }) => times.talk!);
        found.forEach((time, at) => {
          expect(Math.abs(time - expected[at]!)).toBeLessThan(1e-9);
          expect(time).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  it("by sum is never less than by union, which is no longer than the day, and the same where nothing overlaps", () => {
    fc.assert(
      fc.property(spells, (list) => {
        const [whole, shared] = [total(list, reading), total(list, union)];
        expect(shared).toBeLessThanOrEqual(whole + 1e-9);
        expect(shared).toBeLessThanOrEqual(4 * 90 + 1e-9);
        let from = 0;
        const queued = list.map((one) => {
          const to = from + one.to - one.from;
          const next = { ...one, from, to };
          from = to;
          return next;
        });
        expect(total(queued, union)).toBe(total(queued, reading));
      }),
    );
  });

  it("does not mind the order of the spells", () => {
    fc.assert(
      fc.property(spells, (list) => {
        const inOrder = (found: readonly HandleTimes[]) =>
          found
            .map(({ handle, at, times }) => [handle, at, (times.talk ?? 0).toFixed(9)])
            .sort(([one], [other]) => Number(one) - Number(other));
        expect(inOrder(handles([...list].reverse(), union))).toEqual(inOrder(handles(list, union)));
      }),
    );
  });

  it("leaves out, where it is told so, every handle of which a spell cannot be, for aht to count", () => {
    const none = undefined as never;
    const list: readonly Spell[] = [
      { contact: 1, agent: "a", from: 0, to: 100 },
      { contact: 2, agent: "a", from: 50, to: none },
      { contact: 3, agent: "b", from: 10, to: 40 },
      { contact: 1, agent: "a", from: 120, to: 110 },
      { contact: null, agent: "b", from: 60, to: 70 },
      { contact: null, agent: "b", from: none, to: none },
      { contact: 1, agent: "a", from: 200, to: 210 },
      { contact: 3, agent: "b", from: 40, to: 50 },
    ];
    const found = handles(list, { ...union, invalid: "exclude" });
    expect(found).toEqual([
      { handle: 1, at: 210, times: "excluded" },
      { handle: 2, at: 50, times: "excluded" },
      { handle: 3, at: 50, times: { talk: 40 } },
      { handle: null, at: 70, times: "excluded" },
      { handle: null, at: null, times: "excluded" },
    ]);
    const first = handles(list, { ...reading, invalid: "exclude", bookAt: "start" });
    expect(first.map(({ at }) => at)).toEqual([0, 50, 10, 60, null]);
    expect(aht(found, { value: (one) => one.times })).toMatchObject({ mean: 40, count: 1, missing: 0, excluded: 4 });
    const [day] = measureByPeriod(
      ahtMetric(),
      found.filter(({ at }) => at !== null),
      { every: "day", timeZone: "UTC", at: ({ at }) => at!, value: ({ times }) => times },
    );
    expect(day!.result).toMatchObject({ mean: 40, excluded: 3 });
    expect(() => handles(list, { ...union, invalid: "reject" })).toThrow("got undefined at index 1");
    expect(() => handles([], { ...union, invalid: "drop" as never })).toThrow('invalid must be "reject" or "exclude"');
    const fail = () => {
      throw new TypeError("no end");
    };
    expect(() => handles(list, { ...union, invalid: "exclude", end: fail })).toThrow("no end");
  });

  it("has of the handles that can be what it has without the others", () => {
    const some = fc.array(fc.record({ one: spell, isWrong: fc.nat(5).map((chance) => chance === 0) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(some, fc.constantFrom("start", "end"), (list, bookAt) => {
        const all = list.map(({ one: { length, ...rest }, isWrong }) => ({
          ...rest,
          to: isWrong ? rest.from - 1 : rest.from + length,
        }));
        const wrong = new Set(all.filter(({ from, to }) => to < from).map(({ contact }) => contact));
        const found = handles(all, { ...reading, bookAt, invalid: "exclude" });
        expect(found.filter(({ times }) => times !== "excluded")).toEqual(
          handles(
            all.filter(({ contact }) => !wrong.has(contact)),
            { ...reading, bookAt },
          ),
        );
        expect(new Set(found.filter(({ times }) => times === "excluded").map(({ handle }) => handle))).toEqual(wrong);
      }),
    );
  });

  it("refuses a spell that cannot be, with its index, and options that are none", () => {
    const good = { contact: 1, agent: "a", from: 0, to: 5 };
    const table: readonly (readonly [spell: object, message: RegExp])[] = [
      [{ ...good, to: -1 }, /^end must not be before start \(0\), got -1 at index 1$/],
      [{ ...good, from: "0" }, /^start must be a Date.* got "0" at index 1$/],
      [{ ...good, to: undefined }, /^end must be a Date.* got undefined at index 1$/],
      [{ ...good, contact: null }, /^handle must tell whose it is, got null at index 1$/],
      [{ ...good, agent: undefined }, /^agent must tell whose work it was, got null at index 1$/],
      [{ ...good, part: 5 }, /^component must be a string, got 5 at index 1$/],
    ];
    for (const [bad, message] of table) {
      expect(thrown(() => handles([good, bad as Spell], union)).message).toMatch(message);
    }
    const { agent: _, ...withoutAgent } = union;
    expect(() => handles([], withoutAgent)).toThrow(/^agent must be a function of the spell .* got undefined$/);
    expect(() => handles([], { ...reading, overlap: "max" as never })).toThrow(/^overlap must be/);
    expect(() => handles([], { ...reading, bookAt: "middle" as never })).toThrow(/^bookAt must be/);
    expect(() => handles(5 as never, reading)).toThrow(/^spells must be iterable/);
  });
});
