import { readFile } from 'node:fs/promises';
import type { Bundle } from 'everyturn/internal/load/bundle';
import { SourceText } from '../documents/source-text.ts';

/** The texts of the files that a run is about, as they were when it was bundled. */
export class Snapshot {
  readonly #sources: ReadonlyMap<string, SourceText>;

  constructor(sources: ReadonlyMap<string, SourceText>) {
    this.#sources = sources;
  }

  get files(): readonly string[] {
    return [...this.#sources.keys()];
  }

  source(file: string): SourceText | undefined {
    return this.#sources.get(file);
  }

  /** Whether a file has this text here. A file that is not an input has none. */
  has(file: string, text: string | undefined): boolean {
    return this.#sources.get(file)?.text === text;
  }
}

/**
 * The texts that went into a bundle. They are taken from its source map where they are in it:
 * a file may have changed since it was bundled.
 */
export async function snapshotOf(bundle: Bundle, known: Snapshot | undefined): Promise<Snapshot> {
  const texts = textsOf(bundle.map);
  return snapshotOfFiles(bundle.inputs, known, (file) => texts.get(file));
}

/** The texts of files as they are on disk now; what cannot be read is left out. */
export async function snapshotOfFiles(
  files: readonly string[],
  known: Snapshot | undefined,
  textOf: (file: string) => string | undefined = () => undefined,
): Promise<Snapshot> {
  const sources = new Map<string, SourceText>();
  for (const file of files) {
    const text = textOf(file) ?? (await textOnDisk(file));
    if (text === undefined) continue;
    const before = known?.source(file);
    sources.set(file, before?.text === text ? before : new SourceText(file, text));
  }
  return new Snapshot(sources);
}

/** A file's text on disk, without a byte order mark, as an editor shows it. */
export async function textOnDisk(file: string): Promise<string | undefined> {
  try {
    return withoutMark(await readFile(file, 'utf8'));
  } catch {
    // The file went away or cannot be read: for a check it does not exist.
    return undefined;
  }
}

function textsOf(map: string): Map<string, string> {
  // The bundler wrote it: it is a source map with absolute paths.
  const { sources, sourcesContent } = JSON.parse(map) as {
    sources: readonly string[];
    sourcesContent?: readonly (string | null)[];
  };
  const texts = new Map<string, string>();
  for (const [index, source] of sources.entries()) {
    const text = sourcesContent?.[index];
    if (typeof text === 'string') texts.set(source, withoutMark(text));
  }
  return texts;
}

const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');
