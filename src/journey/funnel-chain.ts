import { chainOf, type FunnelAttempt, type FunnelLine, type FunnelLink, placeEvent } from "./funnel-line.ts";
import type { FunnelPlan } from "./funnel-plan.ts";

/**
 * Follows the steps of an ordered or strict funnel, one moment after the other: for each number of steps the attempt that
 * came so far and began last. Nothing that began earlier can get farther within the window, and it needs no look back.
 *
 * @param base - The step with which attempts begin.
 * @param begin - The first event to look at.
 * @param entry - The event with which the one attempt begins; −1 for the best of all.
 */
export function followChain(
  plan: FunnelPlan,
  line: FunnelLine,
  base: number,
  begin: number,
  entry: number,
): FunnelAttempt {
  const { steps, fromPrevious, exclusions } = plan;
  const { order, ties } = plan.definition;
  const { at, bits, length } = line;
  const isStrict = order === "strict";
  const inInput = ties === "input";
  const isOne = entry >= 0;
  const stepBits = 2 ** steps - 1;
  const links: (FunnelLink | undefined)[] = new Array(steps + 1).fill(undefined);
  let deepest: FunnelLink | undefined;
  let reached = base;
  let entered = -Infinity;
  let isDisqualified = false;
  let end = -1;
  /** The exclusions that ended an attempt at this moment. */
  let ending = 0;
  /** Which exclusions end an attempt that goes from so many steps to so many around them. */
  const threats = (from: number, to: number) => {
    let found = 0;
    if (from > base) {
      exclusions.forEach((range, index) => {
        if (range.from <= from && to < range.to) found |= 1 << (steps + index);
      });
    }
    return found;
  };
  for (let first = begin; first < length; ) {
    const now = at[first]!;
    ending = 0;
    let next = first + 1;
    if (!inInput) while (next < length && at[next] === now) next++;
    if (isOne && deepest && !links.some((link) => isInTime(plan, link, now))) {
      end = first;
      break;
    }
    let together = 0;
    for (let event = first; event < next; event++) together |= bits[event]!;
    if (together === 0 && !isStrict) {
      first = next;
      continue;
    }
    const mayBegin = !isOne || (inInput ? first === entry : now === at[entry]);
    const excluded = together & ~stepBits;
    const earlier = excluded ? links.slice() : links;
    const size = next - first;
    if (mayBegin && (together >> base) & 1) entered = now;
    for (let done = steps; done > base; done--) {
      let best = links[done];
      if (excluded && best) {
        const found = threats(done, done) & excluded;
        if (found && isInTime(plan, best, now)) ending |= found;
        if (found) best = undefined;
      }
      if (isStrict) best = undefined;
      const most = ties === "strict" ? 1 : Math.min(size, done - base);
      for (let more = 1; more <= most; more++) {
        const from = done - more;
        const wanted = (2 ** more - 1) << from;
        if ((together & wanted) !== wanted) continue;
        const link = links[from];
        if (from === base ? !mayBegin : !isInTime(plan, link, now)) continue;
        const before = from === base ? undefined : link;
        const start = before ? before.start : now;
        let last: FunnelLink | undefined = { start, at: now, event: first, before };
        let isWhole = true;
        if (size > 1) {
          const unwanted = excluded && threats(from, done) & excluded;
          const found = inGroup(bits, first, next, from, more, unwanted);
          if (!found) continue;
          isWhole = found.isWhole;
          last = before;
          for (const event of found.slots) last = { start, at: now, event, before: last };
        }
        if (done > reached || (done === reached && deepest?.at === now && start > deepest.start)) {
          reached = done;
          deepest = last;
        }
        // What else happened at this moment came before the attempt began, or comes in between.
        if (isStrict && from > base && more < size) continue;
        if (!isWhole) continue;
        if (!best || start > best.start || (fromPrevious && now > best.at)) best = last;
      }
      links[done] = best;
    }
    if (reached === steps) {
      end = first;
      break;
    }
    if (excluded && breaks(plan, earlier, links, excluded, now)) {
      isDisqualified = true;
      break;
    }
    if (isOne && deepest && links.every((link) => !link)) {
      end = first;
      break;
    }
    first = next;
  }
  let live = -Infinity;
  if (reached < steps) for (const link of links) if (link) live = Math.max(live, fromPrevious ? link.at : link.start);
  return { base, reached, chain: chainOf(deepest), entered, live, end, ending, isDisqualified };
}

/** Whether the window of the step after a link is not over. */
function isInTime({ within, fromPrevious }: FunnelPlan, link: FunnelLink | undefined, now: number): boolean {
  return link !== undefined && now - (fromPrevious ? link.at : link.start) <= within;
}

/** Whether an exclusion that disqualifies ended an attempt, without another that began as late and came farther. */
function breaks(
  plan: FunnelPlan,
  earlier: readonly (FunnelLink | undefined)[],
  links: readonly (FunnelLink | undefined)[],
  excluded: number,
  now: number,
): boolean {
  return plan.exclusions.some(({ from, to, disqualifies }, index) => {
    if (!disqualifies || ((excluded >> (plan.steps + index)) & 1) === 0) return false;
    for (let done = from; done < to; done++) {
      const link = earlier[done];
      if (!isInTime(plan, link, now)) continue;
      if (!links.some((other, farther) => farther > done && other && other.start >= link!.start)) return true;
    }
    return false;
  });
}

/**
 * Finds different events of one moment for some steps in a row.
 *
 * @param ending - The exclusions that would end the attempt; events of these are taken for steps first.
 * @returns The event of each step, and whether no event of such an exclusion is left over.
 */
function inGroup(
  bits: readonly number[],
  first: number,
  next: number,
  from: number,
  more: number,
  ending: number,
): { readonly slots: readonly number[]; readonly isWhole: boolean } | undefined {
  const slots: number[] = new Array(more).fill(-1);
  let placed = 0;
  let isWhole = true;
  if (ending) {
    for (let event = first; event < next; event++) {
      if ((bits[event]! & ending) === 0) continue;
      if (placeEvent(slots, event, bits, from)) placed++;
      else isWhole = false;
    }
  }
  for (let event = first; event < next && placed < more; event++) {
    if ((bits[event]! & ending) === 0 && placeEvent(slots, event, bits, from)) placed++;
  }
  return placed === more ? { slots, isWhole } : undefined;
}
