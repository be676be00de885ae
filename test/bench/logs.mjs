// Logs of events, always the same.
export const PER_CASE = 10;
export const NAMES = [
  "ad",
  "search",
  "reviews",
  "shop",
  "cart",
  "pay",
  "ship",
  "open",
  "use",
  "ask",
  "return",
  "refer",
];
const DAY = 86_400_000;

/** So many events of a tenth as many cases, in no order, as columns of codes. */
export function columnsOf(count) {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const caseCount = count / PER_CASE;
  const cases = new Uint32Array(count);
  const times = new Float64Array(count);
  const stages = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    cases[index] = Math.floor(uniform() * caseCount);
    times[index] = 1.5e12 + Math.floor(uniform() * 365 * DAY);
    stages[index] = Math.floor(uniform() * NAMES.length);
  }
  return { cases, times, stages };
}
/** The same as rows; the names are of texts that rows share, as a dictionary of a column leaves them, or each row's own. */
export function rowsOf({ cases, times, stages }, shared) {
  const names = Array.from({ length: cases.length / PER_CASE }, (_, code) => `customer ${code}`);
  return Array.from(cases, (code, index) => ({
    customer: shared ? names[code] : names[code].split("").join(""),
    activity: NAMES[stages[index]],
    at: times[index],
  }));
}
