import type { JourneyEvent } from "./event.ts";

/**
 * Whether a journey has come to its end: `completed`, it reached it; `abandoned`, nothing happened any more for as long as
 * the rule says; `open`, it may still go on.
 *
 * @category Journey
 */
export type JourneyStatus = "completed" | "abandoned" | "open";

/**
 * The events of one case in order, and how far it has come.
 *
 * @typeParam Event - What the events are.
 * @category Journey
 */
export interface Journey<Event extends JourneyEvent = JourneyEvent> {
  /** Whose journey it is. */
  readonly customer: string;
  /** The case, where the events name one; the customer where they do not. */
  readonly case: string;
  /** Which of the case's journeys it is, from 0. */
  readonly index: number;
  /** Whether it has come to its end. */
  readonly status: JourneyStatus;
  /** When its first event began, in milliseconds since 1970-01-01T00:00Z. */
  readonly start: number;
  /** When its last event was over, in the same milliseconds. */
  readonly end: number;
  /** Until when it was seen, in the same milliseconds. */
  readonly asOf: number;
  /**
   * Whether its beginning may lie before what was seen: its first stage is none that a journey begins with, or it is the case's first
   * and does not begin with an event of `startOn`.
   */
  readonly leftTruncated: boolean;
  /** Its events in canonical order, at least one. */
  readonly events: readonly Event[];
}
