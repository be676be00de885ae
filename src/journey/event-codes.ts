import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * Events as columns of numbers, as an engine or a column store has them: for each event the code of its case, when it was, and
 * the code of its stage or activity.
 *
 * @category Journey
 */
export interface EventCodes {
  /** The case of each event: whole numbers from 0, best without holes. */
  readonly cases: Uint32Array | Uint16Array | Uint8Array | Int32Array;
  /** When each event was, in whole milliseconds or any other whole unit. */
  readonly times: Float64Array | Int32Array | Uint32Array;
  /** The stage or activity of each event: whole numbers from 0, at most 4,095. */
  readonly stages: Uint8Array | Uint16Array | Uint32Array | Int32Array;
}

/**
 * Events case after case, in order within each.
 *
 * @category Journey
 */
export interface OrderedCodes {
  /** Where in the columns each event stands: case after case, by time, and at one time by stage, then as they came. */
  readonly order: Uint32Array;
  /** Where in the order each case begins, and at last where the order ends: events of case c stand from `starts[c]` to `starts[c + 1]`. */
  readonly starts: Uint32Array;
}

/**
 * Transitions counted from codes.
 *
 * @category Journey
 */
export interface CodeTransitions {
  /** How often stage `to` came next after stage `from` in a case, at `counts[from * stages + to]`; a stage after itself among them. */
  readonly counts: Float64Array;
  /** How many cases began with each stage. */
  readonly first: Float64Array;
  /** How many cases ended with each stage, as far as they were seen. */
  readonly last: Float64Array;
  /** How many stages there are: one more than the highest code. */
  readonly stages: number;
  /** Cases that have events. */
  readonly cases: number;
  /** Events. */
  readonly events: number;
}

/** Up to so many events, a case is put in order by insertion. */
const FEW = 32;

/**
 * Groups coded events by case and puts each case in order, without looking at anything but numbers: the fast way where an engine
 * has made codes of the names.
 *
 * @param columns - `cases`, `times` and `stages` of the events, three typed arrays of one length; they are not written to.
 * @returns The places of the events case after case, and where each case begins; of no events, no cases.
 * @throws TypeError or RangeError if a column is none, lengths differ, or a code is no whole number from 0.
 *
 * @example
 * ```ts
 * const columns = { cases: Uint32Array.of(1, 0, 1), times: Float64Array.of(20, 5, 10), stages: Uint8Array.of(2, 0, 1) }
 * const { order, starts } = orderByCase(columns)
 * Array.from(order) // => [1, 2, 0]
 * Array.from(starts) // => [0, 1, 3]
 * ```
 *
 * @category Journey
 */
export function orderByCase(columns: EventCodes): OrderedCodes {
  const { starts } = requireColumns(columns);
  const { cases, times, stages } = columns;
  const order = new Uint32Array(cases.length);
  for (let index = 0; index < cases.length; index++) order[starts[cases[index]! + 1]!++] = index;
  const later = (left: number, right: number) =>
    times[left]! - times[right]! || stages[left]! - stages[right]! || left - right;
  for (let code = 0; code + 2 < starts.length; code++) {
    const begin = starts[code]!;
    const end = starts[code + 1]!;
    if (end - begin > FEW) order.subarray(begin, end).sort(later);
    else {
      for (let next = begin + 1; next < end; next++) {
        const index = order[next]!;
        let place = next;
        while (place > begin && later(order[place - 1]!, index) > 0) {
          order[place] = order[place - 1]!;
          place--;
        }
        order[place] = index;
      }
    }
  }
  return { order, starts: starts.subarray(0, starts.length - 1) };
}

/**
 * Counts which stage comes next after which, from coded events in any order: at one time the lower code comes first, so that the
 * order of the columns does not show.
 *
 * @param columns - `cases`, `times` and `stages` of the events, three typed arrays of one length; they are not written to.
 * @returns The counts, a matrix in one array, and with which stages cases begin and end; of no events, no stages.
 * @throws TypeError or RangeError if a column is none, lengths differ, or a code is no whole number from 0.
 *
 * @example
 * ```ts
 * const columns = { cases: Uint32Array.of(1, 0, 1), times: Float64Array.of(20, 5, 10), stages: Uint8Array.of(2, 0, 1) }
 * const moves = transitionsFromCodes(columns)
 * moves // => { stages: 3, cases: 2, events: 3, … }
 * moves.counts[1 * moves.stages + 2] // => 1
 * Array.from(moves.first) // => [1, 1, 0]
 * ```
 *
 * @category Journey
 */
