import { type ConfidenceOptions, requireConfidence } from "../stats/interval.ts";
import { leastSquares } from "../stats/least-squares.ts";
import { studentTail, studentTailQuantile } from "../stats/student.ts";
import { refusal } from "../tally/refusal.ts";
import { completeRows, type DriverReading, incompleteness, readDrivers } from "./driver-rows.ts";

/**
 * What may drive an outcome, and when a driver is low or high.
 *
 * @category Drivers
 */
export interface PenaltyRewardOptions<Row> extends DriverReading<Row>, ConfidenceOptions {
  /** The highest rating of a driver that is low. */
  readonly lowTo: number;
  /** The lowest rating of a driver that is high, above `lowTo`. */
  readonly highFrom: number;
  /** The least asymmetry, 0 to 1, of a driver that is basic or exciting. Default 0.2. */
  readonly asymmetryFrom?: number | undefined;
}

/**
 * By how much the outcome differs where a driver is low, or high, from where it is neither.
 *
 * @category Drivers
 */
export interface Contrast {
  /** The difference, all other drivers equal; `null` where it cannot be told. */
  readonly estimate: number | null;
  /** Its standard error. */
  readonly standardError: number | null;
  /** Lower limit. */
  readonly lower: number | null;
  /** Upper limit. */
  readonly upper: number | null;
  /** Two-sided p-value of no difference, 0 to 1. */
  readonly pValue: number | null;
  /** Why there is no difference, or no error; only where there is none. */
  readonly reason?: string;
}

/**
 * What a driver costs where it is low, and earns where it is high.
 *
 * @category Drivers
 */
export interface PenaltyRewardDriver {
  /** Its name. */
  readonly name: string;
  /**
   * `"basic"`: its penalty outweighs its reward, it is taken for granted. `"excitement"`: its reward outweighs its penalty.
   * `"performance"`: they are alike. `null` where it has neither, or one cannot be told.
   */
  readonly kind: "basic" | "performance" | "excitement" | null;
  /**
   * (reward − penalty) / (reward + penalty), by their sizes: −1 of penalty only, 1 of reward only; `null` where `kind` is. One of
   * the wrong sign, a low rating that does good or a high one that does harm, counts as none.
   */
  readonly asymmetry: number | null;
  /** By how much the outcome differs where the driver is low: below 0, if being low does harm. */
  readonly penalty: Contrast;
  /** By how much the outcome differs where the driver is high: above 0, if being high does good. */
  readonly reward: Contrast;
  /** Reward and penalty together: above 0, if the reward is larger. Its limits leave 0 out where the asymmetry is no accident. */
  readonly balance: Contrast;
  /** The sizes of penalty and reward together: how far the driver can move the outcome; `null` where one cannot be told. */
  readonly range: number | null;
  /** Rows where the driver is low. */
  readonly low: number;
  /** Rows where it is high. */
  readonly high: number;
}

/**
 * What drivers cost where they are low, and earn where they are high.
 *
 * @category Drivers
 */
export interface PenaltyRewardResult {
  /** Each driver, in the order given; none where there is no analysis. */
  readonly drivers: readonly PenaltyRewardDriver[];
  /** The outcome where no driver is low or high; `null` where there is no analysis. */
  readonly intercept: number | null;
  /** The share of the outcome's variance that is explained, 0 to 1; `null` where there is no analysis. */
  readonly rSquared: number | null;
  /** Rows that were complete. */
  readonly count: number;
  /** `count` as a share of all rows, 0 to 1; `null` where there are none. */
  readonly completeness: number | null;
  /** Rows that lack the outcome or a driver. */
  readonly missing: number;
  /** The confidence of the limits. */
  readonly confidence: number;
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "penaltyReward";
    /** The highest rating that is low. */
    readonly lowTo: number;
    /** The lowest rating that is high. */
    readonly highFrom: number;
    /** The least asymmetry of a driver that is basic or exciting. */
    readonly asymmetryFrom: number;
    /** The least share of complete rows. */
    readonly minimumCompleteness: number;
  };
  /** Why there is no analysis; only where there is none. */
  readonly reason?: string;
}

/** Differences below this share of the outcome's standard deviation are the rounding of none. */
const NEGLIGIBLE = 1e-9;

