import { measure, measureBy, nps, npsMetric, on, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn } from "../arbitraries.ts";
import { expectSame, generated, itKeepsTheLaws } from "../laws.ts";

interface Visit {
  readonly survey: { readonly recommend: number | null | undefined };
  readonly weight: number;
}

const recommended = () => on(npsMetric(), (visit: Visit) => visit.survey.recommend);
const visits: Visit[] = [
  { survey: { recommend: 10 }, weight: 1 },
  { survey: { recommend: 3 }, weight: 3 },
  { survey: { recommend: null }, weight: 1 },
];

describe("on", () => {
  it("aims a metric at a part of a bigger item", () => {
    for (const items of [visits, generated(visits)])
      expect(measure(recommended(), items)).toStrictEqual(nps([10, 3, null]));
  });

  it("leaves the weight of the item", () => {
    expect(
      measure(recommended(), visits, { value: (visit: Visit) => visit, weight: (visit) => visit.weight }).score,
    ).toBe(-50);
  });

  it("aims at what is already read from a row", () => {
    const rows = visits.map((visit) => ({ visit }));
    const twice = on(recommended(), (row: { visit: Visit }) => row.visit);
    expect(measure(twice, rows).score).toBe(0);
    expect(measure(recommended(), rows, { value: (row) => row.visit }).score).toBe(0);
    expect(measureBy(recommended(), rows, () => 1, { value: (row) => row.visit }).get(1)?.score).toBe(0);
  });

  it("has the tallies of the metric itself", () => {
    expectSame(tally(recommended(), visits), tally(npsMetric(), [10, 3, null]));
    expect(npsMetric().merge(tally(recommended(), visits), tally(npsMetric(), [9])).counts[9]).toBe(1);
  });

  it("names the first item refused by its index", () => {
    const wrong = [...visits, { survey: { recommend: 11 }, weight: 1 }];
    for (const items of [wrong, generated(wrong)]) {
      expect(() => measure(recommended(), items)).toThrow("got 11 at index 3");
      expect(() => measureBy(recommended(), wrong, () => 1)).toThrow("got 11 at index 3");
    }
  });

  it("counts by add where the metric has no loop of its own", () => {
    const { empty, add, merge, read } = npsMetric();
    const slow = on({ empty, add, merge, read }, (visit: Visit) => visit.survey.recommend);
    expectSame(tally(slow, visits), tally(recommended(), visits));
  });
});

itKeepsTheLaws(
  "on",
  recommended,
  { observation: answerOn([0, 10]).map((recommend) => ({ survey: { recommend }, weight: 1 })) },
  { headline: (result) => result.score, slack: () => 1e-10, maxLength: 20 },
);

describe("on, properties", () => {
  it("is what picking first would be", () => {
    fc.assert(
      fc.property(fc.array(answerOn([0, 10])), (answers) => {
        const items = answers.map((recommend) => ({ survey: { recommend }, weight: 1 }));
        expectSame(measure(recommended(), items), nps(answers));
      }),
    );
  });
});
