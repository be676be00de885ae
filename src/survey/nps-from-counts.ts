import { type ClassWeights, readWeights } from "../stats/weight-sums.ts";
import { weightsFromSums } from "../stats/weights-from-sums.ts";
import { requireCount } from "../tally/count.ts";
import { type NpsOptions, type NpsResult, npsDefinition, readNps } from "./nps.ts";

/**
 * People in the three groups, counted elsewhere: in SQL, a spreadsheet, an engine.
 *
 * @category Net Promoter Score
 */
export interface NpsCounts {
  /** People who promote. */
  readonly promoters: number | bigint;
  /** People who are passive. */
  readonly passives: number | bigint;
  /** People who detract. */
  readonly detractors: number | bigint;
  /** People who did not answer. Default 0. */
  readonly missing?: number | bigint | undefined;
  /** Answers left out. Default 0. */
  readonly excluded?: number | bigint | undefined;
  /** Σw and Σw² of detractors, passives and promoters, in this order, where the people have weights. */
  readonly weights?: ClassWeights | undefined;
}

/**
 * Net Promoter Score of groups that were counted elsewhere.
 *
 * @param counts - People in each group, whole numbers, BigInt accepted; of a weighted sample also Σw and Σw² of each.
 * @param options - `scale`, `promotersFrom`, `passivesFrom`: how the groups were formed; echoed in the definition.
 * @returns The same result as `nps` gives; `score: null` where nobody answered.
 * @throws TypeError or RangeError if a count is none.
 *
 * @example
 * ```ts
 * npsFromCounts({ promoters: 1436, passives: 968, detractors: 342 }).score // ~> 39.84
 * npsFromCounts({ promoters: 2n, passives: 1n, detractors: 1n }).score // => 25
 * npsFromCounts({ promoters: 0, passives: 0, detractors: 0 }).score // => null
 * ```
 *
 * @category Net Promoter Score
 */
export function npsFromCounts(
  counts: NpsCounts,
  options: Pick<NpsOptions, "scale" | "promotersFrom" | "passivesFrom"> = {},
): NpsResult {
  const classes = [
    requireCount("detractors", counts?.detractors),
    requireCount("passives", counts.passives),
    requireCount("promoters", counts.promoters),
  ];
  return readNps(
    { counts: classes, weights: counts.weights && readWeights(weightsFromSums(counts.weights, classes)) },
    {
      missing: requireCount("missing", counts.missing ?? 0),
      excluded: requireCount("excluded", counts.excluded ?? 0),
    },
    npsDefinition(options ?? {}),
  );
}
