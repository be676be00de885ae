// The speed of periods and rolling windows, as ratios within one run:
// node test/bench/time.mjs
import { measureBy, measureByPeriod, npsMetric, rolling, zone, zonedInstant } from "cx-metrics";
import { ratios } from "./ratios.mjs";
import { uniform } from "./uniform.mjs";

const MANY = 1_000_000;
const DAY = 86_400_000;
const YEARS = 3;

const rows = Array.from({ length: MANY }, () => ({
  at: Date.UTC(2015, 0) + Math.floor(uniform() * YEARS * 365 * DAY),
  recommend: Math.floor(uniform() * 11),
}));
const sorted = [...rows].sort((a, b) => a.at - b.at);
const metric = npsMetric();
const value = (row) => row.recommend;
const at = (row) => row.at;
const by = (items, every, timeZone) => () => measureByPeriod(metric, items, { at, every, timeZone, value });

for (const [order, items] of [
  ["in any order", rows],
  ["in order of time", sorted],
]) {
  ratios(
    `measureByPeriod over 1e6 rows of three years, ${order}`,
    MANY,
    {
      "by day, UTC": by(items, "day", "UTC"),
      "by day, New York": by(items, "day", "America/New_York"),
      "by hour, New York": by(items, "hour", "America/New_York"),
      "by week, New York": by(items, "week", "America/New_York"),
      "by month, New York": by(items, "month", "America/New_York"),
      "measureBy, the number of the UTC day": () =>
        measureBy(metric, items, (row) => Math.floor(row.at / DAY), { value }),
    },
    { "by day, New York": 3 },
  );
}

const windows = (periods) => () =>
  rolling(metric, sorted, { at, every: "hour", timeZone: "America/New_York", value, periods });
ratios(
  "rolling over 1e6 rows and 26,280 hours",
  MANY,
  { "1 hour": windows(1), "24 hours": windows(24), "720 hours": windows(720), "8,760 hours": windows(8760) },
  { "8,760 hours": 2 },
);

const newYork = zone("America/New_York");
const times = sorted
  .slice(0, 10_000)
  .map((row) => new Date(row.at).toISOString().slice(0, 19))
  .filter((time) => !/-03-\d\dT02|-11-\d\dT01/.test(time));
ratios("zonedInstant of 1e4 texts", times.length, {
  "Date.parse as UTC": () => times.map((time) => Date.parse(`${time}Z`)),
  "with a zone made once": () => times.map((time) => zonedInstant(time, newYork)),
  "with the name of the zone": () => times.slice(0, 1000).map((time) => zonedInstant(time, "America/New_York")),
});
