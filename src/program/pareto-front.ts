import { requireFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * The two impacts by which initiatives are compared.
 *
 * @category Priorities
 */
export interface Impacts<Item> {
  /** Impact on the customer: any finite number, the higher the better. */
  readonly customer: (item: Item) => number;
  /** Impact on the business: any finite number, the higher the better. */
  readonly business: (item: Item) => number;
}

/**
 * The Pareto front: the initiatives that no other one beats, being at least as good on both impacts and better on one. Which
 * of them comes first is a matter of weights; that the others come later is not.
 *
 * @param initiatives - Any items.
 * @param options - `customer` and `business`, the two impacts of an item.
 * @returns The items on the front, in their order; of equal ones, all.
 * @throws TypeError or RangeError if an impact is no finite number, with the item's index.
 *
 * @example
 * ```ts
 * const ideas = [{ id: "chat", c: 8, b: 3 }, { id: "refunds", c: 5, b: 5 }, { id: "upsell", c: 3, b: 8 }, { id: "poster", c: 4, b: 4 }]
 * paretoFront(ideas, { customer: (i) => i.c, business: (i) => i.b }).map((i) => i.id) // => ["chat", "refunds", "upsell"]
 * ```
 *
 * @category Priorities
 */
export function paretoFront<Item>(initiatives: Iterable<Item>, options: Impacts<Item>): Item[] {
  const { customer, business } = options ?? {};
  requireIterable(initiatives, "initiatives");
  requireFunctions({ customer, business });
  const points = Array.from(initiatives, (item, index) => ({
    item,
    customer: requireImpact("customer", customer(item), index),
    business: requireImpact("business", business(item), index),
  }));
  // From the best for the customer down, who is on the front is better for the business than all before.
  const order = [...points].sort((a, b) => b.customer - a.customer || b.business - a.business);
  const front = new Set<(typeof points)[number]>();
  let last: (typeof points)[number] | undefined;
  for (const point of order) {
    const isEqual = last !== undefined && point.customer === last.customer && point.business === last.business;
    if (last !== undefined && !isEqual && point.business <= last.business) continue;
    front.add(point);
    last = point;
  }
  return points.filter((point) => front.has(point)).map(({ item }) => item);
}

function requireImpact(name: string, impact: unknown, index: number): number {
  if (Number.isFinite(impact)) return impact as number;
  throw refusal(`${name} impact must be a finite number`, impact, index);
}
