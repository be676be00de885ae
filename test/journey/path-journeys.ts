import type { Journey, JourneyEvent, JourneyStatus } from "cx-metrics";
import fc from "fast-check";

/** A journey through activities, one a millisecond; states that are `undefined` are events without one. */
export function journeyOf(
  activities: readonly (string | undefined)[],
  { status = "completed", ...rest }: Partial<Omit<Journey, "events">> & { readonly status?: JourneyStatus } = {},
): Journey {
  const events = activities.map(
    (state, at): JourneyEvent => ({ activity: state ?? "", stage: state, channel: state, at }),
  );
  const end = Math.max(0, activities.length - 1);
  return {
    customer: "c",
    case: "c",
    index: 0,
    status,
    start: 0,
    end,
    asOf: end,
    leftTruncated: false,
    events,
    ...rest,
  };
}

/** Names that break what joins, splits or keys by them. */
export const stateName = fc.constantFrom(
  "a",
  "b",
  "c",
  "a,b",
  "a>b",
  "",
  "NA",
  "__proto__",
  "(start)",
  "(end)",
  "é",
  "\ud800",
);

/** A journey of few different states, some of its events without one. */
export const journey: fc.Arbitrary<Journey> = fc
  .record({
    states: fc.array(fc.option(stateName, { nil: undefined, freq: 6 }), { minLength: 1, maxLength: 8 }),
    resources: fc.array(fc.constantFrom("Ana", "Ben", undefined), { minLength: 8, maxLength: 8 }),
    status: fc.constantFrom<JourneyStatus>("completed", "abandoned", "open"),
    leftTruncated: fc.boolean(),
  })
  .map(({ states, resources, status, leftTruncated }) => {
    const made = journeyOf(states, { status, leftTruncated });
    return { ...made, events: made.events.map((event, place) => ({ ...event, resource: resources[place] })) };
  });
