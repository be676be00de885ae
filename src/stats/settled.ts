/** A number without its last digits, by which rounding sets equal sums and quotients apart: twelve are kept. */
export function settled(value: number): number {
  return Number(value.toPrecision(12));
}
