import { requireChoice } from "../tally/choice.ts";
import { requireFunctions, requireGivenFunctions } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import { followedWithin, requireId } from "../time/followed-within.ts";
import { type JudgedContacts, requireHorizon, requireJudged } from "./fcr-definition.ts";
import type { FcrOutcome } from "./fcr-metric.ts";

/**
 * How contacts are read, and what makes one of them a repeat of another.
 *
 * @category First Contact Resolution
 */
export interface RepeatContactsOptions<Contact> {
  /** Who made the contact; `null` or `undefined` where it is not known, which counts as missing. */
  readonly customer: (contact: Contact, index: number) => unknown;
  /**
   * What it was about: then only a contact for the same reason is a repeat, and one without a reason is missing. Default: any
   * contact of the customer's is a repeat.
   */
  readonly reason?: ((contact: Contact, index: number) => unknown) | undefined;
  /** When it was made; not after `asOf`. */
  readonly at: (contact: Contact, index: number) => Instant;
  /** The horizon in milliseconds, above 0: a repeat after just so long is within it. */
  readonly within: number;
  /** The moment up to which contacts are known: those whose horizon ends later are pending. */
  readonly asOf: Instant;
  /**
   * Which of the contacts are judged: `"all"` (default); `"chain-starts"`, those that no other precedes within the horizon, for which
   * `begin` is required; `"resolved"`, those that `resolved` says were. All are repeats, whether they are judged or not.
   */
  readonly contacts?: JudgedContacts | undefined;
  /** The moment from which contacts are known; required with `"chain-starts"`. */
  readonly begin?: Instant | undefined;
  /** Whether the contact was marked resolved, `null` where it is not known; required with `"resolved"`. */
  readonly resolved?: ((contact: Contact, index: number) => boolean | null | undefined) | undefined;
  /** Whether the contact could be resolved at this level at all. Default: each could. */
  readonly resolvable?: ((contact: Contact, index: number) => boolean) | undefined;
  /** The identifier of a contact, by which one that comes twice is found. Default: none is looked for. */
  readonly id?: ((contact: Contact, index: number) => number | string) | undefined;
  /** What a second contact of one identifier is: an error (default), or excluded, and no repeat. */
  readonly duplicates?: "reject" | "exclude" | undefined;
  /** What a contact after `asOf` is: an error (default), or excluded, and no repeat. */
  readonly later?: "reject" | "exclude" | undefined;
}

/**
 * A contact, whose it is, and whether it was resolved.
 *
 * @category First Contact Resolution
 */
export interface JudgedContact<Contact> {
  /** The contact, as it was given. */
  readonly contact: Contact;
  /** Who made it. */
  readonly customer: unknown;
  /** Whether it was resolved: the customer did not come back within the horizon. */
  readonly outcome: FcrOutcome;
}

/**
 * Whether each contact was resolved, by whether the same customer came back within a horizon, for the same reason where reasons
 * are given. The step before `fcrMetric`: an engine that groups by customer takes one customer's contacts at a time.
 *
 * A repeat is later, or at the same moment and after it in order; a gap of just the horizon is within it. Only contacts whose whole
 * horizon has passed are judged, also where a repeat is known already: to count failures early would be to count too many.
 *
 * @param contacts - All contacts, those too that only serve as repeats, in any order: any iterable.
 * @param options - `customer`, `reason` and `at`, how a contact is read; `within`, the horizon in milliseconds; `asOf`, the moment up
 *   to which contacts are known; `contacts`, which of them are judged, with `begin` or `resolved`; `resolvable`; `id`,
 *   `duplicates` and `later`, what to do with contacts that come twice or too late.
 * @returns Each contact with its customer and its outcome, in the order given; of no contacts, an empty array.
 * @throws TypeError or RangeError if the horizon is not above 0, a moment is none, after `asOf` or before `begin`, or an identifier
 *   comes twice, with its index.
 *
 * @example
 * ```ts
 * const day = 86_400_000
 * const calls = [
 *   { who: "a", about: "bill", at: 1 * day }, { who: "a", about: "bill", at: 8 * day }, { who: "b", about: "bill", at: 2 * day },
 *   { who: "b", about: "move", at: 3 * day }, { who: "a", about: "move", at: 28 * day },
 * ]
 * const reading = { customer: (c: (typeof calls)[number]) => c.who, at: (c: (typeof calls)[number]) => c.at, asOf: 30 * day }
 * repeatContacts(calls, { ...reading, within: 7 * day }).map((c) => c.outcome) // => [false, true, false, true, "pending"]
 * repeatContacts(calls, { ...reading, within: 7 * day, reason: (c) => c.about }).map((c) => c.outcome) // => [false, true, true, true, "pending"]
 * repeatContacts(calls, { ...reading, within: 7 * day, contacts: "chain-starts", begin: -6 * day }).map((c) => c.outcome)
 * // => [false, "excluded", false, "excluded", "pending"]
 * ```
 *
 * @category First Contact Resolution
 */
