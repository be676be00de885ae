import type { Weighted } from "../stats/classes.ts";
import { type DurationsTally, durationsMetric } from "../stats/durations-metric.ts";
import type { DurationsResult } from "../stats/durations-result.ts";
import { readShare, type ShareResult } from "../stats/share.ts";
import type { FunnelDefinition } from "./funnel-options.ts";
import { among, type FunnelCell, type FunnelTally, MATURE, PENDING } from "./funnel-tally.ts";

/**
 * A share of the attempts at a funnel whose time has passed; `shareInterval` and `compareShares` take it as it is.
 *
 * @category Funnel
 */
export type FunnelShare = Pick<ShareResult, "rate" | "numerator" | "denominator"> & Weighted;

/**
 * What happened next in the journeys that were dropped at a step.
 *
 * @category Funnel
 */
export interface FunnelNext {
  /** The activity that came next; `null` where nothing did. */
  readonly activity: string | null;
  /** After how many drops. */
  readonly count: number;
}

/**
 * A step of a funnel. Of an unordered funnel, any so many steps.
 *
 * @category Funnel
 */
export interface FunnelStepResult {
  /** What the step is called; of an unordered funnel, `"any 2"`. */
  readonly step: string;
  /** Attempts that reached it, whether their time has passed or not. */
  readonly reached: number;
  /** Attempts that came no farther and may no more; of the last step 0. */
  readonly dropped: number;
  /** Attempts that have come no farther but still may. */
  readonly pending: number;
  /** Of the attempts whose time has passed, those that reached this step. */
  readonly fromFirst: FunnelShare;
  /** Of those that reached the step before, those that reached this one; of the first step the same as `fromFirst`. */
  readonly fromPrevious: FunnelShare;
  /** Milliseconds from the entry to this step, of all attempts that reached it; `null` of the first step. */
  readonly sinceFirst: DurationsResult | null;
  /** Milliseconds from the step before to this one, of all attempts that did both; `null` of the first step. */
  readonly sincePrevious: DurationsResult | null;
  /** What happened next after the attempts that were dropped here, most often first, then by activity, nothing last. */
  readonly nextAfterDrop: readonly FunnelNext[];
}

/**
 * What became of the attempts at a funnel.
 *
 * @category Funnel
 */
export interface FunnelResult extends FunnelShare {
  /** Conversion, 0 to 1: of the attempts whose time has passed, those with the last step; `null` where none has passed. */
  readonly rate: number | null;
  /** Attempts with the last step among those whose time has passed. */
  readonly numerator: number;
  /** Attempts whose time has passed. */
  readonly denominator: number;
  /** Journeys counted. */
  readonly count: number;
  /** Attempts: converted, pending and dropped ones. As many as journeys that entered, but with `reentry: "all"`. */
  readonly entered: number;
  /** Attempts with the last step, whether their time has passed or not. */
  readonly converted: number;
  /** Attempts that may still convert. */
  readonly pending: number;
  /** Attempts that have not converted and may no more. */
  readonly dropped: number;
  /** Journeys without an attempt. */
  readonly notEntered: number;
  /** The steps, first to last. */
  readonly steps: readonly FunnelStepResult[];
  /** Journeys left out: disqualified by an exclusion, of weight 0, or those whose beginning was not seen. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: FunnelDefinition;
}

/** What the tally of a funnel says. */
export function readFunnel(tally: FunnelTally, definition: FunnelDefinition): FunnelResult {
  const steps = definition.steps.length;
  const durations = durationsMetric({ unit: "milliseconds" });
  const share = (all: (cell: FunnelCell) => boolean, those: (cell: FunnelCell) => boolean): FunnelShare => {
    return readShare(among(tally, steps, (cell) => cell.kind === MATURE && all(cell), those));
  };
  // Of a weighted sample, the times of a step that nobody with a weight has reached are those of one too.
  const ofWeights = { ...durations.add(durations.empty(), null, 1), missing: 0 };
  const times = (counted: DurationsTally) =>
    durations.read(tally.weights ? durations.merge(counted, ofWeights) : counted);
  const people = (those: (cell: FunnelCell) => boolean) => among(tally, steps, those, those).counts[1]!;
  const any = () => true;
  const step = (place: number): FunnelStepResult => {
    const number = place + 1;
    const has = ({ from, reached }: FunnelCell) => from <= number && number <= reached;
    const had = ({ from, reached }: FunnelCell) => place === 0 || (from <= place && place <= reached);
    const stopped = people(({ reached }) => reached === number);
    const pending = people(({ reached, kind }) => reached === number && kind === PENDING);
    const activities = tally.next[place]!.map(([activity, count]): FunnelNext => ({ activity, count }));
    const nothing = tally.nothing[place]!;
    return {
      step: definition.order === "unordered" ? `any ${number}` : definition.steps[place]!.name,
      reached: people(has),
      dropped: number === steps ? 0 : stopped - pending,
      pending,
      fromFirst: share(any, has),
      fromPrevious: share(had, has),
      sinceFirst: place === 0 ? null : times(tally.sinceFirst[place - 1]!),
      sincePrevious: place === 0 ? null : times(tally.sincePrevious[place - 1]!),
      nextAfterDrop: [
        // The activities stand in their order, which equal counts keep.
        ...activities.sort((a, b) => b.count - a.count),
        ...(nothing > 0 ? [{ activity: null, count: nothing }] : []),
      ],
    };
  };
  const entered = people(any);
  const converted = people(({ reached }) => reached === steps);
  const pending = people(({ kind }) => kind === PENDING);
  return {
    ...share(any, ({ reached }) => reached === steps),
    count: tally.journeys,
    entered,
    converted,
    pending,
    dropped: entered - converted - pending,
    notEntered: tally.counts[0]!,
    steps: definition.steps.map((_, place) => step(place)),
    excluded: tally.excluded,
    definition,
  };
}
