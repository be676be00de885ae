import {
  clopperPearson,
  clusteredShare,
  type FcrOutcome,
  fcr,
  fcrInterval,
  fcrMetric,
  measure,
  oneTouch,
  repeatContacts,
  share,
  shareInterval,
  shareMetric,
  tally,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, expectSame, generated, itKeepsTheLaws, thrown } from "../laws.ts";

const outcome = fc.constantFrom<FcrOutcome[]>(
  true,
  true,
  false,
  0,
  1,
  -0 as 0,
  "pending",
  "unresolvable",
  "unknowable",
  "excluded",
  null,
  undefined,
);

const aside = { within: null, contacts: null, sameReason: null, touches: null };

describe("fcr by flag or survey", () => {
  it("is a share with its name", () => {
    expect(fcr([true, 1, false, "pending", null, undefined], { by: "survey" })).toStrictEqual({
      rate: 2 / 3,
      numerator: 2,
      denominator: 3,
      pending: 1,
      unresolvable: 0,
      unknowable: 0,
      missing: 2,
      excluded: 0,
      definition: { metric: "fcr", by: "survey", level: "gross", ...aside },
    });
    expect(fcr([], { by: "flag" })).toMatchObject({ rate: null, numerator: 0, denominator: 0 });
  });

  it("takes rows, and weights", () => {
    const rows = [
      { solved: true, calls: 3 },
      { solved: false, calls: 1 },
      { solved: true, calls: 0 },
    ];
    const result = fcr(rows, { by: "flag", value: (row) => row.solved, weight: (row) => row.calls });
    expect(result).toMatchObject({ rate: 0.75, numerator: 1, denominator: 2, excluded: 1, weight: 4 });
  });

  it("sets them against all contacts, or against those that could be resolved", () => {
    const outcomes = [true, true, false, "unresolvable", "unresolvable"] as const;
    expect(fcr(outcomes, { by: "flag" })).toMatchObject({ rate: 0.4, denominator: 5, unresolvable: 2 });
    const net = fcr(outcomes, { by: "flag", level: "net" });
    expect(net).toMatchObject({ rate: 2 / 3, denominator: 3, unresolvable: 2, definition: { level: "net" } });
    const counted = tally(fcrMetric({ by: "flag" }), outcomes);
    expectSame(fcrMetric({ by: "flag", level: "net" }).read(counted), net);
  });

  it("loses nobody, and net is never below gross", () => {
    fc.assert(
      fc.property(fc.array(outcome), (outcomes) => {
        const [gross, net] = [fcr(outcomes, { by: "flag" }), fcr(generated(outcomes), { by: "flag", level: "net" })];
        expectPlain(gross);
        const rest = gross.pending + gross.unknowable + gross.missing + gross.excluded;
        expect(gross.denominator + rest).toBe(outcomes.length);
        expect(net.denominator + net.unresolvable + rest).toBe(outcomes.length);
        if (net.rate !== null) expect(net.rate).toBeGreaterThanOrEqual(gross.rate!);
      }),
    );
  });

  it("is the share of the same outcomes, where there are no others", () => {
    const plain = fc.constantFrom(true, false, 0, 1, "pending", null, undefined) as fc.Arbitrary<
      true | "pending" | null
    >;
    fc.assert(
      fc.property(fc.array(plain), (outcomes) => {
        const { definition, unresolvable, unknowable, ...rest } = fcr(outcomes, { by: "flag" });
        const { definition: _, ...expected } = share(outcomes);
        expectSame(rest, expected);
        expect([unresolvable, unknowable]).toEqual([0, 0]);
      }),
    );
  });

  it("refuses what is no outcome, with its index, and never mixes sources", () => {
    expect(() => fcr([true, "yes" as never], { by: "survey" })).toThrow(
      new TypeError('outcome must be true, false, "pending" or null, got "yes" at index 1'),
    );
    expect(() => fcr([true, 2 as never], { by: "flag" })).toThrow(RangeError);
    expect(() => fcrMetric({ by: "flag" }).read(tally(fcrMetric({ by: "survey" }), [true]) as never)).toThrow(
      'tally must be of fcr by flag, got "fcr by survey"',
    );
  });

  it("refuses options that are none, before it reads", () => {
    const table: readonly (readonly [options: unknown, message: RegExp])[] = [
      [undefined, /^by must be "flag" or .* got undefined$/],
      [{}, /^by must be "flag" or .* got undefined$/],
      [{ by: "system" }, /^by must be .* got "system"$/],
      [{ by: "flag", level: "all" }, /^level must be "gross" or "net", got "all"$/],
      [{ by: "repeat" }, /^within must be milliseconds above 0, got undefined$/],
      [{ by: "repeat", within: 0 }, /^within must be milliseconds above 0, got 0$/],
      [{ by: "repeat", within: -7 }, /^within must be .* got -7$/],
      [{ by: "repeat", within: Infinity }, /^within must be .* got Infinity$/],
      [{ by: "repeat", within: 7, contacts: "some" }, /^contacts must be .* got "some"$/],
      [{ by: "repeat", within: 7, sameReason: "yes" }, /^sameReason must be true or false, got "yes"$/],
      [{ by: "replies" }, /^touches must be "fewer-than-2" or "exactly-1", got undefined$/],
    ];
    for (const [options, message] of table) {
      expect(() => fcrMetric(options as never)).toThrow(message);
      // In hand, that reasons are given says that they must be the same.
      if (message.source.includes("sameReason")) continue;
      const reading = { customer: () => 1, at: () => 1, asOf: 1 };
      expect(() => fcr([], { ...reading, ...(options as object) } as never)).toThrow(message);
    }
  });
});

