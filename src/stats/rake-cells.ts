import { type Sample, sumsBy } from "./calibration.ts";

/** How far a weight may lie above the largest allowed, as a part of it. */
const SLACK = 1e-9;

/** People who share all their categories, and with them every factor that raking brings. */
interface Cells {
  /** The cell of each row. */
  readonly of: Uint32Array;
  /** For each margin, the place of each cell's category. */
  readonly places: readonly Uint32Array[];
}

/** Meets the margins in turn until all are met, cutting weights above `trimAt` times their mean where it is given. */
export function rakeCells(
  sample: Sample,
  tolerance: number,
  maximumCycles: number,
  trimAt: number | undefined,
): {
  readonly weights: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  readonly trimmed: number;
} {
  let { weights } = sample;
  const count = weights.reduce((people, weight) => people + Math.sign(weight), 0);
  if (count === 0) return { weights, converged: false, iterations: 0, trimmed: 0 };
  const cells = cellsOf(sample);
  const most = (trimAt ?? Infinity) * (sample.margins[0]!.total / count);
  const cut = new Set<number>();
  for (let iterations = 0; ; ) {
    const met = meetMargins(sample, cells, weights, tolerance, maximumCycles - iterations);
    iterations += met.iterations;
    weights = weights.map((weight, row) => weight && weight * met.factors[cells.of[row]!]!);
    const isLarge = weights.some((weight) => weight > most * (1 + SLACK));
    if (!isLarge || iterations >= maximumCycles) {
      return { weights, converged: met.converged && !isLarge, iterations, trimmed: cut.size };
    }
    weights.forEach((weight, row) => {
      if (weight <= most) return;
      cut.add(row);
      weights[row] = most;
    });
  }
}

/** The factor of each cell that meets the margins. */
function meetMargins(
  { margins }: Sample,
  cells: Cells,
  weights: Float64Array,
  tolerance: number,
  maximumCycles: number,
): { readonly factors: Float64Array; readonly converged: boolean; readonly iterations: number } {
  const size = cells.places[0]!.length;
  const sums = sumsBy(cells.of, weights, size);
  const largest = new Float64Array(size);
  for (let row = 0; row < weights.length; row++) {
    largest[cells.of[row]!] = Math.max(largest[cells.of[row]!]!, weights[row]!);
  }
  const factors = new Float64Array(size).fill(1);
  for (let cycle = 1; cycle <= maximumCycles; cycle++) {
    const before = factors.slice();
    let miss = 0;
    for (let margin = 0; margin < margins.length; margin++) {
      // Totals that differ by rounding would never be met at once.
      const { targets, total } = margins[margin]!;
      const unit = margins[0]!.total / total;
      const places = cells.places[margin]!;
      const ratios = new Float64Array(targets.length);
      for (let cell = 0; cell < size; cell++) ratios[places[cell]!]! += sums[cell]! * factors[cell]!;
      for (let place = 0; place < ratios.length; place++) {
        const target = targets[place]! * unit;
        miss = Math.max(miss, Math.abs(ratios[place]! - target) / margins[0]!.total);
        // Where margins contradict each other, a category may shrink until nothing is left of it.
        const ratio = target / ratios[place]!;
        ratios[place] = ratio < Infinity ? ratio : 1;
      }
      for (let cell = 0; cell < size; cell++) factors[cell]! *= ratios[places[cell]!]!;
    }
    let change = 0;
    let greatest = 0;
    for (let cell = 0; cell < size; cell++) {
      change = Math.max(change, Math.abs(factors[cell]! - before[cell]!) * largest[cell]!);
      greatest = Math.max(greatest, factors[cell]! * largest[cell]!);
    }
    if (change <= tolerance * greatest && miss <= tolerance) return { factors, converged: true, iterations: cycle };
  }
  return { factors, converged: false, iterations: maximumCycles };
}

/** Finds the cells of those who weigh anything, margin by margin, so that their numbers stay small however many there are. */
function cellsOf({ margins, places, weights }: Sample): Cells {
  const of = new Uint32Array(weights.length);
  // One row of each cell.
  let rows: number[] = [];
  for (let margin = 0; margin < margins.length; margin++) {
    const column = places[margin]!;
    const size = margins[margin]!.targets.length;
    const known = new Map<number, number>();
    rows = [];
    for (let row = 0; row < weights.length; row++) {
      if (weights[row] === 0) continue;
      const code = of[row]! * size + column[row]!;
      let cell = known.get(code);
      if (cell === undefined) {
        cell = known.size;
        known.set(code, cell);
        rows.push(row);
      }
      of[row] = cell;
    }
  }
  return { of, places: places.map((column) => Uint32Array.from(rows, (row) => column[row]!)) };
}
