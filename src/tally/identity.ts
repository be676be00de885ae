import { refusal } from "./refusal.ts";

/**
 * What every tally carries: the name of what it counts, so that tallies of two kinds are never mixed.
 *
 * @category Tally
 */
export interface Identity {
  /** What the tally counts: the scale, the sketch's precision, or the rule that decides a share's observations. */
  readonly of: string;
}

/** Refuses a tally that counts something else than `of`. */
export function requireSame(tally: Identity, of: string): void {
  if (tally?.of !== of) throw refusal(`tally must be of ${of}`, tally?.of ?? tally);
}
