import { type SuppressedCell, suppressSmall } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** What a reader sees of a table, totals among the entries, and how the entries sum. */
interface Published {
  readonly entries: readonly SuppressedCell[];
  readonly counts: readonly number[];
  /** Coefficients of sums that are 0: of the cells of a row or a column, 1, and of its total, −1. */
  readonly sums: readonly (readonly number[])[];
}

function published(cells: readonly (readonly number[])[], options?: Parameters<typeof suppressSmall>[1]): Published {
  const { cells: inner, rowTotals, columnTotals, total } = suppressSmall(cells, options);
  const [height, width] = [cells.length, cells[0]!.length];
  const rows = cells.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)]);
  const bottom = Array.from({ length: width + 1 }, (_, x) => rows.reduce((sum, row) => sum + row[x]!, 0));
  const at = (y: number, x: number) => y * (width + 1) + x;
  const sumOf = (places: readonly number[], whole: number) =>
    Array.from({ length: (height + 1) * (width + 1) }, (_, place) =>
      place === whole ? -1 : places.includes(place) ? 1 : 0,
    );
  const ys = [...Array(height).keys()];
  const xs = [...Array(width).keys()];
  return {
    entries: [...inner.map((row, y) => [...row, rowTotals[y]!]), [...columnTotals, total]].flat(),
    counts: [...rows, bottom].flat(),
    sums: [
      ...[...ys, height].map((y) =>
        sumOf(
          xs.map((x) => at(y, x)),
          at(y, width),
        ),
      ),
      ...[...xs, width].map((x) =>
        sumOf(
          ys.map((y) => at(y, x)),
          at(height, x),
        ),
      ),
    ],
  };
}

function publishedRow(cells: readonly number[], options?: Parameters<typeof suppressSmall>[1]): Published {
  const { cells: inner, total } = suppressSmall(cells, options);
  return {
    entries: [...inner, total],
    counts: [...cells, cells.reduce((sum, count) => sum + count, 0)],
    sums: [[...cells.map(() => 1), -1]],
  };
}

/** Whether linear algebra finds a hidden entry: its unit vector is a combination of the sums over the hidden entries. */
function isComputable({ entries, sums }: Published, index: number): boolean {
  const hidden = [...entries.keys()].filter((place) => entries[place]!.count === null);
  const equations = sums.map((sum) => hidden.map((place) => sum[place]!));
  const unit = hidden.map((place) => (place === index ? 1 : 0));
  return rank(equations) === rank([...equations, unit]);
}

/** The rank of a matrix of small whole numbers, by elimination without fractions. */
function rank(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map(BigInt));
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const pivot = rows.findIndex((row, index) => index >= found && row[column] !== 0n);
    if (pivot < 0) continue;
    [rows[found], rows[pivot]] = [rows[pivot]!, rows[found]!];
    for (let index = found + 1; index < rows.length; index++) {
      const [top, factor] = [rows[found]![column]!, rows[index]![column]!];
      rows[index] = rows[index]!.map((value, place) => value * top - rows[found]![place]! * factor);
    }
    found++;
  }
  return found;
}

/** All values that the hidden entries may have, if each lies between its bounds: by trying. */
function possible(
  { entries, counts, sums }: Published,
  bounds: (entry: SuppressedCell) => readonly [least: number, most: number],
): ReadonlyMap<number, ReadonlySet<number>> {
  const hidden = [...entries.keys()].filter((place) => entries[place]!.count === null);
  const found = new Map(hidden.map((place) => [place, new Set<number>()]));
  const trial = [...counts];
  const fits = () => sums.every((sum) => sum.reduce((all, factor, place) => all + factor * trial[place]!, 0) === 0);
  const tryFrom = (at: number): void => {
    if (at === hidden.length) {
      if (fits()) for (const place of hidden) found.get(place)!.add(trial[place]!);
      return;
    }
    const [least, most] = bounds(entries[hidden[at]!]!);
    for (let value = least; value <= most; value++) {
      trial[hidden[at]!] = value;
      tryFrom(at + 1);
    }
  };
  tryFrom(0);
  return found;
}

