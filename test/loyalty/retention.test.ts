import {
  type CustomerActivity,
  measure,
  periodOf,
  type RetentionOptions,
  retention,
  retentionMetric,
  shareInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, thrown } from "../laws.ts";
import { AS_OF, activity, BERLIN, CLOCKS, DAY, HOUR } from "./activity-arbitraries.ts";

/** Every kind of cells and periods. */
const options: fc.Arbitrary<RetentionOptions> = fc
  .tuple(
    fc.constantFrom(
      { periods: 12 },
      { periods: 0 },
      { mode: "on-or-after" as const, periods: 12 },
      {
        mode: "brackets" as const,
        brackets: [
          [0, 0],
          [1, 3],
          [2, 9],
        ] as const,
      },
    ),
    fc.constantFrom(
      { origin: "rolling" as const },
      { origin: "rolling" as const, periodLength: 7 * HOUR + 1 },
      { origin: "calendar" as const, ...BERLIN },
      { origin: "calendar" as const, every: "week" as const, timeZone: CLOCKS, cohort: "recurring" as const },
      { origin: "calendar" as const, ...BERLIN, cohort: "recurring" as const },
    ),
    fc.constantFrom(AS_OF, periodOf(AS_OF, BERLIN).end),
  )
  .map(([cells, origin, asOf]) => ({ ...cells, ...origin, asOf }));

/** The cells of a table as the definition has them, one customer and one period after the other. */
function table(
  customers: readonly (CustomerActivity | null | undefined)[],
  of: RetentionOptions,
  start: number | null,
) {
  const asOf = of.asOf as number;
  const lists = customers
    .map(
      (each) =>
        [...(each?.moments ?? []), ...(typeof each?.firstSeen === "number" ? [each.firstSeen] : [])] as number[],
    )
    .filter((moments) => moments.length > 0);
  const cells =
    of.mode === "brackets" ? of.brackets! : Array.from({ length: of.periods! + 1 }, (_, n) => [n, n] as const);
  return cells.map(([from, to]) => {
    const cell = { numerator: 0, denominator: 0, pending: 0, active: 0 };
    for (const moments of lists) {
      const birth = Math.min(...moments);
      let boundary: number;
      if (of.origin === "rolling") boundary = birth;
      else {
        const own = (at: number) => periodOf(at, of).start;
        const isOfCohort = of.cohort === "recurring" ? moments.some((at) => own(at) === start) : own(birth) === start;
        if (!isOfCohort) continue;
        boundary = start!;
      }
      const bounds = [boundary];
      for (let n = 0; n <= to; n++) {
        bounds.push(
          of.origin === "rolling" ? birth + (n + 1) * (of.periodLength ?? DAY) : periodOf(bounds[n]!, of).end,
        );
      }
      const isActive = moments.some((at) => at >= bounds[from]! && (of.mode === "on-or-after" || at < bounds[to + 1]!));
      if (isActive) cell.active++;
      if (bounds[to + 1]! > asOf) cell.pending++;
      else {
        cell.denominator++;
        if (isActive) cell.numerator++;
      }
    }
    return cell;
  });
}

