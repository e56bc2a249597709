/**
 * Finds the files that may export a model by their texts alone: nothing is bundled and nothing runs.
 * Such a file exports a value, and it reaches the library through its relative imports. A file that
 * passes on what another of the files exports is left out: the other one is checked anyway.
 *
 * The imports are followed as far as they lead in the project, each file being read once; then the
 * files that reach the library are those from which an import leads to one that names it. Path
 * aliases of a tsconfig and packages are not followed.
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The files, of those given, that may export a model; in the order given. */
export async function mayExportModels(files: readonly string[]): Promise<readonly string[]> {
  const sources = await reachableSources(files);
  const reaching = reachingTheLibrary(sources);
  const given = new Set(files);
  return files.filter((file) => {
    const source = sources.get(file);
    if (source === undefined) return false;
    const passesOn = source.passedOn.some((from) => !given.has(from) && reaching.has(from));
    return passesOn || (source.exportsValue && reaching.has(file));
  });
}

/** What the text of a file tells about its models. */
interface Source {
  readonly namesLibrary: boolean;
  /** Whether it exports a value of its own: a model is never a function, a class or a type. */
  readonly exportsValue: boolean;
  /** The files that it imports. */
  readonly imports: readonly string[];
  /** The files whose exports it exports as well. */
  readonly passedOn: readonly string[];
}

/** Reads one file after the other: a folder may hold more of them than can be open at once. */
async function reachableSources(
  files: readonly string[],
): Promise<ReadonlyMap<string, Source | undefined>> {
  const texts = new Map<string, string | undefined>();
  const textOf = async (file: string) => {
    if (!texts.has(file)) texts.set(file, await readFile(file, 'utf8').catch(() => undefined));
    return texts.get(file);
  };
  const sources = new Map<string, Source | undefined>();
  const left = [...files];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (sources.has(file)) continue;
    const text = isDeclarations(file) ? undefined : await textOf(file);
    const source = text === undefined ? undefined : await sourceOf(file, text, textOf);
    sources.set(file, source);
    left.push(...(source?.imports ?? []));
  }
  return sources;
}

async function sourceOf(
  file: string,
  text: string,
  textOf: (file: string) => Promise<string | undefined>,
): Promise<Source> {
  const resolved = async (specifiers: readonly string[]) => {
    const found: string[] = [];
    for (const specifier of new Set(specifiers)) {
      const target = await importedFile(resolve(dirname(file), specifier), textOf);
      if (target !== undefined) found.push(target);
    }
    return found;
  };
  return {
    namesLibrary: /['"]everyturn['"]/.test(text),
    exportsValue: ownExport.test(text),
    imports: await resolved(specifiersIn(text, relativeImport)),
    passedOn: await resolved(specifiersIn(text, exportFrom)),
  };
}

const relativeImport = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}(?:\/[^'"\n]*)?)['"]/g;
const exportFrom = /(?:^|;)\s*export\s*(?:\*[^'";]*|\{[^}]*\})\s*from\s*['"](\.[^'"\n]*)['"]/gm;
const ownExport =
  /(?:^|;)\s*export\s*(?:(?:const|let|var)\b|default\b(?!\s+(?:async\s+)?(?:function|class)\b)|\{[^}]*\}(?!\s*from\b))/m;

function specifiersIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, specifier]) => specifier ?? []);
}

/** The file that an import without or with an ending means, TypeScript's first. */
async function importedFile(
  path: string,
  textOf: (file: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const sourceOfOutput = path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
  const endings = ['.ts', '.tsx', '/index.ts', '/index.tsx'];
  for (const candidate of [sourceOfOutput, path, ...endings.map((ending) => path + ending)]) {
    if ((await textOf(candidate)) !== undefined) return candidate;
  }
  return undefined;
}

function isDeclarations(file: string): boolean {
  return /\.d\.[cm]?ts$/.test(file);
}

/** From the files that name the library back along the imports. */
function reachingTheLibrary(sources: ReadonlyMap<string, Source | undefined>): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  const left: string[] = [];
  for (const [file, source] of sources) {
    for (const target of source?.imports ?? []) {
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
    if (source?.namesLibrary === true) left.push(file);
  }
  const reaching = new Set<string>();
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (reaching.has(file)) continue;
    reaching.add(file);
    left.push(...(importers.get(file) ?? []));
  }
  return reaching;
}
