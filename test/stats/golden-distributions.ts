import dist from "../golden/dist.json";

/** One value of test/golden/dist.json. */
export interface GoldenCase {
  readonly id: string;
  readonly distribution: string;
  readonly kind: string;
  readonly input: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
}

const cases = dist.cases as unknown as readonly GoldenCase[];

/** The cases of one distribution and kind. */
export function goldenCases(distribution: string, kind: string): readonly GoldenCase[] {
  return cases.filter((golden) => golden.distribution === distribution && golden.kind === kind);
}

/** |got / expected − 1|; below the normal doubles the error in units of the smallest double, and 0 where both are equal. */
export function relativeError(got: number, expected: number): number {
  if (got === expected) return 0;
  const least = Math.max(Math.abs(expected), 2.2250738585072014e-308);
  const error = Math.abs(got - expected) / least;
  return error <= 2 ** -52 && least > Math.abs(expected) ? 0 : error;
}
