import { classesOf, makeWeighted } from "../stats/class-tally.ts";
import { sizes, total } from "../stats/classes.ts";
import { type Outcome, type ShareResult, type ShareTally, shareMetric } from "../stats/share.ts";
import { unitWeights } from "../stats/weight-sums.ts";
import { requireChoice } from "../tally/choice.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { placeInOrder } from "./place-in-order.ts";

/**
 * Somebody who came, where from, and whether they became a customer.
 *
 * @category Acquisition
 */
export interface Visit {
  /** Where they came from; of several touches in the order of time, all. `null`, `undefined` or `[]` where it is not known. */
  readonly source: string | readonly string[] | null | undefined;
  /** Whether they became a customer; `"pending"` where it cannot be known yet, `null` where it is not known. */
  readonly converted: Outcome;
}

/**
 * Which touch a customer is put down to.
 *
 * @category Acquisition
 */
export interface AcquisitionOptions {
  /** Of several sources, the one that counts: the `"first"` (default: how did they find you?) or the `"last"`. */
  readonly attribution?: "first" | "last" | undefined;
}

/**
 * What is counted of those who came.
 *
 * @category Acquisition
 */
export interface AcquisitionTally extends Identity {
  /** Of each source, in the order of its text, who came from there. */
  sources: [source: string, visits: ShareTally][];
  /** Who came from a source that is not known. */
  unknown: ShareTally;
}

/**
 * One source.
 *
 * @category Acquisition
 */
export interface SourceConversion extends Omit<ShareResult, "definition"> {
  /** The source. */
  readonly source: string;
  /** Its share of those who came from known sources, their outcome known, 0 to 1, weighted where weights are; `null` of none. */
  readonly trafficShare: number | null;
  /** Its share of those from known sources who became customers, 0 to 1; `null` where nobody did. */
  readonly conversionShare: number | null;
  /** Conversion share by traffic share: above 1 where the source brings more customers than visitors; `null` where there is none. */
  readonly conversionIndex: number | null;
}

/**
 * Which sources bring customers.
 *
 * @category Acquisition
 */
export interface AcquisitionResult extends Omit<ShareResult, "definition"> {
  /** The sources, by customers brought, then by their text. */
  readonly sources: readonly SourceConversion[];
  /** Who came from a source that is not known; in the rate of all, in no share of traffic or conversion. */
  readonly unknown: Omit<ShareResult, "definition">;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "acquisition";
    /** Which of several touches counts. */
    readonly attribution: "first" | "last";
  };
}

/**
 * How customers find you: of those who came from each source, the share who became customers, and whether the source brings more
 * customers than visitors. Not where traffic comes from, but where customers do.
 *
 * Sources with few visitors have the best and the worst rates by chance. `rankSources` shrinks them before it ranks.
 *
 * @param visits - Who came, from which source, and whether they became customers.
 * @param options - `attribution`, which of several touches counts; `weight`, 0 or more; `value`, where the items are rows.
 * @returns The rate of all, 0 to 1, and each source with its rate, shares and index; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a source is no text or an outcome none, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const visits = [
 *   { source: ["ad", "blog"], converted: true }, { source: "ad", converted: false }, { source: "ad", converted: false },
 *   { source: "blog", converted: true }, { source: null, converted: true },
 * ]
 * const found = acquisition(visits)
 * found.rate // => 0.6
 * found.sources.map((each) => [each.source, each.rate, each.conversionIndex]) // ~> [["ad", 0.333, 0.667], ["blog", 1, 2]]
 * acquisition(visits, { attribution: "last" }).sources[0] // => { source: "blog", rate: 1, numerator: 2, denominator: 2, … }
 * ```
 *
 * @category Acquisition
 */
export function acquisition(visits: Iterable<Visit>, options?: AcquisitionOptions & Weighing<Visit>): AcquisitionResult;
export function acquisition<Row>(
  rows: Iterable<Row>,
  options: AcquisitionOptions & RowReading<Row, Visit>,
): AcquisitionResult;
export function acquisition<Row>(
  items: Iterable<Row>,
  options: AcquisitionOptions & Partial<RowReading<Row, Visit>> = {},
): AcquisitionResult {
  return measure(acquisitionMetric(options), items, options as RowReading<Row, Visit>);
}

