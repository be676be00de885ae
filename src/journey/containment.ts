import { requireGivenFunctions } from "../tally/function.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { type ContainedJourney, type ContainmentOptions, containedJourneys } from "./contained-journeys.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { type JourneyShare, journeyShare, together } from "./journey-share.ts";
import { countJourneys, type JourneyTally, weightOf } from "./journey-tally.ts";
import { requireNamed, requireRule } from "./rule-name.ts";

/**
 * How the journeys that began in a channel went on.
 *
 * @category Channels
 */
export interface Containment extends JourneyShare {
  /** Journeys whose customer asked to leave the channel. */
  readonly optedOut: number;
  /** Journeys with a contact in another channel. */
  readonly left: number;
  /** Journeys that stayed and were not resolved. */
  readonly unresolved: number;
  /** Journeys that stayed and were resolved, but the customer came back within the horizon. */
  readonly repeated: number;
  /** Journeys of which it cannot be known yet. */
  readonly pending: number;
  /** Journeys of which it is not known whether they were resolved; of all channels, also those without a channel. */
  readonly missing: number;
}

/**
 * Containment in one channel.
 *
 * @category Channels
 */
export interface ChannelContainment extends Containment {
  /** The channel in which the journeys began. */
  readonly channel: string;
}

/**
 * Containment in all channels together, and in each.
 *
 * @category Channels
 */
export interface ContainmentResult extends Containment {
  /** The channels in which journeys began, by name. */
  readonly channels: readonly ChannelContainment[];
  /** Journeys left out: of weight 0, or those whose beginning was not seen. */
  readonly excluded: number;
  /** Where journeys are weighted, the sum of the weights. */
  readonly weight?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "containment";
    /** The horizon in milliseconds. */
    readonly within: number;
    /** What decides that a journey was resolved, or its customer opted out; `null`, it has no name. */
    readonly rule: string | null;
  };
}

/**
 * Containment: of the journeys that began in a channel, the share that was resolved there, never left it, and needed no further
 * contact in any channel within the horizon. Journeys of customers who opted out of the channel stay in the denominator, and a
 * journey that was not resolved is not contained.
 *
 * @param journeys - All journeys of the customers, in any order.
 * @param options - `within` and `asOf`, the horizon; `resolved`, whether a journey was; `optedOut`, whether the customer asked to
 *   leave; `weight`, a journey's weight, 0 or more.
 * @returns The rate, 0 to 1, of all channels together and of each; `null` where no horizon is complete.
 * @throws TypeError or RangeError if a journey has a contact after `asOf`, a channel is no text, or an option is none.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "ask", at: 0, channel: "chat" }, { customer: "ana", activity: "solved", at: 1, channel: "chat" },
 *   { customer: "ben", activity: "ask", at: 0, channel: "chat" }, { customer: "ben", activity: "solved", at: 4, channel: "phone" },
 *   { customer: "eve", activity: "ask", at: 90, channel: "chat" },
 * ]
 * const { journeys } = buildJourneys(events, { asOf: 100, endOn: ["solved"] })
 * containment(journeys, { within: 50, asOf: 100 }).channels[0]
 * // => { channel: "chat", rate: 0.5, numerator: 1, denominator: 2, left: 1, pending: 1, … }
 * containment([], { within: 50, asOf: 100 }).rate // => null
 * ```
 *
 * @category Channels
 */
export function containment<Event extends JourneyEvent>(
  journeys: Iterable<Journey<Event>>,
  options: ContainmentOptions<NoInfer<Event>> & Weighing<Journey<NoInfer<Event>>>,
): ContainmentResult {
  const metric = countContainment(options);
  const weight = options?.weight;
  requireGivenFunctions({ weight });
  const judged = containedJourneys(journeys, options);
  return measure(metric, judged, {
    weight: weight && (({ journey }, index) => weight(journey as Journey<Event>, index)),
  });
}

/**
 * Containment as a metric of judged journeys, for streams, groups and parts; see `containment`. The journeys of one customer must
 * be judged together, by `containedJourneys`.
 *
 * @param options - `within`, the horizon by which they were judged, in milliseconds; `rule`, the name of the `resolved` and
 *   `optedOut` by which they were.
 * @returns A metric of what `containedJourneys` gives; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if the horizon is none, or a function among the options has no name.
 *
 * @example
 * ```ts
 * const metric = containmentMetric({ within: 7 * 86_400_000, rule: "resolved by survey" })
 * metric.read(metric.empty()).rate // => null
 * ```
 *
 * @category Channels
 */
export function containmentMetric(
  options: Pick<ContainmentOptions, "within" | "rule">,
): Metric<Pick<ContainedJourney, "channel" | "outcome">, JourneyTally, ContainmentResult> {
  // The type does not ask for them, but the options of `containedJourneys` have them.
  const { resolved, optedOut }: Partial<ContainmentOptions> = options ?? {};
  requireNamed(options?.rule, { resolved, optedOut });
  return countContainment(options);
}

/** Containment as a metric, whose tallies are not for merging with those of others where functions have no name. */
function countContainment(options: Pick<ContainmentOptions, "within" | "rule">): ReturnType<typeof containmentMetric> {
  const { within, rule = null } = options ?? {};
  requireRule(rule);
  if (!(Number.isFinite(within) && within > 0)) throw refusal("within must be milliseconds above 0", within);
  const of = `containment within ${within}${rule === null ? "" : ` by ${JSON.stringify(rule)}`}`;
  const counting = countJourneys<Pick<ContainedJourney, "channel" | "outcome">>(of, (judged, count, index) => {
    const { channel, outcome } = judged;
    if (outcome === "excluded") return "excluded";
    if (channel === null) return "missing";
    if (typeof channel !== "string") throw refusal("channel must be a text", channel, index);
    count([channel, requireOutcome(outcome, index) ?? "missing"]);
    return outcome === null ? "missing" : outcome === "pending" ? "pending" : "count";
  });
  return {
    ...counting,
    read: (tally) => {
      requireSame(tally, of);
      const names = [...new Set(tally.counts.map(([key]) => key[0]!))];
      const part = (counts: JourneyTally["counts"]) => {
        const those = (...outcomes: readonly string[]) =>
          together(counts.filter(([key]) => outcomes.includes(key[1]!)));
        return {
          ...journeyShare(those("contained"), those("contained", "optedOut", "left", "unresolved", "repeated")),
          optedOut: those("optedOut").count,
          left: those("left").count,
          unresolved: those("unresolved").count,
          repeated: those("repeated").count,
          pending: those("pending").count,
          missing: those("missing").count,
        };
      };
      const { weight } = weightOf([tally.weights]);
      return {
        ...part(tally.counts),
        pending: tally.pending,
        missing: tally.missing,
        channels: names.map((channel) => ({ channel, ...part(tally.counts.filter(([key]) => key[0] === channel)) })),
        excluded: tally.excluded,
        ...(weight !== undefined && { weight }),
        definition: { metric: "containment", within, rule },
      };
    },
  };
}

function requireOutcome(outcome: unknown, index?: number): string | null {
  const outcomes: unknown[] = ["contained", "optedOut", "left", "unresolved", "repeated", "pending", null];
  if (outcomes.includes(outcome)) return outcome as string | null;
  throw refusal("outcome must be one that containedJourneys gives", outcome, index);
}
