import { exactly } from "../stats/exact-sum.ts";
import type { Rating } from "../stats/ratings-counting.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireIterable } from "../tally/iterable.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { type MeanPartsTally, meanPartsMetric, type PartMean, type PartScores } from "./mean-parts.ts";
import { type ItemReading, itemReading, type QuestionnaireOptions } from "./questionnaire.ts";

/**
 * A driver of the customer experience with a government service.
 *
 * @category A-11 drivers
 */
export type A11Driver =
  | "satisfaction"
  | "trust"
  | "effectiveness"
  | "ease"
  | "efficiency"
  | "transparency"
  | "helpfulness";

/**
 * What one respondent answered, by driver; `null` or `undefined` where a question was not answered.
 *
 * @category A-11 drivers
 */
export type A11Answers = Readonly<Partial<Record<A11Driver, Rating>>> | null | undefined;

/**
 * Which drivers were asked.
 *
 * @category A-11 drivers
 */
export interface A11Options extends QuestionnaireOptions {
  /** The drivers that were asked, at least one: agencies did not field all of them every quarter. Default: all seven. */
  readonly drivers?: readonly A11Driver[] | undefined;
}

/**
 * The drivers: their means, and the mean of all.
 *
 * @category A-11 drivers
 */
export interface A11Result extends PartMean {
  /** Each driver that was asked: the mean of those who answered it, 1 to 5. */
  readonly drivers: Readonly<Partial<Record<A11Driver, PartMean>>>;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "a11Drivers";
    /** The drivers that were asked. */
    readonly drivers: readonly A11Driver[];
  };
}

/**
 * One respondent's mean over the drivers that were asked, 1 to 5.
 *
 * @param answers - The answers by driver, whole numbers from 1, strongly disagree, to 5, strongly agree.
 * @param options - `drivers`, those that were asked, default all seven; `noAnswer`; `incomplete`.
 * @returns From 1 to 5; `null` where a driver that was asked was not answered.
 * @throws TypeError or RangeError if an answer is off the scale, or a driver is none.
 *
 * @example
 * ```ts
 * a11Score({ satisfaction: 4, trust: 5 }, { drivers: ["satisfaction", "trust"] }) // => 4.5
 * a11Score({ satisfaction: 4, trust: 5 }) // => null
 * ```
 *
 * @see US Office of Management and Budget, Circular A-11, section 280.
 * @category A-11 drivers
 */
export function a11Score(answers: A11Answers, options: A11Options = {}): number | null {
  return scoresOf(answers, requireDrivers(options?.drivers), itemReading(1, 5, options)).overall;
}

/**
 * The seven drivers by which agencies of the US government report the experience with their services, each on five points of
 * agreement: satisfaction, trust, effectiveness, ease, efficiency, transparency and helpfulness of employees. A work of the US
 * government, free to use.
 *
 * Agencies publish the drivers side by side; the mean of them all is ours, of those respondents who answered all that were asked.
 * The wording of a driver changed between quarters: what was asked differently is another question, and not for a trend.
 *
 * @param respondents - The answers of each respondent by driver, whole numbers from 1 to 5; `null` where there are none.
 * @param options - `drivers`, those that were asked, default all seven; `noAnswer`; `incomplete`, `"missing"` (default) or
 *   `"throw"`; `weight`, a respondent's weight, 0 or more; `value`, where the items are rows.
 * @returns The mean of all drivers, 1 to 5, and each driver's mean with its spread; `mean: null` of an empty sample.
 * @throws TypeError or RangeError if answers are none, with the respondent's index, or a driver is none.
 *
 * @example
 * ```ts
 * const asked = ["trust", "ease"] as const
 * const found = a11Drivers([{ trust: 5, ease: 4 }, { trust: 3, ease: 4 }, { trust: 1, ease: null }], { drivers: asked })
 * found // => { mean: 4, count: 2, missing: 1, … }
 * found.drivers.trust // => { mean: 3, count: 3, … }
 * a11Drivers([]).mean // => null
 * ```
 *
 * @see US Office of Management and Budget, Circular A-11, section 280.
 * @category A-11 drivers
 */
export function a11Drivers(respondents: Iterable<A11Answers>, options?: A11Options & Weighing<A11Answers>): A11Result;
export function a11Drivers<Row>(rows: Iterable<Row>, options: A11Options & RowReading<Row, A11Answers>): A11Result;
export function a11Drivers<Row>(
  items: Iterable<Row>,
  options: A11Options & Partial<RowReading<Row, A11Answers>> = {},
): A11Result {
  return measure(a11DriversMetric(options), items, options as RowReading<Row, A11Answers>);
}

/**
 * The seven drivers as a metric, for streams, groups and parts; see `a11Drivers`. Tallies of different drivers do not merge.
 *
 * @param options - `drivers`, `noAnswer` and `incomplete`, as `a11Drivers` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const rows = [{ office: "north", answers: { ease: 5 } }, { office: "south", answers: { ease: 2 } }]
 * const metric = a11DriversMetric({ drivers: ["ease"] })
 * measureBy(metric, rows, (row) => row.office, { value: (row) => row.answers }).get("south")?.drivers.ease?.mean // => 2
 * ```
 *
 * @category A-11 drivers
 */
export function a11DriversMetric(options: A11Options = {}): Metric<A11Answers, MeanPartsTally, A11Result> {
  const drivers = requireDrivers(options?.drivers);
  const reading = itemReading(1, 5, options);
  const { read, ...counting } = meanPartsMetric<A11Answers>(
    `a11Drivers ${drivers.join(" ")}`,
    drivers.length,
    (answers, index) => scoresOf(answers, drivers, reading, index),
  );
  return {
    ...counting,
    read: (tally) => {
      const { overall, parts } = read(tally);
      return {
        ...overall,
        drivers: Object.fromEntries(drivers.map((driver, place) => [driver, parts[place]!])),
        definition: { metric: "a11Drivers", drivers },
      };
    },
  };
}

function scoresOf(
  answers: A11Answers,
  drivers: readonly A11Driver[],
  reading: ItemReading,
  index?: number,
): PartScores {
  if (answers === null || answers === undefined) return { overall: null, parts: [] };
  if (typeof answers !== "object") throw refusal("answers must be by driver", answers, index);
  const parts = drivers.map((driver) => reading.item(driver, answers[driver], index));
  const given = reading.complete(parts, index);
  return { overall: given && exactly(given) / given.length, parts };
}

/** The drivers in the order of the circular, so that the order in which they are named does not matter. */
function requireDrivers(drivers?: readonly A11Driver[]): readonly A11Driver[] {
  const all = ["satisfaction", "trust", "effectiveness", "ease", "efficiency", "transparency", "helpfulness"] as const;
  if (drivers === undefined) return all;
  requireIterable(drivers, "drivers");
  const asked = new Set<string>(Array.from(drivers, (driver) => requireChoice("driver", driver, all)));
  if (asked.size === 0) throw new RangeError("drivers must not be empty");
  return all.filter((driver) => asked.has(driver));
}
