import {
  a11Drivers,
  aht,
  averageSpeedOfAnswer,
  buildJourneys,
  businessCalendar,
  businessDue,
  businessTime,
  ces,
  compareNps,
  csat,
  csatMetric,
  durations,
  fcr,
  funnel,
  funnelReach,
  type Journey,
  journeySankey,
  journeyVariants,
  mean,
  measure,
  netBox,
  nps,
  npsFromCounts,
  npsInterval,
  npsMarginOfError,
  npsMetric,
  oneTouch,
  ratings,
  ratingsFromCounts,
  ratingsMetric,
  removalEffects,
  rescaledMean,
  roundScore,
  roundShares,
  type Shift,
  serviceLevel,
  stageVisits,
  sus,
  susScore,
  tally,
  timeInStage,
  topBox,
  transitions,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectPlain, thrown } from "./laws.ts";

/** What other tools were seen to give for the same data, and what is right: the number in front is that of the list. */
describe("what other tools get wrong of a Net Promoter Score", () => {
  it("1: answers between the whole numbers are refused, not lost from the groups", () => {
    expect(() => nps([8.5, 9.5, 6.5])).toThrow("answer must be a whole number from 0 to 10, got 8.5 at index 0");
    expect(nps([8.5, 9.5, 6.5], { offScale: "exclude" })).toMatchObject({ score: null, count: 0, excluded: 3 });
  });

  it("2: NaN is refused, or counted as excluded, and in no denominator", () => {
    expect(() => nps([Number.NaN, 10])).toThrow(RangeError);
    expect(nps([Number.NaN, 10], { offScale: "exclude" })).toMatchObject({ score: 100, count: 1, excluded: 1 });
  });

  it("3: the same ratio is the same score", () => {
    const small = npsFromCounts({ promoters: 0, passives: 7, detractors: 1 }).score;
    expect(small).toBe(-12.5);
    expect(npsFromCounts({ promoters: 4, passives: 13, detractors: 7 }).score).toBe(small);
    expect(roundScore(small)).toBe(-13);
  });

  it("4: the score is 100(p − d)/n, for every sample of up to 100 people", () => {
    for (let n = 1; n <= 100; n++) {
      for (let net = -n; net <= n; net++) {
        const [promoters, detractors] = net > 0 ? [net, 0] : [0, -net];
        const { score } = npsFromCounts({ promoters, passives: n - promoters - detractors, detractors });
        if (score !== (100 * net) / n) expect(score, `${net} of ${n}`).toBe((100 * net) / n);
      }
    }
  });

  it("5: a small negative score is neither −0 nor rounded away", () => {
    const { score } = npsFromCounts({ promoters: 0, passives: 199, detractors: 1 });
    expect(score).toBe(-0.5);
    expectPlain(roundScore(score));
    expectPlain(roundScore(-0.4));
  });

  it("6: a hole in the list is a missing answer", () => {
    const answers = new Array<number>(3);
    answers[0] = 10;
    answers[1] = 0;
    expect(nps(answers)).toMatchObject({ score: 0, count: 2, missing: 1, promoterShare: 0.5 });
  });

  it("7: 60, 25 and 15 of 100 are 45, and nobody is null", () => {
    expect(npsFromCounts({ promoters: 60, passives: 25, detractors: 15 }).score).toBe(45);
    expect(npsFromCounts({ promoters: 0, passives: 0, detractors: 0 }).score).toBe(null);
  });

  it("8: who answers 7 is passive", () => {
    expect(nps([7])).toMatchObject({ passives: 1, score: 0 });
  });

  it("9: a score that was read does not stick", () => {
    const metric = npsMetric();
    let counted = tally(metric, [10]);
    expect(metric.read(counted).score).toBe(100);
    counted = metric.add(counted, 0);
    expect(metric.read(counted).score).toBe(0);
  });

  it("10: a second batch adds to the first", () => {
    const metric = npsMetric();
    const both = metric.merge(tally(metric, [10, 10, 10, 10, 10]), tally(metric, [0, 0, 0, 0, 0]));
    expect(metric.read(both)).toMatchObject({ score: 0, count: 10 });
  });

  it("11: shares are not cut before they are subtracted", () => {
    expect(nps([10, 10, 7]).score).toBe(200 / 3);
    expect(roundScore(nps([10, 10, 7]).score, 2)).toBe(66.67);
  });

  it("12: a batch with an answer off the scale is counted whole or not at all", () => {
    const metric = npsMetric();
    const before = tally(metric, [9]);
    const kept = structuredClone(before);
    expect(() => metric.merge(before, tally(metric, [10, 11, 10]))).toThrow(RangeError);
    expect(before).toStrictEqual(kept);
  });

  it("13: who did not answer leaves the score alone; 11 is refused or excluded", () => {
    expect(nps([9, 10, 0, null]).score).toBe(100 / 3);
    expect(nps([9, 10, 0, 11], { offScale: "exclude" })).toMatchObject({ score: 100 / 3, excluded: 1 });
    expect(() => nps([9, 10, 0, 11])).toThrow("got 11 at index 3");
  });

  it("14: thresholds that are given are used", () => {
    const options = { scale: [1, 5], promotersFrom: 5, passivesFrom: 4 } as const;
    expect(nps([5, 5, 1], options).score).toBe(100 / 3);
  });

  it("18: labels are not parsed", () => {
    for (const label of ["-1 foo", "7.5 - meh", "10", "9 - very likely", ""]) {
      const error = thrown(() => nps([label as never]));
      expect(error).toBeInstanceOf(TypeError);
      expect(error.message).toContain(JSON.stringify(label));
    }
  });

  it("21: who dismissed the survey is missing, and not in the denominator", () => {
    expect(nps([10, 10, 9, 9, 9, null, null, null, null, null])).toMatchObject({ score: 100, count: 5, missing: 5 });
  });

  it("22: NaN, −3 and 42 are refused; nobody is null, not 0", () => {
    expect(() => nps([Number.NaN, 10])).toThrow("got NaN at index 0");
    expect(() => nps([-3, 42])).toThrow("got -3 at index 0");
    expect(nps([]).score).toBe(null);
  });

  it("23: every answer counted is in one of three groups", () => {
    expect(() => nps([6.5, 8.5])).toThrow(RangeError);
    const result = nps([6.5, 8.5, -5, 10], { offScale: "exclude" });
    expect(result).toMatchObject({ score: 100, count: 1, excluded: 3 });
    expect(result.promoters + result.passives + result.detractors).toBe(result.count);
  });

  it("25: 1000 promoters, 999 passives and 1001 detractors are −0.0333, shown as 0", () => {
    const { score } = npsFromCounts({ promoters: 1000, passives: 999, detractors: 1001 });
    expect(score).toBe(-100 / 3000);
    expect(Object.is(roundScore(score, 1), 0)).toBe(true);
    expect(String(roundScore(score, 1))).toBe("0");
  });

  it("26: the count is the sum of the groups, and cannot be given besides", () => {
    const result = npsFromCounts({ promoters: 10, passives: 0, detractors: 0, total: 15 } as never);
    expect(result).toMatchObject({ score: 100, count: 10 });
  });

  it("27: 6.9, 8.9, text, and 99 are refused", () => {
    expect(() => nps([6.9, 8.9])).toThrow("got 6.9 at index 0");
    expect(() => nps(["1e1" as never])).toThrow('got "1e1" at index 0');
    expect(() => nps([99, -5])).toThrow("got 99 at index 0");
  });

  it("39: the parts add up to what was handed in", () => {
    const answers = [...new Array(2).fill(10), ...new Array(11).fill(8), ...new Array(18).fill(3), null];
    const { promoters, passives, detractors, count, missing, excluded } = nps(answers);
    expect([promoters, passives, detractors]).toEqual([2, 11, 18]);
    expect(promoters + passives + detractors).toBe(count);
    expect(count + missing + excluded).toBe(32);
  });

  it("17: ten promoters of ten are not known to be 100 without doubt", () => {
    const { lower, upper } = npsInterval(npsFromCounts({ promoters: 10, passives: 0, detractors: 0 }));
    expect(lower!).toBeLessThan(60);
    expect(upper).toBe(100);
  });

  it("15: the lower limit is the lower one", () => {
    const { lower, estimate, upper } = npsInterval(npsFromCounts({ promoters: 60, passives: 25, detractors: 15 }));
    expect(lower! < estimate! && estimate! < upper!).toBe(true);
  });

  it("16: two samples the other way round differ the other way round", () => {
    const one = npsFromCounts({ promoters: 60, passives: 25, detractors: 15 });
    const other = npsFromCounts({ promoters: 50, passives: 25, detractors: 25 });
    const [there, back] = [compareNps(one, other), compareNps(other, one)];
    expect(there.difference).toBe(20);
    expect([back.difference, back.lower, back.upper]).toEqual([-20, -there.upper!, -there.lower!]);
  });

  it("20: a variance on 100 points is 10,000 times that on 1", () => {
    const { standardError, variance } = npsMarginOfError({ promoters: 1, passives: 2, detractors: 3 });
    expect(variance).toBeCloseTo(5 / 9, 12);
    expect(6 * standardError! ** 2).toBeCloseTo(50_000 / 9, 8);
  });
});

