import { basename } from 'node:path';
import type {
  AcceptRequest,
  ModelAddress,
  SearchRequest,
} from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';
import type { Statuses } from './statuses.ts';
import { type UnknownEntry, unknownEntries } from './unknown-entries.ts';

/** The view and the command behind its entries. */
export const unknownView = 'everyturn.unknown';
export const goToUnknownCommand = 'everyturn.goToUnknown';

/** Lists what is not known of each model, with everything that can be done about it. */
export function showUnknown(statuses: Statuses): vscode.Disposable {
  const tree = new UnknownTree(statuses);
  const view = vscode.window.createTreeView(unknownView, { treeDataProvider: tree });
  return vscode.Disposable.from(tree, view);
}

class UnknownTree implements vscode.TreeDataProvider<UnknownEntry>, vscode.Disposable {
  readonly #statuses: Statuses;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #owned: vscode.Disposable[];
  /** What is on show, as text: a run that goes on tells the same several times a second. */
  #shown = '';
  #entries: readonly UnknownEntry[] = [];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(statuses: Statuses) {
    this.#statuses = statuses;
    this.#owned = [this.#changed, statuses.onChange(() => this.#look())];
  }

  getChildren(entry?: UnknownEntry): UnknownEntry[] {
    return [...(entry ? entry.children : this.#entries)];
  }

  getTreeItem(entry: UnknownEntry): vscode.TreeItem {
    const { TreeItem, TreeItemCollapsibleState: State } = vscode;
    const { id, code, text, details, place, can, children } = entry;
    const isModel = code === undefined;
    const state = isModel ? State.Expanded : State.Collapsed;
    // A kind of unknown has its code in front; what belongs to it has the sentence alone.
    const label = code?.startsWith('U') ? `${code}: ${text}` : text;
    const item = new TreeItem(label, children.length > 0 ? state : State.None);
    item.id = id;
    const where = place ? `${basename(place.file)}:${place.line}` : '';
    item.description = isModel ? (details ?? '') : where;
    item.tooltip = [text, details].filter(Boolean).join('\n');
    item.accessibilityInformation = {
      label: [code, text, isModel ? details : undefined, where].filter(Boolean).join(', '),
    };
    item.contextValue = can.join(' ');
    if (place && !isModel) {
      item.command = { command: goToUnknownCommand, title: 'Go to the source', arguments: [entry] };
    }
    return item;
  }

  dispose(): void {
    for (const one of this.#owned) one.dispose();
  }

  #look(): void {
    const all = this.#statuses.all;
    void vscode.commands.executeCommand(
      'setContext',
      'everyturn.knowsModels',
      all.some(([, models]) => models.length > 0),
    );
    const entries = unknownEntries(all);
    const shown = JSON.stringify(entries);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#entries = entries;
    this.#changed.fire();
  }
}

/** The place of an entry, in the editor. */
export async function goToUnknown(argument: unknown): Promise<void> {
  const place = entryOf(argument)?.place;
  if (!place) return;
  const start = new vscode.Position(place.line - 1, place.column - 1);
  const end =
    'endLine' in place ? new vscode.Position(place.endLine - 1, place.endColumn - 1) : start;
  const selection = new vscode.Range(start, end);
  await vscode.window.showTextDocument(vscode.Uri.file(place.file), { selection });
}

/** What a command is about: an entry of the view stands for its model, or for its line. */
export function addressOfEntry(argument: unknown): ModelAddress | undefined {
  return entryOf(argument)?.address;
}

/** The line above which the comment goes that accepts an entry. */
export function acceptRequestOf(argument: unknown): AcceptRequest | undefined {
  const { acceptAt, code } = entryOf(argument) ?? {};
  if (!acceptAt || code === undefined) return undefined;
  return { uri: vscode.Uri.file(acceptAt.file).toString(), line: acceptAt.line - 1, code };
}

/** What an entry lets a search look for. */
export function searchRequestOf(argument: unknown): SearchRequest | undefined {
  const { goal, address } = entryOf(argument) ?? {};
  return goal && address && { ...address, goal };
}

function entryOf(argument: unknown): UnknownEntry | undefined {
  const isEntry =
    typeof argument === 'object' && argument !== null && 'can' in argument && 'address' in argument;
  // Only our own view hands over such objects.
  return isEntry ? (argument as UnknownEntry) : undefined;
}

/** Brings the view to the front. */
export async function focusUnknown(): Promise<void> {
  await vscode.commands.executeCommand(`${unknownView}.focus`);
}