/**
 * Penalty–reward contrast: how much the outcome differs where a driver is rated low, and where it is rated high, from where
 * it is rated in between, all drivers together in one regression. It tells of association, not of cause.
 *
 * @param rows - A row for each respondent; read once.
 * @param options - `drivers` by name and `outcome`; `lowTo` and `highFrom`, required; `asymmetryFrom`, default 0.2;
 *   `minimumCompleteness`, default 0.5; `confidence`, between 0 and 1, default 0.95.
 * @returns Penalty, reward and kind of each driver; `null` with a `reason` where nobody rated it low, high or in between, or
 *   the other ratings determine it. No drivers and a `reason` where too few rows are complete or the outcome does not vary.
 * @throws TypeError or RangeError if a value is not a finite number, with the row's index, or `highFrom` is not above `lowTo`.
 *
 * @example
 * ```ts
 * const rows = [
 *   { clean: 1, overall: 3 }, { clean: 2, overall: 5 }, { clean: 3, overall: 7 },
 *   { clean: 4, overall: 8 }, { clean: 5, overall: 8 }, { clean: 5, overall: 9 },
 * ]
 * const { drivers } = penaltyReward(rows, {
 *   drivers: { clean: (row) => row.clean }, outcome: (row) => row.overall, lowTo: 2, highFrom: 5,
 * })
 * drivers[0]?.kind // => "basic"
 * drivers[0]?.penalty.estimate // ~> -3.5
 * drivers[0]?.reward.estimate // ~> 1
 * drivers[0]?.asymmetry // ~> -0.556
 * ```
 *
 * @see Brandt (1987), A Procedure for Identifying Value-Enhancing Service Components Using Customer Satisfaction Survey
 * Data, Add Value to Your Service; Mittal, Ross & Baldasare (1998), Journal of Marketing 62; for range and asymmetry Mikulić
 * & Prebežac (2008), Managing Service Quality 18.
 * @category Drivers
 */
export function penaltyReward<Row>(rows: Iterable<Row>, options: PenaltyRewardOptions<Row>): PenaltyRewardResult {
  const confidence = requireConfidence(options);
  const { lowTo, highFrom, asymmetryFrom = 0.2 } = options ?? {};
  if (!Number.isFinite(lowTo)) throw refusal("lowTo must be a finite number", lowTo);
  if (!(Number.isFinite(highFrom) && highFrom > lowTo)) throw refusal("highFrom must be above lowTo", highFrom);
  if (!(typeof asymmetryFrom === "number" && asymmetryFrom >= 0 && asymmetryFrom <= 1)) {
    throw refusal("asymmetryFrom must be a number from 0 to 1", asymmetryFrom);
  }
  const read = readDrivers(rows, options);
  const { columns, names } = completeRows(read);
  const outcome = columns.at(-1)!;
  const [count, all] = [outcome.length, read.weights.length];
  const { minimumCompleteness } = read;
  const shape = {
    count,
    completeness: all === 0 ? null : count / all,
    missing: all - count,
    confidence,
    definition: {
      metric: "penaltyReward",
      lowTo: lowTo + 0,
      highFrom: highFrom + 0,
      asymmetryFrom: asymmetryFrom + 0,
      minimumCompleteness,
    },
  } as const;
  const none = (reason: string) => ({ drivers: [], intercept: null, rSquared: null, ...shape, reason });
  const tooFew = incompleteness(read, count);
  if (tooFew) return none(tooFew);
  if (outcome.every((value) => value === outcome[0])) return none("the outcome does not vary");

  const dummies = names.flatMap((_, place) => [
    dummyOf(columns[place]!, (rating) => rating <= lowTo, "nobody rated it low", "everybody rated it low"),
    dummyOf(columns[place]!, (rating) => rating >= highFrom, "nobody rated it high", "everybody rated it high"),
  ]);
  const fit = fitOf(dummies, outcome);
  if (fit === null) return none("there are fewer complete rows than differences to tell");
  const { coefficients, residuals, inverse, used } = fit;
  const degreesOfFreedom = count - coefficients.length;
  const mean = outcome.reduce((sum, value) => sum + value / count, 0);
  const whole = outcome.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  // What varies by less than its squares can hold does not vary.
  if (whole === 0) return none("the outcome does not vary");
  const left = residuals.reduce((sum, residual) => sum + residual * residual, 0);
  const negligible = NEGLIGIBLE * Math.sqrt(whole / count);
  const t = degreesOfFreedom < 1 ? null : studentTailQuantile((1 - confidence) / 2, degreesOfFreedom);
  /** The sum of some coefficients, all dummies among those used. */
  const contrast = (...parts: readonly Dummy[]): Contrast => {
    const reason = parts.find(({ reason }) => reason !== undefined)?.reason;
    if (reason !== undefined) {
      return { estimate: null, standardError: null, lower: null, upper: null, pValue: null, reason };
    }
    const places = parts.map((part) => used.indexOf(part) + 1);
    const estimate = places.reduce((sum, place) => sum + coefficients[place]!, 0) + 0;
    if (t === null) {
      const without = "no degree of freedom is left for errors";
      return { estimate, standardError: null, lower: null, upper: null, pValue: null, reason: without };
    }
    const variance = places.reduce((sum, i) => sum + places.reduce((inner, j) => inner + inverse[i]![j]!, 0), 0);
    const standardError = Math.sqrt((Math.max(0, variance) * left) / degreesOfFreedom);
    const size = Math.abs(estimate) / standardError;
    const pValue = standardError > 0 ? Math.min(1, 2 * studentTail(size, degreesOfFreedom)) : null;
    return {
      estimate,
      standardError,
      lower: estimate - t * standardError,
      upper: estimate + t * standardError,
      pValue,
    };
  };
  return {
    drivers: names.map((name, place) => {
      const [low, high] = [dummies[2 * place]!, dummies[2 * place + 1]!];
      const [penalty, reward] = [contrast(low), contrast(high)];
      const balance = contrast(low, high);
      const asymmetry = asymmetryOf(penalty.estimate, reward.estimate, negligible);
      return {
        name,
        kind: kindOf(asymmetry, asymmetryFrom),
        asymmetry,
        penalty,
        reward,
        balance,
        range: balance.estimate === null ? null : Math.abs(reward.estimate!) + Math.abs(penalty.estimate!),
        low: low.rows,
        high: high.rows,
      };
    }),
    intercept: coefficients[0]! + 0,
    rSquared: Math.min(1, Math.max(0, 1 - left / whole)),
    ...shape,
  };
}

