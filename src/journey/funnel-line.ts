/** The events of a journey that a funnel looks at, in order. */
export interface FunnelLine {
  /** How many there are; the lists may be longer. */
  length: number;
  /** When each happened. */
  readonly at: number[];
  /** What each can be: the bits of the steps, then of the exclusions; 0 of one that an earlier attempt has used. */
  readonly bits: number[];
  /** Where each stands among the events of the journey. */
  readonly places: number[];
}

/** A line of no events. */
export function emptyLine(): FunnelLine {
  return { length: 0, at: [], bits: [], places: [] };
}

/** How far an attempt came. */
export interface FunnelAttempt {
  /** The step with which it began, from 0. */
  readonly base: number;
  /** The steps done when it had come farthest, those before `base` among them; `base` where it has not begun. */
  readonly reached: number;
  /** The events of these steps, by their places in the line. */
  readonly chain: readonly number[];
  /** The latest entry; −Infinity of none. */
  readonly entered: number;
  /** Since when the window of the step that may come next runs; −Infinity where none may. */
  readonly live: number;
  /** From which event on the next attempt may begin; −1 where there is nothing more. */
  readonly end: number;
  /** The bits of the exclusions that ended it; an event of these does not begin the next attempt. */
  readonly ending: number;
  /** Whether it ended with an exclusion that disqualifies. */
  readonly isDisqualified: boolean;
}

/** What has been found of one attempt so far: a step after the other, the last in front. */
export interface FunnelLink {
  /** When the attempt began. */
  readonly start: number;
  /** When this step was done. */
  readonly at: number;
  /** The event, by its place in the line. */
  readonly event: number;
  /** The step before. */
  readonly before: FunnelLink | undefined;
}

/** The events of the steps of an attempt, from the first. */
export function chainOf(link: FunnelLink | undefined): number[] {
  const chain: number[] = [];
  for (let step = link; step; step = step.before) chain.push(step.event);
  return chain.reverse();
}

/**
 * Finds a step for one more event, by moving events that have one where that helps (Kuhn 1955); in place.
 *
 * @param slots - The event of each step, −1 of none.
 * @param event - The event, by its place in the line.
 * @param bits - What each event can be.
 * @param low - The first step there is.
 */
export function placeEvent(
  slots: number[],
  event: number,
  bits: readonly number[],
  low: number,
  tried: { bits: number } = { bits: 0 },
): boolean {
  for (let slot = 0; slot < slots.length; slot++) {
    const bit = 1 << slot;
    if (((bits[event]! >> (low + slot)) & 1) === 0 || tried.bits & bit) continue;
    tried.bits |= bit;
    if (slots[slot]! < 0 || placeEvent(slots, slots[slot]!, bits, low, tried)) {
      slots[slot] = event;
      return true;
    }
  }
  return false;
}
