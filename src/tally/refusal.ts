import { shown } from "./shown.ts";

/**
 * The error for a value that is not what it must be: a `RangeError` for a number, a `TypeError` for any other kind.
 *
 * @param must - What must be, as the beginning of a sentence: "answer must be a whole number from 0 to 10".
 * @param came - What came.
 * @param index - Where it came, if it is one of many items.
 */
export function refusal(must: string, came: unknown, index?: number): Error {
  const message = `${must}, got ${shown(came)}${index === undefined ? "" : ` at index ${index}`}`;
  return typeof came === "number" ? new RangeError(message) : new TypeError(message);
}
