import { deviance } from "./deviance.ts";
import { digammaLag, digammaRise, trigammaFall } from "./digamma.ts";
import { extent } from "./extent.ts";
import { stirlingError } from "./log-gamma.ts";
import { localMaxima } from "./maxima.ts";

/** The distribution from which the shares of segments seem to come. */
export interface DirichletFit {
  /** The mean share of each class. */
  readonly shares: readonly number[];
  /** How many people the mean weighs against those of a segment: Infinity where the segments differ no more than by chance. */
  readonly precision: number;
}

/** People in each class of a segment: whole numbers or not. */
type Sample = readonly number[];

/** Beyond a million times the largest segment, nothing of any segment's own is left. */
const FARTHEST = 1e6;

/**
 * The Dirichlet distribution of shares under which samples are likeliest, each multinomial with shares of its own:
 * maximum likelihood of the Dirichlet-multinomial, of two classes the beta-binomial. Samples must not be empty.
 *
 * @see Minka (2000), Estimating a Dirichlet distribution.
 */
export function fitDirichlet(samples: readonly Sample[]): DirichletFit {
  const sizes = samples.map((sample) => sample.reduce((sum, part) => sum + part, 0));
  const people = sizes.reduce((sum, size) => sum + size, 0);
  const pooled = (samples[0] ?? []).map(
    (_, place) => samples.reduce((sum, sample) => sum + sample[place]!, 0) / people,
  );
  const [, largest] = extent(sizes);
  if (largest <= 1 || pooled.filter((share) => share > 0).length < 2) return { shares: pooled, precision: Infinity };
  // Where each segment is of one class, the less the mean weighs the likelier it is.
  if (samples.every((sample) => sample.filter((part) => part > 0).length === 1)) {
    return { shares: pooled, precision: 0 };
  }
  let shares: readonly number[] = pooled;
  const slope = (precision: number): number => {
    shares = sharesAt(samples, precision, shares);
    return slopeAt(samples, sizes, precision, shares);
  };
  const candidates: DirichletFit[] = [
    { precision: Infinity, shares: pooled },
    ...localMaxima(slope, 1e-6, FARTHEST * largest).map((precision) => ({
      precision,
      shares: sharesAt(samples, precision, shares),
    })),
  ];
  const likelihoods = candidates.map((fit) => logLikelihood(samples, sizes, fit));
  return candidates[likelihoods.indexOf(Math.max(...likelihoods))]!;
}

/** The likeliest mean shares at a precision, by Newton's steps that keep their sum: the likelihood is concave in them. */
function sharesAt(samples: readonly Sample[], precision: number, start: readonly number[]): number[] {
  const shares = [...start];
  const present = [...shares.keys()].filter((place) => shares[place]! > 0);
  for (let round = 0, change = 1; round < 100 && change > 1e-14; round++) {
    const rises = new Array<number>(shares.length).fill(0);
    const falls = new Array<number>(shares.length).fill(0);
    for (const place of present) {
      const shape = precision * shares[place]!;
      for (const sample of samples) {
        if (sample[place] === 0) continue;
        rises[place]! += digammaRise(shape, sample[place]!);
        falls[place]! += precision * trigammaFall(shape, sample[place]!);
      }
    }
    const weight = present.reduce((sum, place) => sum + 1 / falls[place]!, 0);
    const level = present.reduce((sum, place) => sum + rises[place]! / falls[place]! / weight, 0);
    const steps = rises.map((rise, place) => (shares[place]! > 0 ? (rise - level) / falls[place]! : 0));
    // No share falls below a tenth of what it was.
    const stride = present.reduce(
      (most, place) => Math.min(most, (0.9 * shares[place]!) / Math.max(-steps[place]!, 0)),
      1,
    );
    change = 0;
    for (const place of present) {
      change = Math.max(change, Math.abs(steps[place]! / shares[place]!));
      shares[place]! += stride * steps[place]!;
    }
    const sum = shares.reduce((all, share) => all + share, 0);
    for (const place of present) shares[place]! /= sum;
  }
  return shares;
}

/** How the logarithm of the likelihood rises with the precision. */
function slopeAt(
  samples: readonly Sample[],
  sizes: readonly number[],
  precision: number,
  shares: readonly number[],
): number {
  return samples.reduce((sum, sample, index) => {
    const parts = sample.reduce(
      (all, part, place) => all + (part && shares[place]! * digammaLag(precision * shares[place]!, part)),
      0,
    );
    return sum + digammaLag(precision, sizes[index]!) - parts;
  }, 0);
}

/** Logarithm of the likelihood, without the multinomial coefficients. */
function logLikelihood(
  samples: readonly Sample[],
  sizes: readonly number[],
  { precision, shares }: DirichletFit,
): number {
  return samples.reduce((sum, sample, index) => {
    const parts = sample.reduce(
      (all, part, place) =>
        all + (part && part * Math.log(shares[place]!) + clustering(precision * shares[place]!, part)),
      0,
    );
    return sum + parts - clustering(precision, sizes[index]!);
  }, 0);
}

/** ln(1 + 1/a) + ln(1 + 2/a) + … of x − 1 terms: ln Γ(a + x) − ln Γ(a) − x ln a. */
function clustering(a: number, x: number): number {
  if (a === Infinity) return 0;
  return (x - 0.5) * Math.log1p(x / a) - deviance(a, a + x, x) + stirlingError(a + x) - stirlingError(a);
}
