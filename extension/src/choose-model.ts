import type { ModelStatus } from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';

/** The only model, or the one that is chosen. */
export async function chooseModel(
  models: readonly ModelStatus[],
): Promise<ModelStatus | undefined> {
  if (models.length < 2) return models[0];
  const items = models.map((status) => ({
    label: status.model,
    description: status.headline,
    status,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Which model?' }))?.status;
}
