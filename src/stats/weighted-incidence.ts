import type { IncidenceStep } from "./aalen-johansen.ts";
import type { SurvivalStep } from "./survival-steps.ts";

/** Those who left by one cause at one time: people, Σw and Σw². */
export interface Leavers {
  count: number;
  weight: number;
  squares: number;
}

/**
 * The incidence F of one cause in a weighted sample. Its variance is the sum of the squared influences of the people, each times
 * their weight. A person's influence is ψ + b·F of the time that it is asked for: as F rises, everybody's moves by b times the rise,
 * so that no large numbers cancel.
 *
 * @param steps - Those of the survival curve of leaving by any cause, with their weights.
 * @param leavers - Who left by the cause, by time.
 */
export function weightedIncidence(
  steps: readonly SurvivalStep[],
  leavers: ReadonlyMap<number, Leavers>,
): IncidenceStep[] {
  let [incidence, survival, others] = [0, 1, 0];
  // Of those who have gone: Σw²ψ², Σw²ψb and Σw²b².
  let [variance, mixed, slopes] = [0, 0, 0];
  // What each one who is still there has gathered of both.
  let [influence, slope] = [0, 0];
  const leave = (squares: number, more: number, steeper: number) => {
    const [own, bend] = [influence + more, slope + steeper];
    variance += squares * own * own;
    mixed += squares * own * bend;
    slopes += squares * bend * bend;
  };
  return steps.map(({ time, events, survival: left, weights }, place): IncidenceStep => {
    const { atRisk, events: gone, remaining, eventSquares, remainingSquares } = weights!;
    const by = leavers.get(time) ?? { count: 0, weight: 0, squares: 0 };
    const share = by.weight / atRisk;
    const rise = survival * share;
    variance += rise * (2 * mixed + rise * slopes);
    mixed += rise * slopes;
    influence += rise * slope;
    const each = survival / atRisk;
    leave(by.squares, each * (1 - share), -1 / atRisk);
    leave(Math.max(0, eventSquares - by.squares), -each * share, -1 / atRisk);
    if (remaining > 0) {
      influence -= each * share;
      slope += gone / atRisk / remaining;
    }
    const next = steps[place + 1]?.weights;
    const staying = next ? next.eventSquares + next.remainingSquares : 0;
    leave(Math.max(0, remainingSquares - staying), 0, 0);
    survival = left;
    others += events - by.count;
    const everybody = survival === 0 && others === 0;
    incidence = everybody ? 1 : Math.min(1, incidence + rise);
    const standardError = everybody ? null : Math.sqrt(Math.max(0, variance + staying * influence * influence));
    return { time, events: by.count, incidence, standardError };
  });
}
