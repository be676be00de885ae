import type { JourneyEvent, StageOf } from "./event.ts";

/**
 * Which events are meant: those of a name, those of any of some names, or those of which a function says so.
 *
 * @typeParam Event - What the events are.
 * @typeParam Name - The names there are: activities, or stages.
 * @category Funnel
 */
export type EventTest<Event extends JourneyEvent = JourneyEvent, Name extends string = string> =
  | Name
  | readonly Name[]
  | ((event: Event) => boolean);

/**
 * A step of a funnel under a name of its own. Where a function tells its events, the name is all that tells it from another: tallies
 * of funnels whose steps have the same names merge, whatever their functions do.
 *
 * @typeParam Event - What the events are.
 * @typeParam Name - The names there are: activities, or stages.
 * @category Funnel
 */
export interface NamedFunnelStep<Event extends JourneyEvent = JourneyEvent, Name extends string = string> {
  /** What the step is called. */
  readonly name: string;
  /** Which events are the step. */
  readonly when: EventTest<Event, Name>;
}

/**
 * A step of a funnel: which events it is, with or without a name of its own. Without one it is called as its events are,
 * or, where a function tells them, by its place: `"step 2"`.
 *
 * @typeParam Event - What the events are.
 * @typeParam Name - The names there are: activities, or stages.
 * @category Funnel
 */
export type FunnelStep<Event extends JourneyEvent = JourneyEvent, Name extends string = string> =
  | EventTest<Event, Name>
  | NamedFunnelStep<Event, Name>;

/**
 * Until when a step counts.
 *
 * @category Funnel
 */
export interface FunnelWindow {
  /** How long, in whole milliseconds above 0; a step at the very end still counts. */
  readonly within: number;
  /** Since when: the first step of the attempt, or the step before. Default `"first"`. */
  readonly from?: "first" | "previous" | undefined;
}

/**
 * What must not happen during an attempt. An event at the very time of the step before or after it is not between them,
 * and an event that is itself a step of the attempt does not end it.
 *
 * @typeParam Event - What the events are.
 * @typeParam Name - The names there are: activities, or stages.
 * @category Funnel
 */
export interface FunnelExclusion<Event extends JourneyEvent = JourneyEvent, Name extends string = string> {
  /** Which events. */
  readonly when: EventTest<Event, Name>;
  /**
   * What they do: `"break"`, the attempt ends with the step that it has reached; `"disqualify"`, the journey is counted as
   * excluded, even from the first step. Default `"break"`.
   */
  readonly effect?: "break" | "disqualify" | undefined;
  /** The name of the step after which they must not happen. Default the first. */
  readonly from?: string | undefined;
  /** The name of the step before which they must not happen. Default the last. */
  readonly to?: string | undefined;
}

/**
 * The rules of a funnel.
 *
 * @typeParam Event - What the events are.
 * @typeParam Name - The names there are: activities, or stages.
 * @category Funnel
 */
