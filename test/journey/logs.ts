import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import type { JourneyEvent } from "cx-metrics";
import fc from "fast-check";

type Row = Readonly<Record<string, string>>;

/** The rows of a log in test/golden/data. */
export function rowsOf(name: string): Row[] {
  const bytes = readFileSync(new URL(`../golden/data/${name}`, import.meta.url));
  return parse(name.endsWith(".gz") ? gunzipSync(bytes) : bytes, { columns: true });
}

/** What 600 customers of a made-up shop did. */
export function shopEvents(): JourneyEvent[] {
  return rowsOf("ecom.csv.gz").map((row) => ({
    customer: row.user_id!,
    activity: row.event!,
    at: Date.parse(`${row.timestamp!.replace(" ", "T")}Z`),
    channel: row.platform!,
  }));
}

/** Ids that break what keeps them as keys of an object or compares them loosely. */
const anyId: fc.Arbitrary<string> = fc.constantFrom("a", "b", "", "NA", "__proto__", "constructor", "0", " a");

/** An event of a few customers, cases, activities and moments, so that all of them meet. */
export const anyEvent: fc.Arbitrary<JourneyEvent> = fc
  .record({
    activity: fc.constantFrom("look", "buy", "call", "leave"),
    at: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(-5, 100)),
    // Most are of one customer and no case, so that journeys are long.
    customer: fc.oneof({ weight: 5, arbitrary: fc.constant("a") }, anyId, fc.constant(undefined)),
    number: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, anyId, fc.constant("a")),
    stage: fc.option(fc.constantFrom("before", "during", "after"), { nil: undefined }),
    channel: fc.option(fc.constantFrom("web", "shop"), { nil: undefined }),
    seq: fc.option(fc.integer({ min: -1, max: 1 }), { nil: undefined }),
    lasting: fc.option(fc.nat(12), { nil: undefined }),
  })
  .map(({ customer, number, lasting, ...event }) => ({
    ...event,
    customer: customer ?? (number === undefined ? "a" : undefined),
    // A case belongs to one customer.
    case: number === undefined ? undefined : `${number} of ${customer ?? "nobody"}`,
    endAt: lasting === undefined ? undefined : event.at + lasting,
  }));

/** The same items in another order. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const rest = [...items];
  const taken: Item[] = [];
  let state = seed >>> 0;
  while (rest.length > 0) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    taken.push(...rest.splice(state % rest.length, 1));
  }
  return taken;
}