describe("what other tools get wrong of satisfaction, effort and means", () => {
  it("24: an answer off the scale makes no box of its own", () => {
    expect(() => ratings([6], { scale: [1, 5] })).toThrow("got 6 at index 0");
    expect(ratings([6, 5], { scale: [1, 5], offScale: "exclude" }).counts).toEqual([0, 0, 0, 0, 1]);
  });

  it("28: the mean of 1, 1 and 2 is 1.3333, not 1.34", () => {
    expect(mean([1, 1, 2]).mean).toBe(4 / 3);
    expect(csat([1, 1, 2]).mean).toBe(4 / 3);
  });

  it("29: null and undefined are no zeros; the mean of nothing is null", () => {
    expect(mean([5, null])).toMatchObject({ mean: 5, count: 1, missing: 1 });
    expect(mean([5, undefined])).toMatchObject({ mean: 5, count: 1, missing: 1 });
    expect(mean([])).toMatchObject({ mean: null, count: 0 });
  });

  it("30: a duration of 0 is one", () => {
    expect(mean([0, 0, 30]).mean).toBe(10);
  });

  it("31: an item without a value spoils nobody else's", () => {
    const rooms = [{ wait: 10 }, {}, { wait: 20 }] as { wait?: number }[];
    expect(mean(rooms, { value: (room) => room.wait })).toMatchObject({ mean: 15, missing: 1 });
  });

  it("32: durations are put in order as numbers", () => {
    expect(durations([2 * 3600 - 1, 5, 59 * 60])).toMatchObject({ minimum: 5, median: 3540, maximum: 7199 });
  });

  it("33: an empty score is null, a full one a number, and thirds add up to 100", () => {
    expect(csat([]).score).toBe(null);
    expect(csat([5, 5, 5, 5, 5, 5, 5, 5, 5, 1]).score).toBe(90);
    expect(roundShares(ratings([1, 2, 3], { scale: [1, 3] }).shares!, 2)).toEqual([33.34, 33.33, 33.33]);
  });

  it("34: 4 and 5 of 5 are 100 per cent satisfied, not 450", () => {
    expect(csat([4, 5])).toMatchObject({ score: 100, mean: 4.5, rescaledMean: 87.5 });
  });

  it("37: an empty text is refused where it would count as 0; null is missing", () => {
    expect(() => mean(["" as never, 4])).toThrow('got "" at index 0');
    expect(mean([null, 4]).mean).toBe(4);
    expect(() => csat(["" as never, 4])).toThrow(TypeError);
  });

  it("38: 3.9 is not cut to 3", () => {
    expect(() => csat([3.9])).toThrow("got 3.9 at index 0");
  });

  it("all answers 1 of 5 score 0 per cent, not 20", () => {
    expect(csat([1, 1, 1])).toMatchObject({ score: 0, rescaledMean: 0, netBox: -100 });
  });

  it("scores of two scales do not mix", () => {
    const seven = csatMetric({ scale: [1, 7], satisfiedFrom: 6 });
    expect(() => seven.merge(tally(seven, [7]), tally(csatMetric(), [5]))).toThrow(
      new TypeError('tally must be of ratings 1..7, got "ratings 1..5"'),
    );
  });
});

