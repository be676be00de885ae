import {
  channelPreferenceMetric,
  channelSwitchingMetric,
  containmentMetric,
  touchpointCoverageMetric,
} from "cx-metrics";
import fc from "fast-check";
import { itKeepsTheLaws } from "../laws.ts";
import { anyName, type ScoredEvent, scoredJourney } from "./experience-journeys.ts";

const arbitraries = { observation: scoredJourney };
const score = (event: ScoredEvent) => event.score;
const maxLength = 10;

itKeepsTheLaws("channelSwitchingMetric", () => channelSwitchingMetric(), arbitraries, {
  headline: (result) => result.singleChannelShare.rate,
  foreign: [channelSwitchingMetric({ partial: "include" }).empty()],
  maxLength,
});
itKeepsTheLaws(
  "channelPreferenceMetric",
  () =>
    channelPreferenceMetric<ScoredEvent>({
      offered: ({ events }) => events.map(({ channel }) => channel ?? "a"),
      rule: "seen",
    }),
  arbitraries,
  {
    headline: ({ channels }) => channels[0]?.rate ?? null,
    foreign: [channelPreferenceMetric().empty()],
    maxLength,
  },
);
itKeepsTheLaws(
  "containmentMetric",
  () => containmentMetric({ within: 5 }),
  {
    observation: fc.record({
      channel: fc.option(anyName),
      outcome: fc.constantFrom(
        "contained" as const,
        "optedOut" as const,
        "left" as const,
        "unresolved" as const,
        "repeated" as const,
        "pending" as const,
        "excluded" as const,
        null,
      ),
    }),
  },
  { headline: ({ rate }) => rate, foreign: [containmentMetric({ within: 6 }).empty()] },
);
itKeepsTheLaws(
  "touchpointCoverageMetric",
  () => touchpointCoverageMetric<ScoredEvent>({ designed: ["a", "__proto__", "z"], score, minimumCount: 2 }),
  arbitraries,
  {
    headline: ({ unmapped }) => unmapped.rate,
    foreign: [touchpointCoverageMetric({ designed: ["a"], rule: "step" }).empty()],
    maxLength,
  },
);
