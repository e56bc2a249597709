/**
 * Makes one module in memory of a model file and all it imports from the workspace. Packages stay
 * outside and are imported by absolute URL, so that a model and the library it uses share them.
 */
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildFailure, build, type Message, type Plugin } from 'esbuild';
import type { SourceLocation } from '../model/report.ts';
import type { LoadFailure } from '../report/model-report.ts';
import type { Bundle } from './bundle.ts';

/** A bundle, or why there is none and which files had a part in that. */
export type Bundled =
  | { readonly ok: true; readonly bundle: Bundle }
  | { readonly ok: false; readonly failure: LoadFailure; readonly inputs: readonly string[] };

/** Bundles a model file. Nothing of it is run. */
export async function bundleModel(file: string): Promise<Bundled> {
  const entry = resolve(file);
  const folder = dirname(entry);
  const seen = new Set([entry]);
  const preloadable = new Set<string>();
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: [entry],
      absWorkingDir: folder,
      outfile: resolve(folder, 'bundle.mjs'),
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // Only those that Node knows too: both must find the same file of a package.
      conditions: [],
      mainFields: ['main', 'module'],
      sourcemap: 'external',
      charset: 'utf8',
      metafile: true,
      logLevel: 'silent',
      plugins: [packagesOutside(preloadable), remember(seen)],
    });
    const inputs = Object.keys(metafile.inputs).flatMap((input) =>
      input.includes(':') && !/^[A-Za-z]:[\\/]/.test(input) ? [] : resolve(folder, input),
    );
    const text = (ending: string) =>
      outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
    const map = withAbsoluteSources(text('.map'), folder, new Set(inputs));
    const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
    const preloads = imported.flatMap(({ path, kind }) =>
      kind === 'import-statement' && preloadable.has(path) ? [path] : [],
    );
    return { ok: true, bundle: { file: entry, code: text('.mjs'), map, inputs, preloads } };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const [first] = error.errors;
    if (first === undefined) throw error;
    return { ok: false, failure: await failureOf(entry, first), inputs: [...seen] };
  }
}

/**
 * Leaves packages, and always the library itself, to be imported when the bundle runs. Notes the
 * URLs of those that may as well be loaded before.
 */
function packagesOutside(preloadable: Set<string>): Plugin {
  return {
    name: 'packages-outside',
    setup(inside) {
      inside.onResolve({ filter: /.*/ }, async ({ path, pluginData, ...from }) => {
        if (from.kind === 'entry-point' || pluginData === asked) return undefined;
        if (isBuiltin(path)) return { path, external: true };
        const { importer, namespace, resolveDir, kind } = from;
        const found = await inside.resolve(path, {
          importer,
          namespace,
          resolveDir,
          kind,
          pluginData: asked,
        });
        if (found.errors.length > 0) {
          // The text of the first message tells nothing of the name: the detail carries it.
          return { errors: [{ text: 'not found', detail: path }] };
        }
        if (found.external || found.namespace !== 'file') return found;
        const isPackage = /[\\/]node_modules[\\/]/.test(found.path) || isLibrary(path);
        if (!isPackage || /\.[mc]?tsx?$/.test(found.path)) return found;
        const { href } = pathToFileURL(found.path);
        if (isLibrary(path) || path === 'zod' || path.startsWith('zod/')) preloadable.add(href);
        return { path: href, external: true };
      });
    },
  };
}

/** Marks the question that the plugin asks itself. */
const asked = Symbol('asked');

/** Notes which files are read, since a bundle that fails has no list of its own. */
function remember(seen: Set<string>): Plugin {
  return {
    name: 'remember',
    setup(inside) {
      inside.onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
        seen.add(path);
        return undefined;
      });
    },
  };
}

function isLibrary(specifier: string): boolean {
  return specifier === 'everyturn' || specifier.startsWith('everyturn/');
}

function withAbsoluteSources(map: string, folder: string, inputs: ReadonlySet<string>): string {
  // The bundler wrote it just now.
  const parsed = JSON.parse(map) as { sources: string[] };
  const sources = parsed.sources.map((source) => {
    const plain = resolve(folder, source);
    return inputs.has(plain) ? plain : resolve(folder, decodeURI(source));
  });
  return JSON.stringify({ ...parsed, sources });
}

async function failureOf(file: string, message: Message): Promise<LoadFailure> {
  const code = 'EVT211';
  const place = message.location;
  const broken = place === null ? file : resolve(dirname(file), place.file);
  const at = place === null ? {} : { at: await placeOf(broken, place) };
  const cannot = `${basename(file)} cannot be checked:`;
  if (typeof message.detail === 'string') {
    const specifier = message.detail;
    if (isLibrary(specifier)) {
      const text =
        `${cannot} 'everyturn' is not installed. It is not published yet; ` +
        'try: npm install --save-dev path/to/everyturn.tgz';
      return { code, file, cause: 'missingEveryturn', message: text, ...at };
    }
    const text = `${cannot} '${specifier}' is not found.${installHint(specifier)}`;
    return { code, file, cause: 'import', message: text, ...at };
  }
  if (place === null || message.text.startsWith('No matching export')) {
    return { code, file, cause: 'import', message: `${cannot} ${sentence(message.text)}`, ...at };
  }
  const where = broken === file ? '' : `, in ${basename(broken)}`;
  const text = `${cannot} it does not parse (line ${place.line}${where}): ${sentence(message.text)}`;
  return { code, file, cause: 'syntax', message: text, ...at };
}

/** What installs a package; nothing for a path or an alias of one. */
function installHint(specifier: string): string {
  const [name] = /^(?:@[\w-][\w.-]*\/)?[\w-][\w.-]*(?=\/|$)/.exec(specifier) ?? [];
  return name === undefined ? '' : ` Try: npm install ${name}`;
}

/** The bundler counts columns in bytes, everybody else in UTF-16 units. */
async function placeOf(
  file: string,
  { line, column, lineText }: { line: number; column: number; lineText: string },
): Promise<SourceLocation> {
  const text = lineText || (await lineOf(file, line));
  const before = Buffer.from(text).subarray(0, column).toString();
  return { file, line, column: before.length + 1 };
}

async function lineOf(file: string, line: number): Promise<string> {
  // Without the text the column is right for plain ASCII all the same.
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n')[line - 1] ?? '';
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
