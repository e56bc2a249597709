import type { SourceLocation } from 'everyturn';
import * as vscode from 'vscode';

/** Brings a place into the editor, if it is of the workspace or of a file with models. */
export async function reveal(
  at: SourceLocation,
  keepFocus: boolean,
  hasModels: (uri: string) => boolean,
): Promise<void> {
  const uri = vscode.Uri.file(at.file);
  if (!vscode.workspace.getWorkspaceFolder(uri) && !hasModels(uri.toString())) return;
  const position = new vscode.Position(at.line - 1, at.column - 1);
  await vscode.window.showTextDocument(uri, {
    viewColumn: columnOf(uri),
    preserveFocus: keepFocus,
    selection: new vscode.Range(position, position),
  });
}

/** Where the file is seen already, else the first column: panels stand beside it. */
export function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const text = uri.toString();
  const seen = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === text,
  );
  return seen?.viewColumn ?? vscode.ViewColumn.One;
}
