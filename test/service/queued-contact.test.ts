import { abandonmentRate, averageSpeedOfAnswer, queuedContacts, serviceLevel } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generated, thrown } from "../laws.ts";

interface Call {
  readonly queued: unknown;
  readonly answered?: unknown;
  readonly abandoned?: unknown;
}

const asOf = 100;
const read = (calls: Iterable<Call>) =>
  queuedContacts(calls, {
    queued: (call) => call.queued as number,
    answered: (call) => call.answered as number | undefined,
    abandoned: (call) => call.abandoned as number | null,
    asOf,
  });

describe("queuedContacts", () => {
  it("finds outcomes and waits as of a moment: what happened later has not happened yet", () => {
    const calls = [
      { queued: 10, answered: 10 },
      { queued: 10, answered: 100 },
      { queued: 10, answered: 101 },
      { queued: new Date(10), abandoned: { epochMilliseconds: 30 } },
      { queued: 10, abandoned: 101 },
      { queued: 100, answered: null, abandoned: null },
    ];
    expect(read(generated(calls))).toEqual([
      { outcome: "answered", wait: 0 },
      { outcome: "answered", wait: 90 },
      { outcome: "waiting", wait: 90 },
      { outcome: "abandoned", wait: 20 },
      { outcome: "waiting", wait: 90 },
      { outcome: "waiting", wait: 0 },
    ]);
    expect(read([])).toEqual([]);
  });

  it("refuses a contact that cannot be, with its index", () => {
    const table: readonly (readonly [call: Call, message: RegExp])[] = [
      [{ queued: 101 }, /^queued must not be after asOf \(100\), got 101 at index 1$/],
      [{ queued: 10, answered: 9 }, /^answered must not be before queued \(10\), got 9 at index 1$/],
      [{ queued: 10, abandoned: 9 }, /^abandoned must not be before queued \(10\), got 9 at index 1$/],
      [{ queued: 10, answered: 12, abandoned: 12 }, /^abandoned must be null where .* got 12 at index 1$/],
      [{ queued: "10" }, /^queued must be a Date.* got "10" at index 1$/],
      [{ queued: 1.5 }, /^queued must be a Date.* got 1.5 at index 1$/],
      [{ queued: 1, answered: Number.NaN }, /^answered must be a Date.* got NaN at index 1$/],
    ];
    for (const [call, message] of table) expect(thrown(() => read([{ queued: 1 }, call])).message).toMatch(message);
    expect(() => queuedContacts(5 as never, {} as never)).toThrow(/^rows must be iterable/);
    expect(() => queuedContacts([], {} as never)).toThrow(/^asOf must be/);
  });

  it("leaves out, where it is told so, contacts that cannot be, for the metrics to count", () => {
    const times = {
      queued: (call: Call) => call.queued as number,
      answered: (call: Call) => call.answered as number | undefined,
      abandoned: (call: Call) => call.abandoned as number | undefined,
      asOf,
    };
    const wrong: readonly Call[] = [
      { queued: 101 },
      { queued: 10, answered: 9 },
      { queued: 10, abandoned: 9 },
      { queued: 10, answered: 12, abandoned: 12 },
      { queued: null },
      { queued: 1, answered: Number.NaN },
    ];
    const good: readonly Call[] = [{ queued: 10, answered: 15 }, { queued: 10, abandoned: 40 }, { queued: 90 }];
    const calls = [...wrong.slice(0, 3), ...good, ...wrong.slice(3)];
    const contacts = queuedContacts(calls, { ...times, invalid: "exclude" });
    const left = { outcome: "excluded", wait: null };
    expect(contacts).toEqual([left, left, left, ...queuedContacts(good, times), left, left, left]);
    for (const weight of [undefined, () => 2]) {
      const weighing = weight ? { weight } : {};
      const expected = { pending: 1, missing: 0, excluded: 6 };
      expect(serviceLevel(contacts, { within: 20, ...weighing })).toMatchObject({ rate: 0.5, ...expected });
      expect(abandonmentRate(contacts, weighing)).toMatchObject({ rate: 0.5, ...expected });
      expect(averageSpeedOfAnswer(contacts, weighing)).toMatchObject({ mean: 5, abandoned: 1, ...expected });
    }
    for (const call of wrong) {
      expect(() => queuedContacts([call], times)).toThrow();
      expect(() => queuedContacts([call], { ...times, invalid: "reject" })).toThrow();
    }
    expect(() => queuedContacts([], { ...times, invalid: "drop" as never })).toThrow(
      'invalid must be "reject" or "exclude", got "drop"',
    );
    // An error of the caller's own functions is no matter of the contact.
    const broken = {
      ...times,
      invalid: "exclude",
      answered: () => (undefined as never as Call[])[0]!.queued as number,
    };
    expect(() => queuedContacts(good, broken as never)).toThrow(TypeError);
  });

  it("never waits longer as of an earlier moment", () => {
    const call = fc.record({ queued: fc.nat(50), took: fc.nat(80), outcome: fc.constantFrom("answered", "abandoned") });
    fc.assert(
      fc.property(fc.array(call), fc.integer({ min: 50, max: 200 }), (calls, moment) => {
        const left = (name: string) => (c: (typeof calls)[number]) => (c.outcome === name ? c.queued + c.took : null);
        const contacts = queuedContacts(calls, {
          queued: (c) => c.queued,
          answered: left("answered"),
          abandoned: left("abandoned"),
          asOf: moment,
        });
        contacts.forEach(({ outcome, wait }, index) => {
          const { queued, took, outcome: ends } = calls[index]!;
          expect(wait).toBe(Math.min(took, moment - queued));
          expect(outcome).toBe(queued + took <= moment ? ends : "waiting");
        });
      }),
    );
  });
});
