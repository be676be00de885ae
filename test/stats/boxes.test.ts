import {
  bottomBox,
  ces,
  csat,
  netBox,
  nps,
  ratings,
  ratingsFromCounts,
  ratingsMetric,
  rescaledMean,
  type Scale,
  topBox,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn, pointOf, scale, weight } from "../arbitraries.ts";
import { expectClose, expectPlain } from "../laws.ts";

const five = (counts: readonly number[]) =>
  ratingsMetric({ scale: [1, 5] }).read(ratingsFromCounts(counts, { scale: [1, 5], missing: 3, excluded: 2 }));

/** A scale of at least `points` points, some people on it with weights, and places of two thresholds. */
const weighed = scale.chain((on) =>
  fc.record({
    on: fc.constant(on),
    rows: fc.array(fc.tuple(answerOn(on), weight), { maxLength: 20 }),
    one: pointOf(on),
    other: pointOf(on),
  }),
);

describe("topBox and bottomBox", () => {
  it("are shares of the answers at one end of the scale", () => {
    expect(topBox(five([10, 10, 20, 40, 20]), 4)).toStrictEqual({
      rate: 0.6,
      numerator: 60,
      denominator: 100,
      pending: 0,
      missing: 3,
      excluded: 2,
      definition: { metric: "topBox", scale: [1, 5], from: 4 },
    });
    expect(bottomBox(five([10, 10, 20, 40, 20]), 2)).toStrictEqual({
      rate: 0.2,
      numerator: 20,
      denominator: 100,
      pending: 0,
      missing: 3,
      excluded: 2,
      definition: { metric: "bottomBox", scale: [1, 5], to: 2 },
    });
  });

  it("have no rate where nobody answered", () => {
    expect(topBox(five([0, 0, 0, 0, 0]), 4)).toMatchObject({ rate: null, numerator: 0, denominator: 0 });
    expect(bottomBox(five([0, 0, 0, 0, 0]), 4).rate).toBe(null);
  });

  it("count from their threshold on, at every point", () => {
    for (const on of [
      [1, 5],
      [0, 10],
      [-2, 2],
      [0, 1],
    ] satisfies Scale[]) {
      const [low, high] = on;
      for (let answer = low; answer <= high; answer++) {
        const one = ratings([answer], { scale: on });
        for (let from = low + 1; from <= high; from++) expect(topBox(one, from).numerator).toBe(answer >= from ? 1 : 0);
        for (let to = low; to < high; to++) expect(bottomBox(one, to).numerator).toBe(answer <= to ? 1 : 0);
      }
    }
  });

  it("refuse a threshold that leaves nothing or everything", () => {
    const some = five([1, 1, 1, 1, 1]);
    for (const wrong of [1, 0, 6, 2.5, Number.NaN]) {
      expect(() => topBox(some, wrong)).toThrow(
        new RangeError(`from must be a whole number from 2 to 5, got ${wrong}`),
      );
    }
    for (const wrong of [0, 5, 6, 2.5]) {
      expect(() => bottomBox(some, wrong)).toThrow(
        new RangeError(`to must be a whole number from 1 to 4, got ${wrong}`),
      );
    }
    expect(() => topBox(some, "4" as never)).toThrow(TypeError);
    expect(() => topBox(some, undefined as never)).toThrow(TypeError);
  });
});

describe("netBox", () => {
  it("is the share of the top less the share of the bottom, times 100", () => {
    expect(netBox(five([10, 10, 20, 40, 20]), { topFrom: 4, bottomTo: 2 })).toStrictEqual({
      score: 40,
      count: 100,
      top: 60,
      middle: 20,
      bottom: 20,
      missing: 3,
      excluded: 2,
      definition: { metric: "netBox", scale: [1, 5], topFrom: 4, bottomTo: 2, direction: "higher-is-better" },
    });
  });

  it("turns round where lower is better", () => {
    const turned = netBox(five([10, 10, 20, 40, 20]), { topFrom: 2, bottomTo: 4, direction: "lower-is-better" });
    expect(turned).toMatchObject({ score: -40, top: 20, middle: 20, bottom: 60 });
  });

  it("is 0, and never −0, where the two balance, and null where nobody answered", () => {
    expect(netBox(five([1, 0, 0, 0, 1]), { topFrom: 4, bottomTo: 2 }).score).toBe(0);
    expect(netBox(five([0, 0, 1, 0, 0]), { topFrom: 4, bottomTo: 2 }).score).toBe(0);
    expect(netBox(five([0, 0, 0, 0, 0]), { topFrom: 4, bottomTo: 2 }).score).toBe(null);
  });

  it("sorts every point under every pair of thresholds, in both directions", () => {
    const on: Scale = [-1, 3];
    for (let answer = -1; answer <= 3; answer++) {
      const one = ratings([answer], { scale: on });
      for (let topFrom = -1; topFrom <= 3; topFrom++) {
        for (let bottomTo = -1; bottomTo <= 3; bottomTo++) {
          const isUp = bottomTo < topFrom;
          const isDown = bottomTo > topFrom;
          const up = () => netBox(one, { topFrom, bottomTo });
          const down = () => netBox(one, { topFrom, bottomTo, direction: "lower-is-better" });
          if (isUp) expect(up().score).toBe(answer >= topFrom ? 100 : answer <= bottomTo ? -100 : 0);
          else expect(up).toThrow(RangeError);
          if (isDown) expect(down().score).toBe(answer <= topFrom ? 100 : answer >= bottomTo ? -100 : 0);
          else expect(down).toThrow(RangeError);
        }
      }
    }
    expect(() => netBox(five([1, 1, 1, 1, 1]), { topFrom: 4, bottomTo: 2, direction: "up" as never })).toThrow(
      new TypeError('direction must be "higher-is-better" or "lower-is-better", got "up"'),
    );
  });
});

