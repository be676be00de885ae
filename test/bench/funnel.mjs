// The speed of funnels, as ratios to building the journeys that they are of, all in one run: node test/bench/funnel.mjs
import { buildJourneys, funnel, funnelMetric, tally } from "cx-metrics";
import { ratios } from "./ratios.mjs";
import { uniform } from "./uniform.mjs";

const ROWS = 1_000_000;
const CASES = 100_000;
const DAY = 86_400_000;

const names = [
  "home",
  "search",
  "catalog",
  "product",
  "cart",
  "help",
  "account",
  "checkout",
  "pay",
  "review",
  "return",
  "leave",
];
const rows = Array.from({ length: ROWS }, () => ({
  customer: `c${Math.floor(uniform() * CASES)}`,
  activity: names[Math.floor(uniform() * names.length)],
  at: Math.floor(uniform() * 90) * DAY + Math.floor(uniform() * DAY),
}));
const asOf = 90 * DAY;

const build = () => buildJourneys(rows, { asOf });

/** The obvious way to build them. */
const obvious = () => {
  const cases = new Map();
  for (const row of rows) {
    const events = cases.get(row.customer);
    if (events) events.push(row);
    else cases.set(row.customer, [row]);
  }
  const journeys = [];
  for (const [customer, events] of cases) {
    events.sort((a, b) => a.at - b.at || (a.activity < b.activity ? -1 : a.activity > b.activity ? 1 : 0));
    const [start, end] = [events[0].at, events[events.length - 1].at];
    journeys.push({
      customer,
      case: customer,
      index: 0,
      status: "open",
      start,
      end,
      asOf,
      leftTruncated: false,
      events,
    });
  }
  return journeys;
};
const built = build();
const steps = ["search", "product", "cart", "pay"];
const week = { within: 7 * DAY };

const target = 0.5;
ratios(
  "funnels of 1e6 events in 1e5 journeys",
  ROWS,
  {
    buildJourneys: build,
    "journeys by Map, arrays and sort": obvious,
    "funnel, best attempt within a week": () => funnel(built, { steps, window: week }),
    "funnel, best attempt, of the list": () => funnel(built.journeys, { steps, window: week }),
    "funnel, first attempt": () => funnel(built, { steps, window: week, reentry: "first" }),
    "funnel, all attempts": () => funnel(built, { steps, window: week, reentry: "all" }),
    "funnel, without a window": () => funnel(built, { steps }),
    "funnel, strict": () => funnel(built, { steps, window: week, order: "strict" }),
    "funnel, unordered": () => funnel(built, { steps, window: week, order: "unordered" }),
    "funnel, with grace": () => funnel(built, { steps, window: week, grace: 2000 }),
  },
  {
    "funnel, best attempt within a week": target,
    "funnel, first attempt": target,
    "funnel, all attempts": target,
    "funnel, without a window": target,
    "funnel, strict": target,
    "funnel, unordered": target,
    "funnel, with grace": target,
  },
);

const metric = funnelMetric({ steps, window: week });
console.log(`\na tally of 1e5 journeys: ${JSON.stringify(tally(metric, built)).length} B of JSON`);