const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 9, 10, 11, 1000) },
);
const options = fc.record({
  minimum: fc.oneof(fc.constant(10), fc.integer({ min: 1, max: 25 })),
  zeros: fc.constantFrom("shown", "hidden"),
});
const table = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([height, width]) =>
    fc.array(fc.array(count, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
  );

describe("small cells", () => {
  it("are hidden, and one more where one would be the total less the rest", () => {
    expect(suppressSmall([120, 4, 60, 25])).toEqual({
      cells: [
        { count: 120 },
        { count: null, reason: "small" },
        { count: 60 },
        { count: null, reason: "complementary" },
      ],
      total: { count: 209 },
    });
  });

  it("need no other where two of them share a row", () => {
    expect(suppressSmall([120, 4, 60, 5]).cells.map(({ reason }) => reason)).toEqual([
      undefined,
      "small",
      undefined,
      "small",
    ]);
  });

  it("in a table are hidden with the cheapest rectangle", () => {
    const { cells, rowTotals, columnTotals, total } = suppressSmall([
      [30, 4, 20],
      [25, 40, 15],
      [18, 22, 60],
    ]);
    expect(cells.map((row) => row.map(({ count: shown }) => shown))).toEqual([
      [null, null, 20],
      [25, 40, 15],
      [null, null, 60],
    ]);
    expect([rowTotals, columnTotals, [total]].map((sums) => sums.map(({ count: shown }) => shown))).toEqual([
      [54, 80, 100],
      [73, 66, 95],
      [234],
    ]);
  });

  it("are shown from the minimum on, and 0 where it may be", () => {
    expect(suppressSmall([10, 0, 12]).cells).toEqual([{ count: 10 }, { count: 0 }, { count: 12 }]);
    expect(suppressSmall([9, 12, 13], { minimum: 9 }).cells[0]).toEqual({ count: 9 });
    expect(suppressSmall([10, 0, 12], { zeros: "hidden" }).cells[1]).toEqual({ count: null, reason: "small" });
    expect(suppressSmall([0, 1], { minimum: 1 }).cells).toEqual([{ count: 0 }, { count: 1 }]);
  });

  it("are not told by the least that others can be: two cells that sum to 2 are 1 and 1", () => {
    const { cells, total } = suppressSmall([1, 1, 50]);
    expect(cells.map(({ count: shown }) => shown)).toEqual([null, null, null]);
    expect(total).toEqual({ count: 52 });
  });

  it("are not told by their reason: two small cells that sum to 18 are 9 and 9", () => {
    expect(suppressSmall([9, 9, 50]).cells.map(({ count: shown }) => shown)).toEqual([null, null, null]);
    // 1 and the least that may be shown would be 1 and 10.
    expect(suppressSmall([1, 10, 50, 60]).cells.map(({ count: shown }) => shown)).toEqual([null, 10, null, 60]);
  });

  it("in a table neither: 0 or 1, and 2 or more, that sum to 2 are 0 and 2", () => {
    const { cells, rowTotals, columnTotals, total } = suppressSmall([[0, 2]], { minimum: 2, zeros: "hidden" });
    expect([...cells.flat(), ...rowTotals, ...columnTotals, total].map(({ count: shown }) => shown)).toEqual([
      null,
      2,
      null,
      null,
      2,
      null,
    ]);
  });

  it("hide cells, however many and large, rather than one total", () => {
    // The circle of cells holds 2,620 people more, that through the totals of two rows and the 20 only 1,344.
    const { cells, rowTotals, columnTotals, total } = suppressSmall([
      [4, 500, 0],
      [0, 600, 700],
      [20, 0, 800],
    ]);
    expect(cells.map((row) => row.map(({ count }) => count))).toEqual([
      [null, null, 0],
      [0, null, null],
      [null, 0, null],
    ]);
    expect([...rowTotals, ...columnTotals, total].map(({ count }) => count)).toEqual([
      504, 1300, 820, 24, 1100, 1500, 2624,
    ]);
  });

  it("of a total that is small hide the total", () => {
    expect(suppressSmall([3, 4]).total).toEqual({ count: null, reason: "small" });
    expect(suppressSmall([]).total).toEqual({ count: 0 });
    expect(suppressSmall([[]])).toEqual({
      cells: [[]],
      rowTotals: [{ count: 0 }],
      columnTotals: [],
      total: { count: 0 },
    });
  });

  it("of a table of one cell are hidden with all its totals", () => {
    const { entries } = published([[4]]);
    expect(entries.map(({ count: shown }) => shown)).toEqual([null, null, null, null]);
  });
});

describe("what is shown of a table", () => {
  it("would be found by linear algebra if only small cells were hidden", () => {
    const { sums, counts } = published([
      [30, 4, 20],
      [25, 40, 15],
    ]);
    const lone = { sums, counts, entries: counts.map((people) => ({ count: people < 10 ? null : people })) };
    expect(isComputable(lone, 1)).toBe(true);
    const two = { ...lone, entries: counts.map((people) => ({ count: people < 16 ? null : people })) };
    expect([isComputable(two, 1), isComputable(two, 6)]).toEqual([true, true]);
  });

  it("leaves no hidden cell and no hidden total to linear algebra", () => {
    fc.assert(
      fc.property(table, options, (cells, limits) => {
        const shown = published(cells, limits);
        shown.entries.forEach(({ count: seen }, index) => {
          if (seen === null) expect(isComputable(shown, index), JSON.stringify([cells, limits, index])).toBe(false);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("leaves no hidden cell of a row to linear algebra", () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 30 }), options, (cells, limits) => {
        const shown = publishedRow(cells, limits);
        shown.entries.forEach(({ count: seen }, index) => {
          if (seen === null) expect(isComputable(shown, index)).toBe(false);
        });
      }),
    );
  });

  it("leaves each hidden cell more than one value, by trying all of them", () => {
    const few = fc.integer({ min: 0, max: 4 });
    const small = fc.oneof(
      fc.array(few, { minLength: 1, maxLength: 4 }).map((row) => publishedRow(row, { minimum: 3 })),
      fc
        .constantFrom([2, 2], [1, 3], [2, 1])
        .chain(([height, width]) =>
          fc.array(fc.array(few, { minLength: width!, maxLength: width! }), { minLength: height!, maxLength: height! }),
        )
        .map((cells) => published(cells, { minimum: 3 })),
    );
    fc.assert(
      fc.property(small, (shown) => {
        if (shown.entries.filter(({ count: seen }) => seen === null).length > 6) return;
        // Nobody is hidden where 0 is shown; more than one above the largest need not be tried.
        const most = Math.max(...shown.counts) + 1;
        for (const [index, values] of possible(shown, () => [1, most])) {
          expect(values.has(shown.counts[index]!)).toBe(true);
          expect(values.size, JSON.stringify([shown.counts, shown.entries])).toBeGreaterThan(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("leaves each hidden cell of a row more than one value even to who knows the reasons, minimum 5", () => {
    const row = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(row, (cells) => {
        const shown = publishedRow(cells, { minimum: 5 });
        const hidden = shown.entries.filter(({ count: seen }) => seen === null).length;
        // Where even the total is small and all cells of it are 1, its reason and theirs can tell.
        if (hidden > 4 || shown.entries.at(-1)!.reason === "small") return;
        const most = Math.max(...shown.counts) + 2;
        const known = possible(shown, ({ reason }) => (reason === "small" ? [1, 4] : [5, most]));
        for (const values of known.values()) expect(values.size, JSON.stringify(cells)).toBeGreaterThan(1);
      }),
    );
  });

  it("is what was counted, hides every small cell, and hides others only where a small one is", () => {
    fc.assert(
      fc.property(table, options, (cells, { minimum, zeros }) => {
        const { entries, counts } = published(cells, { minimum, zeros });
        const isSmall = (people: number) => people < minimum && (people > 0 || zeros === "hidden");
        entries.forEach((entry, index) => {
          if (isSmall(counts[index]!)) expect(entry).toEqual({ count: null, reason: "small" });
          else expect([{ count: counts[index] }, { count: null, reason: "complementary" }]).toContainEqual(entry);
          if (zeros === "shown" && counts[index] === 0) expect(entry.count).toBe(0);
        });
        if (!counts.some(isSmall)) expect(entries.every(({ count: seen }) => seen !== null)).toBe(true);
      }),
    );
  });

  it("does not touch what it is given, and hides the same of the same table turned", () => {
    fc.assert(
      fc.property(table, (cells) => {
        const frozen = Object.freeze(cells.map((row) => Object.freeze([...row])));
        const { cells: shown } = suppressSmall(frozen);
        const turned = cells[0]!.map((_, x) => cells.map((row) => row[x]!));
        const small = (rows: readonly (readonly SuppressedCell[])[]) =>
          rows.flat().filter(({ reason }) => reason === "small");
        expect(small(suppressSmall(turned).cells)).toHaveLength(small(shown).length);
      }),
    );
  });

  it("can be a table of 60 by 60", () => {
    const cells = Array.from({ length: 60 }, (_, y) => Array.from({ length: 60 }, (_, x) => (y * 37 + x * 91) % 53));
    const shown = published(cells);
    expect(shown.entries.filter(({ reason }) => reason === "small").length).toBeGreaterThan(300);
  });
});

describe("what no table can be", () => {
  it("is refused, and said which cell it is", () => {
    expect(() => suppressSmall([3, -1])).toThrow(new RangeError("cell 1 must be a whole number, 0 or more, got -1"));
    expect(() =>
      suppressSmall([
        [3, 4],
        [1.5, 2],
      ]),
    ).toThrow(new RangeError("cell 0 of row 1 must be a whole number, 0 or more, got 1.5"));
    expect(() => suppressSmall([[3, 4], [1]])).toThrow(
      new TypeError("row must be an array of 2 counts, got [object Array] at index 1"),
    );
    expect(() => suppressSmall([[3, 4], 5 as never])).toThrow(
      new RangeError("row must be an array of 2 counts, got 5 at index 1"),
    );
    expect(() => suppressSmall([5, [3, 4] as never])).toThrow(
      new TypeError("cell 1 must be a whole number, 0 or more, got [object Array]"),
    );
    expect(() => suppressSmall(new Map() as never)).toThrow(
      new TypeError("cells must be an array of counts, or of rows of counts, got [object Map]"),
    );
    expect(() => suppressSmall([3], { minimum: 0 })).toThrow(
      new RangeError("minimum must be a whole number, 1 or more, got 0"),
    );
    expect(() => suppressSmall([3], { zeros: "maybe" as never })).toThrow(
      new TypeError('zeros must be "shown" or "hidden", got "maybe"'),
    );
    expect(() => suppressSmall([2 ** 52, 2 ** 52])).toThrow(
      new RangeError("the total must be a whole number, 0 or more, got 9007199254740992"),
    );
  });
});
