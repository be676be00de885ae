import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { type AttributionPath, requirePath } from "./attribution-path.ts";
import { fundamentalMatrix } from "./fundamental-matrix.ts";
import { countJourneys, type JourneyTally, sizeOf, unitWeight, weightOf } from "./journey-tally.ts";

/**
 * The removal effect of a channel.
 *
 * @typeParam Channel - The names of the channels.
 * @category Attribution
 */
export interface RemovalEffect<Channel extends string = string> {
  /** The channel. */
  readonly channel: Channel;
  /** The share of the conversions that go through this channel in the model, 0 to 1; `null` where there are none. */
  readonly removalEffect: number | null;
  /** The conversions that are its credit: as its removal effect is to those of all. `null` where there are none. */
  readonly credit: number | null;
}

/**
 * The removal effects of channels.
 *
 * @typeParam Channel - The names of the channels.
 * @category Attribution
 */
export interface RemovalEffectsResult<Channel extends string = string> {
  /** The channels by name, with their removal effects and credits; the credits add up to the conversions with a touchpoint. */
  readonly channels: readonly RemovalEffect<Channel>[];
  /** The share of the paths that convert, 0 to 1, weighted where weights are; also what the model says. `null` of no paths. */
  readonly rate: number | null;
  /** Conversions. */
  readonly numerator: number;
  /** Conversions and nulls. */
  readonly denominator: number;
  /** Paths that may still convert; in neither numerator nor denominator. */
  readonly pending: number;
  /** Conversions without any touchpoint, which are nobody's credit. */
  readonly unattributed: number;
  /** Paths of weight 0, as rows. */
  readonly excluded: number;
  /** Where the sample is weighted, the sum of the weights of the paths. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective number of paths. */
  readonly effectiveSampleSize?: number;
  /** Why the removal effects say little; only where they do. */
  readonly reason?: string;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "removalEffects";
    /** How many touchpoints back the model looks. */
    readonly order: 1;
  };
}

const OF = "removal effects, order 1";

/**
 * Removal effects: what share of the conversions would be lost if all that reached a channel were lost there, in a Markov
 * chain fitted to the paths; and the conversions credited to each channel by it.
 *
 * The chain is solved, not simulated, so that the same paths always give the same credits, none of them negative. Credits
 * are model-based, never causal: a channel through which customers go who would have bought anyhow has a removal effect too.
 *
 * @param paths - Paths with conversions and nulls, both needed: where every path converts, no removal effect tells more
 *   than how often a channel is met.
 * @param options - `weight`, the weight of a path, 0 or more.
 * @returns Removal effects, 0 to 1, and credits; `null` where nothing converts.
 * @throws TypeError or RangeError if a path has no touchpoints or its numbers are none, with its index.
 *
 * @example
 * ```ts
 * const seen = removalEffects([
 *   { touchpoints: ["ad", "mail", "shop"], conversions: 1 },
 *   { touchpoints: ["ad"], conversions: 0, nulls: 1 },
 *   { touchpoints: ["mail", "shop"], conversions: 0, nulls: 1 },
 * ])
 * seen.channels[0] // => { channel: "ad", removalEffect: 0.5, credit: 0.2 }
 * seen.rate // => 1 / 3
 * ```
 *
 * @see Anderl, Becker, von Wangenheim & Schumann (2016), Mapping the Customer Journey, International Journal of Research
 * in Marketing 33.
 * @category Attribution
 */
export function removalEffects<Channel extends string>(
  paths: Iterable<AttributionPath<Channel>>,
  options: Weighing<AttributionPath<Channel>> = {},
): RemovalEffectsResult<Channel> {
  return measure(removalEffectsMetric<Channel>(), paths, { weight: options?.weight });
}

/**
 * Removal effects as a metric, for streams, groups and parts; see `removalEffects`.
 *
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 *
 * @example
 * ```ts
 * const metric = removalEffectsMetric()
 * metric.read(tally(metric, [{ touchpoints: ["ad"], conversions: 3, nulls: 1 }])).rate // => 0.75
 * metric.read(metric.empty()) // => { channels: [], rate: null, numerator: 0, … }
 * ```
 *
 * @category Attribution
 */
export function removalEffectsMetric<Channel extends string = string>(): Metric<
  AttributionPath<Channel>,
  JourneyTally,
  RemovalEffectsResult<Channel>
