/**
 * Finds the first of keys that are the same: arrays are where their parts are, moments (`Date`) where they are the same moment, all
 * else as a `Map` has it. Rows make such keys anew, each of them an object of its own.
 */
export function sameKey(): (key: unknown) => unknown {
  const moments = new Map<number, unknown>();
  const lists: Branch = { further: new Map(), first: undefined };
  const same = (key: unknown): unknown => {
    if (key instanceof Date) return known(moments, key.getTime(), key);
    if (!Array.isArray(key)) return key;
    let branch = lists;
    for (const part of key) branch = known(branch.further, same(part), { further: new Map(), first: undefined });
    branch.first ??= key;
    return branch.first;
  };
  return same;
}

/** Arrays that begin alike. */
interface Branch {
  /** Those that go on, by their next part. */
  readonly further: Map<unknown, Branch>;
  /** The first one that ends here. */
  first: unknown;
}

function known<Key, Value>(values: Map<Key, Value>, key: Key, value: Value): Value {
  if (!values.has(key)) values.set(key, value);
  return values.get(key)!;
}
