import { extent } from "../stats/extent.ts";
import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";
import { type AttributionPath, requireAges } from "./attribution-path.ts";
import { removeTrailingIfNotAll } from "./path-transforms.ts";

/**
 * How a conversion is shared among the touchpoints of its path: all to the `"first"`, all to the `"last"`, all to the last
 * that is not `except` (`"last-non"`; to `except` where there is no other), in equal parts (`"linear"`), more to the ends
 * (`"position"`), or more to those near the conversion (`"time-decay"`).
 *
 * @typeParam Channel - The names of the touchpoints.
 * @category Attribution
 */
export type AttributionRule<Channel extends string = string> =
  | {
      /** All to one end, or to all alike. */
      readonly rule: "first" | "last" | "linear";
    }
  | {
      /** All to the last touchpoint that is not `except`. */
      readonly rule: "last-non";
      /** The touchpoint that gets nothing as long as there is another, such as direct visits. */
      readonly except: Channel;
    }
  | {
      /** A part to the first, a part to the last, the rest to those between in equal parts. */
      readonly rule: "position";
      /** What the first gets, 0 to 1. Default 0.4. */
      readonly first?: number | undefined;
      /** What the last gets, 0 to 1, with `first` not above 1. Default 0.4. */
      readonly last?: number | undefined;
    }
  | {
      /** Half as much to a touchpoint that was `halfLife` earlier than another. */
      readonly rule: "time-decay";
      /** The half-life in milliseconds, above 0. */
      readonly halfLife: number;
    };

/** A rule as plain data, and the share of each touchpoint of a path, which add up to 1. */
export interface ResolvedRule {
  readonly definition: Readonly<Record<string, string | number>> & { readonly rule: AttributionRule["rule"] };
  readonly shares: (path: AttributionPath, index?: number) => readonly number[];
}

/** The rule, if it is one. */
export function resolveRule(options: AttributionRule): ResolvedRule {
  const rule = options?.rule;
  requireChoice("rule", rule, ["first", "last", "last-non", "linear", "position", "time-decay"]);
  if (rule === "last-non") {
    const { except } = options;
    if (typeof except !== "string") throw refusal("except must be a text", except);
    return {
      definition: { rule, except },
      shares: ({ touchpoints }) => {
        const { length } = removeTrailingIfNotAll({ touchpoints, conversions: 0 }, except).touchpoints;
        return allTo(touchpoints, length - 1);
      },
    };
  }
  if (rule === "position") {
    const first = requirePart("first", options.first ?? 0.4, 0);
    const last = requirePart("last", options.last ?? 0.4, first);
    return {
      definition: { rule, first, last },
      shares: ({ touchpoints }) => byPosition(touchpoints.length, first, last),
    };
  }
  if (rule === "time-decay") {
    const { halfLife } = options;
    if (!(typeof halfLife === "number" && halfLife > 0 && halfLife < Infinity)) {
      throw refusal("halfLife must be a number of milliseconds above 0", halfLife);
    }
    return { definition: { rule, halfLife }, shares: (path, index) => byAge(requireAges(path, index), halfLife) };
  }
  const shares: Record<typeof rule, ResolvedRule["shares"]> = {
    first: ({ touchpoints }) => allTo(touchpoints, 0),
    last: ({ touchpoints }) => allTo(touchpoints, touchpoints.length - 1),
    linear: ({ touchpoints }) => touchpoints.map(() => 1 / touchpoints.length),
  };
  return { definition: { rule }, shares: shares[rule] };
}

function allTo(touchpoints: readonly string[], place: number): number[] {
  return touchpoints.map((_, at) => (at === place ? 1 : 0));
}

/** With nobody between, first and last share what the middle would get as they share the rest. */
function byPosition(length: number, first: number, last: number): number[] {
  if (length === 1) return [1];
  if (length === 2) {
    const ends = first + last;
    return ends > 0 ? [first / ends, last / ends] : [0.5, 0.5];
  }
  const middle = Math.max(0, 1 - first - last) / (length - 2);
  return Array.from({ length }, (_, place) => (place === 0 ? first : place === length - 1 ? last : middle));
}

/** Only differences matter, so the touchpoint nearest to the conversion weighs 1 and no path weighs nothing. */
function byAge(ages: readonly number[], halfLife: number): number[] {
  const [nearest] = extent(ages);
  const weights = ages.map((age) => 2 ** ((nearest - age) / halfLife));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / whole);
}

/** A part that does not make more than 1 with the other: added up, as 1 − 0.9 is less than 0.1 in doubles. */
function requirePart(name: string, part: number, other: number): number {
  if (typeof part === "number" && part >= 0 && other + part <= 1) return part + 0;
  throw refusal(`${name} must be a number from 0 to ${1 - other}`, part);
}
