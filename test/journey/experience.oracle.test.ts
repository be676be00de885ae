import {
  channelPreference,
  compareShares,
  type Journey,
  momentsThatMatter,
  painPoints,
  stepsPerTask,
  touchpointCoverage,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose } from "../laws.ts";
import { journeyOf, type ScoredEvent, scoredJourney } from "./experience-journeys.ts";

/** Weighted journeys; weights are dyadic, so that their sums are exact. */
const sample = fc.array(fc.tuple(scoredJourney, fc.constantFrom(0, 0.5, 1, 2)), { maxLength: 12 });
type Sample = readonly (readonly [Journey<ScoredEvent>, number])[];

const journeysOf = (rows: Sample) => rows.map(([journey]) => journey);
const weight = (rows: Sample) => (_: unknown, index: number) => rows[index]![1];
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const at = ({ events }: Journey, touchpoint: string) => events.some(({ activity }) => activity === touchpoint);
const namesOf = (rows: Sample) =>
  [...new Set(rows.flatMap(([{ events }]) => events.map(({ activity }) => activity)))].sort();
const scoresAt = ({ events }: Journey<ScoredEvent>, touchpoint: string) =>
  events.flatMap(({ activity, score }) => (activity === touchpoint && typeof score === "number" ? [score] : []));
const meanOf = (scores: readonly number[]) => sum(scores) / scores.length;

/** Touchpoints by the size of two numbers, largest first, then by name: what rounding alone sets apart is equal. */
function inOrder<One extends { readonly touchpoint: string }>(
  list: readonly One[],
  by: (one: One) => readonly [number | null, number | null],
): One[] {
  const rounded = (one: One) => by(one).map((number) => Number(Math.abs(number ?? 0).toPrecision(12)));
  return [...list].sort((one, other) => {
    const [[first, second], [third, fourth]] = [rounded(one), rounded(other)] as [number[], number[]];
    return third! - first! || fourth! - second! || (one.touchpoint < other.touchpoint ? -1 : 1);
  });
}

/** The weighted share of rows of which something holds, by going through them. */
function shareOf(rows: Sample, holds: (journey: Journey<ScoredEvent>) => boolean) {
  const counted = rows.filter(([, heavy]) => heavy > 0);
  const those = counted.filter(([journey]) => holds(journey));
  const [part, whole] = [those, counted].map((some) => sum(some.map(([, heavy]) => heavy))) as [number, number];
  return { rate: whole === 0 ? null : part / whole, numerator: those.length, denominator: counted.length };
}

