import type { FunnelAttempt, FunnelLine } from "./funnel-line.ts";
import type { FunnelPlan } from "./funnel-plan.ts";

/** What has been found of one attempt: the event of each step, −1 of none, and how many steps are done in a row. */
interface Found {
  readonly events: readonly number[];
  readonly done: number;
}

/**
 * Follows the steps of an ordered funnel where events at most `grace` apart may be taken in either order: a step may then
 * be done before the one in front of it, as long as that one follows within `grace`.
 *
 * Of attempts without such a gap the one that began last stands for all of as many steps. Those with a gap are all kept, but
 * none for longer than `grace`.
 *
 * @param base - The step with which attempts begin.
 * @param begin - The first event to look at.
 * @param entry - The event with which the one attempt begins; −1 for the best of all.
 */
export function followWithGrace(
  plan: FunnelPlan,
  line: FunnelLine,
  base: number,
  begin: number,
  entry: number,
): FunnelAttempt {
  const { steps, within, fromPrevious } = plan;
  const { grace } = plan.definition;
  const { at, bits, length } = line;
  const isOne = entry >= 0;
  const nothing: Found = { events: new Array(steps).fill(-1), done: base };
  let founds = new Map<string, Found>();
  let best: Found = nothing;
  let bestAt = -Infinity;
  let entered = -Infinity;
  let end = -1;
  const since = ({ events, done }: Found) => (done > base ? at[events[fromPrevious ? done - 1 : base]!]! : -Infinity);
  /** Whether an attempt leaves more time than another of as many steps, or as much and its steps are later, from the first. */
  const isLater = (one: Found, other: Found) => {
    if (since(one) !== since(other)) return since(one) > since(other);
    for (let step = base; step < one.done; step++) {
      const ahead = at[one.events[step]!]! - at[other.events[step]!]!;
      if (ahead !== 0) return ahead > 0;
    }
    return false;
  };
  /** The earliest of the steps done beyond a gap. */
  const ahead = ({ events, done }: Found) => {
    let earliest = Infinity;
    for (let later = done + 1; later < steps; later++) {
      if (events[later]! >= 0) earliest = Math.min(earliest, at[events[later]!]!);
    }
    return earliest;
  };
  const keep = (found: Found) => {
    const key = `${found.done} ${found.events.slice(found.done)}`;
    const other = founds.get(key);
    if (!other || isLater(found, other)) founds.set(key, found);
  };
  for (let event = begin; event < length; event++) {
    const now = at[event]!;
    if (isOne && now < at[entry]! - grace) continue;
    const earlier = founds;
    founds = new Map();
    for (const found of earlier.values()) {
      if (ahead(found) + grace >= now && (found.done === base || now - since(found) <= within)) keep(found);
    }
    if (isOne && best !== nothing && founds.size === 0) {
      end = event;
      break;
    }
    const mayBegin = !isOne || now === at[entry];
    if (mayBegin && (bits[event]! >> base) & 1) entered = now;
    const mayWait = event + 1 < length && at[event + 1]! - now <= grace;
    for (const found of [nothing, ...founds.values()]) {
      for (let step = found.done; step < steps; step++) {
        if (((bits[event]! >> step) & 1) === 0 || found.events[step]! >= 0) continue;
        if (step === base ? !mayBegin : step > found.done && !mayWait) continue;
        const previous = found.events[fromPrevious ? step - 1 : base] ?? -1;
        if (step > base && previous >= 0 && now - at[previous]! > within) continue;
        const events = [...found.events];
        events[step] = event;
        let done = found.done;
        while (done < steps && events[done]! >= 0) done++;
        const longer = { events, done };
        keep(longer);
        if (done > best.done || (done === best.done && bestAt === now && isLater(longer, best))) {
          best = longer;
          bestAt = now;
        }
      }
    }
    if (best.done === steps && (event + 1 === length || at[event + 1] !== now)) {
      end = event;
      break;
    }
  }
  while (end > 0 && at[end - 1] === at[end]) end--;
  let live = -Infinity;
  if (best.done < steps) for (const found of founds.values()) live = Math.max(live, since(found));
  return {
    base,
    reached: best.done,
    chain: best.events.slice(base, best.done),
    entered,
    live,
    end,
    ending: 0,
    isDisqualified: false,
  };
}
