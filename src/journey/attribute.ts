import { exactly, exactSum, nearest, plusExactly } from "../stats/exact-sum.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { requireWeight } from "../tally/weight.ts";
import { type AttributionPath, requirePath } from "./attribution-path.ts";
import { type AttributionRule, resolveRule } from "./attribution-rule.ts";

/**
 * What a channel was credited so far: its name, the exact sum of its credits, and the same with weights.
 *
 * @category Attribution
 */
export type CreditTally = [channel: string, credit: number[], weighted: number[] | null];

/**
 * What is counted of conversions and their credits.
 *
 * @category Attribution
 */
export interface AttributionTally extends Identity {
  /** Conversions. */
  conversions: number;
  /** Conversions without any touchpoint. */
  unattributed: number;
  /** Paths that did not convert. */
  nulls: number;
  /** Paths that may still convert. */
  pending: number;
  /** Paths of weight 0, as rows. */
  excluded: number;
  /** Whether anything was weighed. */
  isWeighted: boolean;
  /** The credits, by the name of the channel. */
  credits: CreditTally[];
}

/**
 * The credit of a channel.
 *
 * @typeParam Channel - The names of the channels.
 * @category Attribution
 */
export interface ChannelCredit<Channel extends string = string> {
  /** The channel. */
  readonly channel: Channel;
  /** The conversions that are its credit, weighted where weights are. */
  readonly credit: number;
  /** Its share of all credits, 0 to 1; `null` where there are none. */
  readonly share: number | null;
}

/**
 * The credits of channels.
 *
 * @typeParam Channel - The names of the channels.
 * @category Attribution
 */
export interface AttributionResult<Channel extends string = string> {
  /** The channels by name, with their credits, which add up to the conversions with a touchpoint. */
  readonly channels: readonly ChannelCredit<Channel>[];
  /** Conversions. */
  readonly count: number;
  /** Conversions without any touchpoint, which are nobody's credit. */
  readonly unattributed: number;
  /** Paths that did not convert; no rule of this kind looks at them. */
  readonly nulls: number;
  /** Paths that may still convert. */
  readonly pending: number;
  /** Paths of weight 0, as rows. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "attribute";
    /** How a conversion is shared. */
    readonly rule: AttributionRule["rule"];
    /** The numbers and names of that rule. */
    readonly [option: string]: string | number;
  };
}

/**
 * Attribution: the conversions, shared among the touchpoints before them by a rule that is named.
 *
 * Every rule is a convention: it says who is credited, not who caused the conversion. Paths that did not convert tell more
 * than any of them; `removalEffects` looks at those.
 *
 * @param paths - Paths with their conversions, as `attributionPath` makes them of journeys.
 * @param options - `rule`: `"first"`, `"last"`, `"last-non"` with `except`, `"linear"`, `"position"` with `first` and
 *   `last` (0.4 each), `"time-decay"` with `halfLife`; `weight`, what a conversion weighs, such as its value.
 * @returns The credit of each channel, which add up to the conversions; none where nothing converted.
 * @throws TypeError or RangeError if the rule is none, or a path has no touchpoints, no numbers or, under time decay, no
 *   times, with its index.
 *
 * @example
 * ```ts
 * const paths = [
 *   { touchpoints: ["ad", "mail", "direct"], conversions: 2 },
 *   { touchpoints: ["mail", "direct"], conversions: 1, nulls: 5 },
 * ]
 * attribute(paths, { rule: "linear" }).channels[1] // ~> { channel: "direct", credit: 1.1667, share: 0.3889 }
 * attribute(paths, { rule: "last" }).channels.map(({ credit }) => credit) // => [0, 3, 0]
 * attribute(paths, { rule: "last-non", except: "direct" }).channels.map(({ credit }) => credit) // => [0, 0, 3]
 * attribute(paths, { rule: "position" }).channels[0] // ~> { channel: "ad", credit: 0.8, … }
 * ```
 *
 * @category Attribution
 */
export function attribute<Channel extends string>(
  paths: Iterable<AttributionPath<Channel>>,
  options: AttributionRule<NoInfer<Channel>> & Weighing<AttributionPath<Channel>>,
): AttributionResult<Channel> {
  return measure(attributeMetric<Channel>(options), paths, { weight: options.weight });
}

