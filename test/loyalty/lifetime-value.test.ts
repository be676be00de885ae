import { type LifetimeValueOptions, lifetimeValue } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, thrown } from "../laws.ts";

const figures = { margin: 100, retention: 0.8, discount: 0.1 };

describe("lifetimeValue", () => {
  it("has its parts and says what it took", () => {
    expect(
      lifetimeValue({ margin: 100, retention: 0.5, discount: 0, acquisitionCost: 30, margins: "now" }),
    ).toStrictEqual({
      value: 170,
      margins: 200,
      lifetime: 2,
      definition: {
        metric: "lifetimeValue",
        margin: 100,
        retention: 0.5,
        discount: 0,
        margins: "now",
        acquisitionCost: 30,
        periods: null,
      },
    });
  });

  it("has no value where nobody leaves and nothing is discounted, but one of so many periods", () => {
    const endless = lifetimeValue({ margin: 10, retention: 1, discount: 0 });
    expect(endless).toMatchObject({ value: null, margins: null, lifetime: null });
    expect(endless.reason).toMatch(/nobody leaves/);
    expect(lifetimeValue({ margin: 10, retention: 1, discount: 0, periods: 4 }).value).toBe(40);
    expect(lifetimeValue({ margin: 0, retention: 1, discount: 0, acquisitionCost: 5 }).value).toBe(-5);
  });

  it("has what is certain where everybody leaves", () => {
    expect(lifetimeValue({ margin: -7, retention: 0, discount: 0.1 }).value).toBe(0);
    expect(lifetimeValue({ margin: 7, retention: 0, discount: 0.1, margins: "now", periods: 1 }).value).toBe(7);
  });

  it("is the sum of the margins, one by one", () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        rate,
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom("now" as const, "next" as const),
        (margin, retention, discount, periods, margins) => {
          const result = lifetimeValue({ margin, retention, discount, periods, margins });
          expectPlain(result);
          let sum = 0;
          for (let t = margins === "now" ? 0 : 1, counted = 0; counted < periods; t++, counted++) {
            sum += (margin * retention ** t) / (1 + discount) ** t;
          }
          expect(Math.abs(result.value! - sum)).toBeLessThanOrEqual(1e-11 * Math.abs(sum) + 1e-300);
        },
      ),
    );
  });

  it("nears its bound as the periods grow, and falls by just the cost of acquisition", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        (retention, discount, acquisitionCost) => {
          const all = lifetimeValue({ margin: 1, retention, discount });
          const many = lifetimeValue({ margin: 1, retention, discount, periods: 10_000 });
          expect(Math.abs(all.value! - many.value!)).toBeLessThanOrEqual(1e-12 * all.value!);
          const less = lifetimeValue({ margin: 1, retention, discount, acquisitionCost });
          expect(less.value).toBe(all.value! - acquisitionCost + 0);
        },
      ),
    );
  });

  it("refuses figures that are none", () => {
    const wrong: readonly (readonly [Partial<Record<keyof LifetimeValueOptions, unknown>>, string])[] = [
      [{ margin: Number.NaN }, "margin must be a number up to 1e140 in size, got NaN"],
      [{ margin: "100" }, 'margin must be a number up to 1e140 in size, got "100"'],
      [{ margin: 1.1e140 }, "margin must be a number up to 1e140 in size, got 1.1e+140"],
      [{ margin: -1.1e140 }, "margin must be a number up to 1e140 in size, got -1.1e+140"],
      [{ discount: 1.1e140 }, "discount must be a number from 0 to 1e140, got 1.1e+140"],
      [{ acquisitionCost: 1.1e140 }, "acquisitionCost must be from 0 to 1e140, got 1.1e+140"],
      [{ retention: 1.01 }, "retention must be a number from 0 to 1, got 1.01"],
      [{ retention: -0.01 }, "retention must be a number from 0 to 1, got -0.01"],
      [{ retention: undefined }, "retention must be a number from 0 to 1, got undefined"],
      [{ discount: -0.1 }, "discount must be a number from 0 to 1e140, got -0.1"],
      [{ acquisitionCost: -1 }, "acquisitionCost must be from 0 to 1e140, got -1"],
      [{ periods: 0 }, "periods must be a whole number, 1 or more, got 0"],
      [{ periods: 2.5 }, "periods must be a whole number, 1 or more, got 2.5"],
      [{ margins: "later" }, 'margins must be "now" or "next", got "later"'],
    ];
    for (const [change, message] of wrong) {
      const error = thrown(() => lifetimeValue({ ...figures, ...change } as never));
      expect(error.message).toBe(message);
      expect(error).toBeInstanceOf(typeof Object.values(change)[0] === "number" ? RangeError : TypeError);
    }
  });
});

describe("a value without bound", () => {
  it("is told from one that is too large", () => {
    const stays = { retention: 1, discount: 0 };
    expect(lifetimeValue({ ...stays, margin: 1 }).reason).toBe("nobody leaves and nothing is discounted");
    expect(lifetimeValue({ retention: 1, discount: 1e-300, margin: 1e140 })).toMatchObject({
      value: null,
      reason: "the value is too large for a number",
    });
  });

  it("is refused of a margin that is no number", () => {
    const margin = 1n as unknown as number;
    expect(thrown(() => lifetimeValue({ retention: 0.5, discount: 0, margin })).message).toBe(
      "margin must be a number up to 1e140 in size, got 1n",
    );
  });
});
