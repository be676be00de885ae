import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { milliseconds } from "../../src/tally/instant.ts";
import { thrown } from "../laws.ts";

describe("an instant", () => {
  it("is a number, a Date or a Temporal.Instant of the same milliseconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (at) => {
        for (const instant of [at, new Date(at), { epochMilliseconds: at }])
          expect(milliseconds(instant, "at")).toBe(at);
      }),
    );
    expect(milliseconds(8.64e15, "at")).toBe(8.64e15);
    expect(milliseconds(-8.64e15, "at")).toBe(-8.64e15);
    expect(Object.is(milliseconds(-0, "at"), 0)).toBe(true);
  });

  it("is refused where it is none, with its name, what came and where", () => {
    const numbers = [0.5, Number.NaN, Infinity, -Infinity, 8.64e15 + 1, -8.64e15 - 1, 2 ** 53];
    for (const wrong of numbers) {
      const error = thrown(() => milliseconds(wrong, "opened", 3));
      expect(error).toBeInstanceOf(RangeError);
      expect(error.message).toBe(
        `opened must be a Date, a Temporal.Instant or whole milliseconds since 1970, got ${wrong} at index 3`,
      );
    }
    for (const wrong of [new Date(Number.NaN), null, undefined, true, 5n, {}, [], { epochMilliseconds: "0" }]) {
      const error = thrown(() => milliseconds(wrong as never, "at"));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toMatch(/^at must be a Date, a Temporal.Instant or whole milliseconds since 1970, got /);
    }
  });

  it("is no text, which says nothing of its zone, and names what reads one", () => {
    const error = thrown(() => milliseconds("2015-03-08 02:30" as never, "at", 0));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe(
      'at must be a Date, a Temporal.Instant or whole milliseconds since 1970 (zonedInstant reads local times), got "2015-03-08 02:30" at index 0',
    );
  });
});
