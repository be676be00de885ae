import { addEach, addOneByOne } from "./add-each.ts";
import { type Identity, requireSame } from "./identity.ts";
import type { AnyMetric, Metric } from "./metric.ts";
import { requireMetric } from "./metric.ts";
import { refusal } from "./refusal.ts";

/**
 * The tally of a combined metric: a tally for each part, by the part's name.
 *
 * @category Tally
 */
export interface CombinedTally extends Identity {
  /** The tally of each part. */
  readonly parts: { [name: string]: unknown };
}

/**
 * The observation that every part of a combined metric can take.
 *
 * @category Tally
 */
export type ObservationOf<Parts> = {
  [Name in keyof Parts]: Parts[Name] extends Metric<infer Observation, infer _Tally, unknown>
    ? (observation: Observation) => void
    : never;
}[keyof Parts] extends (observation: infer Observation) => void
  ? Observation
  : never;

/**
 * The result of each part of a combined metric, by name.
 *
 * @category Tally
 */
export type ResultsOf<Parts> = {
  readonly [Name in keyof Parts]: Parts[Name] extends Metric<never, infer _Tally, infer Result> ? Result : never;
};

/**
 * Makes one metric of many: counted together in one pass, with one weight for all.
 *
 * @param parts - The metrics, by name. Aim each at its field of the item with `on`.
 * @returns A metric whose results are the results of the parts, by name.
 * @throws TypeError or RangeError as the parts do, with the name of the part in front.
 *
 * @example
 * ```ts
 * const rows = [{ recommend: 10, satisfied: 4 }, { recommend: 6, satisfied: 2 }]
 * type Row = (typeof rows)[number]
 * const both = combine({ nps: on(npsMetric(), (r: Row) => r.recommend), csat: on(csatMetric(), (r: Row) => r.satisfied) })
 * const { nps: recommend, csat: satisfied } = measure(both, rows)
 * recommend.score // => 0
 * satisfied.score // => 50
 * ```
 *
 * @category Tally
 */
export function combine<const Parts extends { readonly [name: string]: AnyMetric }>(
  parts: Parts,
): Metric<ObservationOf<Parts>, CombinedTally, ResultsOf<Parts>> {
  if (parts !== Object(parts)) throw refusal("parts must be metrics by name", parts);
  const named = Object.entries(parts);
  if (named.length === 0) throw refusal("parts must be metrics by name, one at least", parts);
  for (const [, metric] of named) requireMetric(metric);
  const of = named
    .map(([name]) => name)
    .sort()
    .join(" + ");
  const ofEach = <Made>(make: (metric: AnyMetric, name: string) => Made): { [name: string]: Made } =>
    Object.fromEntries(
      named.map(([name, metric]) => {
        try {
          return [name, make(metric, name)];
        } catch (error) {
          throw inPart(name, error);
        }
      }),
    );
  const add = (tally: CombinedTally, observation: ObservationOf<Parts>, weight?: number, index?: number) => {
    requireSame(tally, of);
    for (const [name, metric] of named) {
      try {
        tally.parts[name] = metric.add(tally.parts[name], observation, weight, index);
      } catch (error) {
        throw inPart(name, error);
      }
    }
    return tally;
  };
  const empty = (): CombinedTally => ({ of, parts: ofEach((metric) => metric.empty()) });
  return {
    empty,
    add,
    addAll: (tally, items, options) => {
      // What can be read only once is read once; an array, once a part, in the part's own loop.
      if (!Array.isArray(items) && !ArrayBuffer.isView(items)) return addOneByOne(add, tally, items, options);
      requireSame(tally, of);
      try {
        return { of, parts: ofEach((metric, name) => addEach(metric, tally.parts[name], items, options)) };
      } catch (error) {
        // Another part may refuse an earlier item.
        addOneByOne(add, empty(), items, options);
        throw error;
      }
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return { of, parts: ofEach((metric, name) => metric.merge(left.parts[name], right.parts[name])) };
    },
    read: (tally) => {
      requireSame(tally, of);
      return ofEach((metric, name) => metric.read(tally.parts[name])) as ResultsOf<Parts>;
    },
  };
}

/** The error of a part, with the part's name in front. */
function inPart(name: string, error: unknown): unknown {
  if (!(error instanceof RangeError || error instanceof TypeError)) return error;
  const Kind = error instanceof RangeError ? RangeError : TypeError;
  return new Kind(`${name}: ${error.message}`, { cause: error });
}