/**
 * Conversion by source as a metric, for streams, groups and parts; see `acquisition`.
 *
 * @param options - `attribution`, which of several touches counts.
 * @returns A metric whose tallies merge into the tally of the whole; an empty tally has no sources.
 * @throws TypeError if the attribution is none.
 *
 * @example
 * ```ts
 * const metric = acquisitionMetric({ attribution: "last" })
 * metric.read(tally(metric, [{ source: ["ad", "blog"], converted: true }])).sources[0]?.source // => "blog"
 * ```
 *
 * @category Acquisition
 */
export function acquisitionMetric(
  options: AcquisitionOptions = {},
): Metric<Visit, AcquisitionTally, AcquisitionResult> {
  const attribution = requireChoice("attribution", options?.attribution ?? "first", ["first", "last"]);
  const of = `acquisition by ${attribution} source`;
  const visits = shareMetric({ rule: of });
  return {
    empty: () => ({ of, sources: [], unknown: visits.empty() }),
    add: (tally, visit, weight, index) => {
      requireSame(tally, of);
      const source = sourceOf(visit?.source, attribution, index);
      // Whether anybody has a weight is told by those whose source is not known.
      if (weight !== undefined) makeWeighted(tally.unknown, weight, index);
      if (source === null) visits.add(tally.unknown, visit?.converted, weight, index);
      else {
        const place = placeInOrder(tally.sources, source);
        if (tally.sources[place]?.[0] !== source) tally.sources.splice(place, 0, [source, visits.empty()]);
        visits.add(tally.sources[place]![1], visit.converted, weight, index);
      }
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      const sources = left.sources.map(([source, one]): [string, ShareTally] => [
        source,
        visits.merge(one, visits.empty()),
      ]);
      for (const [source, other] of right.sources) {
        const place = placeInOrder(sources, source);
        if (sources[place]?.[0] !== source) sources.splice(place, 0, [source, visits.empty()]);
        sources[place]![1] = visits.merge(sources[place]![1], other);
      }
      return { of, sources, unknown: visits.merge(left.unknown, right.unknown) };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { weights } = tally.unknown;
      const sources = tally.sources.map(([source, each]): [string, ShareTally] => [
        source,
        weights ? { ...each, weights: each.weights ?? unitWeights(each.counts) } : each,
      ]);
      const all = sources.reduce((sum, [, each]) => visits.merge(sum, each), tally.unknown);
      const { definition: _, ...whole } = visits.read(all);
      const { definition: __, ...unknown } = visits.read(tally.unknown);
      return {
        ...whole,
        sources: readSources(sources, visits),
        unknown,
        definition: { metric: "acquisition", attribution },
      };
    },
  };
}

function readSources(
  sources: AcquisitionTally["sources"],
  visits: Metric<Outcome, ShareTally, ShareResult>,
): readonly SourceConversion[] {
  const counted = sources.map(([source, each]) => {
    const [others, converted] = sizes(classesOf(each)) as [number, number];
    return { source, each, converted, traffic: others + converted };
  });
  const traffic = total(counted.map((each) => each.traffic));
  const conversions = total(counted.map((each) => each.converted));
  const shares = counted.map(({ source, each, ...own }) => {
    const { definition, ...share } = visits.read(each);
    const trafficShare = traffic === 0 ? null : own.traffic / traffic;
    const conversionShare = conversions === 0 ? null : own.converted / conversions;
    const conversionIndex =
      trafficShare === null || trafficShare === 0 || conversionShare === null ? null : conversionShare / trafficShare;
    return { source, ...share, trafficShare, conversionShare, conversionIndex };
  });
  // Sorting keeps those that are equal in the order of their names.
  return shares.sort((a, b) => b.numerator - a.numerator);
}

/** The source that counts; `null` where it is not known. */
function sourceOf(source: unknown, attribution: "first" | "last", index?: number): string | null {
  const touches: readonly unknown[] = Array.isArray(source) ? source : [source];
  const counted = touches.at(attribution === "first" ? 0 : -1);
  if (counted === null || counted === undefined) return null;
  if (typeof counted === "string") return counted;
  throw refusal("source must be a string, an array of strings or null", counted, index);
}
