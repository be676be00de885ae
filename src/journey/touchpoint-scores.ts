import { exactly } from "../stats/exact-sum.ts";
import { requireFunction } from "../tally/function.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { eventsOf } from "./journey-states.ts";
import { requireNamed, requireRule, withRule } from "./rule-name.ts";

/**
 * Which touchpoint an event belongs to.
 *
 * @typeParam Event - What the events are.
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Journey experience
 */
export interface TouchpointReading<Event extends JourneyEvent = JourneyEvent, Touchpoint extends string = string> {
  /** The touchpoint of an event; `null` or `undefined`, it belongs to none. Default: its `activity`. */
  readonly touchpoint?: ((event: Event) => Touchpoint | null | undefined) | undefined;
  /**
   * What `touchpoint` reads, as a name: tallies of two rules do not merge, and two functions are told apart by this name alone.
   * Metrics need it where a function decides what is counted. Default, of data in hand, `"touchpoint"`, or `"activity"` where
   * there is no `touchpoint`.
   */
  readonly rule?: string | undefined;
}

/**
 * How an event was experienced.
 *
 * @typeParam Event - What the events are.
 * @category Journey experience
 */
export interface ScoreReading<Event extends JourneyEvent = JourneyEvent> {
  /** The score of an event, a number of at most 1e69 in size, more is better; `null` or `undefined` where it was not scored. */
  readonly score: (event: Event) => number | null | undefined;
}

/** What reads the touchpoint of an event, if it has one. */
export function touchpointReader<Event extends JourneyEvent, Touchpoint extends string>(
  options: TouchpointReading<Event, Touchpoint>,
): (event: Event, index?: number) => Touchpoint | undefined {
  const touchpoint = options?.touchpoint ?? ((event: Event) => event.activity as Touchpoint);
  requireFunction("touchpoint", touchpoint);
  return (event, index) => {
    const name = touchpoint(event);
    if (name === null || name === undefined) return;
    if (typeof name === "string") return name;
    throw refusal("touchpoint must be a text", name, index);
  };
}

/** The rule's name, if it is one; `touchpoint` and whatever else decides need one. */
export function requireRuleName<Event extends JourneyEvent>(
  reading: TouchpointReading<Event>,
  deciding: Readonly<Record<string, unknown>> = {},
): string {
  const { touchpoint } = reading ?? {};
  requireNamed(reading?.rule, { touchpoint, ...deciding });
  return requireRule(reading?.rule ?? "activity");
}

/** The reading of data in hand, where functions need no name. */
export function touchpointsInHand<Reading extends TouchpointReading<never>>(reading: Reading): Reading {
  return withRule(reading, reading?.touchpoint ? "touchpoint" : "activity");
}

/** The fewest by which a touchpoint is judged, if it is such a number. */
export function requireMinimumCount(minimumCount: unknown): number {
  if (Number.isSafeInteger(minimumCount) && (minimumCount as number) >= 1) return minimumCount as number;
  throw refusal("minimumCount must be a whole number, 1 or more", minimumCount);
}

/** What reads the score of an event; `null` where it has none. */
export function scoreReader<Event extends JourneyEvent>(
  options: ScoreReading<Event>,
  name = "score",
): (event: Event, index?: number) => number | null {
  const score = options?.score;
  if (typeof score !== "function") throw refusal(`${name} must be a function of an event`, score);
  return (event, index) => {
    const given = score(event) ?? null;
    return given === null ? null : requireScore(name, given, index);
  };
}

/** The score, if it is one. */
export function requireScore(name: string, score: unknown, index?: number): number {
  if (typeof score === "number" && Math.abs(score) <= 1e69) return score;
  throw refusal(`${name} must be a number of at most 1e69 in size`, score, index);
}

/** The scores of each touchpoint that a journey passed, in order; of one that was not scored, none. */
export function scoresByTouchpoint<Event extends JourneyEvent>(
  journey: Journey<Event>,
  touchpointOf: (event: Event, index?: number) => string | undefined,
  scoreOf: (event: Event, index?: number) => number | null,
  index?: number,
): Map<string, number[]> {
  const touchpoints = new Map<string, number[]>();
  for (const event of eventsOf(journey, index)) {
    const touchpoint = touchpointOf(event, index);
    const score = scoreOf(event, index);
    if (touchpoint === undefined) continue;
    let scores = touchpoints.get(touchpoint);
    if (scores === undefined) {
      scores = [];
      touchpoints.set(touchpoint, scores);
    }
    if (score !== null) scores.push(score);
  }
  return touchpoints;
}

/** The mean of scores, in whatever order they came; `null` of none. */
export function meanScore(scores: readonly number[]): number | null {
  return scores.length === 0 ? null : exactly(scores) / scores.length + 0;
}

/** Whether the mean of scores lies below neutral, and not only by rounding; `null` of none. */
export function isNegative(scores: readonly number[], neutral: number): boolean | null {
  if (scores.length < 2) return scores.length === 0 ? null : scores[0]! < neutral;
  const size = scores.reduce((most, score) => Math.max(most, Math.abs(score)), Math.abs(neutral));
  return neutral - meanScore(scores)! > 1e-12 * size;
}
