// Exact coverage: every sample that can be, with its chance, and whether its interval holds the truth.

/** Rounding of a limit that falls on the truth. */
const SAME = 1e-12;

const logFactorials = [0];
function logFactorial(n) {
  for (let k = logFactorials.length; k <= n; k++) logFactorials[k] = logFactorials[k - 1] + Math.log(k);
  return logFactorials[n];
}

const log = (share) => Math.log(Math.max(share, 1e-300));

/** Every sample of three groups, with the limits of each method, in −1 to 1. */
export function trinomialSamples(people, methods) {
  const [promoting, detracting, ways] = [[], [], []];
  const limits = methods.map(() => ({ lower: [], upper: [] }));
  for (let promoters = 0; promoters <= people; promoters++) {
    for (let detractors = 0; detractors <= people - promoters; detractors++) {
      const passives = people - promoters - detractors;
      promoting.push(promoters);
      detracting.push(detractors);
      ways.push(logFactorial(people) - logFactorial(promoters) - logFactorial(passives) - logFactorial(detractors));
      methods.forEach((method, place) => {
        const { lower, upper } = method({ promoters, passives, detractors });
        limits[place].lower.push(lower / 100 - SAME);
        limits[place].upper.push(upper / 100 + SAME);
      });
    }
  }
  return { people, promoting, detracting, ways, limits };
}

/** The coverage of each method where `[promoters, detractors]` are the true shares. */
export function trinomialCoverage({ people, promoting, detracting, ways, limits }, [promoters, detractors]) {
  const truth = promoters - detractors;
  const [one, between, other] = [log(promoters), log(1 - promoters - detractors), log(detractors)];
  const held = limits.map(() => 0);
  for (let place = 0; place < ways.length; place++) {
    const [top, bottom] = [promoting[place], detracting[place]];
    const exponent = ways[place] + top * one + bottom * other + (people - top - bottom) * between;
    if (exponent < -40) continue;
    const chance = Math.exp(exponent);
    for (let method = 0; method < limits.length; method++) {
      const { lower, upper } = limits[method];
      if (lower[place] <= truth && truth <= upper[place]) held[method] += chance;
    }
  }
  return held;
}

/** The limits of every number of successes, by each method. */
export function binomialSamples(people, methods) {
  return Array.from({ length: people + 1 }, (_, hits) => ({
    hits,
    ways: logFactorial(people) - logFactorial(hits) - logFactorial(people - hits),
    limits: methods.map((method) => method({ numerator: hits, denominator: people })),
  }));
}

/** The coverage of each method where `rate` is the true share. */
export function binomialCoverage(samples, rate) {
  const people = samples.length - 1;
  const held = samples[0].limits.map(() => 0);
  for (const { hits, ways, limits } of samples) {
    const chance = Math.exp(ways + hits * log(rate) + (people - hits) * log(1 - rate));
    limits.forEach(({ lower, upper }, place) => {
      if (lower <= rate && rate <= upper) held[place] += chance;
    });
  }
  return held;
}

/**
 * The coverage, and the mean width, of each method of comparing matched waves, where `law` has the chances of −2, −1, 0,
 * 1 and 2: by number of people. The methods look at the sum of the changes and at the sum of their squares only; the
 * joint law of these grows person by person, and what is less likely than 1e-12 is dropped.
 */
export function pairedCoverage(law, sizes, limitsAt) {
  const truth = law.reduce((sum, chance, place) => sum + (place - 2) * chance, 0);
  const covered = new Map();
  let rows = new Map([[0, { from: 0, chances: [1] }]]);
  for (let people = 1; people <= Math.max(...sizes); people++) {
    rows = oneMore(rows, law, people);
    if (!sizes.includes(people)) continue;
    const found = limitsAt(people, 0, 0).map(() => ({ held: 0, width: 0 }));
    for (const [squares, { from, chances }] of rows) {
      for (let place = 0; place < chances.length; place++) {
        if (chances[place] === 0) continue;
        limitsAt(people, from + place, squares).forEach(([lower, upper], method) => {
          if (lower - SAME <= truth && truth <= upper + SAME) found[method].held += chances[place];
          found[method].width += chances[place] * (upper - lower);
        });
      }
    }
    covered.set(people, found);
  }
  return covered;
}

/** The chances of each sum, by the sum of squares, of one person more. */
function oneMore(rows, law, people) {
  const next = new Map();
  for (const [squares, { from, chances }] of rows) {
    for (let change = -2; change <= 2; change++) {
      const likely = law[change + 2];
      if (likely === 0) continue;
      const key = squares + change * change;
      const lowest = Math.max(-key, -2 * people);
      if (!next.has(key)) next.set(key, { from: lowest, chances: new Float64Array(1 - 2 * lowest) });
      const row = next.get(key).chances;
      const shift = from + change - lowest;
      for (let place = 0; place < chances.length; place++) row[shift + place] += chances[place] * likely;
    }
  }
  for (const [key, { from, chances }] of next) {
    let [first, last] = [0, chances.length - 1];
    while (first <= last && chances[first] < 1e-12) first++;
    while (last > first && chances[last] < 1e-12) last--;
    if (first > last) next.delete(key);
    else next.set(key, { from: from + first, chances: chances.slice(first, last + 1) });
  }
  return next;
}
