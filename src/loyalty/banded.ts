import { type Identity, requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Metric } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import { requireWeight } from "../tally/weight.ts";

/**
 * The bands of a score.
 *
 * @category Score bands
 */
export interface BandOptions<Band extends string> {
  /** The bands, from the lowest to the highest, such as `["detractor", "passive", "promoter"]`. */
  readonly bands: readonly Band[];
}

/**
 * What is counted of each band.
 *
 * @category Score bands
 */
export interface BandedTally<Tally> extends Identity {
  /** The tally of each band, in the order of the bands. */
  readonly bands: Tally[];
  /** Who is in no band, because there is no score. */
  missing: number;
  /** Whether anybody was given a weight. */
  isWeighted: boolean;
}

/** An observation, and the band of whom it is; `null` or `undefined` where there is no score. */
export interface Banded<Band extends string, Observation> {
  readonly band: Band | null | undefined;
  readonly observed: Observation;
}

/** A metric of each band, and of all. */
export function bandedMetric<Band extends string, Observation, Tally, Inner, Result>(
  options: BandOptions<Band>,
  name: string,
  inner: Metric<Observation, Tally, Inner>,
  weigh: (tally: Tally) => void,
  readAll: (
    all: Inner,
    each: readonly (Inner & { readonly band: Band })[],
    missing: number,
    bands: readonly Band[],
  ) => Result,
): Metric<Banded<Band, Observation>, BandedTally<Tally>, Result> {
  const { bands } = options ?? {};
  const names = requireBands(bands);
  const of = `${name} by band ${JSON.stringify(names)}`;
  return {
    empty: () => ({ of, bands: names.map(() => inner.empty()), missing: 0, isWeighted: false }),
    add: (tally, { band, observed }, weight, index) => {
      requireSame(tally, of);
      if (weight !== undefined) {
        requireWeight(weight, index);
        if (!tally.isWeighted) tally.bands.forEach(weigh);
        tally.isWeighted = true;
      }
      if (band === null || band === undefined) {
        tally.missing++;
        return tally;
      }
      const place = names.indexOf(band);
      if (place < 0) throw refusal(`band must be ${names.map(shown).join(" or ")}`, band, index);
      tally.bands[place] = inner.add(tally.bands[place]!, observed, weight, index);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      const bands = left.bands.map((one, place) => inner.merge(one, right.bands[place]!));
      const isWeighted = left.isWeighted || right.isWeighted;
      if (isWeighted) bands.forEach(weigh);
      return { of, bands, missing: left.missing + right.missing, isWeighted };
    },
    read: (tally) => {
      requireSame(tally, of);
      const all = tally.bands.reduce((sum, one) => inner.merge(sum, one));
      const each = tally.bands.map((one, place) => ({ band: names[place]!, ...inner.read(one) }));
      return readAll(inner.read(all), each, tally.missing, names);
    },
  };
}

function requireBands<Band extends string>(bands: readonly Band[]): readonly Band[] {
  requireIterable(bands, "bands");
  const names = [...bands];
  names.forEach((band, place) => {
    if (typeof band !== "string") throw refusal("bands must be strings", band, place);
    if (names.indexOf(band) !== place) throw refusal("bands must each come once", band, place);
  });
  if (names.length === 0) throw new RangeError("bands must be one at least, got none");
  return names;
}
