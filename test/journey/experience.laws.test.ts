import {
  type Journey,
  journeyDeviationsMetric,
  momentsThatMatterMetric,
  painPointsMetric,
  stepsPerTaskMetric,
} from "cx-metrics";
import { itKeepsTheLaws } from "../laws.ts";
import { type ScoredEvent, scoredJourney } from "./experience-journeys.ts";

const arbitraries = { observation: scoredJourney };
const score = (event: ScoredEvent) => event.score;
const outcome = ({ status }: Journey<ScoredEvent>) =>
  ({ completed: true, abandoned: false, open: "pending" as const })[status];
const maxLength = 10;

const planned = ["a", "b", "NA", "b", ""];
itKeepsTheLaws(
  "journeyDeviationsMetric",
  () =>
    journeyDeviationsMetric<ScoredEvent>({
      planned,
      failed: (event) => event.score === 1,
      rule: "worst scores failed",
    }),
  arbitraries,
  {
    headline: ({ fit }) => fit.mean,
    foreign: [journeyDeviationsMetric({ planned: ["a"] }).empty()],
    maxLength,
    slack: () => 1e-12,
  },
);
itKeepsTheLaws("stepsPerTaskMetric", () => stepsPerTaskMetric<ScoredEvent>(), arbitraries, {
  headline: ({ mean }) => mean,
  foreign: [stepsPerTaskMetric({ rule: "step" }).empty()],
  slack: () => 1e-10,
  maxLength,
});
itKeepsTheLaws(
  "momentsThatMatterMetric",
  () => momentsThatMatterMetric<ScoredEvent>({ score, neutral: 3, outcome, rule: "completed", minimumCount: 2 }),
  arbitraries,
  {
    // Which touchpoints have enough journeys depends on people, whatever their weights: the first by name is always there.
    headline: ({ moments, tooFew }) =>
      [...moments, ...tooFew].sort((one, other) => (one.touchpoint < other.touchpoint ? -1 : 1))[0]?.reach.rate ?? null,
    foreign: [momentsThatMatterMetric({ score, neutral: 2, outcome, rule: "completed" }).empty()],
    maxLength,
  },
);
itKeepsTheLaws("painPointsMetric", () => painPointsMetric<ScoredEvent>({ score, target: 4 }), arbitraries, {
  headline: ({ dropOff }) => dropOff.rate,
  foreign: [painPointsMetric({ score, target: 3 }).empty()],
  slack: () => 1e-9,
  maxLength,
});
