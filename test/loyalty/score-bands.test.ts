import {
  compareEngaged,
  compareShares,
  engagement,
  engagementMetric,
  linearRegression,
  mean,
  referralByBand,
  referralByBandMetric,
  repurchaseByBand,
  repurchaseByBandMetric,
  revenueByBand,
  revenueByBandMetric,
  revenueSlope,
  share,
  tally,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswer, weighableOrNone } from "../arbitraries.ts";
import { expectPlain, itKeepsTheLaws, thrown } from "../laws.ts";

const BANDS = ["detractor", "passive", "promoter"] as const;
const ASKED = { bands: BANDS, within: 30, asOf: 100 };
const band = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...BANDS) }, { weight: 1, arbitrary: noAnswer });
const followed = fc
  .tuple(band, fc.nat(100), fc.nat(100), fc.boolean())
  .map(([of, one, other, is]) => ({ band: of, start: Math.min(one, other), event: is ? Math.max(one, other) : null }));
const actions = fc.oneof(
  { weight: 6, arbitrary: fc.nat(6) },
  { weight: 1, arbitrary: fc.constantFrom(-0, 2 ** 31) },
  { weight: 1, arbitrary: noAnswer },
);

describe("repurchase and referral by band", () => {
  it("are the share of each band, pending apart", () => {
    fc.assert(
      fc.property(fc.array(followed), (rows) => {
        const again = repurchaseByBand(rows, {
          ...ASKED,
          band: (row) => row.band,
          scored: (row) => row.start,
          repurchased: (row) => row.event,
        });
        expectPlain(again);
        const judge = ({ start, event }: (typeof rows)[number]) =>
          start + 30 > 100 ? "pending" : event !== null && event - start <= 30;
        again.bands.forEach((each, place) => {
          const expected = share(rows.filter((row) => row.band === BANDS[place]).map(judge));
          const { definition, ...plain } = expected;
          expect(each).toEqual({ band: BANDS[place], ...plain });
        });
        const known = rows.filter((row) => row.band !== null && row.band !== undefined);
        const { rate, numerator, denominator, pending } = share(known.map(judge));
        expect(again).toMatchObject({ rate, numerator, denominator, pending, missing: rows.length - known.length });
        const referred = referralByBand(rows, {
          ...ASKED,
          band: (row) => row.band,
          scored: (row) => row.start,
          referred: (row) => row.event,
        });
        expect(referred.bands).toEqual(again.bands);
      }),
    );
  });

  it("refuse bands that are none", () => {
    const read = { scored: () => 0, repurchased: () => null, within: 30, asOf: 100 };
    expect(
      thrown(() => repurchaseByBand([1], { ...read, bands: ["low", "high"], band: () => "mid" as never })).message,
    ).toBe('band must be "low" or "high", got "mid" at index 0');
    expect(thrown(() => repurchaseByBandMetric({ ...read, bands: [] })).message).toBe(
      "bands must be one at least, got none",
    );
    expect(thrown(() => repurchaseByBandMetric({ ...read, bands: ["a", "a"] })).message).toContain(
      "bands must each come once",
    );
    expect(thrown(() => referralByBandMetric({ ...read, within: -1, bands: ["a"] })).message).toContain(
      "within must be",
    );
  });
});

describe("revenue by band", () => {
  it("is the mean of each band, and how many times the lowest", () => {
    const rows = [
      { of: "low", paid: 100 },
      { of: "high", paid: 240 },
      { of: "high", paid: null },
      { of: null, paid: 5 },
    ] as const;
    const paid = revenueByBand(rows, { bands: ["low", "high"], band: (row) => row.of, revenue: (row) => row.paid });
    expect(paid).toMatchObject({ mean: 170, count: 2, missing: 2 });
    expect(paid.bands.map((each) => each.timesLowest)).toEqual([1, 2.4]);
    const { definition, ...high } = mean([240, null]);
    expect(paid.bands[1]).toEqual({ band: "high", ...high, timesLowest: 2.4 });
    const times = (...means: readonly (number | null)[]) =>
      revenueByBand(means, {
        bands: ["0", "1"],
        band: (_, place) => (place === 0 ? "0" : "1"),
        revenue: (revenue) => revenue,
      }).bands.map(({ timesLowest }) => timesLowest);
    expect([times(0, 5), times(-1, 5), times(null, 5), times(5, null)]).toEqual([
      [null, null],
      [null, null],
      [null, null],
      [1, null],
    ]);
    const none = revenueByBand([], { bands: ["low", "high"], band: () => "low", revenue: () => 1 });
    expect(none.bands.map((each) => each.timesLowest)).toEqual([null, null]);
  });

  it("has the slope of the regression, robust to customers", () => {
    const rows = [
      [1, 9, 80],
      [1, 9, 90],
      [2, 4, 30],
      [3, 7, 75],
      [4, 2, 20],
      [5, 10, 85],
      [5, null, 10],
    ].map(([who, nps, paid]) => ({ who, nps, paid }));
    const slope = revenueSlope(rows, { score: (r) => r.nps, revenue: (r) => r.paid, customer: (r) => r.who });
    const fit = linearRegression(rows, {
      outcome: (r) => r.paid,
      predictors: { nps: (r) => r.nps },
      cluster: (r) => r.who,
    });
    const { estimate, lower, upper, pValue } = fit.coefficients[1]!;
    expect(slope).toMatchObject({
      estimate,
      lower,
      upper,
      pValue,
      method: "clustered",
      clusters: 5,
      count: 6,
      missing: 1,
    });
    const flat = revenueSlope(
      [
        { s: 5, r: 1 },
        { s: 5, r: 2 },
        { s: 5, r: 3 },
      ],
      { score: (x) => x.s, revenue: (x) => x.r },
    );
    expect(flat).toMatchObject({ estimate: null, lower: null, method: "least-squares" });
    expect(flat.reason).toMatch(/score is determined/);
  });
});

