/** Runs a bundle: the one place where code of a workspace starts. */
import { basename } from 'node:path';
import type { LoadFailure } from '../report/model-report.ts';
import type { Bundle } from './bundle.ts';
import { type SourceMapper, sourceMapper } from './source-mapper.ts';

/** What a bundle exports, and how to find its places. */
export type Imported =
  | {
      readonly ok: true;
      readonly exports: Readonly<Record<string, unknown>>;
      /** A function of ours in the bundle: what V8 finds in the same script is of the bundle too. */
      readonly mark: unknown;
      readonly sources: SourceMapper;
    }
  | { readonly ok: false; readonly failure: LoadFailure };

const markName = 'everyturn:mark';
const markCode = `const __everyturn_mark__ = () => {};\nexport { __everyturn_mark__ as '${markName}' };`;

/** Imports a bundle; an exception of it becomes a failure that says where. */
export async function importBundle(bundle: Bundle, run: number): Promise<Imported> {
  const url = `everyturn-bundle:///run-${run}.mjs`;
  const sources = sourceMapper(bundle, url);
  const code = `${bundle.code}\n${markCode}\n//# sourceURL=${url}\n`;
  const data = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  try {
    // A module's namespace is a record of its exports.
    const { [markName]: mark, ...exports } = (await import(data)) as Record<string, unknown>;
    return { ok: true, exports, mark, sources };
  } catch (error) {
    return { ok: false, failure: failureOf(error, bundle.file, sources) };
  }
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
