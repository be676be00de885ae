import { requireFunction } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { requireWeight } from "../tally/weight.ts";
import { type SurvivalCurve, survivalCurve } from "./kaplan-meier.ts";
import { addToGroup, emptyGroup, productLimitOf, type TimeGroup } from "./product-limit.ts";
import type { StepWeights, SurvivalStep } from "./survival-steps.ts";
import { requireTime } from "./timeline.ts";

/**
 * How time and cause of an exit, and its weight, are read from a row.
 *
 * @category Survival
 */
export interface ExitReading<Row, Cause extends string = string> extends Weighing<Row> {
  /** Until the exit, or, of a row still open, until it was last seen; 0 or more, in any unit. */
  readonly time: (row: Row, index: number) => number;
  /** How it ended; `null` or `undefined` of a row still open. */
  readonly cause: (row: Row, index: number) => Cause | null | undefined;
}

/**
 * A step of a cumulative incidence: the exits by one cause at one time, and all until then.
 *
 * @category Survival
 */
export interface IncidenceStep {
  /** The time, in the unit of the times given. */
  readonly time: number;
  /** People who left by this cause at this time. */
  readonly events: number;
  /** The share who left by this cause up to and including this time, 0 to 1, weighted where weights are. */
  readonly incidence: number;
  /** The standard error of that share; `null` where it is 1. */
  readonly standardError: number | null;
}

/**
 * The cumulative incidence of one cause.
 *
 * @category Survival
 */
export interface CauseIncidence<Cause extends string = string> {
  /** The cause. */
  readonly cause: Cause;
  /** People who left by it. */
  readonly events: number;
  /** The share who left by it, at every time of the survival curve. */
  readonly steps: readonly IncidenceStep[];
}

/**
 * The cumulative incidence of each of several ways out, and the share who are still there.
 *
 * @category Survival
 */
export interface CompetingExits<Cause extends string = string> {
  /** The causes, in the order of their names. */
  readonly causes: readonly CauseIncidence<Cause>[];
  /** People counted. */
  readonly count: number;
  /** People who left by any cause. */
  readonly events: number;
  /** People last seen while still there. */
  readonly censored: number;
  /** People of weight 0. */
  readonly excluded: number;
  /** The survival curve of leaving by any cause; with the incidences of all causes it adds up to 1 at every time. */
  readonly survival: SurvivalCurve;
  /** Where the sample is weighted, the sum of the weights. */
  readonly weight?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "cumulative incidence";
  };
}

/**
 * Cumulative incidence by Aalen and Johansen: how large a share has left by each of several ways, by time, where whoever
 * has left by one can leave by no other: contacts answered or abandoned, cases solved or withdrawn. To take the other
 * ways for censored, as `kaplanMeier` would, makes each share too large.
 *
 * @param rows - The cases, in any order.
 * @param options - `time`, of a row, 0 or more, in any unit; `cause`, how it ended, or `null` where it is still open;
 *   `weight`, 0 or more.
 * @returns The share of each cause with its standard error at every time, and the share still there; of nobody, no causes.
 * @throws TypeError or RangeError if a time is negative or none, a cause neither text nor null, or a weight none, with
 *   its index.
 *
 * @example
 * ```ts
 * const calls = [
 *   { seconds: 10, end: "answered" }, { seconds: 20, end: "abandoned" }, { seconds: 30, end: null }, { seconds: 40, end: "answered" },
 * ] as const
 * const exits = aalenJohansen(calls, { time: (row) => row.seconds, cause: (row) => row.end })
 * exits.causes.map(({ cause, events }) => [cause, events]) // => [["abandoned", 1], ["answered", 2]]
 * exits.causes[1]?.steps.map((step) => step.incidence) // => [0.25, 0.25, 0.25, 0.75]
 * exits.survival.steps.map((step) => step.survival) // => [0.75, 0.5, 0.5, 0]
 * ```
 *
 * @see Aalen & Johansen (1978), An empirical transition matrix for non-homogeneous Markov chains based on censored
 * observations, Scandinavian Journal of Statistics 5; its variance by the delta method, Dinse & Larson (1986), A note on
 * semi-Markov models for partially censored data, Biometrika 73; for weighted samples the infinitesimal jackknife, which
 * is the same where all weigh alike, Therneau & Grambsch (2000), Modeling Survival Data.
 * @category Survival
 */
export function aalenJohansen<Row, Cause extends string>(
  rows: Iterable<Row>,
  options: ExitReading<Row, Cause>,
): CompetingExits<Cause> {
  requireIterable(rows);
  const { time, cause, weight } = options ?? {};
  requireFunction("time", time);
  requireFunction("cause", cause);
  if (weight !== undefined) requireFunction("weight", weight);
  const exits: Exits<Cause>[] = [];
  let index = 0;
  let excluded = 0;
  for (const row of rows) {
    const at = requireTime(time(row, index), index);
    const by = cause(row, index) ?? null;
    if (by !== null && typeof by !== "string") {
      throw refusal("cause must be text, or null of a case still open", by, index);
    }
    const heavy = weight ? requireWeight(weight(row, index), index) : 1;
    index++;
    if (heavy === 0) excluded++;
    else exits.push({ time: at, cause: by, count: 1, sum: heavy, squares: heavy * heavy });
  }
  return competingExits(exits, weight !== undefined, excluded);
}

/** So many people who were last seen at one time, and how they left: `null`, they were still there; Σw and Σw² of them. */
export interface Exits<Cause extends string = string> extends Leavers {
  readonly time: number;
  readonly cause: Cause | null;
}

