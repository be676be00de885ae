import {
  eventuallyFollowsMetric,
  journeyLoopsMetric,
  journeySankeyMetric,
  journeyVariantsMetric,
  tally,
  transitionsMetric,
} from "cx-metrics";
import { itKeepsTheLaws } from "../laws.ts";
import { journey, journeyOf } from "./path-journeys.ts";

const arbitraries = { observation: journey };

itKeepsTheLaws("transitionsMetric", () => transitionsMetric(), arbitraries, {
  headline: (result) => result.transitions[0]?.rate ?? null,
  foreign: [tally(transitionsMetric({ level: "events" }), [journeyOf(["a"])])],
  maxLength: 20,
});
itKeepsTheLaws("eventuallyFollowsMetric", () => eventuallyFollowsMetric({ partial: "include" }), arbitraries, {
  headline: (result) => result.pairs[0]?.rate ?? null,
  foreign: [tally(eventuallyFollowsMetric(), [journeyOf(["a"])])],
  maxLength: 12,
});
itKeepsTheLaws("journeyVariantsMetric", () => journeyVariantsMetric(), arbitraries, {
  headline: (result) => result.entropy,
  slack: () => 1e-12,
  foreign: [tally(journeyVariantsMetric({ of: "activity" }), [journeyOf(["a"])])],
  maxLength: 20,
});
itKeepsTheLaws("journeyLoopsMetric", () => journeyLoopsMetric(), arbitraries, {
  headline: (result) => result.rate,
  foreign: [tally(journeyLoopsMetric({ of: (event) => event.stage, rule: "own" }), [journeyOf(["a"])])],
  maxLength: 20,
});
itKeepsTheLaws("journeySankeyMetric", () => journeySankeyMetric({ steps: 3 }), arbitraries, {
  headline: (result) => (result.links.length === 0 ? null : result.links[0]!.value / (result.weight ?? result.count)),
  foreign: [tally(journeySankeyMetric({ steps: 4 }), [journeyOf(["a"])])],
  maxLength: 20,
});
