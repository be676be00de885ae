import {
  buildJourneys,
  channelPreference,
  channelPreferenceMetric,
  channelSwitching,
  containedJourneys,
  containment,
  containmentMetric,
  type Journey,
  type JourneyEvent,
  measureBy,
  shareInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyName, journeyOf, scoredJourney } from "./experience-journeys.ts";

const through = (...channels: readonly (string | undefined)[]) => journeyOf(channels.map((channel) => ({ channel })));

describe("contacts of a customer at one time", () => {
  it("follow each other in the order of their cases, however the journeys come", () => {
    const contact = (id: string): Journey => ({ ...through("chat"), case: id });
    const options = { within: 50, asOf: 100 };
    const [b, a] = containedJourneys([contact("b"), contact("a")], options);
    expect([a!.outcome, b!.outcome]).toEqual(["repeated", "contained"]);
    expect(containedJourneys([a!.journey, b!.journey], options)).toEqual([a, b]);
  });
});

describe("channelSwitching", () => {
  it("counts switches among pairs of neighbouring contacts", () => {
    const result = channelSwitching([
      through("web", "web", "phone"),
      through("chat"),
      through("chat", "phone", "chat"),
    ]);
    expect(result).toMatchObject({
      switchRate: { rate: 0.75, numerator: 3, denominator: 4 },
      switches: 3,
      pairs: 4,
      singleChannelShare: { rate: 1 / 3, numerator: 1, denominator: 3 },
      multiChannelShare: { rate: 2 / 3, numerator: 2, denominator: 3 },
      count: 3,
    });
    expect(shareInterval(result.switchRate).estimate).toBe(0.75);
  });

  it("passes over contacts without a channel and says how many", () => {
    const result = channelSwitching([through("web", undefined, "web"), through(undefined)]);
    expect(result).toMatchObject({ switches: 0, pairs: 1, unknown: 2, missing: 1, count: 1 });
  });

  it("has no rate without a pair, and no share of nobody", () => {
    expect(channelSwitching([through("web")]).switchRate.rate).toBe(null);
    expect(channelSwitching([]).singleChannelShare.rate).toBe(null);
  });

  it("does not take a journey that may still go on for one that stayed", () => {
    const open = { ...through("web", "web"), status: "open" as const };
    const cut = { ...through("web", "phone"), leftTruncated: true };
    expect(channelSwitching([open, cut])).toMatchObject({ pairs: 2, switches: 1, count: 0, pending: 1, excluded: 1 });
    expect(channelSwitching([open, cut]).singleChannelShare.rate).toBe(null);
    expect(channelSwitching([open, cut], { partial: "include" }).singleChannelShare.rate).toBe(0.5);
  });

  it("keeps channels of any name apart", () => {
    const { transitions } = channelSwitching([through("__proto__", "", "NA", "a>b", "__proto__")]);
    expect(transitions).toEqual([
      { from: "", to: "NA", count: 1 },
      { from: "NA", to: "a>b", count: 1 },
      { from: "__proto__", to: "", count: 1 },
      { from: "a>b", to: "__proto__", count: 1 },
    ]);
  });

  it("counts what a naive count counts", () => {
    fc.assert(
      fc.property(fc.array(scoredJourney, { maxLength: 8 }), (journeys) => {
        const result = channelSwitching(journeys);
        const paths = journeys.map(({ events }) =>
          events.flatMap(({ channel }) => (channel === undefined ? [] : channel)),
        );
        const pairs = paths.flatMap((path) => path.slice(1).map((to, place) => [path[place], to]));
        expect(result.pairs).toBe(pairs.length);
        expect(result.switches).toBe(pairs.filter(([from, to]) => from !== to).length);
        for (const { from, to, count } of result.transitions) {
          expect(pairs.filter((pair) => pair[0] === from && pair[1] === to)).toHaveLength(count);
        }
        const { singleChannelShare: one, multiChannelShare: many, count, pending, missing, excluded } = result;
        expect(one.numerator + many.numerator).toBe(count);
        expect(count + pending + missing + excluded).toBe(journeys.length);
      }),
    );
  });

  it("refuses what is no journey, no channel, no choice", () => {
    expect(() => channelSwitching([{}] as never)).toThrow(/journey must have events, got .* at index 0/);
    expect(() => channelSwitching([through(7 as never)])).toThrow(/channel must be a text, got 7 at index 0/);
    expect(() => channelSwitching([], { partial: "some" as never })).toThrow(TypeError);
  });
});

