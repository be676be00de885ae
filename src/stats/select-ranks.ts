import { upperWord } from "./upper-word.ts";

/** Below this many values sorting is as fast. */
const FEW = 600;

/** The cells, at either end, of what is infinite or no number: all bits of the exponent are set. */
const ODD_CELLS = 16;

/**
 * The values of the given ranks, counted from 0 in order of size, all in one go: the values are dealt by the leading 16
 * bits of what orders them, those of the cells in which a rank falls by the next 12, and what is then left is sorted.
 * So the values are read twice, whatever their distribution, and never reordered.
 *
 * @param values - Numbers.
 * @param ranks - Whole numbers from 0 to one less than there are values, in rising order.
 * @returns The values, or undefined where not every one of all values is a finite number.
 */
export function selectRanks(values: Float64Array, ranks: readonly number[]): number[] | undefined {
  return select(values, ranks, 16);
}

function select(values: Float64Array, ranks: readonly number[], shift: number): number[] | undefined {
  if (values.length < FEW || shift < 0) {
    // What is no number is sorted to the end.
    const sorted = values.slice().sort();
    if (sorted.length > 0 && !(Number.isFinite(sorted[0]) && Number.isFinite(sorted.at(-1)))) return;
    return ranks.map((rank) => sorted[rank]! + 0);
  }
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  const upper = upperWord();
  const cells = shift === 16 ? 2 ** 16 : 2 ** 12;
  const counts = histogram(words, upper, shift, cells);
  if (shift === 16) {
    for (let odd = 0; odd < ODD_CELLS; odd++) if (counts[odd]! + counts[cells - 1 - odd]! > 0) return;
  }
  // Which of the chosen cells a cell is, from 1; where the values of each begin, and which ranks are wanted of them.
  const chosen = new Uint16Array(cells);
  const starts = [0];
  const wanted: number[][] = [];
  let below = 0;
  let cell = 0;
  for (const rank of ranks) {
    while (below + counts[cell]! <= rank) below += counts[cell++]!;
    if (chosen[cell] === 0) {
      chosen[cell] = starts.length;
      starts.push(starts.at(-1)! + counts[cell]!);
      wanted.push([]);
    }
    wanted.at(-1)!.push(rank - below);
  }
  const dealt = deal(values, words, upper, shift, chosen, starts);
  return wanted.flatMap((those, index) => select(dealt.subarray(starts[index], starts[index + 1]), those, shift - 12)!);
}

/** How many values there are in each cell. */
function histogram(words: Int32Array, upper: number, shift: number, cells: number): Uint32Array {
  const counts = new Uint32Array(cells);
  const mask = cells - 1;
  for (let at = upper; at < words.length; at += 2) {
    const word = words[at]!;
    // A negative number is the greater the smaller its other bits are.
    counts[((word ^ ((word >> 31) | 0x80000000)) >>> shift) & mask]!++;
  }
  return counts;
}

/** The values of the chosen cells, cell by cell. */
function deal(
  values: Float64Array,
  words: Int32Array,
  upper: number,
  shift: number,
  chosen: Uint16Array,
  starts: readonly number[],
): Float64Array {
  const dealt = new Float64Array(starts.at(-1)!);
  const mask = chosen.length - 1;
  const next = Uint32Array.from([0, ...starts]);
  for (let at = upper; at < words.length; at += 2) {
    const word = words[at]!;
    const cell = chosen[((word ^ ((word >> 31) | 0x80000000)) >>> shift) & mask]!;
    if (cell > 0) dealt[next[cell]!++] = values[at >>> 1]!;
  }
  return dealt;
}
