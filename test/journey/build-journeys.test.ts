import {
  type BuiltJourneys,
  buildJourneys,
  type EventsError,
  type JourneyEvent,
  type JourneyOptions,
  orderEvents,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze, expectPlain, expectSame, generated, thrown } from "../laws.ts";
import { anyEvent, shuffled } from "./logs.ts";

const of = (activity: string, at: number, more: Partial<JourneyEvent> = {}): JourneyEvent => ({
  customer: "ana",
  activity,
  at,
  ...more,
});
/** The activities of each journey, with its status. */
const told = ({ journeys }: BuiltJourneys) =>
  journeys.map(({ status, events }) => `${events.map(({ activity }) => activity).join(" ")}: ${status}`);

describe("journeys", () => {
  it("are the events of each customer in order, whatever the order in which they came", () => {
    const built = buildJourneys([of("buy", 9), of("look", 1, { customer: "ben" }), of("look", 3)], { asOf: 20 });
    expect(built).toMatchObject({ count: 2, events: 3, ties: 0, excluded: 0, later: 0, issues: [] });
    expect(built.journeys.map(({ customer, start, end }) => [customer, start, end])).toEqual([
      ["ben", 1, 1],
      ["ana", 3, 9],
    ]);
    expect(told(built)).toEqual(["look: open", "look buy: open"]);
  });

  it("belong to a case where the events name one, and a case to the customer whom any of its events names", () => {
    const built = buildJourneys(
      [
        of("ask", 1, { case: "t1" }),
        of("ask", 2, { case: "t2" }),
        of("call", 3, { case: "t1", customer: undefined }),
        of("look", 4),
      ],
      { asOf: 9 },
    );
    expect(built.journeys.map((one) => [one.customer, one.case, one.events.length])).toEqual([
      ["ana", "t1", 2],
      ["ana", "t2", 1],
      ["ana", "ana", 1],
    ]);
    const nobody = buildJourneys([{ activity: "ask", at: 1, case: "t9" }], { asOf: 9 }).journeys[0];
    expect(nobody).toMatchObject({ customer: "t9", case: "t9" });
  });

  it("keep a case and a customer of one name apart", () => {
    const built = buildJourneys([of("ask", 1, { case: "7", customer: "ana" }), of("look", 2, { customer: "7" })], {
      asOf: 9,
    });
    expect(built.journeys.map((one) => [one.customer, one.case])).toEqual([
      ["ana", "7"],
      ["7", "7"],
    ]);
  });

  it("of a case and a customer of one name are in the same order, whatever that of the events", () => {
    const events = [
      { customer: "NA", case: "NA", activity: "a", at: 0 },
      { customer: "NA", activity: "b", at: 0 },
    ];
    const built = buildJourneys(events, { asOf: 9 });
    expect(built.journeys.map((journey) => journey.events[0]!.activity)).toEqual(["b", "a"]);
    expect(buildJourneys([...events].reverse(), { asOf: 9 })).toEqual(built);
    const caseBy = ({ activity }: { activity: string }) => (activity === "a" ? "NA" : null) as string;
    expect(buildJourneys([...events].reverse(), { asOf: 9, caseBy }).journeys).toEqual(built.journeys);
  });

  it("take their case from a rule where there is one", () => {
    const rows = [
      of("look", 1, { channel: "web" }),
      of("call", 2, { channel: "phone" }),
      of("look", 3, { channel: "web" }),
    ];
    const built = buildJourneys(rows, { asOf: 9, caseBy: (event, index) => (index < 9 ? event.channel : undefined) });
    expect(built.journeys.map((one) => [one.case, one.events.length])).toEqual([
      ["web", 2],
      ["phone", 1],
    ]);
    expect(built.definition.caseBy).toBe("rule");
  });

  it("take any text for an id", () => {
    for (const id of ["", "NA", "__proto__", "constructor", "toString"]) {
      const built = buildJourneys([of("a", 1, { customer: id }), of("b", 2, { customer: "x", case: id, id })], {
        asOf: 3,
      });
      expect(built.journeys.map((one) => [one.customer, one.case])).toEqual([
        [id, id],
        ["x", id],
      ]);
    }
  });

  it("are cut where an activity opens one, to which it belongs", () => {
    const events = [of("call", 1), of("look", 2), of("buy", 3), of("look", 4), of("look", 5)];
    const built = buildJourneys(events, { asOf: 9, startOn: ["look"] });
    expect(told(built)).toEqual(["call: abandoned", "look buy: abandoned", "look: abandoned", "look: open"]);
    expect(built.journeys.map((one) => one.leftTruncated)).toEqual([true, false, false, false]);
    expectSame(told(buildJourneys(events, { asOf: 9, startOn: (event) => event.activity === "look" })), told(built));
  });

  it("are cut where an activity completes one, to which it belongs", () => {
    const built = buildJourneys([of("look", 1), of("buy", 2), of("buy", 3), of("look", 4)], {
      asOf: 9,
      endOn: ["buy"],
    });
    expect(told(built)).toEqual(["look buy: completed", "buy: completed", "look: open"]);
    expect(built.journeys.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it("are cut where nothing happened for longer than the gap, and not where for as long", () => {
    const events = [of("look", 0), of("look", 30), of("look", 61)];
    expect(told(buildJourneys(events, { asOf: 61, gap: 30 }))).toEqual(["look look: abandoned", "look: open"]);
    expect(told(buildJourneys(events, { asOf: 61, gap: 31 }))).toEqual(["look look look: open"]);
  });

  it("count the gap from the end of what lasted", () => {
    const events = [of("look", 0, { endAt: 50 }), of("look", 10), of("look", 80)];
    expect(buildJourneys(events, { asOf: 80, gap: 30 }).count).toBe(1);
    expect(buildJourneys(events, { asOf: 80, gap: 29 }).count).toBe(2);
  });

  it("are cut before they would be longer than they may be", () => {
    const events = [0, 10, 20, 21, 40].map((at) => of("look", at));
    const built = buildJourneys(events, { asOf: 41, maxLength: 20 });
    expect(built.journeys.map(({ start, end }) => [start, end])).toEqual([
      [0, 20],
      [21, 40],
    ]);
    expect(built.journeys.map(({ status }) => status)).toEqual(["abandoned", "open"]);
    expect(buildJourneys(events, { asOf: 42, maxLength: 20 }).journeys[1]?.status).toBe("abandoned");
  });

  it("are cut for their length after they are cut for a silence, which a long event still fills", () => {
    const events = [of("look", 0, { endAt: 50 }), of("look", 25), of("look", 40)];
    const built = buildJourneys(events, { asOf: 60, gap: 10, maxLength: 20 });
    expect(built.journeys.map((one) => one.events.length)).toEqual([1, 2]);
  });

  it("are abandoned where nothing happened for as long as the rule says, and end with their last event", () => {
    const status = (asOf: number) =>
      buildJourneys([of("look", 0), of("look", 5)], { asOf, abandonAfter: 10 }).journeys[0];
    expect(status(14)).toMatchObject({ status: "open", end: 5, asOf: 14 });
    expect(status(15)).toMatchObject({ status: "abandoned", end: 5, asOf: 15 });
    expect(buildJourneys([of("look", 5)], { asOf: 35, gap: 30 }).journeys[0]?.status).toBe("open");
    expect(buildJourneys([of("look", 5)], { asOf: 36, gap: 30 }).journeys[0]?.status).toBe("abandoned");
  });

  it("are completed at a terminal stage, and left truncated where they begin at none that is an entry", () => {
    const model = {
      id: "m",
      stages: ["in", "use", "out"],
      transitions: "any",
      entry: ["in"],
      terminal: ["out"],
    } as const;
    const built = buildJourneys(
      [
        of("a", 1, { stage: "in" }),
        of("b", 2, { stage: "out" }),
        of("c", 3),
        of("a", 1, { customer: "ben" }),
        of("b", 2, { customer: "ben", stage: "use" }),
        of("b", 2, { customer: "eve" }),
      ],
      { asOf: 9, model, abandonAfter: 1 },
    );
    expect(built.journeys.map((one) => [one.customer, one.status, one.leftTruncated])).toEqual([
      ["ana", "completed", false],
      ["ben", "abandoned", true],
      ["eve", "abandoned", false],
    ]);
    expect(built.definition.model).toBe("m");
  });

  it("know nothing of what comes after asOf", () => {
    const events = [of("look", 1, { endAt: 30 }), of("buy", 11), of("buy", 10)];
    const built = buildJourneys(events, { asOf: 10, endOn: ["buy"] });
    expect(built).toMatchObject({ count: 1, events: 2, excluded: 1, later: 1 });
    expect(built.journeys[0]).toMatchObject({ status: "completed", end: 10 });
    const error = thrown(() => buildJourneys(events, { asOf: 10, later: "reject", invalid: "exclude" })) as EventsError;
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe("at must not be after asOf, 10, got 11 at index 1");
    expect(error.issues).toEqual([{ index: 1, field: "at", must: "at must not be after asOf, 10", came: "11" }]);
  });

  it("are none of no events, and take any iterable once", () => {
    expect(buildJourneys([], { asOf: 0 })).toMatchObject({ journeys: [], count: 0, events: 0, ties: 0, excluded: 0 });
    expect(buildJourneys(generated([of("look", 1)]), { asOf: new Date(5) }).journeys[0]?.asOf).toBe(5);
  });

  it("say how many events share their moment with the one before in their case", () => {
    const events = [of("a", 1), of("b", 1), of("c", 1), of("d", 2), of("a", 1, { customer: "ben" })];
    expect(buildJourneys(events, { asOf: 9 }).ties).toBe(2);
  });

  it("say how they were made, as plain data", () => {
    const built = buildJourneys([], {
      asOf: 9,
      gap: 1.5,
      startOn: ["a"],
      endOn: () => true,
      maxLength: 7,
      abandonAfter: 3,
    });
    expect(built.definition).toEqual({
      metric: "journeys",
      asOf: 9,
      caseBy: "case or customer",
      startOn: ["a"],
      endOn: "rule",
      gap: 1.5,
      maxLength: 7,
      abandonAfter: 3,
      model: null,
    });
    expectPlain(built);
  });
});

describe("events that are none", () => {
  const good = of("look", 1);
  const bad: readonly (readonly [
    event: unknown,
    field: string,
    must: string,
    kind: typeof RangeError | typeof TypeError,
  ])[] = [
    [null, "event", "event must be an object, got null", TypeError],
    [of(7 as never, 1), "activity", "activity must be text, got 7", RangeError],
    [
      { activity: "a", customer: "x" },
      "at",
      "at must be a Date, a Temporal.Instant or whole milliseconds since 1970-01-01T00:00Z, got undefined",
      TypeError,
    ],
    [
      of("a", Number.NaN),
      "at",
      "at must be a Date, a Temporal.Instant or whole milliseconds since 1970-01-01T00:00Z, got NaN",
      RangeError,
    ],
    [of("a", 1.5), "at", "got 1.5", RangeError],
    [of("a", "2020-01-01" as never), "at", 'got "2020-01-01"', TypeError],
    [
      of("a", 5, { endAt: 4 }),
      "endAt",
      "endAt must be a Date, a Temporal.Instant or whole milliseconds since 1970-01-01T00:00Z, not before at, got 4",
      RangeError,
    ],
    [
      { activity: "a", at: 1 },
      "case",
      "case or customer must say whose journey the event belongs to, got undefined",
      TypeError,
    ],
    [
      of("a", 1, { customer: null as never }),
      "customer",
      "customer must be text where it is given, got null",
      TypeError,
    ],
    [of("a", 1, { case: 7 as never }), "case", "case must be text where it is given, got 7", RangeError],
    [of("a", 1, { seq: Infinity }), "seq", "seq must be a finite number, got Infinity", RangeError],
    [of("a", 1, { stage: "nowhere" }), "stage", 'stage must be one of the model, got "nowhere"', TypeError],
  ];
  const model = { id: "m", stages: ["in"], transitions: "any", entry: ["in"], terminal: [] } as const;

  it("are refused, with what must be, what came and where", () => {
    for (const [event, field, must, Kind] of bad) {
      const error = thrown(() => buildJourneys([good, event as JourneyEvent], { asOf: 9, model })) as EventsError;
      expect(error).toBeInstanceOf(Kind);
      expect(error.message).toContain(must);
      expect(error.message).toMatch(/ at index 1$/);
      expect(error.issues).toMatchObject([{ index: 1, field }]);
    }
  });

  it("are all named by one error", () => {
    const error = thrown(() =>
      buildJourneys(
        bad.map(([event]) => event as JourneyEvent),
        { asOf: 9, model },
      ),
    ) as EventsError;
    expect(error.message).toBe("event must be an object, got null at index 0, and 11 more: see issues");
    expect(error.issues.map(({ index }) => index)).toEqual(bad.map((_, index) => index));
    expect(error.issues.map(({ field }) => field)).toEqual(bad.map(([, field]) => field));
  });

  it("are left out and counted where the caller says so", () => {
    const events = [good, ...bad.map(([event]) => event as JourneyEvent), of("late", 10)];
    const built = buildJourneys(events, { asOf: 9, model, invalid: "exclude" });
    expect(built).toMatchObject({ count: 1, events: 1, excluded: bad.length + 1, later: 1 });
    expect(built.issues).toHaveLength(bad.length);
    expectPlain(built);
  });

  it("are listed in the order of the events, and several of one event in that of its fields", () => {
    const nobody = { activity: "x", at: 1 };
    const nothing = { activity: 5, at: "noon", customer: "ana" } as unknown as JourneyEvent;
    const twice = of("b", 2, { id: "1" });
    const events = [nobody, twice, nothing, twice, nobody, of("c", 3, { stage: "nowhere" })];
    const { issues } = buildJourneys(events, { asOf: 9, model, invalid: "exclude" });
    expect(issues.map(({ index, field }) => [index, field])).toEqual([
      [0, "case"],
      [2, "activity"],
      [2, "at"],
      [3, "id"],
      [4, "case"],
      [5, "stage"],
    ]);
    const { issues: thrownOnes } = thrown(() => buildJourneys(events, { asOf: 9, model })) as EventsError;
    expect(thrownOnes).toEqual(issues);
  });

  it("share an id with another: of two, the first in canonical order stays", () => {
    const twice = [
      of("b", 2, { id: "1", case: "k", customer: "eve" }),
      of("a", 1, { id: "1" }),
      of("c", 3, { case: "k" }),
    ];
    expect(() => buildJourneys(twice, { asOf: 9 })).toThrow(
      `id must be the event's own, not also that of index 0, got "1" at index 1`,
    );
    for (const events of [twice, [...twice].reverse()]) {
      const built = buildJourneys(events, { asOf: 9, invalid: "exclude" });
      expect(built).toMatchObject({ events: 2, excluded: 1, issues: [{ field: "id" }] });
      expect(built.journeys.map((one) => [one.customer, one.case])).toEqual([
        ["ana", "ana"],
        ["ana", "k"],
      ]);
    }
  });

  it("put a case in two customers: none of its events counts, for nobody knows whose it is", () => {
    const events = [of("a", 1, { case: "k" }), of("b", 2, { case: "k", customer: "ben" }), of("c", 3, { case: "j" })];
    expect(() => buildJourneys(events, { asOf: 9 })).toThrow(
      'customer must be the one of its case, "ana", got "ben" at index 1',
    );
    const built = buildJourneys(events, { asOf: 9, invalid: "exclude" });
    expect(built).toMatchObject({ count: 1, events: 1, excluded: 2, issues: [{ index: 1, field: "customer" }] });
  });
});

describe("options that are none", () => {
  it("are refused before any event is read", () => {
    const events = generated([null as never]);
    const refused = (options: object, words: string | RegExp) =>
      expect(() => buildJourneys(events, options as JourneyOptions)).toThrow(words);
    refused({}, "asOf must be a Date");
    refused({ asOf: "2020-01-01" }, "asOf must be a Date");
    for (const name of ["gap", "maxLength", "abandonAfter"]) {
      for (const limit of [0, -1, Number.NaN, Infinity, "5"]) {
        refused({ asOf: 0, [name]: limit }, `${name} must be a number of milliseconds above 0, got `);
      }
    }
    refused({ asOf: 0, later: "drop" }, 'later must be "exclude" or "reject"');
    refused({ asOf: 0, invalid: "drop" }, 'invalid must be "reject" or "exclude"');
    refused({ asOf: 0, startOn: "look" }, "startOn must be iterable and no string");
    refused({ asOf: 0, caseBy: "case" }, 'caseBy must be a function, got "case"');
    refused({ asOf: 0, model: "aida" }, 'model must be a stage model, got "aida"');
    refused({ asOf: 0, model: "" }, 'model must be a stage model, got ""');
    refused({ asOf: 0, endOn: [7] }, "endOn must name activities, got 7");
    expect(() => buildJourneys("no" as never, { asOf: 0 })).toThrow("events must be iterable");
  });
});

/** Journeys by the letter of the rules, one cut after the other, over and over. */
function slowly(events: readonly JourneyEvent[], options: JourneyOptions & { readonly asOf: number }): unknown {
  const { asOf, startOn, endOn, gap, maxLength, abandonAfter } = options;
  const has = (rule: typeof startOn, event: JourneyEvent) => Array.isArray(rule) && rule.includes(event.activity);
  const over = (event: JourneyEvent) => Math.min(asOf, event.endAt ?? event.at);
  const lastOver = (part: readonly JourneyEvent[]) => Math.max(...part.map(over));
  const seen = events.filter(({ at }) => at <= asOf);
  const keyOf = (event: JourneyEvent) => JSON.stringify(event.case === undefined ? [event.customer] : ["", event.case]);
  const found: { start: number; customer: string; name: string; journeys: unknown[] }[] = [];
  for (const key of new Set(seen.map(keyOf))) {
    const all = orderEvents(seen.filter((event) => keyOf(event) === key)).events;
    type Part = { events: JourneyEvent[]; quiet: number };
    const split = (parts: Part[], cuts: (before: readonly JourneyEvent[], event: JourneyEvent) => boolean): Part[] =>
      parts.flatMap((part) => {
        const pieces: JourneyEvent[][] = [];
        for (const event of part.events) {
          const before = pieces[pieces.length - 1];
          if (before === undefined || cuts(before, event)) pieces.push([event]);
          else before.push(event);
        }
        return pieces.map((piece) => ({ events: piece, quiet: 0 }));
      });
    const byActivity = split(
      [{ events: [...all], quiet: 0 }],
      (before, event) => has(startOn, event) || has(endOn, before[before.length - 1]!),
    );
    const byGap = split(byActivity, (before, event) => gap !== undefined && event.at - lastOver(before) > gap);
    const byLength = byGap.flatMap((part) => {
      const pieces = split([part], (before, event) => maxLength !== undefined && event.at - before[0]!.at > maxLength);
      for (const piece of pieces) piece.quiet = lastOver(part.events);
      return pieces;
    });
    const customer = all.find((event) => event.customer !== undefined)?.customer ?? all[0]!.case!;
    const name = all[0]!.case ?? customer;
    const journeys = byLength.map((part, index) => {
      const last = index === byLength.length - 1;
      const end = lastOver(part.events);
      const start = part.events[0]!.at;
      const cannot =
        !last ||
        (gap !== undefined && asOf - part.quiet > gap) ||
        (maxLength !== undefined && asOf - start > maxLength);
      const completed = has(endOn, part.events[part.events.length - 1]!);
      const abandoned = cannot || (abandonAfter !== undefined && asOf - end >= abandonAfter);
      const status = completed ? "completed" : abandoned ? "abandoned" : "open";
      const leftTruncated = index === 0 && startOn !== undefined && !has(startOn, part.events[0]!);
      return { customer, case: name, index, status, start, end, asOf, leftTruncated, events: part.events };
    });
    found.push({ start: all[0]!.at, customer, name, journeys });
  }
  const text = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
  found.sort((l, r) => l.start - r.start || text(l.customer, r.customer) || text(l.name, r.name));
  return found.flatMap(({ journeys }) => journeys);
}

describe("journeys of any events", () => {
  const limit = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined });
  const names = fc.option(fc.constantFrom(["look"], ["buy", "leave"], []), { nil: undefined });
  const anyOptions = fc.record({
    asOf: fc.integer({ min: -6, max: 60 }),
    startOn: names,
    endOn: names,
    gap: limit,
    maxLength: limit,
    abandonAfter: limit,
  });
  const anyEvents = fc.array(anyEvent, { maxLength: 30 });

  it("are those of the rules, one after the other", () => {
    fc.assert(
      fc.property(anyEvents, anyOptions, (events, options) => {
        expectSame(structuredClone(buildJourneys(events, options).journeys), structuredClone(slowly(events, options)));
      }),
    );
  });

  it("are the same in whatever order the events come, and hold or count each event once", () => {
    fc.assert(
      fc.property(anyEvents, anyOptions, fc.nat(), (events, options, seed) => {
        deepFreeze(events);
        const built = buildJourneys(events, options);
        expectSame(structuredClone(buildJourneys(shuffled(events, seed), options)), structuredClone(built));
        expect(built.events + built.excluded).toBe(events.length);
        const held = built.journeys.flatMap((journey) => journey.events);
        expect(new Set(held).size).toBe(held.length);
        expect(held.length).toBe(built.events);
        expectPlain({ ...built, journeys: built.journeys.map((journey) => ({ ...journey, events: [] })) });
      }),
    );
  });

  it("are in order where a case is long, too", () => {
    const long = fc.array(anyEvent, { minLength: 25, maxLength: 90 });
    fc.assert(
      fc.property(long, fc.nat(), (events, seed) => {
        const all = events.map((event, index) => ({ ...event, customer: "ana", case: undefined, id: `${index}` }));
        const [journey] = buildJourneys(shuffled(all, seed), { asOf: 200 }).journeys;
        expectSame(journey?.events, orderEvents(all).events);
      }),
    );
  });
});