describe("what other tools get wrong of questionnaires", () => {
  const answers = [4, 2, 4, 2, 4, 2, 4, 2, 4, 2];

  it("38: an answer of 3.9 to the System Usability Scale is not cut to 3, and nine items are no questionnaire", () => {
    expect(() => susScore([3.9, ...answers.slice(1)])).toThrow("answer 1 must be a whole number from 1 to 5, got 3.9");
    expect(() => sus([answers, answers.slice(1)])).toThrow("answers must be a list of 10, got a list of 9 at index 1");
  });

  it("an item left out of the System Usability Scale is not taken for a 3", () => {
    expect(susScore([null, ...answers.slice(1)])).toBe(null);
    expect(sus([answers, [null, ...answers.slice(1)]])).toMatchObject({ mean: 75, count: 1, missing: 1 });
  });

  it("an empty answer to a driver of A-11 is not a 0 in its average", () => {
    expect(() => a11Drivers([{ trust: "" as never }])).toThrow('trust must be a whole number from 1 to 5, got ""');
    const asked = a11Drivers([{ trust: 4 }, { trust: null }], { drivers: ["trust"] });
    expect(asked.drivers.trust).toMatchObject({ mean: 4, count: 1, missing: 1 });
  });
});

describe("what other tools get wrong of service", () => {
  it("30: an answer at once and a handle of no time count", () => {
    const waits = [0, 0, 30].map((wait) => ({ outcome: "answered", wait }) as const);
    expect(averageSpeedOfAnswer(waits)).toMatchObject({ mean: 10, count: 3, missing: 0 });
    expect(aht([{ talk: 0 }, { talk: 0 }, { talk: 30 }])).toMatchObject({ mean: 10, count: 3, missing: 0 });
  });

  it("31: a contact without a time spoils nobody else's", () => {
    expect(
      averageSpeedOfAnswer([
        { outcome: "answered", wait: 10 },
        { outcome: "answered", wait: undefined },
      ]),
    ).toMatchObject({
      mean: 10,
      count: 1,
      missing: 1,
    });
    expect(aht([{ talk: 10 }, {}, { talk: 20, hold: undefined }])).toMatchObject({ mean: 15, count: 2, missing: 1 });
    expect(
      serviceLevel(
        [
          { outcome: "answered", wait: 10 },
          { outcome: "answered", wait: null },
        ],
        { within: 20 },
      ),
    ).toMatchObject({
      rate: 1,
      denominator: 1,
      missing: 1,
    });
  });

  it("the mean of agents' means is no handle time", () => {
    const rooms = [{ talk: 600 }, { talk: 100 }, { talk: 100 }, { talk: 100 }];
    expect(aht(rooms).mean).toBe(225);
    expect((aht(rooms.slice(0, 1)).mean! + aht(rooms.slice(1)).mean!) / 2).toBe(350);
  });

  it("one touch is fewer than two replies, or exactly one, and the result says which", () => {
    const ticket = { replies: 0, solved: true };
    expect(oneTouch(ticket, { touches: "fewer-than-2" })).toBe(true);
    expect(oneTouch(ticket, { touches: "exactly-1" })).toBe(false);
    const reading = { replies: (t: typeof ticket) => t.replies, solved: (t: typeof ticket) => t.solved };
    expect(fcr([ticket], { by: "replies", touches: "exactly-1", ...reading }).definition.touches).toBe("exactly-1");
  });

  it("a young contact is not yet resolved: recent weeks are not the best ones", () => {
    const contacts = [1, 25, 29].map((at) => ({ who: at, at }));
    const reading = { customer: (c: { who: number }) => c.who, at: (c: { at: number }) => c.at, within: 7, asOf: 30 };
    expect(fcr(contacts, { by: "repeat", ...reading })).toMatchObject({ rate: 1, denominator: 1, pending: 2 });
  });
});

