import {
  firstResponse,
  measure,
  resolution,
  type SlaCase,
  type SlaOptions,
  shareInterval,
  slaAttainment,
  slaAttainmentMetric,
  slaStanding,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, itKeepsTheLaws, thrown } from "../laws.ts";
import { became, said, ticketOf } from "./tickets.ts";

const END = 30;
const moment = fc.integer({ min: 0, max: END });
const slaCase: fc.Arbitrary<SlaCase> = fc
  .record({
    startedAt: moment,
    took: fc.option(fc.nat(END), { nil: undefined }),
    dueAt: fc.option(fc.integer({ min: -5, max: 2 * END }), { nil: undefined }),
    paused: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
  })
  .map(({ startedAt, took, dueAt, paused }) => ({
    startedAt,
    doneAt: took === undefined ? null : Math.min(END, startedAt + took),
    dueAt,
    paused,
  }));
const caseOrNone = fc.oneof(
  { weight: 8, arbitrary: slaCase },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
);

describe("slaStanding", () => {
  const standing = (item: Partial<SlaCase>, options: Partial<SlaOptions> = {}) => {
    const found = slaStanding({ startedAt: 0, ...item }, { asOf: 20, ...options });
    return found && `${found.state}${found.isDue ? ", due" : ""}`;
  };

  it("is met up to the due time, that moment included", () => {
    const walked = [9, 10, 11].map((doneAt) => standing({ doneAt, dueAt: 10 }));
    expect(walked).toEqual(["met, due", "met, due", "missed, due"]);
    expect([9, 10, 11].map((doneAt) => standing({ doneAt }, { target: 10 }))).toEqual(walked);
  });

  it("is late, where it is not done, once the due time has come", () => {
    const walked = [19, 20, 21].map((dueAt) => standing({ dueAt }));
    expect(walked).toEqual(["overdue, due", "overdue, due", "pending"]);
    expect([19, 20, 21].map((target) => standing({}, { target }))).toEqual(walked);
  });

  it("may be met before it is due", () => {
    expect([20, 21].map((dueAt) => standing({ doneAt: 5, dueAt }))).toEqual(["met, due", "met"]);
    expect([20, 21].map((target) => standing({ doneAt: 5 }, { target }))).toEqual(["met, due", "met"]);
  });

  it("does not count pauses against the target", () => {
    expect(standing({ doneAt: 14, paused: 4 }, { target: 10 })).toBe("met, due");
    expect(standing({ doneAt: 14, paused: 3 }, { target: 10 })).toBe("missed, due");
    expect(standing({ paused: 11 }, { target: 10 })).toBe("pending");
    expect(standing({ doneAt: 14, paused: 4, dueAt: 10 })).toBe("missed, due");
  });

  it("goes by the case's own due time before the target, and has none without either", () => {
    expect(standing({ doneAt: 8, dueAt: 5 }, { target: 10 })).toBe("missed, due");
    expect(standing({ doneAt: 8 })).toBeNull();
    expect(standing({ doneAt: 8, dueAt: null })).toBeNull();
    expect(standing({ doneAt: 0, dueAt: -5 })).toBe("missed, due");
  });

  it("runs by the clock that it is given", () => {
    // A clock that counts the even moments only.
    const elapsed = (from: number, to: number) => Math.floor(to / 2) - Math.floor(from / 2);
    expect(standing({ doneAt: 11 }, { target: 5, elapsed })).toBe("met, due");
    expect(standing({ doneAt: 12 }, { target: 5, elapsed })).toBe("missed, due");
  });

  it("sees a case as it stood", () => {
    const earlier = { asOf: 5, later: "exclude" } as const;
    expect(standing({ doneAt: 8, dueAt: 10 }, earlier)).toBe("pending");
    expect(standing({ doneAt: 8, dueAt: 4 }, earlier)).toBe("overdue, due");
    expect(standing({ startedAt: 6, dueAt: 10 }, earlier)).toBeNull();
  });

  it("takes what a ticket's clock gives, pauses and all", () => {
    const ticket = ticketOf(became(2, "pending"), became(12, "open"), said(15, "agent"), became(18, "solved"));
    const options = { asOf: 20, pauses: ["pending"] } as const;
    expect([4, 5].map((target) => slaStanding(firstResponse(ticket, options)!, { asOf: 20, target })?.state)).toEqual([
      "missed",
      "met",
    ]);
    expect([7, 8].map((target) => slaStanding(resolution(ticket, options)!, { asOf: 20, target })?.state)).toEqual([
      "missed",
      "met",
    ]);
    const open = resolution(ticketOf(became(2, "pending")), options)!;
    expect([2, 3].map((target) => slaStanding(open, { asOf: 20, target })?.state)).toEqual(["overdue", "pending"]);
  });
});

