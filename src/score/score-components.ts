import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";

/**
 * A component of a score: a touchpoint, a stage, a metric. It has a score, or components of its own.
 *
 * @category Experience score
 */
export interface ScoreComponent {
  /** Its name, unlike those of the components beside it. */
  readonly name: string;
  /** Its score; `null` or `undefined` where it is not known. Not where it has components. */
  readonly score?: number | null | undefined;
  /** How much it matters among the components beside it, 0 or more. Default 1. */
  readonly weight?: number | undefined;
  /** Its own components, at least one. */
  readonly components?: readonly ScoreComponent[] | undefined;
}

/**
 * The components of a score: a list of them, or just scores by name.
 *
 * @category Experience score
 */
export type ScoreComponents = Iterable<ScoreComponent> | Readonly<Record<string, number | null | undefined>>;

/** The components as a list, if they can be nested so. */
export function componentsOf(components: ScoreComponents): readonly ScoreComponent[] {
  if (components !== Object(components)) throw refusal("components must be scores by name, or a list", components);
  if (!(Symbol.iterator in components)) {
    return Object.entries(components).map(([name, score]) => ({ name, score: score as number | null | undefined }));
  }
  return requireTree(components as Iterable<ScoreComponent>, "components", []);
}

function requireTree(
  components: Iterable<ScoreComponent>,
  where: string,
  above: readonly unknown[],
): readonly ScoreComponent[] {
  requireIterable(components, where);
  if (above.includes(components)) throw new RangeError(`${where} must not contain themselves`);
  const names = new Set<string>();
  return Array.from(components, (component, index) => {
    const { name, score, components: inner } = component ?? {};
    if (typeof name !== "string") throw refusal(`name in ${where} must be text`, name, index);
    if (names.has(name)) throw new RangeError(`names in ${where} must differ, got ${shown(name)} twice`);
    names.add(name);
    if (inner === undefined) return component;
    const path = `components of ${shown(name)}`;
    if (score !== undefined) throw refusal(`${shown(name)} must have a score or components, not both`, score, index);
    if (above.includes(component)) throw new RangeError(`${path} must not contain themselves`);
    const list = requireTree(inner, path, [...above, components, component]);
    if (list.length === 0) throw new RangeError(`${path} must not be empty`);
    return { ...component, components: list };
  });
}
