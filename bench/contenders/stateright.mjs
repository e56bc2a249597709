import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cache, folder, has, run } from '../tools.mjs';

/** Stateright, depth-first. It keeps a hash of each state instead of the state. */
export const staterightDfs = contender('dfs', 'depth-first');

/** Stateright, breadth-first. */
export const staterightBfs = contender('bfs', 'breadth-first');

function contender(search, order) {
  return {
    name: `stateright-${search}`,
    title: `Stateright, ${order}`,
    absence: () => (has('cargo') ? undefined : 'Rust is not installed (https://rustup.rs)'),
    version: () => 'Stateright 0.31.0',
    can: ({ family }) => family === 'two-phase' || (family === 'paxos' && search === 'bfs'),
    prepare: ({ family, size }) =>
      family === 'paxos'
        ? { command: buildExample('paxos'), args: ['check-bfs', String(size.clients)] }
        : { command: build(), args: [search, String(size.managers)] },
    counts: (output, { family }) => (family === 'paxos' ? told(output) : JSON.parse(output)),
  };
}

/** What its own examples print at the end. */
function told(output) {
  const found = /Done\. states=(\d+), unique=(\d+)/.exec(output);
  if (!found) throw new Error('Stateright has not told its counts.');
  const [generated, states] = found.slice(1).map(Number);
  return { states, generated };
}

/** Builds an example that comes with the crate, from a copy of it. */
function buildExample(name) {
  const cwd = join(folder, 'stateright');
  const target = cache('stateright');
  const copy = join(target, 'crate');
  if (!existsSync(copy)) {
    const args = ['metadata', '--format-version', '1', '--locked'];
    const output = execFileSync('cargo', args, { cwd, maxBuffer: 2 ** 28 });
    const { packages } = JSON.parse(output);
    const crate = packages.find((known) => known.name === 'stateright');
    cpSync(dirname(crate.manifest_path), copy, { recursive: true });
  }
  run('cargo', ['build', '--release', '--example', name, '--target-dir', target], { cwd: copy });
  return join(target, 'release', 'examples', name);
}

function build() {
  const target = cache('stateright');
  const cwd = join(folder, 'stateright');
  run('cargo', ['build', '--release', '--locked', '--target-dir', target], { cwd });
  return join(target, 'release', 'everyturn-bench-stateright');
}
