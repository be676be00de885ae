import type { FunnelDefinition, JourneyEvent } from "cx-metrics";

/** The rules that the oracle knows; steps and exclusions as sets of activities. */
export interface OracleRules {
  readonly steps: readonly (readonly string[])[];
  readonly order: FunnelDefinition["order"];
  readonly ties: FunnelDefinition["ties"];
  readonly within: number;
  readonly from: "first" | "previous";
  readonly grace: number;
  readonly exclusions: readonly { readonly when: readonly string[]; readonly from: number; readonly to: number }[];
}

/** A chain of events, by their places, that does the steps from `base` on. */
export interface OracleChain {
  readonly base: number;
  readonly events: readonly number[];
}

/** Every chain there is, found by trying all events for all steps and asking of each chain what the rules say. */
export function everyChain(events: readonly JourneyEvent[], rules: OracleRules, base = 0): OracleChain[] {
  const chains: OracleChain[] = [];
  const extend = (chain: readonly number[]) => {
    if (chain.length > 0) {
      if (!isChain(events, rules, base, chain)) return;
      chains.push({ base, events: chain });
    }
    const step = rules.steps[base + chain.length];
    if (!step) return;
    events.forEach((event, place) => {
      if (step.includes(event.activity) && !chain.includes(place)) extend([...chain, place]);
    });
  };
  extend([]);
  return chains;
}

function isChain(events: readonly JourneyEvent[], rules: OracleRules, base: number, chain: readonly number[]): boolean {
  const at = (place: number) => events[place]!.at;
  const { ties, grace, within, from, order } = rules;
  for (let later = 1; later < chain.length; later++) {
    const now = chain[later]!;
    for (const before of chain.slice(0, later)) {
      if (ties === "any" && at(before) > at(now) + grace) return false;
      if (ties === "input" && before > now) return false;
      if (ties === "strict" && at(before) >= at(now)) return false;
    }
    if (at(now) - at(chain[from === "first" ? 0 : later - 1]!) > within) return false;
  }
  const isBetween = (place: number, left: number, right: number) =>
    ties === "input" ? left < place && place < right : at(left) < at(place) && at(place) < at(right);
  const others = events.map((_, place) => place).filter((place) => !chain.includes(place));
  if (order === "strict" && others.some((place) => isBetween(place, chain[0]!, chain.at(-1)!))) return false;
  return rules.exclusions.every(({ when, from: after, to }) => {
    // An attempt that began within the range of the exclusion is in it from its beginning.
    const left = chain[Math.max(0, after - base)];
    const right = chain[Math.min(to - base, chain.length - 1)];
    if (left === undefined || right === undefined || to < base) return true;
    return !others.some((place) => when.includes(events[place]!.activity) && isBetween(place, left, right));
  });
}

/** Whether a chain that is not complete may go on with what happens next. */
export function mayGoOn(events: readonly JourneyEvent[], rules: OracleRules, { base, events: chain }: OracleChain) {
  const at = (place: number) => events[place]!.at;
  const isAfter = (place: number, left: number) => (rules.ties === "input" ? place > left : at(place) > at(left));
  const others = events.map((_, place) => place).filter((place) => !chain.includes(place));
  if (rules.order === "strict" && others.some((place) => isAfter(place, chain[0]!))) return false;
  const done = base + chain.length;
  return rules.exclusions.every(({ when, from, to }) => {
    const left = chain[Math.max(0, from - base)];
    if (left === undefined || done > to) return true;
    return !others.some((place) => when.includes(events[place]!.activity) && isAfter(place, left));
  });
}

/** The most different steps that events within the window and without an exclusion between them can do, each by its own. */
export function mostUnordered(events: readonly JourneyEvent[], rules: OracleRules): number {
  const { steps, within, ties, exclusions } = rules;
  const isStep = ({ activity }: JourneyEvent) => steps.some((step) => step.includes(activity));
  const isExcluded = (event: JourneyEvent) =>
    !isStep(event) && exclusions.some(({ when }) => when.includes(event.activity));
  const most = (chosen: readonly JourneyEvent[], step: number): number => {
    if (step === steps.length) return 0;
    const [now, rest] = [steps[step]!, most(chosen, step + 1)];
    return chosen.reduce(
      (best, event) =>
        now.includes(event.activity)
          ? Math.max(
              best,
              1 +
                most(
                  chosen.filter((other) => other !== event),
                  step + 1,
                ),
            )
          : best,
      rest,
    );
  };
  let best = 0;
  for (let first = 0; first < events.length; first++) {
    for (let last = first; last < events.length; last++) {
      const span = events.slice(first, last + 1);
      const [start, end] = [events[first]!.at, events[last]!.at];
      if (end - start > within) continue;
      if (span.some((event) => isExcluded(event) && (ties === "input" || (event.at > start && event.at < end))))
        continue;
      best = Math.max(best, most(span.filter(isStep), 0));
    }
  }
  return best;
}
