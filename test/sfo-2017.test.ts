import {
  type AggregationOrder,
  ces,
  csat,
  experienceScore,
  experienceScoreFromAnswers,
  mean,
  measureBy,
  nps,
  npsInterval,
  npsMetric,
  pearson,
  type Rating,
  ratings,
  ratingsMetric,
  rescale,
  responseRate,
  share,
  tally,
  topBox,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectItem, type ItemFigures, itemCodes, surveyRows } from "./airport-survey.ts";
import { expectNear, goldenFile, zOf } from "./golden.ts";

type Row = Readonly<Record<string, string>>;

const rows = surveyRows<Row>("sfo_2017_survey.csv");

interface Groups {
  readonly n: number;
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly nps: number;
}

interface Stage {
  readonly items: readonly string[];
  readonly pooled_n: number;
  readonly pooled_mean: number;
  readonly pooled_top2: number;
  readonly mean_of_item_means: number;
  readonly respondents: number;
  readonly mean_of_respondent_means: number;
}

interface Golden {
  readonly rows: number;
  readonly netpro_histogram: Readonly<Record<string, number>>;
  readonly nps_valid_0_10: Groups & {
    readonly mean: number;
    readonly se_points: number;
    readonly moe95_points: number;
  };
  readonly nps_weighted: Groups & {
    readonly mean: number;
    readonly effective_n_kish: number;
    readonly weight_sum: number;
  };
  readonly TRAP_nps_if_code11_counted_as_promoter: number;
  readonly TRAP_q7food_mean_if_codes_0_6_kept: number;
  readonly response_rate_to_nps_item: number;
  readonly csat_items: Readonly<Record<string, ItemFigures>>;
  readonly ces_ease_1to5: Readonly<Record<string, ItemFigures>>;
  readonly problem_rate_yes_over_yes_no: { readonly yes: number; readonly no: number; readonly rate: number };
  readonly stages: Readonly<Record<string, Stage>>;
  readonly experience_score_0_100: {
    readonly mean_of_stage_respondent_means_scaled: number;
    readonly mean_of_item_means_scaled: number;
  };
  readonly pearson_item_vs_netpro: Readonly<Record<string, { readonly n: number; readonly r: number }>>;
  readonly third_party_check: {
    readonly csat_items: Readonly<
      Record<string, { readonly n: number; readonly avg: number; readonly top2_n: number; readonly bottom2_n: number }>
    >;
  };
}

const golden = goldenFile<Golden & Readonly<Record<string, unknown>>>("sfo_2017");

/** A cell as an answer: an empty cell and the word `Blank` are none. */
function answer(cell: string | undefined): Rating {
  return cell === undefined || cell === "" || cell === "Blank" ? null : Number(cell);
}
const item = (name: string) => (row: Row) => answer(row[name]);
const recommend = item("NETPRO");
const weight = (row: Row) => Number(row.WEIGHT);

// 11 = blank on the recommendation.
const npsCodes = { noAnswer: [11] };
const fivePoints = { scale: [1, 5], ...itemCodes } as const;

