import {
  kaplanMeier,
  restrictedMeanSurvivalTime,
  type SurvivalMethod,
  survivalAt,
  survivalBand,
  survivalInterval,
  survivalQuantile,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
import { cases, jackknifeVariance, survivalByDefinition, weightedCases } from "./survival-oracles.ts";

const methods: SurvivalMethod[] = ["log-log", "log", "plain"];
const at = (time: number, event = true) => ({ time, event });
const near = { relative: 1e-11, absolute: 1e-12 };

describe("kaplanMeier", () => {
  it("counts those at risk, and events before those last seen at the same time", () => {
    const curve = kaplanMeier([at(3, false), at(1), at(3), at(3), at(7, false)]);
    expect(curve).toEqual({
      median: 3,
      count: 5,
      events: 3,
      censored: 2,
      excluded: 0,
      steps: [
        { time: 1, atRisk: 5, events: 1, censored: 0, survival: 0.8, standardError: expect.closeTo(0.178885, 6) },
        { time: 3, atRisk: 4, events: 2, censored: 1, survival: 0.4, standardError: expect.closeTo(0.219089, 6) },
        { time: 7, atRisk: 1, events: 0, censored: 1, survival: 0.4, standardError: expect.closeTo(0.219089, 6) },
      ],
      definition: { metric: "survival" },
    });
  });

  it("reads rows of any kind, once", () => {
    const rows = [
      { days: 4, gone: 1 },
      { days: 2, gone: 0 },
    ] as const;
    const reading = { time: (row: (typeof rows)[number]) => row.days, event: (row: (typeof rows)[number]) => row.gone };
    const curve = kaplanMeier([at(2, false), at(4)]);
    expect(kaplanMeier(rows, reading)).toEqual(curve);
    expect(kaplanMeier(new Set(rows).values(), reading)).toEqual(curve);
  });

  it("has no median where nobody came, and where half are still open", () => {
    expect(kaplanMeier([])).toEqual({
      median: null,
      count: 0,
      events: 0,
      censored: 0,
      excluded: 0,
      steps: [],
      definition: { metric: "survival" },
    });
    expect(kaplanMeier([at(1), at(2, false), at(2, false)]).median).toBeNull();
  });

  it("takes time 0, and both zeros for one", () => {
    const curve = kaplanMeier([at(0), at(-0), at(0, false), at(1)]);
    expect(curve.steps.map(({ time, events, survival }) => [time, events, survival])).toEqual([
      [0, 2, 0.5],
      [1, 1, 0],
    ]);
    expect(Object.is(curve.steps[0]!.time, 0)).toBe(true);
  });

  it("refuses what is no time, no event and no weight, and says where", () => {
    for (const time of [-1, -5e-324, Number.NaN, Infinity, 2e140]) {
      expect(() => kaplanMeier([at(1), at(time)])).toThrow(RangeError);
      expect(() => kaplanMeier([at(1), at(time)])).toThrow(
        `time must be a number from 0 to 1e140 (of an open case, the time so far), got ${time} at index 1`,
      );
    }
    for (const time of [null, undefined, "5", 5n, new Date(5)]) {
      expect(() => kaplanMeier([at(time as never)])).toThrow(TypeError);
    }
    for (const event of [2, -1, Number.NaN, null, undefined, "yes"]) {
      expect(() => kaplanMeier([{ time: 1, event: event as never }])).toThrow(
        /^event must be true or false, or 1 or 0, got .* at index 0$/,
      );
    }
    expect(() => kaplanMeier([null as never])).toThrow(/got undefined at index 0/);
    expect(() => kaplanMeier([at(1)], { weight: () => -1 })).toThrow(/weight must be .* got -1 at index 0/);
    expect(() => kaplanMeier("abc" as never)).toThrow(TypeError);
    expect(() => kaplanMeier(undefined as never)).toThrow(TypeError);
  });

  it("is the product over the deaths, whatever comes", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const curve = kaplanMeier(rows);
        expect([curve.count, curve.events + curve.censored]).toEqual([rows.length, rows.length]);
        for (const step of curve.steps) {
          expectNear(step.survival, survivalByDefinition(rows, step.time), `survival at ${step.time}`, near);
          expect(step.atRisk).toBe(rows.filter((row) => row.time >= step.time).length);
          expect(step.survival >= 0 && step.survival <= 1 && !Object.is(step.survival, -0)).toBe(true);
        }
        const levels = curve.steps.map((step) => step.survival);
        expect(levels).toEqual([...levels].sort((a, b) => b - a));
      }),
    );
  });

  it("is just 1 less the share until then where everybody has had the event", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 60 }), (times) => {
        for (const { time, survival, standardError } of kaplanMeier(times.map((when) => at(when))).steps) {
          const left = times.filter((when) => when > time).length;
          expect(survival).toBe(left / times.length);
          if (left > 0) {
            const binomial = Math.sqrt((survival * (1 - survival)) / times.length);
            expectNear(standardError, binomial, `error at ${time}`, near);
          }
        }
      }),
    );
  });

  it("does not mind the order", () => {
    fc.assert(
      fc.property(
        cases.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(kaplanMeier(shuffled)).toEqual(kaplanMeier(rows));
        },
      ),
    );
  });

  it("leaves what it is given", () => {
    const rows = Object.freeze([3, 1, 2].map((time) => Object.freeze(at(time))));
    const curve = kaplanMeier(rows);
    Object.freeze(curve.steps);
    survivalBand(curve);
    expect(JSON.parse(JSON.stringify(curve))).toEqual(curve);
    expect(rows.map((row) => row.time)).toEqual([3, 1, 2]);
  });
});

