/** The first whole number from `low` to `high` from which on something holds; `high` + 1 where it never does. */
export function firstWhere(holds: (count: number) => boolean, low: number, high: number): number {
  let before = low - 1;
  let first = high + 1;
  while (first - before > 1) {
    const middle = before + Math.floor((first - before) / 2);
    if (holds(middle)) first = middle;
    else before = middle;
  }
  return first;
}