describe("one sample, many scores", () => {
  const satisfied = ratingsFromCounts([10, 10, 20, 40, 20], { scale: [1, 5] });
  const effort = ratingsFromCounts([80, 210, 140, 110, 160, 180, 120], { scale: [1, 7] });

  it("satisfaction is 60, 3.5, 62.5 or 40, and every one has its name", () => {
    const result = csatMetric().read(satisfied);
    expect(result).toMatchObject({ topBox: 60, mean: 3.5, rescaledMean: 62.5, netBox: 40, count: 100 });
    const score = (reading: "topBox" | "mean" | "rescaledMean" | "netBox") =>
      csatMetric({ reading }).read(satisfied).score;
    expect([score("topBox"), score("mean"), score("rescaledMean"), score("netBox")]).toEqual([60, 3.5, 62.5, 40]);
    expect(result.mean! * 20).toBe(70);
    // Good against bad, the neutral left out.
    expect((100 * result.satisfied) / (result.satisfied + result.dissatisfied)).toBe(75);
  });

  it("effort is 4.08, 46, 51.33, or a net of −13, +3 or +1: not even the sign agrees", () => {
    const answers = ratingsMetric({ scale: [1, 7] }).read(effort);
    expect(answers.mean).toBe(4.08);
    expect(topBox(answers, 5).rate).toBe(0.46);
    expect(roundScore(rescaledMean(answers), 2)).toBe(51.33);
    expect(netBox(answers, { topFrom: 6, bottomTo: 3 }).score).toBe(-13);
    expect(netBox(answers, { topFrom: 5, bottomTo: 3 }).score).toBe(3);
    expect(netBox(answers, { topFrom: 6, bottomTo: 2 }).score).toBe(1);
  });

  it("a service level is 83.02, 86, 81.13, 82.69 or 82.08, by what abandoned contacts count for", () => {
    const contacts = (outcome: "answered" | "abandoned", wait: number, count: number) =>
      new Array<{ outcome: typeof outcome; wait: number }>(count).fill({ outcome, wait });
    const calls = [
      ...contacts("answered", 20, 860),
      ...contacts("answered", 60, 140),
      ...contacts("abandoned", 5, 10),
      ...contacts("abandoned", 20, 10),
      ...contacts("abandoned", 60, 40),
    ];
    const percents = [
      ...(["met-within", "left-out", "missed", "left-out-within"] as const).map((abandoned) => ({ abandoned })),
      { abandoned: "met-when-short", shortAbandon: 5 } as const,
    ].map((options) => (100 * serviceLevel(calls, { within: 20, ...options }).rate!).toFixed(2));
    expect(percents).toEqual(["83.02", "86.00", "81.13", "82.69", "82.08"]);
  });

  it("effort of the same answers, one by one", () => {
    const answers = effort.counts.flatMap((people, place) => new Array<number>(people).fill(place + 1));
    expect(ces(answers)).toMatchObject({ score: 4.08, topBox: 46, netBox: 3, count: 1000 });
    expect(ces(answers, { easyFrom: 6 })).toMatchObject({ netBox: -13, topBox: 30 });
    expect(ces(answers, { easyFrom: 6, difficultTo: 2 }).netBox).toBe(1);
    expect(measure(csatMetric({ scale: [1, 7], satisfiedFrom: 5 }), answers)).toMatchObject({ score: 46, netBox: 3 });
  });
});

