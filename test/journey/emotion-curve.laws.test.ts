import { beforeDuringAfter, emotionCurveMetric } from "cx-metrics";
import { itKeepsTheLaws } from "../laws.ts";
import { type ScoredEvent, scoredJourney } from "./experience-journeys.ts";

const arbitraries = { observation: scoredJourney };
const score = (event: ScoredEvent) => event.score;
const maxLength = 10;

const curve = { model: beforeDuringAfter, score, expected: (event: ScoredEvent) => event.expected, neutral: 3 };
for (const per of ["journey", "event"] as const) {
  itKeepsTheLaws(
    `emotionCurveMetric per ${per}`,
    () => emotionCurveMetric<ScoredEvent, "before" | "during" | "after">({ ...curve, per }),
    arbitraries,
    {
      headline: ({ stages }) => stages[1]!.mean,
      foreign: [emotionCurveMetric({ ...curve, per, neutral: 2 }).empty()],
      slack: () => 1e-9,
      maxLength,
    },
  );
}
