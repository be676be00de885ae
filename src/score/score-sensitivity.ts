import { requireRecord } from "../tally/record.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import { type ExperienceScoreOptions, experienceScore } from "./experience-score.ts";
import type { MeanKind } from "./power-mean.ts";
import { ranksOf } from "./ranks.ts";
import { componentsOf, type ScoreComponent, type ScoreComponents } from "./score-components.ts";

/**
 * What is varied to see how firm a ranking is.
 *
 * @category Experience score
 */
export interface ScoreSensitivityOptions extends ExperienceScoreOptions {
  /** The means to try besides that of the ranking. Default: arithmetic, geometric and harmonic. */
  readonly means?: readonly MeanKind[] | undefined;
  /** How much each weight alone is raised and lowered, as a share of itself, 0 to 1. Default 0.25. */
  readonly spread?: number | undefined;
}

/**
 * A score and its rank, as given and over all variations.
 *
 * @category Experience score
 */
export interface RankRange {
  /** The score with the mean and the weights given; `null` where there is none. */
  readonly score: number | null;
  /**
   * Its rank among all, 1 for the highest, the same for scores that are equal but for rounding, to 1e-12 of themselves; `null`
   * where there is no score.
   */
  readonly rank: number | null;
  /** The best rank over all variations. */
  readonly bestRank: number | null;
  /** The worst rank over all variations. */
  readonly worstRank: number | null;
  /** The lowest score over all variations. */
  readonly lowest: number | null;
  /** The highest score over all variations. */
  readonly highest: number | null;
}

/**
 * How firm a ranking by experience score is: the ranks that each one takes when another mean is used, and when the weight of
 * each outermost component alone is raised or lowered. A rank that changes with choices nobody can defend is no finding.
 *
 * @param alternatives - What is ranked (stages, branches, competitors), each with its components.
 * @param options - As for `experienceScore`; `means`, the means to try; `spread`, by how much weights vary, default 0.25.
 * @returns For each, score and rank as given, and their ranges; of nobody, an empty Map.
 * @throws TypeError or RangeError as `experienceScore` does, or if the spread is none.
 *
 * @example
 * ```ts
 * const branches = new Map([
 *   ["north", { speed: 90, courtesy: 40 }],
 *   ["south", { speed: 62, courtesy: 64 }],
 * ])
 * const ranks = scoreSensitivity(branches)
 * ranks.get("north") // ~> { score: 65, rank: 1, bestRank: 1, worstRank: 2, lowest: 52.5, highest: 68.57 }
 * ```
 *
 * @see Saisana, Saltelli & Tarantola (2005), Journal of the Royal Statistical Society A 168.
 * @category Experience score
 */
export function scoreSensitivity<Key>(
  alternatives: ReadonlyMap<Key, ScoreComponents>,
  options: ScoreSensitivityOptions = {},
): Map<Key, RankRange> {
  const { means = ["arithmetic", "geometric", "harmonic"], spread = 0.25, ...rules } = options ?? {};
  if (!(alternatives instanceof Map)) throw refusal("alternatives must be a Map", alternatives);
  if (!(typeof spread === "number" && spread >= 0 && spread <= 1))
    throw refusal("spread must be a share from 0 to 1", spread);
  if (rules.weights !== undefined) requireRecord(rules.weights, "weights");
  const keys = [...alternatives.keys()];
  const lists = [...alternatives.values()].map((components) => weighed(componentsOf(components), rules.weights));
  const names = [...new Set(lists.flatMap((list) => list.map(({ name }) => name)))];
  const unknown = Object.keys(rules.weights ?? {}).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new RangeError(`weights must name components, got ${shown(unknown)}`);
  const factors = names.flatMap((name) => [1 - spread, 1 + spread].map((factor) => ({ name, factor })));
  const variations = [rules.mean ?? "arithmetic", ...means].flatMap((mean) =>
    [undefined, ...factors].map((varied) => {
      const scores = lists.map((list) => scoreOf(list, varied, { ...rules, mean }));
      return { scores, ranks: ranksOf(scores) };
    }),
  );
  const given = variations[0]!;
  return new Map(
    keys.map((key, place) => {
      const scores = numbers(variations.map((one) => one.scores[place]!));
      const ranks = numbers(variations.map((one) => one.ranks[place]!));
      const of = (pick: (...numbers: number[]) => number, list: readonly number[]) =>
        list.length > 0 ? pick(...list) : null;
      return [
        key,
        {
          score: given.scores[place]!,
          rank: given.ranks[place]!,
          bestRank: of(Math.min, ranks),
          worstRank: of(Math.max, ranks),
          lowest: of(Math.min, scores),
          highest: of(Math.max, scores),
        },
      ];
    }),
  );
}

function weighed(
  list: readonly ScoreComponent[],
  weights: ExperienceScoreOptions["weights"] = {},
): readonly ScoreComponent[] {
  const byName = new Map(Object.entries(weights));
  return list.map((component) => ({ ...component, weight: byName.get(component.name) ?? component.weight ?? 1 }));
}

function scoreOf(
  list: readonly ScoreComponent[],
  varied: { readonly name: string; readonly factor: number } | undefined,
  { weights: _, ...rules }: ExperienceScoreOptions,
): number | null {
  const raised = list.map((component) =>
    component.name === varied?.name ? { ...component, weight: component.weight! * varied.factor } : component,
  );
  // A spread of 1 may take its only weight from a list.
  if (varied && raised.every(({ weight }) => weight === 0)) return null;
  return experienceScore(raised, rules).score;
}

function numbers(list: readonly (number | null)[]): number[] {
  return list.filter((one) => one !== null);
}