describe("containment", () => {
  const contact = (customer: string, at: number, channel: string | undefined, activity = "ask") => ({
    customer,
    case: `${customer}${activity === "again" ? "2" : ""}`,
    at,
    activity,
    channel,
  });
  const judged = (events: readonly JourneyEvent[], within = 10, asOf = 1000) =>
    containedJourneys(buildJourneys(events, { asOf, endOn: ["solved"], abandonAfter: 100 }).journeys, {
      within,
      asOf,
    }).map(({ channel, outcome }) => `${channel} ${outcome}`);

  it("judges each journey by what came of it", () => {
    expect(judged([contact("a", 0, "chat"), contact("a", 1, "chat", "solved")])).toEqual(["chat contained"]);
    expect(judged([contact("a", 0, "chat"), contact("a", 1, "web", "solved")])).toEqual(["chat left"]);
    expect(judged([contact("a", 0, "chat")])).toEqual(["chat unresolved"]);
    expect(judged([contact("a", 0, undefined, "solved")])).toEqual(["null null"]);
  });

  it("walks the horizon: a contact just at its end is a repeat, one after it is none", () => {
    for (const [gap, outcome] of [
      [0, "repeated"],
      [9, "repeated"],
      [10, "repeated"],
      [11, "contained"],
    ] as const) {
      const events = [contact("a", 5, "chat", "solved"), { ...contact("a", 5 + gap, "web", "again"), seq: 1 }];
      expect(judged(events)[0], `gap ${gap}`).toBe(`chat ${outcome}`);
    }
  });

  it("is pending until the horizon has passed, even where the customer came back or left already", () => {
    const events = [contact("a", 5, "chat"), contact("a", 6, "web", "solved")];
    expect(judged(events, 10, 15)).toEqual(["chat pending"]);
    expect(judged(events, 10, 16)).toEqual(["chat left"]);
    expect(judged([contact("a", 5, "chat", "solved"), contact("a", 6, "web", "again")], 10, 14)[0]).toBe(
      "chat pending",
    );
  });

  it("keeps those who opted out in the denominator, and those not resolved too", () => {
    const journeys = [
      journeyOf([{ channel: "bot" }], { customer: "a" }),
      journeyOf([{ channel: "bot" }], { customer: "b" }),
      journeyOf([{ channel: "bot" }], { customer: "c", status: "abandoned" }),
      journeyOf([{ channel: "bot" }], { customer: "d", status: "open" }),
      journeyOf([{ channel: "bot" }], { customer: "e", leftTruncated: true }),
    ];
    const result = containment(journeys, { within: 1, asOf: 9, optedOut: ({ customer }) => customer === "b" });
    expect(result).toMatchObject({ rate: 1 / 3, optedOut: 1, unresolved: 1, pending: 1, excluded: 1 });
    expect(result.channels).toMatchObject([{ channel: "bot", numerator: 1, denominator: 3, pending: 1 }]);
  });

  it("takes resolution from whoever knows it", () => {
    const journeys = [true, false, null].map((resolved, n) =>
      journeyOf([{ channel: "web" }], { customer: `${n}`, case: String(resolved) }),
    );
    const result = containment(journeys, {
      within: 1,
      asOf: 9,
      resolved: (journey) => ({ true: true, false: false })[journey.case] ?? null,
    });
    expect(result).toMatchObject({ rate: 0.5, unresolved: 1, missing: 1 });
  });

  it("weighs journeys, and is null of none", () => {
    const journeys = [
      journeyOf([{ channel: "a" }], { customer: "1" }),
      journeyOf([{ channel: "a" }], { customer: "2", status: "abandoned" }),
    ];
    const weight = ({ customer }: Journey) => Number(customer);
    expect(containment(journeys, { within: 1, asOf: 9, weight }).rate).toBeCloseTo(1 / 3, 12);
    expect(containment([], { within: 1, asOf: 9 })).toMatchObject({ rate: null, channels: [] });
  });

  const log = fc.array(
    fc.record({
      customer: anyName,
      case: fc.constantFrom("", "NA", "__proto__", "1"),
      at: fc.nat(30),
      channel: fc.option(fc.constantFrom("web", "", "__proto__"), { nil: undefined, freq: 5 }),
      activity: fc.constantFrom("ask", "ask", "solved"),
    }),
    { maxLength: 12 },
  );

  it("judges as a naive search of all contacts does, in whatever order the journeys come", () => {
    fc.assert(
      fc.property(log, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 40 }), (rows, within, asOf) => {
        const events = rows
          .filter(({ at }) => at <= asOf)
          .map((row, id) => ({ ...row, case: `${row.case} of ${row.customer}`, id: String(id).padStart(2, "0") }));
        const { journeys } = buildJourneys(events, { asOf, endOn: ["solved"], abandonAfter: 5 });
        const options = { within, asOf };
        const found = containedJourneys(journeys, options);
        const expected = journeys.map((journey) => {
          const last = journey.events.at(-1)!;
          const channels = journey.events.flatMap(({ channel }) => (channel === undefined ? [] : channel));
          if (channels.length === 0) return null;
          if (journey.status === "open" || last.at + within > asOf) return "pending";
          if (channels.some((channel) => channel !== channels[0])) return "left";
          if (journey.status !== "completed") return "unresolved";
          // What has no channel comes before what has an empty one.
          const name = ({ activity, channel, id }: (typeof events)[number]) =>
            [activity, channel === undefined ? "" : `+${channel}`, id].join("	");
          const isLater = (event: (typeof events)[number]) =>
            event.at > last.at || (event.at === last.at && name(event) > name(last));
          const isRepeated = journeys.some(
            (other) =>
              other !== journey &&
              other.customer === journey.customer &&
              other.events.some((event) => isLater(event) && event.at - last.at <= within),
          );
          return isRepeated ? "repeated" : "contained";
        });
        expect(found.map(({ outcome }) => outcome)).toEqual(expected);
        const backwards = containedJourneys([...journeys].reverse(), options).reverse();
        expect(backwards).toEqual(found);
        const total = containment(journeys, options);
        expect(total.numerator).toBe(expected.filter((outcome) => outcome === "contained").length);
        expect(total.pending).toBe(expected.filter((outcome) => outcome === "pending").length);
        expect(total.channels.reduce((sum, one) => sum + one.denominator, 0)).toBe(total.denominator);
      }),
    );
  });

  it("refuses a bad horizon, a contact after asOf, an answer that is none", () => {
    const journeys = [journeyOf([{ channel: "web" }])];
    expect(() => containment(journeys, { within: 0, asOf: 9 })).toThrow(RangeError);
    expect(() => containment(journeys, { within: 1, asOf: -1 })).toThrow(/must not be after asOf/);
    // The journey is named, not where the contact stands among all in order.
    const late = [journeyOf([{}, {}]), journeyOf([{ at: 50 }]), journeyOf([{}])];
    expect(() => containment(late, { within: 1, asOf: 9 })).toThrow("after asOf (9), got 50 at index 1");
    expect(() => containment(journeys, { within: 1, asOf: 9, resolved: () => "yes" as never })).toThrow(
      /resolved must be true or false, got "yes" at index 0/,
    );
    expect(() => containment(journeys, { within: 1, asOf: 9, optedOut: () => 1 as never })).toThrow(RangeError);
    expect(() => containmentMetric({ within: Number.NaN })).toThrow(RangeError);
    const metric = containmentMetric({ within: 1 });
    expect(() => metric.add(metric.empty(), { channel: "web", outcome: "solved" as never })).toThrow(/outcome must be/);
  });
});

