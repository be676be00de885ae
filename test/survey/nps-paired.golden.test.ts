import { compareNpsPaired, npsPairedSignTest, studentTail, studentTailQuantile } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, expectNone, goldenCases, type Limits, zOf } from "../golden.ts";

type Row = readonly [number, number, number];

const points = { least: -2, most: 2, unit: 100 };

describe("changes of the same people against R, 17 cases", () => {
  const cases = goldenCases<
    { readonly table: readonly [Row, Row, Row] },
    Readonly<Record<"n" | "nps1" | "nps2" | "change" | "waldSE" | "waldP" | "scoreZ" | "scoreP" | "tP", number>> &
      Readonly<Record<"improved" | "worsened" | "signTestP", number>> & {
        readonly wald: Limits;
        readonly tCI: Limits | null;
      }
  >("nps_paired");
  const movesOf = ([detractors, passives, promoters]: readonly [Row, Row, Row]) => ({
    detractors,
    passives,
    promoters,
  });

  it("has both scores, the change, and who improved and worsened", () => {
    for (const { id, input, expected } of cases) {
      const change = compareNpsPaired(movesOf(input.table));
      const { count, improved, worsened } = change;
      expect([count, improved, worsened], id).toEqual([expected.n, expected.improved, expected.worsened]);
      expect(change.unchanged, id).toBe(expected.n - expected.improved - expected.worsened);
      expectNear(change.first, 100 * expected.nps1, id, { scale: 100 });
      expectNear(change.second, 100 * expected.nps2, id, { scale: 100 });
      expectNear(change.difference, 100 * expected.change, id, { scale: 100 });
    }
    expect(cases).toHaveLength(17);
  });

  it("has Wald's and Student's limits and p-values, and none where the changes do not vary", () => {
    let [noWald, noT] = [0, 0];
    for (const { id, input, params, expected } of cases) {
      const wald = compareNpsPaired(movesOf(input.table), { ...params, method: "wald" });
      if (Number.isNaN(expected.waldP)) {
        noWald++;
        expectNone(wald, id);
      } else {
        expectLimits(wald, expected.wald, id, points);
        expectNear(wald.pValue, expected.waldP, id);
      }
      const t = compareNpsPaired(movesOf(input.table), { ...params, method: "t" });
      if (expected.tCI === null) {
        noT++;
        expectNone(t, id);
      } else {
        expectLimits(t, expected.tCI, id, points);
        expectNear(t.pValue, expected.tP, id);
      }
    }
    expect([noWald, noT]).toEqual([6, 6]);
  });

  it("has the score test, whose p-value is 1 where nobody changed, and the sign test", () => {
    let nobody = 0;
    for (const { id, input, params, expected } of cases) {
      const score = compareNpsPaired(movesOf(input.table), { ...params, method: "score" });
      expectNear(score.pValue, expected.scoreP, id);
      if (Number.isNaN(expected.scoreZ)) {
        nobody++;
        expect(score, id).toMatchObject({ lower: null, upper: null, reason: "nobody changed" });
      } else if (expected.change !== 0) {
        // The standard error of no change is the change over z.
        const reach = (zOf(params!.confidence!) * expected.change) / expected.scoreZ;
        expectLimits(score, [expected.change - reach, expected.change + reach], id, points);
      }
      expectNear(npsPairedSignTest(movesOf(input.table)).pValue, expected.signTestP, id);
    }
    expect(nobody).toBe(3);
  });

  it("has, by default, Student's limits of two people more", () => {
    for (const { id, input, params } of cases) {
      const changes = input.table.flatMap((row, before) =>
        row.flatMap((people, after) => Array.from({ length: people }, () => after - before)),
      );
      const all = [...changes, 1, -1];
      const mean = all.reduce((sum, change) => sum + change, 0) / all.length;
      const variance = all.reduce((sum, change) => sum + (change - mean) ** 2, 0) / (all.length - 1);
      const error = Math.sqrt(variance / all.length);
      const t = studentTailQuantile((1 - params!.confidence!) / 2, all.length - 1);
      const change = compareNpsPaired(movesOf(input.table), params);
      expect(change.method).toBe("adjusted-t");
      expectLimits(change, [mean - t * error, mean + t * error], id, points);
      expectNear(change.pValue, 2 * studentTail(Math.abs(mean) / error, all.length - 1), id);
    }
  });
});
