import type { SourceRange } from 'everyturn/internal/load/outline';
import {
  type Connection,
  type Range,
  type TextDocumentContentChangeEvent,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { type Edit, EditLog } from './edit-log.ts';
import { SourceText, toRange } from './source-text.ts';

/** A document that is open in the client, with its recent edits. */
export class OpenDocument {
  readonly uri: string;
  /** Absolute path. */
  readonly file: string;
  #document: TextDocument;
  readonly #log: EditLog;
  #source: SourceText | undefined;

  constructor(uri: string, languageId: string, version: number, text: string) {
    this.uri = uri;
    this.file = fileOf(uri);
    this.#document = TextDocument.create(uri, languageId, version, text);
    this.#log = new EditLog(text);
  }

  /** Whether it is a file of the workspace, not an older version of one or a text without a file. */
  get isFile(): boolean {
    return URI.parse(this.uri).scheme === 'file';
  }

  get version(): number {
    return this.#document.version;
  }

  get text(): string {
    return this.#log.text;
  }

  /** The present text with its outline. */
  get source(): SourceText {
    if (this.#source?.text !== this.text) this.#source = new SourceText(this.file, this.text);
    return this.#source;
  }

  /** Takes over changes as the client sends them. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): this {
    for (const change of changes) {
      const edit = this.#editOf(change);
      this.#document = TextDocument.update(this.#document, [change], version);
      this.#log.record([edit], this.#document.getText());
    }
    return this;
  }

  /** The present text is on disk now. */
  saved(): void {
    this.#log.mark();
  }

  /** Where a range of an earlier text stands now; undefined if it was edited itself. */
  rangeNow(source: SourceText, range: SourceRange): Range | undefined {
    if (source.text === this.text) return toRange(range);
    const span = this.#log.since(source.text)(source.spanOf(range));
    if (!span) return undefined;
    const document = this.#document;
    return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
  }

  #editOf(change: TextDocumentContentChangeEvent): Edit {
    const inserted = change.text.length;
    if (!('range' in change)) return { offset: 0, removed: this.text.length, inserted };
    const offset = this.#document.offsetAt(change.range.start);
    return { offset, removed: this.#document.offsetAt(change.range.end) - offset, inserted };
  }
}

/** The documents that are open in the client. */
export class OpenDocuments {
  readonly #documents = new TextDocuments<OpenDocument>({
    create: (uri, languageId, version, text) => new OpenDocument(uri, languageId, version, text),
    update: (document, changes, version) => document.update(changes, version),
  });

  /** Called when a document was opened, with its first text. */
  readonly onDidOpen = this.#documents.onDidOpen;
  /** Called for the first text too. */
  readonly onDidChange = this.#documents.onDidChangeContent;
  readonly onDidSave = this.#documents.onDidSave;
  readonly onDidClose = this.#documents.onDidClose;

  listen(connection: Connection): void {
    this.#documents.listen(connection);
  }

  all(): OpenDocument[] {
    return this.#documents.all();
  }

  /** The open document of a file, whatever spelling of its URI the client uses. */
  ofFile(file: string): OpenDocument | undefined {
    return this.#documents.get(uriOf(file)) ?? this.all().find((open) => open.file === file);
  }

  get(uri: string): OpenDocument | undefined {
    return this.#documents.get(uri);
  }

  /** The URI under which the client knows a file. */
  uriOf(file: string): string {
    return this.ofFile(file)?.uri ?? uriOf(file);
  }
}

/** The URI of a file. */
export function uriOf(file: string): string {
  return URI.file(file).toString();
}

/** The absolute path behind a URI. */
export function fileOf(uri: string): string {
  return URI.parse(uri).fsPath;
}
