import { greenwood, type StepRisk, type SurvivalStep } from "./survival-steps.ts";
import { timelineOf } from "./timeline.ts";

/** All who were last seen at one time. */
export interface TimeGroup {
  readonly time: number;
  /** People to whom the event happened then. */
  events: number;
  /** People without the event. */
  censored: number;
  /** Σw of the former. */
  eventWeight: number;
  /** Σw² of the former. */
  eventSquares: number;
  /** Σw of the latter. */
  censoredWeight: number;
  /** Σw² of the latter. */
  censoredSquares: number;
}

/** Nobody, last seen at a time. */
export function emptyGroup(time: number): TimeGroup {
  return { time, events: 0, censored: 0, eventWeight: 0, eventSquares: 0, censoredWeight: 0, censoredSquares: 0 };
}

/** Adds people of one kind to those last seen at a time. */
export function addToGroup(group: TimeGroup, happened: boolean, count: number, weight: number, squares: number): void {
  if (happened) {
    group.events += count;
    group.eventWeight += weight;
    group.eventSquares += squares;
  } else {
    group.censored += count;
    group.censoredWeight += weight;
    group.censoredSquares += squares;
  }
}

/** The steps of a survival curve of people, each with a time. */
export function productLimit(
  times: readonly number[],
  happened: readonly boolean[],
  weights: readonly number[] | undefined,
): SurvivalStep[] {
  const { order, starts } = timelineOf(times);
  const groups: TimeGroup[] = [];
  for (let place = 0; place + 1 < starts.length; place++) {
    const [start, end] = [starts[place]!, starts[place + 1]!];
    const group = emptyGroup(times[order[start]!]!);
    for (let next = start; next < end; next++) {
      const who = order[next]!;
      const heavy = weights ? weights[who]! : 1;
      addToGroup(group, happened[who]!, 1, heavy, heavy * heavy);
    }
    groups.push(group);
  }
  return productLimitOf(groups, weights !== undefined);
}

/**
 * The steps of a survival curve of groups, by rising time: a product over the times, formed anew only where somebody is censored, so
 * that without any it is exact.
 */
export function productLimitOf(groups: readonly TimeGroup[], isWeighted: boolean): SurvivalStep[] {
  const sums = isWeighted ? sumsFrom(groups) : undefined;
  const variance = greenwood();
  const steps: SurvivalStep[] = [];
  let atRisk = groups.reduce((sum, { events, censored }) => sum + events + censored, 0);
  let level = 1;
  let levelOf = sums ? sums.weights[0]! : atRisk;
  groups.forEach(({ time, events, censored, eventWeight, eventSquares, censoredWeight, censoredSquares }, place) => {
    const remaining = sums ? sums.weights[place + 1]! + censoredWeight : atRisk - events;
    const survival = level * (remaining / levelOf);
    const behind: StepRisk = sums
      ? {
          atRisk,
          events,
          weights: {
            atRisk: sums.weights[place]!,
            events: eventWeight,
            remaining,
            eventSquares,
            remainingSquares: sums.squares[place + 1]! + censoredSquares,
          },
        }
      : { atRisk, events };
    const standardError = remaining === 0 ? null : survival * Math.sqrt(variance(behind, 1));
    steps.push({ time, atRisk, events, censored, survival, standardError, ...(sums && { weights: behind.weights! }) });
    atRisk -= events + censored;
    if (censored > 0) {
      level = survival;
      levelOf = sums ? sums.weights[place + 1]! : atRisk;
    }
  });
  return steps;
}

/** Σw and Σw² from each group to the last. */
function sumsFrom(groups: readonly TimeGroup[]): { weights: Float64Array; squares: Float64Array } {
  const weights = new Float64Array(groups.length + 1);
  const squares = new Float64Array(groups.length + 1);
  for (let place = groups.length - 1; place >= 0; place--) {
    const { eventWeight, censoredWeight, eventSquares, censoredSquares } = groups[place]!;
    weights[place] = weights[place + 1]! + (eventWeight + censoredWeight);
    squares[place] = squares[place + 1]! + (eventSquares + censoredSquares);
  }
  return { weights, squares };
}