describe("engagement", () => {
  it("is the share who act, and how much they do", () => {
    fc.assert(
      fc.property(fc.array(actions), fc.integer({ min: 1, max: 4 }), (list, engagedFrom) => {
        const result = engagement(list, { engagedFrom });
        expectPlain(result);
        const known = list.filter((each) => typeof each === "number");
        const engaged = known.filter((each) => each >= engagedFrom);
        expect(result).toMatchObject({
          rate: known.length === 0 ? null : engaged.length / known.length,
          numerator: engaged.length,
          denominator: known.length,
          depth: engaged.length === 0 ? null : engaged.reduce((sum, each) => sum + each, 0) / engaged.length,
          missing: list.length - known.length,
        });
      }),
    );
  });

  it("is set beside satisfaction with an interval", () => {
    const rows = [
      { acts: true, happy: true },
      { acts: true, happy: true },
      { acts: true, happy: false },
      { acts: false, happy: false },
      { acts: false, happy: null },
      { acts: null, happy: true },
    ];
    const both = compareEngaged(rows, { engaged: (r) => r.acts, satisfied: (r) => r.happy });
    expect(both).toMatchObject(compareShares({ numerator: 2, denominator: 3 }, { numerator: 0, denominator: 1 }));
    expect(both).toMatchObject({ missing: 1, others: { missing: 1, denominator: 1 }, engaged: { numerator: 2 } });
    expect(compareEngaged([], { engaged: () => true, satisfied: () => true }).reason).toBe("a sample is empty");
  });

  it("refuses what is no number of actions, and no answer", () => {
    expect(thrown(() => engagement([0, -1])).message).toBe(
      "actions must be a whole number, 0 or more, got -1 at index 1",
    );
    expect(thrown(() => engagement([], { engagedFrom: 0 })).message).toContain("engagedFrom must be");
    const wrong = () =>
      compareEngaged([1, 2], { engaged: (n) => n > 1, satisfied: (n) => (n > 1 ? "yes" : true) as never });
    expect(thrown(wrong).message).toContain("at index 1");
    expect(thrown(() => compareEngaged([1], { engaged: () => 1 as never, satisfied: () => true })).message).toContain(
      "engaged must be",
    );
  });
});

itKeepsTheLaws(
  "repurchaseByBand",
  () => repurchaseByBandMetric(ASKED),
  { observation: followed },
  {
    headline: (result) => result.rate,
    foreign: [tally(referralByBandMetric(ASKED), []), tally(repurchaseByBandMetric({ ...ASKED, within: 31 }), [])],
  },
);
itKeepsTheLaws(
  "engagement",
  () => engagementMetric(),
  { observation: actions },
  {
    headline: (result) => result.rate,
    foreign: [tally(engagementMetric({ engagedFrom: 2 }), [])],
    slack: (items) => 1e-12 * Math.max(0, ...items.map((count) => (count ?? 0) ** 2)),
  },
);
itKeepsTheLaws(
  "revenueByBand",
  () => revenueByBandMetric({ bands: BANDS }),
  {
    observation: fc.record({ band, revenue: weighableOrNone }),
  },
  {
    headline: (result) => result.mean,
    slack: (items) => 1e-12 * Math.max(0, ...items.map(({ revenue }) => (revenue ?? 0) ** 2 + Math.abs(revenue ?? 0))),
    jumps: ["bands"],
  },
);

describe("who gave no score", () => {
  it("need not say when", () => {
    const rows: { band: "low" | null; at: number | null }[] = [
      { band: null, at: null },
      { band: "low", at: 0 },
    ];
    const options = { bands: ["low"], within: 1, asOf: 2 } as const;
    const read = { ...options, band: (row: (typeof rows)[0]) => row.band, scored: (row: (typeof rows)[0]) => row.at };
    expect(repurchaseByBand(rows, { ...read, repurchased: () => null })).toMatchObject({ denominator: 1, missing: 1 });
    expect(referralByBand(rows, { ...read, referred: () => null })).toMatchObject({ denominator: 1, missing: 1 });
    const unknown = () =>
      repurchaseByBand([0], { ...options, band: () => "low", scored: () => null, repurchased: () => null });
    expect(thrown(unknown).message).toMatch(/^start must be a Date/);
  });
});

describe("a band that brings next to nothing", () => {
  it("is not −0 times the lowest", () => {
    const rows = [1e100, -1e-300];
    const reading = { bands: ["low", "high"], band: (row: number) => (row > 0 ? "low" : "high") } as const;
    expect(revenueByBand(rows, { ...reading, revenue: (row) => row }).bands[1]?.timesLowest).toBe(0);
  });
});
