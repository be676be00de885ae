import type { SurvivalTime } from "cx-metrics";
import fc from "fast-check";

/** A case with its weight. */
export interface WeightedCase extends SurvivalTime {
  readonly weight: number;
}

/** Times with many ties, times that hardly differ, long and short ones, and either zero. */
const time = fc.oneof(
  { weight: 6, arbitrary: fc.nat(12) },
  { weight: 2, arbitrary: fc.double({ min: 0, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 5e-324, 1e140, 1, 1 + Number.EPSILON) },
);
const event = fc.constantFrom<(boolean | 0 | 1)[]>(true, false, 1, 0);

/** Cases of any kind, none among them. */
export const cases: fc.Arbitrary<SurvivalTime[]> = fc.array(fc.record({ time, event }), { maxLength: 40 });

/** Cases with usual weights and few times. */
export const weightedCases: fc.Arbitrary<WeightedCase[]> = fc.array(
  fc.record({ time: fc.nat(8), event, weight: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
  { minLength: 2, maxLength: 15 },
);

/** Survival at a time, by the definition: the product over all earlier deaths, each risk set counted anew. */
export function survivalByDefinition(rows: readonly { time: number; event: unknown; weight?: number }[], at: number) {
  const heavy = (some: typeof rows) => some.reduce((sum, row) => sum + (row.weight ?? 1), 0);
  return [...new Set(rows.map((row) => row.time))]
    .filter((moment) => moment <= at)
    .reduce((survival, moment) => {
      const atRisk = heavy(rows.filter((row) => row.time >= moment));
      const events = heavy(rows.filter((row) => row.time === moment && Boolean(row.event)));
      return (survival * (atRisk - events)) / atRisk;
    }, 1);
}

/** The incidence of a cause at a time, by the definition. */
export function incidenceByDefinition(
  rows: readonly { time: number; cause: string | null; weight?: number }[],
  cause: string,
  at: number,
) {
  const heavy = (some: typeof rows) => some.reduce((sum, row) => sum + (row.weight ?? 1), 0);
  const exits = rows.map((row) => ({ ...row, event: row.cause !== null }));
  return [...new Set(rows.map((row) => row.time))]
    .filter((moment) => moment <= at)
    .reduce((incidence, moment) => {
      const before = survivalByDefinition(exits, moment - 0.5);
      const events = heavy(rows.filter((row) => row.time === moment && row.cause === cause));
      return incidence + (before * events) / heavy(rows.filter((row) => row.time >= moment));
    }, 0);
}

/** The variance of an estimate by the infinitesimal jackknife: each person's influence, by changing their weight a little. */
export function jackknifeVariance<Row extends { readonly weight: number }>(
  rows: readonly Row[],
  estimate: (rows: readonly Row[]) => number,
): number {
  return rows.reduce((variance, row, who) => {
    const step = 1e-4 * row.weight;
    const changed = (by: number) =>
      estimate(rows.map((other, index) => (index === who ? { ...other, weight: other.weight + by } : other)));
    // Differences over two widths, so that the error is of the fourth order.
    const slope = (8 * (changed(step) - changed(-step)) - (changed(2 * step) - changed(-2 * step))) / (12 * step);
    return variance + (row.weight * slope) ** 2;
  }, 0);
}
