/**
 * Numbers pairs of whole numbers in the order in which they come: by open addressing, since a `Map` would need each pair as
 * one key, too large for a small integer, and take twice as long.
 *
 * @param next - The number of a pair that was not seen before, 1 or more.
 */
export function pairNumbers(next: () => number): (left: number, right: number) => number {
  let slots = new Int32Array(3 * 1024);
  let used = 0;
  const placeOf = (left: number, right: number): number => {
    const mask = slots.length / 3 - 1;
    const mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      const place = 3 * slot;
      if (slots[place + 2] === 0 || (slots[place] === left && slots[place + 1] === right)) return place;
      slot = (slot + 1) & mask;
    }
  };
  const put = (place: number, left: number, right: number, number: number) => {
    slots[place] = left;
    slots[place + 1] = right;
    slots[place + 2] = number;
  };
  const grow = () => {
    const before = slots;
    slots = new Int32Array(2 * before.length);
    for (let at = 0; at < before.length; at += 3) {
      const [left, right, number] = [before[at]!, before[at + 1]!, before[at + 2]!];
      if (number !== 0) put(placeOf(left, right), left, right, number);
    }
  };
  return (left, right) => {
    const place = placeOf(left, right);
    const known = slots[place + 2]!;
    if (known !== 0) return known;
    const number = next();
    put(place, left, right, number);
    used++;
    if (2 * 3 * used > slots.length) grow();
    return number;
  };
}
