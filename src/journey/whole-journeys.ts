import { requireChoice } from "../tally/choice.ts";
import type { Journey } from "./journey.ts";
import type { JourneyPlace } from "./journey-tally.ts";

/**
 * Which journeys are counted, where they must be known from their beginning to their end.
 *
 * @category Paths
 */
export interface PartialOptions {
  /**
   * What becomes of journeys seen in part: `"exclude"` (default), one that may still go on is pending, and one whose
   * beginning was not seen is excluded; `"include"`, both count as they stand.
   */
  readonly partial?: "exclude" | "include" | undefined;
}

/**
 * What becomes of what had begun before it was seen.
 *
 * @category Journey
 */
export interface LeftTruncatedOptions {
  /**
   * What becomes of the first visit of a journey whose beginning was not seen, of which it is not known when it began: left out and
   * counted as cut, or it counts from when it was seen. Default `"exclude"`.
   */
  readonly leftTruncated?: "exclude" | "include" | undefined;
}

/** What becomes of what had begun before it was seen, if it is a choice. */
export function requireLeftTruncated(choice: "exclude" | "include" = "exclude"): "exclude" | "include" {
  return requireChoice("leftTruncated", choice, ["exclude", "include"]);
}

/** What becomes of journeys seen in part, if it is a choice. */
export function requirePartial(partial: "exclude" | "include" = "exclude"): "exclude" | "include" {
  return requireChoice("partial", partial, ["exclude", "include"]);
}

/** Whether a journey is known from its beginning to its end, or counts as if it were. */
export function isWhole(
  { status, leftTruncated }: Pick<Journey, "status" | "leftTruncated">,
  partial: "exclude" | "include",
): boolean {
  return partial === "include" || (status !== "open" && !leftTruncated);
}

/** Where a journey goes. */
export function wholePlace(
  journey: Pick<Journey, "status" | "leftTruncated">,
  states: readonly string[],
  partial: "exclude" | "include",
): JourneyPlace {
  if (states.length === 0) return "missing";
  if (isWhole(journey, partial)) return "count";
  return journey.leftTruncated ? "excluded" : "pending";
}
