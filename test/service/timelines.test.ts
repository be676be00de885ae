import {
  type CaseTime,
  type FirstResponseOptions,
  firstResponse,
  firstResponseTime,
  firstResponseTimeMetric,
  kaplanMeier,
  measure,
  nextResponses,
  nextResponseTime,
  nextResponseTimeMetric,
  type ResolutionOptions,
  resolution,
  resolutionTime,
  resolutionTimeMetric,
  type Ticket,
  type TicketEvent,
  type TicketPause,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, thrown } from "../laws.ts";
import { anyTicket, became, did, END, noted, said, ticketOf, ticketOrNone } from "./tickets.ts";

const asOf = 100;
const minute = 60_000;
const day = 24 * 60 * minute;

describe("firstResponse", () => {
  const time = (options: Partial<FirstResponseOptions>, ...events: TicketEvent[]) => {
    const found = firstResponse(ticketOf(...events), { asOf, ...options });
    return found && [found.time, found.state];
  };

  it("is the first public message of a person", () => {
    expect(
      firstResponse(ticketOf(said(5, "system"), said(6, "bot"), noted(7), said(9, "agent"), said(11, "agent")), {
        asOf,
      }),
    ).toEqual({ time: 9, event: true, state: "done", startedAt: 0, doneAt: 9, paused: 0 });
  });

  it("is pending, with the time so far, where nobody answered", () => {
    expect(firstResponse(ticketOf(said(5, "customer")), { asOf })).toEqual({
      time: 100,
      event: false,
      state: "pending",
      startedAt: 0,
      doneAt: null,
      paused: 0,
    });
  });

  it("ended with its ticket where that was solved or closed unanswered, as long as it stays so", () => {
    expect(time({}, became(30, "solved"), became(50, "closed"))).toEqual([30, "closed"]);
    expect(time({}, became(30, "closed", "customer"), became(50, "open"))).toEqual([100, "pending"]);
    expect(time({}, became(30, "closed"), became(50, "open"), became(70, "solved"))).toEqual([70, "closed"]);
    expect(time({}, became(30, "closed"), became(50, "open"), said(70, "agent"))).toEqual([70, "done"]);
    expect(time({}, became(30, "pending"))).toEqual([100, "pending"]);
    expect(time({}, became(30, "hold"))).toEqual([100, "pending"]);
  });

  it("takes zero seconds where the answer came at once", () => {
    expect(time({}, said(0, "agent"))).toEqual([0, "done"]);
  });

  it("can be a bot's, where the caller says so", () => {
    expect(time({ answeredBy: ["bot", "agent"] }, said(3, "bot"), said(9, "agent"))).toEqual([3, "done"]);
    expect(time({ answeredBy: ["bot"] }, said(3, "agent"), said(9, "bot"))).toEqual([9, "done"]);
  });

  it("starts at the first assignment, and never where there was none before the answer", () => {
    expect(time({ from: "assigned" }, did(4, "assigned"), did(6, "assigned"), said(9, "agent"))).toEqual([5, "done"]);
    expect(time({ from: "assigned" }, said(9, "agent"), did(14, "assigned"))).toBeNull();
    expect(time({ from: "assigned" })).toBeNull();
    expect(time({ from: "assigned" }, did(4, "assigned"))).toEqual([96, "pending"]);
    expect(time({ from: "assigned" }, became(4, "closed"), did(10, "assigned"))).toEqual([0, "closed"]);
  });

  it("starts when the bot hands over, at creation where no bot acted, and never while the bot has it", () => {
    expect(time({ from: "handOff" }, said(2, "bot"), did(40, "handOff", "bot"), said(50, "agent"))).toEqual([
      10,
      "done",
    ]);
    expect(time({ from: "handOff" }, did(40, "handOff"), did(45, "handOff"), said(50, "agent"))).toEqual([10, "done"]);
    expect(time({ from: "handOff" }, said(50, "agent"))).toEqual([50, "done"]);
    expect(time({ from: "handOff" }, said(2, "bot"))).toBeNull();
    expect(time({ from: "handOff" }, said(2, "bot"), said(50, "agent"), did(60, "handOff"))).toBeNull();
    expect(firstResponse({ createdAt: 0, createdBy: "bot", events: [] }, { asOf, from: "handOff" })).toBeNull();
  });

  it("starts at the last reopening before the answer, where it is told so", () => {
    const events = [
      became(10, "solved"),
      became(20, "open"),
      became(30, "closed"),
      became(50, "new"),
      said(57, "agent"),
    ];
    expect(time({ from: "reopened" }, ...events)).toEqual([7, "done"]);
    expect(time({}, ...events)).toEqual([57, "done"]);
    expect(time({ from: "reopened" }, said(57, "agent"), became(60, "closed"), became(70, "open"))).toEqual([
      57,
      "done",
    ]);
    expect(time({ from: "reopened" }, became(10, "open"), became(20, "pending"), said(57, "agent"))).toEqual([
      57,
      "done",
    ]);
    expect(time({ from: "reopened" }, became(10, "solved"), became(20, "open"))).toEqual([80, "pending"]);
  });

  it("is, of a ticket that an agent created, the next public message, or none is waited for", () => {
    const events = [said(0, "agent"), said(5, "customer"), said(8, "agent")];
    const outgoing: Ticket = { createdAt: 0, createdBy: "agent", events };
    expect(firstResponse(outgoing, { asOf })?.time).toBe(8);
    expect(firstResponse(outgoing, { asOf, agentCreated: "skip" })).toBeNull();
    // A message a moment after creation may be a quick answer: only the very moment tells the opening message.
    expect(firstResponse({ ...outgoing, events: [said(1, "agent"), said(8, "agent")] }, { asOf })?.time).toBe(1);
    expect(firstResponse({ ...outgoing, createdBy: "customer" }, { asOf })?.time).toBe(0);
    expect(firstResponse({ ...outgoing, createdBy: "customer" }, { asOf, agentCreated: "skip" })?.time).toBe(0);
  });

  it("leaves out what a pause covers", () => {
    const events = [did(10, "pause"), did(15, "resume"), became(20, "pending"), became(40, "open"), said(50, "agent")];
    expect(time({}, ...events)).toEqual([50, "done"]);
    expect(time({ pauses: ["pause"] }, ...events)).toEqual([45, "done"]);
    expect(time({ pauses: ["pending"] }, ...events)).toEqual([30, "done"]);
    expect(time({ pauses: ["pause", "pending", "hold"] }, ...events)).toEqual([25, "done"]);
    expect(firstResponse(ticketOf(...events), { asOf, pauses: ["pause", "pending"] })?.paused).toBe(25);
    expect(time({ pauses: ["pause"] }, did(10, "pause"))).toEqual([10, "pending"]);
    expect(
      time({ pauses: ["pause"], from: "assigned" }, did(10, "pause"), did(20, "assigned"), did(30, "resume")),
    ).toEqual([70, "pending"]);
  });

  it("runs by the clock that it is given", () => {
    const elapsed = (from: number, to: number) => Math.floor(to / 10) - Math.floor(from / 10);
    const options = { asOf, elapsed, clock: "tens", unit: "tens" };
    expect(firstResponse(ticketOf(said(49, "agent")), options)?.time).toBe(4);
    expect(firstResponseTime([ticketOf(said(49, "agent"))], options).definition).toMatchObject({
      clock: "tens",
      unit: "tens",
    });
    expect(() => firstResponse(ticketOf(), { asOf, elapsed: () => -1 })).toThrow(
      "elapsed must give a number from 0 to 1e140, got -1",
    );
    expect(() => firstResponse(ticketOf(), { asOf, elapsed: () => Number.NaN })).toThrow("elapsed must give");
  });

  it("takes events in any order, and dates", () => {
    const events = [said(9, "agent"), did(4, "assigned"), said(2, "customer")];
    const dated = events.map((event) => ({ ...event, at: new Date(event.at as number) }));
    const options = { asOf: new Date(asOf), from: "assigned" } as const;
    const expected = firstResponse(ticketOf(...events), options);
    expect(expected?.time).toBe(5);
    expect(firstResponse({ createdAt: new Date(0), events: new Set([...dated].reverse()) }, options)).toEqual(expected);
  });

  it("takes events of one moment in canonical order, unless their place is given", () => {
    const reopened = [became(5, "solved"), said(20, "agent"), became(20, "open")];
    expect(time({ from: "reopened" }, ...reopened)).toEqual([0, "done"]);
    expect(time({ from: "reopened" }, became(5, "solved"), said(20, "agent", -1), became(20, "open"))).toEqual([
      20,
      "done",
    ]);
  });

  it("has a bot before an agent who writes at the same moment, in whichever order they are given", () => {
    const both = [said(0, "agent"), said(0, "bot")];
    for (const events of [both, [...both].reverse()]) {
      // The bot had it first, and never handed it off.
      expect(time({ from: "handOff" }, ...events)).toBe(null);
    }
  });

  it("does not change by the order in which events are given", () => {
    fc.assert(
      fc.property(anyTicket, fc.infiniteStream(fc.nat()), (ticket, ranks) => {
        const events = [...ticket.events].map((event) => ({ event, rank: ranks.next().value as number }));
        const shuffled = { ...ticket, events: events.sort((a, b) => a.rank - b.rank).map(({ event }) => event) };
        for (const from of ["created", "assigned", "handOff", "reopened"] as const) {
          const options = { asOf: END, from, pauses: ["pause", "pending"] as TicketPause[] };
          expect(firstResponse(shuffled, options)).toEqual(firstResponse(ticket, options));
        }
        expect(nextResponses(shuffled, { asOf: END })).toEqual(nextResponses(ticket, { asOf: END }));
        expect(resolution(shuffled, { asOf: END })).toEqual(resolution(ticket, { asOf: END }));
      }),
    );
  });

  it("sees a ticket as it stood", () => {
    fc.assert(
      fc.property(anyTicket, fc.integer({ min: 0, max: END }), (ticket, then) => {
        const events = [...ticket.events].filter((event) => (event.at as number) <= then);
        const options = { asOf: then, later: "exclude" } as const;
        const known = (ticket.createdAt as number) <= then;
        expect(firstResponse(ticket, options)).toEqual(
          known ? firstResponse({ ...ticket, events }, { asOf: then }) : null,
        );
        expect(resolution(ticket, options)).toEqual(known ? resolution({ ...ticket, events }, { asOf: then }) : null);
        expect(nextResponses(ticket, options)).toEqual(
          known ? nextResponses({ ...ticket, events }, { asOf: then }) : [],
        );
      }),
    );
  });

  it("runs, moment by moment, whenever no pause covers it", () => {
    const pause = fc.constantFrom<TicketPause[]>("pause", "pending", "hold", "solved", "closed");
    fc.assert(
      fc.property(anyTicket, fc.array(pause, { maxLength: 3 }), (ticket, pauses) => {
        const found = firstResponse(ticket, { asOf: END, pauses });
        const plain = firstResponse(ticket, { asOf: END });
        const until = found!.startedAt + plain!.time;
        expect(found).toMatchObject({ state: plain!.state, startedAt: plain!.startedAt, doneAt: plain!.doneAt });
        let time = 0;
        for (let moment = found!.startedAt; moment < until; moment++) if (!restsAt(ticket, moment, pauses)) time++;
        expect([found!.time, found!.paused]).toEqual([time, plain!.time - time]);
      }),
    );
  });
});

