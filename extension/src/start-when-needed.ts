import * as vscode from 'vscode';
import { mentionsLibrary } from './mentions-library.ts';

/** Calls `start` once an open file uses the library, which may be at once. */
export function startWhenNeeded(start: () => void): vscode.Disposable {
  const { textDocuments, onDidOpenTextDocument, onDidChangeTextDocument } = vscode.workspace;
  if (textDocuments.some(usesLibrary)) {
    start();
    return new vscode.Disposable(() => {});
  }
  const look = (document: vscode.TextDocument) => {
    if (!usesLibrary(document)) return;
    waiting.dispose();
    start();
  };
  const waiting = vscode.Disposable.from(
    onDidOpenTextDocument(look),
    onDidChangeTextDocument(({ document }) => look(document)),
  );
  return waiting;
}

function usesLibrary(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document;
  if (uri.scheme !== 'file' || !languageId.startsWith('typescript')) return false;
  return mentionsLibrary(document.getText());
}
