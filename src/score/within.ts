/** A mean of numbers, which rounding may have moved beyond the least or the largest of them. */
export function within(numbers: readonly number[], mean: number): number {
  const least = numbers.reduce((low, number) => Math.min(low, number), Infinity);
  const most = numbers.reduce((high, number) => Math.max(high, number), -Infinity);
  return Math.min(most, Math.max(least, mean));
}
