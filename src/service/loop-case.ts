import { type Instant, milliseconds } from "../tally/instant.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";

/**
 * The stages of a closed loop: what a customer said was received, assigned to somebody, the customer contacted, the matter
 * resolved, the customer told, and the customer asked whether it is so.
 *
 * @category Closed loop
 */
export type LoopStage = "received" | "assigned" | "contacted" | "resolved" | "told" | "verified";

/** The stages in order. */
export const LOOP_STAGES: readonly LoopStage[] = ["received", "assigned", "contacted", "resolved", "told", "verified"];

/**
 * What became of one thing that a customer said; a stage that is `null` or not given has not come.
 *
 * @category Closed loop
 */
export interface LoopCase {
  /** Its name, for error messages; any text. */
  readonly id?: string | undefined;
  /** When it was received. */
  readonly receivedAt: Instant;
  /** When it was assigned to somebody. */
  readonly assignedAt?: Instant | null | undefined;
  /** When the customer was first contacted. */
  readonly contactedAt?: Instant | null | undefined;
  /** When the matter was resolved. */
  readonly resolvedAt?: Instant | null | undefined;
  /** When the customer was told. */
  readonly toldAt?: Instant | null | undefined;
  /** When it was verified with the customer. */
  readonly verifiedAt?: Instant | null | undefined;
  /** By when the loop is to be closed; where it is not given, when the `target` has passed. */
  readonly dueAt?: Instant | null | undefined;
  /** Whether the customer was a detractor then; `null` or not given where it is not known. */
  readonly wasDetractor?: boolean | null | undefined;
  /** Whether the customer is one in a later answer; `null` or not given where there is none yet. */
  readonly isDetractor?: boolean | null | undefined;
  /** The initiative that it led to, if any; any text. */
  readonly initiative?: string | null | undefined;
}

/** A case, checked: the moment of each stage, and how far it came. */
export interface LoopMoments {
  readonly at: Readonly<Record<LoopStage, number | null>>;
  readonly furthest: number;
  readonly asOf: number;
  readonly dueAt: number | null;
  readonly wasDetractor: boolean | null;
  readonly isDetractor: boolean | null;
  readonly isLinked: boolean;
}

/** Reads cases as of a moment; `null` of one received later, where `later` leaves that out. */
export function loopReading(
  asOf: number,
  later: "reject" | "exclude",
): (item: LoopCase, index?: number) => LoopMoments | null {
  return (item, index) => {
    if (item !== Object(item)) throw refusal("case must be an object", item, index);
    const named = (name: string) => (item.id === undefined ? name : `${name} of case ${shown(item.id)}`);
    let furthest = 0;
    let before = milliseconds(item.receivedAt, named("receivedAt"), index);
    const moment = (stage: LoopStage): number | null => {
      const given = item[`${stage}At`];
      if (given === null || given === undefined) return null;
      const name = named(`${stage}At`);
      const at = milliseconds(given, name, index);
      const place = LOOP_STAGES.indexOf(stage);
      if (at < before) throw refusal(`${name} must not be before ${LOOP_STAGES[furthest]}At, ${before}`, at, index);
      if (at > asOf) {
        if (later === "reject") throw refusal(`${name} must not be after asOf, ${asOf}`, at, index);
        return null;
      }
      before = at;
      furthest = place;
      return at;
    };
    const at = {
      received: moment("received"),
      assigned: moment("assigned"),
      contacted: moment("contacted"),
      resolved: moment("resolved"),
      told: moment("told"),
      verified: moment("verified"),
    };
    const flag = (name: "wasDetractor" | "isDetractor") => {
      const given = item[name] ?? null;
      if (given !== null && typeof given !== "boolean")
        throw refusal(`${named(name)} must be true, false or null`, given, index);
      return given;
    };
    const { dueAt = null, initiative = null } = item;
    const moments = {
      at,
      furthest,
      asOf,
      dueAt: dueAt === null ? null : milliseconds(dueAt, named("dueAt"), index),
      wasDetractor: flag("wasDetractor"),
      isDetractor: flag("isDetractor"),
      isLinked: initiative !== null,
    };
    return at.received === null ? null : moments;
  };
}
