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

/** How many segments have so many people: few numbers stand for many segments, and each has to be looked at but once. */
type Segments = ReadonlyMap<number, number>;

/** How many segments have so many people in each class, and in all. */
interface Distribution {
  readonly classes: readonly Segments[];
  readonly sizes: Segments;
}

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
  const places = [...(samples[0] ?? []).keys()];
  const pooled = places.map((place) => samples.reduce((sum, sample) => sum + sample[place]!, 0) / people);
  const [, largest] = extent(sizes);
  if (largest <= 1 || pooled.filter((share) => share > 0).length < 2) return { shares: pooled, precision: Infinity };
  // Where each segment is of one class, the less the mean weighs the likelier it is.
  if (samples.every((sample) => sample.filter((part) => part > 0).length === 1)) {
    return { shares: pooled, precision: 0 };
  }
  const distribution = {
    classes: places.map((place) => segmentsOf(samples.map((sample) => sample[place]!))),
    sizes: segmentsOf(sizes),
  };
  let shares: readonly number[] = pooled;
  const slope = (precision: number): number => {
    shares = sharesAt(distribution, precision, shares);
    return slopeAt(distribution, precision, shares);
  };
  const candidates: DirichletFit[] = [
    { precision: Infinity, shares: pooled },
    ...localMaxima(slope, 1e-6, FARTHEST * largest).map((precision) => ({
      precision,
      shares: sharesAt(distribution, precision, shares),
    })),
  ];
  const likelihoods = candidates.map((fit) => logLikelihood(distribution, fit));
  return candidates[likelihoods.indexOf(Math.max(...likelihoods))]!;
}

/** Counts the segments that have the same number of people; nobody is no term of any sum. */
function segmentsOf(people: readonly number[]): Segments {
  const segments = new Map<number, number>();
  for (const number of people) if (number > 0) segments.set(number, (segments.get(number) ?? 0) + 1);
  return segments;
}

/** The sum of a function of the people of each segment. */
function sumOver(segments: Segments, of: (people: number) => number): number {
  let sum = 0;
  for (const [people, times] of segments) sum += times * of(people);
  return sum;
}

/** The likeliest mean shares at a precision, by Newton's steps that keep their sum: the likelihood is concave in them. */
function sharesAt({ classes }: Distribution, precision: number, start: readonly number[]): number[] {
  const shares = [...start];
  const present = [...shares.keys()].filter((place) => shares[place]! > 0);
  let change = Infinity;
  for (let round = 0; round < 100; round++) {
    const rises = shares.map((share, place) =>
      sumOver(classes[place]!, (part) => digammaRise(precision * share, part)),
    );
    const falls = shares.map(
      (share, place) => precision * sumOver(classes[place]!, (part) => trigammaFall(precision * share, part)),
    );
    const weight = present.reduce((sum, place) => sum + 1 / falls[place]!, 0);
    const level = present.reduce((sum, place) => sum + rises[place]! / falls[place]! / weight, 0);
    const steps = rises.map((rise, place) => (shares[place]! > 0 ? (rise - level) / falls[place]! : 0));
    // No share falls below a tenth of what it was.
    const stride = present.reduce(
      (most, place) => Math.min(most, (0.9 * shares[place]!) / Math.max(-steps[place]!, 0)),
      1,
    );
    const before = change;
    change = Math.max(...present.map((place) => Math.abs(steps[place]! / shares[place]!)));
    for (const place of present) shares[place]! += stride * steps[place]!;
    const sum = shares.reduce((all, share) => all + share, 0);
    for (const place of present) shares[place]! /= sum;
    // Near the end each step is far smaller than the one before, until it is nothing but rounding.
    if (change <= 1e-14 || (change < 1e-9 && change > before / 2)) break;
  }
  return shares;
}

/** How the logarithm of the likelihood rises with the precision. */
function slopeAt({ classes, sizes }: Distribution, precision: number, shares: readonly number[]): number {
  return shares.reduce(
    (sum, share, place) => sum - share * sumOver(classes[place]!, (part) => digammaLag(precision * share, part)),
    sumOver(sizes, (size) => digammaLag(precision, size)),
  );
}

/** Logarithm of the likelihood, without the multinomial coefficients. */
function logLikelihood({ classes, sizes }: Distribution, { precision, shares }: DirichletFit): number {
  return shares.reduce(
    (sum, share, place) =>
      sum + sumOver(classes[place]!, (part) => part * Math.log(share) + clustering(precision * share, part)),
    -sumOver(sizes, (size) => clustering(precision, size)),
  );
}

/** ln(1 + 1/a) + ln(1 + 2/a) + … of x − 1 terms: ln Γ(a + x) − ln Γ(a) − x ln a. */
function clustering(a: number, x: number): number {
  if (a === Infinity) return 0;
  return (x - 0.5) * Math.log1p(x / a) - deviance(a, a + x, x) + stirlingError(a + x) - stirlingError(a);
}
