import * as vscode from 'vscode';
import { parseInstallRequest } from './parse-address.ts';

/** Runs the command that installs the library, in a terminal, or leaves it there to be completed. */
export function install(argument: unknown): void {
  const request = parseInstallRequest(argument);
  if (!request) return;
  const terminal = vscode.window.createTerminal({ name: 'Everyturn', cwd: request.folder });
  terminal.show();
  terminal.sendText(request.command, request.isComplete);
}
