import {
  type FunnelOptions,
  funnel,
  funnelReach,
  funnelTimes,
  type JourneyStatus,
  kaplanMeier,
  shareInterval,
  survivalAt,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";
import { ecomJourneys, eventsOf, journeyOf } from "./made-journeys.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Published {
  readonly id: string;
  readonly steps: readonly string[];
  readonly order: "ordered" | "strict" | "unordered";
  readonly window_s: number | null;
  readonly window_from: "first" | "previous";
  readonly reentry: "first" | "best";
  readonly ties: "any" | "strict";
  readonly grace_s: number;
  readonly exclusions: readonly { readonly activity: string; readonly effect: "break" | "disqualify" }[];
  readonly events: readonly (readonly [at: number, activity: string])[];
  readonly expect_reached: number;
}

const { cases, aggregates } = goldenFile<{ cases: readonly Published[]; aggregates: Record<string, unknown> }>(
  "journey/funnel_published_cases",
);

const optionsOf = (golden: Published): FunnelOptions => ({
  steps: golden.steps,
  order: golden.order,
  window: golden.window_s === null ? undefined : { within: golden.window_s * 1000, from: golden.window_from },
  reentry: golden.reentry,
  ties: golden.ties,
  grace: golden.grace_s * 1000,
  exclusions: golden.exclusions.map(({ activity, effect }) => ({ when: activity, effect })),
});

describe("the cases that vendors and issues publish", () => {
  it("reach the step that is expected, all 30", () => {
    expect(cases).toHaveLength(30);
    for (const golden of cases) {
      const reach = funnelReach(journeyOf(eventsOf(golden.events, 1000)), optionsOf(golden));
      expect(reach.reached, golden.id).toBe(golden.expect_reached);
    }
  });

  const people = (prefix: string, missing: readonly (readonly (readonly [number, string])[])[] = []) => {
    const found = cases.filter(({ id }) => id.startsWith(prefix));
    return [...found.map(({ events }) => events), ...missing].map((events) => journeyOf(eventsOf(events, 1000)));
  };

  it("add up to PostHog's strict counts", () => {
    const steps = ["user signed up", "$pageview", "insight viewed"];
    // Of the eight people of that test three are no cases here: by the counts they reached 1, 3 and 1 steps.
    const others: (readonly [number, string])[][] = [
      [[0, "user signed up"]],
      [
        [0, "user signed up"],
        [10, "$pageview"],
        [20, "insight viewed"],
      ],
      [
        [0, "user signed up"],
        [10, "blaah blaa"],
      ],
    ];
    const result = funnel(people("posthog-strict-person", others), { steps, order: "strict" });
    expect(result.steps.map(({ reached }) => reached)).toEqual(aggregates.posthog_strict_counts);
  });

  it("add up to PostHog's unordered counts and conversion times", () => {
    const steps = ["user signed up", "$pageview", "insight viewed"];
    // The second person is no case here: by the counts two steps.
    const second = [
      [
        [0, "$pageview"],
        [3600, "user signed up"],
      ],
    ] as const;
    const result = funnel(people("posthog-unordered-p", second), {
      steps,
      order: "unordered",
      window: { within: DAY },
    });
    expect(result.steps.map(({ reached }) => reached)).toEqual(
      aggregates.posthog_unordered_counts_conversion_times_test,
    );
    expect(result.steps[1]!.sincePrevious!.mean).toBe(5400 * 1000);
    expect(result.steps[2]!.sincePrevious!.mean).toBe(7200 * 1000);
  });

  it("count two entries and one conversion of A, A, A, B with exclusion A, as Mixpanel's totals do", () => {
    expect(aggregates.mixpanel_totals_exclusion).toBe(
      "A,A,A,B with exclusion A: 2 entries, 1 conversion (totals counting)",
    );
    const journey = journeyOf(
      eventsOf([
        [0, "A"],
        [1, "A"],
        [2, "A"],
        [3, "B"],
      ]),
    );
    const result = funnel([journey], { steps: ["A", "B"], reentry: "all", exclusions: [{ when: "A" }] });
    expect(result).toMatchObject({ entered: 2, converted: 1, dropped: 1, count: 1 });
  });
});

