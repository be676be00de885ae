/**
 * The weights behind a step of a weighted survival curve.
 *
 * @category Survival
 */
export interface StepWeights {
  /** Σw of those at risk just before the time. */
  readonly atRisk: number;
  /** Σw of those to whom the event happened at the time. */
  readonly events: number;
  /** Σw of those at risk to whom it did not. */
  readonly remaining: number;
  /** Σw² of those to whom the event happened. */
  readonly eventSquares: number;
  /** Σw² of those at risk to whom it did not. */
  readonly remainingSquares: number;
}

/**
 * A step of a survival curve: what happened at one time, and the curve from there to the next.
 *
 * @category Survival
 */
export interface SurvivalStep {
  /** The time, in the unit of the times given. */
  readonly time: number;
  /** People at risk just before: last seen at this time or later. */
  readonly atRisk: number;
  /** People to whom the event happened at this time. */
  readonly events: number;
  /** People last seen at this time without the event. */
  readonly censored: number;
  /** The share to whom the event has not happened up to and including this time, 0 to 1, weighted where weights are. */
  readonly survival: number;
  /** The standard error of that share by Greenwood's formula; `null` where the share is 0. */
  readonly standardError: number | null;
  /** Where the sample is weighted, the weights behind the step. */
  readonly weights?: StepWeights;
}

/** What a step needs to tell how sure it is. */
export type StepRisk = Pick<SurvivalStep, "atRisk" | "events" | "weights">;

/**
 * Adds up, step by step, the variance of a sum over the steps of `factor` times the logarithm of each step's fall: with
 * every factor 1, that of the logarithm of survival, which is Greenwood's sum. A weighted sample has the sum of its
 * people's squared influences, which is the same where all weights are equal. Not for a step that leaves nobody.
 */
export function greenwood(): (step: StepRisk, factor: number) => number {
  let total = 0;
  // What each person still at risk has gathered; with equal weights it cancels.
  let gathered = 0;
  return ({ atRisk, events, weights }, factor) => {
    if (weights === undefined) {
      total += factor * factor * (events / atRisk / (atRisk - events));
      return total;
    }
    const ofRemaining = factor * (weights.events / weights.atRisk / weights.remaining);
    const ofEvents = -factor / weights.atRisk;
    total += weights.remainingSquares * ofRemaining * (ofRemaining + 2 * gathered);
    total += weights.eventSquares * ofEvents * (ofEvents + 2 * gathered);
    gathered += ofRemaining;
    return Math.max(0, total);
  };
}