describe("weighted survival", () => {
  const weight = (row: { readonly weight: number }) => row.weight;

  it("is that without weights where all are equal", () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (rows, heavy) => {
        const plain = kaplanMeier(rows).steps;
        kaplanMeier(rows, { weight: () => heavy }).steps.forEach((step, place) => {
          const { survival, standardError, time, atRisk, events, censored } = plain[place]!;
          expect([step.time, step.atRisk, step.events, step.censored]).toEqual([time, atRisk, events, censored]);
          expectNear(step.survival, survival, `survival at ${time}`, near);
          if (standardError === null) expect(step.standardError).toBeNull();
          else expectNear(step.standardError, standardError, `error at ${time}`, { relative: 1e-9, absolute: 1e-9 });
        });
      }),
    );
  });

  it("is that of as many people where weights are whole, and of nobody where they are 0", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.boolean(), fc.nat(3)), { maxLength: 20 }), (rows) => {
        const repeated = rows.flatMap(([time, event, times]) => Array.from({ length: times }, () => at(time, event)));
        const curve = kaplanMeier(rows, { time: ([t]) => t, event: ([, e]) => e, weight: ([, , w]) => w });
        expect(curve.excluded).toBe(rows.filter(([, , times]) => times === 0).length);
        expect(curve.weight).toBe(repeated.length);
        curve.steps.forEach((step, place) => {
          expectNear(step.survival, kaplanMeier(repeated).steps[place]!.survival, `survival at ${step.time}`, near);
        });
      }),
    );
  });

  it("has the error of its people's influences, and so has its restricted mean", () => {
    fc.assert(
      fc.property(weightedCases, fc.double({ min: 0.5, max: 9, noNaN: true }), (rows, until) => {
        const curve = kaplanMeier(rows, { time: (row) => row.time, event: (row) => row.event, weight });
        for (const { time, survival, standardError } of curve.steps) {
          expectNear(survival, survivalByDefinition(rows, time), `survival at ${time}`, near);
          if (standardError === null) continue;
          const error = Math.sqrt(jackknifeVariance(rows, (some) => survivalByDefinition(some, time)));
          expectNear(standardError, error, `error at ${time}`, { relative: 1e-5, absolute: 1e-7 });
        }
        const { estimate, standardError } = restrictedMeanSurvivalTime(curve, { until });
        if (estimate === null) return;
        const area = (some: typeof rows) => {
          const times = [0, ...new Set(some.map((row) => row.time))]
            .filter((time) => time < until)
            .sort((a, b) => a - b);
          return times.reduce((sum, time, place) => {
            return sum + survivalByDefinition(some, time) * ((times[place + 1] ?? until) - time);
          }, 0);
        };
        expectNear(estimate, area(rows), "area", near);
        const error = Math.sqrt(jackknifeVariance(rows, (some) => area([...some])));
        expectNear(standardError, error, "error of the area", { relative: 1e-5, absolute: 1e-6 });
      }),
    );
  });

  it("keeps its numbers finite with weights at the ends of what is allowed", () => {
    const rows = [at(1), at(2, false), at(3), at(4), at(5, false)];
    for (const weights of [
      [1e70, 1e-70, 1, 1e70, 1e-70],
      [1e-70, 1e70, 1e70, 1e-70, 1e-70],
    ]) {
      const curve = kaplanMeier(rows, { weight: (_, index) => weights[index]! });
      for (const method of methods) {
        for (const step of survivalBand(curve, { method })) {
          for (const number of [step.estimate, step.lower, step.upper]) expect(Number.isFinite(number ?? 0)).toBe(true);
        }
      }
      expect(Number.isFinite(restrictedMeanSurvivalTime(curve).standardError)).toBe(true);
    }
  });
});

