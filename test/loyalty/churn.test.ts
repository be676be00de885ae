import {
  acquisition,
  acquisitionMetric,
  churn,
  churnCurve,
  churnMetric,
  churnReasons,
  churnReasonsMetric,
  type Departure,
  happenedWithin,
  kaplanMeier,
  type LeavingReasons,
  measureBy,
  type Outcome,
  rankSources,
  type Spell,
  shareMetric,
  shrinkShares,
  tally,
  type Visit,
  winBack,
  winBackCurve,
  winBackMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswer, outcome } from "../arbitraries.ts";
import { expectPlain, itKeepsTheLaws, thrown } from "../laws.ts";

const AS_OF = 100;
const span = fc
  .tuple(fc.nat(AS_OF), fc.nat(AS_OF), fc.boolean())
  .map(([one, other, ends]) => ({ start: Math.min(one, other), end: ends ? Math.max(one, other) : null }));
const spell: fc.Arbitrary<Spell | null | undefined> = fc.oneof(
  { weight: 8, arbitrary: span },
  { weight: 1, arbitrary: noAnswer },
);
const departure = spell.map((each): Departure | null | undefined => each && { churned: each.start, back: each.end });
const name = fc.constantFrom("price", "service", "moved", "", "__proto__", "NA", "constructor");
const reasons: fc.Arbitrary<LeavingReasons> = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 3, arbitrary: fc.uniqueArray(name, { maxLength: 7 }) },
  { weight: 1, arbitrary: noAnswer },
);
const visit: fc.Arbitrary<Visit> = fc.record({
  source: fc.oneof(name, fc.array(name, { maxLength: 3 }), noAnswer),
  converted: outcome,
});

describe("happenedWithin", () => {
  it("judges when the horizon has passed, the last moment of it within", () => {
    const at = (start: number, event: number | null) => happenedWithin(start, event, { within: 60, asOf: AS_OF });
    expect([at(40, 100), at(40, null), at(39, 100), at(41, 42), at(0, 60), at(0, 61), at(0, 0)]).toEqual([
      true,
      false,
      false,
      "pending",
      true,
      false,
      true,
    ]);
  });

  it("refuses moments out of order", () => {
    const at = (start: number, event: number | null, within = 60) =>
      thrown(() => happenedWithin(start, event, { within, asOf: AS_OF })).message;
    expect(at(101, null)).toBe("start must not be after asOf (100), got 101");
    expect(at(50, 49)).toBe("event must not be before start (50), got 49");
    expect(at(50, 101)).toBe("event must not be after asOf (100), got 101");
    expect(at(50, null, 0)).toBe("within must be milliseconds above 0, got 0");
    expect(at(50, null, Infinity)).toBe("within must be milliseconds above 0, got Infinity");
  });
});

describe("churn and win-back", () => {
  it("are what counting by hand gives", () => {
    fc.assert(
      fc.property(fc.array(spell), fc.integer({ min: 1, max: 120 }), (spells, within) => {
        const known = spells.filter((each) => each !== null && each !== undefined) as {
          start: number;
          end: number | null;
        }[];
        const ripe = known.filter(({ start }) => start + within <= AS_OF);
        const lost = ripe.filter(({ start, end }) => end !== null && end - start <= within);
        const expected = {
          rate: ripe.length === 0 ? null : lost.length / ripe.length,
          numerator: lost.length,
          denominator: ripe.length,
          pending: known.length - ripe.length,
          missing: spells.length - known.length,
        };
        const result = churn(spells, { by: "horizon", within, asOf: AS_OF });
        expectPlain(result);
        expect(result).toMatchObject(expected);
        expect(result.retention).toBe(expected.rate === null ? null : 1 - expected.rate);
        const left = spells.map((each) => each && { churned: each.start, back: each.end });
        expect(winBack(left, { within, asOf: AS_OF })).toMatchObject(expected);
      }),
    );
  });

  it("in a period are of those who were there when it began", () => {
    fc.assert(
      fc.property(fc.array(span), fc.nat(99), fc.integer({ min: 1, max: 60 }), (spells, from, length) => {
        const to = from + length;
        const result = churn(spells, { by: "period", from, to, asOf: AS_OF });
        const there = (at: number) => spells.filter(({ start, end }) => start <= at && (end === null || end > at));
        const began = there(from);
        expect(result.excluded).toBe(spells.length - began.length);
        if (to > AS_OF) expect(result).toMatchObject({ rate: null, pending: began.length });
        else {
          const kept = there(to).filter((each) => began.includes(each));
          expect([result.denominator, result.numerator]).toEqual([began.length, began.length - kept.length]);
        }
      }),
    );
  });

  it("in a period are of who was still there after its first moment, and left by its last", () => {
    const spells = [3, 4, 8, 9].map((end) => ({ start: 3, end }));
    const result = churn(spells, { by: "period", from: 3, to: 8, asOf: 10 });
    expect(result).toMatchObject({ numerator: 2, denominator: 3, excluded: 1 });
    expect(churn([{ start: 4, end: null }], { by: "period", from: 3, to: 8, asOf: 10 }).excluded).toBe(1);
  });

  it("have the curve of all, open ones too", () => {
    fc.assert(
      fc.property(fc.array(span), (spells) => {
        const rows = spells.map(({ start, end }) => ({ time: (end ?? AS_OF) - start, event: end !== null }));
        expect(churnCurve(spells, { asOf: AS_OF })).toEqual(kaplanMeier(rows));
        const left = spells.map(({ start, end }) => ({ churned: start, back: end }));
        expect(winBackCurve(left, { asOf: AS_OF })).toEqual(kaplanMeier(rows));
      }),
    );
  });

  it("refuse what is none", () => {
    const period = { by: "period", from: 5, to: 5, asOf: AS_OF } as const;
    expect(thrown(() => churn([], period)).message).toBe("to must be after from, 5, got 5");
    expect(thrown(() => churn([], { by: "month" } as never)).message).toBe(
      'by must be "horizon" or "period", got "month"',
    );
    const horizon = { by: "horizon", within: 5, asOf: AS_OF } as const;
    expect(
      thrown(() =>
        churn(
          [
            { start: 1, end: 2 },
            { start: 3, end: 2 },
          ],
          horizon,
        ),
      ).message,
    ).toBe("end must not be before start (3), got 2 at index 1");
    expect(thrown(() => winBack([{ churned: 3, back: "4" } as never], horizon)).message).toMatch(
      /^back must be a Date/,
    );
  });
});

