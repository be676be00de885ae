import { kaplanMeier, type SurvivalCurve } from "../stats/kaplan-meier.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { SPELL, type Spell } from "./churn.ts";
import { requireSpan } from "./happened-within.ts";

/**
 * How many customers are still there, by the time since they began: the Kaplan-Meier curve of all spells, those that go on counted
 * for as long as they have. 1 − survival at a time is the churn by then, of customers who began lately too.
 *
 * @param spells - When each customer began and ended.
 * @param options - `asOf`, the moment up to which is known who left.
 * @returns The curve, in milliseconds since the beginning; of nobody, no steps and `median: null`.
 * @throws TypeError or RangeError if a moment is none or out of order, with its index.
 *
 * @example
 * ```ts
 * const contracts = [{ start: 0, end: 30 }, { start: 0, end: null }, { start: 10, end: 90 }, { start: 80, end: null }]
 * const kept = churnCurve(contracts, { asOf: 100 })
 * kept // => { count: 4, events: 2, censored: 2, … }
 * survivalAt(kept, 30).survival // ~> 0.667
 * ```
 *
 * @see Kaplan & Meier (1958), Journal of the American Statistical Association 53.
 * @category Churn
 */
export function churnCurve(spells: Iterable<Spell>, options: { readonly asOf: Instant }): SurvivalCurve {
  const asOf = milliseconds(options?.asOf, "asOf");
  const span = (spell: Spell, index: number) => requireSpan(spell?.start, spell?.end, asOf, SPELL, index);
  return kaplanMeier(spells, {
    time: (spell, index) => {
      const { start, event } = span(spell, index);
      return (event ?? asOf) - start;
    },
    event: (spell, index) => span(spell, index).event !== null,
  });
}