describe("what is read along journeys is what a search of all their events finds", () => {
  it("of channel preference", () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const first = ({ events }: Journey) => events.find(({ channel }) => channel !== undefined)?.channel;
        const begun = rows.filter(([journey]) => !journey.leftTruncated && first(journey) !== undefined);
        const { channels, count, missing } = channelPreference(journeysOf(rows), { weight: weight(rows) });
        const names = new Set(begun.filter(([, heavy]) => heavy > 0).map(([journey]) => first(journey)!));
        expect(channels.map(({ channel }) => channel)).toEqual([...names].sort());
        for (const { channel, rate, numerator, denominator } of channels) {
          expect({ rate, numerator, denominator }).toEqual(shareOf(begun, (journey) => first(journey) === channel));
        }
        expect(count).toBe(begun.filter(([, heavy]) => heavy > 0).length);
        expect(missing).toBe(rows.filter(([one]) => !one.leftTruncated && first(one) === undefined).length);
      }),
    );
  });

  it("of pain points", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: -2, max: 5 }), (rows, target) => {
        const counted = rows.filter(([, heavy]) => heavy > 0);
        const options = { score: ({ score }: ScoredEvent) => score, target, weight: weight(rows) };
        const { points, tooFew, dropOff, open, count } = painPoints(journeysOf(rows), options);
        const over = counted.filter(([{ status }]) => status !== "open");
        const whole = over.filter(([{ leftTruncated }]) => !leftTruncated);
        expect([...points, ...tooFew].map(({ touchpoint }) => touchpoint).sort()).toEqual(namesOf(counted));
        expect(dropOff).toMatchObject(shareOf(over, ({ status }) => status === "abandoned"));
        expect([count, open]).toEqual([counted.length, counted.length - over.length]);
        for (const { touchpoint, reach, severity, dropOff: here, missing, priority, shrunkenSeverity } of [
          ...points,
          ...tooFew,
        ]) {
          expect(reach).toMatchObject(shareOf(whole, (journey) => at(journey, touchpoint)));
          expect(here).toMatchObject(
            shareOf(
              over.filter(([journey]) => at(journey, touchpoint)),
              ({ status }) => status === "abandoned",
            ),
          );
          const passing = counted.filter(([journey]) => at(journey, touchpoint));
          const scored = passing.filter(([journey]) => scoresAt(journey, touchpoint).length > 0);
          const short = scored.map(
            ([journey, heavy]) =>
              [meanOf(scoresAt(journey, touchpoint).map((score) => Math.max(0, target - score))), heavy] as const,
          );
          const mean = sum(short.map(([by, heavy]) => by * heavy)) / sum(short.map(([, heavy]) => heavy));
          expectClose(severity.mean, short.length === 0 ? null : mean, 1e-12);
          expect([severity.count, missing]).toEqual([scored.length, passing.length - scored.length]);
          const known = shrunkenSeverity !== null && reach.rate !== null;
          expectClose(priority, known ? reach.rate! * shrunkenSeverity! : null);
        }
        expect(points).toEqual(inOrder(points, ({ priority, severity }) => [priority, severity.mean]));
      }),
    );
  });

  it("of moments that matter", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 5 }), (rows, neutral) => {
        const bought = ({ status }: Journey) => (status === "open" ? "pending" : status === "completed");
        const result = momentsThatMatter(journeysOf(rows), {
          score: ({ score }) => score,
          neutral,
          outcome: bought,
          weight: weight(rows),
          minimumCount: 1,
        });
        const known = rows.filter(([{ status }]) => status !== "open");
        const counted = known.filter(([, heavy]) => heavy > 0);
        const whole = counted.filter(([{ leftTruncated }]) => !leftTruncated);
        expect([result.open, result.cut]).toEqual([0, counted.length - whole.length]);
        expect([...result.moments, ...result.tooFew].map(({ touchpoint }) => touchpoint).sort()).toEqual(
          namesOf(counted),
        );
        for (const { touchpoint, reach, negative, others, difference, impact } of [
          ...result.moments,
          ...result.tooFew,
        ]) {
          expect(reach).toMatchObject(shareOf(whole, (journey) => at(journey, touchpoint)));
          const scored = counted.filter(([journey]) => scoresAt(journey, touchpoint).length > 0);
          const isNegative = ([journey]: Sample[number]) => meanOf(scoresAt(journey, touchpoint)) < neutral - 1e-12;
          const isClose = ([journey]: Sample[number]) =>
            Math.abs(meanOf(scoresAt(journey, touchpoint)) - neutral) < 1e-9 &&
            meanOf(scoresAt(journey, touchpoint)) !== neutral;
          if (scored.some(isClose)) continue;
          const holds = ({ status }: Journey) => status === "completed";
          expect(negative).toMatchObject(shareOf(scored.filter(isNegative), holds));
          expect(others).toMatchObject(
            shareOf(
              scored.filter((row) => !isNegative(row)),
              holds,
            ),
          );
          expect(difference).toEqual(compareShares(negative, others));
          const isKnown = difference.difference !== null && reach.rate !== null;
          expectClose(impact, isKnown ? difference.difference! * reach.rate! : null);
        }
        expect(result.moments).toEqual(
          inOrder(result.moments, ({ impact, difference }) => [impact, difference.difference]),
        );
        expect(result.pending).toBe(rows.filter(([{ status }, heavy]) => status === "open" && heavy > 0).length);
      }),
    );
  });

  it("of steps per task and of coverage", () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const tasks = rows.filter(([one, heavy]) => heavy > 0 && one.status === "completed" && !one.leftTruncated);
        const steps = stepsPerTask(journeysOf(rows), { weight: weight(rows) });
        const total = sum(tasks.map(([, heavy]) => heavy));
        expectClose(
          steps.mean,
          total === 0 ? null : sum(tasks.map(([{ events }, heavy]) => heavy * events.length)) / total,
        );
        const again = ({ events }: Journey) => events.length - new Set(events.map(({ activity }) => activity)).size;
        expect(steps.repeatedTasks).toMatchObject(shareOf(tasks, (journey) => again(journey) > 0));
        expect(steps.repeatedSteps.numerator).toBe(sum(tasks.map(([journey]) => again(journey))));
        expect(steps.count + steps.pending + steps.missing + steps.abandoned + steps.excluded).toBe(rows.length);

        const counted = rows.filter(([, heavy]) => heavy > 0);
        const designed = ["a", "b", "__proto__", "never"];
        const map = touchpointCoverage(journeysOf(rows), {
          designed,
          score: ({ score }) => score,
          weight: weight(rows),
        });
        const met = designed.filter((name) => counted.some(([journey]) => at(journey, name)));
        expect([map.numerator, map.rate]).toEqual([met.length, counted.length === 0 ? null : met.length / 4]);
        expect(map.unobserved).toEqual(designed.filter((name) => !met.includes(name)));
        for (const { touchpoint, journeys, events, feedback } of [...map.touchpoints, ...map.outside]) {
          const here = counted.flatMap(([one]) => one.events.filter(({ activity }) => activity === touchpoint));
          expect([journeys, events, feedback]).toEqual([
            counted.filter(([journey]) => at(journey, touchpoint)).length,
            here.length,
            here.filter(({ score }) => typeof score === "number").length,
          ]);
        }
        const eventRows = counted.flatMap(([one, heavy]) =>
          one.events.map((event) => [journeyOf([event]), heavy] as const),
        );
        const { rate, numerator, denominator } = map.unmapped;
        expect({ rate, numerator, denominator }).toEqual(
          shareOf(eventRows, ({ events }) => !designed.includes(events[0]!.activity)),
        );
      }),
    );
  });
});