describe("slaAttainment", () => {
  const cases: SlaCase[] = [
    { startedAt: 0, doneAt: 3, dueAt: 8 },
    { startedAt: 0, doneAt: 9, dueAt: 8 },
    { startedAt: 0, doneAt: 9, dueAt: 15 },
    { startedAt: 0, dueAt: 8 },
    { startedAt: 0, dueAt: 15 },
    { startedAt: 0 },
  ];

  it("has a rate of those due, of those done, and of all that are not late", () => {
    const result = slaAttainment([...cases, null], { asOf: 10 });
    expect(result).toEqual({
      rate: 1 / 3,
      numerator: 1,
      denominator: 3,
      pending: 2,
      ofDue: expect.objectContaining({ rate: 1 / 3, numerator: 1, denominator: 3, pending: 2 }),
      ofClosed: expect.objectContaining({ rate: 2 / 3, numerator: 2, denominator: 3, pending: 2 }),
      notLate: expect.objectContaining({ rate: 3 / 5, numerator: 3, denominator: 5, pending: 0 }),
      met: 2,
      missed: 1,
      overdue: 1,
      missing: 2,
      excluded: 0,
      definition: {
        metric: "slaAttainment",
        of: "due",
        target: null,
        clock: "wall clock",
        unit: "milliseconds",
        asOf: 10,
        later: "reject",
      },
    });
    expectPlain(result);
    expect(shareInterval(result)).toMatchObject({ estimate: 1 / 3, method: "wilson" });
    expect(slaAttainment(cases, { asOf: 10, of: "closed" })).toMatchObject({ rate: 2 / 3, pending: 2 });
  });

  it("has no rate of nothing", () => {
    expect(slaAttainment([], { asOf: 10 })).toMatchObject({ rate: null, met: 0, overdue: 0 });
    expect(slaAttainment([{ startedAt: 0, dueAt: 15 }], { asOf: 10 })).toMatchObject({ rate: null, pending: 1 });
  });

  it("reads rows, with weights", () => {
    const rows = cases.map((item, index) => ({ item, weight: index === 1 ? 3 : 1 }));
    const options = {
      value: (row: (typeof rows)[number]) => row.item,
      weight: (row: (typeof rows)[number]) => row.weight,
    };
    const result = slaAttainment(rows, { asOf: 10, ...options });
    expect(result).toMatchObject({ rate: 1 / 5, numerator: 1, denominator: 3, weight: 5 });
    expect(result.ofClosed.rate).toBe(2 / 5);
    expect(shareInterval(result).estimate).toBe(1 / 5);
    const nothing = slaAttainment(cases, { asOf: 20, weight: () => 0 });
    expect(nothing.excluded + nothing.missing).toBe(cases.length);
    expect(nothing.pending + nothing.overdue).toBe(0);
  });

  it("is over once a case is done, tentatively or not", () => {
    const done = { startedAt: 0, tentativeAt: 3, dueAt: 10 };
    expect(slaAttainment([{ ...done, doneAt: 5 }], { asOf: 20 })).toMatchObject({ rate: 1, met: 1, pending: 0 });
    expect(slaAttainment([{ ...done, doneAt: 15 }], { asOf: 20 })).toMatchObject({ rate: 0, missed: 1, pending: 0 });
    expect(slaAttainment([done], { asOf: 20 })).toMatchObject({ rate: null, pending: 1, overdue: 0 });
  });

  it("counts every case once, whichever way", () => {
    fc.assert(
      fc.property(fc.array(caseOrNone, { maxLength: 20 }), fc.constantFrom(undefined, 0, 5, 40), (list, target) => {
        const { ofDue, ofClosed, notLate, met, missed, overdue, missing, excluded } = slaAttainment(list, {
          asOf: END,
          target,
        });
        for (const part of [ofDue, ofClosed, notLate]) {
          expect(part.denominator + part.pending + missing + excluded).toBe(list.length);
        }
        expect(notLate.numerator + missed + overdue).toBe(notLate.denominator);
        expect(ofDue.denominator - ofDue.numerator).toBe(missed + overdue);
        expect(ofDue.numerator).toBeLessThanOrEqual(met);
      }),
    );
  });

  it("does not change for a case that was settled as time goes by", () => {
    fc.assert(
      fc.property(slaCase, fc.nat(20), (item, later) => {
        const options = { target: 10, later: "exclude" } as const;
        const now = slaStanding(item, { asOf: END, ...options });
        const then = slaStanding(item, { asOf: END + later, ...options });
        if (now?.state === "met" || now?.state === "missed") expect(then?.state).toBe(now.state);
        if (now?.isDue) expect(then?.isDue).toBe(true);
      }),
    );
  });

  it("refuses a case that cannot be, or counts it", () => {
    const bad: readonly (readonly [item: unknown, message: string])[] = [
      [{ startedAt: 5, doneAt: 4 }, "doneAt must not be before startedAt, 5, got 4 at index 1"],
      [{ startedAt: 5, doneAt: 11 }, "doneAt must not be after asOf, 10, got 11 at index 1"],
      [{ startedAt: 11 }, "startedAt must not be after asOf, 10, got 11 at index 1"],
      [{ startedAt: "2020" }, "startedAt must be a Date"],
      [{ startedAt: 0, dueAt: Number.NaN }, "dueAt must be a Date"],
      [{ startedAt: 0, paused: -1 }, "paused must be a number from 0 to 1e140, got -1 at index 1"],
      [7, "case must be an object, got 7 at index 1"],
    ];
    for (const [item, message] of bad) {
      const list = [cases[0]!, item as SlaCase];
      expect(thrown(() => slaAttainment(list, { asOf: 10 })).message).toContain(message);
      expect(slaAttainment(list, { asOf: 10, invalid: "exclude" })).toMatchObject({ met: 1, excluded: 1 });
    }
    expect(slaAttainment(cases, { asOf: 5, later: "exclude" })).toMatchObject({
      met: 1,
      missed: 0,
      overdue: 0,
      excluded: 0,
    });
  });

  it("is pending where it was met in time, until a grace has passed in which that may be undone", () => {
    const ticket = (at: number) => ticketOf(became(at, "solved"));
    const standing = (at: number, asOf: number) =>
      slaStanding(resolution(ticket(at), { asOf, grace: 10 })!, { asOf, target: 8 });
    expect(standing(5, 12)).toEqual({ state: "pending", isDue: false });
    expect(standing(8, 17)).toEqual({ state: "pending", isDue: false });
    expect(standing(8, 18)).toEqual({ state: "met", isDue: true });
    expect(standing(9, 12)).toEqual({ state: "overdue", isDue: true });
    expect(standing(9, 19)).toEqual({ state: "missed", isDue: true });
    const cases = [5, 9].map((at) => resolution(ticket(at), { asOf: 12, grace: 10 }));
    expect(slaAttainment(cases, { asOf: 12, target: 8 })).toMatchObject({
      rate: 0,
      denominator: 1,
      pending: 1,
      overdue: 1,
    });
    expect(() => slaStanding({ startedAt: 5, tentativeAt: 4 }, { asOf: 9, target: 8 })).toThrow(
      "tentativeAt must not be before startedAt, 5, got 4",
    );
  });

  it("has no -0 in its definition", () => {
    expect(slaAttainment([], { asOf: -0, target: -0 }).definition).toStrictEqual(
      slaAttainment([], { asOf: 0, target: 0 }).definition,
    );
  });

  it("refuses an option that is none", () => {
    expect(() => slaAttainmentMetric({} as never)).toThrow("asOf must be a Date");
    expect(() => slaAttainmentMetric({ asOf: 0, target: -1 })).toThrow(
      "target must be a number from 0 to 1e140, got -1",
    );
    expect(() => slaAttainmentMetric({ asOf: 0, of: "all" as never })).toThrow('of must be "due" or "closed"');
    expect(() => slaAttainmentMetric({ asOf: 0, invalid: "drop" as never })).toThrow("invalid must be");
    expect(() => slaAttainmentMetric({ asOf: 0, later: "drop" as never })).toThrow("later must be");
  });
});

