import * as vscode from 'vscode';
import { parseAcceptRequest } from './parse-address.ts';

/** Inserts the comment that accepts an unknown, with the reason selected for the person to write. */
export async function accept(argument: unknown): Promise<void> {
  const request = parseAcceptRequest(argument);
  if (!request) return;
  const { uri, line, code } = request;
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
  if (line >= editor.document.lineCount) return;
  const { text, firstNonWhitespaceCharacterIndex: indent } = editor.document.lineAt(line);
  const snippet = new vscode.SnippetString(text.slice(0, indent))
    .appendText(`// everyturn-accept ${code} `)
    .appendPlaceholder('why this is enough')
    .appendText('\n');
  // The line has its indentation already: VS Code must not add more.
  await editor.insertSnippet(snippet, new vscode.Position(line, 0), {
    undoStopAfter: true,
    undoStopBefore: true,
    keepWhitespace: true,
  });
}
