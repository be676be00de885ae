// The speed of journeys and transitions, as ratios to loops written by hand, all in one run, how the cost grows, and what
// it takes of memory: node --expose-gc test/bench/journeys.mjs
import { buildJourneys, orderByCase, transitions, transitionsFromCodes } from "cx-metrics";
import { ratios } from "./ratios.mjs";
import { uniform } from "./uniform.mjs";

const PER_CASE = 10;
const NAMES = ["ad", "search", "reviews", "shop", "cart", "pay", "ship", "open", "use", "ask", "return", "refer"];
const DAY = 86_400_000;

/** So many events of a tenth as many cases, in no order, as columns of codes. */
function columnsOf(count) {
  const caseCount = count / PER_CASE;
  const cases = new Uint32Array(count);
  const times = new Float64Array(count);
  const stages = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    cases[index] = Math.floor(uniform() * caseCount);
    times[index] = 1.5e12 + Math.floor(uniform() * 365 * DAY);
    stages[index] = Math.floor(uniform() * NAMES.length);
  }
  return { cases, times, stages };
}
/** A text as whoever reads a file leaves it, in one piece: that of a template is in two, which every look at it has to find. */
const inOnePiece = (text) => text.split("").join("");
/** The same as rows; the names are of texts that rows share, as a dictionary of a column leaves them, or each row's own. */
function rowsOf({ cases, times, stages }, shared) {
  const names = Array.from({ length: cases.length / PER_CASE }, (_, code) => inOnePiece(`customer ${code}`));
  return Array.from(cases, (code, index) => ({
    customer: shared ? names[code] : inOnePiece(names[code]),
    activity: NAMES[stages[index]],
    at: times[index],
  }));
}

/** Transitions of built journeys. */
function countOf(journeys) {
  const codes = new Map();
  const counts = new Float64Array(32 * 32);
  for (const { events } of journeys) {
    let before = -1;
    for (const { activity } of events) {
      let code = codes.get(activity);
      if (code === undefined) {
        code = codes.size;
        codes.set(activity, code);
      }
      if (before >= 0) counts[32 * before + code]++;
      before = code;
    }
  }
  return counts;
}
const built = (rows) => () => countOf(buildJourneys(rows, { asOf: 2e12 }).journeys);

/** The obvious way: arrays by customer, sorted, pairs by name. */
const obvious = (rows) => () => {
  const byCustomer = new Map();
  for (const row of rows) {
    const own = byCustomer.get(row.customer);
    if (own) own.push(row);
    else byCustomer.set(row.customer, [row]);
  }
  const counts = new Map();
  const journeys = [];
  for (const [customer, events] of byCustomer) {
    events.sort((left, right) => left.at - right.at);
    journeys.push({ customer, events });
    for (let place = 1; place < events.length; place++) {
      const key = `${events[place - 1].activity}>${events[place].activity}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [journeys, counts];
};

/** By hand, for these rows alone: codes, a counting sort, insertion, the same journeys, counts in a matrix; nothing is checked. */
const byHand = (rows) => () => {
  const codes = new Map();
  const names = [];
  const code = new Uint32Array(rows.length);
  const at = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const { customer } = rows[index];
    let own = codes.get(customer);
    if (own === undefined) {
      own = names.length;
      codes.set(customer, own);
      names.push(customer);
    }
    code[index] = own;
    at[index] = rows[index].at;
  }
  const starts = new Uint32Array(names.length + 2);
  for (let index = 0; index < code.length; index++) starts[code[index] + 2]++;
  for (let own = 2; own < starts.length; own++) starts[own] += starts[own - 1];
  const order = new Uint32Array(rows.length);
  for (let index = 0; index < code.length; index++) order[starts[code[index] + 1]++] = index;
  const stages = new Map();
  const counts = new Float64Array(32 * 32);
  const journeys = [];
  for (let own = 0; own < names.length; own++) {
    const [begin, end] = [starts[own], starts[own + 1]];
    for (let next = begin + 1; next < end; next++) {
      const index = order[next];
      let place = next;
      while (place > begin && at[order[place - 1]] > at[index]) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = index;
    }
    const events = [];
    let before = -1;
    for (let place = begin; place < end; place++) {
      const event = rows[order[place]];
      events.push(event);
      let stage = stages.get(event.activity);
      if (stage === undefined) {
        stage = stages.size;
        stages.set(event.activity, stage);
      }
      if (before >= 0) counts[32 * before + stage]++;
      before = stage;
    }
    journeys.push({ customer: names[own], start: at[order[begin]], end: at[order[end - 1]], events });
  }
  return [journeys, counts];
};

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

for (const [names, isShared] of [
  ["names that rows share", true],
  ["a name of its own in each row", false],
]) {
  const some = rowsOf(columns, isShared);
  ratios(
    `journeys and transitions of 1e6 unsorted rows, 1e5 cases, ${names}`,
    SIZE,
    {
      "arrays in a Map, sorted": obvious(some),
      "by hand, typed arrays": byHand(some),
      "buildJourneys and counts": built(some),
      "buildJourneys and transitions": () =>
        transitions(buildJourneys(some, { asOf: 2e12 }), { of: "activity", level: "events" }),
    },
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
  const some = rowsOf(columnsOf(count), true);
  console.log(`  ${String(count).padStart(9)} rows   ${((median(built(some)) / count) * 1e6).toFixed(1)}`);
}
for (const count of [100_000, 1_000_000, 10_000_000]) {
  const some = columnsOf(count);
  console.log(
    `  ${String(count).padStart(9)} codes  ${((median(() => transitionsFromCodes(some)) / count) * 1e6).toFixed(1)}`,
  );
}
