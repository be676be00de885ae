import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { aht, ahtMetric, handles, measureBy, quantile } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";

type Row = Readonly<Record<string, string>>;

interface Durations {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly median: number;
  readonly p90: number;
  readonly p95: number;
  readonly max: number;
}

interface Patients {
  readonly handle_time_seconds_all: Durations;
  readonly handle_time_by_activity: Readonly<Record<string, Durations>>;
}

const file = new URL("../golden/data/patients_eventlog.csv", import.meta.url);
const rows: readonly Row[] = parse(readFileSync(file, "utf8"), { columns: true });
const golden = goldenFile<Patients>("patients_synthetic");

/** Each handling of a patient, from its start to its completion. */
interface Spell {
  readonly id: string;
  readonly activity: string;
  readonly employee: string;
  readonly start: number;
  readonly end: number;
}

function spellsOf(events: readonly Row[]): Spell[] {
  const completed = new Map(
    events.filter((row) => row.lifecycle === "complete").map((row) => [row.handling_id, Date.parse(row.time!)]),
  );
  return events
    .filter((row) => row.lifecycle === "start")
    .map((row) => ({
      id: row.handling_id!,
      activity: row.handling!,
      employee: row.employee!,
      start: Date.parse(row.time!),
      end: completed.get(row.handling_id)!,
    }));
}

const spells = spellsOf(rows);
const reading = {
  handle: (spell: Spell) => spell.id,
  agent: (spell: Spell) => spell.employee,
  start: (spell: Spell) => spell.start,
  end: (spell: Spell) => spell.end,
};
const inSeconds = (spell: { readonly times: { readonly talk?: number | null | undefined } }) => ({
  talk: spell.times.talk! / 1000,
});

describe("handle times of the synthetic patients", () => {
  it("are the reference's, of all and of each activity", () => {
    const activities = new Map(spells.map((spell) => [spell.id, spell.activity]));
    const found = handles(spells, reading);
    const groups = { ...golden.handle_time_by_activity, "": golden.handle_time_seconds_all };
    let checked = 0;
    for (const [activity, expected] of Object.entries(groups)) {
      const own = found.filter(({ handle }) => activity === "" || activities.get(handle as string) === activity);
      const result = aht(own, { value: inSeconds, unit: "seconds", per: "agent-leg" });
      expect(result, activity).toMatchObject({
        count: expected.n,
        minimum: expected.min,
        maximum: expected.max,
        missing: 0,
      });
      expectNear(result.mean, expected.mean, activity);
      expectNear(result.standardDeviation, expected.sd, activity);
      expectNear(result.median, expected.median, activity);
      expectNear(result.p90, expected.p90, activity);
      expectNear(quantile(own, 0.95, { value: (spell) => inSeconds(spell).talk }), expected.p95, activity);
      checked++;
    }
    expect(checked).toBe(8);
  });

  it("by the metric have the same means, and quantiles within their error", () => {
    const activities = new Map(spells.map((spell) => [spell.id, spell.activity]));
    const groups = measureBy(
      ahtMetric({ unit: "seconds" }),
      handles(spells, reading),
      (one) => activities.get(one.handle as string),
      {
        value: inSeconds,
      },
    );
    expect(groups.size).toBe(7);
    for (const [activity, result] of groups) {
      const expected = golden.handle_time_by_activity[activity!]!;
      expectNear(result.mean, expected.mean, activity!);
      expect(Math.abs(result.median! / expected.median - 1)).toBeLessThan(result.quantileError + 0.01);
    }
  });

  it("by union are shorter: employees look after several patients at once", () => {
    const whole = aht(handles(spells, reading), { value: inSeconds });
    const shared = aht(handles(spells, { ...reading, overlap: "union" }), { value: inSeconds, overlap: "union" });
    expect(shared.count).toBe(whole.count);
    expect(shared.mean!).toBeLessThan(whole.mean!);
    // What the union of intervals gives, employee by employee.
    const byEmployee = grouped(spells);
    let union = 0;
    for (const own of byEmployee.values()) union += unionOf(own);
    expectNear(shared.mean! * shared.count, union / 1000, "union", { relative: 1e-9 });
  });
});

function grouped(list: readonly Spell[]): Map<string, Spell[]> {
  const groups = new Map<string, Spell[]>();
  for (const spell of list) groups.set(spell.employee, [...(groups.get(spell.employee) ?? []), spell]);
  return groups;
}

/** The length of the union of intervals: each beyond what those before it have covered. */
function unionOf(list: readonly Spell[]): number {
  let covered = -Infinity;
  let length = 0;
  for (const { start, end } of [...list].sort((a, b) => a.start - b.start)) {
    length += Math.max(0, end - Math.max(start, covered));
    covered = Math.max(covered, end);
  }
  return length;
}
