import { refusal } from "../tally/refusal.ts";

/** The name of a rule, if it is one; `null` of none. */
export function requireRule<Rule extends string | null>(rule: Rule): Rule {
  if (rule === null || typeof rule === "string") return rule;
  throw refusal("rule must be a string", rule);
}

/**
 * Refuses functions that decide what is counted where no rule names what they decide: a function cannot be told from another,
 * so that tallies of two would merge.
 */
export function requireNamed(rule: string | undefined, deciding: Readonly<Record<string, unknown>>): void {
  if ((rule ?? null) !== null) return;
  for (const [name, given] of Object.entries(deciding)) {
    if (typeof given === "function") throw refusal(`rule must name what ${name} decides`, rule);
  }
}

/** Options with this rule where they have none: the tally of data in hand meets no other, and any name will do. */
export function withRule<Options extends { readonly rule?: string | undefined }>(
  options: Options,
  rule: string,
): Options {
  return (options?.rule ?? null) === null ? { ...options, rule } : options;
}
