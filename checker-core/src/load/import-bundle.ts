/** Runs a bundle: the one place where code of a workspace starts. */
import { basename } from 'node:path';
import { CodeWatch } from '../coverage/code-watch.ts';
import type { LoadFailure } from '../report/model-report.ts';
import type { Bundle } from './bundle.ts';
import { type SourceMapper, sourceMapper } from './source-mapper.ts';
import { marksName, type WatchedCode, watchCode } from './watch-code.ts';

/** What a bundle exports, and how to find its places. */
export type Imported =
  | {
      readonly ok: true;
      readonly exports: Readonly<Record<string, unknown>>;
      /** A function of ours in the bundle: what V8 finds in the same script is of the bundle too. */
      readonly mark: unknown;
      readonly sources: SourceMapper;
      /** What its code runs, where it is watched. */
      readonly watched?: WatchedBundle;
    }
  | { readonly ok: false; readonly failure: LoadFailure };

/** A bundle whose functions tell where they come by. */
export interface WatchedBundle {
  readonly code: WatchedCode;
  readonly watch: CodeWatch;
}

const markName = 'everyturn:mark';
const markCode = `const __everyturn_mark__ = () => {};\nexport { __everyturn_mark__ as '${markName}' };`;

/** Imports a bundle; an exception of it becomes a failure that says where. */
export async function importBundle(
  bundle: Bundle,
  run: number,
  isWatched = false,
): Promise<Imported> {
  const url = `everyturn-bundle:///run-${run}.mjs`;
  const watched = isWatched ? watchedBundle(bundle) : undefined;
  const sources = sourceMapper(bundle, url, watched?.code);
  const code = `${watched?.code.text ?? bundle.code}\n${markCode}\n//# sourceURL=${url}\n`;
  const data = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  // The module takes them before anything else of it runs, and nobody else needs to find them.
  Reflect.set(globalThis, marksName, watched?.watch);
  try {
    // A module's namespace is a record of its exports.
    const { [markName]: mark, ...exports } = (await import(data)) as Record<string, unknown>;
    return { ok: true, exports, mark, sources, ...(watched && { watched }) };
  } catch (error) {
    return { ok: false, failure: failureOf(error, bundle.file, sources) };
  } finally {
    Reflect.deleteProperty(globalThis, marksName);
  }
}

function watchedBundle(bundle: Bundle): WatchedBundle | undefined {
  const code = watchCode(bundle.code);
  return code && { code, watch: new CodeWatch(code.places, code.functions.length) };
}

function failureOf(error: unknown, file: string, sources: SourceMapper): LoadFailure {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const [at] = sources.frames(stack);
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // The text of a module that V8 cannot link names the data URL: nobody wants to read that.
  const said = what.replace(/data:text\/javascript;base64,[\w+/=]*/g, basename(file));
  const message = `${basename(file)} cannot be checked: it throws while it loads: ${said}`;
  return { code: 'EVT211', file, cause: 'throws', message, ...(at && { at }) };
}
