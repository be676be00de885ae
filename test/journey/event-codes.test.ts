import { buildJourneys, type EventCodes, orderByCase, transitionsFromCodes } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goldenFile } from "../golden.ts";
import { rowsOf, shuffled } from "./logs.ts";

type Row = readonly [code: number, time: number, stage: number];
const columnsOf = (rows: readonly Row[]): EventCodes => ({
  cases: Uint32Array.from(rows, ([code]) => code),
  times: Float64Array.from(rows, ([, time]) => time),
  stages: Uint8Array.from(rows, ([, , stage]) => stage),
});
const plain = (moves: ReturnType<typeof transitionsFromCodes>) => ({
  ...moves,
  counts: Array.from(moves.counts),
  first: Array.from(moves.first),
  last: Array.from(moves.last),
});
/** The same by sorting rows. */
function slowly(rows: readonly Row[]): {
  order: Row[][];
  counts: Record<string, number>;
  first: number[];
  last: number[];
} {
  const codes = [...new Set(rows.map(([code]) => code))].sort((l, r) => l - r);
  const order = codes.map((code) => rows.filter((row) => row[0] === code).sort((l, r) => l[1] - r[1] || l[2] - r[2]));
  const counts: Record<string, number> = {};
  for (const own of order) {
    own.slice(1).forEach((row, place) => {
      const key = `${own[place]![2]} ${row[2]}`;
      counts[key] = (counts[key] ?? 0) + 1;
    });
  }
  return { order, counts, first: order.map((own) => own[0]![2]), last: order.map((own) => own.at(-1)![2]) };
}

const anyRows = (time: fc.Arbitrary<number>, most: number) =>
  fc.array(fc.tuple(fc.nat(most), time, fc.nat(5)), { maxLength: 120 });
const times = fc.oneof(fc.nat(9), fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(2 ** 52, -(2 ** 52)));

describe("events as codes", () => {
  it("are ordered by case, time and stage", () => {
    fc.assert(
      fc.property(anyRows(times, 6), (rows) => {
        const { order, starts } = orderByCase(columnsOf(rows));
        const groups = Array.from(starts.subarray(0, -1), (begin, code) =>
          Array.from(order.subarray(begin, starts[code + 1]), (index) => rows[index]!),
        );
        expect(groups.filter((own) => own.length > 0)).toEqual(slowly(rows).order);
        groups.forEach((own, code) => {
          for (const row of own) expect(row[0]).toBe(code);
        });
      }),
    );
  });

  it("have these transitions, whether few or many belong to a case, near or far in time, sorted or not", () => {
    const some = fc.oneof(anyRows(times, 40), anyRows(fc.nat(9), 1), anyRows(fc.integer({ min: 0, max: 1e12 }), 3));
    fc.assert(
      fc.property(some, fc.nat(), (rows, seed) => {
        const expected = slowly(rows);
        const moves = transitionsFromCodes(columnsOf(rows));
        const counts: Record<string, number> = {};
        moves.counts.forEach((count, cell) => {
          if (count > 0) counts[`${Math.floor(cell / moves.stages)} ${cell % moves.stages}`] = count;
        });
        expect(counts).toEqual(expected.counts);
        const tallied = (list: readonly number[]) =>
          Array.from({ length: moves.stages }, (_, stage) => list.filter((one) => one === stage).length);
        expect([Array.from(moves.first), Array.from(moves.last)]).toEqual([
          tallied(expected.first),
          tallied(expected.last),
        ]);
        expect([moves.cases, moves.events]).toEqual([expected.order.length, rows.length]);
        const sorted = [...rows].sort((l, r) => l[1] - r[1] || l[2] - r[2]);
        for (const same of [sorted, shuffled(rows, seed)])
          expect(plain(transitionsFromCodes(columnsOf(same)))).toEqual(plain(moves));
      }),
    );
  });

  it("have the transitions of the journeys that they are codes of", () => {
    const golden = goldenFile<{
      patients: { n_cases: number; dfg: Readonly<Record<string, number>>; start: object; end: object };
    }>("journey/independent_dfg").patients;
    const rows = rowsOf("patients_eventlog.csv").filter(({ lifecycle }) => lifecycle === "start");
    const names = [...new Set(rows.map(({ handling }) => handling!))];
    const cases = [...new Set(rows.map(({ patient }) => patient!))];
    const moves = transitionsFromCodes({
      cases: Uint16Array.from(rows, ({ patient }) => cases.indexOf(patient!)),
      times: Float64Array.from(rows, ({ time }) => Date.parse(time!)),
      stages: Uint8Array.from(rows, ({ handling }) => names.indexOf(handling!)),
    });
    const found: Record<string, number> = {};
    moves.counts.forEach((count, cell) => {
      if (count > 0) found[`${names[Math.floor(cell / moves.stages)]} > ${names[cell % moves.stages]}`] = count;
    });
    expect(found).toEqual(golden.dfg);
    const named = (counts: Float64Array) =>
      Object.fromEntries(names.map((name, code) => [name, counts[code]!]).filter(([, count]) => count));
    expect([named(moves.first), named(moves.last), moves.cases]).toEqual([golden.start, golden.end, golden.n_cases]);
    const events = rows.map((row) => ({ case: row.patient!, activity: row.handling!, at: Date.parse(row.time!) }));
    const pairs: Record<string, number> = {};
    for (const journey of buildJourneys(events, { asOf: Date.UTC(2020, 0) }).journeys) {
      journey.events.slice(1).forEach(({ activity }, place) => {
        const key = `${journey.events[place]!.activity} > ${activity}`;
        pairs[key] = (pairs[key] ?? 0) + 1;
      });
    }
    expect(pairs).toEqual(golden.dfg);
  });

  it("are none of no events", () => {
    expect(plain(transitionsFromCodes(columnsOf([])))).toEqual({
      counts: [],
      first: [],
      last: [],
      stages: 0,
      cases: 0,
      events: 0,
    });
    expect(Array.from(orderByCase(columnsOf([])).starts)).toEqual([0]);
  });

  it("are refused where a column is none, too short, or holds what is no code", () => {
    const good = { cases: Int32Array.of(0, 1), times: Float64Array.of(5, 6), stages: Int32Array.of(0, 1) };
    const refused = (change: object, words: string) => {
      for (const work of [orderByCase, transitionsFromCodes])
        expect(() => work({ ...good, ...change } as EventCodes)).toThrow(words);
    };
    refused({ cases: [0, 1] }, "cases must be a typed array, got [object Array]");
    refused({ times: Float64Array.of(5) }, "times must have as many events as cases, 2, got 1");
    refused({ cases: Int32Array.of(0, -1) }, "case must be a code from 0, got -1 at index 1");
    refused({ stages: Int32Array.of(0, -1) }, "stage must be a code from 0 to 4095, got -1 at index 1");
    refused({ stages: Int32Array.of(0, 4096) }, "stage must be a code from 0 to 4095, got 4096 at index 1");
    refused({ times: Float64Array.of(5, Number.NaN) }, "time must be a whole number, got NaN at index 1");
    refused({ times: Float64Array.of(5, 0.5) }, "time must be a whole number, got 0.5 at index 1");
    refused(
      { cases: Float64Array.of(0, 0.5) },
      "cases must be a typed array of whole numbers, got [object Float64Array]",
    );
    refused(
      { cases: Uint32Array.of(0, 2 ** 31) },
      "case must be a code below 2^30, best without holes, got 2147483648",
    );
  });
});
