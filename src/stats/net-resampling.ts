import { binomialProbability } from "./binomial.ts";
import type { NetSample } from "./net-sample.ts";

/** Probabilities that differ by no more than this are the same. */
const SAME = 1e-12;

/** Less likely samples count for nothing. */
const NEGLIGIBLE = 1e-20;

/**
 * The percentiles of the net score of all samples of the same size that could be drawn, with replacement, from this
 * one: what a bootstrap with ever more repetitions would come to.
 *
 * Among those drawn a binomial number is of the top or the bottom class, and among these a binomial number of the top.
 *
 * @returns The smallest numbers of top less bottom that at least `tail` and 1 − `tail` of the samples do not exceed.
 */
export function resampledPercentiles({ top, bottom, size }: NetSample, tail: number): [lower: number, upper: number] {
  const law = new Float64Array(2 * size + 1);
  const outer = top + bottom;
  const isTop = outer ? top / outer : 0;
  eachLikely(size, outer / size, (people, likely) => {
    eachLikely(people, isTop, (promoting, chance) => {
      law[size + 2 * promoting - people]! += likely * chance;
    });
  });
  const percentile = (share: number) => {
    let sum = 0;
    let place = -1;
    while (sum < share - SAME && place < 2 * size) sum += law[++place]!;
    return Math.max(0, place) - size;
  };
  return [percentile(tail), percentile(1 - tail)];
}

/** Every number of successes that is not negligible, with its probability, by recurrence from the likeliest one. */
function eachLikely(trials: number, p: number, visit: (successes: number, probability: number) => void): void {
  const mode = Math.min(trials, Math.floor((trials + 1) * p));
  const most = binomialProbability(mode, trials, p);
  const odds = p / (1 - p);
  visit(mode, most);
  for (let k = mode, now = most; k > 0; k--) {
    now *= k / (trials - k + 1) / odds;
    if (now < NEGLIGIBLE) break;
    visit(k - 1, now);
  }
  for (let k = mode, now = most; k < trials; k++) {
    now *= ((trials - k) / (k + 1)) * odds;
    if (now < NEGLIGIBLE) break;
    visit(k + 1, now);
  }
}
