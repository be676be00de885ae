import { requireChoice } from "../tally/choice.ts";

/** What becomes of an item that cannot be: it is refused, or counted among the excluded. */
export type Invalid = "reject" | "exclude";

/** Refuses what is no way to treat an item that cannot be. */
export function requireInvalid(invalid: Invalid = "reject"): Invalid {
  return requireChoice("invalid", invalid, ["reject", "exclude"]);
}

/** What `work` gives; nothing where it refuses and that is to be counted. */
export function attempt<Made>(work: () => Made, invalid: Invalid): Made | undefined {
  try {
    return work();
  } catch (error) {
    if (invalid === "exclude" && (error instanceof RangeError || error instanceof TypeError)) return undefined;
    throw error;
  }
}
