/**
 * How the City of Boston dealt with requests of its residents in 2015, as a report.
 *
 *     npm run example:service                               the requests in data/
 *     node docs/examples/service-report.mjs another.csv     another file with the same columns
 *
 * data/README.md says what the columns mean, and where they bite.
 */
import * as cx from "cx-metrics";
import {
  fixed,
  grouped,
  InputError,
  intervalHead,
  measured,
  percents,
  readRecords,
  table,
  whole,
  write,
} from "./report.mjs";

const ZONE = "America/New_York";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HORIZONS = [1, 7, 30];
const COLUMNS = ["open_dt", "target_dt", "closed_dt", "on_time", "status", "type", "channel", "property"];

/** The file has the wall clock of Boston, without a zone. Where clocks show a time never or twice, this is what it means. */
const clocks = { gap: "later", fold: "earlier" };
/** Times are measured in hours: what the clock on the wall shows is not what has passed when clocks are changed. */
const inHours = { elapsed: (from, to) => (to - from) / HOUR, clock: "wall clock", unit: "hours" };

// Reading

function readRequests(file, name) {
  const zone = cx.zone(ZONE);
  return readRecords(file, name, COLUMNS).map(({ record, line }) => {
    const at = (column) => {
      try {
        return record[column] === "" ? null : cx.zonedInstant(record[column], zone, clocks);
      } catch (error) {
        throw new InputError(`${name}: line ${line}: ${column}: ${error.message}`);
      }
    };
    const choice = (column, ...choices) => {
      if (choices.includes(record[column])) return record[column];
      const words = choices.map((word) => JSON.stringify(word)).join(" or ");
      throw new InputError(`${name}: line ${line}: ${column} must be ${words}, got ${JSON.stringify(record[column])}`);
    };
    const closedAt = at("closed_dt");
    const openedAt = at("open_dt");
    if (openedAt === null) throw new InputError(`${name}: line ${line}: open_dt must not be empty`);
    return {
      line,
      openedAt,
      dueAt: at("target_dt"),
      closedAt,
      isOnTime: choice("on_time", "ONTIME", "OVERDUE") === "ONTIME",
      isOpen: choice("status", "Open", "Closed") === "Open",
      type: record.type,
      channel: record.channel,
      property: record.property || null,
    };
  });
}

/** A request as a ticket: it was opened and, perhaps, closed. */
function ticket({ openedAt, closedAt }) {
  const closing = { at: closedAt, kind: "status", by: "agent", status: "closed" };
  return { createdAt: openedAt, events: closedAt === null ? [] : [closing] };
}

/** A request as what is to be done by a due time. */
function due({ openedAt, closedAt, dueAt }) {
  return { startedAt: openedAt, doneAt: closedAt, dueAt };
}

// Measuring

function measureRequests(requests, name) {
  // The last moment that the file tells of: an open request is flagged late once it was due.
  const late = requests.filter(({ isOpen, isOnTime }) => isOpen && !isOnTime);
  const asOf = Math.max(
    ...requests.map(({ openedAt, closedAt }) => Math.max(openedAt, closedAt ?? openedAt)),
    ...late.map(({ dueAt, openedAt }) => dueAt ?? openedAt),
  );
  const lastOpened = Math.max(...requests.map(({ openedAt }) => openedAt));
  // Requests are known to the end of the day on which the last one was opened.
  const until = cx.periodOf(lastOpened, { every: "day", timeZone: ZONE }).end;
  const all = cx.combine({
    time: cx.on(cx.resolutionTimeMetric({ asOf, ...inHours }), ticket),
    sla: cx.on(cx.slaAttainmentMetric({ asOf }), due),
  });
  const exact = (rows) => ({
    rows,
    time: cx.resolutionTime(rows, { value: ticket, asOf, ...inHours }),
    sla: cx.slaAttainment(rows, { value: due, asOf }),
  });
  const repeat = (days) => ({ within: days * DAY, asOf: until, ...repeats });
  const months = { at: ({ openedAt }) => openedAt, every: "month", timeZone: ZONE, to: until };
  return measured(requests, name, () => ({
    requests,
    asOf,
    until,
    ...exact(requests),
    byChannel: [...grouped(requests, ({ channel }) => channel)].map(([label, rows]) => [label, exact(rows)]),
    byType: [...grouped(requests, ({ type }) => type)].map(([label, rows]) => [label, exact(rows)]),
    months: cx.measureByPeriod(all, requests, months),
    fcr: HORIZONS.map((days) => ({
      days,
      result: cx.fcr(requests, { by: "repeat", ...repeat(days) }),
      interval: cx.fcrInterval(cx.repeatContacts(requests, repeat(days))),
    })),
  }));
}

/** Which requests repeat another: of the same property, for the same reason. */
const repeats = {
  customer: ({ property }) => property,
  reason: ({ type }) => type,
  at: ({ openedAt }) => openedAt,
};

// Writing

const percent = ({ rate }) => fixed(rate === null ? null : 100 * rate);
const bySize = ([, a], [, b]) => b.rows.length - a.rows.length;

