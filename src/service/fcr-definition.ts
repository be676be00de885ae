import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * Which of the contacts are judged by whether the customer came back: every one; those that no other of the same key precedes
 * within the horizon; or those that were marked resolved.
 *
 * @category First Contact Resolution
 */
export type JudgedContacts = "all" | "chain-starts" | "resolved";

/**
 * How many agent replies make one touch: none or one, or just one. A ticket that was solved without a reply is one touch by the
 * former, and not by the latter.
 *
 * @category First Contact Resolution
 */
export type Touches = "fewer-than-2" | "exactly-1";

/**
 * Against what contacts that were resolved are set.
 *
 * @category First Contact Resolution
 */
export interface FcrLevel {
  /**
   * `"gross"`, all contacts, those among them that could not be resolved at this level (default); `"net"`, without these.
   */
  readonly level?: "gross" | "net" | undefined;
}

/**
 * What decides that a contact was resolved: a flag of the agent's or the system's, or the customer's answer. The two are not mixed.
 *
 * @category First Contact Resolution
 */
export interface FcrByFlag extends FcrLevel {
  /** The source of the outcomes. */
  readonly by: "flag" | "survey";
}

/**
 * A contact was resolved if the customer did not come back.
 *
 * @category First Contact Resolution
 */
export interface FcrByRepeat extends FcrLevel {
  /** The rule. */
  readonly by: "repeat";
  /** The horizon in milliseconds, above 0: a repeat after just so long is within it. */
  readonly within: number;
  /** Which of the contacts are judged. Default `"all"`. */
  readonly contacts?: JudgedContacts | undefined;
  /** Whether only a contact for the same reason is a repeat. Default `false`: any contact of the customer's is. */
  readonly sameReason?: boolean | undefined;
}

/**
 * A contact was resolved if it took one touch.
 *
 * @category First Contact Resolution
 */
export interface FcrByReplies extends FcrLevel {
  /** The rule. */
  readonly by: "replies";
  /** How many agent replies make one touch. */
  readonly touches: Touches;
}

/**
 * The definition of a first-contact resolution, as plain data.
 *
 * @category First Contact Resolution
 */
export interface FcrDefinition {
  /** The metric's name. */
  readonly metric: "fcr";
  /** What decides that a contact was resolved. */
  readonly by: "flag" | "survey" | "repeat" | "replies";
  /** Against what contacts that were resolved are set. */
  readonly level: "gross" | "net";
  /** The horizon in milliseconds; `null` unless by repeat. */
  readonly within: number | null;
  /** Which of the contacts are judged; `null` unless by repeat. */
  readonly contacts: JudgedContacts | null;
  /** Whether only a contact for the same reason is a repeat; `null` unless by repeat. */
  readonly sameReason: boolean | null;
  /** How many agent replies make one touch; `null` unless by replies. */
  readonly touches: Touches | null;
}

/** The definition that options make. */
export function fcrDefinition(options: FcrByFlag | FcrByRepeat | FcrByReplies): FcrDefinition {
  const by = requireChoice("by", options?.by, ["flag", "survey", "repeat", "replies"]);
  const definition = {
    metric: "fcr",
    by,
    level: requireLevel(options.level),
    within: null,
    contacts: null,
    sameReason: null,
    touches: null,
  } as const;
  if (options.by === "replies") return { ...definition, touches: requireTouches(options.touches) };
  if (options.by !== "repeat") return definition;
  const { sameReason = false } = options;
  if (typeof sameReason !== "boolean") throw refusal("sameReason must be true or false", sameReason);
  return {
    ...definition,
    within: requireHorizon(options.within),
    contacts: requireJudged(options.contacts),
    sameReason,
  };
}

/** Gross or net. */
export function requireLevel(level: "gross" | "net" = "gross"): "gross" | "net" {
  return requireChoice("level", level, ["gross", "net"]);
}

/** The horizon, if it is one. */
export function requireHorizon(within: number): number {
  if (Number.isFinite(within) && within > 0) return within;
  throw refusal("within must be milliseconds above 0", within);
}

/** Which contacts are judged, if it is one of these. */
export function requireJudged(contacts: JudgedContacts = "all"): JudgedContacts {
  return requireChoice("contacts", contacts, ["all", "chain-starts", "resolved"]);
}

/** How many replies make one touch, if it is one of these. */
export function requireTouches(touches: Touches): Touches {
  return requireChoice("touches", touches, ["fewer-than-2", "exactly-1"]);
}
