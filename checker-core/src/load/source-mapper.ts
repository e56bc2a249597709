/** From places in a running bundle to places in the files it was made of. */
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { SourceLocation } from '../model/report.ts';
import type { Bundle } from './bundle.ts';
import type { Enlarged } from './insertions.ts';

/** Maps what V8 tells about a bundle. */
export interface SourceMapper {
  /** The source of a place in the running code; line and column from 0. */
  locate(line: number, column: number): SourceLocation | undefined;
  /** The same for a place in the code as it was bundled. */
  locateBundled(line: number, column: number): SourceLocation | undefined;
  /** The frames of a stack that lie in the bundle, innermost first. */
  frames(stack: string): readonly SourceLocation[];
}

/** The mapper of a bundle that runs under a URL, perhaps with more in it than was bundled. */
export function sourceMapper(
  bundle: Bundle,
  url: string,
  enlarged?: Pick<Enlarged, 'columnBefore'>,
): SourceMapper {
  const map = new TraceMap(bundle.map);
  const locateBundled = (line: number, column: number): SourceLocation | undefined => {
    const found = originalPositionFor(map, { line: line + 1, column });
    if (found.source === null) return undefined;
    return { file: found.source, line: found.line, column: found.column + 1 };
  };
  const locate = (line: number, column: number) =>
    locateBundled(line, enlarged?.columnBefore(line, column) ?? column);
  return {
    locate,
    locateBundled,
    frames(stack) {
      return stack.split('\n').flatMap((text) => {
        const start = text.indexOf(`${url}:`);
        if (start < 0) return [];
        const [, line, column] = /^:(\d+):(\d+)/.exec(text.slice(start + url.length)) ?? [];
        if (line === undefined || column === undefined) return [];
        return locate(Number(line) - 1, Number(column) - 1) ?? [];
      });
    },
  };
}
