import { greenwood, type StepRisk, type SurvivalStep } from "./survival-steps.ts";
import { timelineOf } from "./timeline.ts";

/**
 * The steps of a survival curve: a product over the times, formed anew only where somebody is censored, so that without
 * any it is exact.
 */
export function productLimit(
  times: readonly number[],
  happened: readonly boolean[],
  weights: readonly number[] | undefined,
): SurvivalStep[] {
  const { order, starts } = timelineOf(times);
  const sums = weights && sumsFrom(order, weights);
  const variance = greenwood();
  const steps: SurvivalStep[] = [];
  let level = 1;
  let levelOf = sums ? sums.weights[0]! : order.length;
  for (let place = 0; place + 1 < starts.length; place++) {
    const [start, end] = [starts[place]!, starts[place + 1]!];
    const atRisk = order.length - start;
    let events = 0;
    let eventWeight = 0;
    let eventSquares = 0;
    let censoredWeight = 0;
    let censoredSquares = 0;
    for (let next = start; next < end; next++) {
      const who = order[next]!;
      const heavy = weights ? weights[who]! : 1;
      if (happened[who]) {
        events++;
        eventWeight += heavy;
        eventSquares += heavy * heavy;
      } else {
        censoredWeight += heavy;
        censoredSquares += heavy * heavy;
      }
    }
    const censored = end - start - events;
    const remaining = sums ? sums.weights[end]! + censoredWeight : atRisk - events;
    const survival = level * (remaining / levelOf);
    const behind: StepRisk = sums
      ? {
          atRisk,
          events,
          weights: {
            atRisk: sums.weights[start]!,
            events: eventWeight,
            remaining,
            eventSquares,
            remainingSquares: sums.squares[end]! + censoredSquares,
          },
        }
      : { atRisk, events };
    const standardError = remaining === 0 ? null : survival * Math.sqrt(variance(behind, 1));
    const time = times[order[start]!]!;
    steps.push({ time, atRisk, events, censored, survival, standardError, ...(sums && { weights: behind.weights! }) });
    if (censored > 0) {
      level = survival;
      levelOf = sums ? sums.weights[end]! : order.length - end;
    }
  }
  return steps;
}

/** Σw and Σw² from each place of the order to its end. */
function sumsFrom(order: Uint32Array, weights: readonly number[]): { weights: Float64Array; squares: Float64Array } {
  const sums = new Float64Array(order.length + 1);
  const squares = new Float64Array(order.length + 1);
  for (let place = order.length - 1; place >= 0; place--) {
    const heavy = weights[order[place]!]!;
    sums[place] = sums[place + 1]! + heavy;
    squares[place] = squares[place + 1]! + heavy * heavy;
  }
  return { weights: sums, squares };
}