describe("retention", () => {
  it("is what going from customer to customer gives", () => {
    fc.assert(
      fc.property(fc.array(activity, { maxLength: 8 }), options, (customers, of) => {
        const result = measure(retentionMetric(of), customers);
        expectPlain(result);
        for (const cohort of result.cohorts) {
          const expected = table(customers, of, cohort.start);
          cohort.cells.forEach((cell, place) => {
            const { numerator, denominator, pending, active } = cell;
            expect({ numerator, denominator, pending, active }).toEqual(expected[place]);
            expect(cell.rate).toBe(denominator === 0 ? null : numerator / denominator);
            if (cell.complete) expect(pending).toBe(0);
            else if (cohort.size > 0) expect(pending).toBeGreaterThan(0);
          });
        }
        result.curve.forEach((cell, place) => {
          const sum = (name: "numerator" | "denominator" | "pending") =>
            result.cohorts.reduce((total, cohort) => total + cohort.cells[place]![name], 0);
          expect([cell.numerator, cell.denominator, cell.pending]).toEqual([
            sum("numerator"),
            sum("denominator"),
            sum("pending"),
          ]);
        });
        const members = result.cohorts.reduce((total, { size }) => total + size, 0);
        if (of.origin === "rolling" || of.cohort !== "recurring") expect(members).toBe(result.count);
        expect(result.count + result.missing).toBe(customers.length);
      }),
    );
  });

  it("never rises on or after, and never falls below the exact one", () => {
    fc.assert(
      fc.property(fc.array(activity, { maxLength: 8 }), fc.boolean(), (customers, isRolling) => {
        const origin = isRolling ? { origin: "rolling" as const } : { origin: "calendar" as const, ...BERLIN };
        const exact = measure(retentionMetric({ ...origin, periods: 12, asOf: AS_OF }), customers);
        const later = measure(retentionMetric({ ...origin, mode: "on-or-after", periods: 12, asOf: AS_OF }), customers);
        later.cohorts.forEach(({ cells, size }, row) => {
          cells.forEach((cell, place) => {
            expect(cell.active).toBeLessThanOrEqual(place === 0 ? size : cells[place - 1]!.active);
            expect(cell.numerator).toBeGreaterThanOrEqual(exact.cohorts[row]!.cells[place]!.numerator);
          });
        });
      }),
    );
  });

  it("has all of a recurring cohort in its own period", () => {
    fc.assert(
      fc.property(fc.array(activity, { maxLength: 8 }), (customers) => {
        const metric = retentionMetric({ origin: "calendar", ...BERLIN, cohort: "recurring", periods: 3, asOf: AS_OF });
        for (const { cells, size } of measure(metric, customers).cohorts) expect(cells[0]!.active).toBe(size);
      }),
    );
  });

  it("takes a day of 23 hours for a day", () => {
    // The night to 28 March 2021 had no hour from 2 to 3 in Berlin.
    const midnight = periodOf(Date.UTC(2021, 2, 28, 12), BERLIN).start;
    const events = [midnight, midnight + 23 * HOUR].map((at) => ({ at }));
    const reading = { customer: () => 1, at: (row: { at: number }) => row.at, periods: 1, asOf: midnight + 3 * DAY };
    expect(retention(events, { ...reading, origin: "calendar", ...BERLIN }).curve[1]?.rate).toBe(1);
    expect(retention(events, { ...reading, origin: "rolling" }).curve[1]?.rate).toBe(0);
  });

  it("takes a period for passed at the moment at which it ends", () => {
    const metric = (asOf: number) => retentionMetric({ origin: "rolling", periodLength: 10, periods: 1, asOf });
    expect(measure(metric(20), [{ moments: [0] }]).curve[1]).toMatchObject({ denominator: 1, pending: 0 });
    expect(measure(metric(19), [{ moments: [0] }]).curve[1]).toMatchObject({ denominator: 0, pending: 1, rate: null });
  });

  it("keeps customers apart whatever they are called, and counts events of nobody", () => {
    const who = ["__proto__", "", "NA", 0, Number.NaN, null, undefined];
    const result = retention(who, {
      customer: (name) => name,
      at: () => 0,
      origin: "rolling",
      periods: 1,
      asOf: 2 * DAY,
    });
    expect(result).toMatchObject({ count: 5, missing: 2 });
    expect(shareInterval(result.curve[0]!).estimate).toBe(1);
  });

  it("weighs customers", () => {
    const metric = retentionMetric({ origin: "rolling", periods: 1, asOf: 3 * DAY });
    const rows = [
      { moments: [0, 1.5 * DAY], weight: 3 },
      { moments: [0], weight: 1 },
      { moments: [0], weight: 0 },
    ];
    const result = measure(metric, rows, { value: (row) => row, weight: (row) => row.weight });
    expect(result).toMatchObject({ count: 2, excluded: 1 });
    expect(result.curve[1]).toMatchObject({ rate: 0.75, numerator: 1, denominator: 2, weight: 4 });
  });

  it("refuses what is no option and no moment", () => {
    const good = { origin: "rolling", periods: 1, asOf: 10 };
    const wrong: readonly (readonly [object, string])[] = [
      [{ origin: "daily" }, 'origin must be "calendar" or "rolling", got "daily"'],
      [{ mode: "after" }, 'mode must be "on" or "on-or-after" or "brackets", got "after"'],
      [{ periods: -1 }, "periods must be a whole number from 0 to 10000, got -1"],
      [{ periods: undefined }, "periods must be a whole number from 0 to 10000, got undefined"],
      [{ mode: "brackets" }, "brackets must be pairs of periods, one at least, got undefined"],
      [
        {
          mode: "brackets",
          brackets: [
            [0, 1],
            [3, 2],
          ],
        },
        "bracket must be whole numbers, 0 <= from <= to <= 10000, got 3 to 2 at index 1",
      ],
      [{ periodLength: 0 }, "periodLength must be whole milliseconds above 0, got 0"],
      [{ cohort: "recurring" }, 'cohort must be "first" where periods are rolling, got "recurring"'],
      [{ asOf: undefined }, "asOf must be a Date, a Temporal.Instant or whole milliseconds since 1970, got undefined"],
      [{ origin: "calendar", every: "fortnight", timeZone: "UTC" }, "every must be"],
    ];
    for (const [change, message] of wrong) {
      expect(thrown(() => retentionMetric({ ...good, ...change } as never)).message).toContain(message);
    }
    const events = [{ at: 3 }, { at: 11 }];
    const read = (change: object) => () =>
      retention(events, { ...good, customer: () => 1, at: (row: { at: number }) => row.at, ...change } as never);
    expect(thrown(read({})).message).toBe("at must not be after asOf (10), got 11 at index 1");
    expect(thrown(read({ asOf: 20, firstSeen: () => 4 })).message).toBe(
      "firstSeen must not be after at (3), got 4 at index 0",
    );
    const metric = retentionMetric(good as RetentionOptions);
    expect(thrown(() => measure(metric, [{ moments: [1], firstSeen: 2 }])).message).toContain(
      "firstSeen must not be after the first moment (1)",
    );
  });
});

describe("a bracket from −0", () => {
  it("is one from 0", () => {
    const result = retentionMetric({ origin: "rolling", mode: "brackets", brackets: [[-0, -0]], asOf: 0 });
    const { curve, definition } = result.read(result.empty());
    expect([curve[0]?.from, curve[0]?.to, definition.cells]).toEqual([0, 0, [[0, 0]]]);
  });
});
