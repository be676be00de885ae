import { type ShrunkenShares, shrinkShares } from "../stats/shrink-shares.ts";
import type { ShrinkageOptions } from "../stats/shrinkage.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { AcquisitionResult } from "./acquisition.ts";

/**
 * The sources of customers, ranked by conversion: each rate shrunk towards the mean of all, by as much as chance moves it.
 *
 * @param result - What `acquisition` found.
 * @param options - `confidence`, between 0 and 1, default 0.95; `benchmark`, 0 to 1, what the sources are ranked against.
 * @returns The shrunken rate of each source with limits and rank, as `shrinkShares` gives them.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const visits = [
 *   ...Array.from({ length: 400 }, (_, i) => ({ source: "mail", converted: i < 60 })),
 *   ...Array.from({ length: 800 }, (_, i) => ({ source: "ad", converted: i < 20 })),
 *   { source: "fair", converted: true },
 * ]
 * const ranked = rankSources(acquisition(visits))
 * ranked.segments.get("fair")?.raw // => 1
 * ranked.segments.get("ad")?.rank // => 3
 * ```
 *
 * @category Acquisition
 */
export function rankSources(
  result: Pick<AcquisitionResult, "sources">,
  options: ShrinkageOptions = {},
): ShrunkenShares<string> {
  requireIterable(result?.sources, "sources");
  return shrinkShares(new Map(result.sources.map((source) => [source.source, source])), options);
}
