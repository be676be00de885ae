import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";

/**
 * A level of maturity, and what an organisation that has reached it does.
 *
 * @category Maturity
 */
export interface MaturityLevel<Level extends string = string, Criterion extends string = string> {
  /** Its name, unlike those of the others, and not `"none"`. */
  readonly level: Level;
  /** The names of its criteria, at least one, each in one level only. */
  readonly criteria: readonly Criterion[];
}

/**
 * A model of maturity: its levels, from the lowest to the highest.
 *
 * @category Maturity
 */
export type MaturityModel<Level extends string = string, Criterion extends string = string> = readonly MaturityLevel<
  Level,
  Criterion
>[];

/**
 * Which criteria are met, by name: yes, no, or to which share, 0 to 1; `null`, `undefined` or no entry where nobody knows.
 *
 * @category Maturity
 */
export type MaturityAnswers<Criterion extends string = string> =
  | ReadonlyMap<Criterion, boolean | number | null | undefined>
  | Readonly<Partial<Record<Criterion, boolean | number | null>>>;

/**
 * When a level is passed.
 *
 * @category Maturity
 */
export interface MaturityOptions {
  /** The share of a level's criteria that must be met, above 0 and at most 1. Default 1. */
  readonly threshold?: number | undefined;
}

/**
 * A level as it was found.
 *
 * @category Maturity
 */
export interface MaturityLevelResult<Level extends string = string, Criterion extends string = string> {
  /** Its name. */
  readonly level: Level;
  /** The share of its criteria that are met, 0 to 1; those that nobody knows of are not. */
  readonly share: number;
  /** Whether that reaches the threshold, whatever the levels below do. */
  readonly isPassed: boolean;
  /** Its criteria that are not wholly met, as far as is known. */
  readonly unmet: readonly Criterion[];
  /** Its criteria that nobody knows of. */
  readonly missing: readonly Criterion[];
}

/**
 * How mature an organisation is.
 *
 * @category Maturity
 */
export interface MaturityResult<Level extends string = string, Criterion extends string = string> {
  /** The highest level that is passed with all below it; `"none"` below the first; `null` where nothing is known. */
  readonly level: Level | "none" | null;
  /** The level that it would be if all that nobody knows of were met. */
  readonly possibleLevel: Level | "none";
  /** What stands before the next level: its criteria that are not met, or not known; empty at the highest level. */
  readonly gaps: readonly Criterion[];
  /** Criteria that are known. */
  readonly count: number;
  /** Every level. */
  readonly levels: readonly MaturityLevelResult<Level, Criterion>[];
  /** Criteria that nobody knows of. */
  readonly missing: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "maturity";
    /** The share of a level's criteria that must be met. */
    readonly threshold: number;
    /** The levels, from the lowest to the highest. */
    readonly levels: readonly Level[];
  };
}

/**
 * The level of maturity of an organisation, gated: a level counts only with all below it. By an average, strength above would
 * hide what is missing below.
 *
 * @param model - The levels, from the lowest to the highest, such as `customerExperienceMaturity`, each with its criteria.
 * @param answers - Which criteria are met: a record or a Map by criterion.
 * @param options - `threshold`, the share of a level's criteria that must be met, default all.
 * @returns The level, what stands before the next one, and every level's share; `level: null` where nothing is known.
 * @throws TypeError or RangeError if a level has no criteria, a name occurs twice, an answer names no criterion or is none, or
 *   the threshold is none.
 *
 * @example
 * ```ts
 * const model = [
 *   { level: "listens", criteria: ["asks customers", "reads complaints"] },
 *   { level: "acts", criteria: ["closes the loop"] },
 *   { level: "leads", criteria: ["board reviews scores"] },
 * ] as const
 * const found = maturity(model, { "asks customers": true, "reads complaints": true, "board reviews scores": true })
 * found // => { level: "listens", possibleLevel: "leads", gaps: ["closes the loop"], count: 3, missing: 1, … }
 * maturity(model, { "asks customers": false }).level // => "none"
 * maturity([{ level: "empty", criteria: [] }], {}) // throws RangeError "criteria of \"empty\" must not be empty"
 * ```
 *
 * @category Maturity
 */
