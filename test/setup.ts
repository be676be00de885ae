import { configureGlobal } from "fast-check";

const { CI, FC_RUNS, FC_SEED } = process.env;

/** `FC_SEED` replays a failure (fast-check prints its seed), `FC_RUNS` searches longer; a hosted run is always the same. */
const seed = FC_SEED ? Number(FC_SEED) : CI ? 20_200_229 : undefined;

configureGlobal({
  ...(seed === undefined ? {} : { seed }),
  numRuns: Number(FC_RUNS ?? 100),
});
