/** Where the entry of a key stands, or would stand, among entries in the order of their keys. */
export function placeInOrder<Key extends number | string>(
  entries: readonly (readonly [key: Key, ...rest: unknown[]])[],
  key: Key,
): number {
  let low = 0;
  for (let high = entries.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (entries[middle]![0] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