/** Whether the clock of a ticket stands still from a moment to the next, found from what came last of each kind. */
function restsAt(ticket: Ticket, moment: number, pauses: readonly TicketPause[]): boolean {
  const order = ["new", "open", "pending", "hold", "solved", "closed"];
  const known = [...ticket.events]
    .filter((event) => (event.at as number) <= moment)
    .sort((a, b) => (a.at as number) - (b.at as number) || (a.seq ?? 0) - (b.seq ?? 0));
  const latest = (events: TicketEvent[], rank: (event: TicketEvent) => number) => {
    const last = events.at(-1);
    const ties = events.filter((event) => event.at === last?.at && (event.seq ?? 0) === (last?.seq ?? 0));
    return ties.sort((a, b) => rank(a) - rank(b)).at(-1);
  };
  const changes = known.filter(({ kind }) => kind === "status");
  const change = latest(changes, (event) => order.indexOf((event as { status: string }).status));
  if (change?.kind === "status" && pauses.includes(change.status as TicketPause)) return true;
  const moves = known.filter(({ kind }) => kind === "pause" || kind === "resume");
  return latest(moves, ({ kind }) => (kind === "pause" ? 1 : 0))?.kind === "pause" && pauses.includes("pause");
}

describe("nextResponses", () => {
  const waits = (options: object, ...events: TicketEvent[]) =>
    nextResponses(ticketOf(...events), { asOf, ...options }).map(({ startedAt, time, state }) => [
      startedAt,
      time,
      state,
    ]);

  it("go from the first unanswered message of the customer to the next answer", () => {
    const events = [
      said(0, "customer"),
      said(3, "agent"),
      said(10, "customer"),
      said(14, "customer"),
      noted(15),
      said(20, "agent"),
    ];
    expect(waits({}, ...events)).toEqual([[10, 10, "done"]]);
    expect(waits({ includeFirst: true }, ...events)).toEqual([
      [0, 3, "done"],
      [10, 10, "done"],
    ]);
  });

  it("begin after the first response", () => {
    expect(waits({}, said(10, "customer"), said(20, "customer"))).toEqual([]);
    expect(waits({ includeFirst: true }, said(10, "customer"), said(20, "customer"))).toEqual([[0, 100, "pending"]]);
  });

  it("are pending where the customer wrote last, and none where an agent did", () => {
    expect(waits({}, said(3, "agent"), said(40, "customer"))).toEqual([[40, 60, "pending"]]);
    expect(waits({}, said(3, "agent"), said(4, "agent"))).toEqual([]);
  });

  it("end with the ticket, and begin anew after that", () => {
    expect(waits({}, said(3, "agent"), said(40, "customer"), became(50, "solved"), became(55, "closed"))).toEqual([
      [40, 10, "closed"],
    ]);
    expect(
      waits(
        {},
        said(3, "agent"),
        said(40, "customer"),
        became(50, "solved"),
        said(70, "customer"),
        became(70, "open"),
        said(75, "agent"),
      ),
    ).toEqual([
      [40, 10, "closed"],
      [70, 5, "done"],
    ]);
  });

  it("count the first wait of a ticket that an agent created only from what the customer writes", () => {
    const events = [said(0, "agent"), said(5, "customer"), said(8, "agent"), said(9, "customer"), said(11, "agent")];
    const ticket: Ticket = { createdAt: 0, createdBy: "agent", events };
    expect(nextResponses(ticket, { asOf }).map(({ time }) => time)).toEqual([2]);
    expect(nextResponses(ticket, { asOf, includeFirst: true }).map(({ time }) => time)).toEqual([3, 2]);
  });

  it("do not overlap, and leave nothing that was done outside the ticket", () => {
    fc.assert(
      fc.property(anyTicket, fc.boolean(), (ticket, includeFirst) => {
        const found = nextResponses(ticket, { asOf: END, includeFirst });
        let before = ticket.createdAt as number;
        for (const { startedAt, time, state, doneAt } of found) {
          expect(startedAt).toBeGreaterThanOrEqual(before);
          before = startedAt + time;
          expect(doneAt).toBe(state === "done" ? before : null);
          if (state === "pending") expect(before).toBe(END);
        }
        expect(before).toBeLessThanOrEqual(END);
        expect(found.slice(0, -1).some(({ state }) => state === "pending")).toBe(false);
      }),
    );
  });
});

