import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Checkable } from 'everyturn';

const here = fileURLToPath(new URL('.', import.meta.url));
const library = fileURLToPath(new URL('../checker-core/src/index.ts', import.meta.url));

/** A change of one line of a sample. */
export interface Change {
  /** The model that is checked. */
  readonly model: string;
  /** The name of its export. */
  readonly name: string;
  /** The file that is changed, which the model is or imports. */
  readonly file: string;
  /** The line as it stands, without its indentation. It occurs once. */
  readonly before: string;
  readonly after: string;
}

/** The model as it would be loaded after the change; the files stay as they are. */
export async function loadChanged(change: Change): Promise<Checkable<unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'everyturn-sample-'));
  const outfile = join(folder, 'model.mjs');
  const changed = join(here, change.file);
  try {
    await build({
      entryPoints: [join(here, change.model)],
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
              if (path !== changed) return undefined;
              return { contents: changedText(await readFile(path, 'utf8'), change), loader: 'ts' };
            });
          },
        },
      ],
    });
    const loaded = (await import(pathToFileURL(outfile).href)) as Record<string, unknown>;
    // The export is a model: `check` refuses anything else.
    return loaded[change.name] as Checkable<unknown>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function changedText(text: string, { file, before, after }: Change): string {
  const lines = text.split('\n');
  const found = lines.filter((line) => line.trim() === before);
  if (found.length !== 1) throw new Error(`${file} has ${found.length} lines \`${before}\``);
  return lines
    .map((line) => (line.trim() === before ? line.replace(before, after) : line))
    .join('\n');
}