describe("the airport survey of 2017: recommendation", () => {
  it("has 2,831 rows and this histogram", () => {
    expect(rows).toHaveLength(golden.rows);
    const result = ratings(rows, { scale: [0, 10], value: recommend, ...npsCodes });
    result.counts.forEach((people, point) => {
      expect(people, `${point}`).toBe(golden.netpro_histogram[point]);
    });
    expect(result.missing).toBe(golden.netpro_histogram[11]! + golden.netpro_histogram[""]!);
    expect(Object.keys(golden.netpro_histogram)).toHaveLength(13);
  });

  it("has the score, its mean and its standard error", () => {
    const expected = golden.nps_valid_0_10;
    const result = nps(rows, { value: recommend, ...npsCodes });
    const { n: count, promoters, passives, detractors } = expected;
    expect(result).toMatchObject({ count, promoters, passives, detractors, missing: 85, excluded: 0 });
    expectNear(result.score, expected.nps, "score");
    expectNear(ratings(rows, { scale: [0, 10], value: recommend, ...npsCodes }).mean, expected.mean, "mean");
    const { lower, upper } = npsInterval(result, { method: "wald" });
    const error = (upper! - lower!) / 2 / zOf(0.95);
    expectNear(error, expected.se_points, "standard error");
    expectNear(1.96 * error, expected.moe95_points, "margin");
  });

  it("has the weighted score, shares, mean and Kish's size", () => {
    const expected = golden.nps_weighted;
    const result = nps(rows, { value: recommend, weight, ...npsCodes });
    expect(result).toMatchObject({ count: expected.n, promoters: 1436, passives: 968, detractors: 342 });
    expectNear(result.score, expected.nps, "score");
    expectNear(result.weight, expected.weight_sum, "weight");
    expectNear(result.promoterShare! * result.weight!, expected.promoters, "weight of promoters");
    expectNear(result.passiveShare! * result.weight!, expected.passives, "weight of passives");
    expectNear(result.detractorShare! * result.weight!, expected.detractors, "weight of detractors");
    const scale = [0, 10] as const;
    expectNear(ratings(rows, { scale, value: recommend, weight, ...npsCodes }).mean, expected.mean, "mean");
    const answered = rows.filter((row) => row.NETPRO !== "" && row.NETPRO !== "11");
    expectNear(
      share(answered, { value: () => true, weight }).effectiveSampleSize,
      expected.effective_n_kish,
      "Kish's size",
    );
    expect(result.effectiveSampleSize).toBeLessThanOrEqual(expected.effective_n_kish * (1 + 1e-12));
  });

  for (const by of ["BAREA", "STRATA", "PEAK", "DAY", "INTDATE", "Q15PROBLEM"]) {
    it(`has the score by ${by}`, () => {
      const expected = golden[`nps_by_${by}`] as Readonly<Record<string, Groups>>;
      const results = measureBy(npsMetric(npsCodes), rows, (row) => row[by]!, { value: recommend });
      expect([...results.keys()].sort()).toEqual(Object.keys(expected).sort());
      let people = 0;
      for (const [group, { n: count, promoters, passives, detractors, nps: score }] of Object.entries(expected)) {
        expect(results.get(group), group).toMatchObject({ count, promoters, passives, detractors });
        expectNear(results.get(group)?.score, score, group);
        people += count;
      }
      expect(people).toBe(2746);
    });
  }

  it("was answered by 97 in 100", () => {
    const { count, missing } = nps(rows, { value: recommend, ...npsCodes });
    expectNear(responseRate({ complete: count, refusal: missing }).rate, golden.response_rate_to_nps_item, "rate");
  });
});