describe("resolution", () => {
  const time = (options: Partial<ResolutionOptions>, ...events: TicketEvent[]) => {
    const found = resolution(ticketOf(...events), { asOf, ...options });
    return found && [found.time, found.state, found.reopens];
  };
  const reopened = [became(20, "solved"), became(50, "open"), became(80, "solved"), became(90, "closed")];

  it("is the last one by default, the first by name", () => {
    expect(time({}, ...reopened)).toEqual([80, "done", 1]);
    expect(time({ until: "first" }, ...reopened)).toEqual([20, "done", 1]);
  });

  it("is pending while the ticket is open, and while it is open again", () => {
    expect(time({})).toEqual([100, "pending", 0]);
    expect(time({}, became(20, "solved"), became(50, "pending"))).toEqual([100, "pending", 1]);
    expect(time({ until: "first" }, became(20, "solved"), became(50, "open"))).toEqual([20, "done", 1]);
  });

  it("is when the ticket was closed where it was never solved", () => {
    expect(time({}, became(40, "closed"))).toEqual([40, "done", 0]);
    expect(time({ resolvedBy: ["solved"] }, became(40, "closed"))).toEqual([100, "pending", 0]);
    expect(time({ resolvedBy: ["closed"] }, became(40, "solved"), became(60, "closed"))).toEqual([60, "done", 0]);
    expect(time({}, became(40, "solved"), became(60, "closed"))).toEqual([40, "done", 0]);
  });

  it("has no -0 in its definition", () => {
    expect(resolutionTime([], { asOf: -0, grace: -0 }).definition).toStrictEqual(
      resolutionTime([], { asOf: 0, grace: 0 }).definition,
    );
  });

  it("is not undone by closing what was solved", () => {
    const solvedAndClosed = [became(40, "solved"), became(60, "closed")];
    for (const resolvedBy of [["solved"], ["solved", "closed"]] as const) {
      expect(time({ resolvedBy }, ...solvedAndClosed)).toEqual([40, "done", 0]);
      expect(time({ resolvedBy, grace: 30 }, ...solvedAndClosed)).toEqual([40, "done", 0]);
      expect(time({ resolvedBy }, ...solvedAndClosed, became(70, "open"))).toEqual([100, "pending", 1]);
    }
    expect(time({ resolvedBy: ["closed"] }, became(40, "closed"), became(60, "solved"))).toEqual([40, "done", 0]);
  });

  it("is undone by a reopening within the grace, not by a later one", () => {
    for (const grace of [0, 1, 29]) expect(time({ grace }, ...reopened)).toEqual([20, "done", 0]);
    expect(time({ grace: 10 }, ...reopened)).toEqual([20, "done", 0]);
    for (const grace of [30, 31]) expect(time({ grace: grace }, ...reopened, became(100, "closed"))?.[2]).toBe(1);
    expect(time({ grace: 30, asOf: 110 }, ...reopened)).toEqual([80, "done", 1]);
  });

  it("is pending, seen until it was resolved, as long as its grace has not passed", () => {
    expect(time({ grace: 30, asOf: 109 }, ...reopened)).toEqual([80, "pending", 1]);
    expect(time({ grace: 30, asOf: 110 }, ...reopened)).toEqual([80, "done", 1]);
    expect(resolution(ticketOf(...reopened), { asOf: 109, grace: 30 })?.doneAt).toBeNull();
  });

  it("starts at the assignment, or when the bot hands over", () => {
    expect(time({ from: "assigned" }, did(15, "assigned"), became(20, "solved"))).toEqual([5, "done", 0]);
    expect(time({ from: "assigned" }, became(20, "solved"), did(25, "assigned"))).toBeNull();
    expect(time({ from: "handOff" }, said(1, "bot"), did(15, "handOff", "bot"), became(20, "solved"))).toEqual([
      5,
      "done",
      0,
    ]);
    expect(time({ from: "handOff" }, said(1, "bot"), became(20, "solved", "bot"))).toBeNull();
    expect(
      time(
        { from: "handOff" },
        said(1, "bot"),
        became(20, "solved", "bot"),
        became(30, "open"),
        did(31, "handOff"),
        became(50, "solved"),
      ),
    ).toEqual([19, "done", 1]);
  });

  it("can leave out how long the ticket rested", () => {
    expect(time({ pauses: ["solved", "closed"] }, ...reopened)).toEqual([50, "done", 1]);
  });

  it("is the first resolution that nothing undid, found by looking at each", () => {
    fc.assert(
      fc.property(anyTicket, fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }), (ticket, grace) => {
        const order = ["new", "open", "pending", "hold", "solved", "closed"];
        const changes = [...ticket.events]
          .flatMap((event) =>
            event.kind === "status" ? [{ ...event, at: event.at as number, seq: event.seq ?? 0 }] : [],
          )
          .sort((a, b) => a.at - b.at || a.seq - b.seq || order.indexOf(a.status) - order.indexOf(b.status));
        const isOver = (index: number) => order.indexOf(changes[index]?.status ?? "new") >= 4;
        const resolutions = changes.flatMap((_, index) => (isOver(index) && !isOver(index - 1) ? [index] : []));
        const undone = (index: number) => changes.findIndex((_, later) => later > index && !isOver(later));
        const held = resolutions.filter((index) => {
          const later = undone(index);
          return later < 0 || (grace !== undefined && changes[later]!.at - changes[index]!.at > grace);
        });
        const found = resolution(ticket, { asOf: END, grace })!;
        const [index] = held;
        if (index === undefined) {
          expect(found).toMatchObject({ state: "pending", time: END - found.startedAt, reopens: resolutions.length });
        } else {
          const { at } = changes[index]!;
          const isMature = grace === undefined || undone(index) >= 0 || at + grace <= END;
          expect(found).toMatchObject({ state: isMature ? "done" : "pending", time: at - found.startedAt });
          expect(found.reopens).toBe(resolutions.indexOf(index));
        }
        const first = resolution(ticket, { asOf: END, until: "first" })!;
        expect(first.doneAt).toBe(resolutions.length > 0 ? changes[resolutions[0]!]!.at : null);
      }),
    );
  });
});