export interface FunnelRules<Event extends JourneyEvent = JourneyEvent, Name extends string = string> {
  /** The steps, first to last; at least one, and with the exclusions 30 at most. */
  readonly steps: readonly FunnelStep<Event, Name>[];
  /**
   * How the steps follow: `"ordered"`, one after the other, whatever happens in between; `"strict"`, with nothing in between;
   * `"unordered"`, in any order, where step 2 stands for any two of them. Default `"ordered"`.
   */
  readonly order?: "ordered" | "strict" | "unordered" | undefined;
  /** Until when a step counts. Default: as long as the journey goes on, and then only journeys that are over are mature. */
  readonly window?: FunnelWindow | undefined;
  /**
   * Which attempt stands for a journey: `"best"`, the one that comes farthest; `"first"`, the first; `"all"`, each counts
   * for itself, and a new one begins only when the one before has converted, run out of time or been broken. Default `"best"`.
   */
  readonly reentry?: "first" | "best" | "all" | undefined;
  /**
   * Which of two events at one time comes first: `"any"`, whichever brings the attempt farther; `"input"`, the one that comes
   * first in the journey; `"strict"`, neither, so that a step must come later than the one before. Default `"any"`.
   */
  readonly ties?: "any" | "input" | "strict" | undefined;
  /** Events at most so many milliseconds apart may be taken in either order. Default 0. */
  readonly grace?: number | undefined;
  /** What must not happen during an attempt. Default nothing. */
  readonly exclusions?: readonly FunnelExclusion<Event, Name>[] | undefined;
  /**
   * What must be the same of all steps of an attempt, such as the product; arrays and `Date`s by value. The
   * funnel is then that of the events of each value, as if they were alone. Default nothing.
   */
  readonly holdConstant?: ((event: Event) => unknown) | undefined;
  /** Whether an attempt begins with the first step (`"closed"`) or with any (`"open"`). Default `"closed"`. */
  readonly entry?: "closed" | "open" | undefined;
  /**
   * What becomes of journeys whose beginning was not seen, of whose attempts the first or the best may not have been seen either:
   * left out and counted as excluded, or they count as far as they were seen. Default `"exclude"`.
   */
  readonly leftTruncated?: "exclude" | "include" | undefined;
  /**
   * What the functions among the rules decide, as a name: tallies of two rules do not merge. `funnelMetric` needs it where
   * a function tells a step that has no name of its own, or an exclusion, or what is held constant. Default none.
   */
  readonly rule?: string | undefined;
}

/**
 * A funnel: of activities, or `of: "stage"` of the stages of the events.
 *
 * @typeParam Event - What the events are.
 * @category Funnel
 */
export type FunnelOptions<Event extends JourneyEvent = JourneyEvent> =
  | (FunnelRules<Event> & {
      /** What the names of the steps are. Default `"activity"`. */
      readonly of?: "activity" | undefined;
    })
  | (FunnelRules<Event, StageOf<Event>> & {
      /** What the names of the steps are. */
      readonly of: "stage";
    });

/**
 * What a funnel's numbers are of.
 *
 * @category Funnel
 */
export interface FunnelDefinition {
  /** The metric's name. */
  readonly metric: "funnel";
  /** What the names of the steps are. */
  readonly of: "activity" | "stage";
  /** The steps: their names, and of which names their events are, `null` where a function tells. */
  readonly steps: readonly {
    /** What the step is called. */
    readonly name: string;
    /** The names of its events; `null` where a function tells them. */
    readonly when: readonly string[] | null;
  }[];
  /** How the steps follow. */
  readonly order: "ordered" | "strict" | "unordered";
  /** Until when a step counts, in milliseconds; `null` without a window. */
  readonly window: {
    /** How long, in milliseconds. */
    readonly within: number;
    /** Since when. */
    readonly from: "first" | "previous";
  } | null;
  /** Which attempt stands for a journey. */
  readonly reentry: "first" | "best" | "all";
  /** Which of two events at one time comes first. */
  readonly ties: "any" | "input" | "strict";
  /** How many milliseconds apart events may be taken in either order. */
  readonly grace: number;
  /** What must not happen during an attempt. */
  readonly exclusions: readonly {
    /** The names of the events; `null` where a function tells them. */
    readonly when: readonly string[] | null;
    /** What they do. */
    readonly effect: "break" | "disqualify";
    /** The name of the step after which they must not happen. */
    readonly from: string;
    /** The name of the step before which they must not happen. */
    readonly to: string;
  }[];
  /** Whether something must be the same of all steps. */
  readonly holdConstant: boolean;
  /** Whether an attempt begins with the first step or with any. */
  readonly entry: "closed" | "open";
  /** What becomes of journeys whose beginning was not seen. */
  readonly leftTruncated: "exclude" | "include";
  /** What the functions among the rules decide; `null`, it has no name. */
  readonly rule: string | null;
}
