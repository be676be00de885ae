import { kaplanMeier, logRank, type SurvivalTime } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareTail } from "../../src/stats/chi-square.ts";
import { expectNear } from "../golden.ts";
import { cases } from "./survival-oracles.ts";

const near = { relative: 1e-9, absolute: 1e-9 };
const at = (time: number, event = true) => ({ time, event });

/** Two groups by the definition: observed less expected, squared, by the hypergeometric variance. */
function twoGroups(a: readonly SurvivalTime[], b: readonly SurvivalTime[]) {
  let [excess, variance] = [0, 0];
  for (const time of new Set([...a, ...b].filter((row) => row.event).map((row) => row.time))) {
    const n = [...a, ...b].filter((row) => row.time >= time).length;
    const d = [...a, ...b].filter((row) => row.time === time && row.event).length;
    const share = a.filter((row) => row.time >= time).length / n;
    excess += a.filter((row) => row.time === time && row.event).length - d * share;
    if (n > 1) variance += (d * share * (1 - share) * (n - d)) / (n - 1);
  }
  return variance > 0 ? excess ** 2 / variance : null;
}

describe("logRank", () => {
  it("is Mantel's test of two groups, whichever comes first", () => {
    fc.assert(
      fc.property(cases, cases, (a, b) => {
        const [first, second] = [kaplanMeier(a), kaplanMeier(b)];
        const test = logRank([first, second]);
        const chiSquare = twoGroups(a, b);
        if (chiSquare === null) {
          expect([test.chiSquare, test.pValue]).toEqual([null, null]);
          expect(test.reason).toMatch(/\w/);
          return;
        }
        expectNear(test.chiSquare, chiSquare, "chi-square", near);
        expectNear(test.pValue, chiSquareTail(chiSquare, 1), "p", { relative: 1e-6, absolute: 1e-9 });
        expectNear(logRank([second, first]).chiSquare, chiSquare, "turned", near);
        const sum = (of: "events" | "expected") => test.groups.reduce((all, group) => all + group[of], 0);
        expectNear(sum("expected"), sum("events"), "as many as there are", near);
      }),
    );
  });

  it("does not mind the order of three groups, nor one more of which nobody was seen until an event", () => {
    fc.assert(
      fc.property(cases, cases, cases, (...samples) => {
        const curves = samples.map((rows) => kaplanMeier(rows));
        const [a, b, c] = curves as [(typeof curves)[0], (typeof curves)[0], (typeof curves)[0]];
        const test = logRank([a, b, c]);
        expect(test.degreesOfFreedom).toBe(Math.max(0, test.groups.filter((group) => group.expected > 0).length - 1));
        for (const turned of [logRank([c, a, b]), logRank([b, a, c]), logRank([a, kaplanMeier([]), b, c])]) {
          expect(turned.degreesOfFreedom).toBe(test.degreesOfFreedom);
          if (test.chiSquare === null) expect(turned.chiSquare).toBeNull();
          else expectNear(turned.chiSquare, test.chiSquare, "turned", near);
        }
      }),
    );
  });

  it("has two degrees of freedom of three groups", () => {
    const test = logRank(
      [
        [1, 2, 3, 4],
        [3, 5, 7, 9],
        [8, 9, 11, 12],
      ].map((times) => kaplanMeier(times.map((t) => at(t)))),
    );
    expect(test.degreesOfFreedom).toBe(2);
    // By NumPy: O − E is (2.86893939, 0.66612554, −3.53506494).
    expectNear(test.chiSquare, 12.499722476510982, "chi-square");
  });

  it("is 0 where the groups are the same", () => {
    const curve = kaplanMeier([1, 2, 3].map((time) => at(time)));
    expect(logRank([curve, curve])).toMatchObject({ chiSquare: 0, pValue: 1, degreesOfFreedom: 1 });
  });

  it("says nothing where no event tells the groups apart", () => {
    const none = { chiSquare: null, pValue: null, reason: "no event happened while people of two groups were at risk" };
    expect(logRank([kaplanMeier([]), kaplanMeier([])])).toMatchObject({ ...none, degreesOfFreedom: 0 });
    expect(logRank([kaplanMeier([at(1, false)]), kaplanMeier([at(2, false)])])).toMatchObject(none);
    expect(logRank([kaplanMeier([at(1, false)]), kaplanMeier([at(2)])])).toMatchObject(none);
    expect(logRank([kaplanMeier([at(1)]), kaplanMeier([at(1)])])).toMatchObject(none);
  });

  it("refuses one curve, none, weighted ones, and what is none", () => {
    const curve = kaplanMeier([at(1)]);
    expect(() => logRank([curve])).toThrow("curves must be two or more, got 1");
    expect(() => logRank([])).toThrow(RangeError);
    expect(() => logRank(curve as never)).toThrow("curves must be iterable");
    expect(() => logRank([curve, kaplanMeier([at(1)], { weight: () => 2 })])).toThrow(
      "a curve must have no weights, got some at index 1",
    );
    expect(() => logRank([curve, [1, 2] as never])).toThrow("a curve must be what kaplanMeier gives");
    expect(() => logRank([curve, null as never])).toThrow("got null at index 1");
  });
});
