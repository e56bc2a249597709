import { commands } from 'everyturn-language-server/protocol';
import type { Tab } from 'everyturn-webview/messages';
import * as vscode from 'vscode';
import { accept } from './accept.ts';
import type { ActiveModels } from './active-models.ts';
import { chooseModel } from './choose-model.ts';
import { extend, extendCell } from './extend.ts';
import { install } from './install.ts';
import type { ModelPanels } from './model-panels.ts';
import { parseModelAddress, parsePropertyAddress } from './parse-address.ts';
import { search } from './search.ts';
import type { Server } from './server.ts';
import { statusMenuCommand } from './status-item.ts';
import type { Statuses } from './statuses.ts';
import {
  acceptRequestOf,
  addressOfEntry,
  focusUnknown,
  goToUnknown,
  goToUnknownCommand,
} from './unknown-view.ts';

interface Parts {
  readonly server: Server;
  readonly statuses: Statuses;
  readonly active: ActiveModels;
  readonly panels: ModelPanels;
}

/** Registers our commands; lenses and actions give them arguments, the palette does not. */
export function registerCommands(parts: Parts): vscode.Disposable {
  const { server, active } = parts;
  const addressed = (argument: unknown) =>
    parseModelAddress(argument) ?? (active.uri === undefined ? undefined : { uri: active.uri });
  const handlers: Readonly<Record<string, (argument: unknown) => unknown>> = {
    [commands.check]: (argument) => {
      const address = addressed(argument);
      return address && server.check(address);
    },
    [commands.cancel]: (argument) => {
      const address = addressed(argument);
      return address && server.cancel(address);
    },
    [commands.showMap]: (argument) => showTab(parts, 'map', addressOfEntry(argument) ?? argument),
    [commands.showMatrix]: (argument) =>
      showTab(parts, 'matrix', addressOfEntry(argument) ?? argument),
    [commands.showTrace]: (argument) => showTrace(parts, argument),
    [commands.extend]: (argument) => extend(parts, addressOfEntry(argument) ?? argument),
    [commands.extendCell]: (argument) => extendCell(parts, argument),
    [commands.search]: (argument) => search(parts, argument),
    [commands.accept]: (argument) => accept(acceptRequestOf(argument) ?? argument),
    [goToUnknownCommand]: goToUnknown,
    'everyturn.showUnknown': focusUnknown,
    [commands.install]: install,
    'everyturn.showLog': () => server.showLog(),
    'everyturn.restartServer': () => server.restart(),
    [statusMenuCommand]: () => showMenu(active),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handle]) => vscode.commands.registerCommand(id, handle)),
  );
}

async function showTab({ active, panels }: Parts, tab: Tab, argument: unknown): Promise<void> {
  const given = parseModelAddress(argument);
  const uri = given?.uri ?? active.uri;
  const model = given?.model ?? (await chooseModel(active.models))?.model;
  if (uri === undefined || model === undefined) return;
  await panels.show({ uri, model }, { kind: 'focus', tab });
}

/** Shows a trace: of a machine its path on the map, of a system the diagram of its messages. */
async function showTrace({ active, panels }: Parts, argument: unknown): Promise<void> {
  const address = parsePropertyAddress(argument) ?? (await chooseTrace(active));
  if (!address) return;
  const { uri, model, property } = address;
  await panels.show({ uri, model }, { kind: 'focus', property });
}

async function chooseTrace({ uri, models }: ActiveModels) {
  if (uri === undefined) return undefined;
  const items = models.flatMap(({ model, report }) =>
    Object.entries(report?.verdicts ?? {})
      .filter(([, { trace }]) => (trace?.steps.length ?? 0) > 0)
      .map(([property, { word, sentence }]) => ({
        label: property,
        description: models.length > 1 ? `${model} · ${word}` : word,
        detail: sentence,
        address: { uri, model, property },
      })),
  );
  if (items.length === 0) {
    void vscode.window.showInformationMessage('This file has no trace to show: check it first.');
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { placeHolder: 'Which trace?' }))?.address;
}

/** What a click on the status item offers. */
async function showMenu({ models }: ActiveModels): Promise<void> {
  const isChecking = models.some(({ phase }) => phase === 'checking');
  const isCut = models.some(({ raises }) => raises !== undefined);
  const choice = (label: string, command: string) => ({ label, command });
  const items = [
    isChecking ? choice('Cancel the check', commands.cancel) : choice('Check', commands.check),
    ...(isCut ? [choice('Extend the run', commands.extend)] : []),
    choice('Show the state map', commands.showMap),
    choice('Show the values that were seen', commands.showMatrix),
    choice('Show a trace', commands.showTrace),
    choice('Show the log', 'everyturn.showLog'),
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: 'Everyturn' });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}
