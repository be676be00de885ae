import type { JourneyEvent } from "./event.ts";

/** Activities and stages as numbers: which of each an event has. */
export interface EventKinds {
  /** The activities, in the order in which they were met. */
  readonly activities: readonly string[];
  /** The stages, in the order in which they were met. */
  readonly stages: readonly string[];
  /** The kind of an event: the place of its activity, and above 16 bits the place of its stage from 1, 0 of none. */
  readonly kindOf: (event: JourneyEvent) => number;
}

/** So many names of one sort have a number each; those beyond share the last. */
export const MOST_NAMES = 65_535;

/** No activities and no stages yet. */
export function eventKinds(): EventKinds {
  const activities = names();
  const stages = names();
  const kindOf = ({ activity, stage }: JourneyEvent) =>
    activities.numberOf(activity) + (stage === undefined ? 0 : (stages.numberOf(stage) + 1) * 2 ** 16);
  return { activities: activities.list, stages: stages.list, kindOf };
}

function names(): { readonly list: string[]; readonly numberOf: (name: string) => number } {
  const list: string[] = [];
  const numbers = new Map<string, number>();
  return {
    list,
    numberOf: (name) => {
      let number = numbers.get(name);
      if (number === undefined) {
        number = Math.min(list.length, MOST_NAMES - 1);
        numbers.set(name, number);
        list.push(name);
      }
      return number;
    },
  };
}
