import { type FunnelOptions, funnelMetric, type Journey, type JourneyEvent, type JourneyStatus } from "cx-metrics";
import fc from "fast-check";
import { itKeepsTheLaws } from "../laws.ts";
import { journeyOf } from "./made-journeys.ts";

const anyJourney = fc
  .record({
    events: fc.array(fc.record({ activity: fc.constantFrom("A", "B", "C", "", "__proto__"), at: fc.nat(20) }), {
      maxLength: 5,
    }),
    status: fc.constantFrom<JourneyStatus[]>("open", "completed", "abandoned"),
    more: fc.nat(10),
    leftTruncated: fc.boolean(),
  })
  .map(({ events, status, more, leftTruncated }): Journey => {
    const sorted: JourneyEvent[] = events.sort((a, b) => a.at - b.at);
    return { ...journeyOf(sorted, { status, asOf: (sorted.at(-1)?.at ?? 0) + more }), leftTruncated };
  });

for (const [name, options] of [
  ["a funnel", { steps: ["A", ["B", "__proto__"], "C"], window: { within: 6 }, leftTruncated: "include" }],
  [
    "an open funnel of all attempts",
    {
      steps: ["A", "B"],
      entry: "open",
      reentry: "all",
      window: { within: 6, from: "previous" },
      exclusions: [{ when: "C", effect: "disqualify" }],
    },
  ],
] as const satisfies readonly (readonly [string, FunnelOptions])[]) {
  itKeepsTheLaws(
    name,
    () => funnelMetric(options),
    { observation: anyJourney },
    {
      headline: ({ rate }) => rate,
      foreign: [funnelMetric({ steps: ["A", "B", "C"] }).empty(), funnelMetric({ steps: ["A", "B"] }).empty()],
      // Weighted medians, of the times between the steps.
      jumps: ["steps"],
      maxLength: 6,
    },
  );
}
