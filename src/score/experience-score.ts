import { requireRecord } from "../tally/record.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import { type MeanKind, meanOf, powerOf, requireImportance, requireScore } from "./power-mean.ts";
import { componentsOf, type ScoreComponent, type ScoreComponents } from "./score-components.ts";

/**
 * What is to be done where a component has no score: `"available"`, the others stand for it; `"complete"`, there is no
 * score; or the least share of the weight, above 0 and at most 1, that must be there.
 *
 * @category Experience score
 */
export type MissingPolicy = "available" | "complete" | number;

/**
 * How an experience score is formed.
 *
 * @category Experience score
 */
export interface ExperienceScoreOptions {
  /** The weights of the outermost components by name, 0 or more, not all 0; those not named keep their own, or 1. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  /** Which mean, at every level. Default `"arithmetic"`. */
  readonly mean?: MeanKind | undefined;
  /** What is to be done where a component has no score, at every level. Default `"available"`. */
  readonly missing?: MissingPolicy | undefined;
  /**
   * Whether a component of 0 that has weight is refused under a mean that it would make 0 whatever the others are (the geometric, the
   * harmonic, powers of 0 and below), or taken as it is. Default `"reject"`.
   */
  readonly zeros?: "reject" | "accept" | undefined;
}

/**
 * A component in its score.
 *
 * @category Experience score
 */
export interface ComponentScore {
  /** Its name. */
  readonly name: string;
  /** Its score; `null` where there is none. */
  readonly score: number | null;
  /** Its share of the weight of all components beside it that have a score, 0 to 1; 0 where it has none. */
  readonly weight: number;
  /** What it contributes to the score of what it is part of: they sum to that. 0 where it has no score. */
  readonly contribution: number;
  /** The share of its weight that is known, 0 to 1, whether or not that is enough for a score. */
  readonly coverage: number;
  /** Its own components, where it has any. */
  readonly components?: readonly ComponentScore[];
}

/**
 * One score from many.
 *
 * @category Experience score
 */
export interface ExperienceScoreResult {
  /** The score, in the unit of the components; `null` where too few of them have one. */
  readonly score: number | null;
  /** The share of the weight that is known, down to the innermost components, 0 to 1, whether or not that is enough for a score. */
  readonly coverage: number;
  /** Innermost components that have a score. */
  readonly count: number;
  /** Innermost components that have none. */
  readonly missing: number;
  /** The names that lead to the lowest component at each level; the first of equals. `[]` where there is no score. */
  readonly worst: readonly string[];
  /** The components. */
  readonly components: readonly ComponentScore[];
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "experienceScore";
    /** Which mean. */
    readonly mean: MeanKind;
    /** What was done about components without a score. */
    readonly missing: MissingPolicy;
  };
  /** Why there is no score; only where there is none. */
  readonly reason?: string;
}

/**
 * Experience score: one number from the scores of touchpoints, stages or metrics, brought to one scale before (`rescale`),
 * with what each contributes. Components may have components: the order in which scores become one is the order in which
 * they are nested, and it matters.
 *
 * @param components - Scores by name; or a list of components with weights, and components of their own. `null` and
 *   `undefined` are scores not known.
 * @param options - `weights` by name; `mean`, by default the arithmetic one; `missing`, what to do where a score is not
 *   known; `zeros`, whether a 0 may decide a geometric mean alone.
 * @returns The score in the unit of the components, its coverage, and each component with its contribution; `score: null`
 *   with a `reason` where nothing, or too little, is known.
 * @throws TypeError or RangeError if a score is none, weights are negative or all 0, `weights` names what is no component,
 *   two components have one name, a component has no or itself as a component, or there is no such mean or policy.
 *
 * @example
 * ```ts
 * const parts = { arrival: 80, security: 90, dwell: 60, boarding: null }
 * const whole = experienceScore(parts, { weights: { security: 2 } })
 * whole // => { score: 80, coverage: 0.8, count: 3, missing: 1, worst: ["dwell"], … }
 * whole.components[1] // => { name: "security", score: 90, weight: 0.5, contribution: 45, coverage: 1 }
 * experienceScore(parts, { missing: "complete" }) // => { score: null, coverage: 0.75, reason: "1 of 4 components has no score", … }
 * experienceScore({}).score // => null
 * experienceScore(parts, { weights: { lounge: 1 } }) // throws RangeError "weights must name components"
 * ```
 *
 * @example
 * ```ts
 * const stages = [
 *   { name: "before", components: [{ name: "site", score: 90 }, { name: "parking", score: 50 }] },
 *   { name: "during", score: 80, weight: 3 },
 * ]
 * experienceScore(stages).score // => 77.5
 * experienceScore(stages).worst // => ["before", "parking"]
 * ```
 *
 * @see OECD & JRC (2008), Handbook on Constructing Composite Indicators; contributions by Euler's theorem on homogeneous
 * functions.
 * @category Experience score
 */
export function experienceScore(
  components: ScoreComponents,
  options: ExperienceScoreOptions = {},
): ExperienceScoreResult {
  const rules = requireRules(options);
  const list = weighted(componentsOf(components), options?.weights);
  const { score, coverage, count, missing, parts, reason } = combine(list, rules);
  return {
    score,
    coverage,
    count,
    missing,
    worst: score === null ? [] : worstOf(parts),
    components: parts,
    definition: {
      metric: "experienceScore",
      mean: options?.mean === 0 ? 0 : (options?.mean ?? "arithmetic"),
      missing: rules.missing,
    },
    ...(reason && { reason }),
  };
}