/** Exits by one cause at one time: how many, Σw and Σw². */
interface Leavers {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

const NOBODY: Leavers = { count: 0, sum: 0, squares: 0 };

/** The incidences of people who were counted, in any order. */
export function competingExits<Cause extends string>(
  exits: readonly Exits<Cause>[],
  isWeighted: boolean,
  excluded: number,
): CompetingExits<Cause> {
  const groups = new Map<number, TimeGroup>();
  const leavers = new Map<Cause, Map<number, Leavers>>();
  for (const { time, cause, count, sum, squares } of exits) {
    const group = groups.get(time) ?? emptyGroup(time);
    groups.set(time, group);
    addToGroup(group, cause !== null, count, sum, squares);
    if (cause === null) continue;
    const times = leavers.get(cause) ?? new Map<number, Leavers>();
    leavers.set(cause, times);
    const before = times.get(time) ?? NOBODY;
    times.set(time, {
      count: before.count + count,
      sum: before.sum + sum,
      squares: before.squares + squares,
    });
  }
  const inOrder = [...groups.values()].sort((one, other) => one.time - other.time);
  const survival = survivalCurve(productLimitOf(inOrder, isWeighted), isWeighted, excluded);
  const { count, events, censored, weight } = survival;
  return {
    causes: [...leavers.keys()].sort().map((by) => incidenceOf(by, survival, leavers.get(by)!)),
    count,
    events,
    censored,
    excluded,
    survival,
    ...(weight !== undefined && { weight }),
    definition: { metric: "cumulative incidence" },
  };
}

/**
 * The incidence F of one cause. Its variance at t is the sum of its people's squared influences. Where all weigh the same it
 * is the delta method's: with G = F(t) − F(s), n at risk at s, d exits, k by the cause and S there just before,
 * Σ G²·d/(n(n − d)) − 2G·S·k/n² + S²·k(n − k)/n³.
 */
function incidenceOf<Cause extends string>(
  cause: Cause,
  { steps }: SurvivalCurve,
  times: ReadonlyMap<number, Leavers>,
): CauseIncidence<Cause> {
  const [exits, otherExits] = [rising(), rising()];
  let [events, others] = [0, 0];
  const own = steps.map((step): IncidenceStep => {
    const risk = weightsOf(step);
    const by = times.get(step.time) ?? NOBODY;
    events += by.count;
    others += step.events - by.count;
    const left = exits(step, risk, by.sum, by.squares);
    // Sums that were added up in another order may differ by their rounding.
    const rest = otherExits(step, risk, Math.max(0, risk.events - by.sum), Math.max(0, risk.eventSquares - by.squares));
    const everybody = step.survival === 0 && others === 0;
    // F is also 1 less survival S, less the others' incidence. Of a large F the influences on these are small and do not cancel.
    const variance =
      left.incidence < 0.5
        ? left.squares
        : rest.squares + step.survival * (2 * rest.products + step.survival * rest.slopes);
    return {
      time: step.time,
      events: by.count,
      incidence: everybody ? 1 : left.incidence,
      standardError: everybody ? null : Math.sqrt(Math.max(0, variance)),
    };
  });
  return { cause, events, steps: own };
}

/** The incidence of some exits, and sums over all people: of their squared influences on it, of these times β, and of β². */
interface Risen {
  readonly incidence: number;
  readonly squares: number;
  readonly products: number;
  readonly slopes: number;
}

/**
 * Follows an incidence F from step to step. A person's influence on it is w·(α + β·F), where β is their influence on the
 * logarithm of survival until they left. All who are still there share their α and β, so that three sums over all people
 * are carried along as F rises.
 */
function rising(): (step: SurvivalStep, risk: StepWeights, sum: number, squared: number) => Risen {
  // As in a survival curve, products are formed anew only where somebody is censored: until then shares are of these.
  let base = { incidence: 0, survival: 1, atRisk: 0 };
  // Since then, by these exits.
  let left = 0;
  let [incidence, survival] = [0, 1];
  let [squares, products, slopes] = [0, 0, 0];
  // Of those who are still there.
  let [offset, slope] = [0, 0];
  return (step, risk, sum, squared) => {
    if (base.atRisk === 0) base = { ...base, atRisk: risk.atRisk };
    left += sum;
    const next = base.incidence + base.survival * (left / base.atRisk);
    const rise = next - incidence;
    squares += rise * (2 * products + rise * slopes);
    products += rise * slopes;
    offset += rise * slope;
    const part = sum / risk.atRisk;
    const move = (of: number, up: number, steeper: number) => {
      squares += of * up * (up + 2 * offset);
      products += of * (up * (slope + steeper) + offset * steeper);
      slopes += of * steeper * (steeper + 2 * slope);
    };
    const each = survival / risk.atRisk;
    const goes = -1 / risk.atRisk;
    const stays = risk.remaining > 0 ? risk.events / risk.atRisk / risk.remaining : 0;
    move(squared, each * (1 - part), goes);
    move(Math.max(0, risk.eventSquares - squared), -each * part, goes);
    move(risk.remainingSquares, -each * part, stays);
    offset -= each * part;
    slope += stays;
    survival = step.survival;
    // Weights that were added up in another order may pass 1.
    incidence = Math.min(1, next);
    if (step.censored > 0) {
      base = { incidence, survival, atRisk: 0 };
      left = 0;
    }
    return { incidence, squares, products, slopes };
  };
}

/** The weights behind a step; of people without weights, 1 each. */
function weightsOf({ atRisk, events, weights }: SurvivalStep): StepWeights {
  const remaining = atRisk - events;
  return weights ?? { atRisk, events, remaining, eventSquares: events, remainingSquares: remaining };
}
