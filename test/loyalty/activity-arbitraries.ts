import { type CustomerActivity, periodOf, zone } from "cx-metrics";
import fc from "fast-check";
import { noAnswer } from "../arbitraries.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const BEGIN = Date.UTC(2021, 2, 25);
export const AS_OF = Date.UTC(2021, 3, 6, 9);
export const CLOCKS = zone("Europe/Berlin");
export const BERLIN = { every: "day", timeZone: CLOCKS } as const;

const moment = fc.oneof(
  fc.integer({ min: BEGIN, max: AS_OF }),
  fc.integer({ min: 0, max: 12 }).map((day) => BEGIN + day * DAY),
  fc.constantFrom(AS_OF, periodOf(AS_OF, BERLIN).start, periodOf(AS_OF, BERLIN).start - 1),
);

/** When a customer was active, or nothing. */
export const activity: fc.Arbitrary<CustomerActivity | null | undefined> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.array(moment, { maxLength: 6 }), fc.boolean(), fc.nat(3 * DAY))
      .map(([moments, seen, before]) => ({
        moments,
        firstSeen: seen ? Math.min(...moments, AS_OF) - before : null,
      })),
  },
  { weight: 1, arbitrary: noAnswer },
);
