/**
 * The first time at which a falling curve of steps is at most `level`; where it runs level just there, the middle of
 * that run, as a median of two is. `null` where it does not come down so far, or is not known there.
 */
export function crossing<Step extends { readonly time: number }>(
  steps: readonly Step[],
  height: (step: Step, index: number) => number | null,
  level: number,
): number | null {
  // What rounding may leave between two numbers that are equal: 1 − 0.9 is not 0.1.
  const slack = level && 1e-12 * level + 2.3e-16;
  const above = (place: number) => (height(steps[place]!, place) ?? Infinity) - level;
  let first = 0;
  while (first < steps.length && above(first) > slack) first++;
  if (first === steps.length) return null;
  const from = steps[first]!.time;
  if (above(first) < -slack) return from;
  let last = first;
  while (last + 1 < steps.length && Math.abs(above(last)) <= slack) last++;
  return from + (steps[last]!.time - from) / 2;
}
