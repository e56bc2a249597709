/**
 * The outline of a source file: which models it declares and where their parts stand, read from
 * the syntax alone. Nothing runs, and a text that does not parse gives what could be recovered.
 */
import type { ParseResult } from '@babel/parser';
import { Declarations } from './declarations.ts';
import type {
  ModelKind,
  Outline,
  OutlineImport,
  OutlineModel,
  Place,
  SourceRange,
} from './outline-types.ts';
import { isCheckable } from './outline-types.ts';
import { parseSource } from './parse-source.ts';
import { SchemaPlaces } from './schema-places.ts';
import { elementAt, statementAt } from './syntax-at.ts';

export type * from './outline-types.ts';

/** Reads the outline of a text; the file's ending decides whether JSX is allowed. */
export function outlineOf(file: string, text: string): Outline {
  try {
    return outlineOfSyntax(parseSource(file, text));
  } catch (error) {
    if (!isSyntaxFailure(error)) throw error;
    return recovered(text, error);
  }
}

function outlineOfSyntax({ program, errors }: ParseResult): Outline {
  const declarations = new Declarations(program.body);
  const first: unknown = errors?.[0];
  let schemas: SchemaPlaces | undefined;
  return {
    models: declarations.models(),
    imports: declarations.imports(),
    exportsCall: declarations.exportsCall(),
    exportAt: (name) => declarations.exportAt(name),
    ...(isSyntaxFailure(first) && { firstError: failureOf(first) }),
    elementAt: (place) => elementAt(program, place),
    statementAt: (place) => statementAt(program, place),
    schemaAt: (model, path, value) => {
      schemas ??= new SchemaPlaces(program);
      return schemas.at(model, path, value);
    },
  };
}

/** What the parser throws or records; its own types promise less. */
interface SyntaxFailure extends SyntaxError {
  readonly loc: { readonly line: number; readonly column: number };
}

function isSyntaxFailure(error: unknown): error is SyntaxFailure {
  return error instanceof SyntaxError && 'loc' in error;
}

function failureOf({ loc, message }: SyntaxFailure): Place & { message: string } {
  return { line: loc.line, column: loc.column + 1, message: message.replace(/ \(\d+:\d+\)$/, '') };
}

const modelLine = /^export const ([\w$]+) = (machine|system|actor|sequential)\b/;
const importLine = /^(?:import|export)\b[^'"]*(?:['"])([^'"]+)(?:['"])/;

/** Of a text that the parser gave up on: exported models and imports that start a line. */
function recovered(text: string, failure: SyntaxFailure): Outline {
  const models: OutlineModel[] = [];
  const imports: OutlineImport[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const range = rangeInLine(index + 1, 0, line.length);
    const [, name, kind] = modelLine.exec(line) ?? [];
    if (name !== undefined && kind !== undefined) {
      const nameRange = rangeInLine(
        index + 1,
        line.indexOf(name, 'export const '.length),
        name.length,
      );
      // The pattern admits these four words only.
      models.push({
        name,
        exported: true,
        isChecked: isCheckable(kind as ModelKind),
        kind: kind as ModelKind,
        nameRange,
        range,
        elements: new Map(),
      });
    }
    const from = importLine.exec(line)?.[1];
    if (from !== undefined) {
      const fromRange = rangeInLine(index + 1, line.indexOf(from) - 1, from.length + 2);
      imports.push({ from, range, fromRange });
    }
  }
  return {
    models,
    imports,
    exportsCall: false,
    exportAt: () => undefined,
    firstError: failureOf(failure),
    elementAt: () => undefined,
    statementAt: () => undefined,
    schemaAt: () => undefined,
  };
}

function rangeInLine(line: number, offset: number, length: number): SourceRange {
  return { start: { line, column: offset + 1 }, end: { line, column: offset + 1 + length } };
}
