// The time of importance weights by the number of predictors: node test/bench/importance.mjs
import { drivers, driversInterval, johnsonWeights, lmgWeights } from "cx-metrics";
import { ratios } from "./ratios.mjs";

/** Predictors that all correlate by 0.3 with each other, and with the outcome by less and less. */
function correlations(size) {
  const predictors = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 1 : 0.3)),
  );
  return { predictors, outcome: predictors.map((_, i) => 0.5 - i / 50) };
}
for (const size of [8, 12]) {
  const given = correlations(size);
  ratios(`importance of ${size} predictors, per call (LMG of 12: target 50 ms = 50,000,000 ns)`, 1, {
    Johnson: () => johnsonWeights(given),
    LMG: () => lmgWeights(given),
  });
}

{
  const rows = Array.from({ length: 2000 }, (_, i) =>
    Array.from({ length: 9 }, (_, j) => (i * (2 * j + 3) + ((i * i) % 7)) % 5),
  );
  const options = {
    drivers: Object.fromEntries(Array.from({ length: 8 }, (_, j) => [`x${j}`, (row) => row[j]])),
    outcome: (row) => row[8],
  };
  ratios("8 drivers of 2,000 respondents, per call", 1, {
    drivers: () => drivers(rows, options),
    "driversInterval, 1,000 resamples": () => driversInterval(rows, { ...options, seed: 1 }),
  });
}
