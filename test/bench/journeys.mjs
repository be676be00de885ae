// The speed of journeys and transitions, as ratios to loops written by hand, all in one run, how the cost grows, and what
// it takes of memory: node --expose-gc test/bench/journeys.mjs
import { buildJourneys, orderByCase, transitionsFromCodes } from "cx-metrics";
import { ratiosApart } from "./apart.mjs";
import { contestants } from "./building.mjs";
import { columnsOf, NAMES, PER_CASE, rowsOf } from "./logs.mjs";
import { ratios } from "./ratios.mjs";

/** A counting sort of the events by case: what anything that groups them has to do. */
const countingSort =
  ({ cases }, caseCount) =>
  () => {
    const starts = new Uint32Array(caseCount + 2);
    for (let index = 0; index < cases.length; index++) starts[cases[index] + 2]++;
    for (let code = 2; code < starts.length; code++) starts[code] += starts[code - 1];
    const order = new Uint32Array(cases.length);
    for (let index = 0; index < cases.length; index++) order[starts[cases[index] + 1]++] = index;
    return order;
  };
/** The same with time and stage of each event brought to its case: what has to be read in order. */
const countingSortOfColumns =
  ({ cases, times, stages }, caseCount) =>
  () => {
    const starts = new Uint32Array(caseCount + 2);
    for (let index = 0; index < cases.length; index++) starts[cases[index] + 2]++;
    for (let code = 2; code < starts.length; code++) starts[code] += starts[code - 1];
    const sortedTimes = new Float64Array(cases.length);
    const sortedStages = new Uint8Array(cases.length);
    for (let index = 0; index < cases.length; index++) {
      const place = starts[cases[index] + 1]++;
      sortedTimes[place] = times[index];
      sortedStages[place] = stages[index];
    }
    return [sortedTimes, sortedStages];
  };

/** The same, put in order by insertion and counted; nothing is checked. */
const byHandFromCodes =
  ({ cases, times, stages }, caseCount) =>
  () => {
    const [at, stage] = countingSortOfColumns({ cases, times, stages }, caseCount)();
    const starts = new Uint32Array(caseCount + 1);
    for (let index = 0; index < cases.length; index++) starts[cases[index] + 1]++;
    for (let code = 1; code < starts.length; code++) starts[code] += starts[code - 1];
    const counts = new Float64Array(NAMES.length * NAMES.length);
    for (let code = 0; code < caseCount; code++) {
      const begin = starts[code];
      const end = starts[code + 1];
      for (let next = begin + 1; next < end; next++) {
        const time = at[next];
        const own = stage[next];
        let place = next;
        while (place > begin && at[place - 1] > time) {
          at[place] = at[place - 1];
          stage[place] = stage[place - 1];
          place--;
        }
        at[place] = time;
        stage[place] = own;
      }
      for (let place = begin + 1; place < end; place++) counts[stage[place - 1] * NAMES.length + stage[place]]++;
    }
    return counts;
  };

const SIZE = 1_000_000;
const columns = columnsOf(SIZE);
// First of all, as long as nothing else is held.
if (globalThis.gc) {
  const used = () => {
    globalThis.gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = used();
  const input = rowsOf(columns, true);
  const held = used() - before;
  // What stands at the end and what was needed on the way and has not been collected: more than the peak, if anything.
  const start = process.memoryUsage();
  const result = buildJourneys(input, { asOf: 2e12 });
  const end = process.memoryUsage();
  const peak = end.heapUsed + end.arrayBuffers - start.heapUsed - start.arrayBuffers;
  console.log(
    `1e6 rows take ${(held / 2 ** 20).toFixed(0)} MB; building ${result.count} journeys adds at most ${(peak / 2 ** 20).toFixed(0)} MB: ${((held + peak) / held).toFixed(2)} × of the rows`,
  );
}

for (const [names, shared] of [
  ["names that rows share", true],
  ["a name of its own in each row", false],
]) {
  await ratiosApart(
    `journeys and transitions of 1e6 unsorted rows, 1e5 cases, ${names}`,
    SIZE,
    { module: new URL("./building.mjs", import.meta.url).href, given: { size: SIZE, shared } },
    { "buildJourneys and counts": 0.5, "buildJourneys and transitions": 0.5 },
  );
}
ratios(
  "from 1e6 codes, unsorted",
  SIZE,
  {
    "counting sort, in order and counted, by hand": byHandFromCodes(columns, SIZE / PER_CASE),
    "counting sort with time and stage": countingSortOfColumns(columns, SIZE / PER_CASE),
    "counting sort of places alone": countingSort(columns, SIZE / PER_CASE),
    transitionsFromCodes: () => transitionsFromCodes(columns),
    orderByCase: () => orderByCase(columns),
  },
  { transitionsFromCodes: 1.5 },
);

const median = (work) => {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((left, right) => left - right)[2];
};
console.log("\nhow the cost grows, ns an event");
for (const count of [100_000, 200_000, 500_000, 1_000_000]) {
  const { "buildJourneys and counts": built } = contestants({ size: count, shared: true });
  console.log(`  ${String(count).padStart(9)} rows   ${((median(built) / count) * 1e6).toFixed(1)}`);
}
for (const count of [100_000, 1_000_000, 10_000_000]) {
  const some = columnsOf(count);
  console.log(
    `  ${String(count).padStart(9)} codes  ${((median(() => transitionsFromCodes(some)) / count) * 1e6).toFixed(1)}`,
  );
}
