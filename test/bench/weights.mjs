// The speed of raking and of survival curves, beside loops written by hand: node test/bench/weights.mjs
import { aalenJohansen, kaplanMeier, kishSize, logRank, rake, survivalQuantile } from "cx-metrics";
import { ratios } from "./ratios.mjs";

const ROWS = 100_000;
const CASES = 1_000_000;

/** Numbers from 0 to 2^23, always the same. */
function* sequence() {
  for (let state = 1; ; ) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    yield state >>> 8;
  }
}
const next = sequence();
const draw = (most) => next.next().value % most;

const sizes = { sex: 2, age: 6, region: 17, channel: 5 };
const people = Array.from({ length: ROWS }, () =>
  Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => [name, `${name} ${Math.min(draw(size), draw(size))}`]),
  ),
);
const margins = Object.fromEntries(
  Object.entries(sizes).map(([name, size]) => [
    name,
    {
      value: (row) => row[name],
      targets: Object.fromEntries(Array.from({ length: size }, (_, place) => [`${name} ${place}`, 1 / size])),
    },
  ]),
);

// A row at a time, and as many cycles.
const { iterations } = rake(people, { margins });
const bareRaking = () => {
  const weights = new Float64Array(ROWS).fill(1 / ROWS);
  for (let cycle = 0; cycle < iterations; cycle++) {
    for (const [name, size] of Object.entries(sizes)) {
      const sums = new Map();
      for (let i = 0; i < ROWS; i++) sums.set(people[i][name], (sums.get(people[i][name]) ?? 0) + weights[i]);
      for (let i = 0; i < ROWS; i++) weights[i] *= 1 / size / sums.get(people[i][name]);
    }
  }
  return weights;
};
ratios(`raking 1e5 rows to four margins, ${iterations} cycles (target 1 s = 10,000 ns)`, ROWS, {
  "by rows and maps": bareRaking,
  rake: () => rake(people, { margins }),
  "rake, weights cut at twice the mean": () => rake(people, { margins, trimAt: 2 }),
});

const weights = Array.from({ length: CASES }, () => 0.5 + draw(1000) / 1000);
const bareKish = () => {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < CASES; i++) {
    sum += weights[i];
    squares += weights[i] * weights[i];
  }
  return (sum * sum) / squares;
};
ratios("Kish's size of 1e6 weights", CASES, { "bare loop": bareKish, kishSize: () => kishSize(weights) });

for (const [title, most] of [
  ["in whole minutes", 5000],
  ["all different", 1 << 23],
]) {
  const cases = Array.from({ length: CASES }, () => ({ time: draw(most) + draw(most), event: draw(3) > 0 }));
  const sorted = () => Float64Array.from(cases, (row) => row.time).sort();
  const curve = kaplanMeier(cases);
  ratios(`survival curve of 1e6 cases, ${title}`, CASES, {
    "times sorted": sorted,
    kaplanMeier: () => kaplanMeier(cases),
    "aalenJohansen of two causes": () =>
      aalenJohansen(cases, { time: (row) => row.time, cause: (row) => (row.event ? ["a", "b"][row.time & 1] : null) }),
    "survivalQuantile of the curve": () => survivalQuantile(curve, 0.5),
    "logRank of two such curves": () => logRank([curve, curve]),
  });
}