describe("the airport survey of 2017: satisfaction", () => {
  const checkItem = (name: string, expected: ItemFigures) => {
    expect(expectItem(rows, item(name), weight, expected, name)).toBe(13);
    const values = mean(rows, { value: (row) => answerOnScale(row[name]) });
    expectNear(values.mean, expected.mean, name);
    expectNear(values.standardDeviation, expected.sd, name);
  };
  const answerOnScale = (cell: string | undefined) => {
    const point = answer(cell);
    return point === 0 || point === 6 ? null : point;
  };

  it("has 26 items with means, deviations, boxes, Wilson's limits and weighted values", () => {
    const items = Object.entries(golden.csat_items);
    for (const [name, expected] of items) checkItem(name, expected);
    expect(items).toHaveLength(26);
  });

  it("has 3 items of ease", () => {
    const items = Object.entries(golden.ces_ease_1to5);
    expect(items.map(([name]) => name)).toEqual(["Q13GETRATE", "Q14FIND", "Q14PASSTHRU"]);
    for (const [name, expected] of items) {
      checkItem(name, expected);
      const result = ces(rows, {
        scale: [1, 5],
        direction: "higher-is-easier",
        easyFrom: 4,
        difficultTo: 2,
        value: item(name),
        ...itemCodes,
      });
      expect(result, name).toMatchObject({ count: expected.n, easy: expected.top2_n, difficult: expected.bottom2_n });
      expectNear(result.score, expected.mean, name);
      expectNear(result.rescaledMean, expected.scaled_0_100, name);
    }
  });

  it("agrees with an analysis by others of the same survey, 15 items", () => {
    const items = Object.entries(golden.third_party_check.csat_items);
    for (const [name, { n: count, avg, top2_n: satisfied, bottom2_n: dissatisfied }] of items) {
      const result = csat(rows, { value: item(name), ...itemCodes });
      expect(result, name).toMatchObject({ count, satisfied, dissatisfied });
      expectNear(result.mean, avg, name);
    }
    expect(items).toHaveLength(15);
  });

  it("has five stages: answers pooled by merging tallies, and the mean of each person's mean", () => {
    const metric = ratingsMetric(fivePoints);
    const stages = Object.entries(golden.stages);
    for (const [stage, expected] of stages) {
      const tallies = expected.items.map((name) => tally(metric, rows, { value: item(name) }));
      const pooled = metric.read(tallies.reduce(metric.merge));
      expect(pooled.count, stage).toBe(expected.pooled_n);
      expectNear(pooled.mean, expected.pooled_mean, stage);
      expectNear(topBox(pooled, 4).rate, expected.pooled_top2, stage);
      expectNear(mean(tallies, { value: (one) => metric.read(one).mean }).mean, expected.mean_of_item_means, stage);
      const people = mean(rows, { value: (row) => mean(expected.items.map((name) => answerOnScale(row[name]))).mean });
      expect(people.count, stage).toBe(expected.respondents);
      expectNear(people.mean, expected.mean_of_respondent_means, stage);
    }
    expect(stages).toHaveLength(5);
  });

  it("has the experience score of stages over respondents, and another one of items alone", () => {
    const stages = Object.fromEntries(
      Object.entries(golden.stages).map(([stage, { items }]) => [
        stage,
        Object.fromEntries(items.map((name) => [name, (row: Row) => answerOnScale(row[name])])),
      ]),
    );
    const scored = (order: AggregationOrder) => experienceScoreFromAnswers(rows, { stages, order, scale: [1, 5] });
    const whole = scored(["items", "respondents", "stages"]);
    expectNear(whole.score, golden.experience_score_0_100.mean_of_stage_respondent_means_scaled, "stages");
    for (const { name, score, count } of whole.stages) {
      expectNear(rescale(score, { from: [0, 100], to: [1, 5] }), golden.stages[name]!.mean_of_respondent_means, name);
      expect(count, name).toBe(golden.stages[name]!.respondents);
    }
    const flat = scored(["respondents", "items"]);
    expectNear(flat.score, golden.experience_score_0_100.mean_of_item_means_scaled, "items");
    expect([whole.score!.toFixed(4), flat.score!.toFixed(4)]).toEqual(["78.0466", "76.6785"]);
    const nested = experienceScore(Object.fromEntries(whole.stages.map(({ name, score }) => [name, score])));
    expectNear(nested.score, whole.score!, "the same of the stages");
    expect(nested.worst).toEqual(["dwell"]);
  });

  it("has the correlation of each item with the recommendation, over those who answered both", () => {
    const items = Object.entries(golden.pearson_item_vs_netpro);
    for (const [name, { n, r }] of items) {
      const both = rows.flatMap((row) => {
        const pair = [answerOnScale(row[name]), recommend(row)];
        return pair.includes(null) || pair[1] === 11 ? [] : [pair as [number, number]];
      });
      expect(both.length, name).toBe(n);
      const { estimate } = pearson(
        both.map(([rating]) => rating),
        both.map(([, answer]) => answer),
      );
      expectNear(estimate, r, name);
    }
    expect(items.length).toBeGreaterThan(20);
  });

  it("has the share of people with a problem, of those who said yes or no", () => {
    const outcomes = new Map([
      ["1", true],
      ["2", false],
    ]);
    const { yes, no, rate } = golden.problem_rate_yes_over_yes_no;
    const result = share(rows, { value: (row) => outcomes.get(row.Q15PROBLEM!) });
    expect(result).toMatchObject({ numerator: yes, denominator: yes + no, missing: rows.length - yes - no });
    expectNear(result.rate, rate, "rate");
  });
});

