import { join } from 'node:path';
import { cache, folder, has, run } from '../tools.mjs';

/** Stateright, depth-first. It keeps a hash of each state instead of the state. */
export const staterightDfs = contender('dfs', 'depth-first');

/** Stateright, breadth-first. */
export const staterightBfs = contender('bfs', 'breadth-first');

function contender(search, order) {
  return {
    name: `stateright-${search}`,
    title: `Stateright, ${order}, 1 thread`,
    absence: () => (has('cargo') ? undefined : 'Rust is not installed (https://rustup.rs)'),
    version: () => 'Stateright 0.31.0',
    can: ({ family }) => family === 'two-phase',
    prepare: ({ size }) => ({ command: build(), args: [search, String(size.managers)] }),
    counts: JSON.parse,
  };
}

function build() {
  const target = cache('stateright');
  const cwd = join(folder, 'stateright');
  run('cargo', ['build', '--release', '--locked', '--target-dir', target], { cwd });
  return join(target, 'release', 'everyturn-bench-stateright');
}
