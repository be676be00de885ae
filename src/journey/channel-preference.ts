import { requireFunction } from "../tally/function.ts";
import { requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { type JourneyShare, journeyShare, together } from "./journey-share.ts";
import { eventsOf, statesReader } from "./journey-states.ts";
import { countJourneys, type JourneyTally, weightOf } from "./journey-tally.ts";
import { requireNamed, requireRule } from "./rule-name.ts";

/**
 * Which channels customers could choose.
 *
 * @typeParam Event - What the events are.
 * @category Channels
 */
export interface ChannelPreferenceOptions<Event extends JourneyEvent = JourneyEvent> {
  /**
   * The channels that were offered when the journey began, so that a channel is not disliked where it was not there. Default: every
   * channel that is met anywhere was offered to all.
   */
  readonly offered?: ((journey: Journey<Event>) => Iterable<string>) | undefined;
  /**
   * What `offered` says, as a name: tallies of two rules do not merge, and two functions are told apart by this name alone.
   * `channelPreferenceMetric` needs it where there is a function. Default none.
   */
  readonly rule?: string | undefined;
}

/**
 * How often a channel is the one to begin with, among those to whom it was offered.
 *
 * @category Channels
 */
export interface PreferredChannel extends JourneyShare {
  /** The channel. */
  readonly channel: string;
}

/**
 * In which channels customers begin.
 *
 * @category Channels
 */
export interface ChannelPreferenceResult {
  /** The channels by name, those that were offered and never chosen among them. */
  readonly channels: readonly PreferredChannel[];
  /** Journeys that began in a channel. */
  readonly count: number;
  /** Journeys without a channel. */
  readonly missing: number;
  /** Journeys left out: of weight 0, or those whose beginning was not seen. */
  readonly excluded: number;
  /** Where journeys are weighted, the sum of the weights. */
  readonly weight?: number;
  /** Where journeys are weighted, Kish's effective sample size. */
  readonly effectiveSampleSize?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "channelPreference";
    /** To whom a channel counts as offered: to all, or to those of whom the rule says so. */
    readonly offered: "all" | "rule";
    /** The name of that rule; `null`, it has none. */
    readonly rule: string | null;
  };
}

/**
 * Channel preference: in which channel customers begin when they may choose; the share of first contacts per channel, among the
 * journeys to which that channel was offered. Per segment, through `measureBy` and `channelPreferenceMetric`.
 *
 * @param journeys - The journeys, in any order; a journey counts as soon as it has begun.
 * @param options - `offered`, the channels that a journey could begin with; `weight`, a journey's weight, 0 or more.
 * @returns Of each channel the share, 0 to 1, which `shareInterval` reads; of no journeys, no channels. Under `offered` the shares
 *   of several channels do not add up to 1.
 * @throws TypeError or RangeError if a channel is no text, or a journey began in a channel that was not offered.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "ask", at: 0, channel: "chat" }, { customer: "ana", activity: "ask", at: 5, channel: "phone" },
 *   { customer: "ben", activity: "ask", at: 0, channel: "phone" },
 * ]
 * const { journeys } = buildJourneys(events, { asOf: 100 })
 * channelPreference(journeys).channels[0] // => { channel: "chat", rate: 0.5, numerator: 1, denominator: 2 }
 * const offered = (journey: { customer: string }) => (journey.customer === "ana" ? ["chat", "phone"] : ["phone"])
 * channelPreference(journeys, { offered }).channels[0] // => { channel: "chat", rate: 1, numerator: 1, denominator: 1 }
 * ```
 *
 * @category Channels
 */
export function channelPreference<Event extends JourneyEvent>(
  journeys: Iterable<Journey<Event>>,
  options: ChannelPreferenceOptions<NoInfer<Event>> & Weighing<Journey<NoInfer<Event>>> = {},
): ChannelPreferenceResult {
  return measure(countPreference<Event>(options), journeys, { weight: options?.weight });
}

/**
 * Channel preference as a metric of journeys, for streams, groups and parts; see `channelPreference`.
 *
 * @param options - `offered`, the channels that a journey could begin with, and `rule`, its name.
 * @returns A metric of journeys; an empty tally has no channels.
 * @throws TypeError if `offered` has no name.
 *
 * @example
 * ```ts
 * const events = [{ customer: "ana", activity: "ask", at: 0, channel: "chat" }, { customer: "ben", activity: "ask", at: 0, channel: "web" }]
 * const { journeys } = buildJourneys(events, { asOf: 9 })
 * measureBy(channelPreferenceMetric(), journeys, (journey) => journey.customer).get("ana")?.channels[0]?.rate // => 1
 * ```
 *
 * @category Channels
 */
export function channelPreferenceMetric<Event extends JourneyEvent = JourneyEvent>(
  options: ChannelPreferenceOptions<Event> = {},
): Metric<Journey<Event>, JourneyTally, ChannelPreferenceResult> {
  requireNamed(options?.rule, { offered: options?.offered });
  return countPreference<Event>(options);
}

/** Channel preference as a metric, whose tallies are not for merging with those of others where a function has no name. */
function countPreference<Event extends JourneyEvent>(
  options: ChannelPreferenceOptions<Event>,
): Metric<Journey<Event>, JourneyTally, ChannelPreferenceResult> {
  const { offered, rule = null } = options ?? {};
  if (offered !== undefined) requireFunction("offered", offered);
  requireRule(rule);
  const by = rule === null ? "" : ` by ${JSON.stringify(rule)}`;
  const of = `channel preference, offered to ${offered ? "those of a rule" : "all"}${by}`;
  const { stateOf } = statesReader<Event>({ of: "channel" });
  const counting = countJourneys<Journey<Event>>(of, (journey, count, index) => {
    const events = eventsOf(journey, index);
    let chosen: string | undefined;
    for (let place = 0; chosen === undefined && place < events.length; place++) chosen = stateOf(events[place]!, index);
    if (journey.leftTruncated) return "excluded";
    if (chosen === undefined) return "missing";
    count(["chosen", chosen]);
    if (offered) {
      const channels = channelsIn(offered(journey), index);
      if (!channels.has(chosen))
        throw refusal("the channel of the first contact must be one of those offered", chosen, index);
      for (const channel of channels) count(["offered", channel]);
    }
    return "count";
  });
  return {
    ...counting,
    read: (tally) => {
      requireSame(tally, of);
      const { count, missing, excluded, counts } = tally;
      const those = (kind: string, channel: string) =>
        together(counts.filter(([key]) => key[0] === kind && key[1] === channel));
      // Sorted within each kind: all channels are of the kind that lists them all.
      const names = counts.filter(([key]) => key[0] === (offered ? "offered" : "chosen")).map(([key]) => key[1]!);
      return {
        channels: names.map((channel) => ({
          channel,
          ...journeyShare(those("chosen", channel), offered ? those("offered", channel) : tally),
        })),
        count,
        missing,
        excluded,
        ...weightOf([tally.weights]),
        definition: { metric: "channelPreference", offered: offered ? "rule" : "all", rule },
      };
    },
  };
}

function channelsIn(offered: Iterable<string>, index?: number): Set<string> {
  requireIterable(offered, "offered");
  const channels = new Set(offered);
  for (const channel of channels) {
    if (typeof channel !== "string") throw refusal("offered must name channels", channel, index);
  }
  return channels;
}
