import { attributeMetric, removalEffectsMetric, tally } from "cx-metrics";
import { itKeepsTheLaws } from "../laws.ts";
import { attributionPaths } from "./attribution-paths.ts";

const arbitraries = { observation: attributionPaths };
const path = { touchpoints: ["a"], conversions: 1 };

itKeepsTheLaws("removalEffectsMetric", () => removalEffectsMetric(), arbitraries, {
  headline: (result) => result.rate,
  foreign: [tally(attributeMetric({ rule: "linear" }), [path])],
  maxLength: 12,
});
itKeepsTheLaws("attributeMetric", () => attributeMetric({ rule: "linear" }), arbitraries, {
  headline: (result) => result.channels[0]?.share ?? null,
  foreign: [tally(attributeMetric({ rule: "first" }), [path]), tally(removalEffectsMetric(), [path])],
  maxLength: 20,
});
itKeepsTheLaws(
  "attributeMetric by time decay",
  () => attributeMetric({ rule: "time-decay", halfLife: 50 }),
  arbitraries,
  {
    headline: (result) => result.channels[0]?.share ?? null,
    foreign: [tally(attributeMetric({ rule: "time-decay", halfLife: 51 }), [{ ...path, at: [0], convertedAt: 1 }])],
    maxLength: 20,
  },
);
