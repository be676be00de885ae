/**
 * Refuses an argument that lies outside a function's domain.
 *
 * @param value - The argument, as it came.
 * @param holds - Whether it keeps the rule.
 * @param rule - What must be, in words: `p must be from 0 to 1`.
 * @throws TypeError if the value is not a number, RangeError if the rule does not hold.
 */
export function requireDomain(value: number, holds: boolean, rule: string): void {
  const isNumber = typeof value === "number";
  if (!(isNumber && holds)) throw new (isNumber ? RangeError : TypeError)(`${rule}, got ${String(value)}`);
}