describe("many tickets", () => {
  const tickets = [
    ticketOf(said(0, "agent")),
    ticketOf(said(30, "agent")),
    ticketOf(),
    ticketOf(became(10, "closed")),
    null,
  ];

  it("have mean and quantiles of those answered, and a survival median of all", () => {
    const result = firstResponseTime(tickets, { asOf });
    expect(result).toMatchObject({
      mean: 15,
      median: 15,
      minimum: 0,
      maximum: 30,
      count: 2,
      quantileError: 0,
    });
    expect(result).toMatchObject({
      pending: 1,
      longestPending: 100,
      closed: 1,
      notApplicable: 0,
      missing: 1,
      excluded: 0,
    });
    expect(result.survivalMedian).toBe(30);
    expectPlain(result);
  });

  it("add up: every ticket is counted once", () => {
    fc.assert(
      fc.property(fc.array(ticketOrNone, { maxLength: 20 }), (list) => {
        const options = { asOf: END, from: "assigned" } as const;
        for (const result of [
          firstResponseTime(list, options),
          measure(firstResponseTimeMetric(options), list),
          resolutionTime(list, options),
        ]) {
          const { count, pending, closed, notApplicable, missing, excluded } = result;
          expect(count + pending + closed + notApplicable + missing + excluded).toBe(list.length);
        }
      }),
    );
  });

  it("by a metric have the same means and counts, and quantiles as near as it says", () => {
    fc.assert(
      fc.property(fc.array(ticketOrNone, { maxLength: 30 }), fc.constantFrom(5, 6, 7), (list, precision) => {
        const inHand = nextResponseTime(list, { asOf: END, includeFirst: true });
        const metric = measure(
          nextResponseTimeMetric({ asOf: END, includeFirst: true, precision: precision as 5 }),
          list,
        );
        for (const name of [
          "mean",
          "minimum",
          "maximum",
          "standardDeviation",
          "count",
          "pending",
          "longestPending",
          "closed",
        ] as const) {
          expect(metric[name]).toBe(inHand[name]);
        }
        const { lower, upper } = metric.survivalMedianRange;
        if (inHand.survivalMedian === null) expect(upper).toBeNull();
        else {
          expect(lower).toBeLessThanOrEqual(inHand.survivalMedian);
          if (upper !== null) expect(upper).toBeGreaterThanOrEqual(inHand.survivalMedian);
        }
        if (metric.survivalMedian !== null) expect(lower).toBeLessThanOrEqual(metric.survivalMedian);
      }),
    );
  });

  it("are weighed", () => {
    const weight = (ticket: Ticket | null | undefined) => (ticket && [...ticket.events].length > 0 ? 3 : 1);
    const inHand = firstResponseTime(tickets, { asOf, weight });
    const metric = measure(firstResponseTimeMetric({ asOf }), tickets, { weight });
    expect(inHand).toMatchObject({ mean: 15, weight: 6, effectiveSampleSize: 2, count: 2, pending: 1 });
    expect(metric).toMatchObject({ mean: 15, weight: 6, effectiveSampleSize: 2, count: 2, pending: 1 });
    const none = firstResponseTime(tickets, { asOf, weight: () => 0 });
    expect(none).toMatchObject({ mean: null, survivalMedian: null, count: 0, pending: 0, excluded: 4, missing: 1 });
  });

  it("say what was measured", () => {
    expect(resolutionTime([], { asOf, grace: 5, pauses: ["hold", "pause", "hold"] }).definition).toEqual({
      metric: "resolutionTime",
      from: "created",
      until: "full",
      resolvedBy: ["solved", "closed"],
      grace: 5,
      clock: "wall clock",
      unit: "milliseconds",
      asOf,
      later: "reject",
      pauses: ["pause", "hold"],
      quantiles: "type-7",
      precision: null,
    });
  });

  it("leave their waits to kaplanMeier as they are", () => {
    const waits = tickets.flatMap((ticket) => (ticket ? [firstResponse(ticket, { asOf }) as CaseTime] : []));
    expect(kaplanMeier(waits)).toMatchObject({ median: 30, count: 4, events: 2, censored: 2 });
  });
});

