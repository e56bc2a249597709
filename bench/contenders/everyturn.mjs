import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleModel } from 'everyturn/internal/load/bundle-model';
import { cache, folder } from '../tools.mjs';

/** The engine that everybody gets. */
export const compiled = contender('compiled', 'Everyturn', { engine: 'compiled' });

/** The same with two worker threads. */
export const compiledWorkers = contender('compiled-2-workers', 'Everyturn, 2 workers', {
  engine: 'compiled',
  workers: 2,
});

/** The same without the counts of instances and values: what those cost. */
export const uncounted = {
  ...contender('compiled-uncounted', 'Everyturn, without statistics', {
    engine: 'compiled',
    tuning: { counts: false },
  }),
  can: showsOverhead,
};

/** The same with its code watched, as the command line and the editor do. */
export const watched = {
  ...contender('compiled-watched', 'Everyturn, its code watched', { engine: 'compiled' }),
  can: showsOverhead,
  async prepare({ model }) {
    const bundled = await bundleModel(join(folder, 'models/index.ts'));
    if (!bundled.ok) throw new Error(bundled.failure.message);
    const file = join(cache(), 'watched.json');
    writeFileSync(file, JSON.stringify(bundled.bundle));
    return { command: process.execPath, args: [join(folder, 'run-watched.mjs'), file, model] };
  },
};

function showsOverhead({ name }) {
  return name === 'two-phase-8';
}

/** The plain engine, which runs the user's functions on every state. */
export const reference = {
  ...contender('reference', 'Everyturn, reference engine', { engine: 'reference' }),
  slow: true,
};

function contender(name, title, options) {
  return {
    name,
    title: `${title}, breadth-first, all properties`,
    absence: () => undefined,
    version: () => `Node ${process.versions.node}`,
    can: () => true,
    async prepare({ model }) {
      const bundle = await bundleModels();
      const args = [join(folder, 'run-model.mjs'), bundle, model, JSON.stringify(options)];
      return { command: process.execPath, args };
    },
    counts,
  };
}

function counts(output, { violated = [] }) {
  const { refuted, ...told } = JSON.parse(output);
  if (refuted.join() !== violated.join()) {
    throw new Error(`violated or unreachable: ${refuted.join(', ') || 'nothing'}.`);
  }
  return told;
}

async function bundleModels() {
  const outfile = join(cache(), 'models.mjs');
  await build({
    entryPoints: [join(folder, 'models/index.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  return pathToFileURL(outfile).href;
}
