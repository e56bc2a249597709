/** How many random models a test tries, and which. */

/** From `EVERYTURN_RUNS` and `EVERYTURN_SEED`, else as given. */
export function drawsOf(runs: number, seed: number) {
  const { EVERYTURN_RUNS, EVERYTURN_SEED } = process.env;
  return {
    runs: Number(EVERYTURN_RUNS ?? runs),
    seed: Number(EVERYTURN_SEED ?? seed),
  };
}

/** The same models each time: a change is judged by itself, not by the day's luck. */
export const seedOfTests = 20_261_121;

/** Other models each time, for sweeps, which are there to find what nobody thought of. */
export const freshSeed = () => Date.now() % 1_000_000_000;

/** A model that fails is made small; after so many ms it is shown as it is. */
export const patience = { test: 240_000, sweep: 7_000_000 };