describe("churnReasons", () => {
  it("adds up to one, in order, and marks the fewest that reach the vital share", () => {
    fc.assert(
      fc.property(fc.array(reasons), fc.constantFrom("left-out" as const, "counted" as const), (left, unknown) => {
        const result = churnReasons(left, { unknown, involuntary: ["moved"] });
        expectPlain(result);
        const sum = result.reasons.reduce((total, { share }) => total + share, 0);
        const whole = unknown === "counted" ? 1 - (result.unknownShare ?? 0) : 1;
        if (result.reasons.length > 0) expect(sum).toBeCloseTo(whole, 12);
        result.reasons.forEach((each, place) => {
          const next = result.reasons[place + 1];
          if (next) expect(each.amount).toBeGreaterThanOrEqual(next.amount - 1e-9);
          const before = result.reasons[place - 1]?.cumulative ?? 0;
          expect(each.isVital).toBe(result.vitalFew.length > 0 && before < 0.8 - 1e-12);
        });
        expect(result.vitalFew).toEqual(result.reasons.filter((each) => each.isVital).map((each) => each.reason));
        if (result.vitalFew.length === 0 && result.reasons.length > 0) expect(whole).toBeLessThan(0.8);
        expect(result.count).toBe(left.length);
        const [chosen, all] = [result.reasons.filter(({ isVoluntary }) => isVoluntary), result.reasons].map((some) =>
          some.reduce((total, { amount }) => total + amount, 0),
        ) as [number, number];
        for (const { reason, isVoluntary } of result.reasons) expect(isVoluntary).toBe(reason !== "moved");
        if (all === 0) expect(result.voluntaryShare).toBeNull();
        else expect(result.voluntaryShare).toBeCloseTo(chosen / all, 12);
        if (left.length > 0) expect(result.unknownShare).toBeCloseTo(result.unknown / left.length, 12);
      }),
    );
  });

  it("breaks ties by the name, also of parts of customers", () => {
    const thirds = ["b", "c", "d"];
    const result = churnReasons(["a", thirds, thirds, thirds]);
    expect(result.reasons.map((each) => each.reason)).toEqual(["a", "b", "c", "d"]);
    expect(churnReasons(["b", "a"]).reasons.map((each) => each.reason)).toEqual(["a", "b"]);
  });

  it("reaches the vital share at just that share", () => {
    const left = [..."aaaaaaaabc"];
    expect(churnReasons(left).vitalFew).toEqual(["a"]);
    expect(churnReasons(left, { vitalShare: 0.81 }).vitalFew).toEqual(["a", "b"]);
    expect(churnReasons(["a", null], { unknown: "counted" }).vitalFew).toEqual([]);
  });

  it("refuses what is no reason", () => {
    expect(thrown(() => churnReasons(["a", 7 as never])).message).toBe(
      "reason must be a string or an array of strings, got 7 at index 1",
    );
    expect(thrown(() => churnReasons([["a", "a"]])).message).toContain("must each come once");
    for (const vitalShare of [0, 1.01, Number.NaN]) {
      expect(thrown(() => churnReasons([], { vitalShare })).message).toContain("vitalShare must be above 0 up to 1");
    }
    expect(churnReasons(["a", "b"], { vitalShare: 1 }).vitalFew).toEqual(["a", "b"]);
    expect(thrown(() => churnReasons([], { unknown: "no" as never })).message).toContain("unknown must be");
  });
});

