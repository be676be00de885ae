import { refusal } from "./refusal.ts";
import { shown } from "./shown.ts";

/** Refuses a choice that is none of those there are. */
export function requireChoice<const Choice extends string>(
  name: string,
  choice: Choice,
  choices: readonly Choice[],
): Choice {
  if (choices.includes(choice)) return choice;
  throw refusal(`${name} must be ${choices.map(shown).join(" or ")}`, choice);
}
