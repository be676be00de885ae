import { requireChoice } from "./choice.ts";
import { requireFunction } from "./function.ts";
import { type Instant, milliseconds } from "./instant.ts";
import { requireIterable } from "./iterable.ts";
import { refusal } from "./refusal.ts";
import { sameKey } from "./same-key.ts";

/**
 * How the latest item of each respondent is found.
 *
 * @category Tally
 */
export interface LatestPerOptions<Item> {
  /** Who answered. Neither `null` nor `undefined`: answers of unknown respondents cannot be told apart. */
  readonly key: (item: Item, index: number) => unknown;
  /** When the item came about. */
  readonly at: (item: Item, index: number) => Instant;
  /** The moment as of which the latest is wanted: later items are left out. */
  readonly asOf: Instant;
  /** Which of several latest items at the same millisecond counts: the first or the last in the order of the items, or none (an error); default `"reject"`. */
  readonly ties?: "first" | "last" | "reject" | undefined;
}

/**
 * The latest item of each respondent as of a moment, for any metric after it: a customer who answered three times
 * counts once.
 *
 * @param items - Answers with their respondent and moment: any iterable.
 * @param options - `key`, the respondent; `at`, the moment of an item; `asOf`, the moment after which items are left
 *   out; `ties`, which of several items at the same millisecond counts.
 * @returns The items that count, in the order in which they came; of no items, an empty array.
 * @throws TypeError or RangeError if a key is null or undefined, a moment is none, or two latest items of one
 *   respondent fall on the same millisecond under `ties: "reject"`.
 *
 * @example
 * ```ts
 * const answers = [{ who: "a", day: 1, recommend: 2 }, { who: "b", day: 1, recommend: 9 }, { who: "a", day: 2, recommend: 10 }]
 * const latest = latestPer(answers, { key: (a) => a.who, at: (a) => a.day, asOf: 2 })
 * nps(latest, { value: (a) => a.recommend }).score // => 100
 * latestPer(answers, { key: (a) => a.who, at: (a) => a.day, asOf: 1 }).length // => 2
 * ```
 *
 * @category Tally
 */
export function latestPer<Item>(items: Iterable<Item>, options: LatestPerOptions<Item>): Item[] {
  requireIterable(items);
  const { key, at } = options ?? {};
  const ties = requireChoice("ties", options?.ties ?? "reject", ["first", "last", "reject"]);
  const asOf = milliseconds(options?.asOf, "asOf");
  requireFunction("key", key);
  requireFunction("at", at);
  const same = sameKey();
  const latest = new Map<unknown, { item: Item; index: number; at: number; tiedWith: number | undefined }>();
  let index = 0;
  for (const item of items) {
    const who = same(key(item, index));
    if (who === null || who === undefined) throw refusal("key must tell who answered", who, index);
    const moment = milliseconds(at(item, index), "at", index);
    const before = latest.get(who);
    if (moment <= asOf && (before === undefined || moment >= before.at)) {
      const tied = before?.at === moment;
      if (!tied || ties === "last") latest.set(who, { item, index, at: moment, tiedWith: undefined });
      else before.tiedWith ??= index;
    }
    index++;
  }
  const kept = [...latest.values()].sort((left, right) => left.index - right.index);
  if (ties === "reject") {
    for (const { index: first, tiedWith } of kept) {
      if (tiedWith === undefined) continue;
      throw new RangeError(
        `the latest items of one respondent must not fall on the same moment unless ties says which counts, got index ${first} and ${tiedWith}`,
      );
    }
  }
  return kept.map(({ item }) => item);
}
