/** How a value appears in an error message: unmistakable, and without running any code of the value's own. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  // "[object Date]", "[object Array]", "[object Null]" …
  return value === Object(value) ? Object.prototype.toString.call(value) : String(value);
}