describe("survivalAt and survivalInterval", () => {
  const curve = kaplanMeier([at(2), at(4, false), at(6)]);

  it("hold from one step to the next, and nowhere beyond what was seen", () => {
    expect([0, 1.9, 2, 3.9, 4, 5.9, 6, 99].map((time) => survivalAt(curve, time).survival)).toEqual([
      1,
      1,
      2 / 3,
      2 / 3,
      2 / 3,
      2 / 3,
      0,
      0,
    ]);
    expect([0, 2, 2.1, 4, 4.1, 6, 6.1].map((time) => survivalAt(curve, time).atRisk)).toEqual([3, 3, 2, 2, 1, 1, 0]);
    const open = kaplanMeier([at(2), at(4, false)]);
    expect(survivalAt(open, 4)).toMatchObject({ survival: 0.5, atRisk: 1 });
    expect(survivalAt(open, 4.1)).toMatchObject({ survival: null, atRisk: 0, reason: "nobody was seen for so long" });
    expect(survivalAt(kaplanMeier([]), 1)).toMatchObject({ survival: null, reason: "the sample is empty" });
  });

  it("say why there are no limits", () => {
    expect(survivalInterval(curve, 1)).toMatchObject({ estimate: 1, lower: null, reason: "nothing has happened yet" });
    expect(survivalInterval(curve, 1, { method: "plain" })).toMatchObject({ estimate: 1, lower: 1, upper: 1 });
    expect(survivalInterval(curve, 6)).toMatchObject({ estimate: 0, upper: null, reason: "nobody is left" });
    expect(survivalInterval(kaplanMeier([]), 1).reason).toBe("the sample is empty");
  });

  it("refuse what is no time, method or confidence", () => {
    expect(() => survivalAt(curve, -1)).toThrow("time must be a number from 0 to 1e140");
    expect(() => survivalInterval(curve, Number.NaN)).toThrow(RangeError);
    expect(() => survivalInterval(curve, 1, { method: "logit" as never })).toThrow(
      'method must be "log-log" or "log" or "plain", got "logit"',
    );
    expect(() => survivalInterval(curve, 1, { confidence: 95 })).toThrow("confidence must be a number between 0 and 1");
  });

  it("hold the estimate, within 0 and 1, and grow with the confidence", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...methods), (rows, method) => {
        const [narrow, wide] = [0.5, 0.999].map((confidence) =>
          survivalBand(kaplanMeier(rows), { method, confidence }),
        );
        narrow!.forEach(({ estimate, lower, upper, reason }, place) => {
          if (lower === null || upper === null) {
            expect(reason).toMatch(/\w/);
            return;
          }
          const slack = 1e-12;
          expect(0 <= lower && lower <= estimate! + slack && estimate! <= upper + slack && upper <= 1).toBe(true);
          expect(wide![place]!.lower! <= lower + slack && upper <= wide![place]!.upper! + slack).toBe(true);
        });
      }),
    );
  });
});

