import type { ExtendParams } from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';
import type { ActiveModels } from './active-models.ts';
import { chooseModel } from './choose-model.ts';
import { parseCellAddress, parseExtendRequest, parseModelAddress } from './parse-address.ts';
import type { Server } from './server.ts';
import type { Statuses } from './statuses.ts';

interface Parts {
  readonly server: Server;
  readonly statuses: Statuses;
  readonly active: ActiveModels;
}

/** Goes on with the states of a run that a bound has cut, by as much as it is told or a person chooses. */
export async function extend(parts: Parts, argument: unknown): Promise<void> {
  const given = parseExtendRequest(argument);
  if (given) {
    const { uri, model, budget } = given;
    await go(parts.server, { uri, model, by: { budget } });
    return;
  }
  const address = await cutModel(parts, argument);
  if (!address) return;
  const raises = parts.statuses.model(address.uri, address.model)?.raises ?? [];
  const items = raises.map(({ text, budget }) => ({ label: `Extend ${text}`, budget }));
  const placeHolder = 'How far? The states that are known stay.';
  const chosen =
    items.length > 0 ? await vscode.window.showQuickPick(items, { placeHolder }) : undefined;
  if (items.length === 0) tell('Nothing of this run can be extended: check it again first.');
  if (chosen) await go(parts.server, { ...address, by: { budget: chosen.budget } });
}

/** Expands the open states of one cell of the map: the given one, or one that a person chooses. */
export async function extendCell(parts: Parts, argument: unknown): Promise<void> {
  const given = parseCellAddress(argument);
  if (given) {
    const { uri, model, groupBy, cell } = given;
    await go(parts.server, { uri, model, by: { groupBy, cell } });
    return;
  }
  const address = await cutModel(parts, argument);
  if (!address) return;
  const view = await parts.server.view({ ...address, request: {} });
  if (view.kind !== 'view') {
    tell('The states of this run were released: check it again first.');
    return;
  }
  const items = view.cells
    .filter(({ open }) => open > 0)
    .map(({ key, label, open, states }) => ({
      label: label.join(', '),
      description: `${open} of ${states} not expanded`,
      key,
    }));
  if (items.length === 0) {
    tell('Every state that was reached is expanded.');
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: 'From which cell?' });
  if (chosen)
    await go(parts.server, { ...address, by: { groupBy: view.groupBy, cell: chosen.key } });
}

async function cutModel({ active }: Parts, argument: unknown) {
  const given = parseModelAddress(argument);
  const uri = given?.uri ?? active.uri;
  const cut = active.models.filter(({ raises }) => raises !== undefined);
  const model = given?.model ?? (await chooseModel(cut))?.model;
  return uri === undefined || model === undefined ? undefined : { uri, model };
}

async function go(server: Server, params: ExtendParams): Promise<void> {
  const { refused } = await server.extend(params);
  if (refused !== undefined) tell(refused);
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
