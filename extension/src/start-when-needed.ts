import { readFile } from 'node:fs/promises';
import { importedMakers } from 'everyturn/internal/load/imported-makers';
import * as vscode from 'vscode';
import { mentionsLibrary } from './mentions-library.ts';

/** Calls `start` once an open file uses the library, which may be at once. */
export function startWhenNeeded(start: () => void): vscode.Disposable {
  const { textDocuments, onDidOpenTextDocument, onDidChangeTextDocument } = vscode.workspace;
  if (textDocuments.some(namesLibrary)) {
    start();
    return new vscode.Disposable(() => {});
  }
  let isOver = false;
  const begin = () => {
    if (isOver) return;
    waiting.dispose();
    start();
  };
  const look = async (document: vscode.TextDocument) => {
    if (namesLibrary(document) || (await isMadeWithLibrary(document))) begin();
  };
  const waiting = vscode.Disposable.from(
    onDidOpenTextDocument(look),
    onDidChangeTextDocument(({ document }) => look(document)),
    new vscode.Disposable(() => {
      isOver = true;
    }),
  );
  for (const document of textDocuments) void look(document);
  return waiting;
}

function namesLibrary(document: vscode.TextDocument): boolean {
  return isTypeScript(document) && mentionsLibrary(document.getText());
}

/** Whether what a document exports is made by a function of a file that names the library. */
async function isMadeWithLibrary(document: vscode.TextDocument): Promise<boolean> {
  if (!isTypeScript(document)) return false;
  for (const paths of importedMakers(document.uri.fsPath, document.getText())) {
    for (const path of paths) {
      const text = await readFile(path, 'utf8').catch(() => '');
      if (mentionsLibrary(text)) return true;
    }
  }
  return false;
}

function isTypeScript({ languageId, uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'file' && languageId.startsWith('typescript');
}
