import { join } from 'node:path';
import { cache, folder, has, run } from '../tools.mjs';

/** SPIN: C code made from the model, compiled for safety, depth-first, every state in full. */
export const spin = contender('spin', 'no invariant', []);

/** The same with the invariant asserted after each step. */
export const spinInvariant = contender('spin-invariant', 'invariant', ['-DINVARIANT']);

function contender(name, variant, defines) {
  return {
    name,
    title: `SPIN, depth-first, -O2 -DSAFETY -DNOREDUCE, ${variant}`,
    absence: () =>
      has('spin') && has('gcc') ? undefined : 'not installed (apt-get install spin gcc)',
    version: () => `SPIN ${/[\d.]+/.exec(run('spin', ['-V']))?.[0]}`,
    can: ({ family }) => family === 'two-phase' || (family === 'grid' && defines.length === 0),
    prepare: (workload) => compile(name, workload, defines),
    counts,
  };
}

function compile(name, { name: workload, family, size, states }, defines) {
  const cwd = cache(name, workload);
  const model = join(folder, 'spin', `${family}.pml`);
  const sizes = {
    'two-phase': () => [`-DN=${size.managers}`],
    grid: () => [`-DD=${size.counters}`, `-DK=${size.values}`],
  };
  run('spin', ['-a', ...sizes[family](), ...defines, model], { cwd });
  run('gcc', ['-O2', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=16000', '-o', 'pan', 'pan.c'], { cwd });
  // The smallest that is enough, which is the fastest: a hash table with a slot for each state and
  // no more than four, and a stack as deep as the longest way without repetition.
  const slots = Math.ceil(Math.log2(states)) + 1;
  const depth = family === 'grid' ? states + 1 : 10_000;
  return { command: join(cwd, 'pan'), args: [`-w${slots}`, `-m${depth}`, '-n'], cwd };
}

function counts(output) {
  if (/max search depth too small|search not completed|aborted/i.test(output)) {
    throw new Error(`SPIN did not explore everything:\n${output}`);
  }
  if (!/errors: 0/.test(output)) throw new Error(`SPIN found an error:\n${output}`);
  return {
    states: Number(/([\d.e+]+) states, stored/.exec(output)?.[1]),
    generated: Number(/([\d.e+]+) transitions/.exec(output)?.[1]),
  };
}
