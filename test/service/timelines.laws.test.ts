import { firstResponseTimeMetric, nextResponseTimeMetric, resolutionTimeMetric } from "cx-metrics";
import { itKeepsTheLaws } from "../laws.ts";
import { END, ticketOrNone } from "./tickets.ts";

const options = {
  headline: (result: { readonly mean: number | null }) => result.mean,
  slack: () => 1e-12 * END ** 2,
  jumps: ["median", "p90", "survivalMedian", "survivalMedianRange"],
  maxLength: 6,
};
itKeepsTheLaws(
  "first response time",
  () => firstResponseTimeMetric({ asOf: END, pauses: ["pause", "hold"] }),
  { observation: ticketOrNone },
  {
    ...options,
    foreign: [
      firstResponseTimeMetric({ asOf: END }).empty(),
      firstResponseTimeMetric({ asOf: 61, pauses: ["pause", "hold"] }).empty(),
    ],
  },
);
itKeepsTheLaws(
  "next response time",
  () => nextResponseTimeMetric({ asOf: END }),
  { observation: ticketOrNone },
  options,
);
itKeepsTheLaws(
  "resolution time",
  () => resolutionTimeMetric({ asOf: END, grace: 5, precision: 5 }),
  { observation: ticketOrNone },
  {
    ...options,
    foreign: [
      resolutionTimeMetric({ asOf: END, precision: 5 }).empty(),
      resolutionTimeMetric({ asOf: END, grace: 5 }).empty(),
    ],
  },
);