describe("what other tools get wrong of business time", () => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const nine: readonly Shift[] = [["09:00", "17:00"]];
  const always: readonly Shift[] = [["00:00", "24:00"]];
  const weekdays = (shifts: readonly Shift[]) => ({
    monday: shifts,
    tuesday: shifts,
    wednesday: shifts,
    thursday: shifts,
    friday: shifts,
  });
  const everyDay = (shifts: readonly Shift[]) => ({ ...weekdays(shifts), saturday: shifts, sunday: shifts });
  const at = (text: string) => new Date(text);

  it("35: from 08:00 at +00:00 to 08:30 at −05:00 are 330 minutes, not 30", () => {
    const open = businessCalendar({ timeZone: "UTC", week: everyDay([["07:00", "17:00"]]) });
    const [from, to] = [at("2026-03-03T08:00:00+00:00"), at("2026-03-03T08:30:00-05:00")];
    expect(businessTime(open, from, to)).toBe(330 * MINUTE);
  });

  it("36: a weekend in which clocks are moved has the zone's business minutes, whatever the zone of the process", () => {
    const [from, to] = [at("2026-03-06T14:00Z"), at("2026-03-09T14:00Z")];
    const minutes = (timeZone: string) =>
      businessTime(businessCalendar({ timeZone, week: weekdays(nine) }), from, to) / MINUTE;
    expect(minutes("UTC")).toBe(480);
    expect(minutes("America/New_York")).toBe(540);
    expect(minutes("Asia/Kolkata")).toBe(480);
  });

  it("around the clock is the clock on the wall, also where the week of the zone is not that of UTC (dbt_zendesk 215)", () => {
    const open = businessCalendar({ timeZone: "America/Los_Angeles", week: everyDay(always) });
    const [from, to] = [at("2025-08-20T18:30Z"), at("2025-09-03T02:15Z")];
    expect(businessTime(open, from, to)).toBe(to.getTime() - from.getTime());
  });

  it("an hour promised before the clocks were moved is due by the clocks of then (dbt_zendesk 25)", () => {
    const desk = businessCalendar({ timeZone: "America/New_York", week: weekdays(nine) });
    // 16:30 on a Friday: half an hour that day, half an hour on Monday, an hour earlier by UTC.
    expect(businessDue(desk, at("2021-03-12T21:30Z"), HOUR)).toBe(at("2021-03-15T13:30Z").getTime());
    expect(businessTime(desk, at("2021-03-12T21:30Z"), at("2021-03-15T13:30Z"))).toBe(HOUR);
  });

  it("a holiday is none of the business time (dbt_zendesk 92)", () => {
    const rules = { timeZone: "Europe/London", week: weekdays(nine) };
    const [from, to] = [at("2023-04-06T16:00:00+01:00"), at("2023-04-11T10:00:00+01:00")];
    expect(businessTime(businessCalendar(rules), from, to)).toBe(18 * HOUR);
    const easter = businessCalendar({ ...rules, holidays: ["2023-04-07", "2023-04-10"] });
    expect(businessTime(easter, from, to)).toBe(2 * HOUR);
  });

  it("a weekend over which the week changes is counted once (dbt_zendesk 107)", () => {
    const changes = [{ from: "2023-07-10", week: weekdays([["08:00", "20:00"]]) }];
    const desk = businessCalendar({ timeZone: "UTC", week: weekdays(nine), changes });
    const [friday, saturday, monday] = [at("2023-07-07T15:00Z"), at("2023-07-08T12:00Z"), at("2023-07-10T09:00Z")];
    expect(businessTime(desk, friday, monday)).toBe(3 * HOUR);
    expect(businessTime(desk, friday, saturday) + businessTime(desk, saturday, monday)).toBe(3 * HOUR);
  });

  it("a schedule of whole days from Monday to Friday closes at midnight of its zone (dbt_zendesk 108)", () => {
    const desk = businessCalendar({ timeZone: "America/New_York", week: weekdays(always) });
    const created = at("2023-08-02T21:01:35Z");
    expect(businessTime(desk, created, at("2023-08-07T04:00Z"))).toBe(
      at("2023-08-05T04:00Z").getTime() - created.getTime(),
    );
    expect(businessDue(desk, created, 72 * HOUR)).toBe(at("2023-08-07T21:01:35Z").getTime());
  });

  it("48 hours at 12 a day are due after four days, or six with two holidays among them (zammad 390)", () => {
    const rules = { timeZone: "Europe/Berlin", week: everyDay([["09:00", "21:00"]]) };
    const created = at("2016-11-09T23:00:00+01:00");
    const due = (holidays: string[]) => businessDue(businessCalendar({ ...rules, holidays }), created, 48 * HOUR);
    expect(due([])).toBe(at("2016-11-13T21:00:00+01:00").getTime());
    expect(due(["2016-11-11", "2016-11-13"])).toBe(at("2016-11-15T21:00:00+01:00").getTime());
  });
});