it("counts an SLA's hold time neither into the time nor into what is due: 4 h of work in 20 h are within 8 h", () => {
  const hour = 3_600_000;
  const ticket = ticketOf(became(hour, "hold"), became(17 * hour, "open"), became(20 * hour, "solved"));
  const found = resolution(ticket, { asOf: 24 * hour, pauses: ["hold"] });
  expect(found).toMatchObject({ time: 4 * hour, paused: 16 * hour });
  expect(slaAttainment([found], { asOf: 24 * hour, target: 8 * hour })).toMatchObject({ rate: 1, met: 1 });
});

it("reads one tally by either headline", () => {
  const due = slaAttainmentMetric({ asOf: 10 });
  const closed = slaAttainmentMetric({ asOf: 10, of: "closed" });
  expect(closed.read(due.add(due.empty(), { startedAt: 0, doneAt: 5, dueAt: 15 })).rate).toBe(1);
  expect(measure(due, [{ startedAt: 0, doneAt: 5, dueAt: 15 }]).rate).toBeNull();
});

itKeepsTheLaws(
  "SLA attainment",
  () => slaAttainmentMetric({ asOf: END, target: 9 }),
  { observation: caseOrNone },
  {
    headline: (result) => result.rate,
    foreign: [slaAttainmentMetric({ asOf: END }).empty(), slaAttainmentMetric({ asOf: 5, target: 9 }).empty()],
  },
);
