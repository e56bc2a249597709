import type { SearchRequest } from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';
import type { ModelPanels } from './model-panels.ts';
import { parseSearchRequest } from './parse-address.ts';
import type { Server } from './server.ts';
import { searchRequestOf } from './unknown-view.ts';

interface Parts {
  readonly server: Server;
  readonly panels: ModelPanels;
}

/** Looks for something that was not seen, from the open states of a run, and says what came of it. */
export async function search({ server, panels }: Parts, argument: unknown): Promise<void> {
  const request = searchRequestOf(argument) ?? parseSearchRequest(argument);
  if (!request) return;
  const { uri, model, goal } = request;
  const { refused, sought } = await server.extend({ uri, model, by: { search: goal } });
  const said = refused ?? sought?.sentence;
  if (said === undefined) return;
  const show = sought?.kind === 'seen' ? [showTextOf(request)] : [];
  if (await vscode.window.showInformationMessage(said, ...show)) await showFound(panels, request);
}

const showTextOf = ({ goal }: SearchRequest) =>
  'property' in goal ? 'Show the trace' : 'Show the map';

async function showFound(panels: ModelPanels, { uri, model, goal }: SearchRequest): Promise<void> {
  const focus = 'property' in goal ? { property: goal.property } : { tab: 'map' as const };
  await panels.show({ uri, model }, { kind: 'focus', ...focus });
}
