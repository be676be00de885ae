import { closedLoop, closedLoopMetric, kaplanMeier, type LoopCase, measure, shareInterval, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, itKeepsTheLaws, thrown } from "../laws.ts";

const END = 40;
const step = fc.option(fc.nat(8), { nil: null });
const flag = fc.constantFrom(true, false, null, undefined);
const loopCase: fc.Arbitrary<LoopCase> = fc
  .record({
    receivedAt: fc.nat(END),
    steps: fc.tuple(step, step, step, step, step),
    dueAt: fc.option(fc.nat(2 * END), { nil: undefined }),
    wasDetractor: flag,
    isDetractor: flag,
    initiative: fc.constantFrom("packaging", "", "__proto__", null, undefined),
  })
  .map(({ receivedAt, steps, ...rest }) => {
    let at = receivedAt;
    const [assignedAt, contactedAt, resolvedAt, toldAt, verifiedAt] = steps.map((took) => {
      if (took === null) return null;
      at = Math.min(END, at + took);
      return at;
    });
    return { receivedAt, assignedAt, contactedAt, resolvedAt, toldAt, verifiedAt, ...rest };
  });
const caseOrNone = fc.oneof(
  { weight: 8, arbitrary: loopCase },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
);

describe("closedLoop", () => {
  const cases: LoopCase[] = [
    {
      receivedAt: 0,
      assignedAt: 1,
      contactedAt: 2,
      resolvedAt: 3,
      toldAt: 4,
      verifiedAt: 5,
      wasDetractor: true,
      isDetractor: false,
    },
    { receivedAt: 0, assignedAt: 1, contactedAt: 6, resolvedAt: 7, toldAt: 12, wasDetractor: true, isDetractor: true },
    { receivedAt: 0, contactedAt: 9, wasDetractor: true, initiative: "" },
    { receivedAt: 15, assignedAt: 16 },
    { receivedAt: 0, resolvedAt: 8, wasDetractor: true, isDetractor: false },
    { receivedAt: 0, contactedAt: 3, wasDetractor: false },
  ];
  const loop = closedLoop([...cases, null], { asOf: 20, target: 10 });

  it("has the share of loops closed in time among those that are due", () => {
    expect(loop).toMatchObject({
      rate: 1 / 5,
      numerator: 1,
      denominator: 5,
      pending: 1,
      count: 6,
      missing: 1,
      excluded: 0,
    });
    expect(loop.closed.ofClosed).toMatchObject({ rate: 1 / 2, numerator: 1, denominator: 2, pending: 4 });
    expect(loop.overdue).toBe(3);
    expect(shareInterval(loop).estimate).toBe(1 / 5);
    expectPlain(loop);
  });

  it("has how many came to each stage, or to a later one, and how many stand there", () => {
    expect(loop.stages.map(({ stage, numerator, waiting }) => [stage, numerator, waiting])).toEqual([
      ["received", 6, 0],
      ["assigned", 6, 1],
      ["contacted", 5, 2],
      ["resolved", 3, 1],
      ["told", 2, 1],
      ["verified", 1, 1],
    ]);
    expect(loop.stages.map(({ rate }) => rate)).toEqual([1, 1, 5 / 6, 1 / 2, 1 / 3, 1 / 6]);
  });

  it("has how long it takes to contact a customer, those who still wait among them", () => {
    expect(loop.timeToContact).toMatchObject({
      mean: 5,
      median: 4.5,
      count: 4,
      pending: 1,
      longestPending: 5,
      closed: 1,
    });
    expect(loop.timeToContact.survivalMedian).toBe(
      kaplanMeier(
        [2, 6, 9, 3].map((time) => ({ time, event: true })).concat([5, 8].map((time) => ({ time, event: false }))),
      ).median,
    );
  });

  it("has the detractors rescued, of those contacted and of those who answered again", () => {
    expect(loop.rescue).toMatchObject({ rate: 1 / 3, numerator: 1, denominator: 3, missing: 0 });
    expect(loop.rescueOfAnswered).toMatchObject({ rate: 1 / 2, denominator: 2, pending: 1 });
    const unknown = closedLoop([{ receivedAt: 0, contactedAt: 1 }], { asOf: 5 });
    expect([unknown.rescue, unknown.rescueOfAnswered]).toMatchObject([
      { rate: null, missing: 1, pending: 0 },
      { rate: null, missing: 1, pending: 0 },
    ]);
  });

  it("has the cases that led to an initiative, an empty name being one", () => {
    expect(loop.outerLoop).toMatchObject({ rate: 1 / 6, numerator: 1, denominator: 6 });
  });

  it("is closed with the stage that the caller names", () => {
    const resolved = closedLoop(cases, { asOf: 20, target: 10, closedWith: "resolved" });
    expect(resolved).toMatchObject({ rate: 3 / 5, overdue: 2, definition: { closedWith: "resolved", target: 10 } });
  });

  it("has no rate without a target or due times, and of nothing", () => {
    expect(closedLoop(cases, { asOf: 20 })).toMatchObject({ rate: null, count: 6, closed: { missing: 6 } });
    const verified = closedLoop([{ receivedAt: 0, verifiedAt: 8 }], { asOf: 20, target: 10 });
    expect([verified.rate, verified.timeToContact.closed, verified.timeToContact.pending]).toEqual([1, 1, 0]);
    expect(closedLoop(cases, { asOf: 20, weight: () => 0 })).toMatchObject({ count: 0, excluded: 6, missing: 0 });
    expect(closedLoop([], { asOf: 20 })).toMatchObject({
      rate: null,
      count: 0,
      stages: Array(6).fill(expect.objectContaining({ rate: null })),
    });
  });

  it("sees the cases as they stood", () => {
    const then = closedLoop(cases, { asOf: 5, later: "exclude", target: 10 });
    expect(then).toMatchObject({ count: 5, excluded: 1, pending: 5, overdue: 0 });
    expect(then.stages.map(({ numerator }) => numerator)).toEqual([5, 3, 2, 1, 1, 1]);
  });

  it("runs by the clock that it is given", () => {
    const elapsed = (from: number, to: number) => (to - from) / 2;
    expect(closedLoop(cases, { asOf: 20, target: 6, elapsed, unit: "pairs" })).toMatchObject({
      rate: 2 / 5,
      timeToContact: { mean: 2.5, definition: { unit: "pairs" } },
    });
  });

  it("counts every case once, and is the same by the metric but for quantiles", () => {
    fc.assert(
      fc.property(fc.array(caseOrNone, { maxLength: 20 }), fc.constantFrom(undefined, 7), (list, target) => {
        const inHand = closedLoop(list, { asOf: END, target });
        const metric = measure(closedLoopMetric({ asOf: END, target }), list);
        expect(inHand.count + inHand.missing).toBe(list.length);
        const { timeToContact: exact, ...rest } = inHand;
        const { timeToContact: sketched, ...others } = metric;
        expect(rest).toEqual(others);
        expect([exact.missing, exact.excluded]).toEqual([sketched.missing, sketched.excluded]);
        expect([exact.mean, exact.count, exact.pending, exact.closed]).toEqual([
          sketched.mean,
          sketched.count,
          sketched.pending,
          sketched.closed,
        ]);
        const numbers = inHand.stages.map(({ numerator }) => numerator);
        expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
        expect(inHand.stages.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(inHand.count);
        const contacted = exact.count + exact.closed + exact.pending;
        expect(contacted).toBe(inHand.count);
      }),
    );
  });

  it("weighs the time to contact too", () => {
    const weight = (item: LoopCase) => (item.contactedAt === 2 ? 3 : 1);
    const { timeToContact, rate } = closedLoop(cases, { asOf: 20, target: 10, weight: (item) => weight(item!) });
    expect([timeToContact.mean, timeToContact.weight, rate]).toEqual([4, 6, 3 / 7]);
  });

  it("refuses a case that cannot be, or counts it", () => {
    const bad: readonly (readonly [item: unknown, message: string])[] = [
      [
        { receivedAt: 5, id: "A7", toldAt: 4 },
        'toldAt of case "A7" must not be before receivedAt, 5, got 4 at index 1',
      ],
      [
        { receivedAt: 5, contactedAt: 8, resolvedAt: 7 },
        "resolvedAt must not be before contactedAt, 8, got 7 at index 1",
      ],
      [{ receivedAt: 21 }, "receivedAt must not be after asOf, 20, got 21 at index 1"],
      [{ receivedAt: 5, toldAt: 21 }, "toldAt must not be after asOf, 20, got 21 at index 1"],
      [{}, "receivedAt must be a Date"],
      [{ receivedAt: 5, dueAt: "soon" }, "dueAt must be a Date"],
      [{ receivedAt: 5, wasDetractor: 1 }, "wasDetractor must be true, false or null, got 1 at index 1"],
      [{ receivedAt: 5, isDetractor: "no" }, "isDetractor must be true, false or null"],
      ["case", 'case must be an object, got "case" at index 1'],
    ];
    for (const [item, message] of bad) {
      const list = [cases[0]!, item as LoopCase];
      expect(thrown(() => closedLoop(list, { asOf: 20 })).message).toContain(message);
      expect(closedLoop(list, { asOf: 20, invalid: "exclude" })).toMatchObject({ count: 1, excluded: 1 });
    }
  });

  it("merges with one whose precision is given, where it is the default", () => {
    const [one, other] = [
      closedLoopMetric({ asOf: 20, target: 10 }),
      closedLoopMetric({ asOf: 20, target: 10, precision: 6 }),
    ];
    const merged = one.merge(tally(one, [{ receivedAt: 0, toldAt: 5 }]), tally(other, [{ receivedAt: 0 }]));
    expect(other.read(merged)).toMatchObject({ rate: 0.5, count: 2 });
  });

  it("has no -0 in its definition", () => {
    expect(closedLoop([], { asOf: -0, target: -0 }).definition).toStrictEqual({
      ...closedLoop([], { asOf: 0, target: 0 }).definition,
    });
  });

  it("refuses an option that is none", () => {
    expect(() => closedLoopMetric({} as never)).toThrow("asOf must be a Date");
    expect(() => closedLoopMetric({ asOf: 0, closedWith: "closed" as never })).toThrow(
      'closedWith must be "received" or',
    );
    expect(() => closedLoopMetric({ asOf: 0, invalid: "drop" as never })).toThrow("invalid must be");
    expect(() => closedLoopMetric({ asOf: 0, precision: 9 as never })).toThrow("precision must be");
  });
});

itKeepsTheLaws(
  "closed loop",
  () => closedLoopMetric({ asOf: END, target: 9 }),
  { observation: caseOrNone },
  {
    headline: (result) => result.rate,
    foreign: [
      closedLoopMetric({ asOf: END }).empty(),
      closedLoopMetric({ asOf: END, target: 9, closedWith: "verified" }).empty(),
    ],
    slack: () => 1e-12 * END ** 2,
    jumps: ["timeToContact"],
    maxLength: 6,
  },
);

describe("a stage without a moment", () => {
  it("had come by the next that has one, for the headline as for the stages", () => {
    const verified = closedLoop([{ receivedAt: 0, verifiedAt: 3 }], { asOf: 100, target: 10 });
    expect(verified).toMatchObject({ rate: 1, numerator: 1, overdue: 0 });
    expect(verified.stages[4]).toMatchObject({ stage: "told", numerator: 1 });
    const late = closedLoop([{ receivedAt: 0, verifiedAt: 11 }], { asOf: 100, target: 10 });
    expect(late).toMatchObject({ rate: 0, overdue: 0 });
    const resolved = { asOf: 100, target: 10, closedWith: "resolved" } as const;
    expect(closedLoop([{ receivedAt: 0, toldAt: 9, verifiedAt: 50 }], resolved).rate).toBe(1);
    expect(closedLoop([{ receivedAt: 0, contactedAt: 9 }], resolved)).toMatchObject({ rate: 0, overdue: 1 });
  });
});
