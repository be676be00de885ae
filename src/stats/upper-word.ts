/** Where, of the two words of a double, the one with the sign stands: second on nearly every machine. */
export function upperWord(): 0 | 1 {
  return new Uint32Array(new Float64Array([1]).buffer)[0] === 0 ? 1 : 0;
}
