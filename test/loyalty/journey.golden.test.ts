import {
  acquisition,
  churnReasons,
  type LifecycleAccountingOptions,
  type LifecyclePeriod,
  lifecycle,
  type RetentionOptions,
  retention,
  winBack,
  winBackCurve,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";

const DAY = 86_400_000;

interface Published {
  readonly lifecycle: {
    readonly days: readonly number[];
    readonly activity_days: Record<string, readonly number[]>;
    readonly expected_whole_range: Record<string, readonly number[]>;
    readonly dormant_after_range: Record<string, number>;
    readonly expected_single_actor_union: Record<string, readonly number[]> & { activity_days: readonly number[] };
  };
  readonly retention: Record<
    "day" | "month",
    { activity: Record<string, readonly number[]>; periods: number; expected: readonly (readonly number[])[] }
  >;
}

const published = goldenFile<Published>("journey/lifecycle_retention_published");
const spec = goldenFile<{
  pareto: {
    reasons: Record<string, number>;
    order: string[];
    cumulative: number[];
    vital_few_80: string[];
    excluding_unknown_cumulative: number[];
  };
  winback: {
    customers: { id: string; churned: number; back: number | null }[];
    horizon: number;
    as_of: number;
    eligible: string[];
    won_within_h: string[];
    rate: number;
    pending: string[];
  };
  acquisition: Record<"facebook" | "blog", { visitors: number; converted: number }> &
    Record<"traffic_share" | "conversion_share" | "conversion_index", Record<string, number>>;
}>("journey/spec_cases");

const events = (activity: Record<string, readonly number[]>, at: (period: number) => number) =>
  Object.entries(activity).flatMap(([who, periods]) => periods.map((period) => ({ who, at: at(period) })));

describe("lifecycle and retention that others print", () => {
  it("agree on who is new, returning, resurrected and dormant in both tables", () => {
    const { days, activity_days, expected_whole_range, dormant_after_range, expected_single_actor_union } =
      published.lifecycle;
    const june = (day: number) => Date.UTC(2020, 0, day, 12);
    const options: LifecycleAccountingOptions = {
      every: "day",
      timeZone: "UTC",
      from: Date.UTC(2020, 0, days[0]),
      asOf: Date.UTC(2020, 0, days.at(-1)! + 2),
    };
    const read = (activity: Record<string, readonly number[]>) =>
      lifecycle(events(activity, june), { customer: (row) => row.who, at: (row) => row.at, ...options }).periods;
    const column = (periods: readonly LifecyclePeriod[], name: "new" | "returning" | "resurrected" | "dormant") =>
      periods.slice(0, days.length).map((period) => period[name]);
    let checked = 0;
    const whole = read(activity_days);
    const union = read({ one: expected_single_actor_union.activity_days });
    for (const [periods, expected] of [
      [whole, expected_whole_range],
      [union, expected_single_actor_union],
    ] as const) {
      expect(column(periods, "new")).toEqual(expected.new);
      expect(column(periods, "returning")).toEqual(expected.returning);
      expect(column(periods, "resurrected")).toEqual(expected.resurrecting);
      expect(column(periods, "dormant")).toEqual(expected.dormant);
      checked += 4 * days.length;
    }
    expect(whole.at(-1)).toMatchObject({ dormant: dormant_after_range["20"], complete: true });
    expect(checked).toBe(88);
  });

  it("agree on recurring cohorts by day and by month", () => {
    let checked = 0;
    for (const every of ["day", "month"] as const) {
      const { activity, periods, expected } = published.retention[every];
      const at = (period: number) => (every === "day" ? period * DAY + 7 : Date.UTC(2020, period, 10));
      const options: RetentionOptions = {
        origin: "calendar",
        every,
        timeZone: "UTC",
        cohort: "recurring",
        periods: periods - 1,
        asOf: every === "day" ? periods * DAY : Date.UTC(2020, periods),
      };
      const { cohorts } = retention(events(activity, at), {
        customer: (row) => row.who,
        at: (row) => row.at,
        ...options,
      });
      const complete = cohorts.map(({ cells }) => cells.filter((cell) => cell.complete).map((cell) => cell.numerator));
      expect(complete, every).toEqual(expected);
      checked += expected.flat().length;
    }
    expect(checked).toBe(2 * 66);
  });
});

describe("worked cases", () => {
  it("agree on the reasons of a hundred customers", () => {
    const { reasons, order, cumulative, vital_few_80, excluding_unknown_cumulative } = spec.pareto;
    const left = Object.entries(reasons).flatMap(([reason, count]) =>
      Array.from({ length: count }, () => (reason === "unknown" ? null : reason)),
    );
    const counted = churnReasons(left, { unknown: "counted" });
    expect([...counted.reasons.map(({ reason }) => reason), "unknown"]).toEqual(order);
    for (const [place, each] of counted.reasons.entries()) {
      expectNear(each.cumulative, cumulative[place]!, each.reason);
    }
    expect(counted.vitalFew).toEqual(vital_few_80);
    expect(counted.unknownShare).toBe(0.1);
    const known = churnReasons(left);
    for (const [place, each] of known.reasons.entries()) {
      expectNear(each.cumulative, excluding_unknown_cumulative[place]!, each.reason);
    }
  });

  it("agree on who was won back", () => {
    const { customers, horizon, as_of, eligible, won_within_h, rate, pending } = spec.winback;
    expect(winBack(customers, { within: horizon, asOf: as_of })).toMatchObject({
      rate,
      numerator: won_within_h.length,
      denominator: eligible.length,
      pending: pending.length,
    });
    expect(winBackCurve(customers, { asOf: as_of })).toMatchObject({ count: 4, events: 2 });
  });

  it("agree on where customers come from", () => {
    const { traffic_share, conversion_share, conversion_index, ...sources } = spec.acquisition;
    const visits = (["facebook", "blog"] as const).flatMap((source) =>
      Array.from({ length: sources[source].visitors }, (_, i) => ({
        source,
        converted: i < sources[source].converted,
      })),
    );
    for (const each of acquisition(visits).sources) {
      expectNear(each.trafficShare, traffic_share[each.source]!, each.source);
      expectNear(each.conversionShare, conversion_share[each.source]!, each.source);
      expectNear(each.conversionIndex, conversion_index[each.source]!, each.source);
    }
  });
});
