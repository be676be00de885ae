import type { MeanResult } from "../stats/mean-tally.ts";
import type { JourneyShare } from "./journey-share.ts";

/**
 * How much a touchpoint hurts.
 *
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Pain points
 */
export interface PainPoint<Touchpoint extends string = string> {
  /** The touchpoint. */
  readonly touchpoint: Touchpoint;
  /**
   * Reach × shrunken severity × importance, in the unit of the scores: how far below target it brings the average journey; `null` where it was
   * not scored, or no journey was seen whole.
   */
  readonly priority: number | null;
  /** The share of journeys seen whole that pass the touchpoint: those that may still go on may yet pass it. */
  readonly reach: JourneyShare;
  /** How far scores lie below the target on average, 0 where none does; `meanInterval` reads it. */
  readonly severity: Pick<MeanResult, "mean" | "standardDeviation" | "standardError" | "count">;
  /** The severity, shrunk towards that of all touchpoints by as much as it could differ from it by chance; 0 or more. */
  readonly shrunkenSeverity: number | null;
  /** How much the touchpoint matters. */
  readonly importance: number;
  /** The share of journeys that were abandoned, of those that pass the touchpoint and are over. */
  readonly dropOff: JourneyShare;
  /** That share over the one of all journeys: above 1, journeys that pass here are abandoned more often; `null` where none is. */
  readonly dropOffLift: number | null;
  /** Journeys that pass the touchpoint without a score there. */
  readonly missing: number;
}

/**
 * Where a journey hurts most.
 *
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Pain points
 */
export interface PainPointsResult<Touchpoint extends string = string> {
  /** The touchpoints, that of the highest priority first; those of equal priority, or of none, by severity, then by name. */
  readonly points: readonly PainPoint<Touchpoint>[];
  /** The touchpoints with too few scores to be ranked, by name. */
  readonly tooFew: readonly PainPoint<Touchpoint>[];
  /** The share of journeys that were abandoned, of those that are over. */
  readonly dropOff: JourneyShare;
  /** Journeys counted, as far as they have come. */
  readonly count: number;
  /** Of these, how many are still open: they may yet pass further touchpoints. */
  readonly open: number;
  /** Of these, how many were not seen from their beginning: they may have passed others before. */
  readonly cut: number;
  /** Journeys without a touchpoint. */
  readonly missing: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** Where journeys are weighted, the sum of the weights. */
  readonly weight?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "painPoints";
    /** The score that a touchpoint should have at least. */
    readonly target: number;
    /** The fewest scored journeys by which a touchpoint is ranked. */
    readonly minimumCount: number;
    /** What was read from the events. */
    readonly rule: string;
    /** Whether journeys seen in part count in the reach as they stand. */
    readonly partial: "exclude" | "include";
  };
}
