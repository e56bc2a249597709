import type * as vscode from 'vscode';
import { ActiveModels } from './active-models.ts';
import { registerCommands } from './commands.ts';
import { ModelPanels } from './model-panels.ts';
import { showAsTests } from './models-as-tests.ts';
import { Server } from './server.ts';
import { startWhenNeeded } from './start-when-needed.ts';
import { showStatus } from './status-item.ts';
import { Statuses } from './statuses.ts';
import { showUnknown } from './unknown-view.ts';

/** Called by VS Code when a TypeScript file is opened or one of our commands is run. */
export function activate(context: vscode.ExtensionContext): void {
  const server = new Server(context.extensionUri);
  const statuses = new Statuses(server);
  const active = new ActiveModels(statuses);
  const panels = new ModelPanels(context.extensionUri, server, statuses);
  context.subscriptions.push(
    server,
    statuses,
    active,
    panels,
    showStatus(active),
    showUnknown(statuses),
    showAsTests(server, statuses),
    registerCommands({ server, statuses, active, panels }),
    // What keeps it from starting is told by the client itself.
    startWhenNeeded(() => void server.start().catch(() => {})),
  );
}