describe("what other tools get wrong of a funnel", () => {
  const journeyOf = (pairs: readonly (readonly [activity: string, at: number])[], asOf = 1000): Journey => {
    const events = pairs.map(([activity, at]) => ({ activity, at }));
    const [start, end] = [events[0]!.at, events.at(-1)!.at];
    return { customer: "", case: "", index: 0, status: "open", start, end, asOf, leftTruncated: false, events };
  };

  it("an event at the time of the step before it may be the next step (rybbit-io/rybbit#1133)", () => {
    const sameSecond = journeyOf([
      ["Cart", 100],
      ["Checkout", 100],
    ]);
    const steps = ["Cart", "Checkout"];
    expect(funnelReach(sameSecond, { steps }).reached).toBe(2);
    expect(funnelReach(sameSecond, { steps, ties: "input" }).reached).toBe(2);
    expect(funnelReach(sameSecond, { steps, ties: "strict" }).reached).toBe(1);
  });

  it("events at one time are not put in the order of the steps, which loses one that is a step twice (PostHog)", () => {
    const journey = journeyOf([
      ["B", 8],
      ["B", 10],
      ["C", 10],
    ]);
    expect(funnelReach(journey, { steps: ["B", "C", "B"] }).reached).toBe(3);
  });

  it("two events at one time are two steps (PostHog/posthog#25048), one event is not (PostHog/posthog#4813)", () => {
    const views = journeyOf([
      ["onboarding", 0],
      ["view", 540],
      ["view", 540],
    ]);
    expect(funnelReach(views, { steps: ["onboarding", "view", "view"] }).reached).toBe(3);
    const view = journeyOf([
      ["onboarding", 0],
      ["view", 540],
    ]);
    expect(funnelReach(view, { steps: ["onboarding", "view", "view"] }).reached).toBe(2);
  });

  it("who may still convert has not dropped out (PostHog/posthog#33605)", () => {
    const trials = [journeyOf([["trial", 990]]), journeyOf([["trial", 995]])];
    const options = { steps: ["trial", "paid"], window: { within: 30 } };
    expect(funnel(trials, options)).toMatchObject({ rate: null, pending: 2, dropped: 0, denominator: 0 });
  });

  it("a conversion before the window has passed does not raise the rate ahead of those that take longer", () => {
    const young = journeyOf([
      ["trial", 990],
      ["paid", 991],
    ]);
    const old = [journeyOf([["trial", 0]]), journeyOf([["trial", 1]])];
    expect(funnel([young, ...old], { steps: ["trial", "paid"], window: { within: 30 } }).rate).toBe(0);
  });

  it("the best attempt is not the first one of each step", () => {
    const again = journeyOf([
      ["A", 0],
      ["A", 5000],
      ["B", 5100],
    ]);
    const options = { steps: ["A", "B"], window: { within: 3600 } };
    expect(funnelReach({ ...again, asOf: 9000 }, options).reached).toBe(2);
    expect(funnelReach({ ...again, asOf: 9000 }, { ...options, reentry: "first" }).reached).toBe(1);
  });

  it("what breaks an attempt does not begin the next one: A, A, A, B without A are two entries (Mixpanel)", () => {
    const journey = journeyOf([
      ["A", 0],
      ["A", 1],
      ["A", 2],
      ["B", 3],
    ]);
    const result = funnel([journey], { steps: ["A", "B"], reentry: "all", exclusions: [{ when: "A" }] });
    expect(result).toMatchObject({ entered: 2, converted: 1 });
  });

  it("an exclusion takes a journey out whatever the order of the steps (PostHog keeps it where they are unordered)", () => {
    const journey = journeyOf([
      ["A", 0],
      ["X", 10],
      ["B", 20],
    ]);
    for (const order of ["ordered", "unordered"] as const) {
      const exclusions = [{ when: "X", effect: "disqualify" }] as const;
      expect(funnel([journey], { steps: ["A", "B"], order, exclusions })).toMatchObject({ entered: 0, excluded: 1 });
    }
  });
});

