import type { Journey, JourneyEvent, JourneyStatus } from "cx-metrics";
import fc from "fast-check";

/** An event with a score and what was expected of it. */
export interface ScoredEvent extends JourneyEvent {
  readonly score?: number | null | undefined;
  readonly expected?: number | null | undefined;
}

/** A journey of these events, one a millisecond. */
export function journeyOf(
  events: readonly Partial<ScoredEvent>[],
  { status = "completed", ...rest }: Partial<Journey<ScoredEvent>> & { readonly status?: JourneyStatus } = {},
): Journey<ScoredEvent> {
  const end = Math.max(0, events.length - 1);
  return {
    customer: "c",
    case: "c",
    index: 0,
    status,
    start: 0,
    end,
    asOf: end,
    leftTruncated: false,
    events: events.map((event, at) => ({ activity: "x", at, ...event })),
    ...rest,
  };
}

/** Names that break what joins, splits or keys by them. */
export const anyName: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c", "", "NA", "__proto__", "a>b", "\ud800");

/** Journeys of few touchpoints and channels, some of their events without one, scored or not. */
export const scoredJourney: fc.Arbitrary<Journey<ScoredEvent>> = fc
  .record({
    events: fc.array(
      fc.record({
        activity: anyName,
        channel: fc.option(anyName, { nil: undefined, freq: 6 }),
        stage: fc.constantFrom("before", "during", "after", undefined),
        score: fc.option(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.double({ min: -9, max: 9, noNaN: true })), {
          freq: 4,
        }),
        expected: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 2 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    status: fc.constantFrom<JourneyStatus>("completed", "abandoned", "open"),
    leftTruncated: fc.boolean(),
  })
  .map(({ events, ...rest }) => journeyOf(events, rest));
