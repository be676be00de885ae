import { type FunnelAttempt, type FunnelLine, placeEvent } from "./funnel-line.ts";
import type { FunnelPlan } from "./funnel-plan.ts";

/**
 * Follows the steps of an unordered funnel: as many different steps as lie within the window, each by an event of its own.
 *
 * Of the best attempt it keeps, at every moment, the latest events that are steps of their own: greedily from the latest
 * back, which for such sets (transversal matroids) finds the most, and each as late as can be.
 *
 * @param begin - The first event to look at.
 * @param entry - The event with which the one attempt begins; −1 for the best of all.
 */
export function followUnordered(plan: FunnelPlan, line: FunnelLine, begin: number, entry: number): FunnelAttempt {
  const { steps, within, exclusions } = plan;
  const { at, bits, length } = line;
  const inInput = plan.definition.ties === "input";
  const stepBits = 2 ** steps - 1;
  const isOne = entry >= 0;
  let chain: number[] = [];
  /** Steps done: of one attempt in the order of their events, of the best in the reverse. */
  let kept: number[] = [];
  const slots: number[] = new Array(steps).fill(-1);
  // Where no event can be two steps, the latest of each step are kept, and nothing has to be matched.
  let isPlain = true;
  for (let event = begin; event < length && isPlain; event++) {
    const found = bits[event]! & stepBits;
    isPlain = (found & (found - 1)) === 0;
  }
  let entered = -Infinity;
  let isDisqualified = false;
  let end = -1;
  for (let first = begin; first < length; ) {
    const now = at[first]!;
    let next = first + 1;
    if (!inInput) while (next < length && at[next] === now) next++;
    if (isOne && kept.length > 0 && now - at[entry]! > within) {
      end = first;
      break;
    }
    // Before this moment, and so before an exclusion in it.
    const isUnderWay = exclusions.length > 0 && kept.some((event) => now - at[event]! <= within);
    let excluded = 0;
    for (let event = first; event < next; event++) {
      if ((bits[event]! & stepBits) === 0) excluded |= bits[event]!;
      else if (isOne) {
        if (event < entry) continue;
        if (event === entry) entered = now;
        if (placeEvent(slots, event, bits, 0)) kept.push(event);
        chain = kept;
      } else {
        entered = now;
        if (isPlain) keepLatest(kept, event, bits, stepBits);
        else {
          slots.fill(-1);
          kept = [event, ...kept].filter((candidate) => placeEvent(slots, candidate, bits, 0));
        }
      }
    }
    if (!isOne && kept.length > chain.length) {
      const inside = kept.filter((event) => now - at[event]! <= within);
      if (inside.length > chain.length) chain = inside.reverse();
    }
    if (chain.length === steps) {
      end = first;
      break;
    }
    if (excluded && isUnderWay) {
      if (exclusions.some(({ disqualifies }, index) => disqualifies && (excluded >> (steps + index)) & 1)) {
        isDisqualified = true;
        break;
      }
      if (isOne) {
        kept = [];
        end = first;
        break;
      }
    }
    if (excluded) kept = kept.filter((event) => event >= first && at[event] === now);
    first = next;
  }
  const latest = isOne ? entry : kept[0];
  const live = kept.length > 0 && chain.length < steps ? at[latest!]! : -Infinity;
  return { base: 0, reached: chain.length, chain, entered, live, end, ending: 0, isDisqualified };
}

/** Puts an event in front of those kept, in place of the one of the same step; in place. */
function keepLatest(kept: number[], event: number, bits: readonly number[], stepBits: number): void {
  let place = 0;
  while (place < kept.length && ((bits[kept[place]!]! ^ bits[event]!) & stepBits) !== 0) place++;
  for (; place > 0; place--) kept[place] = kept[place - 1]!;
  kept[0] = event;
}
