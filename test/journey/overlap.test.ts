import { buildJourneys, type Journey, overlap } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shuffled } from "./logs.ts";

const ticket = (customer: string, name: string, start: number, end: number | null) => [
  { customer, case: name, activity: "ask", at: start },
  ...(end === null ? [] : [{ customer, case: name, activity: "solved", at: end }]),
];
const told = (journeys: readonly Journey[]) =>
  overlap(journeys).map(({ customer, first, second, start, end }) => [customer, first.case, second.case, start, end]);

describe("overlapping journeys", () => {
  it("share the time from the later beginning to the earlier end, those still open until asOf", () => {
    const events = [
      ...ticket("ana", "1", 0, 10),
      ...ticket("ana", "2", 5, 20),
      ...ticket("ana", "3", 8, null),
      ...ticket("ben", "4", 0, 90),
    ];
    const { journeys } = buildJourneys(events, { asOf: 100, endOn: ["solved"] });
    expect(told(journeys)).toEqual([
      ["ana", "1", "2", 5, 10],
      ["ana", "1", "3", 8, 10],
      ["ana", "2", "3", 8, 20],
    ]);
  });

  it("do not overlap where one begins when the other ends, or lasts no time", () => {
    const events = [...ticket("ana", "1", 0, 10), ...ticket("ana", "2", 10, 20), ...ticket("ana", "3", 15, 15)];
    expect(told(buildJourneys(events, { asOf: 100, endOn: ["solved"] }).journeys)).toEqual([]);
    expect(overlap([])).toEqual([]);
    expect(() => overlap(7 as never)).toThrow("journeys must be iterable");
    expect(() => overlap([null as never])).toThrow("journey must have events, got null at index 0");
  });

  it("are all pairs that share time, whatever the order of the journeys", () => {
    const span = fc.record({
      who: fc.constantFrom("", "NA", "__proto__"),
      start: fc.nat(20),
      length: fc.option(fc.nat(20)),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), fc.nat(), (spans, seed) => {
        const events = spans.flatMap(({ who, start, length }, index) =>
          ticket(who, `${index}`, start, length === null ? null : start + length),
        );
        const { journeys } = buildJourneys(events, { asOf: 50, endOn: ["solved"] });
        const until = (one: Journey) => (one.status === "open" ? 50 : one.end);
        const expected = new Set<string>();
        for (const one of journeys) {
          for (const other of journeys) {
            const [start, end] = [Math.max(one.start, other.start), Math.min(until(one), until(other))];
            if (one.case >= other.case || one.customer !== other.customer || start >= end) continue;
            expected.add(JSON.stringify([[one.case, other.case].sort(), start, end]));
          }
        }
        const found = overlap(shuffled(journeys, seed));
        expect(
          new Set(
            found.map(({ first, second, start, end }) =>
              JSON.stringify([[first.case, second.case].sort(), start, end]),
            ),
          ),
        ).toEqual(expected);
        expect(found).toHaveLength(expected.size);
        for (const { first, second, start } of found)
          expect([first.start <= second.start, start]).toEqual([true, second.start]);
      }),
    );
  });
});
