// Ways to build journeys from rows and to count their transitions, each to be timed apart from the others.
import { buildJourneys, transitions } from "cx-metrics";
import { columnsOf, rowsOf } from "./logs.mjs";

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

/** The ways, of so many rows; the obvious one first. */
export function contestants({ size, shared }) {
  const rows = rowsOf(columnsOf(size), shared);
  return {
    "arrays in a Map, sorted": obvious(rows),
    "by hand, typed arrays": byHand(rows),
    "buildJourneys and counts": () => countOf(buildJourneys(rows, { asOf: 2e12 }).journeys),
    "buildJourneys and transitions": () =>
      transitions(buildJourneys(rows, { asOf: 2e12 }).journeys, { of: "activity", level: "events" }),
  };
}