describe("the synthetic shop", () => {
  const users = ecomJourneys();
  const steps = ["catalog", "product_view", "add_to_cart", "purchase"];
  const reachedBy = (options: Partial<FunnelOptions>, journeys = users) =>
    funnel(journeys, { steps, ties: "input", ...options } as FunnelOptions).steps.map(({ reached }) => reached);

  it("gives the four conversions that one log has by four rules, and the other twelve funnels", () => {
    const { short } = goldenFile<{ funnels: { funnels: { short: Record<string, readonly number[]> } } }>(
      "journey/independent_ecom",
    ).funnels.funnels;
    const windows = new Map<string, number | undefined>([
      ["none", undefined],
      ["30m", 30 * MINUTE],
      ["24h", DAY],
      ["7d", 7 * DAY],
    ]);
    let checked = 0;
    for (const [name, counts] of Object.entries(short)) {
      if (name === "steps") continue;
      const [mode, window] = name.split("@") as [string, string];
      const [order, reentry = "best"] = mode.split("_") as ["ordered" | "strict" | "unordered", ("best" | "first")?];
      const within = windows.get(window);
      expect(reachedBy({ order, reentry, window: within === undefined ? undefined : { within } }), name).toEqual(
        counts,
      );
      checked++;
    }
    expect(checked).toBe(16);
    const last = (options: Partial<FunnelOptions>) => reachedBy({ window: { within: 7 * DAY }, ...options })[3];
    expect(last({})).toBe(160);
    expect(last({ reentry: "first" })).toBe(50);
    expect(last({ order: "strict" })).toBe(2);
    expect(last({ order: "unordered" })).toBe(283);
  });

  interface Peer {
    readonly steps: readonly { readonly step: string; readonly unique_paths: number }[];
  }
  interface Anchors {
    readonly start_anchor: string;
    readonly end_anchor: string;
    readonly paths_with_start: number;
    readonly converted: number;
  }
  const peer = goldenFile<{
    funnel_user: Peer;
    funnel_session: Peer;
    funnel_short_user: Peer;
    conversion_rate: readonly Anchors[];
    conversion_within30m: readonly Anchors[];
    metrics_sum: Record<string, number>;
  }>("journey/retentioneering_ecom");

  it("gives retentioneering's funnels of users and of sessions", () => {
    const sessions = ecomJourneys("session_id");
    expect(sessions).toHaveLength(3605);
    for (const [expected, journeys] of [
      [peer.funnel_user, users],
      [peer.funnel_session, sessions],
      [peer.funnel_short_user, users],
    ] as const) {
      const counts = reachedBy({ steps: expected.steps.map(({ step }) => step) }, journeys);
      expect(counts).toEqual(expected.steps.map(({ unique_paths }) => unique_paths));
    }
  });

  it("gives retentioneering's conversions from one event to another", () => {
    expect([...peer.conversion_rate, ...peer.conversion_within30m]).toHaveLength(4);
    for (const [anchors, window] of [
      ...peer.conversion_rate.map((anchors) => [anchors, undefined] as const),
      ...peer.conversion_within30m.map((anchors) => [anchors, { within: 30 * MINUTE }] as const),
    ]) {
      const { start_anchor, end_anchor, paths_with_start, converted } = anchors;
      const counts = reachedBy({ steps: [start_anchor, end_anchor], window, reentry: "first" });
      expect(counts, `${start_anchor} to ${end_anchor}`).toEqual([paths_with_start, converted]);
    }
  });

  it("gives Kaplan and Meier's conversion from cart to purchase: 28.7 % in a day, 43.0 in 30, 63.5 in 90", () => {
    const times = funnelTimes(users, { steps: ["add_to_cart", "purchase"], reentry: "first", ties: "input" });
    expect(times).toHaveLength(522);
    expect(times.filter(({ event }) => event)).toHaveLength(297);
    const curve = kaplanMeier(times);
    const converted = (time: number) => 1 - survivalAt(curve, time).survival!;
    expect([DAY, 30 * DAY, 90 * DAY].map((time) => Math.round(1000 * converted(time)) / 10)).toEqual([28.7, 43, 63.5]);
  });

  it("counts nobody as dropped who may still buy", () => {
    const result = funnel(users, {
      steps: ["add_to_cart", "purchase"],
      window: { within: 30 * DAY },
      reentry: "first",
    });
    expect(result.entered).toBe(522);
    expect(result.converted + result.pending + result.dropped).toBe(522);
    expect(result.pending).toBeGreaterThan(0);
    expect(result.denominator).toBeLessThan(522);
    expect(shareInterval(result).lower).toBeGreaterThan(0.3);
  });
});

describe("what is worked out by hand", () => {
  it("tells converted, dropped and pending apart, and gives the matured rate, the naive one and the curve's", () => {
    const { funnel_status: golden } = goldenFile<{
      funnel_status: {
        as_of: number;
        window: number;
        units: readonly { id: string; entered: number; converted: number | null }[];
        status: Record<string, string>;
        naive: number;
        matured: number;
        km_at_31: number;
      };
    }>("journey/spec_cases");
    const journeys = golden.units.map(({ id, entered, converted }) => {
      const pairs = [[entered, "enter"], ...(converted === null ? [] : [[converted, "convert"]])] as [number, string][];
      return journeyOf(eventsOf(pairs), { asOf: golden.as_of, customer: id });
    });
    const options: FunnelOptions = { steps: ["enter", "convert"], window: { within: golden.window } };
    for (const journey of journeys) {
      expect(funnelReach(journey, options).status).toBe(golden.status[journey.customer]);
    }
    const result = funnel(journeys, options);
    expect(result.rate).toBe(golden.matured);
    expectNear(result.converted / result.entered, golden.naive, "naive");
    const curve = kaplanMeier(funnelTimes(journeys, options));
    expectNear(1 - survivalAt(curve, 31).survival!, golden.km_at_31, "Kaplan–Meier");
    const statuses: JourneyStatus[] = ["open", "abandoned"];
    expect(statuses.map((status) => funnelReach({ ...journeys[2]!, status }, options).status)).toEqual([
      "pending",
      "dropped",
    ]);
  });
});