describe("survivalQuantile", () => {
  it("is the first time by which so many have had the event, or the middle of a level run", () => {
    const four = kaplanMeier([at(1), at(2), at(3), at(4)]);
    expect([0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 1].map((p) => survivalQuantile(four, p).estimate)).toEqual([
      1, 1.5, 2, 2.5, 3.5, 4, 4,
    ]);
    // A level run reaches over those last seen in it, and ends where the curve ends.
    expect(kaplanMeier([at(1), at(1), at(2, false), at(4)]).median).toBe(2.5);
    expect(kaplanMeier([at(1), at(2, false), at(1), at(5, false)]).median).toBe(3);
    expect(kaplanMeier([at(1, false), at(3), at(3, false)]).median).toBe(3);
  });

  it("finds 1 − 0.9 where the curve is 0.1", () => {
    const ten = kaplanMeier(Array.from({ length: 10 }, (_, index) => at(index + 1)));
    expect(survivalQuantile(ten, 0.9).estimate).toBe(9.5);
  });

  it("is not reached where too few have had the event", () => {
    const curve = kaplanMeier([at(1), at(2, false), at(3, false)]);
    expect(survivalQuantile(curve, 0.5)).toMatchObject({ estimate: null, reason: "the share is not reached" });
    expect(survivalQuantile(kaplanMeier([]), 0.5)).toMatchObject({ estimate: null, reason: "the sample is empty" });
    const known = kaplanMeier(Array.from({ length: 12 }, (_, index) => at(index + 1)));
    expect(survivalQuantile(known, 0.5).reason).toBeUndefined();
    const late = survivalQuantile(known, 0.9);
    expect(late).toMatchObject({ upper: null, reason: "the upper limit is not reached" });
    expect([late.estimate, late.lower].includes(null)).toBe(false);
    for (const p of [0, -0.1, 1.1, 50, Number.NaN]) expect(() => survivalQuantile(curve, p)).toThrow(RangeError);
    expect(() => survivalQuantile(curve, "0.5" as never)).toThrow(TypeError);
    for (const none of [undefined, null, {}, { steps: 5 }]) {
      expect(() => survivalQuantile(none as never, 0.5)).toThrow(/^curve must be what kaplanMeier gives, got /);
    }
  });

  it("rises with p, lies within its limits, and is 1 less the curve read the other way", () => {
    const p = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(cases, p, p, fc.constantFrom(...methods), (rows, one, other, method) => {
        const curve = kaplanMeier(rows);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const { estimate, lower, upper } = survivalQuantile(curve, low, { method });
        const later = survivalQuantile(curve, high).estimate;
        if (later !== null) expect(estimate).toBeLessThanOrEqual(later);
        if (estimate === null) {
          expect(curve.steps.every((step) => step.survival > 1 - low)).toBe(true);
          return;
        }
        expect(survivalAt(curve, estimate).survival).toBeLessThanOrEqual(1 - low + 1e-12);
        if (lower !== null) expect(lower).toBeLessThanOrEqual(estimate);
        if (upper !== null) expect(upper).toBeGreaterThanOrEqual(estimate);
      }),
    );
  });
});

describe("restrictedMeanSurvivalTime", () => {
  it("is the mean of the times cut off, where all are known", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 1, max: 60, noNaN: true }),
        (times, until) => {
          const { estimate, standardError } = restrictedMeanSurvivalTime(kaplanMeier(times.map((time) => at(time))), {
            until,
          });
          const cut = times.map((time) => Math.min(time, until));
          const mean = cut.reduce((sum, time) => sum + time, 0) / times.length;
          expectNear(estimate, mean, "mean", near);
          const variance = cut.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length ** 2;
          expectNear(standardError, Math.sqrt(variance), "error", { relative: 1e-9, absolute: 1e-7 });
        },
      ),
    );
  });

  it("needs somebody who was seen for so long", () => {
    const curve = kaplanMeier([at(2), at(4, false)]);
    expect(restrictedMeanSurvivalTime(curve)).toMatchObject({ estimate: 3, until: 4 });
    expect(restrictedMeanSurvivalTime(curve, { until: 5 })).toMatchObject({
      estimate: null,
      lower: null,
      standardError: null,
      until: 5,
      reason: "nobody was seen for so long",
    });
    expect(restrictedMeanSurvivalTime(kaplanMeier([at(2), at(4)]), { until: 5 }).estimate).toBe(3);
    expect(restrictedMeanSurvivalTime(kaplanMeier([]))).toMatchObject({ until: null, reason: "the sample is empty" });
  });

  it("has no limits without a spread, and limits from 0 to until with one", () => {
    expect(restrictedMeanSurvivalTime(kaplanMeier([at(3)]))).toMatchObject({ estimate: 3, lower: null, upper: null });
    expect(restrictedMeanSurvivalTime(kaplanMeier([at(3, false)])).reason).toMatch(/no spread/);
    const { lower, upper } = restrictedMeanSurvivalTime(kaplanMeier([at(1), at(9)]), { confidence: 0.999 });
    expect([lower, upper]).toEqual([0, 9]);
    const ten = kaplanMeier(Array.from({ length: 10 }, (_, index) => at(index + 1)));
    const found = restrictedMeanSurvivalTime(ten, { until: 8, confidence: 0.95 });
    const reach = 1.959963984540054 * found.standardError!;
    expect(found.lower).toBeCloseTo(found.estimate! - reach, 12);
    expect(found.upper).toBeCloseTo(found.estimate! + reach, 12);
    for (const until of [0, -1, Number.NaN, Infinity]) {
      expect(() => restrictedMeanSurvivalTime(kaplanMeier([at(1)]), { until })).toThrow(
        "until must be a number above 0",
      );
    }
  });

  it("stays finite with the longest times", () => {
    const { estimate, standardError } = restrictedMeanSurvivalTime(kaplanMeier([at(1e140), at(1), at(1e139)]));
    expect(Number.isFinite(estimate) && Number.isFinite(standardError)).toBe(true);
  });
});
