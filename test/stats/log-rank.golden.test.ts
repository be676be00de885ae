import { kaplanMeier, logRank } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

interface Input {
  readonly time: readonly number[];
  readonly event: readonly (0 | 1)[];
  readonly group: readonly string[];
}

interface Test {
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly chisq: number;
  readonly p: number;
}

describe("log-rank tests against R's survdiff", () => {
  it("has observed and expected events, chi-square and p-value, 18 cases", () => {
    const cases = goldenCases<Input, Test>("logrank");
    expect(cases).toHaveLength(18);
    for (const { id, input, expected } of cases) {
      const curves = ["a", "b"].map((group) =>
        kaplanMeier(
          input.time.flatMap((time, i) => (input.group[i] === group ? [{ time, event: input.event[i]! }] : [])),
        ),
      );
      const test = logRank(curves);
      expect(
        test.groups.map((group) => group.events),
        id,
      ).toEqual(expected.observed);
      test.groups.forEach((group, place) => {
        expectNear(group.expected, expected.expected[place]!, id);
      });
      expect(test.degreesOfFreedom).toBe(1);
      // A difference of observed and expected events that nearly cancels.
      expectNear(test.chiSquare, expected.chisq, id, { relative: 1e-12, absolute: 1e-13 });
      expectNear(test.pValue, expected.p, id, { relative: 1e-11 });
    }
  });
});