interface Rules {
  readonly power: number;
  readonly missing: MissingPolicy;
  readonly zeros: "reject" | "accept";
}

function requireRules(options: ExperienceScoreOptions): Rules {
  const { mean, missing = "available", zeros = "reject" } = options ?? {};
  const power = powerOf(mean);
  const isShare = typeof missing === "number" && missing > 0 && missing <= 1;
  if (!isShare && missing !== "available" && missing !== "complete") {
    throw refusal('missing must be "available", "complete" or a share above 0, at most 1', missing);
  }
  if (zeros !== "reject" && zeros !== "accept") throw refusal('zeros must be "reject" or "accept"', zeros);
  return { power, missing, zeros };
}

function weighted(
  components: readonly ScoreComponent[],
  weights: ExperienceScoreOptions["weights"],
): readonly ScoreComponent[] {
  if (weights === undefined) return components;
  const byName = new Map<string, number>(Object.entries(requireRecord(weights, "weights")));
  const names = new Set(components.map(({ name }) => name));
  for (const name of byName.keys()) {
    if (!names.has(name)) throw new RangeError(`weights must name components, got ${shown(name)}`);
  }
  return components.map((component) => ({ ...component, weight: byName.get(component.name) ?? component.weight }));
}

/** A combination of components at one level. */
interface Combined {
  readonly score: number | null;
  readonly coverage: number;
  readonly count: number;
  readonly missing: number;
  readonly parts: readonly ComponentScore[];
  readonly reason?: string;
}

function combine(components: readonly ScoreComponent[], rules: Rules, path = ""): Combined {
  const weights = components.map(({ name, weight = 1 }) =>
    requireImportance(`weight of ${shown(path + name)}`, weight),
  );
  if (weights.length > 0 && weights.every((weight) => weight === 0)) {
    throw new RangeError(`weights must not all be 0${path && `, of the components of ${shown(path.slice(0, -1))}`}`);
  }
  const inner = components.map((component, index) => scored(component, rules, path, weights[index]!));
  const heaviest = Math.max(...weights);
  const shares = weights.map((weight) => weight / heaviest);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const partOf = (measure: (one: Combined, index: number) => number) =>
    whole === 0
      ? 0
      : Math.min(1, inner.reduce((sum, one, index) => sum + shares[index]! * measure(one, index), 0) / whole);
  // A component of weight 0 counts for nothing, whether or not it has a score.
  const lacking = inner.filter(({ score }, index) => score === null && shares[index]! > 0).length;
  const needed = inner.filter((_, index) => shares[index]! > 0).length;
  const present = lacking === 0 && needed > 0 ? 1 : partOf(({ score }) => (score === null ? 0 : 1));
  const reason = reasonOf(rules.missing, lacking, needed, present);
  const known = inner.map(({ score }, index) => (reason || score === null ? 0 : shares[index]!));
  const found = reason
    ? null
    : meanOf(
        inner.map(({ score }) => score ?? 0),
        known,
        rules.power,
      );
  const sum = known.reduce((total, share) => total + share, 0);
  return {
    score: found?.score ?? null,
    coverage: partOf(({ coverage }) => coverage),
    count: inner.reduce((total, { count }) => total + count, 0),
    missing: inner.reduce((total, { missing }) => total + missing, 0),
    parts: inner.map(({ score, coverage, parts }, index) => ({
      name: components[index]!.name,
      score,
      weight: sum === 0 ? 0 : known[index]! / sum,
      contribution: found?.contributions[index] ?? 0,
      coverage,
      ...(components[index]!.components && { components: parts }),
    })),
    ...(reason && { reason }),
  };
}

function scored({ name, score, components }: ScoreComponent, rules: Rules, path: string, weight: number): Combined {
  if (components) return combine(components, rules, `${path}${name}.`);
  if (score === null || score === undefined) return { score: null, coverage: 0, count: 0, missing: 1, parts: [] };
  const what = `score of ${shown(path + name)}`;
  const found = requireScore(what, score, rules.power);
  const decides = found === 0 && weight > 0;
  if (decides && rules.zeros === "reject" && rules.power <= 0 && rules.power > -Infinity) {
    throw refusal(`${what} must be above 0, which would decide such a mean alone`, score);
  }
  return { score: found, coverage: 1, count: 1, missing: 0, parts: [] };
}

function reasonOf(policy: MissingPolicy, lacking: number, needed: number, present: number): string | undefined {
  if (needed === 0) return "there are no components";
  if (lacking === needed) return "no component has a score";
  // By rounding alone, 0.3 and 0.3 of 1 may be less than 0.6.
  const isEnough = policy === "available" || (policy === "complete" ? lacking === 0 : present >= policy - 1e-12);
  return isEnough ? undefined : `${lacking} of ${needed} components ${lacking === 1 ? "has" : "have"} no score`;
}

function worstOf(parts: readonly ComponentScore[]): string[] {
  let worst: ComponentScore | undefined;
  for (const part of parts) {
    if (part.score !== null && part.weight > 0 && (worst === undefined || part.score < worst.score!)) worst = part;
  }
  return worst === undefined ? [] : [worst.name, ...worstOf(worst.components ?? [])];
}