describe("acquisition", () => {
  it("shares traffic and conversions out, and agrees with measureBy", () => {
    fc.assert(
      fc.property(fc.array(visit), fc.constantFrom("first" as const, "last" as const), (visits, attribution) => {
        const result = acquisition(visits, { attribution });
        expectPlain(result);
        const sourceOf = ({ source }: Visit) =>
          typeof source === "string" ? source : (source?.at(attribution === "first" ? 0 : -1) ?? null);
        const expected = measureBy(shareMetric(), visits, sourceOf, { value: (each): Outcome => each.converted });
        const names = [...expected.keys()].filter((key) => key !== null).sort();
        names.sort((one, other) => expected.get(other)!.numerator - expected.get(one)!.numerator);
        expect(result.sources.map(({ source }) => source)).toEqual(names);
        expect(result.definition).toEqual({ metric: "acquisition", attribution });
        for (const each of result.sources) {
          const { numerator, denominator, pending, missing } = expected.get(each.source)!;
          expect(each).toMatchObject({ numerator, denominator, pending, missing });
          const own = each.rate! / (result.numerator - result.unknown.numerator);
          if (each.conversionIndex !== null) {
            expect(each.conversionIndex).toBeCloseTo(own * (result.denominator - result.unknown.denominator), 10);
          }
        }
        const sum = (share: "trafficShare" | "conversionShare") =>
          result.sources.reduce((total, each) => total + (each[share] ?? 0), 0);
        if (result.denominator > result.unknown.denominator) expect(sum("trafficShare")).toBeCloseTo(1, 12);
        if (result.numerator > result.unknown.numerator) expect(sum("conversionShare")).toBeCloseTo(1, 12);
      }),
    );
  });

  it("ranks shrunken rates", () => {
    const visits = Array.from({ length: 60 }, (_, i) => ({ source: `s${i % 5}`, converted: i % 7 < (i % 5) + 1 }));
    const result = acquisition(visits);
    const ranked = rankSources(result);
    expect(ranked).toEqual(shrinkShares(new Map(result.sources.map((each) => [each.source, each]))));
  });

  it("refuses what is no source", () => {
    expect(thrown(() => acquisition([{ source: 5 as never, converted: true }])).message).toBe(
      "source must be a string, an array of strings or null, got 5 at index 0",
    );
    expect(thrown(() => acquisition([], { attribution: "middle" as never })).message).toContain("attribution must be");
  });
});

const horizon = { within: 30, asOf: AS_OF };
itKeepsTheLaws(
  "churn",
  () => churnMetric({ by: "period", from: 20, to: 60, asOf: AS_OF }),
  { observation: spell },
  {
    headline: (result) => result.rate,
    foreign: [tally(churnMetric({ by: "horizon", ...horizon }), [])],
  },
);
itKeepsTheLaws(
  "winBack",
  () => winBackMetric(horizon),
  { observation: departure },
  {
    headline: (result) => result.rate,
    foreign: [tally(winBackMetric({ within: 31, asOf: AS_OF }), [])],
  },
);
itKeepsTheLaws(
  "churnReasons",
  () => churnReasonsMetric({ involuntary: ["moved"] }),
  { observation: reasons },
  {
    headline: (result) => result.unknownShare,
    jumps: ["reasons", "vitalFew"],
  },
);
itKeepsTheLaws(
  "acquisition",
  () => acquisitionMetric(),
  { observation: visit },
  {
    headline: (result) => result.rate,
    foreign: [tally(acquisitionMetric({ attribution: "last" }), [])],
    jumps: ["sources"],
  },
);

describe("a departure that is none", () => {
  it("is refused, and is not one without return", () => {
    for (const none of [false, 0, "", true]) {
      const error = thrown(() => winBack([none as unknown as Departure], { within: 10, asOf: 100 }));
      expect(error.message).toMatch(/^churned must be a Date/);
    }
    expect(winBack([null, undefined], { within: 10, asOf: 100 })).toMatchObject({ rate: null, missing: 2 });
  });
});

describe("a vital share next to 0", () => {
  it("is reached by the commonest reason, not by none", () => {
    expect(churnReasons(["price", "price", "moved"], { vitalShare: 1e-13 }).vitalFew).toEqual(["price"]);
  });
});
