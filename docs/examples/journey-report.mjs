/**
 * Two journeys as a report: passengers through San Francisco International Airport in 2017, in three times with their stations; and
 * properties with several service requests to the City of Boston in 2015, from channel to channel.
 *
 *     npm run example:journey
 *
 * data/README.md says where the data come from, what the codes mean, and where they bite.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { parse } from "csv-parse/sync";
import * as cx from "cx-metrics";

const { before, during, after } = cx.beforeDuringAfterEn;

/** The stations of the airport, each with the questions that are about it. */
const stations = {
  "Getting there": ["Q13GETRATE", "Q7ROADS", "Q7PARK", "Q7LTPARKING", "Q7AIRTRAIN", "Q7RENTAL"],
  "Finding the way": ["Q14FIND", "Q7SIGN", "Q7SCREENS", "Q7INFODOWN", "Q7INFOUP", "Q7WALKWAYS"],
  Security: ["Q14PASSTHRU"],
  "Waiting, eating, shopping": ["Q7FOOD", "Q7STORE", "Q7ART", "Q7WIFI"],
  Cleanliness: ["Q9BOARDING", "Q9AIRTRAIN", "Q9RENTAL", "Q9FOOD", "Q9RESTROOM", "Q9ALL"],
};
const names = Object.keys(stations);
const airport = cx.defineStages({
  ...cx.beforeDuringAfter,
  id: "airport",
  stations: { before: names.slice(0, 1), during: names.slice(1), after: [] },
});
const stationModel = cx.defineStages({
  id: "stations",
  stages: names,
  transitions: "forward",
  entry: names,
  terminal: [],
});

const NOT_APPLICABLE = "6";
const NEUTRAL = 3;
const TARGET = 4.5;
const TIME_ZONE = "America/New_York";
const FEWEST_SURVEYED = 30;

const rowsOf = (name) => parse(readFileSync(new URL(`data/${name}`, import.meta.url)), { columns: true });

/** An answer from 1 to 5; 0 is a blank. */
const answerIn = (cell) => (["1", "2", "3", "4", "5"].includes(cell) ? Number(cell) : null);

/** Each question that was about something the passenger had met, answered or not, as an event of a journey; the order of the stations stands for their times. */
function passengers() {
  const rows = rowsOf("sfo_2017_survey.csv");
  const events = rows.flatMap((row, number) =>
    names.flatMap((station, at) =>
      stations[station]
        .filter((question) => row[question] !== NOT_APPLICABLE)
        .map((question) => ({
          customer: String(number),
          activity: station,
          at,
          id: `${number} ${question}`,
          score: answerIn(row[question]),
          recommend: row.NETPRO,
        })),
    ),
  );
  const { assigned } = cx.assignStages(events, { model: airport });
  // A gap longer than none: the survey is over, so is every journey.
  return cx.buildJourneys(assigned, { asOf: names.length + 1, abandonAfter: 1, model: airport });
}

/** Each request as a contact of the property's. */
function requests() {
  const rows = rowsOf("boston311_2015_sample.csv");
  const boston = cx.zone(TIME_ZONE);
  const known = rows.filter(({ property }) => property !== "");
  const events = known.map((row) => ({
    customer: row.property,
    activity: row.type,
    at: cx.zonedInstant(row.open_dt, boston),
    channel: row.channel,
    id: row.case_id,
  }));
  const asOf = cx.zonedInstant("2016-01-01T00:00:00", boston);
  return { ...cx.buildJourneys(events, { asOf }), asOf, unknown: rows.length - known.length };
}

// Writing

const whole = (count) => count.toLocaleString("en-US");
const fixed = (value, digits = 1) => (value === null ? "-" : cx.roundScore(value, digits).toFixed(digits));
const percent = (share) => fixed(share.rate === null ? null : 100 * share.rate);
const range = ({ lower, upper }, times = 1, digits = 1) =>
  lower === null ? "-" : `${fixed(times * lower, digits)} to ${fixed(times * upper, digits)}`;

/** Aligned columns: the first ones are words, the others numbers. */
function table(head, rows, words = 1) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column].length)));
  const pad = (cell, column) => (column < words ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return [head, ...rows].map((cells) => `  ${cells.map(pad).join("  ")}`.trimEnd());
}

/** A bar from 1 to 5, so that the curve is seen. */
const bar = (mean) => (mean === null ? "(no answers)" : "#".repeat(Math.round((mean - 1) * 5)));

function curveTable(label, curve, name = (stage) => stage) {
  return table(
    [label, "", "mean", "95 % interval", "median", `below ${NEUTRAL} %`, "passengers"],
    curve.stages.map((stage) => [
      name(stage.stage),
      bar(stage.mean),
      fixed(stage.mean, 2),
      range(cx.meanInterval(stage), 1, 2),
      fixed(stage.median, 2),
      percent(stage.negative),
      whole(stage.count),
    ]),
    2,
  );
}

