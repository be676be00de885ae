import { type QuantileType, quantile, quantiles } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";

interface Case {
  readonly id: string;
  readonly input: { readonly x: readonly number[] };
  readonly params: { readonly probabilities: readonly number[] };
  readonly expected: Readonly<Record<`type${QuantileType}`, readonly number[]>>;
}

const { cases } = goldenFile<{ cases: readonly Case[] }>("quantiles");
const types: readonly QuantileType[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

describe("sample quantiles against R's quantile, 21 cases of 9 types", () => {
  it("has each quantile of each type", () => {
    let checked = 0;
    for (const { id, input, params, expected } of cases) {
      const scale = Math.max(...input.x.map(Math.abs));
      for (const type of types) {
        const found = quantiles(input.x, params.probabilities, { type });
        params.probabilities.forEach((p, place) => {
          const what = `${id}, type ${type}, p ${p}`;
          checked++;
          const theirs = expected[`type${type}`][place]!;
          // Values of the sample themselves are met exactly.
          if (type <= 3 && type !== 2) expect(found[place], what).toBe(theirs);
          expectNear(found[place], theirs, what, { scale });
          expect(quantile(input.x, p, { type }), what).toBe(found[place]);
        });
      }
    }
    expect(cases).toHaveLength(21);
    expect(checked).toBe(cases.reduce((sum, { params }) => sum + 9 * params.probabilities.length, 0));
    expect(checked).toBe(2646);
  });
});
