import type { DeclareParams } from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';
import { columnOf } from './reveal.ts';
import type { Server } from './server.ts';

/**
 * Puts a property into the source of a model and saves it, so that it is checked; what was being
 * edited is left for the person to save. Resolves with the reason where it could not be put in.
 */
export async function declare(server: Server, params: DeclareParams): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(params.uri));
  const wasSaved = !document.isDirty;
  const { version } = document;
  const { edit, refused } = await server.declare(params);
  if (!edit) return refused;
  if (document.version !== version) return 'The file was edited meanwhile. Try once more.';
  const { start } = edit.range;
  const at = new vscode.Position(start.line, start.character);
  const change = new vscode.WorkspaceEdit();
  change.insert(document.uri, at, edit.newText);
  if (!(await vscode.workspace.applyEdit(change))) return 'The file cannot be edited.';
  const line = at.line + edit.newText.split('\n').length - 1;
  await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(document.uri),
    preserveFocus: true,
    selection: document.lineAt(Math.min(line, document.lineCount - 1)).range,
  });
  if (!wasSaved) return undefined;
  await document.save();
  // Where models are checked only when asked for, this is such a wish.
  const { on } = vscode.workspace.getConfiguration('everyturn').get<{ on?: string }>('check') ?? {};
  if (on === 'manual') await server.check({ uri: params.uri, model: params.model });
  return undefined;
}
