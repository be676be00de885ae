/**
 * An empathy map: what a kind of customer says, thinks, does and feels, what hurts and what helps. Each entry is a note, best
 * with where it was heard.
 *
 * @typeParam Note - What a note is: text, or a row of interviews with its source.
 * @category Archetypes
 */
export interface EmpathyMap<Note = string> {
  /** What they say, in their own words. */
  readonly says: readonly Note[];
  /** What they think and may not say. */
  readonly thinks: readonly Note[];
  /** What they do. */
  readonly does: readonly Note[];
  /** What they feel. */
  readonly feels: readonly Note[];
  /** What hurts: fears, frustrations, obstacles. */
  readonly pains: readonly Note[];
  /** What helps: wishes, needs, measures of success. */
  readonly gains: readonly Note[];
}

/**
 * An archetype: a kind of customer with a goal in common. Its `id` is what answers are grouped by, so that it can be told from
 * data whether archetypes differ at all: `measureBy(npsMetric(), rows, (row) => row.archetype, …)`.
 *
 * @typeParam Note - What a note of the empathy map is.
 * @category Archetypes
 */
export interface Archetype<Note = string> {
  /** Its identity in the data. */
  readonly id: string;
  /** Its name for people. */
  readonly name: string;
  /** What these customers want to get done. */
  readonly goals: readonly string[];
  /** What they need for it. */
  readonly needs?: readonly string[] | undefined;
  /** What they expect. */
  readonly expectations?: readonly string[] | undefined;
  /** The channels they prefer, the dearest first. */
  readonly channels?: readonly string[] | undefined;
  /** Its empathy map. */
  readonly empathy?: EmpathyMap<Note> | undefined;
}