describe("the survival median of a metric", () => {
  it("is between limits that allow for what a bin does not tell: who left before whom", () => {
    const end = 10_000;
    const open = [1025, 1026, 1027, 1028].map((time): Ticket => ({ createdAt: end - time, events: [] }));
    const solved = [1029, 1030, 1030, 5000].map((time) => ticketOf(became(time, "solved")));
    const options = { asOf: end, precision: 5 } as const;
    expect(resolutionTime([...open, ...solved], options).survivalMedian).toBe(1030);
    const { survivalMedian, survivalMedianRange } = measure(resolutionTimeMetric(options), [...open, ...solved]);
    expect(survivalMedian).toBeCloseTo(5000, -2);
    expect(survivalMedianRange.lower).toBeLessThanOrEqual(1030);
    expect(survivalMedianRange.lower).toBeGreaterThan(1000);
    expect(survivalMedianRange.upper).toBe(5000);
  });

  it("is half of the way to the last moment seen where just half are done, as that of the times themselves is", () => {
    const end = 1_000_000;
    const tickets = [ticketOf(became(471_040, "solved")), { createdAt: end - 471_041, events: [] }];
    expect(resolutionTime(tickets, { asOf: end }).survivalMedian).toBe(471_040.5);
    const { lower, upper } = measure(resolutionTimeMetric({ asOf: end }), tickets).survivalMedianRange;
    expect([lower, upper]).toEqual([471_040, 471_040.5]);
  });

  it("lies, with that of the times themselves, in its range, however far times are apart", () => {
    const time = fc.oneof(fc.nat(300), fc.nat(1e6), fc.constantFrom(0, 1, 64, 65, 127, 128, 2 ** 40));
    fc.assert(
      fc.property(fc.array(fc.record({ time, event: fc.boolean() }), { maxLength: 40 }), (waits) => {
        const list = waits.map(({ time: at, event }) => ({
          createdAt: 0,
          events: event ? [became(at, "solved")] : [],
          time: at,
        }));
        // Every ticket is seen until a moment of its own: open ones until they are asked for.
        const end = 2 ** 41;
        const rows: Ticket[] = list.map(({ events, time: at }) => ({
          createdAt: events.length > 0 ? 0 : end - at,
          events,
        }));
        const exact = kaplanMeier(waits).median;
        expect(resolutionTime(rows, { asOf: end }).survivalMedian).toBe(exact);
        const { survivalMedian, survivalMedianRange } = measure(resolutionTimeMetric({ asOf: end }), rows);
        const { lower, upper } = survivalMedianRange;
        if (exact === null) expect(upper).toBeNull();
        else {
          expect(lower).toBeLessThanOrEqual(exact);
          expect(upper ?? Infinity).toBeGreaterThanOrEqual(exact);
        }
        if (survivalMedian !== null) {
          expect(lower).toBeLessThanOrEqual(survivalMedian);
          expect(upper ?? Infinity).toBeGreaterThanOrEqual(survivalMedian);
        }
        if (waits.every(({ event }) => event)) expect(upper! - lower!).toBeLessThanOrEqual(upper! / 32);
      }),
    );
  });
});

