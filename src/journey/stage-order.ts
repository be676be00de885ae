import type { StageModel } from "./stage-model.ts";

/** What a model says of two stages. */
export interface StageOrder {
  /** The place of a stage, from 0; `undefined` where the model does not know it. */
  readonly rankOf: (stage: string) => number | undefined;
  /** Whether the model lets one stage follow another. */
  readonly mayFollow: (from: string, to: string) => boolean;
}

/** Makes it quick to ask a model which stage may follow which. */
export function stageOrder({ stages, transitions, terminal }: StageModel): StageOrder {
  const ranks = new Map(stages.map((stage, rank) => [stage, rank]));
  const last = new Set(terminal);
  const rankOf = (stage: string) => ranks.get(stage);
  if (typeof transitions !== "string") {
    const after = new Map<string, Set<string>>();
    for (const [from, to] of transitions) after.set(from, (after.get(from) ?? new Set()).add(to));
    return { rankOf, mayFollow: (from, to) => after.get(from)?.has(to) === true };
  }
  return {
    rankOf,
    mayFollow: (from, to) => {
      const [before, after] = [rankOf(from), rankOf(to)];
      if (before === undefined || after === undefined || before === after || last.has(from)) return false;
      return transitions === "any" || (transitions === "linear" ? after === before + 1 : after > before);
    },
  };
}
