// The speed of what is read from journeys, as ratios in one run: node test/bench/paths.mjs
import {
  absorption,
  attribute,
  buildJourneys,
  eventuallyFollows,
  journeyLoops,
  journeySankey,
  journeyVariants,
  removalEffects,
  transitions,
} from "cx-metrics";
import { ratios } from "./ratios.mjs";

const ROWS = 1_000_000;
const CASES = 100_000;

let state = 1;
/** Numbers below a bound, always the same; an xorshift, whose low bits are as good as its high ones. */
const next = (below) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};
const activities = Array.from({ length: 12 }, (_, place) => `activity ${place}`);
const rows = Array.from({ length: ROWS }, () => ({
  case: `case ${next(CASES)}`,
  activity: activities[next(12)],
  channel: "web",
  at: next(8_000_000),
}));

const build = () => buildJourneys(rows, { asOf: 8_000_000, abandonAfter: 1 }).journeys;
// The obvious way to build them: a Map of arrays, each sorted by time.
const obvious = () => {
  const cases = new Map();
  for (const row of rows) {
    const events = cases.get(row.case);
    if (events) events.push(row);
    else cases.set(row.case, [row]);
  }
  const journeys = [];
  for (const [id, events] of cases) {
    events.sort((left, right) => left.at - right.at);
    const [start, end] = [events[0].at, events.at(-1).at];
    journeys.push({
      customer: id,
      case: id,
      index: 0,
      status: "completed",
      start,
      end,
      asOf: end,
      leftTruncated: false,
      events,
    });
  }
  return journeys;
};
const journeys = build();
const few = journeys.map((journey) => ({ ...journey, events: journey.events.slice(0, 3) }));
const options = { of: "activity", level: "events" };

console.log(
  `${journeys.length} journeys, the longest of ${Math.max(...journeys.map(({ events }) => events.length))} events`,
);
ratios(
  "1e6 rows of 1e5 cases",
  ROWS,
  {
    buildJourneys: build,
    "journeys by Map, arrays and sort": obvious,
    "journeyVariants, nearly all different": () => journeyVariants(journeys, options),
    "journeyVariants, 1,900 different": () => journeyVariants(few, options),
    transitions: () => transitions(journeys, options),
    journeyLoops: () => journeyLoops(journeys, { of: "activity" }),
    journeySankey: () => journeySankey(journeys, options),
    eventuallyFollows: () => eventuallyFollows(journeys, options),
  },
  { "journeyVariants, nearly all different": 1, "journeyVariants, 1,900 different": 1 },
);

const SIZE = 200;
const states = Array.from({ length: SIZE + 2 }, (_, place) => `state ${place}`);
const probabilities = states.map((_, from) => {
  if (from >= SIZE) return states.map((_, to) => (to === from ? 1 : 0));
  const weights = states.map(() => next(1000) + 1);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / whole);
});
ratios("absorption with 200 states (target 50 ms = 50,000,000 ns)", 1, {
  absorption: () => absorption({ states, probabilities }),
});

const paths = journeys.map(({ events }, place) => ({
  touchpoints: events.map((event) => event.activity),
  conversions: place % 3 === 0 ? 1 : 0,
  nulls: place % 3 === 0 ? 0 : 1,
}));
ratios("1e5 paths of ten touchpoints", ROWS, {
  "attribute, linear": () => attribute(paths, { rule: "linear" }),
  removalEffects: () => removalEffects(paths),
});
