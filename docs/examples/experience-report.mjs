/**
 * The experience of San Francisco International Airport in one score, with what drives it, and what changed from 2010 to
 * 2018, as a report.
 *
 *     npm run example:experience                                       the surveys in data/
 *     node docs/examples/experience-report.mjs survey.csv [years.csv]  other files with the same columns
 *
 * data/README.md says what the codes mean, and where they bite.
 */
import * as cx from "cx-metrics";
import {
  chance,
  fixed,
  grouped,
  InputError,
  intervalHead,
  measured,
  numberIn,
  percents,
  range,
  readRecords,
  table,
  whole,
  write,
} from "./report.mjs";

/** The stages of a passenger's way, the questions about each, all answered from 1 to 5. */
const questions = {
  "Getting there": {
    Q13GETRATE: "ease of getting there",
    Q7ROADS: "signs on airport roads",
    Q7PARK: "parking",
    Q7LTPARKING: "long-term parking shuttle",
    Q7AIRTRAIN: "AirTrain",
    Q7RENTAL: "rental car center",
  },
  Wayfinding: {
    Q14FIND: "ease of finding the way",
    Q7SIGN: "signs inside",
    Q7SCREENS: "information on screens",
    Q7INFODOWN: "booths, arrivals",
    Q7INFOUP: "booths, departures",
    Q7WALKWAYS: "escalators, walkways",
  },
  Security: { Q14PASSTHRU: "ease of passing security" },
  "Dwell time": { Q7FOOD: "restaurants", Q7STORE: "shops", Q7ART: "artwork", Q7WIFI: "free Wi-Fi" },
  Cleanliness: {
    Q9BOARDING: "clean boarding areas",
    Q9AIRTRAIN: "clean AirTrain",
    Q9RENTAL: "clean rental car center",
    Q9FOOD: "clean restaurants",
    Q9RESTROOM: "clean restrooms",
    Q9ALL: "cleanliness overall",
  },
};
const stageNames = Object.keys(questions);
const codes = Object.values(questions).flatMap(Object.keys);

const SCALE = [1, 5];
const POINTS = [0, 100];
const NOT_APPLICABLE = 6;
const SEED = 2017;
/** Ratings of a stage by a person that are low and high, in points: 3 and 4.5 of 5. */
const LOW_TO = 50;
const HIGH_FROM = 87.5;
const OVERALL_BY_YEAR = "overall_1to5_6na_0blank";

/** How answers become a score: the accessors of each stage's questions. */
const stages = Object.fromEntries(
  Object.entries(questions).map(([stage, items]) => [
    stage,
    Object.fromEntries(Object.keys(items).map((code) => [code, (row) => row.answers[code]])),
  ]),
);
/** Each person's mean of a stage, their mean over people, and the mean of the stages. */
const byStage = { stages, scale: SCALE, order: ["items", "respondents", "stages"] };
/** The mean of each question over people, and the mean of all questions. */
const byQuestion = { stages, scale: SCALE, order: ["respondents", "items"] };

const drivers = Object.fromEntries(
  stageNames.map((stage) => [
    stage,
    (row) => points(cx.mean(Object.values(stages[stage]).map((answer) => answer(row))).mean),
  ]),
);
const outcome = (row) => points(row.overall);
const weight = (row) => row.weight;

function points(rating) {
  return cx.rescale(rating, { from: SCALE });
}

// Reading

function readSurvey(file, name) {
  const columns = ["Q7ALL", "Q15PROBLEM", "BAREA", "WEIGHT", ...codes];
  return readRecords(file, name, columns).map(({ record, line }) => {
    const number = (column) => numberIn(record[column], `${name}: line ${line}: ${column}`);
    return {
      line,
      area: record.BAREA,
      problem: problemOf(number("Q15PROBLEM") ?? 0, `${name}: line ${line}: Q15PROBLEM`),
      weight: number("WEIGHT"),
      overall: answered(number("Q7ALL"), `${name}: line ${line}: Q7ALL`),
      answers: Object.fromEntries(
        codes.map((code) => [code, answered(number(code), `${name}: line ${line}: ${code}`)]),
      ),
    };
  });
}

