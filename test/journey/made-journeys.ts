import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Journey, JourneyEvent, JourneyStatus } from "cx-metrics";

/** A journey of events that are in order. */
export function journeyOf<Event extends JourneyEvent>(
  events: readonly Event[],
  { asOf = 1e15, status = "open", customer = "" }: { asOf?: number; status?: JourneyStatus; customer?: string } = {},
): Journey<Event> {
  const [start, end] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0];
  return { customer, case: customer, index: 0, status, start, end, asOf, leftTruncated: false, events };
}

/** Events from pairs of time and activity, in order of their times. */
export function eventsOf(pairs: readonly (readonly [at: number, activity: string])[], unit = 1): JourneyEvent[] {
  const events = pairs.map(([at, activity], seq) => ({ activity, at: at * unit, seq }));
  return events.sort((a, b) => a.at - b.at || a.seq - b.seq);
}

/** The touchpoint log of the synthetic shop, as journeys of users or of sessions; all open, seen until the last event. */
export function ecomJourneys(by: "user_id" | "session_id" = "user_id"): Journey[] {
  const text = gunzipSync(readFileSync(new URL("../golden/data/ecom.csv.gz", import.meta.url))).toString();
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const names = head!.split(",");
  const column = (name: string) => names.indexOf(name);
  const cases = new Map<string, JourneyEvent[]>();
  let asOf = 0;
  lines.forEach((line, seq) => {
    const cells = line.split(",");
    const who = cells[column(by)]!;
    const at = Date.parse(`${cells[column("timestamp")]!.replace(" ", "T")}Z`);
    const event = { activity: cells[column("event")]!, at, seq, channel: cells[column("acquisition_channel")]! };
    const events = cases.get(who) ?? [];
    events.push(event);
    cases.set(who, events);
    asOf = Math.max(asOf, at);
  });
  return [...cases].map(([customer, events]) => {
    events.sort((a, b) => a.at - b.at || a.seq! - b.seq!);
    return journeyOf(events, { asOf, customer });
  });
}
