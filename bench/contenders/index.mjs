import { compiled, compiledWorkers, reference, uncounted, watched } from './everyturn.mjs';
import { spin, spinInvariant } from './spin.mjs';
import { staterightBfs, staterightDfs } from './stateright.mjs';
import { tlc } from './tlc.mjs';

/**
 * Who takes part, in the order of the runs. Each has a `name` and a `title`; `absence()` says
 * why it cannot take part, if so, and `version()` what is installed; `can(workload)` whether it has
 * such a model; `prepare(workload)` builds that and returns the command to measure;
 * `counts(output, workload)` reads the numbers of states from what the command printed. `slow` ones
 * are kept from large models.
 */
export const contenders = [
  compiled,
  compiledWorkers,
  uncounted,
  watched,
  spin,
  spinInvariant,
  staterightDfs,
  staterightBfs,
  tlc,
  reference,
];
