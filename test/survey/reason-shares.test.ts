import { type Reasons, reasonShares, reasonSharesMetric, share, shareInterval, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswer } from "../arbitraries.ts";
import { expectSame, itKeepsTheLaws, sent } from "../laws.ts";

const words = ["price", "speed", "", "__proto__", "constructor", "NA", "é"] as const;
const ticked: fc.Arbitrary<Reasons> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 4 }) },
  { weight: 1, arbitrary: noAnswer },
);

for (const reasons of [undefined, words]) {
  itKeepsTheLaws(
    reasons ? "reasonShares of a list" : "reasonShares",
    () => reasonSharesMetric({ reasons }),
    { observation: ticked },
    {
      headline: (result) => result.reasonsPerRespondent,
      foreign: [reasonSharesMetric({ reasons: ["a"] }).empty()],
      slack: () => 1e-12,
      maxLength: 12,
    },
  );
}

describe("reasonShares", () => {
  it("are shares of respondents, and may sum to more than 1", () => {
    const found = reasonShares([["price", "speed"], ["price"], ["price", "speed", "tone"], [], null]);
    expect(found).toStrictEqual({
      reasonsPerRespondent: 1.5,
      count: 4,
      shares: [
        { reason: "price", rate: 0.75, numerator: 3, denominator: 4 },
        { reason: "speed", rate: 0.5, numerator: 2, denominator: 4 },
        { reason: "tone", rate: 0.25, numerator: 1, denominator: 4 },
      ],
      missing: 1,
      excluded: 0,
      definition: { metric: "reasonShares", reasons: null },
    });
    expect(shareInterval(found.shares[0]!)).toEqual(shareInterval({ numerator: 3, denominator: 4 }));
  });

  it("are, reason by reason, what share says, weighted or not", () => {
    const row = fc.record({ reasons: ticked, weight: fc.double({ min: 0.01, max: 100, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 15 }), fc.boolean(), (rows, isWeighted) => {
        const weight = isWeighted ? { weight: (one: { weight: number }) => one.weight } : {};
        const found = reasonShares(rows, { value: (one) => one.reasons, ...weight });
        for (const { reason, rate, numerator, denominator, effectiveSampleSize } of found.shares) {
          const expected = share(rows, {
            value: (one) => (one.reasons ? [...one.reasons].includes(reason) : null),
            ...weight,
          });
          expect([numerator, denominator]).toEqual([expected.numerator, expected.denominator]);
          expect(rate).toBeCloseTo(expected.rate!, 12);
          if (isWeighted) expect(effectiveSampleSize).toBeCloseTo(expected.effectiveSampleSize!, 6);
        }
        const all = new Set(rows.flatMap((one) => [...(one.reasons ?? [])]));
        expect(new Set(found.shares.map(({ reason }) => reason))).toEqual(all);
        expect(found.count).toBe(rows.filter((one) => (one.reasons ?? null) !== null).length);
      }),
    );
  });

  it("are in an order that no rounding of weights decides: by people, then by the reason", () => {
    const respondents = [0.1, 0.2, 0.3].flatMap((weight, at, all) => [
      { reasons: ["price"], weight },
      { reasons: ["é", "speed"], weight: all[2 - at]! },
    ]);
    const item = fc.record({
      reasons: fc.array(fc.constantFrom(...words), { maxLength: 4 }),
      weight: fc.constantFrom(0, 0.1, 0.2, 0.3, 0.7),
    });
    const rows = fc.oneof(fc.constant(respondents), fc.array(item, { maxLength: 12 }));
    const metric = reasonSharesMetric();
    const reading = {
      value: (one: { reasons: string[] }) => one.reasons,
      weight: (one: { weight: number }) => one.weight,
    };
    fc.assert(
      fc.property(rows, fc.nat(12), fc.infiniteStream(fc.nat()), (list, cut, ranks) => {
        const order = (found: { shares: readonly { reason: string; numerator: number }[] }) =>
          found.shares.map(({ reason, numerator }) => [reason, numerator]);
        const expected = order(reasonShares(list, reading));
        const ranked = list.map((one) => ({ one, rank: ranks.next().value! }));
        const other = ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
        const [head, tail] = [other.slice(0, cut), other.slice(cut)].map((part) => tally(metric, part, reading));
        expect(order(metric.read(metric.merge(head!, tail!)))).toEqual(expected);
        const sorted = [...expected].sort(
          ([one, many], [two, more]) => Number(more) - Number(many) || (one! < two! ? -1 : 1),
        );
        expect(expected).toEqual(sorted);
      }),
    );
  });

  it("counts the same reason ticked twice once", () => {
    expect(reasonShares([["price", "price"]]).shares).toEqual([
      { reason: "price", rate: 1, numerator: 1, denominator: 1 },
    ]);
  });

  it("lists the reasons on offer that nobody ticked, and refuses others", () => {
    const found = reasonShares([["price"], []], { reasons: ["speed", "price"] });
    expect(found.shares.map(({ reason, rate }) => [reason, rate])).toEqual([
      ["price", 0.5],
      ["speed", 0],
    ]);
    expect(found.definition.reasons).toEqual(["price", "speed"]);
    expect(() => reasonShares([["price"], ["Price"]], { reasons: ["price"] })).toThrow(
      new RangeError('reason must be on offer, got "Price" at index 1'),
    );
    expect(reasonShares([], { reasons: ["price"] })).toMatchObject({
      reasonsPerRespondent: null,
      shares: [{ reason: "price", rate: null, numerator: 0, denominator: 0 }],
    });
  });

  it("takes a respondent before whom a reason was never seen for one more who did not tick it", () => {
    const metric = reasonSharesMetric();
    const grown = metric.add(sent(tally(metric, [["a"], ["b"]])), ["c"]);
    expectSame(grown, tally(metric, [["c"], ["b"], ["a"]]));
    expect(metric.read(grown).shares.every(({ denominator }) => denominator === 3)).toBe(true);
  });

  it("refuses what is no list of texts", () => {
    for (const none of ["price", 7, {}, true]) {
      expect(() => reasonShares([["price"], none as never])).toThrow(
        /^reasons must be a list of texts, got .+ at index 1$/,
      );
    }
    expect(() => reasonShares([[7 as never]])).toThrow("reason must be text, got 7 at index 0");
    expect(() => reasonSharesMetric({ reasons: "price" as never })).toThrow("reasons must be a list of texts");
  });
});
