import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The server and the library as they ship, made from the sources as they are now. */
export interface BuiltServer {
  /** The program of the server. */
  readonly server: string;
  /** A folder with the package `everyturn`, to be linked into workspaces. */
  readonly library: string;
  dispose(): Promise<void>;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds into a folder of its own, from where `esbuild` can be found. */
export async function buildOnce(): Promise<BuiltServer> {
  const parent = here('../../dist/under-test');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'build-'));
  // Plain JavaScript without types: it is the program that ships, not a part of one.
  const { buildServer } = (await import('../../build.mjs' as string)) as {
    buildServer(options: { outdir: string }): Promise<void>;
  };
  const library = join(folder, 'everyturn');
  await Promise.all([buildServer({ outdir: folder }), buildLibrary(library)]);
  return {
    server: join(folder, 'server.js'),
    library,
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

async function buildLibrary(folder: string): Promise<void> {
  await build({
    entryPoints: [here('../../../checker-core/src/index.ts')],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['zod'],
    logLevel: 'warning',
  });
  const manifest = { name: 'everyturn', version: '0.1.0', type: 'module', exports: './index.js' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
}
