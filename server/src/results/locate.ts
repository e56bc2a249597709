/** From what a report says to ranges in the texts that were checked. */

import type { OutlineElement, SourceRange } from 'everyturn/internal/load/outline';
import type { CodeRange, SourceLocation } from 'everyturn/internal/model/report';
import type { Basis, Session } from '../checks/session.ts';
import type { SourceText } from '../documents/source-text.ts';

/** A range of a text of a run. */
export interface Spot {
  readonly source: SourceText;
  readonly range: SourceRange;
}

/** Where the name of a model stands; else the first line of its file. */
export function modelSpot(session: Session, basis: Basis, name: string): Spot | undefined {
  const source = basis.snapshot.source(session.file);
  const outlined = source?.outline.models.find((model) => model.exported && model.name === name);
  if (source && outlined) return { source, range: outlined.nameRange };
  const at = basis.models.get(name)?.at;
  return (at && nameSpot(basis, at)) ?? (source && { source, range: source.lineRange(1) });
}

/**
 * Where the name of a part of a model stands: the key in the model's own literal, else the key or
 * the name of the function that the report found, else the model.
 */
export function elementSpot(
  session: Session,
  basis: Basis,
  model: string,
  keyPath: string,
  at: SourceLocation | undefined,
): Spot | undefined {
  const own = ownElementSpot(session, basis, model, keyPath);
  if (own) return own;
  const found = at ?? functionAt(basis, model, keyPath);
  const elsewhere = found && basis.snapshot.source(found.file);
  const element = found && elsewhere?.outline.elementAt(found);
  if (!elsewhere || !element) return modelSpot(session, basis, model);
  return { source: elsewhere, range: (ancestorNamed(element, keyPath) ?? element).nameRange };
}

/** Where a part of a model is declared in the model's own literal. */
export function ownElementSpot(
  session: Session,
  basis: Basis,
  model: string,
  keyPath: string,
): Spot | undefined {
  const source = basis.snapshot.source(session.file);
  const outlined = source?.outline.models.find((known) => known.exported && known.name === model);
  const own = outlined?.elements.get(keyPath);
  return source && own && { source, range: own.nameRange };
}

/** The statement at a place, else its line. */
export function statementSpot(basis: Basis, at: SourceLocation): Spot | undefined {
  const source = basis.snapshot.source(at.file);
  if (!source) return undefined;
  return { source, range: source.outline.statementAt(at) ?? source.lineRange(at.line) };
}

/** The literal or the name that begins at a place. */
export function tokenSpot(basis: Basis, at: SourceLocation): Spot | undefined {
  const source = basis.snapshot.source(at.file);
  const range = source?.tokenRange(at);
  return source && range && { source, range };
}

/** A piece of code. */
export function rangeSpot(basis: Basis, at: CodeRange): Spot | undefined {
  const source = basis.snapshot.source(at.file);
  const { line, column, endLine, endColumn } = at;
  const range = { start: { line, column }, end: { line: endLine, column: endColumn } };
  return source && { source, range };
}

/** Whether a token is a value and not the name of a field. */
export function isLiteral({ source, range }: Spot): boolean {
  const text = source.textIn(range);
  return /^(['"`\d-]|(true|false|null|undefined)$)/.test(text);
}

/** The quoted name of the import at a place; without a place, of the import of a package. */
export function importSpot(
  basis: Basis,
  source: SourceText,
  from: string,
  at: SourceLocation | undefined,
): Spot | undefined {
  const within = at ? basis.snapshot.source(at.file) : source;
  const found = within?.outline.imports.find(({ range, from: name }) =>
    at ? range.start.line <= at.line && at.line <= range.end.line : name === from,
  );
  return within && found && { source: within, range: found.fromRange };
}

/** The name of the innermost property or function at a place, else its line. */
export function nameSpot(basis: Basis, at: SourceLocation): Spot | undefined {
  const source = basis.snapshot.source(at.file);
  if (!source) return undefined;
  return { source, range: source.outline.elementAt(at)?.nameRange ?? source.lineRange(at.line) };
}

/** Where the function of an action or a handler begins. */
export function functionAt(
  basis: Basis,
  model: string,
  keyPath: string,
): SourceLocation | undefined {
  const functions = basis.models.get(model)?.functions ?? [];
  const own = functions.find((known) => known.keyPath === keyPath);
  return (own ?? functions.find((known) => known.keyPath.startsWith(`${keyPath}.`)))?.at;
}

/** `tmCommit`, when the function found is its `next`. */
function ancestorNamed(element: OutlineElement, keyPath: string): OutlineElement | undefined {
  const name = keyPath.split('.').at(-1);
  for (let around: OutlineElement | undefined = element; around; around = around.parent) {
    if (around.keyPath.split('.').at(-1) === name) return around;
  }
  return undefined;
}
