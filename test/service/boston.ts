import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { SlaCase, Ticket } from "cx-metrics";
import { goldenFile } from "../golden.ts";

/** A case of the city's log. */
export interface BostonCase extends Ticket, SlaCase {
  readonly type: string;
  readonly channel: string;
  readonly isOnTime: boolean;
}

interface Group {
  readonly n: number;
  readonly closed_median_h: number;
  readonly sla_met_rate: number;
}

/** What an independent program found in the log. */
export interface BostonGolden {
  readonly rows: number;
  readonly status: { readonly Closed: number; readonly Open: number };
  readonly channel: Readonly<Record<string, number>>;
  readonly resolution: Readonly<
    Record<
      "all_closed_hours" | "nonnegative_hours",
      Readonly<Record<"n" | "mean" | "sd" | "min" | "median" | "p90" | "p95" | "max", number>>
    >
  > & { readonly negative: number };
  readonly sla: {
    readonly closed_with_target: number;
    readonly met: number;
    readonly met_rate: number;
    readonly flag: { readonly ONTIME: number; readonly OVERDUE: number };
    readonly flag_ontime_rate: number;
  };
  readonly sla_flag_agreement: Readonly<Record<"compared" | "agree" | "closed_with_target_but_blank_flag", number>>;
  readonly by_type: Readonly<Record<string, Group>>;
  readonly by_channel: Readonly<Record<string, Group>>;
}

export const golden: BostonGolden = goldenFile("boston311_sample");

const file = new URL("../../docs/examples/data/boston311_2015_sample.csv", import.meta.url);

/** The log, its wall clock read as UTC, as the independent program read it. */
export const cases: readonly BostonCase[] = (
  parse(readFileSync(file, "utf8"), { columns: true }) as Readonly<Record<string, string>>[]
).map((row) => {
  const at = (column: string) => (row[column] ? Date.parse(`${row[column]}Z`) : null);
  const [createdAt, doneAt] = [at("open_dt")!, at("closed_dt")];
  return {
    id: row.case_id!,
    createdAt,
    events: doneAt === null ? [] : [{ at: doneAt, kind: "status", by: "agent", status: "closed" }],
    startedAt: createdAt,
    doneAt,
    dueAt: at("target_dt"),
    type: row.type!,
    channel: row.channel!,
    isOnTime: row.on_time === "ONTIME",
  };
});

/** The last moment that the log tells of. */
export const asOf: number = Math.max(
  ...cases.map(({ createdAt, doneAt }) => Math.max(Number(createdAt), Number(doneAt ?? 0))),
);
