import { assignStages, beforeDuringAfter, buildJourneys, mergeLifecycle } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrown } from "../laws.ts";

/** The ways to say a moment. */
const said = [
  (at: number) => at,
  (at: number) => new Date(at),
  (at: number) => ({ epochMilliseconds: at, until: () => "as Temporal.Instant has it" }),
] as const;
const way = fc.constantFrom(...said);
const happened = fc.record({
  customer: fc.constantFrom("a", "b"),
  activity: fc.constantFrom("look", "buy"),
  at: fc.integer({ min: -50, max: 50 }),
  lasts: fc.option(fc.nat(20), { nil: undefined }),
  begins: way,
  ends: way,
});

describe("events with dates", () => {
  it("make the journeys of events with milliseconds, whatever function reads them", () => {
    fc.assert(
      fc.property(fc.array(happened, { maxLength: 30 }), fc.boolean(), (all, isGenerated) => {
        const plain = all.map(({ customer, activity, at, lasts }) => ({
          customer,
          activity,
          at,
          ...(lasts !== undefined && { endAt: at + lasts }),
        }));
        const dated = all.map(({ begins, ends }, index) => {
          const { at, endAt, ...rest } = plain[index]!;
          return { ...rest, at: begins(at), ...(endAt !== undefined && { endAt: ends(endAt) }) };
        });
        const before = dated.map((event) => ({ ...event }));
        const rules = { asOf: new Date(40), gap: 10, later: "exclude" } as const;
        const times: unknown[] = [];
        const read = {
          ...rules,
          caseBy: ({ at, customer }: { at: number; customer?: string | undefined }) => {
            times.push(at);
            return customer;
          },
        };
        const given = isGenerated ? new Set(dated) : dated;
        expect(buildJourneys(given, rules)).toEqual(buildJourneys(plain, rules));
        expect(buildJourneys(given, read)).toEqual(
          buildJourneys(plain, { ...rules, caseBy: ({ customer }) => customer }),
        );
        expect(times.every((at) => typeof at === "number")).toBe(true);
        expect(dated).toEqual(before);
      }),
    );
  });

  it("are copied only where a moment is not in milliseconds", () => {
    const events = [
      { customer: "a", activity: "look", at: 1, page: {} },
      { customer: "a", activity: "buy", at: new Date(2), page: {} },
    ];
    const [look, buy] = buildJourneys(events, { asOf: 9 }).journeys[0]!.events;
    expect(look).toBe(events[0]);
    expect(buy).toEqual({ ...events[1], at: 2 });
    expect(buy!.page).toBe(events[1]!.page);
  });

  it("are refused where the date is none, with the index, and among wrong ones are judged as any", () => {
    const good = { customer: "a", activity: "look", at: new Date(5) };
    const refused = (event: unknown) => thrown(() => buildJourneys([good, event] as never, { asOf: 9 })).message;
    const must = "must be a Date, a Temporal.Instant or whole milliseconds since 1970-01-01T00:00Z";
    expect(refused({ ...good, at: new Date(Number.NaN) })).toBe(`at ${must}, got [object Date] at index 1`);
    expect(refused({ ...good, endAt: new Date(4) })).toBe(`endAt ${must}, not before at, got 4 at index 1`);
    expect(refused({ ...good, at: { epochMilliseconds: 0.5 } })).toBe(`at ${must}, got [object Object] at index 1`);
    expect(refused({ ...good, activity: 7 })).toBe("activity must be text, got 7 at index 1");
    expect(buildJourneys([good, { ...good, at: new Date(10) }], { asOf: 9 })).toMatchObject({ events: 1, later: 1 });
  });

  it("carry stages, and have a start and an end", () => {
    const events = [
      { customer: "ana", activity: "call", at: new Date(1) },
      { customer: "ana", activity: "advert", at: new Date(0) },
    ];
    const rules = { advert: "before" } as const;
    const staged = assignStages(events, { model: beforeDuringAfter, rules, unassigned: "carry" });
    expect(staged).toMatchObject({ carried: 1, coverage: 1 });
    expect(
      buildJourneys(staged.assigned, { asOf: 9, model: beforeDuringAfter }).journeys[0]!.events.map(({ at }) => at),
    ).toEqual([0, 1]);
    const lines = [
      { case: "k", activity: "repair", at: new Date(30), phase: "complete" },
      { case: "k", activity: "repair", at: new Date(0), phase: "start" },
    ];
    expect(mergeLifecycle(lines, { phase: (line) => line.phase }).events).toEqual([
      { case: "k", activity: "repair", at: 0, endAt: 30, phase: "start" },
    ]);
  });
});