describe("events without a name", () => {
  it("may be several", () => {
    const nameless = ticketOf({ ...said(5, "agent"), id: null }, { ...said(6, "agent"), id: null });
    expect(firstResponse(nameless, { asOf })?.time).toBe(5);
  });
});

describe("a ticket that cannot be", () => {
  const good = ticketOf(said(5, "agent"));
  const bad: readonly (readonly [what: string, ticket: unknown, message: string])[] = [
    ["a string for a ticket", "A7", 'ticket must be an object, got "A7" at index 1'],
    ["no moment of creation", { id: "A7", events: [] }, 'createdAt of ticket "A7" must be a Date'],
    [
      "a string for a moment",
      { createdAt: 0, events: [said("2020" as never, "agent")] },
      "at of event 0 of the ticket must be a Date",
    ],
    ["no events", { createdAt: 0 }, "events of the ticket must be a list"],
    [
      "an event before creation",
      { ...ticketOf(became(4, "closed")), id: "A7", createdAt: 5 },
      'at of event 0 of ticket "A7" must not be before the ticket was created, 5, got 4 at index 1',
    ],
    [
      "a reply before the question",
      { ...ticketOf(said(9, "customer"), said(4, "agent")), createdAt: 5 },
      "at of event 1 of the ticket must not be before the ticket was created, 5, got 4 at index 1",
    ],
    [
      "an event after asOf",
      ticketOf(said(101, "agent")),
      "at of event 0 of the ticket must not be after asOf, 100, got 101 at index 1",
    ],
    [
      "a ticket after asOf",
      { createdAt: 101, events: [] },
      "createdAt of the ticket must not be after asOf, 100, got 101 at index 1",
    ],
    [
      "the same id twice",
      ticketOf({ ...said(5, "agent"), id: "__proto__" }, { ...said(6, "agent"), id: "__proto__" }),
      'id of event 1 of the ticket must not be that of an earlier event, got "__proto__" at index 1',
    ],
    [
      "a moment before all dates",
      { createdAt: -9e15, events: [] },
      "createdAt of the ticket must be a Date, a Temporal.Instant or whole milliseconds since 1970, got -9000000000000000 at index 1",
    ],
    [
      "an unknown kind",
      ticketOf({ ...said(5, "agent"), kind: "toString" as never }),
      'kind of event 0 of the ticket must be "message" or "status" or "assigned" or "handOff" or "pause" or "resume", got "toString" at index 1',
    ],
    [
      "an unknown actor",
      ticketOf(said(5, "robot" as never)),
      'by of event 0 of the ticket must be "customer" or "agent" or "bot" or "system", got "robot" at index 1',
    ],
    [
      "an unknown creator",
      { createdAt: 0, createdBy: "nobody", events: [] },
      'createdBy of the ticket must be "customer"',
    ],
    [
      "an unknown status",
      ticketOf(became(5, "constructor" as never)),
      'status of event 0 of the ticket must be "new" or "open"',
    ],
    [
      "a word for public",
      ticketOf({ ...said(5, "agent"), public: "yes" } as never),
      'public of event 0 of the ticket must be true or false, got "yes"',
    ],
    [
      "a place that is none",
      ticketOf({ ...said(5, "agent"), seq: 0.5 }),
      "seq of event 0 of the ticket must be a whole number, got 0.5",
    ],
    [
      "an event that is none",
      ticketOf(null as never),
      "fields of event 0 of the ticket must be given, got null at index 1",
    ],
  ];
  it.each(bad)("is refused, with where it is: %s", (_, ticket, message) => {
    const list = [good, ticket as Ticket];
    for (const work of [
      () => firstResponseTime(list, { asOf }),
      () => nextResponseTime(list, { asOf }),
      () => resolutionTime(list, { asOf }),
      () => measure(firstResponseTimeMetric({ asOf }), list),
    ]) {
      const error = thrown(work);
      expect(error.message).toContain(message);
      expect(error.message.endsWith(" at index 1")).toBe(true);
    }
    expect(() => firstResponse(ticket as Ticket, { asOf })).toThrow(message.replace(" at index 1", ""));
  });

  it("is counted in excluded where the caller says so, and nothing else is", () => {
    const list = [good, null, ...bad.map(([, ticket]) => ticket as Ticket)];
    const options = { asOf, invalid: "exclude" } as const;
    for (const result of [firstResponseTime(list, options), measure(firstResponseTimeMetric(options), list)]) {
      expect(result).toMatchObject({ mean: 5, count: 1, missing: 1, excluded: bad.length });
    }
    const broken = { ...options, elapsed: () => -1 };
    expect(() => firstResponseTime([good], broken)).toThrow("elapsed must give");
  });
});

