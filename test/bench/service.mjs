// The speed of service metrics over a million contacts, as ratios to loops written by hand, all in one run:
// node test/bench/service.mjs
import { aht, ahtMetric, fcr, fcrInterval, repeatContacts, serviceLevel, tally } from "cx-metrics";
import { ratios } from "./ratios.mjs";
import { uniform } from "./uniform.mjs";

const MANY = 1_000_000;
const DAY = 86_400_000;

const reasons = ["bill", "move", "fault", "other"];
const calls = Array.from({ length: MANY }, () => ({
  customer: `c${Math.floor(uniform() * 300_000)}`,
  reason: reasons[Math.floor(uniform() * 4)],
  at: Math.floor(uniform() * 365 * DAY),
  wait: Math.floor(-60 * Math.log(uniform())),
  outcome: uniform() < 0.95 ? "answered" : "abandoned",
  talk: Math.floor(-200 * Math.log(uniform())),
  hold: uniform() < 0.3 ? Math.floor(-30 * Math.log(uniform())) : undefined,
  afterContactWork: Math.floor(60 * uniform()),
}));

const options = { customer: (call) => call.customer, at: (call) => call.at, within: 7 * DAY, asOf: 365 * DAY };
const byReason = { ...options, reason: (call) => call.reason };

/** By hand: sort the whole log by customer and time, and look at the next. */
const bySorting = () => {
  const sorted = [...calls].sort((a, b) => (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : a.at - b.at));
  let [resolved, judged] = [0, 0];
  for (let i = 0; i < sorted.length; i++) {
    const { customer, at } = sorted[i];
    if (at + options.within > options.asOf) continue;
    judged++;
    const next = sorted[i + 1];
    if (!(next?.customer === customer && next.at - at <= options.within)) resolved++;
  }
  return resolved / judged;
};
/** Prints the best of three runs: these are too long for many rounds. */
const best = (name, run) => {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  console.log(`  ${name.padEnd(44)}${(Math.min(...times) / 1000).toFixed(2).padStart(9)} s`);
};
console.log("\nfirst-contact resolution of 1e6 contacts by repeat (target 1.5 s)");
best("sorting the log by hand", bySorting);
best("fcr by customer", () => fcr(calls, { by: "repeat", ...options }));
best("fcr by customer and reason", () => fcr(calls, { by: "repeat", ...byReason }));
best("fcr of chain starts", () => fcr(calls, { by: "repeat", ...options, contacts: "chain-starts", begin: 0 }));
const judged = repeatContacts(calls, options);
best("fcrInterval, by customers", () => fcrInterval(judged));

const byHand = () => {
  let sum = 0;
  for (let i = 0; i < calls.length; i++) sum += calls[i].talk + (calls[i].hold ?? 0) + calls[i].afterContactWork;
  return sum / calls.length;
};
ratios("handle time of 1e6 contacts", MANY, {
  "naive mean": byHand,
  aht: () => aht(calls),
  ahtMetric: () => tally(ahtMetric(), calls),
});
ratios("service level of 1e6 contacts", MANY, { serviceLevel: () => serviceLevel(calls, { within: 20 }) });