describe("paths", () => {
  const paths = [
    { touchpoints: ["c1", "c2", "c3"], conversions: 1 },
    { touchpoints: ["c1"], conversions: 0, nulls: 1 },
    { touchpoints: ["c2", "c3"], conversions: 0, nulls: 1 },
  ];

  it("mta gives c1 a removal effect of 1, as it sums converting rows only; half of the conversions go round it", () => {
    const { channels, rate } = removalEffects(paths);
    expect(rate).toBe(1 / 3);
    expect(channels.map(({ removalEffect }) => removalEffect)).toEqual([0.5, 1, 1]);
    const credited = channels.reduce((sum, { credit }) => sum + credit!, 0);
    expect(roundScore(credited, 12)).toBe(1);
  });

  it("simulated chains give other credits each time, and negative ones; a solved one gives the same, none below 0", () => {
    expect(removalEffects([...paths].reverse())).toEqual(removalEffects(paths));
    expect(removalEffects(paths).channels.every(({ credit }) => credit! >= 0)).toBe(true);
  });

  const journey = (...activities: string[]) => {
    const events = activities.map((activity, at) => ({ activity, at }));
    const about = { customer: "c", case: "c", index: 0, start: 0, end: 1, asOf: 1, leftTruncated: false };
    return { ...about, status: "completed" as const, events };
  };

  it("bupaR and ChannelAttribution join by a comma or >, which makes two ways one", () => {
    const joined = [journey("a,b"), journey("a", "b"), journey("a>b")];
    expect(journeyVariants(joined, { of: "activity" }).distinct).toBe(3);
    const { channels } = removalEffects([
      { touchpoints: ["a > b"], conversions: 1 },
      { touchpoints: ["a", "b"], conversions: 1, nulls: 1 },
    ]);
    expect(channels.map(({ channel }) => channel)).toEqual(["a", "a > b", "b"]);
  });

  it("retentioneering ends every path, which makes open journeys drop out", () => {
    const open = { ...journey("cart"), status: "open" as const };
    const { transitions: seen } = transitions([journey("cart", "buy"), open], { of: "activity" });
    expect(seen.find(({ from, to }) => from === "cart" && to === "buy")?.rate).toBe(1);
    expect(seen.filter(({ kind, from }) => kind === "end" && from === "cart")).toEqual([]);
  });

  it("d3-sankey cannot draw a journey that comes back; a node here is a state at a step", () => {
    const { links } = journeySankey([journey("a", "b", "a")], { of: "activity" });
    expect(links.every(({ source, target }) => source < target)).toBe(true);
  });
});

