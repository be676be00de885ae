import type { Journey } from "./journey.ts";
import type { StageVisit } from "./stage-visits.ts";

/**
 * How a way from one stage towards another ended: it arrived, or the journey was completed or abandoned before.
 *
 * @category Journey stages
 */
export type PassageEnd = "reached" | "completed" | "abandoned";

/**
 * A way from one stage towards another: how long it took, or how far it got.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface Passage<Stage extends string = string> {
  /** Whose journey it is. */
  readonly customer: string;
  /** The case. */
  readonly case: string;
  /** Which of the journey's visits to the first stage it began with, from 0. */
  readonly visit: number;
  /** From the entry of the first stage to its end, in milliseconds; where it has none, until the journey's `asOf`. */
  readonly time: number;
  /** How it ended: it arrived, or the journey was completed or abandoned before; `null`, it may still arrive. */
  readonly endedBy: PassageEnd | null;
  /** Where it arrived; `null` where it did not. */
  readonly to: Stage | null;
}

/** The ways of one journey between its visits: per visit to the first stage, or only once. */
export function passagesOf<Stage extends string>(
  { customer, case: name, status, end, asOf }: Journey,
  visits: readonly StageVisit<Stage>[],
  from: Stage,
  to: ReadonlySet<Stage>,
  per: "visit" | "journey",
): Passage<Stage>[] {
  // From the last visit back: the next entry of any of the stages is then the one met last.
  const own: Passage<Stage>[] = [];
  let next: { readonly stage: Stage; readonly enter: number } | undefined;
  for (let place = visits.length - 1; place >= 0; place--) {
    const visit = visits[place]!;
    if (visit.stage === from && (per === "visit" || visit.index === 0)) {
      const until = next ? next.enter : status === "open" ? asOf : end;
      own.push({
        customer,
        case: name,
        visit: visit.index,
        time: until - visit.enter,
        endedBy: next ? "reached" : status === "open" ? null : status,
        to: next?.stage ?? null,
      });
    }
    if (to.has(visit.stage)) next = visit;
  }
  return own.reverse();
}