/**
 * Attribution as a metric, for streams, groups and parts; see `attribute`.
 *
 * @param options - The rule, as `attribute` takes it.
 * @returns A metric whose tallies merge into the tally of the whole.
 * @throws TypeError or RangeError if the rule is none.
 *
 * @example
 * ```ts
 * const metric = attributeMetric({ rule: "first" })
 * metric.read(tally(metric, [{ touchpoints: ["ad", "shop"], conversions: 2 }])).channels[0] // => { channel: "ad", credit: 2, share: 1 }
 * metric.read(metric.empty()) // => { channels: [], count: 0, … }
 * ```
 *
 * @category Attribution
 */
export function attributeMetric<Channel extends string = string>(
  options: AttributionRule<Channel>,
): Metric<AttributionPath<Channel>, AttributionTally, AttributionResult<Channel>> {
  const { definition, shares } = resolveRule(options);
  const of = `attribution ${JSON.stringify(definition)}`;
  const add = (tally: AttributionTally, path: AttributionPath<Channel>, weight?: number, index?: number) => {
    requireSame(tally, of);
    if (weight !== undefined) {
      requireWeight(weight, index);
      if (!tally.isWeighted) makeWeighted(tally);
    }
    const { conversions, nulls, pending } = requirePath(path, index);
    const parts = conversions > 0 && path.touchpoints.length > 0 ? shares(path, index) : [];
    if (weight === 0) {
      tally.excluded++;
      return tally;
    }
    tally.conversions += conversions;
    tally.nulls += nulls;
    tally.pending += pending;
    if (path.touchpoints.length === 0) tally.unattributed += conversions;
    for (const [place, part] of parts.entries()) {
      const entry = creditOf(tally, path.touchpoints[place]!);
      const credit = part * conversions;
      plusExactly(entry[1], credit, 0);
      if (entry[2]) plusExactly(entry[2], credit * (weight ?? 1), 0);
    }
    return tally;
  };
  return {
    empty: () => ({
      of,
      conversions: 0,
      unattributed: 0,
      nulls: 0,
      pending: 0,
      excluded: 0,
      isWeighted: false,
      credits: [],
    }),
    add,
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      const isWeighted = left.isWeighted || right.isWeighted;
      return {
        of,
        conversions: left.conversions + right.conversions,
        unattributed: left.unattributed + right.unattributed,
        nulls: left.nulls + right.nulls,
        pending: left.pending + right.pending,
        excluded: left.excluded + right.excluded,
        isWeighted,
        credits: mergeCredits(left.credits, right.credits, isWeighted),
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const credits = tally.credits.map(([, credit, weighted]) => nearest(weighted ?? credit));
      const whole = exactly(credits);
      return {
        channels: tally.credits.map(([channel], place) => {
          const credit = credits[place]!;
          return { channel: channel as Channel, credit, share: whole > 0 ? credit / whole : null };
        }),
        count: tally.conversions,
        unattributed: tally.unattributed,
        nulls: tally.nulls,
        pending: tally.pending,
        excluded: tally.excluded,
        definition: { metric: "attribute", ...definition },
      };
    },
  };
}

/** Makes a tally that of a weighted sample, in place: all so far weigh 1. */
function makeWeighted(tally: AttributionTally): void {
  tally.isWeighted = true;
  for (const entry of tally.credits) entry[2] = [...entry[1]];
}

/** The entry of a channel, put in by its name where there is none. */
function creditOf({ credits, isWeighted }: AttributionTally, channel: string): CreditTally {
  let low = 0;
  let high = credits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (credits[middle]![0] < channel) low = middle + 1;
    else high = middle;
  }
  const found = credits[low];
  if (found?.[0] === channel) return found;
  const entry: CreditTally = [channel, [], isWeighted ? [] : null];
  credits.splice(low, 0, entry);
  return entry;
}

/** Both lists as one; shares nothing that is written to. */
function mergeCredits(left: readonly CreditTally[], right: readonly CreditTally[], isWeighted: boolean): CreditTally[] {
  const merged = new Map<string, CreditTally>();
  for (const [channel, credit, weighted] of [...left, ...right]) {
    const [, before, weightedBefore] = merged.get(channel) ?? [channel, [], []];
    merged.set(channel, [
      channel,
      exactSum([...before, ...credit]),
      isWeighted ? exactSum([...weightedBefore!, ...(weighted ?? credit)]) : null,
    ]);
  }
  return [...merged.values()].sort(([one], [other]) => (one < other ? -1 : 1));
}
