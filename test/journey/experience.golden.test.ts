import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import {
  beforeDuringAfter,
  buildJourneys,
  channelPreference,
  channelSwitching,
  containment,
  defineStages,
  emotionCurve,
  type Journey,
  journeyDeviations,
  peakEnd,
  planDeviations,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";
import { journeyOf, type ScoredEvent } from "./experience-journeys.ts";

interface Spec {
  readonly channels: {
    readonly cases: readonly {
      readonly id: string;
      readonly channels: readonly string[];
      readonly resolved: boolean;
    }[];
    readonly switches: number;
    readonly adjacent_pairs: number;
    readonly switch_rate: number;
    readonly cases_with_switch: number;
    readonly multi_channel_share: number;
    readonly single_channel_resolved_share: number;
    readonly containment_by_first_channel: Readonly<
      Record<string, { readonly entered: number; readonly contained_and_resolved: number }>
    >;
    readonly transitions: Readonly<Record<string, number>>;
  };
  readonly peak_end: {
    readonly series: readonly (readonly [at: number, score: number])[];
    readonly neutral: number;
    readonly mean: number;
    readonly time_weighted_mean_trapezoid: number;
    readonly peak_positive: { readonly value: number };
    readonly peak_negative: { readonly value: number };
    readonly end: number;
    readonly peak_end_negative_first: number;
    readonly peak_end_latest: number;
  };
  readonly deviations: {
    readonly planned: readonly string[];
    readonly actual: readonly string[];
    readonly missing: readonly string[];
    readonly ad_hoc: readonly string[];
    readonly lcs_length: number;
    readonly out_of_sequence_count: number;
    readonly fit: number;
  };
}

interface Boston {
  readonly rows: number;
  readonly journey_by_property: {
    readonly journeys: number;
    readonly contacts: number;
    readonly length_histogram: Readonly<Record<string, number>>;
    readonly channel_transitions: Readonly<Record<string, number>>;
    readonly transitions_total: number;
    readonly same_channel: number;
  };
}

interface Airport {
  readonly stages: Readonly<Record<string, AirportStage>>;
}

interface AirportStage {
  readonly items: readonly string[];
  readonly pooled_n: number;
  readonly pooled_mean: number;
  readonly respondents: number;
  readonly mean_of_respondent_means: number;
}

const spec = goldenFile<Spec>("journey/spec_cases");

describe("the worked cases", () => {
  it("of channels: every figure", () => {
    const golden = spec.channels;
    const journeys = golden.cases.map(({ id, channels, resolved }) =>
      journeyOf(
        channels.map((channel) => ({ channel })),
        { customer: id, case: id, status: resolved ? "completed" : "abandoned" },
      ),
    );
    const result = channelSwitching(journeys);
    expect(result).toMatchObject({
      switchRate: { rate: golden.switch_rate },
      switches: golden.switches,
      pairs: golden.adjacent_pairs,
      multiChannelShare: { rate: golden.multi_channel_share, numerator: golden.cases_with_switch },
    });
    const moves = Object.fromEntries(result.transitions.map(({ from, to, count }) => [`${from}>${to}`, count]));
    expect(moves).toEqual(golden.transitions);
    const contained = containment(journeys, { within: 1, asOf: 1000 });
    expect(contained.rate).toBe(golden.single_channel_resolved_share);
    const byFirst = contained.channels.map(({ channel, denominator, numerator }) => [
      channel,
      { entered: denominator, contained_and_resolved: numerator },
    ]);
    expect(Object.fromEntries(byFirst)).toEqual(golden.containment_by_first_channel);
    const entered = channelPreference(journeys).channels.map(({ channel, numerator }) => [channel, numerator]);
    expect(entered).toEqual(byFirst.map(([channel, one]) => [channel, (one as { entered: number }).entered]));
    expect(Object.keys(golden)).toHaveLength(9);
  });

  it("of deviations: every figure", () => {
    const golden = spec.deviations;
    const journey = journeyOf(golden.actual.map((activity) => ({ activity })));
    const found = planDeviations(journey, { planned: golden.planned });
    expect(found).toMatchObject({
      missing: golden.missing,
      adHoc: golden.ad_hoc,
      inSequence: golden.lcs_length,
      fit: golden.fit,
    });
    expect(found.outOfSequence).toHaveLength(golden.out_of_sequence_count);
    expect(journeyDeviations([journey], { planned: golden.planned }).fit.mean).toBe(golden.fit);
    expect(Object.keys(golden)).toHaveLength(7);
  });

  it("of peak and end: as a journey and by itself", () => {
    const golden = spec.peak_end;
    const events = golden.series.map(([at, score]) => ({ activity: "x", at, score, stage: "during" }));
    const curve = (ties: "latest" | "earliest" | "negative") =>
      emotionCurve([journeyOf(events)], {
        model: beforeDuringAfter,
        score: (event: ScoredEvent) => event.score,
        neutral: golden.neutral,
        ties,
      });
    expect(curve("latest").remembered).toMatchObject({
      score: { mean: golden.peak_end_latest },
      peak: golden.peak_positive.value,
      end: golden.end,
    });
    expect(curve("negative").remembered).toMatchObject({
      score: { mean: golden.peak_end_negative_first },
      peak: golden.peak_negative.value,
    });
    expect(curve("earliest").remembered.peak).toBe(golden.peak_negative.value);
    expect(curve("latest").stages[1]!.mean).toBe(golden.mean);
    const byItself = peakEnd(golden.series, { neutral: golden.neutral, value: ([, score]) => score, at: ([at]) => at });
    expectNear(byItself.timeWeightedMean, golden.time_weighted_mean_trapezoid, "time-weighted mean");
  });
});

describe("Boston's requests as journeys per property", () => {
  const file = new URL("../../docs/examples/data/boston311_2015_sample.csv", import.meta.url);
  const rows: readonly Readonly<Record<string, string>>[] = parse(readFileSync(file, "utf8"), { columns: true });
  const { journey_by_property: golden, rows: all } = goldenFile<Boston>("boston311_sample");
  const events = rows
    .filter(({ property }) => property !== "")
    .map(({ property, type, open_dt: opened, channel, case_id: id }) => ({
      customer: property!,
      activity: type!,
      // The reference reads the wall clock as UTC.
      at: Date.parse(`${opened}Z`),
      channel: channel!,
      id: id!,
    }));
  const { journeys } = buildJourneys(events, { asOf: Date.UTC(2016, 0, 1) });

  it("have the reference's lengths", () => {
    expect([rows.length, events.length, journeys.length]).toEqual([all, golden.contacts, golden.journeys]);
    const lengths: Record<string, number> = {};
    for (const { events: contacts } of journeys) lengths[contacts.length] = (lengths[contacts.length] ?? 0) + 1;
    expect(lengths).toEqual(golden.length_histogram);
  });

  it("have the reference's transitions between channels, all of them", () => {
    const result = channelSwitching(journeys, { partial: "include" });
    const moves = Object.fromEntries(result.transitions.map(({ from, to, count }) => [`${from} -> ${to}`, count]));
    expect(moves).toEqual(golden.channel_transitions);
    expect(Object.keys(moves)).toHaveLength(23);
    expect(result).toMatchObject({
      pairs: golden.transitions_total,
      switches: golden.transitions_total - golden.same_channel,
      count: golden.journeys,
      switchRate: { rate: (golden.transitions_total - golden.same_channel) / golden.transitions_total },
    });
    const several = journeys.filter(
      (journey: Journey) => new Set(journey.events.map(({ channel }) => channel)).size > 1,
    );
    expect(result.multiChannelShare.numerator).toBe(several.length);
  });
});

describe("the airport survey as a journey", () => {
  const golden = goldenFile<Airport>("sfo_2017").stages;
  const file = new URL("../../docs/examples/data/sfo_2017_survey.csv", import.meta.url);
  const rows: readonly Readonly<Record<string, string>>[] = parse(readFileSync(file, "utf8"), { columns: true });
  const names = Object.keys(golden);
  const model = defineStages({ id: "airport", stages: names, transitions: "forward", entry: names, terminal: [] });
  const events = rows.flatMap((row, n) =>
    names.flatMap((stage, place) =>
      golden[stage]!.items.map((item) => ({
        customer: String(n),
        activity: item,
        at: place,
        stage,
        // 0 is a blank, 6 not applicable.
        score: row[item] !== "" && Number(row[item]) >= 1 && Number(row[item]) <= 5 ? Number(row[item]) : null,
      })),
    ),
  );
  const { journeys } = buildJourneys(events, { asOf: names.length, model });
  const options = { model, neutral: 3, score: (event: ScoredEvent) => event.score };

  it("has the reference's curve: means of passengers' means, and means of all answers", () => {
    const byJourney = emotionCurve(journeys, options);
    const byEvent = emotionCurve(journeys, { ...options, per: "event" });
    let checked = 0;
    for (const [rank, name] of names.entries()) {
      const [one, every] = [byJourney.stages[rank]!, byEvent.stages[rank]!];
      const { respondents, mean_of_respondent_means, pooled_n, pooled_mean } = golden[name]!;
      expect([one.count, every.count], name).toEqual([respondents, pooled_n]);
      expectNear(one.mean, mean_of_respondent_means, `${name}, by passenger`);
      expectNear(every.mean, pooled_mean, `${name}, by answer`);
      checked++;
    }
    expect(checked).toBe(5);
  });
});
