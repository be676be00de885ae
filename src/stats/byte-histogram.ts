/** Takes an item that is no whole number from 0 to 255, or that shares a run of four with one. */
type TakeOdd = (item: unknown) => void;

/** How many items of a typed array of another kind are copied at a time into doubles. */
const CHUNK = 8192;

/**
 * Counts the whole numbers from 0 to 255 of an array or typed array; hands every other item, and some of these, to
 * `takeOdd`. Throws what JavaScript throws on arithmetic with a BigInt or a Symbol.
 *
 * Each kind of input has a loop of its own, because one loop that has seen every kind is many times slower. Four
 * tables are filled in turn and added at the end, because counting into the cell that was just written waits for it.
 *
 * @returns The number of times each was met, 256 entries.
 */
export function byteHistogram(items: ArrayLike<unknown>, takeOdd: TakeOdd): Uint32Array {
  const tables = new Uint32Array(1024);
  if (items instanceof Uint8Array) countBytes(items, tables);
  else if (items instanceof Float64Array) countDoubles(items, items.length, tables, takeOdd);
  else if (Array.isArray(items)) countNumbers(items, tables, takeOdd);
  else countChunks(items as Int8Array, tables, takeOdd);
  for (let value = 0; value < 256; value++) {
    tables[value]! += tables[value + 256]! + tables[value + 512]! + tables[value + 768]!;
  }
  return tables.subarray(0, 256);
}

function countBytes(items: Uint8Array, tables: Uint32Array): void {
  const runs = items.length & ~3;
  for (let i = 0; i < runs; i += 4) {
    tables[items[i]!]!++;
    tables[items[i + 1]! | 256]!++;
    tables[items[i + 2]! | 512]!++;
    tables[items[i + 3]! | 768]!++;
  }
  for (let i = runs; i < items.length; i++) tables[items[i]!]!++;
}

function countNumbers(items: readonly number[], tables: Uint32Array, takeOdd: TakeOdd): void {
  const runs = items.length - 3;
  let i = 0;
  for (; i < runs; i += 4) {
    const a = items[i]!;
    const b = items[i + 1]!;
    const c = items[i + 2]!;
    const d = items[i + 3]!;
    const p = a & 255;
    const q = b & 255;
    const r = c & 255;
    const s = d & 255;
    if (p === a && q === b && r === c && s === d) {
      tables[p]!++;
      tables[q | 256]!++;
      tables[r | 512]!++;
      tables[s | 768]!++;
    } else {
      takeOdd(a);
      takeOdd(b);
      takeOdd(c);
      takeOdd(d);
    }
  }
  for (; i < items.length; i++) takeOdd(items[i]);
}

/** The same loop as for plain arrays, in a copy of its own: see above. */
function countDoubles(items: Float64Array, length: number, tables: Uint32Array, takeOdd: TakeOdd): void {
  const runs = length - 3;
  let i = 0;
  for (; i < runs; i += 4) {
    const a = items[i]!;
    const b = items[i + 1]!;
    const c = items[i + 2]!;
    const d = items[i + 3]!;
    const p = a & 255;
    const q = b & 255;
    const r = c & 255;
    const s = d & 255;
    if (p === a && q === b && r === c && s === d) {
      tables[p]!++;
      tables[q | 256]!++;
      tables[r | 512]!++;
      tables[s | 768]!++;
    } else {
      takeOdd(a);
      takeOdd(b);
      takeOdd(c);
      takeOdd(d);
    }
  }
  for (; i < length; i++) takeOdd(items[i]);
}

function countChunks(items: Int8Array, tables: Uint32Array, takeOdd: TakeOdd): void {
  const chunk = new Float64Array(CHUNK);
  for (let from = 0; from < items.length; from += CHUNK) {
    const part = items.subarray(from, from + CHUNK);
    chunk.set(part);
    countDoubles(chunk, part.length, tables, takeOdd);
  }
}
