import { type Outline, outlineOf, type SourceRange } from 'everyturn/internal/load/outline';
import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from './edit-log.ts';

const token = /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|-?[\w$.]+)/;

/** A file's text at one moment, with what its syntax tells. */
export class SourceText {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  #outline: Outline | undefined;
  #lines: TextDocument | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  get outline(): Outline {
    this.#outline ??= outlineOf(this.file, this.text);
    return this.#outline;
  }

  /** The offsets of a range of this text. */
  spanOf(range: SourceRange): Span {
    this.#lines ??= TextDocument.create(this.file, '', 0, this.text);
    const { start, end } = toRange(range);
    return { start: this.#lines.offsetAt(start), end: this.#lines.offsetAt(end) };
  }

  /** The text in a range. */
  textIn(range: SourceRange): string {
    const { start, end } = this.spanOf(range);
    return this.text.slice(start, end);
  }

  /** The string, number or name that begins at a place. */
  tokenRange({ line, column }: SourceRange['start']): SourceRange | undefined {
    const rest = this.text.split(/\r?\n/)[line - 1]?.slice(column - 1) ?? '';
    const length = token.exec(rest)?.[0].length ?? 0;
    if (length === 0) return undefined;
    return { start: { line, column }, end: { line, column: column + length } };
  }

  /** All of a line without the white space around it; line from 1. */
  lineRange(line: number): SourceRange {
    const content = this.text.split(/\r?\n/)[line - 1] ?? '';
    const indent = content.length - content.trimStart().length;
    const end = Math.max(content.trimEnd().length, indent);
    return { start: { line, column: indent + 1 }, end: { line, column: end + 1 } };
  }
}

/** A range as the protocol counts it: from 0. */
export function toRange({ start, end }: SourceRange): Range {
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}