function readYears(file, name) {
  const columns = ["year", OVERALL_BY_YEAR, "weight"];
  return readRecords(file, name, columns).map(({ record, line }) => {
    const number = (column) => numberIn(record[column], `${name}: line ${line}: ${column}`);
    return {
      line,
      year: record.year,
      weight: number("weight"),
      overall: answered(number(OVERALL_BY_YEAR), `${name}: line ${line}: ${OVERALL_BY_YEAR}`),
    };
  });
}

/** A rating from 1 to 5; `null` for a blank, 0, and what does not apply, 6. */
function answered(code, place) {
  if (code === null || code === 0 || code === NOT_APPLICABLE) return null;
  if ([1, 2, 3, 4, 5].includes(code)) return code;
  throw new InputError(`${place} must be a whole number from 0 to ${NOT_APPLICABLE}, got ${code}`);
}

/** Whether there was a problem; `undefined` of who does not know, 3, or did not say, 0. */
function problemOf(code, place) {
  if ([0, 1, 2, 3].includes(code)) return { 1: true, 2: false }[code];
  throw new InputError(`${place} must be a number from 0 to 3, got ${code}`);
}

// Measuring

function measureSurvey(rows) {
  const score = cx.experienceScoreFromAnswers(rows, byStage);
  const sure = cx.driversInterval(rows, { drivers, outcome, seed: SEED });
  return {
    rows,
    score,
    intervals: {
      byStage: scoreInterval(rows),
      byQuestion: scoreInterval(rows, byQuestion),
      weighted: scoreInterval(rows, { weight }),
    },
    parts: cx.experienceScore(scoresOf(score)),
    ranks: firm(score.stages.map(({ name, items }) => [name, scoresOf({ stages: items })])),
    areas: areasOf(rows),
    found: cx.drivers(rows, { drivers, outcome }),
    sure,
    places: cx.importancePerformance(sure.drivers),
    contrasts: cx.penaltyReward(rows, { drivers, outcome, lowTo: LOW_TO, highFrom: HIGH_FROM }),
    troubled: rows.filter(({ problem }) => problem === true),
    untroubled: rows.filter(({ problem }) => problem === false),
  };
}

/** The scores of stages, or of what else has a name and a score, as components. */
function scoresOf({ stages: parts }) {
  return Object.fromEntries(parts.map(({ name, score }) => [name, score]));
}

/** How firm ranks are; few people may well all give the lowest rating, so a score of 0 is taken as it is. */
function firm(alternatives) {
  return cx.scoreSensitivity(new Map(alternatives), { zeros: "accept" });
}

function areasOf(rows) {
  const names = [...new Set(rows.map(({ area }) => area))].sort();
  return new Map(
    names.map((name) => {
      const people = rows.filter(({ area }) => area === name);
      return [name, { people, score: cx.experienceScoreFromAnswers(people, byStage) }];
    }),
  );
}

/** The interval of the experience score of rows rated by the same people. */
function scoreInterval(rows, options) {
  return cx.experienceScoreInterval(rows, { ...byStage, ...options, dependence: "same-respondents" });
}

/** The experience score of people as a mean with its error, computed once for all that is asked of it. */
function sampleOfScore(people, options) {
  const { score, count, standardError } = cx.experienceScoreFromAnswers(people, { ...byStage, ...options });
  return { mean: score, count, standardError };
}

const sampleOfStage = (stage) => (people) => sampleOfScore(people, { stages: { [stage]: stages[stage] } });

function measureYears(rows, name) {
  return [...grouped(rows, ({ year }) => year)].map(([year, people]) =>
    measured(people, name, () => measureYear(year, people)),
  );
}

function measureYear(year, people) {
  const isWeighted = people.some((row) => row.weight !== null);
  return {
    year,
    isWeighted,
    satisfied: cx.csat(people, { value: (row) => row.overall }),
    plain: cx.mean(people, { value: outcome }),
    best: cx.mean(people, { value: outcome, ...(isWeighted && { weight }) }),
    // The one thing that the file tells of passengers besides their rating: whether their kind was asked too often.
    segments: cx.measureBy(cx.meanMetric(), people, (row) => (row.weight < 1 ? "too often" : "too seldom"), {
      value: outcome,
    }),
  };
}