for (const options of [
  { by: "survey" },
  { by: "repeat", within: 7, level: "net", sameReason: true },
  { by: "replies", touches: "exactly-1" },
] as const) {
  itKeepsTheLaws(
    `fcr by ${options.by}`,
    () => fcrMetric(options),
    { observation: outcome },
    {
      headline: (result) => result.rate,
      foreign: [
        tally(fcrMetric({ by: "flag" }), []),
        tally(fcrMetric({ by: "repeat", within: 7 }), []),
        tally(fcrMetric({ by: "repeat", within: 8, sameReason: true }), []),
        tally(fcrMetric({ by: "repeat", within: 7, sameReason: true, contacts: "resolved" }), []),
        tally(fcrMetric({ by: "replies", touches: "fewer-than-2" }), []),
        tally(shareMetric(), []),
      ],
    },
  );
}

describe("fcr by repeat", () => {
  it("is net of nothing where no contact says whether it could be resolved", () => {
    const options = { by: "repeat", customer: () => "a", at: () => 0, within: 1, asOf: 9 } as const;
    expect(() => fcr([1], { ...options, level: "net" })).toThrow(
      'resolvable must be a function of the contact where level is "net", got undefined',
    );
    expect(fcr([1], { ...options, level: "net", resolvable: () => true }).rate).toBe(1);
  });
});

describe("fcr by replies", () => {
  const tickets = [
    { replies: 0, solved: true },
    { replies: 1, solved: true },
    { replies: 2, solved: true },
    { replies: 0, solved: false },
    { replies: 9, solved: false },
    { replies: null, solved: true },
    { replies: 1, solved: null },
  ];

  it("differs by whether a ticket without a reply took one touch", () => {
    const reading = {
      replies: (ticket: (typeof tickets)[number]) => ticket.replies,
      solved: (ticket: (typeof tickets)[number]) => ticket.solved,
    };
    const fewer = fcr(tickets, { by: "replies", touches: "fewer-than-2", ...reading });
    expect(fewer).toMatchObject({ rate: 2 / 3, numerator: 2, denominator: 3, pending: 2, missing: 2 });
    expect(fewer.definition).toEqual({
      metric: "fcr",
      by: "replies",
      level: "gross",
      ...aside,
      touches: "fewer-than-2",
    });
    expect(fcr(tickets, { by: "replies", touches: "exactly-1", ...reading })).toMatchObject({
      rate: 1 / 3,
      denominator: 3,
    });
  });

  it("has one outcome a ticket, for the metric", () => {
    const each = (touches: "fewer-than-2" | "exactly-1") => tickets.map((ticket) => oneTouch(ticket, { touches }));
    expect(each("fewer-than-2")).toEqual([true, true, false, "pending", "pending", null, null]);
    expect(each("exactly-1")).toEqual([false, true, false, "pending", "pending", null, null]);
    expect(measure(fcrMetric({ by: "replies", touches: "exactly-1" }), each("exactly-1")).rate).toBe(1 / 3);
  });

  it("refuses what is no number of replies or no state", () => {
    const one = (replies: unknown, solved: unknown) => () =>
      fcr([5], {
        by: "replies",
        touches: "exactly-1",
        replies: () => replies as number,
        solved: () => solved as boolean,
      });
    expect(one(-1, true)).toThrow(new RangeError("replies must be a whole number, 0 or more, got -1 at index 0"));
    expect(one(1.5, false)).toThrow(RangeError);
    expect(one("1", true)).toThrow(TypeError);
    expect(one(1, "solved")).toThrow(new TypeError('solved must be true, false or null, got "solved" at index 0'));
    expect(() => oneTouch({ replies: 1, solved: true }, {} as never)).toThrow(/^touches must be/);
  });
});

