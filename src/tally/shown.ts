/** How a value appears in an error message: short, unmistakable, and without running any code of the value's own. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    case "bigint":
      return `${value}n`;
    case "function":
      return "a function";
    case "object":
      return value === null
        ? "null"
        : Array.isArray(value)
          ? "an array"
          : value instanceof Date
            ? "a Date"
            : "an object";
    default:
      return Object.is(value, -0) ? "-0" : String(value);
  }
}
