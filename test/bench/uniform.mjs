let state = 1;

/** Numbers between 0 and 1, in every run the same. */
export const uniform = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state + 0.5) / 2 ** 32;
};
