import { readFileSync } from "node:fs";
import { type NpsLike, normalTailQuantile, npsInterval } from "cx-metrics";
import { expect } from "vitest";

/** One case of a file of golden numbers: what went in, and what the other software answered. */
export interface GoldenCase<Input, Expected> {
  readonly id: string;
  readonly input: Input;
  readonly params?: { readonly confidence?: number };
  readonly expected: Expected;
}

/** A lower and an upper limit. */
export type Limits = readonly [lower: number, upper: number];

/** How far a number may lie from a golden one: relative, or absolute in units of `scale`; the wider of the two. */
export interface Tolerance {
  readonly relative?: number;
  readonly absolute?: number;
  readonly scale?: number;
}

/** The cases of test/golden/<name>.json, where "NaN" and "Infinity" are the numbers of that name. */
export function goldenCases<Input, Expected>(name: string): readonly GoldenCase<Input, Expected>[] {
  const { cases, count } = goldenFile<{ cases: readonly GoldenCase<Input, Expected>[]; count: number }>(name);
  expect(cases, `cases of ${name}.json`).toHaveLength(count);
  return cases;
}

/** All of test/golden/<name>.json. */
export function goldenFile<Content>(name: string): Content {
  const text = readFileSync(new URL(`golden/${name}.json`, import.meta.url), "utf8");
  return JSON.parse(text, (_, value) => nonFinite.get(value) ?? value);
}

const nonFinite = new Map<unknown, number>([
  ["NaN", Number.NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
]);

/** Asserts that a number is the golden one, but for rounding. */
export function expectNear(
  actual: number | null | undefined,
  expected: number,
  what: string,
  { relative = 1e-12, absolute = 1e-13, scale = 1 }: Tolerance = {},
): void {
  const error = Math.abs((actual ?? Number.NaN) - expected);
  const most = Math.max(relative * Math.abs(expected), absolute * scale);
  expect(error <= most, `${what}: ${actual} must be ${expected}, within ${most}, but lies ${error} away`).toBe(true);
}

/**
 * Asserts that the limits are the golden ones, but for rounding; those of the other software cut off at the ends of the
 * scale, `least` and `most`, and brought into our unit.
 */
export function expectLimits(
  actual: { readonly lower: number | null; readonly upper: number | null },
  [lower, upper]: Limits,
  what: string,
  {
    least = -Infinity,
    most = Infinity,
    unit = 1,
    scale = 1,
    ...tolerance
  }: Tolerance & { readonly least?: number; readonly most?: number; readonly unit?: number } = {},
): void {
  const ours = (limit: number) => unit * Math.min(most, Math.max(least, limit));
  expectNear(actual.lower, ours(lower), `${what}, lower limit`, { ...tolerance, scale: unit * scale });
  expectNear(actual.upper, ours(upper), `${what}, upper limit`, { ...tolerance, scale: unit * scale });
}

/** Asserts that limits and p-value do not exist, and that the reason is said. */
export function expectNone(
  actual: {
    readonly lower: number | null;
    readonly upper: number | null;
    readonly pValue?: number | null;
    readonly reason?: string;
  },
  what: string,
): void {
  expect([actual.lower, actual.upper, actual.pValue ?? null], what).toEqual([null, null, null]);
  expect(actual.reason, what).toMatch(/\w/);
}

/** The two-sided normal quantile of a confidence. */
export function zOf(confidence: number): number {
  return normalTailQuantile((1 - confidence) / 2);
}

/** The standard error of a net score, on −1 to 1: half the width of Wald's interval, by the limit that no scale cuts off. */
export function errorOfNet(groups: NpsLike): number {
  const { estimate, lower, upper } = npsInterval(groups, { confidence: 0.5, method: "wald" });
  return (estimate! >= 0 ? estimate! - lower! : upper! - estimate!) / 100 / zOf(0.5);
}
