import type { SourceLocation } from 'everyturn';
import type { Dispatch } from './use-panel.ts';

interface Props {
  readonly at: SourceLocation;
  readonly dispatch: Dispatch;
  /** Out of the Tab order, where arrow keys already lead to the same place. */
  readonly isQuiet?: boolean;
}

/** A place in a source file; a click brings it into the editor. */
export function SourceLink({ at, dispatch, isQuiet = false }: Props) {
  return (
    <button
      type="button"
      class="link source"
      data-testid="source-link"
      tabIndex={isQuiet ? -1 : 0}
      title={`Go to ${at.file}:${at.line}:${at.column}`}
      onClick={() => dispatch({ kind: 'sourceWanted', at })}
    >
      {`${fileName(at.file)}:${at.line}`}
    </button>
  );
}

function fileName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}
