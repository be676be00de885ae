import type { ConfidenceOptions } from "../stats/interval.ts";
import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * What is supposed of two groups whose Net Promoter Scores will be compared.
 *
 * @category Net Promoter Score
 */
export interface NpsPlanOptions extends ConfidenceOptions {
  /**
   * V, the variance of the scores 1, 0 and −1, above 0 to 1, of both groups or `[first, second]`. Default 1, the
   * largest; equal thirds have 0.67.
   */
  readonly variance?: number | readonly [first: number, second: number] | undefined;
}

/** The population, if it is one that holds so many people. */
export function requirePopulation(population: number | undefined, people: number): number | undefined {
  if (population === undefined) return undefined;
  if (Number.isSafeInteger(population) && population >= Math.max(1, people)) return population;
  throw refusal(`population must be a whole number, ${Math.max(1, people)} or more`, population);
}

/** The variance of the scores 1, 0 and −1, if it is one that a survey can be planned for. */
export function requireVariance(variance: number): number {
  // Whatever is smaller asks for less than a person.
  if (typeof variance === "number" && variance >= 1e-9 && variance <= 1) return variance;
  throw refusal("variance must be a number from 1e-9 to 1, of the scores 1, 0 and -1", variance);
}

/** Points of a score, from so few that the people to count are still whole numbers of a double, to `most`. */
export function requirePoints(name: string, points: number, most: number): number {
  if (typeof points === "number" && points >= 0.001 && points <= most) return points;
  throw refusal(`${name} must be a number of points from 0.001 to ${most}`, points);
}

/** The standard error of the difference of the scores 1, 0 and −1 of two groups of so many people. */
export function errorOf(
  groups: { readonly first: number; readonly second: number },
  [firstVariance, secondVariance]: readonly [number, number],
): number {
  return Math.sqrt(firstVariance / requirePeople("first", groups) + secondVariance / requirePeople("second", groups));
}

function requirePeople<Name extends "first" | "second">(
  name: Name,
  groups: { readonly [name in Name]: number },
): number {
  const people = groups?.[name];
  if (Number.isSafeInteger(people) && people > 0) return people;
  throw refusal(`${name} must be a whole number, 1 or more`, people);
}

/** The power, if it is one that anybody plans for. */
export function requirePower(power = 0.8): number {
  if (typeof power === "number" && power >= 0.5 && power < 1) return power;
  throw refusal("power must be a number from 0.5 to below 1", power);
}

/** The variances of both groups. */
export function requireVariances(
  variance: number | readonly [first: number, second: number] = 1,
): readonly [first: number, second: number] {
  const [first, second] = typeof variance === "object" && variance !== null ? variance : [variance, variance];
  return [requireVariance(first), requireVariance(second)];
}

/** The interval or test that is planned for. */
export function requirePlanned(method: "wald" | "adjusted-wald" = "wald"): "wald" | "adjusted-wald" {
  return requireChoice("method", method, ["wald", "adjusted-wald"]);
}
