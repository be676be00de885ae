import { describe, expect, it } from "vitest";
import dist from "../golden/dist.json";
import { goldenCases, relativeError } from "./golden-distributions.ts";

describe("golden distributions", () => {
  it("holds 1,121 cases, each of a kind that a test of its distribution goes through", () => {
    const counts: Record<string, number> = {};
    for (const { distribution, kind } of dist.cases) {
      counts[`${distribution} ${kind}`] = goldenCases(distribution, kind).length;
    }
    expect(counts).toEqual({
      "normal cdf": 26,
      "normal quantile": 34,
      "t cdf": 147,
      "t quantile": 161,
      "beta cdf": 158,
      "beta quantile": 147,
      "chi2 cdf": 126,
      "chi2 quantile": 112,
      "f cdf": 72,
      "f quantile": 64,
      "lgamma value": 16,
      "erf value": 15,
      "binomial pmf_cdf": 43,
    });
    expect(dist.cases).toHaveLength(1121);
  });
});

describe("relativeError", () => {
  it("measures in the expected value, and forgives one unit among the subnormals", () => {
    expect(relativeError(1, 1)).toBe(0);
    expect(relativeError(1.5, 1)).toBe(0.5);
    expect(relativeError(0, 1e-320)).toBeGreaterThan(1e-14);
    expect(relativeError(1e-320, 1e-320 + Number.MIN_VALUE)).toBe(0);
    expect(relativeError(Number.NaN, 1)).toBeNaN();
  });
});
