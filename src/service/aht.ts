import { durations } from "../stats/durations.ts";
import { type DurationsOptions, type DurationsTally, durationsMetric } from "../stats/durations-metric.ts";
import type { DurationsDefinition, DurationsResult, DurationsUnit } from "../stats/durations-result.ts";
import { requireChoice } from "../tally/choice.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { requireReading } from "../tally/reading.ts";
import { requireWeight } from "../tally/weight.ts";
import {
  addParts,
  type ComponentTally,
  type ComponentTime,
  type HandlingComponent,
  type HandlingTimes,
  handleTime,
  mergeParts,
  noParts,
  partsOf,
  readParts,
  requireComponents,
} from "./handling-times.ts";
import { attempt, type Invalid, requireInvalid } from "./invalid.ts";
import { requireTime } from "./queued-contact.ts";

/**
 * What a handle time is.
 *
 * @category Handle time
 */
export interface AhtOptions<Component extends string = HandlingComponent> extends DurationsUnit {
  /**
   * The parts that are added up, by the names of their fields. Default `["talk", "hold", "afterContactWork"]`; some tools add
   * `"dialing"`, or leave the last out.
   */
  readonly components?: readonly Component[] | undefined;
  /** What one handle is: a contact, all its legs together, or one agent's leg of it. Default `"contact"`. */
  readonly per?: "contact" | "agent-leg" | undefined;
  /** How work on several contacts at once was counted before it came here, see `handles`. Default `"sum"`. */
  readonly overlap?: "sum" | "union" | undefined;
  /** Whether a handle that cannot be (a time that is negative or none) is refused, or counted in `excluded`. Default `"reject"`. */
  readonly invalid?: "reject" | "exclude" | undefined;
}

/**
 * What is counted of handles.
 *
 * @category Handle time
 */
export interface AhtTally extends Identity {
  /** The handle times; handles that are excluded stand there as missing. */
  times: DurationsTally;
  /** Handles that are excluded whatever they weigh. */
  excluded: number;
  /** Each part, in the order of the definition's `components`. */
  readonly parts: ComponentTally[];
}

/**
 * The definition of a handle time, as plain data.
 *
 * @category Handle time
 */
export interface AhtDefinition<Component extends string = HandlingComponent>
  extends Omit<DurationsDefinition, "metric"> {
  /** The metric's name. */
  readonly metric: "aht";
  /** The parts that are added up. */
  readonly components: readonly Component[];
  /** What one handle is. */
  readonly per: "contact" | "agent-leg";
  /** How work on several contacts at once was counted. */
  readonly overlap: "sum" | "union";
}

/**
 * Handle times, and what each part adds to their mean.
 *
 * @category Handle time
 */
export interface AhtResult<Component extends string = HandlingComponent> extends Omit<DurationsResult, "definition"> {
  /** What each part adds to the mean, and how many handles lack it. */
  readonly components: readonly ComponentTime<Component>[];
  /** What was measured. */
  readonly definition: AhtDefinition<Component>;
}

type Handle<Component extends string> = HandlingTimes<Component> | "excluded" | null | undefined;

/**
 * Average handle time: talk, hold and after-contact work of all handles, divided by the handles; with median, 90th percentile
 * and what each part adds. The average of agents' averages is another number, which weighs a quiet agent's contact more.
 *
 * A call that was transferred is one contact and two agents' legs: `per` says which was counted. From intervals of work in
 * place of times, and for agents who work on several contacts at once, see `handles`.
 *
 * @param times - The times of each handle, by part; one without any is counted as missing, `"excluded"` (see `handles`) in
 *   `excluded`.
 * @param options - `components`, the parts; `per` and `overlap`, what a handle is; `invalid`, whether handles that cannot be are
 *   refused or excluded; `unit`, the name of the unit; `weight`, a handle's weight, 0 or more; `value`, where the items are rows.
 * @returns Mean, median and the rest in the unit of the times; each `null` of an empty sample.
 * @throws TypeError or RangeError if a time is negative or none, with its part's name and its index, unless `invalid` is `"exclude"`.
 *
 * @example
 * ```ts
 * const calls = [{ talk: 180, hold: 20, afterContactWork: 40 }, { talk: 60, afterContactWork: 0 }]
 * const handled = aht(calls, { unit: "seconds" })
 * handled // => { mean: 150, median: 150, minimum: 60, maximum: 240, count: 2, … }
 * handled.components[1] // => { component: "hold", mean: 10, lacking: 1 }
 * aht(calls, { components: ["talk", "hold"] }).mean // => 130
 * aht([{ talk: -5 }]) // throws RangeError "talk must be a number from 0 to 1e+140, got -5 at index 0"
 * aht([{ talk: -5 }, { talk: 60 }], { invalid: "exclude" }) // => { mean: 60, count: 1, excluded: 1, … }
 * ```
 *
 * @see Cleveland (2012), Call Center Management on Fast Forward, 3rd edition.
 * @category Handle time
 */
