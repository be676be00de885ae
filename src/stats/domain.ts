import { refusal } from "../tally/refusal.ts";

/** Refuses an argument that breaks the rule of its domain: a RangeError for a number, a TypeError for any other kind. */
export function requireDomain(value: number, holds: boolean, rule: string): void {
  if (!(typeof value === "number" && holds)) throw refusal(rule, value);
}

/** Refuses what is no probability. */
export function requireProbability(p: number): void {
  requireDomain(p, p >= 0 && p <= 1, "p must be from 0 to 1");
}

/** Refuses NaN; infinite values are points like others. */
export function requirePoint(x: number, name: string): void {
  requireDomain(x, !Number.isNaN(x), `${name} must be a number`);
}

/** Refuses a shape or a number of degrees of freedom that is not positive, or beyond what computes in milliseconds. */
export function requireShape(shape: number, name: string): void {
  requireDomain(shape, shape >= 1e-6 && shape <= 1e16, `${name} must be from 1e-6 to 1e16`);
}