> {
  return {
    ...countJourneys<AttributionPath<Channel>>(OF, (path, count, index) => {
      const { conversions, nulls, pending } = requirePath(path, index);
      const { touchpoints } = path;
      const paths = conversions + nulls;
      const last = touchpoints.at(-1) ?? null;
      if (pending > 0) count(["pending", null, null], pending);
      if (paths === 0) return "count";
      if (touchpoints.length > 0) count(["step", null, touchpoints[0]!], paths);
      for (let step = 1; step < touchpoints.length; step++) {
        count(["step", touchpoints[step - 1]!, touchpoints[step]!], paths);
      }
      if (conversions > 0) count(["conversion", last, null], conversions);
      if (nulls > 0) count(["null", last, null], nulls);
      return "count";
    }),
    read: (tally) => {
      requireSame(tally, OF);
      return readEffects<Channel>(tally);
    },
  };
}

function readEffects<Channel extends string>(tally: JourneyTally): RemovalEffectsResult<Channel> {
  const channels = new Set<string>();
  for (const [[, from, to]] of tally.counts) for (const name of [from!, to!]) if (name !== null) channels.add(name);
  const names = [...channels].sort();
  const size = names.length;
  // The start is the last row; what leaves a channel for a conversion or for nothing stands beside the steps.
  const places = new Map<string | null, number>(names.map((name, place) => [name, place]));
  places.set(null, size);
  const steps = Array.from({ length: size + 1 }, () => new Array<number>(size).fill(0));
  const converting = new Array<number>(size + 1).fill(0);
  const leaving = new Array<number>(size + 1).fill(0);
  const sums = { conversion: 0, null: 0, pending: 0 };
  const ends: JourneyTally["counts"] = [];
  for (const entry of tally.counts) {
    const [[kind, from, to], count] = entry;
    const row = places.get(from!)!;
    if (kind === "step") steps[row]![places.get(to!)!] = sizeOf(entry);
    else {
      sums[kind as keyof typeof sums] += count;
      if (kind === "pending") continue;
      ends.push(entry);
      leaving[row]! += sizeOf(entry);
      if (kind === "conversion") converting[row] = sizeOf(entry);
    }
  }
  const untouched = tally.counts.find(([[kind, from]]) => kind === "conversion" && from === null);
  const converted = converting.reduce((sum, part) => sum + part, 0);
  const paths = leaving.reduce((sum, part) => sum + part, 0);
  const effects = effectsOf(steps, converting, leaving);
  const credited = converted - (untouched ? sizeOf(untouched) : 0);
  const all = effects?.reduce((sum, effect) => sum + effect, 0) ?? 0;
  const reason = sums.conversion > 0 && sums.null === 0 && { reason: "every path converts" };
  return {
    channels: names.map((channel, place) => ({
      channel: channel as Channel,
      removalEffect: effects ? effects[place]! : null,
      credit: effects && all > 0 ? credited * (effects[place]! / all) : null,
    })),
    rate: paths > 0 ? Math.min(1, converted / paths) : null,
    numerator: sums.conversion,
    denominator: sums.conversion + sums.null,
    pending: sums.pending,
    unattributed: untouched?.[1] ?? 0,
    excluded: tally.excluded,
    ...weightOf(ends.length > 0 ? ends.map(([, , weights]) => weights) : [tally.weights && unitWeight(0)]),
    ...reason,
    definition: { metric: "removalEffects", order: 1 },
  };
}

/**
 * Of what converts from the start, the share that goes through each channel; `null` if nothing converts.
 *
 * A channel is reached as often as it is visited, over how often it is visited once it is reached. All that is reached
 * and converts is lost without it, which is the difference of two solved chains without the cancellation.
 */
function effectsOf(
  steps: readonly (readonly number[])[],
  converting: readonly number[],
  leaving: readonly number[],
): readonly number[] | null {
  const size = steps.length - 1;
  const wholes = steps.map((row, from) => row.reduce((sum, part) => sum + part, 0) + leaving[from]!);
  const share = (part: number, from: number) => part / wholes[from]!;
  const solved = fundamentalMatrix(
    steps.slice(0, size).map((row, from) => row.map((part) => share(part, from))),
    leaving.slice(0, size).map(share),
  );
  if (wholes[size] === 0 || "trapped" in solved) return null;
  const { visits } = solved;
  const visited = new Array<number>(size).fill(0);
  const converts = new Array<number>(size).fill(0);
  let all = share(converting[size]!, size);
  for (let from = 0; from < size; from++) {
    const start = share(steps[size]![from]!, size);
    for (let to = 0; to < size; to++) {
      const times = visits[from * size + to]!;
      visited[to]! += start * times;
      converts[from]! += times * share(converting[to]!, to);
    }
    all += start * converts[from]!;
  }
  if (!(all > 0)) return null;
  return visited.map((times, channel) => {
    const reached = times / visits[channel * size + channel]!;
    return Math.max(0, Math.min(1, (reached * converts[channel]!) / all));
  });
}
