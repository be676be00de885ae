import { makeWeighted } from "../stats/class-tally.ts";
import { type ShareResult, type ShareTally, shareMetric } from "../stats/share.ts";
import type { Instant } from "../tally/instant.ts";
import type { Metric } from "../tally/metric.ts";
import { type BandedTally, type BandOptions, bandedMetric } from "./banded.ts";
import { type HorizonOptions, outcomeWithin, requireHorizon, requireSpan } from "./happened-within.ts";

/**
 * Somebody who gave a score, and what they did after it.
 *
 * @category Score bands
 */
export interface ScoredFollowUp<Band extends string> {
  /** The band of the score; `null` or `undefined` where there is none. */
  readonly band: Band | null | undefined;
  /** When the score was given; not read where there is none. */
  readonly start: Instant | null | undefined;
  /** When it happened first after that; `null` or `undefined` where it has not. */
  readonly event: Instant | null | undefined;
}

/**
 * How bands, and what happened after a score, are read.
 *
 * @category Score bands
 */
export interface FollowUpByBandOptions<Band extends string> extends BandOptions<Band>, HorizonOptions {}

/**
 * One band of a score.
 *
 * @category Score bands
 */
export interface BandShare<Band extends string> extends Omit<ShareResult, "definition"> {
  /** The band. */
  readonly band: Band;
}

/**
 * To what share of each band of a score something happened.
 *
 * @category Score bands
 */
export interface FollowUpByBand<Band extends string, Name extends string> extends Omit<ShareResult, "definition"> {
  /** The bands in their order, as `shareInterval` and `compareShares` take them. */
  readonly bands: readonly BandShare<Band>[];
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: Name;
    /** The bands. */
    readonly bands: readonly Band[];
    /** The horizon in milliseconds. */
    readonly within: number;
    /** The moment up to which is known what happened, in milliseconds since 1970-01-01T00:00Z. */
    readonly asOf: number;
  };
}

/** To what share of each band something happened within a horizon. */
export function followUpByBand<Band extends string, Name extends string>(
  metric: Name,
  options: FollowUpByBandOptions<Band>,
): Metric<ScoredFollowUp<Band>, BandedTally<ShareTally>, FollowUpByBand<Band, Name>> {
  const horizon = requireHorizon(options);
  const { within, asOf } = horizon;
  const { empty, add, merge, read } = bandedMetric<
    Band,
    boolean | "pending",
    ShareTally,
    ShareResult,
    FollowUpByBand<Band, Name>
  >(
    options,
    `${metric} within ${within} as of ${asOf}`,
    shareMetric({ rule: metric }),
    (tally) => makeWeighted(tally, 1),
    (all, each, missing, bands) => {
      const { definition: _, ...share } = all;
      return {
        ...share,
        missing,
        bands: each.map(({ definition, ...one }) => one),
        definition: { metric, bands, within, asOf },
      };
    },
  );
  return {
    empty,
    add: (tally, { band, start, event }, weight, index) => {
      // Who gave no score did so at no time.
      const isScored = band !== null && band !== undefined;
      const observed = isScored && outcomeWithin(requireSpan(start, event, asOf, ["start", "event"], index), horizon);
      return add(tally, { band, observed }, weight, index);
    },
    merge,
    read,
  };
}
