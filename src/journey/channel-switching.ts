import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { Journey } from "./journey.ts";
import { type JourneyShare, journeyShare, together } from "./journey-share.ts";
import { eventsOf, statesReader } from "./journey-states.ts";
import { countJourneys, type JourneyTally, weightOf } from "./journey-tally.ts";
import { type PartialOptions, requirePartial, wholePlace } from "./whole-journeys.ts";

/**
 * How often one channel followed another, from one contact to the next.
 *
 * @category Channels
 */
export interface ChannelTransition {
  /** The channel of a contact. */
  readonly from: string;
  /** The channel of the next one; the same where the customer stayed. */
  readonly to: string;
  /** Pairs of neighbouring contacts. */
  readonly count: number;
}

/**
 * How often customers change the channel on their journey.
 *
 * @category Channels
 */
export interface ChannelSwitchingResult {
  /** The share of pairs of neighbouring contacts that are in two channels: its numerator is `switches`, its denominator `pairs`. */
  readonly switchRate: JourneyShare;
  /** Contacts in another channel than the one before them. */
  readonly switches: number;
  /** Pairs of neighbouring contacts of a journey. */
  readonly pairs: number;
  /** The share of whole journeys that have stayed in one channel. */
  readonly singleChannelShare: JourneyShare;
  /** The share of whole journeys that went through several channels. */
  readonly multiChannelShare: JourneyShare;
  /** How often each channel followed each, by the names of the channels. */
  readonly transitions: readonly ChannelTransition[];
  /** Whole journeys with a channel. */
  readonly count: number;
  /** Journeys that may still go on: their pairs count, but whether they stay in one channel is not known yet. */
  readonly pending: number;
  /** Journeys without a channel. */
  readonly missing: number;
  /** Journeys left out: of weight 0, or those whose beginning was not seen, of which only the pairs count. */
  readonly excluded: number;
  /** Contacts without a channel; the contacts before and after them are neighbours. */
  readonly unknown: number;
  /** Where journeys are weighted, the sum of the weights. */
  readonly weight?: number;
  /** Where journeys are weighted, Kish's effective sample size. */
  readonly effectiveSampleSize?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "channelSwitching";
    /** What becomes of journeys seen in part. */
    readonly partial: "exclude" | "include";
  };
}

/**
 * Channel switching: how often customers must, or want to, change the channel while they are about one thing. Every event is a
 * contact; a switch is a contact in another channel than the contact before it on the same journey.
 *
 * Pairs of one journey resemble each other: an interval of `switchRate` that takes them as independent is too narrow where journeys
 * are long; `clusteredShare` takes their journeys into account.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `partial`: whether journeys seen in part have stayed in one channel is not known, `"exclude"` (default), or they
 *   count as they stand, `"include"`; `weight`, a journey's weight, 0 or more.
 * @returns The rate, 0 to 1, of switches among pairs of neighbouring contacts, the shares of journeys in one and in several
 *   channels, and how often each channel followed each; rates are `null` of none.
 * @throws TypeError or RangeError if a channel is no text or an option is none.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "ask", at: 0, channel: "chat" }, { customer: "ana", activity: "ask", at: 5, channel: "phone" },
 *   { customer: "ana", activity: "ask", at: 9, channel: "phone" }, { customer: "ben", activity: "ask", at: 2, channel: "web" },
 * ]
 * const { journeys } = buildJourneys(events, { asOf: 100, abandonAfter: 50 })
 * const { switchRate, singleChannelShare, transitions: moves } = channelSwitching(journeys)
 * switchRate // => { rate: 0.5, numerator: 1, denominator: 2 }
 * singleChannelShare.rate // => 0.5
 * moves // => [{ from: "chat", to: "phone", count: 1 }, { from: "phone", to: "phone", count: 1 }]
 * channelSwitching([]).switchRate.rate // => null
 * ```
 *
 * @category Channels
 */
export function channelSwitching(
  journeys: Iterable<Journey>,
  options: PartialOptions & Weighing<Journey> = {},
): ChannelSwitchingResult {
  const { partial, ...weighing } = options ?? {};
  return measure(channelSwitchingMetric({ partial }), journeys, weighing);
}

/**
 * Channel switching as a metric of journeys, for streams, groups and parts; see `channelSwitching`.
 *
 * @param options - `partial`, what becomes of journeys seen in part.
 * @returns A metric of journeys; the rates of an empty tally are `null`.
 * @throws TypeError if the option is none.
 *
 * @example
 * ```ts
 * const metric = channelSwitchingMetric()
 * metric.read(metric.empty()).switches // => 0
 * ```
 *
 * @category Channels
 */
export function channelSwitchingMetric(
  options: PartialOptions = {},
): Metric<Journey, JourneyTally, ChannelSwitchingResult> {
  const partial = requirePartial(options?.partial);
  const of = `channel switching, partial journeys ${partial}`;
  const { stateOf } = statesReader({ of: "channel" });
  const counting = countJourneys<Journey>(of, (journey, count, index) => {
    const channels = new Set<string>();
    let last: string | undefined;
    for (const event of eventsOf(journey, index)) {
      const channel = stateOf(event, index);
      if (channel === undefined) {
        count(["unknown", null, null]);
        continue;
      }
      if (last !== undefined) count(["pair", last, channel]);
      channels.add(channel);
      last = channel;
    }
    const place = wholePlace(journey, [...channels], partial);
    if (place === "count") count(["journey", channels.size === 1 ? "single" : "multi", null]);
    return place;
  });
  return {
    ...counting,
    read: (tally) => {
      requireSame(tally, of);
      const { count, pending, missing, excluded, counts } = tally;
      const kind = (name: string) => counts.filter(([key]) => key[0] === name);
      const pairs = kind("pair");
      const switches = pairs.filter(([key]) => key[1] !== key[2]);
      const switchRate = journeyShare(together(switches), together(pairs));
      const share = (name: string) => journeyShare(together(kind("journey").filter(([key]) => key[1] === name)), tally);
      return {
        switchRate,
        switches: switchRate.numerator,
        pairs: switchRate.denominator,
        singleChannelShare: share("single"),
        multiChannelShare: share("multi"),
        transitions: pairs.map(([key, times]) => ({ from: key[1]!, to: key[2]!, count: times })),
        count,
        pending,
        missing,
        excluded,
        unknown: together(kind("unknown")).count,
        ...weightOf([tally.weights]),
        definition: { metric: "channelSwitching", partial },
      };
    },
  };
}
