/**
 * Runs contestants in turn, so that whatever slows the machine slows all of them, and prints the median of each with its
 * ratio to the first. Times are printed, never asserted.
 *
 * @param {string} title - What is measured.
 * @param {number} items - Items in a run, to print nanoseconds an item.
 * @param {Record<string, () => unknown>} contestants - The yardstick first.
 * @param {Record<string, number>} [targets] - The ratio that a contestant should keep.
 */
export function ratios(title, items, contestants, targets = {}) {
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  let kept;
  const began = performance.now();
  // Fifteen rounds, or, of contestants that take seconds, as many as fit into six seconds, and five at least.
  for (let round = 0; round < 15 && (round < 5 || performance.now() - began < 6000); round++) {
    for (const [name, run] of Object.entries(contestants)) {
      // Each begins without what the one before it made. It is not collected by force: an engine that is made to collect
      // so often allows the heap to grow less, and collects in the time of whoever comes next.
      kept = undefined;
      const start = performance.now();
      kept = run();
      times[name].push(performance.now() - start);
    }
  }
  // The first rounds are for the compiler.
  const median = (sample) => {
    const kept = sample.slice(Math.ceil(sample.length / 4)).sort((a, b) => a - b);
    return kept[Math.floor(kept.length / 2)];
  };
  const [yardstick] = Object.values(times).map(median);
  console.log(`\n${title}`);
  for (const [name, sample] of Object.entries(times)) {
    const time = median(sample);
    const target = targets[name] === undefined ? "" : `target ${targets[name]}`;
    const each = `${((time / items) * 1e6).toFixed(2)} ns`;
    console.log(
      `  ${name.padEnd(44)}${each.padStart(12)}${(time / yardstick).toFixed(2).padStart(8)} ×  ${target}`.trimEnd(),
    );
  }
  return kept;
}
