import { requireChoice } from "../tally/choice.ts";
import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";
import { type Entry, protect } from "./disclosure.ts";

/**
 * Which cells are small.
 *
 * @category Segments
 */
export interface SuppressionOptions {
  /** The smallest count that may be shown, a whole number, 1 or more. Default 10. */
  readonly minimum?: number | undefined;
  /** Whether a count of 0 is shown (`"shown"`, the default: nobody is nobody's secret) or small (`"hidden"`). */
  readonly zeros?: "shown" | "hidden" | undefined;
}

/**
 * A cell of a table that may be published.
 *
 * @category Segments
 */
export interface SuppressedCell {
  /** People in the cell; `null` where it is hidden, and with it all else that is known of it: its score, its parts. */
  readonly count: number | null;
  /** Why it is hidden: it is small, or another hidden cell could be computed from it and the totals. Only of hidden cells. */
  readonly reason?: "small" | "complementary";
}

/**
 * A row of cells with its total.
 *
 * @category Segments
 */
export interface SuppressedRow {
  /** The cells, in the order in which they came. */
  readonly cells: readonly SuppressedCell[];
  /** The total of all cells. */
  readonly total: SuppressedCell;
}

/**
 * A table of cells with its totals.
 *
 * @category Segments
 */
export interface SuppressedTable {
  /** The cells, row by row. */
  readonly cells: readonly (readonly SuppressedCell[])[];
  /** The total of each row. */
  readonly rowTotals: readonly SuppressedCell[];
  /** The total of each column. */
  readonly columnTotals: readonly SuppressedCell[];
  /** The total of all cells. */
  readonly total: SuppressedCell;
}

/**
 * Hides the small cells of a table, and as many others as it takes that no hidden cell can be computed from what is shown:
 * one hidden cell in a row would be the row's total less the rest.
 *
 * What is shown never leaves a hidden cell a single value, even for a reader who knows that it is not 0. As far as the
 * table allows it, that also holds for one who knows the minimum and sees which cells are hidden as small.
 *
 * @param cells - People in each cell, whole numbers: a row, or rows of the same length. Totals are computed and protected
 *   like cells.
 * @param options - `minimum`, the smallest count that may be shown, default 10; `zeros`, whether a count of 0 may be shown.
 * @returns The same cells, with counts or the reason why they are hidden, and the totals.
 * @throws TypeError or RangeError if a count is none, rows differ in length, or an option is none.
 *
 * @example
 * ```ts
 * suppressSmall([120, 4, 60, 25]).cells
 * // => [{ count: 120 }, { count: null, reason: "small" }, { count: 60 }, { count: null, reason: "complementary" }]
 * const table = suppressSmall([[30, 4, 20], [25, 40, 15], [18, 22, 60]])
 * table.cells.map((row) => row.map(({ count }) => count)) // => [[null, null, 20], [25, 40, 15], [null, null, 60]]
 * table.rowTotals[0] // => { count: 54 }
 * ```
 *
 * @see Cox (1995), Network Models for Complementary Cell Suppression, Journal of the American Statistical Association 90.
 * @category Segments
 */
export function suppressSmall(cells: readonly number[], options?: SuppressionOptions): SuppressedRow;
export function suppressSmall(cells: readonly (readonly number[])[], options?: SuppressionOptions): SuppressedTable;
export function suppressSmall(
  cells: readonly number[] | readonly (readonly number[])[],
  options: SuppressionOptions = {},
): SuppressedRow | SuppressedTable {
  if (!Array.isArray(cells)) throw refusal("cells must be an array of counts, or of rows of counts", cells);
  const { minimum = 10 } = options ?? {};
  if (!(Number.isSafeInteger(minimum) && minimum >= 1)) {
    throw refusal("minimum must be a whole number, 1 or more", minimum);
  }
  const zeros = requireChoice("zeros", options?.zeros ?? "shown", ["shown", "hidden"]);
  const limits = { minimum, least: zeros === "shown" ? 1 : 0 };
  if (!Array.isArray(cells[0])) {
    const counts = cells.map((count, index) => requireCount(`cell ${index}`, count));
    // One sum binds them all: cells lead from one node to another, and the total back.
    const shown = protect(
      [...counts, sum(counts)].map((count, index) => ({
        count,
        from: index < counts.length ? 0 : 1,
        to: index < counts.length ? 1 : 0,
        isTotal: index === counts.length,
      })),
      limits,
    );
    return { cells: shown.slice(0, -1), total: shown.at(-1)! };
  }
  const rows = (cells as readonly (readonly number[])[]).map((row, index) => {
    if (Array.isArray(row) && row.length === cells[0].length) {
      return row.map((count, place) => requireCount(`cell ${place} of row ${index}`, count));
    }
    throw refusal(`row must be an array of ${cells[0].length} counts`, row, index);
  });
  return protectTable(rows, limits);
}

function protectTable(rows: readonly (readonly number[])[], limits: Parameters<typeof protect>[1]): SuppressedTable {
  const width = rows[0]!.length;
  const height = rows.length;
  const columns = Array.from({ length: width }, (_, place) => rows.map((row) => row[place]!));
  const all = [...rows.map((row) => [...row, sum(row)]), [...columns.map(sum), sum(rows.flat())]];
  // Each sum is a node, each cell leads from its row to its column, and each total back.
  const entries = all.flatMap((row, y) =>
    row.map((count, x): Entry => {
      const [inRow, inColumn] = [y, height + 1 + x];
      const isBack = (y === height) !== (x === width);
      return {
        count,
        from: isBack ? inColumn : inRow,
        to: isBack ? inRow : inColumn,
        isTotal: y === height || x === width,
      };
    }),
  );
  const shown = protect(entries, limits);
  const row = (y: number) => shown.slice(y * (width + 1), (y + 1) * (width + 1));
  return {
    cells: rows.map((_, y) => row(y).slice(0, width)),
    rowTotals: rows.map((_, y) => row(y)[width]!),
    columnTotals: row(height).slice(0, width),
    total: row(height)[width]!,
  };
}

function sum(counts: readonly number[]): number {
  return requireCount(
    "the total",
    counts.reduce((all, count) => all + count, 0),
  );
}
