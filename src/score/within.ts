import { extent } from "../stats/extent.ts";

/** A mean held within the numbers that it is of, beyond which rounding may have moved it. */
export function within(numbers: readonly number[], mean: number): number {
  const [least, most] = extent(numbers);
  return Math.min(most, Math.max(least, mean));
}
