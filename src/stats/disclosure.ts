/**
 * A count of a table, as an edge of a network: the sums of the table are its nodes, and every edge enters two of them with
 * opposite signs. What can be added to one hidden count without changing what is shown runs in a circle of hidden edges.
 */
export interface Entry {
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly isTotal: boolean;
}

/** What everybody knows: which counts are small, and the least that a hidden count may be. */
interface Limits {
  readonly minimum: number;
  readonly least: number;
}

/** An entry that may be published. */
interface Shown {
  readonly count: number | null;
  readonly reason?: "small" | "complementary";
}

type Reason = "small" | "complementary" | undefined;

/** The entries, small ones hidden, and with them as many others as keep them from being computed. */
export function protect(entries: readonly Entry[], { minimum, least }: Limits): Shown[] {
  const reasons = entries.map(({ count }): Reason => (count < minimum && count >= least ? "small" : undefined));
  const whole = entries.reduce((sum, { count }) => sum + count, 0);
  const network: Network = {
    entries,
    at: entriesAtNodes(entries),
    // What is hidden is free. Hiding a total costs more than hiding all cells, and among cells the smaller the better.
    cost: (index) => {
      const { count, isTotal } = entries[index]!;
      return reasons[index] ? 0 : count + 1 + (isTotal ? whole * entries.length : 0);
    },
  };
  // Strictly, what is hidden stays possible by its reason as well. Where 0 is shown, it is not there to be hidden.
  const mayChange = (isStrict: boolean) => (index: number, step: 1 | -1) => {
    const { count } = entries[index]!;
    const changed = count + step;
    if (count < least || changed < least) return false;
    return !isStrict || (reasons[index] === "small" ? changed < minimum : changed >= minimum);
  };
  const waiting = [...entries.keys()].filter((index) => reasons[index]);
  // The list grows: what is hidden to protect another must be protected itself.
  for (const index of waiting) {
    for (const other of circle(network, index, mayChange(true)) ?? circle(network, index, mayChange(false)) ?? []) {
      if (reasons[other]) continue;
      reasons[other] = "complementary";
      waiting.push(other);
    }
  }
  return entries.map(({ count }, index) => {
    const reason = reasons[index];
    return reason ? { count: null, reason } : { count };
  });
}

/** The entries of a table, which of them enter each node, and what it costs to hide one. */
interface Network {
  readonly entries: readonly Entry[];
  readonly at: ReadonlyMap<number, readonly number[]>;
  readonly cost: (index: number) => number;
}

type Change = (index: number, step: 1 | -1) => boolean;

function entriesAtNodes(entries: readonly Entry[]): Map<number, number[]> {
  const at = new Map<number, number[]>();
  entries.forEach(({ from, to }, index) => {
    for (const node of [from, to]) {
      const here = at.get(node);
      if (here) here.push(index);
      else at.set(node, [index]);
    }
  });
  return at;
}

/** The cheapest circle of entries on which an entry could be one more or one less, without the entry; `null` if none is. */
function circle(network: Network, index: number, mayChange: Change): readonly number[] | null {
  const { from, to } = network.entries[index]!;
  const more = mayChange(index, 1) ? cheapestWay(network, to, from, index, mayChange) : null;
  const less = mayChange(index, -1) ? cheapestWay(network, from, to, index, mayChange) : null;
  if (more && less) return (more.cost <= less.cost ? more : less).entries;
  return (more ?? less)?.entries ?? null;
}

interface Way {
  readonly cost: number;
  readonly entries: readonly number[];
}

/** The cheapest way from one node to another without the entry itself (Dijkstra). */
function cheapestWay(network: Network, start: number, end: number, without: number, mayChange: Change): Way | null {
  const { entries, at, cost } = network;
  const reached = new Map<number, Way>([[start, { cost: 0, entries: [] }]]);
  const open = new Set([start]);
  for (;;) {
    let nearest: number | undefined;
    for (const node of open) {
      if (nearest === undefined || reached.get(node)!.cost < reached.get(nearest)!.cost) nearest = node;
    }
    if (nearest === undefined) return null;
    const way = reached.get(nearest)!;
    if (nearest === end) return way;
    open.delete(nearest);
    for (const index of at.get(nearest)!) {
      const { from, to } = entries[index]!;
      const step = from === nearest ? 1 : -1;
      if (index === without || !mayChange(index, step)) continue;
      const next = step === 1 ? to : from;
      const longer = way.cost + cost(index);
      if (longer >= (reached.get(next)?.cost ?? Infinity)) continue;
      const onward = { cost: longer, entries: [...way.entries, index] };
      // No other way costs less than to where this one starts from.
      if (next === end && longer === way.cost) return onward;
      reached.set(next, onward);
      open.add(next);
    }
  }
}