// Writing

const signed = (value, digits = 1) => `${cx.roundScore(value ?? 0, digits) > 0 ? "+" : ""}${fixed(value, digits)}`;
const ranks = ({ lower, upper }) => (lower === null ? "-" : lower === upper ? `${lower}` : `${lower} to ${upper}`);
const change = ({ difference, pValue, ...limits }) =>
  `${signed(difference)} points (${range(limits)}), p-value ${chance(pValue)}`;
const lowestFirst = (a, b) => (a.score ?? Infinity) - (b.score ?? Infinity);

function scoreSection({ rows, score, intervals }) {
  const line = (label, interval) => [label, fixed(interval.estimate, 2), range(interval)];
  return [
    "THE EXPERIENCE IN ONE SCORE, FROM 0 TO 100",
    ...table(
      ["", "score", intervalHead],
      [
        line("Stages alike: mean of the five stages, the score of this report", intervals.byStage),
        line("Questions alike: mean of all questions", intervals.byQuestion),
        line("Stages alike, weighted to represent all passengers", intervals.weighted),
      ],
    ),
    "  The same answers, averaged in another order. Where questions count alike, a stage of six questions",
    "  counts six times one of a single question. 0: everybody rates 1 of 5; 100: everybody rates 5.",
    `  ${whole(score.count)} of ${whole(rows.length)} people answered at least one of ${codes.length} questions.`,
  ];
}

function stageSection({ rows, score, parts }) {
  const contribution = new Map(parts.components.map((one) => [one.name, one]));
  const lines = [...score.stages].sort(lowestFirst).map(({ name, score: own, count, items }) => {
    const [lowest] = [...items].sort(lowestFirst);
    const { weight: share, contribution: added } = contribution.get(name);
    return [
      name,
      `${questions[name][lowest.name]}, ${fixed(lowest.score)}`,
      fixed(own, 2),
      range(scoreInterval(rows, { stages: { [name]: stages[name] } })),
      fixed(added),
      fixed(own === null ? null : 100 * share - added),
      whole(count),
    ];
  });
  return [
    "BY STAGE, LOWEST FIRST",
    ...table(["", "lowest question", "score", intervalHead, "brings", "lacks", "people"], lines, 2),
    `  Worst stage: ${parts.worst[0] ?? "-"}. Brings: its points of ${fixed(parts.score, 2)}; lacks: its points of what is missing to 100.`,
  ];
}

function rankSection({ ranks: found, areas }) {
  const firmness = (results, sizes) =>
    [...results]
      .sort(([, a], [, b]) => (a.rank ?? Infinity) - (b.rank ?? Infinity))
      .map(([name, { score, rank, bestRank, worstRank, lowest, highest }]) => [
        name || "(empty)",
        rank === null ? "-" : `${rank}`,
        ranks({ lower: bestRank, upper: worstRank }),
        fixed(score),
        range({ lower: lowest, upper: highest }),
        ...sizes(name),
      ]);
  const alike = cx.welchAnova([...areas.values()].map(({ people }) => sampleOfScore(people))).pValue;
  const byArea = firm([...areas].map(([name, { score }]) => [name, scoresOf(score)]));
  return [
    "HOW FIRM ARE THE RANKINGS?",
    ...table(
      ["Stage", "rank", "ranks it can take", "score", "scores it can take"],
      firmness(found, () => []),
    ),
    "",
    ...table(
      ["Boarding area", "rank", "ranks it can take", "score", "scores it can take", intervalHead, "people"],
      firmness(byArea, (name) => {
        const { people, score } = areas.get(name);
        return [range(scoreInterval(people)), whole(score.count)];
      }),
    ),
    `  All areas alike but for chance? Welch's test: p-value ${chance(alike)}; unless small, ranks may be chance.`,
    "  Can take: if the mean were geometric or harmonic, or one weight a quarter more or less. This is",
    "  the choice of a formula; the interval is chance. To vary the weights of its questions, a stage is",
    "  the mean of their means here, so its score is not quite the one above.",
  ];
}