/** A moment as clocks in Boston show it. */
function wall(at) {
  const { year, month, day, hour, minute } = cx.wallTime(at, ZONE);
  const two = (number) => String(number).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

function timeSection({ time }) {
  const { mean, median, p90, survivalMedian, count, pending, longestPending } = time;
  return [
    "HOW LONG UNTIL A REQUEST IS CLOSED?",
    ...table(
      ["", "hours", "days"],
      [
        ["Mean of the closed", mean],
        ["Median of the closed", median],
        ["90th percentile of the closed", p90],
        ["Median with the open ones", survivalMedian],
        ["Longest still open", longestPending],
      ].map(([label, hours]) => [label, fixed(hours), fixed(hours === null ? null : hours / 24)]),
    ),
    `  Closed: ${whole(count)}. Open: ${whole(pending)}, which mean and median of the closed leave out.`,
    "  Median with the open ones: by Kaplan and Meier, by when half of all requests are closed.",
  ];
}

function slaSection({ sla, requests, asOf }) {
  const line = (label, share) => [
    label,
    percent(share),
    percents(cx.shareInterval(share)),
    whole(share.numerator),
    whole(share.denominator),
    whole(share.pending),
  ];
  const closed = requests.filter(({ closedAt, dueAt }) => closedAt !== null && dueAt !== null);
  const isMet = (request) => ["met", "pending"].includes(cx.slaStanding(due(request), { asOf })?.state);
  const agree = (rows) => whole(rows.filter((request) => isMet(request) === request.isOnTime).length);
  return [
    "WERE REQUESTS CLOSED IN TIME?",
    ...table(
      ["", "in time %", intervalHead, "in time", "of", "pending"],
      [
        line("Of those closed", sla.ofClosed),
        line("Of those due by then", sla.ofDue),
        line("Of all, not late yet", sla.notLate),
      ],
    ),
    `  Closed in time: ${whole(sla.met)}; closed late: ${whole(sla.missed)}; open and overdue: ${whole(sla.overdue)}.`,
    `  The city's own flag agrees on ${agree(closed)} of ${whole(closed.length)} closed, and on ${agree(requests)} of all ${whole(requests.length)}.`,
    "  Who asked before may ask again: the intervals take requests as independent.",
  ];
}

function groupSection(title, groups) {
  return [
    title,
    ...table(
      ["", "count", "closed h", "all h", "closed %", intervalHead, "due %", "late"],
      [...groups]
        .sort(bySize)
        .map(([label, { rows, time, sla }]) => [
          label || "(empty)",
          whole(rows.length),
          fixed(time.median),
          fixed(time.survivalMedian),
          percent(sla.ofClosed),
          percents(cx.shareInterval(sla.ofClosed)),
          percent(sla.ofDue),
          whole(sla.overdue),
        ]),
    ),
  ];
}

function monthSection({ months }) {
  const [first] = months;
  const error = first ? fixed(100 * first.result.time.quantileError) : "-";
  return [
    "BY MONTH OF OPENING",
    ...table(
      ["", "count", "closed h", "all h", "closed %", "due %", "late", "not due"],
      months.map(({ start, result: { time, sla } }) => [
        cx.periodLabel(start, { every: "month", timeZone: ZONE }),
        whole(time.count + time.pending),
        fixed(time.median),
        fixed(time.survivalMedian),
        percent(sla.ofClosed),
        percent(sla.ofDue),
        whole(sla.overdue),
        whole(sla.ofDue.pending),
      ]),
    ),
    `  Medians are those of a sketch, ${error} % off at most. Of the last months only quick ones are closed.`,
  ];
}

function fcrSection({ fcr, until }) {
  return [
    "WAS ONE REQUEST ENOUGH?",
    ...table(
      ["no other request within", "%", intervalHead, "resolved", "of", "pending"],
      fcr.map(({ days, result, interval }) => [
        days === 1 ? "1 day" : `${days} days`,
        percent(result),
        percents(interval),
        whole(result.numerator),
        whole(result.denominator),
        whole(result.pending),
      ]),
    ),
    `  For the same property, of the same type; known until ${wall(until)}; later horizons are pending.`,
    `  Requests without a property: ${whole(fcr[0].result.missing)}. The intervals go by properties.`,
  ];
}

function closingSection({ time, sla, fcr }) {
  const definition = ({ definition: { metric, ...options } }, ...names) =>
    `  ${metric}: ${names.map((name) => `${name} ${options[name]}`).join(", ")}`;
  return [
    "DEFINITIONS, AS THE RESULTS STATE THEM",
    definition(time, "from", "until", "clock", "unit", "quantiles"),
    definition(sla, "of", "clock"),
    definition(fcr[0].result, "by", "contacts", "sameReason", "level"),
    `  intervals: ${cx.shareInterval(sla.ofClosed).method}`,
  ];
}

function report(file) {
  const isBundled = file === undefined;
  const name = file ?? "boston311_2015_sample.csv";
  const requests = readRequests(file ?? new URL(`data/${name}`, import.meta.url), name);
  const results = measureRequests(requests, name);
  return [
    [
      isBundled ? "CITY OF BOSTON: REQUESTS OF RESIDENTS 2015, A SAMPLE OF FOUR TYPES" : "REQUESTS OF RESIDENTS",
      `  Source: ${isBundled ? "City of Boston 311, public domain (PDDL); " : ""}${name} (requests: ${whole(requests.length)})`,
      `  The file has the wall clock of Boston; it is read as ${ZONE}, daylight saving and all.`,
      `  As of ${wall(results.asOf)}, the last moment that the file tells of.`,
    ],
    timeSection(results),
    slaSection(results),
    groupSection("BY CHANNEL", results.byChannel),
    [
      ...groupSection("BY TYPE", results.byType),
      "  Closed h, all h: median hours without the open ones, and with them (Kaplan and Meier).",
      "  Closed %, due %: in time, of those closed and of those due. Late: open and overdue.",
    ],
    monthSection(results),
    fcrSection(results),
    closingSection(results),
  ];
}

write(report);
