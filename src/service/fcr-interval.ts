import { clopperPearson } from "../stats/clopper-pearson.ts";
import { clusteredShare } from "../stats/clustered-share.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "../stats/interval.ts";
import { place } from "../stats/share.ts";
import { shareInterval } from "../stats/share-interval.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { type FcrLevel, requireLevel } from "./fcr-definition.ts";
import type { FcrOutcome } from "./fcr-metric.ts";

/**
 * Interval of a first-contact resolution: Wilson's, for as many contacts as the customers are worth. Where no customer comes twice it
 * is the interval of a plain share; where some do and all contacts agree, the exact one (Clopper and Pearson's) of the customers.
 *
 * @param contacts - Contacts with their customer and their outcome, as `repeatContacts` gives them; those without an outcome do not
 *   count.
 * @param options - `level`, `"gross"` or `"net"`, as of `fcr`; `confidence`, between 0 and 1, default 0.95.
 * @returns Estimate and limits, 0 to 1; `null` with a `reason` of an empty sample.
 * @throws TypeError or RangeError if an outcome is none, a customer is not known, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const calls = [
 *   { customer: "a", outcome: true }, { customer: "a", outcome: true }, { customer: "a", outcome: true },
 *   { customer: "b", outcome: false }, { customer: "b", outcome: false }, { customer: "c", outcome: true },
 *   { customer: "d", outcome: true }, { customer: "e", outcome: true }, { customer: "e", outcome: "pending" },
 * ] as const
 * fcrInterval(calls) // ~> { estimate: 0.75, lower: 0.24, upper: 0.97, confidence: 0.95, method: "wilson" }
 * shareInterval({ numerator: 6, denominator: 8 }) // ~> { estimate: 0.75, lower: 0.41, upper: 0.93, … }
 * fcrInterval([]).reason // => "the sample is empty"
 * ```
 *
 * @see Kish (1965), Survey Sampling, 5; `clusteredShare`, for standard error and design effect.
 * @category First Contact Resolution
 */
export function fcrInterval(
  contacts: Iterable<{ readonly customer: unknown; readonly outcome: FcrOutcome }>,
  options: FcrLevel & ConfidenceOptions = {},
): Interval<"wilson" | "clopper-pearson"> {
  requireIterable(contacts, "contacts");
  const confidence = requireConfidence(options);
  const level = requireLevel(options?.level);
  const judged: { readonly customer: unknown; readonly resolved: boolean }[] = [];
  let index = 0;
  for (const contact of contacts) {
    if (contact !== Object(contact))
      throw refusal("contact must be an object with customer and outcome", contact, index);
    const { customer, outcome } = contact;
    const resolved = judgement(outcome, level, index);
    if (resolved !== null) {
      if (customer === null || customer === undefined) throw refusal("customer must be known", customer, index);
      judged.push({ customer, resolved });
    }
    index++;
  }
  const share = clusteredShare(judged, { value: (row) => row.resolved, cluster: (row) => row.customer, confidence });
  const { numerator, denominator, clusters } = share;
  if (clusters === denominator) return shareInterval({ numerator, denominator }, { confidence });
  // Contacts that all agree tell of no spread between customers: each may stand for but one.
  if (numerator === 0 || numerator === denominator) {
    return clopperPearson({ numerator: numerator && clusters, denominator: clusters }, { confidence });
  }
  return shareInterval(share, { confidence });
}

/** Whether a contact was resolved; `null` where it does not count. */
function judgement(outcome: FcrOutcome, level: "gross" | "net", index: number): boolean | null {
  if (outcome === "unresolvable") return level === "gross" ? false : null;
  if (outcome === "pending" || outcome === "unknowable" || outcome === "excluded") return null;
  const holds = place(outcome, index);
  return holds === "missing" ? null : holds === 1;
}
