import { exactly } from "../stats/exact-sum.ts";
import type { ConfidenceOptions, Interval } from "../stats/interval.ts";
import { type SurvivalCurve, survivalCurve } from "../stats/kaplan-meier.ts";
import { addToGroup, emptyGroup, productLimitOf, type TimeGroup } from "../stats/product-limit.ts";
import { type RestrictedMean, restrictedMeanSurvivalTime } from "../stats/restricted-mean.ts";
import type { SurvivalMethod } from "../stats/survival-interval.ts";
import { survivalQuantile } from "../stats/survival-quantile.ts";
import type { VisitEnd } from "./stage-visits.ts";

/**
 * How long visits to a stage last.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface StageTime<Stage extends string = string> {
  /** The stage. */
  readonly stage: Stage;
  /** The median time, in milliseconds, with its interval; `estimate: null` where less than half have left. */
  readonly median: Interval<SurvivalMethod>;
  /** The mean time up to a limit, in milliseconds, with its interval. */
  readonly restrictedMean: RestrictedMean;
  /** The mean of the visits that have ended, in milliseconds; `null` of none. Biased: long visits are those that have not ended yet. */
  readonly completedMean: number | null;
  /** Visits. */
  readonly count: number;
  /** Visits that have ended, by how they ended. */
  readonly ended: {
    /** Another stage followed. */
    readonly next: number;
    /** The journey was completed in it. */
    readonly completed: number;
    /** The journey was abandoned in it. */
    readonly abandoned: number;
  };
  /** Visits that had not ended when they were last seen. */
  readonly censored: number;
  /** Visits that began and ended at one moment. */
  readonly momentary: number;
  /** Visits left out because their beginning was not seen. */
  readonly cut: number;
  /** The share still in the stage, by the time since they entered. */
  readonly curve: SurvivalCurve;
}

/** So many visits that lasted as long and ended alike: `null`, they had not ended; Σw and Σw² of them. */
export interface LikeVisits {
  readonly duration: number;
  readonly endedBy: VisitEnd | null;
  readonly count: number;
  readonly weight: number;
  readonly squares: number;
}

/** How long the visits to one stage lasted. */
export function stageTime<Stage extends string>(
  stage: Stage,
  visits: readonly LikeVisits[],
  cut: number,
  isWeighted: boolean,
  options: ConfidenceOptions & { readonly until?: number | undefined },
): StageTime<Stage> {
  const groups = new Map<number, TimeGroup>();
  const ended = { next: 0, completed: 0, abandoned: 0 };
  let momentary = 0;
  for (const { duration, endedBy, count, weight, squares } of visits) {
    const group = groups.get(duration) ?? emptyGroup(duration);
    groups.set(duration, group);
    addToGroup(group, endedBy !== null, count, weight, squares);
    if (endedBy === null) continue;
    ended[endedBy] += count;
    if (duration === 0) momentary += count;
  }
  const inOrder = [...groups.values()].sort((one, other) => one.time - other.time);
  const curve = survivalCurve(productLimitOf(inOrder, isWeighted), isWeighted, 0);
  const sumOf = (term: (group: TimeGroup) => number) => exactly(inOrder.map(term));
  return {
    stage,
    median: survivalQuantile(curve, 0.5, options),
    restrictedMean: restrictedMeanSurvivalTime(curve, options),
    completedMean:
      curve.events === 0
        ? null
        : sumOf((group) => group.time * group.eventWeight) / sumOf((group) => group.eventWeight),
    count: curve.count,
    ended,
    censored: curve.censored,
    momentary,
    cut,
    curve,
  };
}