describe("fcrInterval", () => {
  const judged = fc.array(fc.record({ customer: fc.nat(8), outcome }), { maxLength: 40 });
  const counts = (value: FcrOutcome) => value === true || value === false || value === 0 || value === 1;

  it("is as wide as the customers are few", () => {
    fc.assert(
      fc.property(judged, (contacts) => {
        const interval = fcrInterval(generated(contacts), { level: "net", confidence: 0.9 });
        expectPlain(interval);
        const rows = contacts.filter((row) => counts(row.outcome));
        expect(interval.estimate).toBe(
          fcr(
            rows.map((row) => row.outcome),
            { by: "flag", level: "net" },
          ).rate,
        );
        const repeats = new Set(rows.map((row) => row.customer)).size < rows.length;
        const clustered = clusteredShare(rows, {
          value: (row) => row.outcome === true || row.outcome === 1,
          cluster: (row) => row.customer,
          confidence: 0.9,
        });
        const { numerator, denominator, clusters } = clustered;
        const agree = numerator === 0 || numerator === denominator;
        const expected =
          repeats && agree
            ? clopperPearson({ numerator: numerator && clusters, denominator: clusters }, { confidence: 0.9 })
            : shareInterval(repeats ? clustered : { numerator, denominator }, { confidence: 0.9 });
        expect(interval).toEqual(expected);
      }),
    );
  });

  it("is the exact one of the customers where all contacts agree, which tell of no spread", () => {
    const calls = [1, 1, 2, 2, 3].map((customer) => ({ customer, outcome: true }));
    const found = fcrInterval(calls);
    expect(found).toMatchObject({ estimate: 1, upper: 1, method: "clopper-pearson" });
    expect(found.lower).toBeCloseTo(0.025 ** (1 / 3), 12);
    const none = fcrInterval(calls.map((call) => ({ ...call, outcome: false })));
    expect(none).toMatchObject({ estimate: 0, lower: 0, method: "clopper-pearson" });
    expect(none.upper).toBeCloseTo(1 - 0.025 ** (1 / 3), 12);
  });

  it("counts contacts that could not be resolved as failed, gross", () => {
    fc.assert(
      fc.property(judged, (contacts) => {
        const failed = contacts.map((row) => (row.outcome === "unresolvable" ? { ...row, outcome: false } : row));
        expect(fcrInterval(contacts)).toEqual(fcrInterval(failed, { level: "net" }));
        expect(fcrInterval(contacts).estimate).toBe(fcr(contacts, { by: "flag", value: (row) => row.outcome }).rate);
      }),
    );
  });

  it("needs to know whose a contact is that counts, and no other", () => {
    expect(fcrInterval([{ customer: null, outcome: null }]).reason).toBe("the sample is empty");
    const error = thrown(() =>
      fcrInterval([
        { customer: 1, outcome: true },
        { customer: null, outcome: true },
      ]),
    );
    expect(error.message).toBe("customer must be known, got null at index 1");
    expect(() => fcrInterval([{ customer: 1, outcome: "yes" as never }])).toThrow(/^outcome must be .* at index 0$/);
    expect(() => fcrInterval([], { confidence: 95 })).toThrow(/^confidence must/);
    expect(() => fcrInterval([], { level: "all" as never })).toThrow(/^level must/);
  });

  it("is the interval of what fcr by repeat counts", () => {
    const contacts = [1, 1, 1, 2, 3, 3, 4, 5].map((who, index) => ({ who, at: 10 * index }));
    const options = { customer: (c: { who: number }) => c.who, at: (c: { at: number }) => c.at, within: 15, asOf: 70 };
    const found = fcr(contacts, { by: "repeat", ...options });
    const interval = fcrInterval(repeatContacts(contacts, options));
    expect(interval.estimate).toBe(found.rate);
    expect(interval.upper! - interval.lower!).toBeGreaterThan(0);
  });
});
