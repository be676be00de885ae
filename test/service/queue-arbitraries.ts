import type { QueuedContact } from "cx-metrics";
import fc from "fast-check";
import { duration, noAnswer } from "../arbitraries.ts";

/** Waits on both sides of the thresholds that the tests use, and on them. */
const wait = fc.oneof(fc.integer({ min: 0, max: 25 }), fc.constantFrom(-0, 5, 20, 19.999, 20.001), duration);

/** A contact of a queue. */
export const queued: fc.Arbitrary<QueuedContact> = fc.record({
  outcome: fc.constantFrom<QueuedContact["outcome"][]>(
    "answered",
    "abandoned",
    "waiting",
    "answered",
    "abandoned",
    "excluded",
  ),
  wait: fc.oneof({ weight: 9, arbitrary: wait }, { weight: 1, arbitrary: noAnswer }),
});

/** A contact of a queue, or none. */
export const queuedOrNone: fc.Arbitrary<QueuedContact | null | undefined> = fc.oneof(
  { weight: 9, arbitrary: queued },
  { weight: 1, arbitrary: noAnswer },
);

/** One whose wait may have a weight: its square times that of a weight stays a double. */
export const weighableQueued: fc.Arbitrary<QueuedContact | null | undefined> = queuedOrNone.map((contact) =>
  contact?.wait ? { ...contact, wait: Math.min(1e70, contact.wait < 1e-70 ? 0 : contact.wait) } : contact,
);