export function transitionsFromCodes(columns: EventCodes): CodeTransitions {
  const { starts, stageCount, earliest, latest, inOrder } = requireColumns(columns);
  const { cases, times, stages } = columns;
  const found = {
    counts: new Float64Array(stageCount * stageCount),
    first: new Float64Array(stageCount),
    last: new Float64Array(stageCount),
  };
  if (inOrder) countInOrder(columns, stageCount, starts.length - 2, found);
  else {
    // A power of two: time and stage are one number, of which both come back exactly.
    const base = 2 ** Math.ceil(Math.log2(stageCount));
    if ((latest - earliest + 1) * base <= 2 ** 53) countPacked(columns, starts, earliest, base, stageCount, found);
    else {
      const { order } = orderByCase(columns);
      const sorted = { cases: cases.slice(), times, stages: stages.slice() };
      order.forEach((index, place) => {
        sorted.cases[place] = cases[index]!;
        sorted.stages[place] = stages[index]!;
      });
      countInOrder(sorted, stageCount, starts.length - 2, found);
    }
  }
  let withEvents = 0;
  for (const began of found.first) withEvents += began;
  return { ...found, stages: stageCount, cases: withEvents, events: cases.length };
}

type Found = Pick<CodeTransitions, "counts" | "first" | "last">;

/** Counts events that come in the order of their cases: the last stage of each case is all that has to be known. */
function countInOrder({ cases, stages }: EventCodes, stageCount: number, caseCount: number, found: Found): void {
  const { counts, first, last } = found;
  const current = new Int32Array(caseCount).fill(-1);
  for (let index = 0; index < cases.length; index++) {
    const code = cases[index]!;
    const stage = stages[index]!;
    const before = current[code]!;
    if (before < 0) first[stage]!++;
    else counts[before * stageCount + stage]!++;
    current[code] = stage;
  }
  for (const stage of current) if (stage >= 0) last[stage]!++;
}

/** Brings the events of each case together as numbers that hold time and stage, and counts them in order. */
function countPacked(
  { cases, times, stages }: EventCodes,
  starts: Uint32Array,
  earliest: number,
  base: number,
  stageCount: number,
  { counts, first, last }: Found,
): void {
  const packed = new Float64Array(cases.length);
  for (let index = 0; index < cases.length; index++) {
    packed[starts[cases[index]! + 1]!++] = (times[index]! - earliest) * base + stages[index]!;
  }
  const inverse = 1 / base;
  for (let code = 0; code + 2 < starts.length; code++) {
    const begin = starts[code]!;
    const end = starts[code + 1]!;
    if (begin === end) continue;
    if (end - begin > FEW) packed.subarray(begin, end).sort();
    else {
      for (let next = begin + 1; next < end; next++) {
        const one = packed[next]!;
        let place = next;
        while (place > begin && packed[place - 1]! > one) {
          packed[place] = packed[place - 1]!;
          place--;
        }
        packed[place] = one;
      }
    }
    let before = packed[begin]! - Math.floor(packed[begin]! * inverse) * base;
    first[before]!++;
    for (let place = begin + 1; place < end; place++) {
      const stage = packed[place]! - Math.floor(packed[place]! * inverse) * base;
      counts[before * stageCount + stage]!++;
      before = stage;
    }
    last[before]!++;
  }
}

interface Columns {
  /** Where each case begins, shifted by one: while events are placed, each start moves to where its case ends. */
  readonly starts: Uint32Array;
  readonly stageCount: number;
  readonly earliest: number;
  readonly latest: number;
  /** Whether times never fall, and at one time stages neither. */
  readonly inOrder: boolean;
}

/** Checks the columns, and counts the events of each case. */
function requireColumns(columns: EventCodes): Columns {
  const { cases, times, stages } = columns ?? {};
  for (const [name, column] of Object.entries({ cases, times, stages })) {
    if (!ArrayBuffer.isView(column)) throw refusal(`${name} must be a typed array`, column);
    if (column !== times && (column instanceof Float64Array || column instanceof Float32Array)) {
      throw refusal(`${name} must be a typed array of whole numbers`, column);
    }
    requireSameLength(name, column.length, cases.length);
  }
  let most = -1;
  for (let index = 0; index < cases.length; index++) {
    const code = cases[index]!;
    if (code < 0) throw refusal("case must be a code from 0", code, index);
    if (code > most) most = code;
  }
  let highest = -1;
  let earliest = Infinity;
  let latest = -Infinity;
  let inOrder = true;
  for (let index = 0; index < cases.length; index++) {
    const time = times[index]!;
    const stage = stages[index]!;
    if (!(stage >= 0 && stage < 4096)) throw refusal("stage must be a code from 0 to 4095", stage, index);
    if (!Number.isSafeInteger(time)) throw refusal("time must be a whole number", time, index);
    if (time < latest) inOrder = false;
    else {
      if (time === latest && stage < stages[index - 1]!) inOrder = false;
      latest = time;
    }
    if (time < earliest) earliest = time;
    if (stage > highest) highest = stage;
  }
  if (most > 2 ** 30) throw refusal("case must be a code below 2^30, best without holes", most);
  const starts = new Uint32Array(most + 3);
  for (let index = 0; index < cases.length; index++) starts[cases[index]! + 2]!++;
  for (let code = 2; code < starts.length; code++) starts[code]! += starts[code - 1]!;
  return { starts, stageCount: highest + 1, earliest, latest, inOrder };
}

function requireSameLength(name: string, length: number, expected: number): void {
  if (requireCount(`length of ${name}`, length) !== expected) {
    throw refusal(`${name} must have as many events as cases, ${expected}`, length);
  }
}