export function aht<const Component extends string = HandlingComponent>(
  times: Iterable<HandlingTimes<NoInfer<Component>> | "excluded" | null | undefined>,
  options?: AhtOptions<Component> & Weighing<HandlingTimes<NoInfer<Component>> | "excluded" | null | undefined>,
): AhtResult<Component>;
export function aht<Row, const Component extends string = HandlingComponent>(
  rows: Iterable<Row>,
  options: AhtOptions<Component> & RowReading<Row, HandlingTimes<NoInfer<Component>> | "excluded" | null | undefined>,
): AhtResult<Component>;
export function aht<Row, const Component extends string = HandlingComponent>(
  items: Iterable<Row>,
  options: AhtOptions<Component> & Partial<RowReading<Row, Handle<Component>>> = {},
): AhtResult<Component> {
  const { unit, value, weight } = options ?? {};
  requireReading(items, { value, weight });
  const { components, per, overlap } = definitionOf(options);
  const invalid = requireInvalid(options?.invalid);
  const tallies = noParts(components);
  const times: (number | null)[] = [];
  const weights: number[] = [];
  let excluded = 0;
  let index = 0;
  for (const item of items) {
    const handle = value === undefined ? (item as Handle<Component>) : value(item, index);
    const found = countedParts(handle, components, invalid, index);
    const parts = found ?? null;
    const weighs = weight === undefined ? undefined : requireWeight(weight(item, index), index);
    if (parts !== null) addParts(tallies, parts, weighs, index);
    if (weighs !== undefined) weights.push(weighs);
    times.push(parts && handleTime(parts));
    if (found === undefined) excluded++;
    index++;
  }
  const { definition, ...rest } = durations(times, weight ? { unit, weight: (_, at) => weights[at]! } : { unit });
  return {
    ...rest,
    ...setAside(rest, excluded),
    components: readParts(tallies, components),
    definition: { ...definition, metric: "aht", components, per, overlap },
  };
}

/**
 * Average handle time as a metric, for streams, groups and parts; see `aht`, whose median and 90th percentile here are those of
 * a sketch, as of `durationsMetric`.
 *
 * @param options - `components`, `per`, `overlap`, `invalid` and `unit`, as `aht` takes them; `precision`, 5, 6 or 7.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = ahtMetric({ unit: "seconds" })
 * const team = [{ agent: "a", talk: 100 }, { agent: "a", talk: 200 }, { agent: "b", talk: 600 }]
 * measureBy(metric, team, (call) => call.agent).get("a")?.mean // => 150
 * measure(metric, team).mean // => 300
 * ```
 *
 * @category Handle time
 */
export function ahtMetric<const Component extends string = HandlingComponent>(
  options: AhtOptions<Component> & DurationsOptions = {},
): Metric<HandlingTimes<Component> | "excluded" | null | undefined, AhtTally, AhtResult<Component>> {
  const { components, per, overlap } = definitionOf(options);
  const { precision, unit } = options ?? {};
  const invalid = requireInvalid(options?.invalid);
  const times = durationsMetric({ precision, unit });
  const of = `aht of ${JSON.stringify(components)} per ${per} by ${overlap}, ${times.empty().of}`;
  return {
    empty: () => ({ of, times: times.empty(), excluded: 0, parts: noParts(components) }),
    add: (tally, handle, weight, index) => {
      requireSame(tally, of);
      const found = countedParts(handle, components, invalid, index);
      const parts = found ?? null;
      tally.times = times.add(tally.times, parts && handleTime(parts), weight, index);
      if (parts !== null) addParts(tally.parts, parts, weight, index);
      if (found === undefined) tally.excluded++;
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        times: times.merge(left.times, right.times),
        excluded: left.excluded + right.excluded,
        parts: mergeParts(left.parts, right.parts),
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { definition, ...rest } = times.read(tally.times);
      return {
        ...rest,
        ...setAside(rest, tally.excluded),
        components: readParts(tally.parts, components),
        definition: { ...definition, metric: "aht", components, per, overlap },
      };
    },
  };
}

/** The parts of a handle that counts; `null` where none is known, `undefined` where it is excluded. */
function countedParts<Component extends string>(
  handle: Handle<Component>,
  components: readonly Component[],
  invalid: Invalid,
  index?: number,
): (number | null)[] | null | undefined {
  if (handle === "excluded") return undefined;
  return attempt(() => {
    const parts = partsOf(handle, components, index);
    if (parts !== null) requireTime("handle time", handleTime(parts), 1e140, index);
    return parts;
  }, invalid);
}

/** Those who are excluded, who stood among the missing so that their weights were seen. */
function setAside({ missing, excluded }: Pick<AhtResult, "missing" | "excluded">, aside: number) {
  return { missing: missing - aside, excluded: excluded + aside };
}

function definitionOf<Component extends string>(
  options: AhtOptions<Component>,
): Pick<AhtDefinition<Component>, "components" | "per" | "overlap"> {
  return {
    components: requireComponents(
      options?.components ?? (["talk", "hold", "afterContactWork"] as readonly string[] as readonly Component[]),
    ),
    per: requireChoice("per", options?.per ?? "contact", ["contact", "agent-leg"]),
    overlap: requireChoice("overlap", options?.overlap ?? "sum", ["sum", "union"]),
  };
}
