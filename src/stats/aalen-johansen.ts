import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { requireWeight } from "../tally/weight.ts";
import { type SurvivalCurve, survivalCurve } from "./kaplan-meier.ts";
import { addToGroup, emptyGroup, productLimitOf, type TimeGroup } from "./product-limit.ts";
import { requireTime } from "./timeline.ts";
import { type Leavers, weightedIncidence } from "./weighted-incidence.ts";

/**
 * How time and cause of an exit are read from a row.
 *
 * @category Survival
 */
export interface ExitReading<Row, Cause extends string = string> {
  /** Until the exit, or, of a row still open, until it was last seen; 0 or more, in any unit. */
  readonly time: (row: Row, index: number) => number;
  /** How it ended; `null` or `undefined` of a row still open. */
  readonly cause: (row: Row, index: number) => Cause | null | undefined;
  /** The weight of a row, 0 or more; where it is not given, every row weighs 1. */
  readonly weight?: ((row: Row, index: number) => number) | undefined;
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
  /** Where the sample is weighted, the sum of the weights. */
  readonly weight?: number;
  /** The survival curve of leaving by any cause; with the incidences of all causes it adds up to 1 at every time. */
  readonly survival: SurvivalCurve;
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
 * @param options - `time`, of a row, 0 or more, in any unit; `cause`, how it ended, or `null` where it is still open; `weight`, 0 or more.
 * @returns The share of each cause with its standard error at every time, and the share still there; of nobody, no causes.
 * @throws TypeError or RangeError if a time is negative or none, a cause neither text nor null, or a weight none,
 *   with its index.
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
 * semi-Markov models for partially censored data, Biometrika 73; of weighted samples by the infinitesimal jackknife.
 * @category Survival
 */
export function aalenJohansen<Row, Cause extends string>(
  rows: Iterable<Row>,
  { time, cause, weight }: ExitReading<Row, Cause>,
): CompetingExits<Cause> {
  requireIterable(rows);
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
    else exits.push({ time: at, cause: by, count: 1, weight: heavy, squares: heavy * heavy });
  }
  return competingExits(exits, weight !== undefined, excluded);
}

/** So many people who were last seen at one time, and how they left: `null`, they were still there; Σw and Σw² of them. */
export interface Exits<Cause extends string = string> extends Leavers {
  readonly time: number;
  readonly cause: Cause | null;
}

/** The incidences of people who were counted, in any order. */
export function competingExits<Cause extends string>(
  exits: readonly Exits<Cause>[],
  isWeighted: boolean,
  excluded: number,
): CompetingExits<Cause> {
  const groups = new Map<number, TimeGroup>();
  const leavers = new Map<Cause, Map<number, Leavers>>();
  for (const { time, cause, count, weight, squares } of exits) {
    const group = groups.get(time) ?? emptyGroup(time);
    groups.set(time, group);
    addToGroup(group, cause !== null, count, weight, squares);
    if (cause === null) continue;
    const times = leavers.get(cause) ?? new Map<number, Leavers>();
    leavers.set(cause, times);
    const before = times.get(time);
    if (before === undefined) times.set(time, { count, weight, squares });
    else {
      before.count += count;
      before.weight += weight;
      before.squares += squares;
    }
  }
  const inOrder = [...groups.values()].sort((one, other) => one.time - other.time);
  const survival = survivalCurve(productLimitOf(inOrder, isWeighted), isWeighted, excluded);
  const causes = [...leavers.keys()].sort().map((cause): CauseIncidence<Cause> => {
    const own = leavers.get(cause)!;
    const steps = isWeighted ? weightedIncidence(survival.steps, own) : incidenceOf(survival, own);
    return { cause, events: steps.reduce((sum, { events }) => sum + events, 0), steps };
  });
  const { count, events, censored, weight } = survival;
  return {
    causes,
    count,
    events,
    censored,
    excluded,
    ...(weight !== undefined && { weight }),
    survival,
    definition: { metric: "cumulative incidence" },
  };
}

/**
 * The incidence F of one cause. Its variance at t is Σ over the times s up to t, with n people at risk, d exits, k of them
 * by the cause, S still there just before, and G = F(t) − F(s): G²·d/(n(n − d)) − 2G·S·k/n² + S²·k(n − k)/n³. The sums with
 * a G are carried along as F rises, so that no large numbers cancel.
 */
function incidenceOf({ steps }: SurvivalCurve, leavers: ReadonlyMap<number, Leavers>): IncidenceStep[] {
  // As in a survival curve, products are formed anew only where somebody is censored: until then shares are of these.
  let base = { incidence: 0, events: 0, survival: 1, atRisk: steps[0]?.atRisk ?? 0 };
  let [incidence, survival, events, others] = [0, 1, 0, 0];
  let [plain, first, second, slope, sloped, rest] = [0, 0, 0, 0, 0, 0];
  return steps.map((step): IncidenceStep => {
    const { time, atRisk } = step;
    const by = leavers.get(time)?.count ?? 0;
    events += by;
    others += step.events - by;
    const next = base.incidence + base.survival * ((events - base.events) / base.atRisk);
    const rise = next - incidence;
    second += rise * (2 * first + rise * plain);
    first += rise * plain;
    sloped += rise * slope;
    rest += (survival / atRisk) ** 2 * by * ((atRisk - by) / atRisk);
    if (atRisk > step.events) plain += step.events / atRisk / (atRisk - step.events);
    slope += (survival / atRisk) * (by / atRisk);
    survival = step.survival;
    const everybody = survival === 0 && others === 0;
    incidence = everybody ? 1 : next;
    if (step.censored > 0) base = { incidence, events, survival, atRisk: atRisk - step.events - step.censored };
    const standardError = everybody ? null : Math.sqrt(Math.max(0, second - 2 * sloped + rest));
    return { time, events: by, incidence, standardError };
  });
}
