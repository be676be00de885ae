/** The least and the largest of numbers, however many: as arguments an engine takes some hundred thousand. Of none, ∞ and −∞. */
export function extent(numbers: readonly number[]): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers) {
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  return [least, most];
}