describe("a threshold of −0", () => {
  it("is one of 0, in every definition", () => {
    const on: Scale = [-2, 2];
    const some = ratings([-1, 0, 1], { scale: on });
    for (const result of [
      topBox(some, -0),
      bottomBox(some, -0),
      netBox(some, { topFrom: 1, bottomTo: -0 }),
      netBox(some, { topFrom: -0, bottomTo: 1, direction: "lower-is-better" }),
      nps([], { scale: on, promotersFrom: 1, passivesFrom: -0 }),
      csat([], { scale: on, satisfiedFrom: -0 }),
      csat([], { scale: on, satisfiedFrom: 1, dissatisfiedTo: -0 }),
      ces([], { scale: on, direction: "higher-is-easier", easyFrom: -0, difficultTo: -1 }),
    ]) {
      expectPlain(result.definition);
    }
  });
});

describe("rescaledMean", () => {
  it("is 0 at the lowest point, 100 at the highest, null where nobody answered", () => {
    for (const on of [
      [1, 5],
      [0, 1],
      [-3, 3],
      [0, 1000],
    ] satisfies Scale[]) {
      expect(rescaledMean(ratings([on[0], on[0]], { scale: on }))).toBe(0);
      expect(rescaledMean(ratings([on[1]], { scale: on }))).toBe(100);
      expect(rescaledMean(ratings([on[0], on[1]], { scale: on }))).toBe(50);
      expect(rescaledMean(ratings([], { scale: on }))).toBe(null);
    }
  });
});

describe("boxes, properties", () => {
  it("split the sample: what is not in the top box is in the bottom box below it", () => {
    fc.assert(
      fc.property(weighed, fc.boolean(), ({ on, rows, one }, isWeighted) => {
        const options = { scale: on, value: ([answer]: (typeof rows)[number]) => answer };
        const all = ratings(rows, isWeighted ? { ...options, weight: ([, weight]) => weight } : options);
        const from = Math.max(one, on[0] + 1) + 0;
        const top = topBox(all, from);
        const bottom = bottomBox(all, from - 1);
        for (const result of [top, bottom]) expectPlain(result);
        expect(top.numerator + bottom.numerator).toBe(all.count);
        expect(top.denominator).toBe(all.count);
        expect(bottom.rate === null).toBe(top.rate === null);
        if (top.rate === null) return;
        expectClose(top.rate + bottom.rate!, 1);
        expect(top.rate >= 0 && top.rate <= 1).toBe(true);
        expectClose(netBox(all, { topFrom: from, bottomTo: from - 1 }).score, 100 * (top.rate - bottom.rate!), 1e-10);
      }),
    );
  });

  it("keep nets within −100 and 100, and rescaled means within 0 and 100", () => {
    fc.assert(
      fc.property(weighed, ({ on, rows, one, other }) => {
        const all = ratings(rows, { scale: on, value: ([answer]) => answer, weight: ([, weight]) => weight });
        const [bottomTo, topFrom] = one === other ? on : [Math.min(one, other) + 0, Math.max(one, other) + 0];
        const net = netBox(all, { topFrom, bottomTo });
        expectPlain(net);
        expect(net.top + net.middle + net.bottom).toBe(all.count);
        if (net.score === null) return;
        expect(Math.abs(net.score)).toBeLessThanOrEqual(100);
        const rescaled = rescaledMean(all)!;
        expect(rescaled >= 0 && rescaled <= 100).toBe(true);
      }),
    );
  });

  it("never reach over their bounds, whatever one person weighs", () => {
    for (let thousandths = 1; thousandths <= 3000; thousandths++) {
      const one = ratings([5], { scale: [1, 5], weight: () => thousandths / 1000 });
      const { score } = netBox(one, { topFrom: 4, bottomTo: 2 });
      if (score !== 100) expect(score, `${thousandths}`).toBe(100);
      expect(rescaledMean(one)).toBe(100);
    }
  });
});