function driverSection({ found, sure, places }) {
  const title = "WHAT GOES WITH THE RATING OF THE AIRPORT AS A WHOLE?";
  if (found.reason) return [title, `  Cannot be told: ${found.reason}.`];
  const place = new Map(places.items.map((item) => [item.name, item]));
  const limits = new Map(sure.drivers.map((driver) => [driver.name, driver]));
  const lines = [...found.drivers]
    .sort((a, b) => a.rank - b.rank)
    .map(({ name, importance }) => {
      const { importance: interval, rank, performance } = limits.get(name);
      const { reaches } = place.get(name);
      return [
        name,
        reaches.join(" / "),
        fixed(100 * importance),
        percents(interval),
        ranks(rank),
        `${fixed(performance.estimate)}`,
      ];
    });
  return [
    title,
    ...table(["", "what to do", "explains %", intervalHead, "rank", "score"], lines, 2),
    `  Together the stages explain ${fixed(100 * found.rSquared)} % of the variance of people's ratings (R²).`,
    `  Of the ${whole(found.count)} people (${fixed(100 * found.completeness)} %) who rated them all. What goes together need not be cause.`,
    `  What to do: important or not, well rated or not, against the mean of the stages (${fixed(100 * places.importanceLine)} %, ${fixed(places.performanceLine)});`,
    "  what stands after a stroke is not ruled out by the intervals.",
  ];
}

function penaltySection({ contrasts }) {
  const title = "TAKEN FOR GRANTED, OR A DELIGHT?";
  if (contrasts.reason) return [title, `  Cannot be told: ${contrasts.reason}.`];
  const kinds = { basic: "taken for granted", performance: "both alike", excitement: "delight" };
  const lines = contrasts.drivers.map(({ name, kind, balance, penalty, reward, low, high }) => {
    const isSure = balance.lower > 0 || balance.upper < 0;
    return [
      name,
      kind === null ? "-" : `${kinds[kind]}${kind === "performance" || isSure ? "" : ", perhaps"}`,
      fixed(penalty.estimate),
      range(penalty),
      fixed(reward.estimate),
      range(reward),
      whole(low),
      whole(high),
    ];
  });
  return [
    title,
    ...table(["", "kind", "penalty", intervalHead, "reward", intervalHead, "low", "high"], lines, 2),
    `  Points of the overall rating, where a stage is rated low (${LOW_TO} or less) or high (${HIGH_FROM} or more),`,
    "  against those in between, other stages equal. If an interval holds 0, there may be none.",
  ];
}

function consistencySection({ score, areas }) {
  const line = (label, touchpoints) => {
    const { consistency, standardDeviation, gap, worst, best } = cx.touchpointConsistency(touchpoints, {
      scale: POINTS,
      score: (one) => one.score,
      count: (one) => one.count,
    });
    return [
      label,
      worst === null ? "-" : `${worst} to ${best}`,
      fixed(consistency, 3),
      fixed(standardDeviation),
      fixed(gap),
    ];
  };
  const named = (list) => new Map(list.map((one) => [one.name, one]));
  const every = score.stages.flatMap((stage) =>
    stage.items.map((item) => ({ ...item, name: questions[stage.name][item.name] })),
  );
  return [
    "IS THE EXPERIENCE THE SAME EVERYWHERE?",
    ...table(
      ["across", "worst to best", "consistency", "deviation", "gap"],
      [
        line("stages", named(score.stages)),
        line("questions", named(every)),
        line("boarding areas", new Map([...areas].map(([name, one]) => [name || "(empty)", one.score]))),
      ],
      2,
    ),
    "  Consistency: 1 if all scores are equal, 0 if half are 0 and half 100. Deviation and gap in points.",
  ];
}

