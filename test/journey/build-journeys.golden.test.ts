import { buildJourneys, stageVisits } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { goldenFile } from "../golden.ts";
import { shopEvents } from "./logs.ts";

interface Spec {
  readonly stage_visits: {
    readonly events: readonly (readonly [stage: string, at: number])[];
    readonly as_of: number;
    readonly expected: readonly {
      stage: string;
      enter: number;
      exit: number | null;
      censored: boolean;
      duration_at_as_of?: number;
    }[];
    readonly total_time: Readonly<Record<string, number>>;
    readonly regressions: number;
    readonly revisits: Readonly<Record<string, number>>;
  };
}

describe("journeys of a made-up shop", () => {
  const { funnels } = goldenFile<{
    funnels: { n_users: number; tie_pairs: number; sessions: Readonly<Record<string, number>> };
  }>("journey/independent_ecom");
  const events = shopEvents();
  const asOf = Math.max(...events.map(({ at }) => at));

  it("are those of 600 customers, with 163 pairs of events at one moment", () => {
    const built = buildJourneys(events, { asOf });
    expect([built.count, built.ties, built.events, built.excluded]).toEqual([
      funnels.n_users,
      funnels.tie_pairs,
      31_106,
      0,
    ]);
  });

  it("are 3,605 sessions by a gap of half an hour and 4,171 by ten minutes", () => {
    let checked = 0;
    for (const [gap, sessions] of Object.entries(funnels.sessions)) {
      expect(buildJourneys(events, { asOf, gap: Number.parseInt(gap, 10) * 60_000 }).count, gap).toBe(sessions);
      checked++;
    }
    expect(checked).toBe(3);
  });
});

describe("visits as specified", () => {
  const { stage_visits: spec } = goldenFile<Spec>("journey/spec_cases");

  it("merge, return, and stay open", () => {
    const events = spec.events.map(([stage, at]) => ({ customer: "one", activity: stage, at, stage }));
    const visits = stageVisits(buildJourneys(events, { asOf: spec.as_of }).journeys[0]!);
    expect(visits).toMatchObject(
      spec.expected.map(({ duration_at_as_of, ...visit }) => ({
        ...visit,
        duration: duration_at_as_of ?? visit.exit! - visit.enter,
      })),
    );
    expect(visits).toHaveLength(5);
    const totals: Record<string, number> = {};
    for (const { stage, censored, duration } of visits) {
      const name = censored ? `${stage}_censored` : stage;
      totals[name] = (totals[name] ?? 0) + duration;
    }
    expect(totals).toEqual(spec.total_time);
  });
});