describe("channelPreference", () => {
  it("is the share of first contacts, per segment through measureBy", () => {
    const journeys = [through(undefined, "web", "phone"), through("phone", "web"), through("web"), through(undefined)];
    expect(channelPreference(journeys)).toMatchObject({
      channels: [
        { channel: "phone", rate: 1 / 3, numerator: 1, denominator: 3 },
        { channel: "web", rate: 2 / 3, numerator: 2, denominator: 3 },
      ],
      count: 3,
      missing: 1,
    });
    const bySegment = measureBy(channelPreferenceMetric(), journeys, ({ events }) => events.length);
    expect(bySegment.get(2)?.channels).toMatchObject([{ channel: "phone", rate: 1 }]);
  });

  it("does not take a channel that was not there for one that is disliked", () => {
    const journeys = [through("web"), through("web"), through("phone")];
    const offered = (journey: Journey) => (journey === journeys[0] ? ["web"] : ["web", "phone", "fax"]);
    expect(channelPreference(journeys, { offered }).channels).toMatchObject([
      { channel: "fax", rate: 0, denominator: 2 },
      { channel: "phone", rate: 0.5, denominator: 2 },
      { channel: "web", rate: 2 / 3, denominator: 3 },
    ]);
  });

  it("leaves out journeys whose beginning was not seen", () => {
    expect(channelPreference([{ ...through("web"), leftTruncated: true }])).toMatchObject({
      count: 0,
      excluded: 1,
      channels: [],
    });
  });

  it("refuses a first contact in a channel that was not offered", () => {
    expect(() => channelPreference([through("web")], { offered: () => ["phone"] })).toThrow(
      /the channel of the first contact must be one of those offered, got "web" at index 0/,
    );
    expect(() => channelPreference([through("web")], { offered: () => ["web", 1] as never })).toThrow(RangeError);
    expect(() => channelPreference([through("web")], { offered: () => "web" })).toThrow(TypeError);
  });
});
