/**
 * What passengers said of San Francisco International Airport in 2017, as a report.
 *
 *     npm run example                                       the survey in data/
 *     node docs/examples/airport-report.mjs another.csv     another file with the same columns
 *
 * data/README.md says what the codes mean, and where they bite.
 */
import * as cx from "cx-metrics";
import {
  chance,
  fixed,
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

/** The questions answered from 1 to 5: what was rated, and in which respect. */
const questions = {
  Q7ART: ["Artwork and exhibitions", "quality"],
  Q7FOOD: ["Restaurants", "quality"],
  Q7STORE: ["Shops and concessions", "quality"],
  Q7SIGN: ["Signs inside the airport", "quality"],
  Q7WALKWAYS: ["Escalators, elevators, walkways", "quality"],
  Q7SCREENS: ["Information on screens", "quality"],
  Q7INFODOWN: ["Information booths, arrivals", "quality"],
  Q7INFOUP: ["Information booths, departures", "quality"],
  Q7WIFI: ["Free Wi-Fi", "quality"],
  Q7ROADS: ["Signs on airport roads", "quality"],
  Q7PARK: ["Parking", "quality"],
  Q7AIRTRAIN: ["AirTrain", "quality"],
  Q7LTPARKING: ["Long-term parking shuttle", "quality"],
  Q7RENTAL: ["Rental car center", "quality"],
  Q9BOARDING: ["Boarding areas", "cleanliness"],
  Q9AIRTRAIN: ["AirTrain", "cleanliness"],
  Q9RENTAL: ["Rental car center", "cleanliness"],
  Q9FOOD: ["Restaurants", "cleanliness"],
  Q9RESTROOM: ["Restrooms", "cleanliness"],
  Q10SAFE: ["Feeling safe", "safety"],
  Q12PRECHECKRATE: ["PreCheck against regular line", "comparison"],
  Q13GETRATE: ["Getting to the airport", "ease"],
  Q14FIND: ["Finding the way around", "ease"],
  Q14PASSTHRU: ["Passing through security", "ease"],
  Q7ALL: ["The airport as a whole", "quality"],
  Q9ALL: ["Cleanliness overall", "cleanliness"],
};
const codes = Object.keys(questions);
const overall = ["Q7ALL", "Q9ALL"];
const effort = codes.filter((code) => questions[code][1] === "ease");
const problemAnswers = { 1: "Had a problem", 2: "Had none", 3: "Does not know", 0: "No answer" };
const problemOrder = [1, 2, 3, 0].map((code) => problemAnswers[code]);

const BLANK_RECOMMENDATION = 11;
const NOT_APPLICABLE = 6;
/** A group is marked where its score may lie more points than this above or below. */
const WIDEST_REACH = 10;

const noAnswer = [0, NOT_APPLICABLE];
const recommendation = cx.npsMetric({ noAnswer: [BLANK_RECOMMENDATION] });
const satisfaction = cx.csatMetric({ noAnswer });
const ease = cx.cesMetric({ scale: [1, 5], direction: "higher-is-easier", easyFrom: 4, difficultTo: 2, noAnswer });
const notApplicable = cx.on(cx.shareMetric({ rule: "not applicable" }), (answer) => answer === NOT_APPLICABLE);

/** Everything that is read from one passenger's answers. */
const everything = cx.combine({
  recommendation: cx.on(recommendation, (row) => row.recommend),
  problem: cx.on(cx.shareMetric({ rule: "had a problem" }), (row) => ({ 1: true, 2: false })[row.problem]),
  satisfaction: ofEach(codes, satisfaction),
  notApplicable: ofEach(codes, notApplicable),
  ease: ofEach(effort, ease),
});

function ofEach(names, metric) {
  return cx.combine(Object.fromEntries(names.map((name) => [name, cx.on(metric, (row) => row.answers[name])])));
}

// Reading

function readRows(file, name) {
  const columns = ["BAREA", "Q15PROBLEM", "NETPRO", "WEIGHT", ...codes];
  return readRecords(file, name, columns).map(({ record, line }) => {
    const number = (column) => numberIn(record[column], `${name}: line ${line}: ${column}`);
    const problem = number("Q15PROBLEM") ?? 0;
    if (!(problem in problemAnswers)) {
      throw new InputError(`${name}: line ${line}: Q15PROBLEM must be a number from 0 to 3, got ${problem}`);
    }
    return {
      line,
      area: record.BAREA,
      problem,
      recommend: number("NETPRO"),
      weight: number("WEIGHT"),
      answers: Object.fromEntries(codes.map((code) => [code, number(code)])),
    };
  });
}

// Measuring

function measureRows(rows, name) {
  const value = (row) => row.recommend;
  return measured(rows, name, () => ({
    ...cx.measure(everything, rows),
    byArea: cx.measureBy(recommendation, rows, (row) => row.area, { value }),
    byProblem: cx.measureBy(recommendation, rows, (row) => problemAnswers[row.problem], { value }),
    weighted: cx.measure(recommendation, rows, { value, weight: (row) => row.weight }),
    blanks: rows.filter((row) => row.recommend === BLANK_RECOMMENDATION).length,
    people: rows.length,
  }));
}

// Writing

const byScore = ([, a], [, b]) => (a.score ?? Infinity) - (b.score ?? Infinity);

function recommendationSection({ recommendation: result, blanks }) {
  const { definition, promoters, passives, detractors, count, missing } = result;
  const [low, high] = definition.scale;
  const shares = cx.roundShares([promoters, passives, detractors], 1) ?? [];
  const group = (label, from, to, place) => [
    `${label}, ${from} to ${to}`,
    whole([promoters, passives, detractors][place]),
    fixed(shares[place] ?? null, 1),
  ];
  return [
    "WOULD THEY RECOMMEND THE AIRPORT?",
    `  Net Promoter Score ${fixed(result.score, 2)}; ${intervalHead} ${range(cx.npsInterval(result))}`,
    ...table(
      ["", "people", "%"],
      [
        group("Promoters", definition.promotersFrom, high, 0),
        group("Passives", definition.passivesFrom, definition.promotersFrom - 1, 1),
        group("Detractors", low, definition.passivesFrom - 1, 2),
        ["Answered", whole(count), fixed(shares.length ? 100 : null, 1)],
        [`Blank (code ${BLANK_RECOMMENDATION})`, whole(blanks), ""],
        ["Empty cell", whole(missing - blanks), ""],
      ],
    ),
  ];
}

function areaSection({ byArea }) {
  const lines = [...byArea].sort(byScore).map(([name, result]) => {
    const { estimate, lower, upper } = cx.npsInterval(result);
    const shares = cx.roundShares([result.promoterShare, result.passiveShare, result.detractorShare], 1);
    return [
      name || "(empty)",
      fixed(result.score, 2),
      range({ lower, upper }),
      ...[0, 1, 2].map((place) => fixed(shares?.[place] ?? null, 1)),
      whole(result.count),
      Math.max(estimate - lower, upper - estimate) > WIDEST_REACH ? "*" : "",
    ];
  });
  return [
    "RECOMMENDATION BY BOARDING AREA, LOWEST FIRST",
    ...table(["Area", "NPS", intervalHead, "promoters %", "passives %", "detractors %", "answered", ""], lines),
    `  * may lie more than ${WIDEST_REACH} points above or below: too few answers to rank this area`,
  ];
}

function problemSection({ problem, byProblem }) {
  const group = (label) => byProblem.get(label) ?? cx.nps([]);
  const lines = problemOrder.map((label) => {
    const result = group(label);
    return [label, fixed(result.score, 2), range(cx.npsInterval(result)), whole(result.count)];
  });
  const gap = cx.compareNps(group(problemAnswers[1]), group(problemAnswers[2]));
  const { rate, numerator, denominator } = problem;
  return [
    "DOES A PROBLEM CHANGE THE RECOMMENDATION?",
    `  A problem: ${fixed(rate && 100 * rate, 1)} % (${percents(cx.shareInterval(problem))}), ${whole(numerator)} of ${whole(denominator)} who said yes or no`,
    ...table(["", "NPS", intervalHead, "answered"], lines),
    `  With a problem less without one: ${fixed(gap.difference, 2)} points (${range(gap)}), p-value ${chance(gap.pValue)}`,
  ];
}

function weightSection({ recommendation: plain, weighted }) {
  const line = (label, result, size) => [
    label,
    fixed(result.score, 2),
    range(cx.npsInterval(result)),
    whole(result.count),
    fixed(size, 1),
    fixed(size ? result.count / size : null, 2),
  ];
  return [
    "RECOMMENDATION, WEIGHTED TO REPRESENT ALL PASSENGERS",
    ...table(
      ["", "NPS", intervalHead, "answered", "effective size", "design effect"],
      [line("Unweighted", plain, plain.count), line("Weighted", weighted, weighted.effectiveSampleSize ?? 0)],
    ),
    "  Effective size: so many people of equal weight say as much. Design effect: answered over that.",
  ];
}

function satisfactionSection(title, names, { satisfaction: results, notApplicable: unused }, ...notes) {
  const lines = names.map((name) => [name, results[name]]).sort(byScore);
  return [
    title,
    ...table(
      ["", "asked about", "CSAT %", intervalHead, "mean", "answered", "n/a", "blank"],
      lines.map(([name, { score, share, mean, count, missing }]) => [
        ...questions[name],
        fixed(score, 1),
        percents(cx.shareInterval(share)),
        fixed(mean, 2),
        ...[count, unused[name].numerator, missing - unused[name].numerator].map(whole),
      ]),
      2,
    ),
    ...notes,
  ];
}

function easeSection({ ease: results }) {
  const { scale, easyFrom, difficultTo } = results[effort[0]].definition;
  const lines = Object.entries(results).map(([name, result]) => [
    questions[name][0],
    fixed(result.score, 2),
    range(cx.meanInterval(result), 2),
    fixed(result.topBox, 1),
    percents(cx.shareInterval(result.share)),
    fixed(result.netBox, 1),
    range(cx.netInterval(result.net)),
  ]);
  return [
    `EFFORT, FROM ${scale[0]} (DIFFICULT) TO ${scale[1]} (EASY)`,
    ...table(["", "CES", intervalHead, "easy %", intervalHead, "net ease", intervalHead], lines),
    `  CES: the mean. Easy: ${easyFrom} or more. Net ease: easy less difficult (${difficultTo} or less), in points.`,
  ];
}

function closingSection({ recommendation: result, satisfaction: results, ease: efforts, byProblem, people }) {
  const definitions = [result, results[codes[0]], efforts[effort[0]]].map(({ definition: { metric, ...options } }) => {
    const parts = Object.entries(options).map(([name, option]) => `${name} ${[option].flat().join(" to ")}`);
    return `  ${metric}: ${parts.join(", ")}`;
  });
  const answers = Object.values(results);
  const sum = (field) => whole(answers.reduce((total, answer) => total + answer[field], 0));
  const unknown = [problemAnswers[0], problemAnswers[3]].map((label) => byProblem.get(label)?.count ?? 0);
  return [
    "DEFINITIONS, AS THE RESULTS STATE THEM",
    ...definitions,
    `  intervals: ${cx.npsInterval(result).method} for NPS and net ease, ${cx.shareInterval(answers[0].share).method} for shares, Student's ${cx.meanInterval(answers[0]).method} for means`,
    "",
    "LEFT OUT",
    `  Recommendation: ${whole(result.missing)} of ${whole(people)} people, who did not answer.`,
    `  ${codes.length} questions from 1 to 5: ${sum("missing")} blanks and "not applicable"; ${sum("count")} answers are in.`,
    `  Problem or none: ${whole(unknown[0] + unknown[1])} who did not say or do not know are in neither group compared.`,
    "  Who shared a flight is not in the file: the intervals take answers as independent.",
  ];
}

function report(file) {
  const isBundled = file === undefined;
  const name = file ?? "sfo_2017_survey.csv";
  const rows = readRows(file ?? new URL(`data/${name}`, import.meta.url), name);
  const results = measureRows(rows, name);
  const touchpoints = codes.filter((code) => !overall.includes(code));
  const { scale, satisfiedFrom } = results.satisfaction[touchpoints[0]].definition;
  return [
    [
      isBundled ? "SAN FRANCISCO INTERNATIONAL AIRPORT: PASSENGER SURVEY 2017" : "PASSENGER SURVEY",
      `  Source: ${isBundled ? "DataSF, dataset nnh5-5rwz, public domain (PDDL); " : ""}${name} (people: ${whole(rows.length)})`,
    ],
    recommendationSection(results),
    areaSection(results),
    problemSection(results),
    weightSection(results),
    satisfactionSection(
      "SATISFACTION AT EVERY TOUCHPOINT, LOWEST FIRST",
      touchpoints,
      results,
      `  CSAT: ${satisfiedFrom} or more, of the answers from ${scale.join(" to ")}. n/a: has not used it, or does not know (code ${NOT_APPLICABLE}).`,
      "  blank: not answered or, as to PreCheck, not asked. PreCheck is rated against the regular line.",
    ),
    satisfactionSection("SATISFACTION OVERALL", overall, results),
    easeSection(results),
    closingSection(results),
  ];
}

write(report);
