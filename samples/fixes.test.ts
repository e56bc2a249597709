import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { type Checkable, check, verify } from 'everyturn';
import { describe, expect, test } from 'vitest';
import { type Fix, fixes } from './fixes.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const library = fileURLToPath(new URL('../checker-core/src/index.ts', import.meta.url));

describe.each(fixes)('$file', (fix) => {
  test('is broken as it stands', async () => {
    const report = await check(await load(fix, (line) => line));
    expect([...report.verdicts.values()].map(({ kind }) => kind)).toContain('violated');
  });

  test('is mended by a change of one line', async () => {
    const mended = await load(fix, (line) =>
      line.trim() === fix.before ? line.replace(fix.before, fix.after) : line,
    );
    const report = await verify(mended);
    expect(report.distinctStates).toBe(fix.states);
  });

  test('has that line once', async () => {
    const lines = (await readFile(join(here, fix.file), 'utf8')).split('\n');
    expect(lines.filter((line) => line.trim() === fix.before)).toHaveLength(1);
  });
});

/** The model as it would be loaded if the lines of the broken file were changed so. */
async function load(fix: Fix, change: (line: string) => string): Promise<Checkable<unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'everyturn-fix-'));
  const broken = join(here, fix.file);
  const outfile = join(folder, 'model.mjs');
  try {
    await build({
      entryPoints: [join(here, fix.model)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'silent',
      alias: { everyturn: library },
      plugins: [
        {
          name: 'change',
          setup: ({ onLoad }) => {
            onLoad({ filter: /\.ts$/ }, async ({ path }) => {
              if (path !== broken) return undefined;
              const lines = (await readFile(path, 'utf8')).split('\n');
              return { contents: lines.map(change).join('\n'), loader: 'ts' };
            });
          },
        },
      ],
    });
    const loaded = (await import(pathToFileURL(outfile).href)) as Record<string, unknown>;
    // The export is a model: `check` refuses anything else.
    return loaded[fix.name] as Checkable<unknown>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