function problemSection({ rows, troubled, untroubled }) {
  const [before, after] = [untroubled, troubled].map((people) =>
    cx.experienceScore(scoresOf(cx.experienceScoreFromAnswers(people, byStage))),
  );
  const { change: gap, parts } = cx.decomposeChange(before, after);
  const line = (label, sampleOf, ofGap) => {
    const [had, none] = [sampleOf(troubled), sampleOf(untroubled)];
    const { difference, ...limits } = cx.compareScores(had, none, cx.meanInterval);
    return {
      difference,
      cells: [label, fixed(had.mean), fixed(none.mean), signed(difference), range(limits), ofGap],
    };
  };
  const lines = stageNames
    .map((name) => line(name, sampleOfStage(name), signed(parts.get(name)?.performance ?? null)))
    .sort((a, b) => a.difference - b.difference);
  const overall = (people) => cx.mean(people, { value: outcome });
  return [
    "WHAT GOES WITH A PROBLEM?",
    ...table(
      ["", "had a problem", "had none", "difference", intervalHead, "of the gap"],
      [line("Experience score", sampleOfScore, signed(gap)), ...lines, line("The airport as a whole", overall, "")].map(
        ({ cells }) => cells,
      ),
    ),
    `  ${whole(troubled.length)} people had a problem, ${whole(untroubled.length)} had none; ${whole(rows.length - troubled.length - untroubled.length)} did not say or do not know.`,
    "  Of the gap: what each stage brings to the difference of the experience scores, in points.",
  ];
}

function yearSection(years) {
  return [
    `THE AIRPORT AS A WHOLE, ${years[0].year} TO ${years.at(-1).year}`,
    ...table(
      ["Year", "CSAT %", intervalHead, "score", intervalHead, "weighted", intervalHead, "people", "no rating"],
      years.map(({ year, isWeighted, satisfied, plain, best }) => [
        year,
        fixed(satisfied.topBox),
        percents(cx.shareInterval(satisfied.share)),
        fixed(plain.mean, 2),
        range(cx.meanInterval(plain)),
        ...(isWeighted ? [fixed(best.mean, 2), range(cx.meanInterval(best))] : ["-", "-"]),
        whole(satisfied.count),
        whole(satisfied.missing),
      ]),
    ),
    "  CSAT: 4 or 5 of 5. Score: the mean from 0 (all rate 1) to 100 (all rate 5); this is one question,",
    "  not the experience score. Weighted: to represent all passengers; -: no weights in the file.",
  ];
}

function changeSection(years) {
  const [first, last, previous] = [years[0], years.at(-1), years.at(-2) ?? years[0]];
  const line = (label, values) => {
    const { estimate, pValue, ...limits } = cx.mannKendall(values);
    return [label, signed(estimate, 2), range(limits, 2), chance(pValue)];
  };
  const compared = (later, earlier) => {
    const isWeighted = later.isWeighted && earlier.isWeighted;
    const [a, b] = isWeighted ? [later.best, earlier.best] : [later.plain, earlier.plain];
    return `  ${later.year} less ${earlier.year}${isWeighted ? ", weighted" : ""}: ${change(cx.compareMeans(a, b))}`;
  };
  const series = (pick) => years.map(pick).filter((mean) => mean !== null);
  const trends = [
    line(
      "Score",
      series(({ plain }) => plain.mean),
    ),
    line(
      "Score, weighted where weights are",
      series(({ best }) => best.mean),
    ),
    line(
      "CSAT %",
      series(({ satisfied }) => satisfied.topBox),
    ),
  ];
  return [
    "WHAT CHANGED?",
    ...table(["Trend", "points a year", intervalHead, "p-value"], trends),
    ...[first, previous]
      .filter((earlier, place, list) => earlier !== last && list.indexOf(earlier) === place)
      .map((earlier) => compared(last, earlier)),
    "  Trend: the median slope between any two years (Theil and Sen), and the test of Mann and Kendall.",
  ];
}

