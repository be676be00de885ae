import { retentionMetric, tally } from "cx-metrics";
import { itKeepsTheLaws } from "../laws.ts";
import { AS_OF, activity, BERLIN, HOUR } from "./activity-arbitraries.ts";

const hours = { origin: "rolling", periodLength: 7 * HOUR, mode: "on-or-after", periods: 3, asOf: AS_OF } as const;
itKeepsTheLaws(
  "retention by days",
  () => retentionMetric({ origin: "calendar", ...BERLIN, cohort: "recurring", periods: 4, asOf: AS_OF }),
  { observation: activity },
  { headline: (result) => result.curve[1]!.rate, foreign: [tally(retentionMetric(hours), [])], maxLength: 12 },
);
itKeepsTheLaws(
  "retention by hours",
  () => retentionMetric(hours),
  { observation: activity },
  { headline: (result) => result.curve[1]!.rate, maxLength: 12 },
);
