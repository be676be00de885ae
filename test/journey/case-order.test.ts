import { buildJourneys, type Journey, journeyVariants, transitions, transitionsMetric } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** Text by its UTF-16 code units, which is how `<` compares it. */
const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

describe("journeys stand by when their case began, then by customer and case", () => {
  const ids = fc.constantFrom("", "a", "b", "NA", "__proto__", "ﬀ", "\u{1f600}");
  // Many cases of one moment, cases of all moments, and both.
  const moment = fc.oneof(fc.constantFrom(0, 1), fc.nat(1000), fc.integer({ min: -8.64e15, max: 8.64e15 }));

  it("as a sort of all of them puts them", () => {
    const events = fc.array(fc.record({ customer: ids, name: fc.nat(80), at: moment }), { maxLength: 120 });
    fc.assert(
      fc.property(events, (rows) => {
        const log = rows.map(({ customer, name, at }) => {
          return { customer, case: `${customer} ${name}`, activity: "look", at };
        });
        const { journeys } = buildJourneys(log, { asOf: 8.64e15 });
        const began = new Map<string, number>();
        for (const event of log) began.set(event.case, Math.min(began.get(event.case) ?? Infinity, event.at));
        const customers = new Map(log.map((event) => [event.case, event.customer]));
        const expected = [...began].sort(
          ([one, start], [other, otherStart]) =>
            start - otherStart || byText(customers.get(one)!, customers.get(other)!) || byText(one, other),
        );
        expect(journeys.map((journey) => [journey.case, journey.start])).toEqual(expected);
      }),
    );
  });

  it("and so do a hundred of one moment among others", () => {
    const log = Array.from({ length: 300 }, (_, index) => {
      return { customer: `c${(index * 7) % 300}`, activity: "look", at: index % 3 === 0 ? index : 500 };
    });
    const { journeys } = buildJourneys(log, { asOf: 1000 });
    const expected = [...log].sort((one, other) => one.at - other.at || byText(one.customer, other.customer));
    expect(journeys.map(({ customer }) => customer)).toEqual(expected.map(({ customer }) => customer));
  });
});

describe("an event with an id", () => {
  it("that is left out says nothing of whose its case is, however far apart the two stand", () => {
    const other = Array.from({ length: 600 }, (_, index) => ({ customer: "ben", activity: "look", at: index }));
    const log = [
      // The later one of id 1, which is left out, names another customer.
      { customer: "ana", case: "k", id: "1", activity: "look", at: 9 },
      ...other,
      { customer: "cy", case: "k", id: "1", activity: "look", at: 1 },
      { customer: "cy", case: "k", activity: "look", at: 2 },
    ];
    const { journeys, issues, excluded } = buildJourneys(log, { asOf: 1000, invalid: "exclude" });
    expect(journeys.find((journey) => journey.case === "k")?.customer).toBe("cy");
    expect(issues.map(({ field, index }) => [field, index])).toEqual([["id", 601]]);
    expect(excluded).toBe(1);
  });
});

describe("what journeys did", () => {
  const at = { customer: "c", index: 0, start: 0, end: 0, asOf: 9 } as const;
  const journeysOf = (paths: readonly (readonly number[])[]): Journey[] =>
    paths.map((path, index) => ({
      ...at,
      case: `${index}`,
      status: index % 3 === 0 ? "open" : "completed",
      leftTruncated: index % 4 === 0,
      events: path.map((state) => ({ activity: `s${state}`, at: 0 })),
    }));
  // Few states and many, paths short and long, and such as differ only at the end.
  const paths = fc.constantFrom(2, 12, 300, 100_000).chain((states) => {
    const path = fc.array(fc.nat(states), { minLength: 1, maxLength: 8 });
    const alike = fc.tuple(fc.array(fc.nat(states), { maxLength: 80 }), fc.array(path, { maxLength: 30 }));
    return alike.map(([start, ends]) => ends.map((end, index) => (index % 3 === 0 ? end : [...start, ...end])));
  });
  const options = { of: "activity", level: "events" } as const;

  it("is counted in bulk as one by one", () => {
    fc.assert(
      fc.property(paths, fc.nat(30), (all, from) => {
        const journeys = journeysOf(all);
        const metric = transitionsMetric(options);
        let tally = metric.empty();
        for (const journey of journeys) tally = metric.add(tally, journey);
        expect(metric.addAll!(metric.empty(), journeys, {})).toEqual(tally);
        const begun = metric.addAll!(metric.empty(), journeys.slice(0, from), {});
        expect(metric.addAll!(begun, journeys.slice(from), {})).toEqual(tally);
        expect(transitions(journeys, options)).toEqual(metric.read(tally));
      }),
    );
  });

  it("is in the order of its states, however long the paths and however many the states", () => {
    fc.assert(
      fc.property(paths, (all) => {
        const { variants } = journeyVariants(journeysOf(all), { ...options, partial: "include" });
        const counts = new Map<string, number>();
        for (const path of all) {
          const key = JSON.stringify(path.map((state) => `s${state}`));
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
        const expected = [...counts].map(([key, count]) => ({ sequence: JSON.parse(key) as string[], count }));
        expected.sort((one, other) => {
          if (one.count !== other.count) return other.count - one.count;
          const place = one.sequence.findIndex((state, step) => state !== other.sequence[step]);
          if (place < 0) return -1;
          return place >= other.sequence.length ? 1 : byText(one.sequence[place]!, other.sequence[place]!);
        });
        expect(variants.map(({ sequence, numerator: count }) => ({ sequence, count }))).toEqual(expected);
      }),
    );
  });
});
