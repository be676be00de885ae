// The speed of the survey metrics, as ratios to loops written by hand, all in one run: node test/bench/survey.mjs
import { combine, csatMetric, mean, measure, measureBy, nps, npsInterval, npsMetric, on, tally } from "cx-metrics";
import { ratios } from "./ratios.mjs";

const MANY = 10_000_000;
const ROWS = 1_000_000;

/** Numbers from 0 to 2^31, always the same. */
function* sequence() {
  for (let state = 1; ; ) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    yield state >>> 8;
  }
}
const next = sequence();
const bytes = Uint8Array.from({ length: MANY }, () => next.next().value % 11);
const numbers = Array.from(bytes);
const doubles = Float64Array.from(bytes);
const rows = Array.from({ length: ROWS }, (_, index) => ({
  id: index,
  segment: `segment ${next.next().value % 1000}`,
  recommend: bytes[index],
  satisfied: (bytes[index] % 5) + 1,
}));

// Bare loops, one for each kind of input: they trust every answer.
const bareBytes = () => {
  const counts = new Uint32Array(11);
  for (let i = 0; i < bytes.length; i++) counts[bytes[i]]++;
  return counts;
};
const bareNumbers = () => {
  const counts = new Uint32Array(11);
  for (let i = 0; i < numbers.length; i++) counts[numbers[i]]++;
  return [counts];
};
const bareDoubles = () => {
  const counts = new Uint32Array(11);
  for (let i = 0; i < doubles.length; i++) counts[doubles[i] | 0]++;
  return { counts };
};
const bareRows = () => {
  const counts = new Uint32Array(11);
  for (let i = 0; i < rows.length; i++) counts[rows[i].recommend]++;
  return { rows: counts };
};
const bareGroups = () => {
  const groups = new Map();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    let group = groups.get(row.segment);
    if (group === undefined) {
      group = { promoters: 0, detractors: 0, count: 0 };
      groups.set(row.segment, group);
    }
    if (row.recommend >= 9) group.promoters++;
    else if (row.recommend < 7) group.detractors++;
    group.count++;
  }
  return groups;
};
function* each(items) {
  for (let i = 0; i < items.length; i++) yield items[i];
}
const bareGenerator = () => {
  const counts = new Uint32Array(11);
  for (const answer of each(bytes)) counts[answer]++;
  return counts;
};
const recommend = (row) => row.recommend;

const kinds = (label, most) => {
  ratios(
    `nps over 1e7 answers, Uint8Array${label}`,
    MANY,
    { "bare loop": bareBytes, nps: () => nps(bytes) },
    { nps: most[0] },
  );
  ratios(
    `nps over 1e7 answers, number[]${label}`,
    MANY,
    { "bare loop": bareNumbers, nps: () => nps(numbers) },
    { nps: most[1] },
  );
  ratios(
    `nps over 1e7 answers, Float64Array${label}`,
    MANY,
    { "bare loop": bareDoubles, nps: () => nps(doubles) },
    { nps: most[2] },
  );
};
kinds("", [1.1, 1.5, 1.7]);
ratios(
  "nps over 1e6 rows",
  ROWS,
  { "hard-coded loop": bareRows, "nps by accessor": () => nps(rows, { value: recommend }) },
  { "nps by accessor": 1.2 },
);
ratios(
  "nps over 1e6 rows in 1,000 groups",
  ROWS,
  {
    "Map loop by hand": bareGroups,
    measureBy: () => measureBy(npsMetric(), rows, (row) => row.segment, { value: recommend }),
  },
  { measureBy: 1.8 },
);
ratios("nps over a generator of 1e7 answers", MANY, { "bare loop": bareGenerator, nps: () => nps(each(bytes)) });
const both = combine({ nps: on(npsMetric(), recommend), csat: on(csatMetric(), (row) => row.satisfied) });
ratios("two metrics of 1e6 rows", ROWS, {
  "nps by accessor": () => nps(rows, { value: recommend }),
  "combine of two": () => measure(both, rows),
  "combine of two, one by one": () => measure(both, each(rows)),
});
ratios("nps with weights, 1e6 rows", ROWS, {
  "nps by accessor": () => nps(rows, { value: recommend }),
  "the same with weights": () => nps(rows, { value: recommend, weight: (row) => (row.id % 7) + 0.5 }),
});
const plainSum = () => {
  let sum = 0;
  for (let i = 0; i < doubles.length; i++) sum += doubles[i];
  return sum / doubles.length;
};
ratios("mean and variance of 1e7 doubles, exact", MANY, { "naive mean": plainSum, mean: () => mean(doubles) });

console.log("\nthe same after nine kinds of input have been seen");
const kindsSeen = [Int8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array];
const part = numbers.slice(0, 100_000);
for (let round = 0; round < 20; round++) {
  for (const Kind of kindsSeen) nps(Kind.from(part));
  nps(part.map((answer) => (answer === 3 ? null : answer)));
  nps(part.map((answer) => answer + 0.5 - 0.5));
  nps(new Set(part));
  nps(each(part));
  nps(rows.slice(0, 1000), { value: recommend });
}
kinds(", nine kinds seen", [1.43, 1.95, 2.21]);

const some = nps(numbers.slice(0, 1000));
const each1000 = () => {
  let sum = 0;
  for (let i = 0; i < 1000; i++) sum += npsInterval(some).lower;
  return sum;
};
ratios("npsInterval by the score test (target 20 µs = 20,000 ns)", 1000, { npsInterval: each1000 });

const before = process.memoryUsage().heapUsed;
let peak = 0;
function* watched(length) {
  for (let i = 0; i < length; i++) {
    if (i % 1_000_000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed);
    yield i % 11;
  }
}
const counted = tally(npsMetric(), watched(MANY));
console.log(`\na generator of 1e7 answers: tally of ${JSON.stringify(counted).length} B of JSON,`);
console.log(`  heap at most ${((peak - before) / 2 ** 20).toFixed(1)} MiB above where it began`);