describe("an option that is none", () => {
  const table: readonly (readonly [options: object, message: string])[] = [
    [{}, "asOf must be a Date"],
    [{ asOf: "2020-01-01" }, "asOf must be a Date"],
    [{ asOf, later: "drop" }, 'later must be "reject" or "exclude", got "drop"'],
    [{ asOf, from: "opened" }, "from must be"],
    [{ asOf, pauses: "hold" }, "pauses must be iterable"],
    [{ asOf, pauses: ["open"] }, 'each of pauses must be "pause" or'],
    [{ asOf, elapsed: 5 }, "elapsed must be a function, got 5"],
    [{ asOf, clock: 5 }, "clock must be a string, got 5"],
    [{ asOf, unit: 5 }, "unit must be a string, got 5"],
    [{ asOf, invalid: "drop" }, 'invalid must be "reject" or "exclude", got "drop"'],
  ];
  it.each(table)("is refused before any ticket is read: %o", (options, message) => {
    const tickets = {
      [Symbol.iterator]: () => {
        throw new Error("was read");
      },
    };
    for (const work of [
      () => firstResponseTime(tickets, options as never),
      () => resolutionTime(tickets, options as never),
    ]) {
      expect(work).toThrow(message);
    }
    for (const make of [firstResponseTimeMetric, resolutionTimeMetric])
      expect(() => make(options as never)).toThrow(message);
  });

  it("is refused where it belongs to one of them", () => {
    expect(() => firstResponse(ticketOf(), { asOf, answeredBy: ["system" as never] })).toThrow(
      "each of answeredBy must be",
    );
    expect(() => firstResponse(ticketOf(), { asOf, agentCreated: "never" as never })).toThrow("agentCreated must be");
    expect(() => nextResponses(ticketOf(), { asOf, includeFirst: "yes" as never })).toThrow(
      "includeFirst must be true or false",
    );
    expect(() => resolution(ticketOf(), { asOf, until: "last" as never })).toThrow("until must be");
    expect(() => resolution(ticketOf(), { asOf, resolvedBy: ["open" as never] })).toThrow("each of resolvedBy must be");
    expect(() => resolution(ticketOf(), { asOf, grace: -1 })).toThrow(
      "grace must be a number of milliseconds, 0 or more, got -1",
    );
    expect(() => resolution(ticketOf(), { asOf, grace: Infinity })).toThrow(RangeError);
    expect(() => resolution(ticketOf(), { asOf, until: "first", grace: 5 })).toThrow("grace must be left out");
    expect(() => resolutionTimeMetric({ asOf, precision: 8 as never })).toThrow("precision must be 5, 6 or 7");
  });
});

