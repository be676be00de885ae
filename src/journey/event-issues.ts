import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import type { JourneyEvent } from "./event.ts";

/**
 * What is wrong with an event.
 *
 * @category Journey
 */
export interface EventIssue {
  /** Where the event stands among those given, from 0. */
  readonly index: number;
  /** The field that is wrong. */
  readonly field: string;
  /** What must be. */
  readonly must: string;
  /** What came, as an error message shows it. */
  readonly came: string;
}

/**
 * The error about events that are none: a `RangeError` or `TypeError` that names the first and carries all of them.
 *
 * @category Journey
 */
export interface EventsError extends Error {
  /** Everything that is wrong, in the order of the events. */
  readonly issues: readonly EventIssue[];
}

/** Takes down what is wrong with an event. */
export type Report = (index: number, field: string, must: string, came: unknown) => void;

/** What is wrong with the events of one log, and the error about it. */
export interface Issues {
  /** Everything that is wrong, in the order in which it was met. */
  readonly list: EventIssue[];
  /** Takes down what is wrong with an event. */
  readonly report: Report;
  /** Everything that is wrong, in the order of the events. */
  readonly inOrder: () => EventIssue[];
  /** The error about all of it. */
  readonly error: () => EventsError;
}

/** Nothing wrong so far. */
export function noIssues(): Issues {
  const list: EventIssue[] = [];
  let first: { readonly must: string; readonly came: unknown; readonly index: number } | undefined;
  const inOrder = () => list.sort((left, right) => left.index - right.index);
  return {
    list,
    report: (index, field, must, came) => {
      if (first === undefined || index < first.index) first = { must, came, index };
      list.push({ index, field, must, came: shown(came) });
    },
    inOrder,
    error: () => {
      const { must, came, index } = first!;
      const error = refusal(must, came, index);
      if (list.length > 1) error.message += `, and ${list.length - 1} more: see issues`;
      return Object.assign(error, { issues: inOrder() });
    },
  };
}

const MOMENT = "must be a Date, a Temporal.Instant or whole milliseconds since 1970-01-01T00:00Z";

/** Whether an event is one. */
export function isEvent(event: JourneyEvent): boolean {
  if (typeof event !== "object" || event === null) return false;
  const { at, endAt, seq } = event;
  return (
    Number.isSafeInteger(at) &&
    typeof event.activity === "string" &&
    isText(event.case) &&
    isText(event.customer) &&
    isText(event.stage) &&
    isText(event.channel) &&
    isText(event.resource) &&
    isText(event.id) &&
    (endAt === undefined || (Number.isSafeInteger(endAt) && endAt >= at)) &&
    (seq === undefined || Number.isFinite(seq))
  );
}

/** Refuses what is no event, or has no moment by which it could be put in order. */
export function requireMoment(event: JourneyEvent, index: number): void {
  if (typeof event !== "object" || event === null) throw refusal("event must be an object", event, index);
  if (!Number.isSafeInteger(event.at)) throw refusal(`at ${MOMENT}`, event.at, index);
}

/** Reports all that keeps an event from being one. */
export function reportEvent(event: JourneyEvent, index: number, report: Report): void {
  if (typeof event !== "object" || event === null) {
    report(index, "event", "event must be an object", event);
    return;
  }
  const { activity, at, endAt, seq } = event;
  if (typeof activity !== "string") report(index, "activity", "activity must be text", activity);
  if (!Number.isSafeInteger(at)) report(index, "at", `at ${MOMENT}`, at);
  if (endAt !== undefined && !(Number.isSafeInteger(endAt) && endAt >= at)) {
    report(index, "endAt", `endAt ${MOMENT}, not before at`, endAt);
  }
  for (const field of ["customer", "case", "stage", "channel", "resource", "id"] as const) {
    if (!isText(event[field])) report(index, field, `${field} must be text where it is given`, event[field]);
  }
  if (seq !== undefined && !Number.isFinite(seq)) report(index, "seq", "seq must be a finite number", seq);
}

function isText(text: unknown): boolean {
  return text === undefined || typeof text === "string";
}