/** Which rows rate a driver low, or high: 1 or 0; and why that tells nothing, if it does not. */
interface Dummy {
  readonly column: Float64Array;
  readonly rows: number;
  readonly reason?: string;
}

function dummyOf(ratings: Float64Array, test: (rating: number) => boolean, nobody: string, everybody: string): Dummy {
  const column = ratings.map((rating) => Number(test(rating)));
  const rows = column.reduce((sum, one) => sum + one, 0);
  if (rows > 0 && rows < column.length) return { column, rows };
  return { column, rows, reason: rows === 0 ? nobody : everybody };
}

/** The regression on all dummies that tell something; the others are given their reason, in place. */
function fitOf(dummies: Dummy[], outcome: Float64Array) {
  const intercept = new Float64Array(outcome.length).fill(1);
  for (;;) {
    const used = dummies.filter(({ reason }) => reason === undefined);
    if (outcome.length < used.length + 1) return null;
    const fit = leastSquares([intercept, ...used.map(({ column }) => column)], outcome);
    if (typeof fit !== "number") return { ...fit, used };
    const determined = used[fit - 1]!;
    const reason = "the ratings before it determine it";
    dummies[dummies.indexOf(determined)] = { ...determined, reason };
  }
}

/** From −1, penalty only, to 1, reward only; `null` where there is neither. */
function asymmetryOf(penalty: number | null, reward: number | null, negligible: number): number | null {
  if (penalty === null || reward === null) return null;
  const [cost, gain] = [Math.max(0, -penalty), Math.max(0, reward)];
  if (cost + gain <= negligible) return null;
  return Math.abs(gain - cost) <= negligible ? 0 : (gain - cost) / (gain + cost);
}

function kindOf(asymmetry: number | null, from: number): PenaltyRewardDriver["kind"] {
  if (asymmetry === null) return null;
  if (asymmetry <= -from && asymmetry < 0) return "basic";
  return asymmetry >= from && asymmetry > 0 ? "excitement" : "performance";
}
