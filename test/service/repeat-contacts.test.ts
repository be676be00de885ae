import { fcr, fcrMetric, type JudgedContacts, measure, type RepeatContactsOptions, repeatContacts } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze, expectPlain, generated, thrown } from "../laws.ts";

interface Contact {
  readonly who: unknown;
  readonly about?: unknown;
  readonly at: number;
  readonly solved?: boolean | null;
  readonly hopeless?: boolean;
}

const reading = {
  customer: (contact: Contact) => contact.who,
  at: (contact: Contact) => contact.at,
  within: 7,
  asOf: 30,
};
const outcomes = (contacts: Iterable<Contact>, options: Partial<RepeatContactsOptions<Contact>> = {}) =>
  repeatContacts(contacts, { ...reading, ...options }).map(({ outcome }) => outcome);

describe("repeatContacts", () => {
  it("is resolved whoever does not come back within the horizon, whose end is included", () => {
    for (const [gap, resolved] of [
      [6, false],
      [7, false],
      [8, true],
    ] as const) {
      expect(
        outcomes([
          { who: 1, at: 2 },
          { who: 1, at: 2 + gap },
        ])[0],
      ).toBe(resolved);
    }
  });

  it("is pending until the whole horizon has passed, also where a repeat is known already", () => {
    expect(outcomes([{ who: 1, at: 23 }])).toEqual([true]);
    expect(outcomes([{ who: 1, at: 24 }])).toEqual(["pending"]);
    expect(
      outcomes([
        { who: 1, at: 24 },
        { who: 1, at: 25 },
      ]),
    ).toEqual(["pending", "pending"]);
    expect(
      outcomes([
        { who: 1, at: 23 },
        { who: 1, at: 30 },
      ]),
    ).toEqual([false, "pending"]);
  });

  it("fails all but one of several at the same moment", () => {
    expect(
      outcomes([
        { who: 1, at: 5 },
        { who: 1, at: 5 },
        { who: 1, at: 5 },
      ]),
    ).toEqual([false, false, true]);
    const contacts = [
      { who: 1, at: 5 },
      { who: 1, at: 5 },
    ].map((contact, place) => ({ ...contact, place }));
    const named = repeatContacts(contacts, { ...reading, id: (contact) => 9 - contact.place });
    expect(named.map(({ outcome }) => outcome)).toEqual([true, false]);
  });

  it("is about the same reason, where reasons are given", () => {
    const contacts = [
      { who: 1, about: "bill", at: 1 },
      { who: 1, about: "move", at: 2 },
      { who: 1, about: "bill", at: 6 },
      { who: 1, about: null, at: 7 },
      { who: null, about: "bill", at: 7 },
    ];
    expect(outcomes(contacts)).toEqual([false, false, false, true, null]);
    expect(outcomes(contacts, { reason: (contact) => contact.about })).toEqual([false, true, true, null, null]);
  });

  it("judges all contacts, those that begin a chain, or those marked resolved", () => {
    const contacts = [
      { who: 1, at: 8, solved: true },
      { who: 1, at: 15, solved: false },
      { who: 1, at: 23, solved: true },
      { who: 2, at: 10, solved: null },
    ];
    expect(outcomes(contacts)).toEqual([false, true, true, true]);
    // 15 comes within the horizon after 8, and 23 does not after 15.
    expect(outcomes(contacts, { contacts: "chain-starts", begin: 0 })).toEqual([false, "excluded", true, true]);
    expect(outcomes(contacts, { contacts: "resolved", resolved: (contact) => contact.solved })).toEqual([
      false,
      "excluded",
      true,
      null,
    ]);
  });

  it("does not know whether a chain began before the log did", () => {
    const contacts = [
      { who: 1, at: 6 },
      { who: 2, at: 7 },
      { who: 1, at: 7 },
      { who: 3, at: 29 },
    ];
    const chains = { contacts: "chain-starts", begin: 0 } as const;
    expect(outcomes(contacts, chains)).toEqual(["unknowable", true, "excluded", "pending"]);
    expect(fcr(contacts, { by: "repeat", ...reading, ...chains })).toStrictEqual({
      rate: 1,
      numerator: 1,
      denominator: 1,
      pending: 1,
      unresolvable: 0,
      unknowable: 1,
      missing: 0,
      excluded: 1,
      definition: {
        metric: "fcr",
        by: "repeat",
        level: "gross",
        within: 7,
        contacts: "chain-starts",
        sameReason: false,
        touches: null,
      },
    });
  });

  it("removes what could not be resolved at this level, net, and fails it, gross; not before its horizon has passed", () => {
    const contacts = [
      { who: 1, at: 1 },
      { who: 2, at: 1, hopeless: true },
      { who: 3, at: 2, hopeless: true },
      { who: 3, at: 3 },
      { who: 4, at: 30, hopeless: true },
    ];
    const options = { ...reading, by: "repeat", resolvable: (contact: Contact) => contact.hopeless !== true } as const;
    expect(outcomes(contacts, options)).toEqual([true, "unresolvable", "unresolvable", true, "pending"]);
    expect(fcr(contacts, options)).toMatchObject({ rate: 0.5, denominator: 4, unresolvable: 2, pending: 1 });
    expect(fcr(contacts, { ...options, level: "net" })).toMatchObject({ rate: 1, denominator: 2, unresolvable: 2 });
  });

  it("gives each contact back with its customer, in the order given", () => {
    const contacts = deepFreeze([
      { who: "__proto__", at: 9 },
      { who: "", at: 3 },
      { who: "NA", at: 3 },
    ]);
    const found = repeatContacts(generated(contacts), reading);
    expect(found.map(({ contact }) => contact)).toEqual(contacts);
    expect(found.map(({ customer }) => customer)).toEqual(["__proto__", "", "NA"]);
    expect(repeatContacts([], reading)).toEqual([]);
  });

  it("refuses what comes twice, too late or too early, or counts it as excluded and as no repeat", () => {
    const rows = [
      { who: 1, at: 1, id: "a" },
      { who: 1, at: 4, id: "a" },
      { who: 2, at: 2, id: "b" },
      { who: 2, at: 31, id: "c" },
    ];
    const options = { ...reading, id: (row: (typeof rows)[number]) => row.id };
    expect(thrown(() => repeatContacts(rows, options)).message).toBe('id must come once, got "a" again at index 1');
    const late = thrown(() => repeatContacts(rows, { ...options, duplicates: "exclude" }));
    expect(late).toBeInstanceOf(RangeError);
    expect(late.message).toBe("at must not be after asOf (30), got 31 at index 3");
    const lenient = { ...options, duplicates: "exclude", later: "exclude" } as const;
    expect(repeatContacts(rows, lenient).map(({ outcome }) => outcome)).toEqual([true, "excluded", true, "excluded"]);
    expect(fcr(rows, { by: "repeat", ...lenient })).toMatchObject({ rate: 1, denominator: 2, excluded: 2 });
    expect(() => outcomes([{ who: 1, at: 4 }], { begin: 5 })).toThrow(
      "at must not be before begin (5), got 4 at index 0",
    );
  });

  it("refuses an identifier that is none, and says of which contact", () => {
    const rows = [
      { who: 1, id: "a", at: 31 },
      { who: 1, id: "b", at: 1 },
      { who: 1, id: undefined, at: 2 },
      { who: 1, id: undefined, at: 3 },
    ];
    const options = { ...reading, id: (row: (typeof rows)[number]) => row.id as never };
    for (const duplicates of ["reject", "exclude"] as const) {
      expect(thrown(() => repeatContacts(rows, { ...options, duplicates, later: "exclude" }))).toEqual(
        new TypeError("id must be a number or a string, got undefined at index 2"),
      );
    }
  });

  it("refuses options that are none, before it reads", () => {
    const table: readonly (readonly [options: object, message: RegExp])[] = [
      [{ within: 0 }, /^within must be milliseconds above 0, got 0$/],
      [{ within: Number.NaN }, /^within must be .* got NaN$/],
      [{ asOf: "2020-01-01" }, /^asOf must be a Date.* got "2020-01-01"$/],
      [{ asOf: undefined }, /^asOf must be a Date.* got undefined$/],
      [{ contacts: "first" }, /^contacts must be .* got "first"$/],
      [{ contacts: "chain-starts" }, /^begin must be a Date.* got undefined$/],
      [{ contacts: "resolved" }, /^resolved must be a function of the contact .* got undefined$/],
      [{ duplicates: "keep" }, /^duplicates must be "reject" or "exclude", got "keep"$/],
      [{ later: "keep" }, /^later must be "reject" or "exclude", got "keep"$/],
    ];
    const unreadable = {
      [Symbol.iterator](): Iterator<Contact> {
        throw new Error("read");
      },
    };
    for (const [options, message] of table) expect(() => outcomes(unreadable, options)).toThrow(message);
    expect(() => outcomes(5 as never)).toThrow(/^contacts must be iterable/);
    const yes = () => "yes" as never;
    expect(() => outcomes([{ who: 1, at: 1 }], { resolvable: yes })).toThrow(
      new TypeError('resolvable must be true or false, got "yes" at index 0'),
    );
    expect(() => outcomes([{ who: 1, at: 1 }], { contacts: "resolved", resolved: yes })).toThrow(
      new TypeError('resolved must be true or false, got "yes" at index 0'),
    );
    expect(() => outcomes([{ who: 1, at: 1.5 }])).toThrow(/^at must be a Date.* got 1.5 at index 0$/);
  });

  const contact: fc.Arbitrary<Contact> = fc.record({
    who: fc.constantFrom(1, 2, "1", "__proto__", null),
    about: fc.constantFrom("x", "y", "__proto__", null),
    at: fc.integer({ min: 0, max: 30 }),
    solved: fc.constantFrom(true, true, false, null),
    hopeless: fc.constantFrom(false, false, true),
  });
  const options = fc
    .record({
      within: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(2.5)),
      asOf: fc.integer({ min: 30, max: 40 }),
      contacts: fc.constantFrom<JudgedContacts[]>("all", "chain-starts", "resolved"),
      byReason: fc.boolean(),
    })
    .map(
      ({ byReason, ...rest }): RepeatContactsOptions<Contact> => ({
        ...reading,
        ...rest,
        begin: 0,
        reason: byReason ? ({ about }) => about : undefined,
        resolved: ({ solved }) => solved,
        resolvable: ({ hopeless }) => !hopeless,
      }),
    );

  it("is what comparing every two contacts gives", () => {
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 30 }), options, (contacts, given) => {
        const found = repeatContacts(contacts, given).map(({ outcome }) => outcome);
        expect(found).toEqual(contacts.map((_, index) => judged(contacts, index, given)));
        const result = fcr(contacts, { by: "repeat", ...given });
        expectPlain(result);
        const { denominator, pending, unknowable, missing, excluded } = result;
        expect(denominator + pending + unknowable + missing + excluded).toBe(contacts.length);
      }),
    );
  });

  it("is the same one customer at a time, merged, as all at once", () => {
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 30 }), options, (contacts, given) => {
        const { within, contacts: which, reason } = given;
        const metric = fcrMetric({ by: "repeat", within, contacts: which, sameReason: reason !== undefined });
        let merged = metric.empty();
        for (const who of new Set(contacts.map((one) => one.who))) {
          const own = repeatContacts(
            contacts.filter((one) => one.who === who),
            given,
          );
          merged = metric.merge(
            own.reduce((counted, one) => metric.add(counted, one.outcome), metric.empty()),
            merged,
          );
        }
        expect(metric.read(merged)).toStrictEqual(fcr(contacts, { by: "repeat", ...given }));
      }),
    );
  });

  it("counts the same in any order, and where all moments are shifted", () => {
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 30 }), options, fc.integer(), (contacts, given, shift) => {
        // Of several at one moment all but one fail: which one, the order decides.
        const alike = contacts.map((one) => ({ ...one, solved: true, hopeless: false }));
        const result = fcr(alike, { by: "repeat", ...given });
        expect(fcr([...alike].reverse(), { by: "repeat", ...given })).toStrictEqual(result);
        const moved = alike.map((one) => ({ ...one, at: one.at + shift }));
        const later = { ...given, asOf: (given.asOf as number) + shift, begin: shift };
        expect(fcr(moved, { by: "repeat", ...later })).toStrictEqual(result);
      }),
    );
  });

  it("never rises where the horizon grows, of the contacts that both judge", () => {
    fc.assert(
      fc.property(
        fc.array(contact),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 5 }),
        (contacts, short, more) => {
          const found = [short, short + more].map((within) => outcomes(contacts, { within }));
          found[1]!.forEach((outcome, index) => {
            if (outcome === true) expect(found[0]![index]).toBe(true);
          });
        },
      ),
    );
  });

  it("is a fold of outcomes", () => {
    const contacts = [
      { who: 1, at: 1 },
      { who: 1, at: 5 },
      { who: 2, at: 5 },
    ];
    const metric = fcrMetric({ by: "repeat", within: 7 });
    const folded = measure(metric, repeatContacts(contacts, reading), { value: ({ outcome }) => outcome });
    expect(folded).toStrictEqual(fcr(contacts, { by: "repeat", ...reading }));
  });
});

/** The outcome of a contact by comparing it with every other. */
function judged(contacts: readonly Contact[], index: number, options: RepeatContactsOptions<Contact>) {
  const { within, reason, contacts: which } = options;
  const one = contacts[index]!;
  const [asOf, begin] = [options.asOf as number, options.begin as number];
  if (one.who === null || (reason && one.about === null)) return null;
  const sameKey = (other: Contact) => other.who === one.who && (!reason || other.about === one.about);
  const follows = (other: Contact, place: number) => other.at > one.at || (other.at === one.at && place > index);
  const others = contacts.filter(
    (other, place) => place !== index && sameKey(other) && Math.abs(other.at - one.at) <= within,
  );
  const later = others.filter((other) => follows(other, contacts.indexOf(other)));
  if (which === "resolved" && one.solved === null) return null;
  if (which === "resolved" && !one.solved) return "excluded";
  if (which === "chain-starts" && later.length < others.length) return "excluded";
  if (which === "chain-starts" && one.at - begin < within) return "unknowable";
  if (one.at + within > asOf) return "pending";
  return one.hopeless ? "unresolvable" : later.length === 0;
}
