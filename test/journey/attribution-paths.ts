import type { AttributionPath } from "cx-metrics";
import fc from "fast-check";
import { stateName } from "./path-journeys.ts";

/** A path of few different channels, with times. */
export const attributionPaths: fc.Arbitrary<AttributionPath> = fc
  .record({
    touchpoints: fc.array(stateName, { maxLength: 6 }),
    conversions: fc.nat(3),
    nulls: fc.option(fc.nat(3), { nil: undefined }),
    pending: fc.option(fc.nat(1), { nil: undefined }),
    gap: fc.nat(100),
  })
  .map(({ gap, ...path }) => {
    const { length } = path.touchpoints;
    return { ...path, at: path.touchpoints.map((_, place) => place * gap), convertedAt: length * gap };
  });
