// The speed of business time and of followed-within, as ratios to parts of the same work, all in one run:
// node test/bench/business.mjs
import { businessCalendar, businessDue, businessTime, followedWithin } from "cx-metrics";
import { ratios } from "./ratios.mjs";
import { uniform } from "./uniform.mjs";

const DAY = 86_400_000;
const CALLS = 20_000;
const EVENTS = 1_000_000;

const shifts = [
  ["09:00", "12:30"],
  ["13:30", "18:00"],
];
const week = { monday: shifts, tuesday: shifts, wednesday: shifts, thursday: shifts, friday: [["22:00", "06:00"]] };
const holidays = [];
for (let year = 2000; year < 2040; year++) {
  for (const date of ["01-01", "05-01", "12-25", "12-26"]) holidays.push(`${year}-${date}`);
}
const rules = { timeZone: "Europe/Berlin", week, holidays };
const clockOf = () =>
  new Intl.DateTimeFormat("en-US", { timeZone: "Europe/Berlin", hour: "numeric", second: "numeric" });

ratios("a calendar of 160 holidays", 1, {
  "Intl.DateTimeFormat": clockOf,
  businessCalendar: () => businessCalendar(rules),
  "businessCalendar, and business time over a year": () => {
    businessTime(businessCalendar(rules), Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
  },
});

const calendar = businessCalendar(rules);
const clock = clockOf();
const many = (ask) => () => {
  let sum = 0;
  for (let i = 0; i < CALLS; i++) sum += ask(Date.UTC(1990, 0, 1) + i * 1e6);
  return sum;
};
ratios("business time, by the length of the span", CALLS, {
  "Intl.DateTimeFormat.format, once": many((from) => clock.format(from).length),
  "businessTime over an hour": many((from) => businessTime(calendar, from, from + DAY / 24)),
  "businessTime over a year": many((from) => businessTime(calendar, from, from + 365 * DAY)),
  "businessTime over 40 years": many((from) => businessTime(calendar, from, from + 40 * 365 * DAY)),
  "businessDue in an hour": many((from) => businessDue(calendar, from, DAY / 24)),
  "businessDue in a year's business time": many((from) => businessDue(calendar, from, 70 * DAY)),
});

const contacts = Array.from({ length: EVENTS }, () => ({
  customer: `customer-${Math.floor(uniform() * 333_333)}`,
  reason: `reason-${Math.floor(uniform() * 5)}`,
  at: Math.floor(uniform() * 365 * DAY),
}));
const options = { at: (contact) => contact.at, within: 7 * DAY, asOf: 365 * DAY };
ratios("repeat contacts among 1e6 of 333,333 customers", EVENTS, {
  "a Map of the customers": () => {
    const numbers = new Map();
    for (const { customer } of contacts) if (!numbers.has(customer)) numbers.set(customer, numbers.size);
    return numbers;
  },
  "followedWithin, by customer": () => followedWithin(contacts, { ...options, key: (contact) => contact.customer }),
  "followedWithin, by customer and reason": () =>
    followedWithin(contacts, { ...options, key: (contact) => [contact.customer, contact.reason] }),
});
