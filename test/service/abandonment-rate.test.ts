import { aalenJohansen, abandonmentRate, abandonmentRateMetric, type QueuedContact, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, itKeepsTheLaws } from "../laws.ts";
import { queued, queuedOrNone } from "./queue-arbitraries.ts";

const calls = [
  { outcome: "answered", wait: 0 },
  { outcome: "answered", wait: 70 },
  { outcome: "answered", wait: 3 },
  { outcome: "abandoned", wait: 5 },
  { outcome: "abandoned", wait: 5.5 },
  { outcome: "waiting", wait: 4 },
] as const;

describe("abandonmentRate", () => {
  it("is the share of those who gave up among those answered and those who gave up", () => {
    expect(abandonmentRate([...calls, null])).toStrictEqual({
      rate: 0.4,
      numerator: 2,
      denominator: 5,
      answered: 3,
      shortAbandons: 0,
      pending: 1,
      missing: 1,
      excluded: 0,
      definition: { metric: "abandonmentRate", shortAbandon: null, short: "left-out" },
    });
  });

  it("leaves short abandons out, or takes them for not abandoned, up to and including the threshold", () => {
    expect(abandonmentRate(calls, { shortAbandon: 5 })).toMatchObject({ rate: 0.25, excluded: 1, shortAbandons: 1 });
    const lenient = abandonmentRate(calls, { shortAbandon: 5, short: "not-abandoned" });
    expect(lenient).toMatchObject({ rate: 0.2, denominator: 5, excluded: 0, shortAbandons: 1, answered: 3 });
    expect(abandonmentRate(calls, { shortAbandon: 4.999 })).toMatchObject({ rate: 0.4, shortAbandons: 0 });
    expect(abandonmentRate([{ outcome: "abandoned", wait: 0 }], { shortAbandon: 0 })).toMatchObject({ rate: null });
  });

  it("loses nobody", () => {
    const options = fc.constantFrom({}, { shortAbandon: 5 }, { shortAbandon: 5, short: "not-abandoned" } as const);
    fc.assert(
      fc.property(fc.array(queuedOrNone), options, (list, given) => {
        const result = abandonmentRate(list, given);
        expectPlain(result);
        const { denominator, pending, missing, excluded } = result;
        expect(denominator + pending + missing + excluded).toBe(list.length);
      }),
    );
  });

  it("is the cumulative incidence at the end, where nobody waits any more", () => {
    fc.assert(
      fc.property(fc.array(queued, { minLength: 1 }), (list) => {
        const isOver = ({ outcome }: QueuedContact) => outcome === "answered" || outcome === "abandoned";
        const over = list.filter((contact) => isOver(contact) && typeof contact.wait === "number");
        const exits = aalenJohansen(over, { time: (c) => c.wait!, cause: (c) => c.outcome });
        const last = exits.causes.find(({ cause }) => cause === "abandoned")?.steps.at(-1)?.incidence ?? 0;
        expect(Math.abs(last - (abandonmentRate(over).rate ?? 0))).toBeLessThan(1e-12);
      }),
    );
  });

  it("refuses what is no contact, and options that are none", () => {
    expect(() => abandonmentRate([{ outcome: "abandoned", wait: -3 }])).toThrow("got -3 at index 0");
    expect(() => abandonmentRateMetric({ shortAbandon: -1 })).toThrow(/^shortAbandon must be .* got -1$/);
    expect(() => abandonmentRateMetric({ short: "all" as never })).toThrow(/^short must be .* got "all"$/);
  });
});

itKeepsTheLaws(
  "abandonmentRate",
  () => abandonmentRateMetric({ shortAbandon: 5 }),
  { observation: queuedOrNone },
  { headline: (result) => result.rate, foreign: [tally(abandonmentRateMetric(), [])] },
);

itKeepsTheLaws(
  "abandonmentRate with short ones below",
  () => abandonmentRateMetric({ shortAbandon: 5, short: "not-abandoned" }),
  { observation: queuedOrNone },
  { headline: (result) => result.rate },
);