export function maturity<const Level extends string, const Criterion extends string>(
  model: MaturityModel<Level, Criterion>,
  answers: MaturityAnswers<NoInfer<Criterion>>,
  options: MaturityOptions = {},
): MaturityResult<Level, Criterion> {
  const { threshold = 1 } = options ?? {};
  if (!(typeof threshold === "number" && threshold > 0 && threshold <= 1)) {
    throw refusal("threshold must be a share above 0, at most 1", threshold);
  }
  const met = metBy(requireModel(model), answers);
  // Sums of shares are rounded, which must not decide.
  const passes = (share: number) => share >= threshold * (1 - 1e-12);
  const levels = model.map(({ level, criteria }) => {
    const known = criteria.map((criterion) => met.get(criterion) ?? null);
    const share = known.reduce<number>((sum, one) => sum + (one ?? 0), 0) / criteria.length;
    const possible = known.reduce<number>((sum, one) => sum + (one ?? 1), 0) / criteria.length;
    return {
      level,
      share,
      isPassed: passes(share),
      isPossible: passes(possible),
      unmet: criteria.filter((_, place) => known[place] !== null && known[place]! < 1),
      missing: criteria.filter((_, place) => known[place] === null),
    };
  });
  const reached = gate(levels.map(({ isPassed }) => isPassed));
  const nameOf = (passed: number) => levels[passed - 1]?.level ?? "none";
  const next = model[reached];
  const missing = levels.reduce((sum, one) => sum + one.missing.length, 0);
  const count = [...met.values()].filter((one) => one !== null).length;
  return {
    level: count === 0 ? null : nameOf(reached),
    possibleLevel: nameOf(gate(levels.map(({ isPossible }) => isPossible))),
    gaps: next?.criteria.filter((criterion) => (met.get(criterion) ?? 0) < 1) ?? [],
    count,
    levels: levels.map(({ isPossible: _, ...level }) => level),
    missing,
    definition: { metric: "maturity", threshold, levels: levels.map(({ level }) => level) },
  };
}

/** How many levels are passed before the first that is not. */
function gate(passed: readonly boolean[]): number {
  const first = passed.indexOf(false);
  return first < 0 ? passed.length : first;
}

/** The model, if it is one; all its criteria. */
function requireModel(model: MaturityModel): ReadonlySet<string> {
  if (!Array.isArray(model) || model.length === 0) throw refusal("model must be a list of levels", model);
  const names = new Set<string>(["none"]);
  const all = new Set<string>();
  for (const [index, one] of (model as MaturityModel).entries()) {
    const { level, criteria } = one ?? {};
    if (typeof level !== "string") throw refusal("level must be text", level, index);
    if (names.has(level))
      throw new RangeError(`levels must differ, and from "none", got ${shown(level)} at index ${index}`);
    names.add(level);
    if (!Array.isArray(criteria)) throw refusal(`criteria of ${shown(level)} must be a list`, criteria);
    if (criteria.length === 0) throw new RangeError(`criteria of ${shown(level)} must not be empty`);
    for (const criterion of criteria) {
      if (typeof criterion !== "string") throw refusal(`criterion of ${shown(level)} must be text`, criterion);
      if (all.has(criterion)) throw new RangeError(`criteria must differ, got ${shown(criterion)} twice`);
      all.add(criterion);
    }
  }
  return all;
}

/** How far each criterion is met, 0 to 1, or `null`. */
function metBy(criteria: ReadonlySet<string>, answers: MaturityAnswers): Map<string, number | null> {
  if (answers !== Object(answers)) throw refusal("answers must be by criterion", answers);
  const entries = answers instanceof Map ? [...answers] : Object.entries(answers);
  return new Map(
    entries.map(([criterion, answer]): [string, number | null] => {
      if (!criteria.has(criterion)) throw new RangeError(`answers must name criteria, got ${shown(criterion)}`);
      if (answer === null || answer === undefined) return [criterion, null];
      const share = typeof answer === "boolean" ? Number(answer) : answer;
      if (typeof share === "number" && share >= 0 && share <= 1) return [criterion, share + 0];
      throw refusal(`answer to ${shown(criterion)} must be true, false, a share from 0 to 1, or null`, answer);
    }),
  );
}