describe("the airport survey of 2017: traps", () => {
  it("code 11 of the recommendation is a blank, and a promoter only to who is not told", () => {
    expect(() => nps(rows, { value: recommend })).toThrow(
      /^answer must be a whole number from 0 to 10, got 11 at index \d+$/,
    );
    const wrong = nps(rows, { value: (row) => (row.NETPRO === "11" ? 10 : recommend(row)) });
    expectNear(wrong.score, golden.TRAP_nps_if_code11_counted_as_promoter, "score");
    expect(nps(rows, { value: recommend, offScale: "exclude" })).toMatchObject({
      count: 2746,
      missing: 1,
      excluded: 84,
    });
  });

  it("0 is an answer to the recommendation, and a blank on the items from 1 to 5", () => {
    expect(nps(rows, { value: recommend, noAnswer: [0, 11] }).count).toBe(2746 - golden.netpro_histogram[0]!);
    expect(() => csat(rows, { value: item("Q7FOOD"), noAnswer: [6] })).toThrow(/from 1 to 5, got 0 at index/);
  });

  it("6 is no answer on the items from 1 to 5, though a scale from 0 to 6 would take it", () => {
    expect(() => csat(rows, { value: item("Q7FOOD"), noAnswer: [0] })).toThrow(/from 1 to 5, got 6 at index/);
    const wrong = ratings(rows, { scale: [0, 6], value: item("Q7FOOD") });
    expectNear(wrong.mean, golden.TRAP_q7food_mean_if_codes_0_6_kept, "mean");
  });

  it("the overall rating holds the word Blank, which is never a number", () => {
    const blanks = rows.filter((row) => row.Q7ALL === "Blank").length;
    expect(blanks).toBe(143);
    expect(csat(rows, { value: item("Q7ALL"), ...itemCodes }).missing).toBe(blanks);
    const asIs = (row: Row) => (row.Q7ALL === "Blank" ? (row.Q7ALL as unknown as number) : Number(row.Q7ALL));
    expect(() => csat(rows, { value: asIs, ...itemCodes })).toThrow(TypeError);
    expect(() => csat(rows, { value: (row) => Number(row.Q7ALL), ...itemCodes })).toThrow(/got NaN at index/);
  });

  it("a cell is text: what is not made a number is refused", () => {
    expect(() => nps(rows, { value: (row) => row.NETPRO as unknown as number, ...npsCodes })).toThrow(
      'answer must be a whole number from 0 to 10, got "6" at index 0',
    );
  });

  it("an empty cell is a question that was not asked, not the number 0", () => {
    const asked = rows.filter((row) => row.Q12PRECHECKRATE !== "").length;
    const { count, missing } = csat(rows, { value: item("Q12PRECHECKRATE"), ...itemCodes });
    expect([asked, count, missing]).toEqual([960, 916, 2831 - 916]);
    expect(Number("")).toBe(0);
  });

  it("weights run from 0.28 to 1.63 and none is 0", () => {
    const weights = rows.map(weight);
    expect(Math.min(...weights)).toBeCloseTo(0.28, 2);
    expect(Math.max(...weights)).toBeCloseTo(1.63, 2);
    expect(nps(rows, { value: recommend, weight, ...npsCodes }).excluded).toBe(0);
  });

  it("INTDATE is the day of the month alone, in text order 10 before 5", () => {
    const days = new Set(rows.map((row) => row.INTDATE!));
    expect(days.size).toBe(20);
    expect([...days].every((day) => /^([5-9]|[12]\d|30)$/.test(day))).toBe(true);
  });
});

it("every part of the golden file is checked here, or waits for a function", () => {
  const checked =
    /^(rows|netpro_histogram|nps_|TRAP_nps|TRAP_q7food|response_rate|csat_|ces_|problem_|stages|experience_score|pearson|third_party)/;
  const rest = Object.keys(golden).filter((key) => !checked.test(key));
  expect(rest).toEqual([
    "TRAP_q7all_mean_if_0_and_6_not_excluded_numeric_only", // null: no such number
  ]);
});