function mixSection(years) {
  const [first, last] = [years[0], years.at(-1)];
  if (!(first.isWeighted && last.isWeighted))
    return ["WHO WAS ASKED, OR WHAT THEY SAID?", "  Cannot be told without weights."];
  const reading = { score: ({ mean }) => mean, size: ({ count }) => count };
  const { change: moved, performance, mix, parts } = cx.decomposeChange(first.segments, last.segments, reading);
  const share = ({ segments }, name) => {
    const [of, all] = [segments.get(name)?.count ?? 0, cx.mean([...segments.values()].map(({ count }) => count))];
    return fixed((100 * of) / (all.mean * all.count));
  };
  const score = ({ segments }, name) => fixed(segments.get(name)?.mean ?? null);
  return [
    "WHO WAS ASKED, OR WHAT THEY SAID?",
    ...table(
      [
        "Passengers of kinds asked",
        `% ${first.year}`,
        `% ${last.year}`,
        `score ${first.year}`,
        `score ${last.year}`,
        "by rating",
        "by mix",
      ],
      [
        ...[...parts].map(([name, part]) => [
          name,
          share(first, name),
          share(last, name),
          score(first, name),
          score(last, name),
          signed(part.performance, 2),
          signed(part.mixCentred, 2),
        ]),
        [
          "all",
          "100.0",
          "100.0",
          fixed(first.plain.mean),
          fixed(last.plain.mean),
          signed(performance, 2),
          signed(mix, 2),
        ],
      ],
    ),
    `  Of ${signed(moved, 2)} points of the unweighted score, ${signed(performance, 2)} are by rating: the same kinds rate differently;`,
    `  ${signed(mix, 2)} by mix: other kinds were asked. Asked too often: of weight below 1. The file tells no more`,
    "  of who they are, and they need not be the same kinds in both years.",
  ];
}

function closingSection({ score, found, sure, contrasts, parts }, years) {
  const options = ({ definition: { metric, ...rest } }) => {
    const words = Object.entries(rest).map(([name, option]) => `${name} ${[option].flat().join(" ")}`);
    return `  ${metric}: ${words.join(", ")}`;
  };
  return [
    "DEFINITIONS, AS THE RESULTS STATE THEM",
    options(score),
    options(parts),
    options(sure),
    options(contrasts),
    ...(years ? [options(years[0].satisfied)] : []),
    `  intervals: ${scoreInterval([]).method} for experience scores, bootstrap for drivers, Student's t for means,`,
    `  ${cx.shareInterval({ numerator: 1, denominator: 2 }).method} for shares, theil-sen for trends`,
    "",
    "LEFT OUT",
    `  Blanks and "not applicable" (code ${NOT_APPLICABLE}): the mean of a stage is over what a person rated.`,
    `  Drivers: ${whole(found.missing)} people who did not rate all stages and the airport as a whole.`,
    "  Who shared a flight is not in the files: the intervals take people as independent.",
  ];
}

function report(surveyFile, yearsFile) {
  const isBundled = surveyFile === undefined;
  const [name, years] = isBundled ? ["sfo_2017_survey.csv", "sfo_overall_2010_2018.csv"] : [surveyFile, yearsFile];
  const place = (file) => (isBundled ? new URL(`data/${file}`, import.meta.url) : file);
  const rows = readSurvey(place(name), name);
  const yearRows = years === undefined ? [] : readYears(place(years), years);
  const survey = measured(rows, name, () => measureSurvey(rows));
  const byYear = years === undefined ? null : measureYears(yearRows, years);
  const source = isBundled ? "DataSF, public domain (PDDL); " : "";
  return [
    [
      isBundled
        ? "SAN FRANCISCO INTERNATIONAL AIRPORT: THE EXPERIENCE IN 2017, AND SINCE 2010"
        : "THE EXPERIENCE OF PASSENGERS",
      `  Source: ${source}${name} (people: ${whole(rows.length)})`,
      ...(byYear
        ? [
            `  and ${years} (people: ${whole(yearRows.length)}, in ${byYear.length} ${byYear.length === 1 ? "year" : "years"})`,
          ]
        : []),
    ],
    scoreSection(survey),
    stageSection(survey),
    rankSection(survey),
    driverSection(survey),
    penaltySection(survey),
    consistencySection(survey),
    problemSection(survey),
    ...(byYear ? [yearSection(byYear), changeSection(byYear), mixSection(byYear)] : []),
    closingSection(survey, byYear),
  ];
}

write(report);
