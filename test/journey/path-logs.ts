import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import type { Journey, JourneyEvent } from "cx-metrics";

type Row = Readonly<Record<string, string>>;

const read = (name: string): Buffer => readFileSync(new URL(`../golden/data/${name}`, import.meta.url));
const rows = (content: Buffer): readonly Row[] => parse(content, { columns: true });

/** Finished journeys of the cases, their events by time and, at one moment, as the log has them. */
function finished(log: readonly (readonly [caseId: string, event: JourneyEvent])[]): Journey[] {
  const cases = new Map<string, JourneyEvent[]>();
  for (const [id, event] of log) {
    const events = cases.get(id);
    if (events) events.push(event);
    else cases.set(id, [event]);
  }
  return [...cases].map(([id, unsorted]) => {
    const events = unsorted.sort((left, right) => left.at - right.at);
    const [start, end] = [events[0]!.at, events.at(-1)!.at];
    return {
      customer: id,
      case: id,
      index: 0,
      status: "completed",
      start,
      end,
      asOf: end,
      leftTruncated: false,
      events,
    };
  });
}

/** 500 patients: one event an activity instance, at its start. */
export function patients(): Journey[] {
  const begun = rows(read("patients_eventlog.csv")).filter((row) => row.lifecycle === "start");
  return finished(
    begun.map((row) => [
      row.patient!,
      { activity: row.handling!, resource: row.employee!, at: Date.parse(row.time!), id: row.handling_id! },
    ]),
  );
}

/** The six cases of process mining's textbook log. */
export function runningExample(): Journey[] {
  return finished(
    rows(read("running-example.csv")).map((row) => [
      row["case:concept:name"]!,
      { activity: row["concept:name"]!, resource: row["org:resource"]!, at: Date.parse(row["time:timestamp"]!) },
    ]),
  );
}

/** Customers of a shop, made up: a journey a user or a session. */
export function shop(by: "user_id" | "session_id"): Journey[] {
  return finished(
    rows(gunzipSync(read("ecom.csv.gz"))).map((row) => [
      row[by]!,
      { activity: row.event!, at: Date.parse(`${row.timestamp}Z`) },
    ]),
  );
}