export function repeatContacts<Contact>(
  contacts: Iterable<Contact>,
  options: RepeatContactsOptions<Contact>,
): JudgedContact<Contact>[] {
  requireIterable(contacts, "contacts");
  const { customer, reason, id, within } = options ?? {};
  const { asOf, begin, judged } = requireOptions(options);
  requireFunctions({ customer, at: options.at });
  requireGivenFunctions({ reason, id, resolvable: options.resolvable });
  const rows: JudgedRow<Contact>[] = [];
  // Of the contacts that are not excluded: where they stand, and when they were made.
  const places: number[] = [];
  const moments: number[] = [];
  const ids = new Set<number | string>();
  for (const contact of contacts) {
    const index = rows.length;
    const at = milliseconds(options.at(contact, index), "at", index);
    if (begin !== null && at < begin) throw refusal(`at must not be before begin (${begin})`, at, index);
    rows.push({ contact, customer: customer(contact, index), outcome: "excluded" });
    if (id && isDuplicate(ids, requireId(id(contact, index), index), options.duplicates, index)) continue;
    if (at > asOf) {
      if (options.later === "exclude") continue;
      throw refusal(`at must not be after asOf (${asOf})`, at, index);
    }
    places.push(index);
    moments.push(at);
  }
  const { outcomes, gaps, followers } = followedWithin(places, {
    key: reason
      ? (place) => [rows[place]!.customer, reason(rows[place]!.contact, place)]
      : (place) => rows[place]!.customer,
    at: (_, i) => moments[i]!,
    id: id && ((place) => id(rows[place]!.contact, place)),
    within,
    asOf,
  });
  const isRepeat = judged === "chain-starts" ? repeatsWithin(gaps, followers, within) : undefined;
  for (let i = 0; i < places.length; i++) {
    const row = rows[places[i]!]!;
    const followed = outcomes[i]!;
    if (followed === null) row.outcome = null;
    else if (isRepeat?.[i]) row.outcome = "excluded";
    else if (isRepeat && moments[i]! - within < begin!) row.outcome = "unknowable";
    else row.outcome = judge(row.contact, followed, options, places[i]!);
  }
  return rows;
}

/** A judged contact whose outcome is still being found. */
interface JudgedRow<Contact> extends JudgedContact<Contact> {
  outcome: FcrOutcome;
}

/** The outcome of a contact that is of those judged, unless `resolved` says that it is not. */
function judge<Contact>(
  contact: Contact,
  followed: boolean | "pending",
  { contacts, resolved, resolvable }: RepeatContactsOptions<Contact>,
  index: number,
): FcrOutcome {
  if (contacts === "resolved") {
    const wasResolved = resolved!(contact, index);
    if (wasResolved === null || wasResolved === undefined) return null;
    if (!requireBoolean("resolved", wasResolved, index)) return "excluded";
  }
  if (followed === "pending") return "pending";
  const couldBe = resolvable === undefined || requireBoolean("resolvable", resolvable(contact, index), index);
  return couldBe ? !followed : "unresolvable";
}

/** Whether each item came within the horizon after another of its key. */
function repeatsWithin(
  gaps: readonly (number | null)[],
  followers: readonly (number | null)[],
  within: number,
): boolean[] {
  const repeats = new Array<boolean>(gaps.length).fill(false);
  followers.forEach((follower, i) => {
    if (follower !== null) repeats[follower] = gaps[i]! <= within;
  });
  return repeats;
}

function isDuplicate(
  ids: Set<number | string>,
  id: number | string,
  duplicates: "reject" | "exclude" | undefined,
  index: number,
): boolean {
  if (!ids.has(id)) {
    ids.add(id);
    return false;
  }
  if (duplicates === "exclude") return true;
  throw new RangeError(`id must come once, got ${shown(id)} again at index ${index}`);
}

function requireOptions<Contact>(options: RepeatContactsOptions<Contact>): {
  readonly asOf: number;
  readonly begin: number | null;
  readonly judged: JudgedContacts;
} {
  requireHorizon(options?.within);
  requireChoice("duplicates", options.duplicates ?? "reject", ["reject", "exclude"]);
  requireChoice("later", options.later ?? "reject", ["reject", "exclude"]);
  const judged = requireJudged(options.contacts);
  if (judged === "resolved" && typeof options.resolved !== "function") {
    throw refusal('resolved must be a function of the contact where contacts is "resolved"', options.resolved);
  }
  const hasBegin = judged === "chain-starts" || options.begin !== undefined;
  return {
    asOf: milliseconds(options.asOf, "asOf"),
    begin: hasBegin ? milliseconds(options.begin as Instant, "begin") : null,
    judged,
  };
}

function requireBoolean(name: string, answer: unknown, index: number): boolean {
  if (typeof answer === "boolean") return answer;
  throw refusal(`${name} must be true or false`, answer, index);
}
