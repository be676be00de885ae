import { refusal } from "../tally/refusal.ts";

/** Two lists of finite numbers of the same length, if they are: the values of the same people. */
export function requirePairs(x: ArrayLike<number>, y: ArrayLike<number>): void {
  for (const [name, list] of [
    ["x", x],
    ["y", y],
  ] as const) {
    if (!(list === Object(list) && Number.isSafeInteger(list.length)))
      throw refusal(`${name} must be a list of numbers`, list);
  }
  if (x.length !== y.length)
    throw new RangeError(`x and y must be of the same length, got ${x.length} and ${y.length}`);
  for (let index = 0; index < x.length; index++) {
    requireMeasured("x", x[index], index);
    requireMeasured("y", y[index], index);
  }
}

/** A value that can be summed and multiplied, if it is one. */
export function requireMeasured(name: string, value: unknown, index?: number): number {
  if (typeof value === "number" && Math.abs(value) <= 1e140) return value;
  throw refusal(`${name} must be a finite number of at most 1e140 in size`, value, index);
}
