import { compareShares } from "../stats/compare-shares.ts";
import type { Comparison } from "../stats/interval.ts";
import { benjaminiHochberg, holm } from "../stats/multiple-comparisons.ts";
import { settled } from "../stats/settled.ts";
import { type JourneyShare, journeyShare, together } from "./journey-share.ts";
import { type JourneyTally, weightOf } from "./journey-tally.ts";

/**
 * How the outcome differs with the experience at a touchpoint.
 *
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Moments that matter
 */
export interface Moment<Touchpoint extends string = string> {
  /** The touchpoint. */
  readonly touchpoint: Touchpoint;
  /** The rate of the outcome after a negative experience less that after another, −1 to 1, with limits and p-value. */
  readonly difference: Comparison<"newcombe">;
  /** The p-value adjusted for the number of touchpoints judged; `null` where it is not judged. */
  readonly adjustedPValue: number | null;
  /** Whether the moment matters: the adjusted p-value is below 1 − confidence; `null` where it is not judged. */
  readonly matters: boolean | null;
  /** The share of journeys that pass the touchpoint, of those that were seen whole. */
  readonly reach: JourneyShare;
  /** The difference times the reach, −1 to 1: what it amounts to among all journeys; `null` where there is no difference, or no reach. */
  readonly impact: number | null;
  /** The outcome of journeys with a negative experience there. */
  readonly negative: JourneyShare;
  /** The outcome of journeys with another experience there. */
  readonly others: JourneyShare;
}

/**
 * The moments that go with the outcome.
 *
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Moments that matter
 */
export interface MomentsThatMatterResult<Touchpoint extends string = string> {
  /** The touchpoints judged, the largest impact, of either sign, first; those of equal impact, or of none, by difference, then by name. */
  readonly moments: readonly Moment<Touchpoint>[];
  /** The touchpoints with too few journeys to be judged, by name. */
  readonly tooFew: readonly Moment<Touchpoint>[];
  /** Journeys with a known outcome. */
  readonly count: number;
  /** Of these, how many are still open: they may yet pass further touchpoints. */
  readonly open: number;
  /** Of these, how many were not seen from their beginning: they may have passed others before. */
  readonly cut: number;
  /** Journeys whose outcome cannot be known yet. */
  readonly pending: number;
  /** Journeys whose outcome is not known. */
  readonly missing: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** Where journeys are weighted, the sum of the weights. */
  readonly weight?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "momentsThatMatter";
    /** The score that is neither good nor bad. */
    readonly neutral: number;
    /** The fewest journeys of either kind by which a touchpoint is judged. */
    readonly minimumCount: number;
    /** How p-values were adjusted. */
    readonly adjust: "holm" | "benjamini-hochberg";
    /** The confidence of the limits. */
    readonly confidence: number;
    /** What was read from the events and the journeys. */
    readonly rule: string;
    /** Whether journeys seen in part count in the reach as they stand. */
    readonly partial: "exclude" | "include";
  };
}

/** What the counts say. Keys: the touchpoint, `null` of no one in particular; what was counted; the outcome, where there is one. */
export function readMoments<Touchpoint extends string>(
  tally: JourneyTally,
  definition: MomentsThatMatterResult["definition"],
): MomentsThatMatterResult<Touchpoint> {
  const { minimumCount, adjust, confidence } = definition;
  const judged: Omit<Moment<Touchpoint>, "adjustedPValue" | "matters">[] = [];
  const tooFew: Moment<Touchpoint>[] = [];
  const counted = (touchpoint: string | null, kind: string) =>
    together(tally.counts.filter(([key]) => key[0] === touchpoint && key[1] === kind));
  const whole = counted(null, "whole");
  const touchpoints = tally.counts.flatMap(([[name]]) => (name === null ? [] : [name as Touchpoint]));
  for (const touchpoint of new Set(touchpoints)) {
    const here = tally.counts.filter(([key]) => key[0] === touchpoint);
    const share = (kind: string) => {
      const those = here.filter(([key]) => key[1] === kind);
      return journeyShare(together(those.filter(([key]) => key[2] === "yes")), together(those));
    };
    const [negative, others] = [share("negative"), share("others")];
    const reach = journeyShare(counted(touchpoint, "whole"), whole);
    const difference = compareShares(negative, others, { confidence });
    const isKnown = difference.difference !== null && reach.rate !== null;
    const impact = isKnown ? difference.difference * reach.rate + 0 : null;
    const moment = { touchpoint, difference, reach, impact, negative, others };
    if (Math.min(negative.denominator, others.denominator) >= minimumCount) judged.push(moment);
    else tooFew.push({ ...moment, adjustedPValue: null, matters: null });
  }
  const pValues = judged.map(({ difference }) => difference.pValue);
  const adjusted = adjust === "holm" ? holm(pValues) : benjaminiHochberg(pValues);
  const moments = judged.map((moment, place): Moment<Touchpoint> => {
    const adjustedPValue = adjusted[place]!;
    return { ...moment, adjustedPValue, matters: adjustedPValue === null ? null : adjustedPValue < 1 - confidence };
  });
  const { count, pending, missing, excluded } = tally;
  const { weight } = weightOf([tally.weights]);
  const size = (effect: number | null) => settled(Math.abs(effect ?? 0));
  return {
    // Sorting keeps those that are equal in the order of their names.
    moments: moments.sort(
      (one, other) =>
        size(other.impact) - size(one.impact) || size(other.difference.difference) - size(one.difference.difference),
    ),
    tooFew,
    count,
    open: counted(null, "open").count,
    cut: counted(null, "cut").count,
    pending,
    missing,
    excluded,
    ...(weight !== undefined && { weight }),
    definition,
  };
}
