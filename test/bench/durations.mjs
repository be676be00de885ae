// The speed of means, durations and quantiles, as ratios to peers and to loops written by hand, all in one run:
// node test/bench/durations.mjs
import { DDSketch } from "@datadog/sketches-js";
import { durations, durationsMetric, mean, meanMetric, quantiles, tally } from "cx-metrics";
import { Adder } from "d3-array";
import { countBins } from "../../dist/stats/duration-bins.js";
import { addValues, GATHERED } from "../../dist/stats/value-sums.js";
import { ratios } from "./ratios.mjs";
import { uniform } from "./uniform.mjs";

const MANY = 10_000_000;
const SOME = 1_000_000;

const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
// Handle times, log-normal about 299 seconds.
const seconds = Float64Array.from({ length: MANY }, () => 299 * Math.exp(0.8 * normal()));
const milliseconds = seconds.map((time) => Math.round(1000 * time));
const numbers = Array.from(seconds);
const some = seconds.subarray(0, SOME);
const someNumbers = Array.from(some);
const rows = someNumbers.map((time, id) => ({ id, time }));

const naive = () => {
  let sum = 0;
  for (let i = 0; i < seconds.length; i++) sum += seconds[i];
  return sum / seconds.length;
};
const adder = () => {
  const sum = new Adder();
  for (let i = 0; i < seconds.length; i++) sum.add(seconds[i]);
  return +sum;
};
const sums = () => {
  const found = [[], []];
  for (let i = 0; i < seconds.length; i += GATHERED) {
    const part = seconds.subarray(i, i + GATHERED);
    addValues(found, part, part.length, 3e4);
  }
  return found;
};
ratios(
  "exact sums of 1e7 doubles",
  MANY,
  {
    "d3.Adder": adder,
    "naive mean": naive,
    "exact sum and sum of squares, alone": sums,
    "mean of a Float64Array": () => mean(seconds),
    "mean of whole milliseconds": () => mean(milliseconds),
    "mean of a number[]": () => mean(numbers),
  },
  { "exact sum and sum of squares, alone": 0.5, "mean of a Float64Array": 0.5 },
);

const oneByOne = (metric) => () => {
  let counted = metric.empty();
  for (let i = 0; i < some.length; i++) counted = metric.add(counted, some[i]);
  return counted;
};
const datadog = () => {
  const sketch = new DDSketch({ relativeAccuracy: 0.01 });
  for (let i = 0; i < some.length; i++) sketch.accept(some[i]);
  return sketch;
};
/** Some two thousand at a time, copied into one list, as the library does. */
const inParts = (take) => {
  const gathered = new Float64Array(GATHERED);
  for (let from = 0; from < some.length; from += GATHERED) {
    const part = some.subarray(from, from + GATHERED);
    gathered.set(part);
    take(gathered, part.length);
  }
};
const bins = () => {
  const cells = new Uint32Array(2 ** 17);
  inParts((part, length) => countBins(cells, part, length, 6));
  return cells;
};
const summary = (part, length) => {
  let sum = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < length; i++) {
    const time = part[i];
    if (!(time >= 0 && time <= 1e140)) throw new RangeError("no duration");
    sum += time;
    minimum = Math.min(minimum, time);
    maximum = Math.max(maximum, time);
  }
  return { sum, minimum, maximum };
};
// What the peer keeps, and no more: bins, how many, their sum, the shortest and the longest.
const sketch = () => {
  const cells = new Uint32Array(2 ** 17);
  const kept = { count: some.length, sum: 0, minimum: Infinity, maximum: -Infinity };
  inParts((part, length) => {
    countBins(cells, part, length, 6);
    const of = summary(part, length);
    kept.sum += of.sum;
    kept.minimum = Math.min(kept.minimum, of.minimum);
    kept.maximum = Math.max(kept.maximum, of.maximum);
  });
  return { cells, kept };
};
ratios(
  "a sketch of 1e6 durations",
  SOME,
  {
    "@datadog/sketches-js, 1 %": datadog,
    "bins alone, 0.78 %": bins,
    "bins, count, sum, minimum, maximum": sketch,
    "durationsMetric, in bulk": () => tally(durationsMetric(), some),
    "durationsMetric, number[]": () => tally(durationsMetric(), someNumbers),
    "durationsMetric, rows": () => tally(durationsMetric(), rows, { value: (row) => row.time }),
    "durationsMetric, one by one": oneByOne(durationsMetric()),
    "meanMetric, one by one": oneByOne(meanMetric()),
  },
  { "bins alone, 0.78 %": 0.35, "bins, count, sum, minimum, maximum": 0.35 },
);

ratios(
  "exact p50, p90 and p99 of 1e6",
  SOME,
  {
    "Float64Array copy and sort": () => some.slice().sort(),
    "quantiles of a Float64Array": () => quantiles(some, [0.5, 0.9, 0.99]),
    "quantiles of a number[]": () => quantiles(someNumbers, [0.5, 0.9, 0.99]),
    "durations, all of it": () => durations(some),
  },
  { "quantiles of a Float64Array": 0.06 },
);

const counted = tally(durationsMetric(), some);
console.log(`\na tally of 1e6 durations: ${JSON.stringify(counted).length} B of JSON`);
const half = tally(durationsMetric(), some.subarray(0, SOME / 2));
const other = tally(durationsMetric(), some.subarray(SOME / 2));
const merged = durationsMetric().merge(half, other);
console.log(`merged halves are the whole: ${JSON.stringify(merged) === JSON.stringify(counted)}`);
ratios("merging two tallies", 1, { merge: () => durationsMetric().merge(half, other) });
