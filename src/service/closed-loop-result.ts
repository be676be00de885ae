import type { ShareResult } from "../stats/share.ts";
import type { CaseTimesResult } from "./case-times.ts";
import type { LoopStage } from "./loop-case.ts";
import type { SlaResult } from "./sla-attainment.ts";
import type { ClockDefinition } from "./ticket-clock.ts";

/**
 * The definition of a closed loop, as plain data.
 *
 * @category Closed loop
 */
export interface ClosedLoopDefinition extends ClockDefinition {
  /** The metric's name. */
  readonly metric: "closedLoop";
  /** The stage with which the loop is closed. */
  readonly closedWith: LoopStage;
  /** The time until then that a case without a due time may take, in the unit of the clock; `null` where it is none. */
  readonly target: number | null;
  /** As of when the cases were seen, in milliseconds since 1970. */
  readonly asOf: number;
  /** Whether what happened after `asOf` was refused or left out. */
  readonly later: "reject" | "exclude";
}

/**
 * How many cases came how far: of all cases, those that came to a stage or to a later one.
 *
 * @category Closed loop
 */
export interface LoopStageResult {
  /** The stage. */
  readonly stage: LoopStage;
  /** The share of all cases that came so far, 0 to 1, whatever their weights; `null` of none. */
  readonly rate: number | null;
  /** Cases that came so far. */
  readonly numerator: number;
  /** All cases. */
  readonly denominator: number;
  /** Cases that came so far and no further. */
  readonly waiting: number;
}

/**
 * What became of what customers said: how far each case came, and how soon.
 *
 * @category Closed loop
 */
export interface ClosedLoopResult extends Omit<ShareResult, "definition"> {
  /** Cases counted. */
  readonly count: number;
  /** How many came to each stage, in order. */
  readonly stages: readonly LoopStageResult[];
  /** Cases not closed that are too late as of `asOf`. */
  readonly overdue: number;
  /** Loops closed by the due time, by each denominator; `rate` is that of the cases that are due. */
  readonly closed: SlaResult;
  /** How long customers wait until somebody contacts them; the survival median has those who still wait. */
  readonly timeToContact: CaseTimesResult<ClockDefinition>;
  /** Rescue rate: detractors contacted who in a later answer are none any more, of all detractors contacted. */
  readonly rescue: ShareResult;
  /** The same, of those who have answered again; the others are pending. */
  readonly rescueOfAnswered: ShareResult;
  /** Outer loop: cases that belong to an initiative, of all cases. */
  readonly outerLoop: ShareResult;
  /** Items without a case. */
  readonly missing: number;
  /** Cases left out: such as cannot be, where the caller said so, received after `asOf` where `later` leaves that out, or of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: ClosedLoopDefinition;
}
