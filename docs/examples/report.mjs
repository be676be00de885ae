/** What the reports beside this file share: how they read a file, how they write numbers, and what a wrong file gets. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { parse } from "csv-parse/sync";
import * as cx from "cx-metrics";

/** What is wrong with a file that was given, in one line. */
export class InputError extends Error {}

/** The records of a file that has a header: what the cells of each hold, and its line. */
export function readRecords(file, name, columns) {
  const records = parseRecords(file, name);
  if (records.length === 0) throw new InputError(`${name}: there are no rows`);
  const absent = columns.filter((column) => !(column in records[0].record));
  if (absent.length > 0) throw new InputError(`${name}: missing columns: ${absent.join(", ")}`);
  return records.map(({ record, info: { lines: line } }) => ({ record, line }));
}

function parseRecords(file, name) {
  try {
    return parse(readFileSync(file), { columns: true, info: true, bom: true });
  } catch (error) {
    throw new InputError(`${name}: ${error.message}`);
  }
}

/** The number in a cell; `null` in one that is empty or reads "Blank". */
export function numberIn(cell, place) {
  if (/^(blank)?$/i.test(cell)) return null;
  if (/^-?\d+(\.\d+)?$/.test(cell)) return Number(cell);
  throw new InputError(`${place} must be a number or empty, got ${JSON.stringify(cell)}`);
}

/** What `measure` makes of the rows; where it names one of them by its index, by its line in the file. */
export function measured(rows, name, measure) {
  try {
    return measure();
  } catch (error) {
    const index = /at index (\d+)$/.exec(error.message)?.[1];
    throw index === undefined ? error : new InputError(`${name}: line ${rows[index].line}: ${error.message}`);
  }
}

/** Rows by what `keyOf` says of each, in the order in which keys come. */
export function grouped(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    if (groups.has(key)) groups.get(key).push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

export const intervalHead = `${100 * cx.shareInterval({ numerator: 1, denominator: 2 }).confidence} % interval`;
export const whole = (count) => count.toLocaleString("en-US");
export const fixed = (value, digits = 1) => (value === null ? "-" : cx.roundScore(value, digits).toFixed(digits));
export const range = ({ lower, upper }, digits = 1) =>
  lower === null ? "-" : `${fixed(lower, digits)} to ${fixed(upper, digits)}`;
/** The limits of a share, in percent. */
export const percents = ({ lower, upper }) =>
  range(lower === null ? { lower } : { lower: 100 * lower, upper: 100 * upper });
export const chance = (pValue) => (pValue !== null && pValue < 0.0001 ? "below 0.0001" : fixed(pValue, 4));

/** Aligned columns: the first ones are words, the others numbers. */
export function table(head, rows, words = 1) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column].length)));
  const pad = (cell, column) => (column < words ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return [head, ...rows].map((cells) => `  ${cells.map(pad).join("  ")}`.trimEnd());
}

/** Writes the sections that `report` makes of the files given, or in one line what is wrong with a file. */
export function write(report) {
  try {
    const sections = report(...process.argv.slice(2));
    process.stdout.write(sections.map((lines) => `${lines.join("\n")}\n`).join("\n"));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    process.stderr.write(`${error.message.replace(/[\s\p{C}]+/gu, " ")}\n`);
    process.exitCode = 1;
  }
}