describe("what other tools get wrong of response and resolution times", () => {
  it("30: an answer after 0 seconds counts: 0, 0 and 30 seconds have a mean of 10, not 30", () => {
    const result = firstResponseTime(
      [0, 0, 30].map((at) => ticketOf(said(at, "agent"))),
      { asOf },
    );
    expect(result).toMatchObject({ mean: 10, median: 0, count: 3 });
  });

  it("31: one conversation without an answer does not make everybody's mean none", () => {
    const result = firstResponseTime([ticketOf(said(10, "agent")), ticketOf()], { asOf });
    expect(result).toMatchObject({ mean: 10, count: 1, pending: 1 });
  });

  it("32: times are numbers, the longest last, not words sorted by their hours", () => {
    const times = [7199, 5, 3540].map((seconds) => ticketOf(said(1000 * seconds, "agent")));
    const result = firstResponseTime(times, { asOf: day });
    expect(result).toMatchObject({ minimum: 5000, median: 3_540_000, maximum: 7_199_000 });
  });

  it("time after a reopening is 10 minutes, not 5 days 1 hour 10 minutes", () => {
    const reopenedAt = 5 * day + 60 * minute;
    const ticket = ticketOf(
      said(0, "customer"),
      said(1000, "bot"),
      became(minute, "solved", "bot"),
      said(reopenedAt, "customer"),
      became(reopenedAt, "open", "customer"),
      said(reopenedAt + 10 * minute, "agent"),
    );
    const options = { asOf: 10 * day };
    expect(firstResponse(ticket, { ...options, from: "reopened" })?.time).toBe(10 * minute);
    expect(firstResponse(ticket, options)?.time).toBe(5 * day + 70 * minute);
    expect(nextResponses(ticket, { ...options, includeFirst: true }).map(({ time, state }) => [time, state])).toEqual([
      [minute, "closed"],
      [10 * minute, "done"],
    ]);
  });

  it("the time that the bot had is nobody's, neither until the answer nor until the end", () => {
    const ticket = ticketOf(said(1, "bot"), did(60, "handOff", "bot"), said(65, "agent"), became(80, "solved"));
    expect(firstResponse(ticket, { asOf, from: "handOff" })?.time).toBe(5);
    expect(resolution(ticket, { asOf, from: "handOff" })?.time).toBe(20);
  });

  it("a message of the system is no first response", () => {
    expect(firstResponse(ticketOf(said(1, "system"), said(50, "agent")), { asOf })?.time).toBe(50);
    expect(firstResponse(ticketOf(said(1, "system")), { asOf })?.state).toBe("pending");
  });

  it("a ticket that nobody answered has no time, rather than none at all", () => {
    expect(firstResponseTime([ticketOf()], { asOf })).toMatchObject({ mean: null, median: null, count: 0, pending: 1 });
  });

  it("a reopening after the grace does not lengthen the resolution", () => {
    const events = [became(2 * day, "solved"), became(30 * day, "open", "customer"), became(31 * day, "closed")];
    expect(resolution(ticketOf(...events), { asOf: 60 * day })?.time).toBe(31 * day);
    expect(resolution(ticketOf(...events), { asOf: 60 * day, grace: 2 * day })?.time).toBe(2 * day);
  });
});

describe("tickets with weights of which nothing is done", () => {
  it("are a weighted sample in hand, as they are for the metric", () => {
    const options = { asOf: 9 };
    for (const tickets of [[{ createdAt: 0, events: [] }], [null]]) {
      const weighing = { weight: () => 2 };
      const inHand = firstResponseTime(tickets, { ...options, ...weighing });
      const counted = measure(firstResponseTimeMetric(options), tickets, weighing);
      expect(inHand.weight).toBe(0);
      expect([inHand.weight, inHand.effectiveSampleSize]).toEqual([counted.weight, counted.effectiveSampleSize]);
    }
    expect(firstResponseTime([], { ...options, weight: () => 2 })).not.toHaveProperty("weight");
  });
});
