import type { Range } from 'vscode-languageserver';
import type { Session } from '../checks/session.ts';
import type { ServerContext } from '../context.ts';
import type { OpenDocument } from '../documents/open-documents.ts';
import { fieldMarksOf, type Mark, marksOf, uncheckedMarks } from './marks.ts';

/** A mark where it stands in an open document now. */
export interface ScreenMark {
  readonly mark: Mark;
  readonly range: Range;
  readonly session: Session;
  readonly isStale: boolean;
}

/** All marks in an open document, from whichever model file they come. */
export function marksOnScreen(
  context: ServerContext,
  document: OpenDocument,
  also: { readonly fields: boolean } = { fields: false },
): ScreenMark[] {
  const found = context.checks.sessions.flatMap((session) => {
    const own = session.file === document.file ? uncheckedMarks(session, document.source) : [];
    const fields = also.fields ? fieldMarksOf(session) : [];
    return [...own, ...marksOf(session), ...fields]
      .filter(({ source }) => source.file === document.file)
      .map((mark) => ({ mark, session }));
  });
  return found.flatMap(({ mark, session }) => {
    const range = document.rangeNow(mark.source, mark.range);
    if (!range) return [];
    const isStale = mark.kind !== 'unchecked' && context.checks.isStale(mark.result);
    return [{ mark, range, session, isStale }];
  });
}