describe("what other tools get wrong of journeys", () => {
  const of = (customer: string, stage: string, at: number, endAt?: number) => ({
    customer,
    activity: stage,
    stage,
    at,
    endAt,
  });

  it("a case named NA is a case, not a missing value", () => {
    const { journeys } = buildJourneys([of("NA", "a", 1), of("", "a", 2), of("NA", "b", 3)], { asOf: 9 });
    expect(journeys.map(({ customer, events }) => [customer, events.length])).toEqual([
      ["NA", 2],
      ["", 1],
    ]);
  });

  it("visits that come back are not one visit, and none lasts less than no time", () => {
    const [journey] = buildJourneys([of("k", "a", 0), of("k", "b", 5), of("k", "a", 8)], { asOf: 9 }).journeys;
    expect(stageVisits(journey!).map(({ stage, duration }) => [stage, duration])).toEqual([
      ["a", 5],
      ["b", 3],
      ["a", 1],
    ]);
  });

  it("a journey lasts from its first beginning to its last end, whichever event ends last", () => {
    const [journey] = buildJourneys([of("k", "a", 0, 90), of("k", "b", 10, 20)], { asOf: 99 }).journeys;
    expect([journey!.start, journey!.end]).toEqual([0, 90]);
  });

  it("a silence just as long as the gap does not cut, and one inactive journey does not last on into the gap", () => {
    const built = buildJourneys([of("k", "a", 0), of("k", "a", 30), of("k", "a", 61)], { asOf: 200, gap: 30 });
    expect(built.journeys.map(({ start, end }) => [start, end])).toEqual([
      [0, 30],
      [61, 61],
    ]);
  });

  it("an open visit is neither left out nor ended by the end of the data", () => {
    const events = [of("k", "a", 0), of("k", "b", 10), of("m", "a", 0)];
    const [stage] = timeInStage(buildJourneys(events, { asOf: 100 }).journeys).stages;
    expect(stage).toMatchObject({ stage: "a", count: 2, censored: 1, completedMean: 10 });
    expect(stage!.restrictedMean.estimate).toBe(55);
  });
});