function airportSections({ journeys, count }) {
  const reading = { neutral: NEUTRAL, score: (event) => event.score };
  const times = cx.emotionCurve(journeys, { ...reading, model: airport });
  const curve = cx.emotionCurve(journeys, { ...reading, model: stationModel, stage: (event) => event.activity });
  const labels = { before, during, after };
  const { peak, end, mean } = curve.curve;
  const pain = cx.painPoints(journeys, { score: reading.score, target: TARGET });
  const promoters = cx.momentsThatMatter(journeys, {
    ...reading,
    minimumCount: FEWEST_SURVEYED,
    outcome: ({ events: [{ recommend }] }) => (recommend === "" || recommend === "11" ? null : Number(recommend) >= 9),
  });
  return [
    [
      "THROUGH SAN FRANCISCO INTERNATIONAL AIRPORT, 2017",
      `  Source: DataSF, dataset nnh5-5rwz, public domain (PDDL); passengers: ${whole(count)}`,
      `  A passenger counts once a station: by the mean of the answers there, 1 to 5; ${NEUTRAL} is neutral.`,
    ],
    ["THE EXPERIENCE IN THREE TIMES", ...curveTable("Time", times, (stage) => labels[stage])],
    [
      "THE EXPERIENCE CURVE, STATION BY STATION",
      ...curveTable("Station", curve),
      `  Peak of the curve ${fixed(peak, 2)}, end ${fixed(end, 2)}, mean ${fixed(mean, 2)}.`,
      "  The order of the stations is ours: the survey has no times, and asks nobody what came after.",
    ],
    [
      `PAIN POINTS: WHAT THE STATIONS ARE SHORT OF ${TARGET}`,
      ...table(
        ["Station", "priority", "reach %", "shortfall", "shrunken", "passengers"],
        pain.points.map((point) => [
          point.touchpoint,
          fixed(point.priority, 3),
          percent(point.reach),
          fixed(point.severity.mean, 3),
          fixed(point.shrunkenSeverity, 3),
          whole(point.severity.count),
        ]),
      ),
    ],
    [
      "MOMENTS THAT MATTER: PROMOTERS AFTER A BAD EXPERIENCE, LESS AFTER ANOTHER",
      ...table(
        ["Station", "points", "95 % interval", "adjusted p", "bad", "others"],
        promoters.moments.map((moment) => [
          moment.touchpoint,
          fixed(100 * moment.difference.difference),
          range(moment.difference, 100),
          moment.adjustedPValue < 0.0001 ? "< 0.0001" : fixed(moment.adjustedPValue, 4),
          whole(moment.negative.denominator),
          whole(moment.others.denominator),
        ]),
      ),
      "  An association, no cause: who finds fault with one station finds fault with others.",
      `  Left out: ${whole(promoters.missing)} passengers who did not say whether they would recommend the airport.`,
    ],
  ];
}

function cityReport({ journeys, events, unknown, asOf }) {
  const several = journeys.filter((journey) => journey.events.length > 1);
  const { switchRate, switches, pairs, multiChannelShare, transitions } = cx.channelSwitching(journeys, {
    partial: "include",
  });
  const among = cx.channelSwitching(several, { partial: "include" });
  const contacts = journeys.map((journey) => journey.events.length);
  const clusters = journeys.flatMap(({ customer, events: [first, ...rest] }) => {
    let last = first.channel;
    return rest.map(({ channel }) => {
      const changed = channel !== last;
      last = channel;
      return { customer, changed };
    });
  });
  const clustered = cx.clusteredShare(clusters, { cluster: (pair) => pair.customer, value: (pair) => pair.changed });
  const first = cx.channelPreference(journeys);
  const moves = transitions.filter(({ from, to }) => from !== to).sort((a, b) => b.count - a.count);
  return [
    [
      "SERVICE REQUESTS TO THE CITY OF BOSTON, 2015, PER PROPERTY",
      "  Source: City of Boston, 311 service requests of four types, public domain (PDDL), read second-hand",
      `  Wall times are read in ${TIME_ZONE}, daylight saving included; the log ends ${new Date(asOf).toISOString()}.`,
      `  Properties: ${whole(journeys.length)}; requests: ${whole(events)}; left out: ${whole(unknown)} without a property.`,
      `  Requests a property: ${fixed(cx.mean(contacts).mean, 2)} on average; ${whole(several.length)} properties have several.`,
    ],
    [
      "FROM CHANNEL TO CHANNEL",
      `  Next request in another channel: ${percent(switchRate)} % (${range(cx.shareInterval(clustered), 100)}, properties as clusters), ${whole(switches)} of ${whole(pairs)}`,
      `  In the same channel: ${whole(pairs - switches)} of ${whole(pairs)}`,
      `  Properties in several channels: ${percent(multiChannelShare)} % of all, ${percent(among.multiChannelShare)} % of those with several requests`,
      ...table(
        ["From", "to", "times"],
        moves.slice(0, 8).map(({ from, to, count }) => [from, to, whole(count)]),
        2,
      ),
    ],
    [
      "WHERE THEY BEGIN",
      ...table(
        ["Channel of the first request", "%", "95 % interval", "properties"],
        [...first.channels]
          .sort((a, b) => b.numerator - a.numerator)
          .map((channel) => [
            channel.channel,
            percent(channel),
            range(cx.shareInterval(channel), 100),
            whole(channel.numerator),
          ]),
      ),
    ],
  ];
}

const sections = [...airportSections(passengers()), ...cityReport(requests())];
process.stdout.write(sections.map((lines) => `${lines.join("\n")}\n`).join("\n"));
