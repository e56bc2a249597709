import type { Budget } from 'everyturn';
import type {
  AcceptRequest,
  CellAddress,
  ExtendRequest,
  InstallRequest,
  ModelAddress,
  PropertyAddress,
  SearchRequest,
} from 'everyturn-language-server/protocol';

/** Arguments of commands may come from keybindings and other extensions: they are read with care. */
export function parseModelAddress(given: unknown): ModelAddress | undefined {
  const uri = textOf(given, 'uri');
  if (uri === undefined) return undefined;
  const model = textOf(given, 'model');
  return model === undefined ? { uri } : { uri, model };
}

/** The address of a property, if it is one. */
export function parsePropertyAddress(given: unknown): PropertyAddress | undefined {
  const [uri, model, property] = ['uri', 'model', 'property'].map((name) => textOf(given, name));
  if (uri === undefined || model === undefined || property === undefined) return undefined;
  return { uri, model, property };
}

/** The address of a cell, if it is one. */
export function parseCellAddress(given: unknown): CellAddress | undefined {
  const [uri, model, cell] = ['uri', 'model', 'cell'].map((name) => textOf(given, name));
  const groupBy = memberOf(given, 'groupBy');
  if (uri === undefined || model === undefined || cell === undefined) return undefined;
  const isGrouping = Array.isArray(groupBy) && groupBy.every((name) => typeof name === 'string');
  return isGrouping ? { uri, model, groupBy, cell } : undefined;
}

/** How a run should go on, if it says so; bounds that are no numbers are left out. */
export function parseExtendRequest(given: unknown): ExtendRequest | undefined {
  const [uri, model] = ['uri', 'model'].map((name) => textOf(given, name));
  const budget = memberOf(given, 'budget');
  if (uri === undefined || model === undefined) return undefined;
  if (typeof budget !== 'object' || budget === null) return undefined;
  const bounds = Object.entries(budget).filter(([, value]) => typeof value === 'number');
  // Names that no bound has mean nothing to the checker.
  return { uri, model, budget: Object.fromEntries(bounds) as Budget };
}

/** What is to be looked for, if it says so. */
export function parseSearchRequest(given: unknown): SearchRequest | undefined {
  const [uri, model] = ['uri', 'model'].map((name) => textOf(given, name));
  const goal = searchGoalOf(memberOf(given, 'goal'));
  return uri === undefined || model === undefined || !goal ? undefined : { uri, model, goal };
}

/** A goal of a search, if it is one. */
export function searchGoalOf(given: unknown): SearchRequest['goal'] | undefined {
  const [property, action, field, value] = ['property', 'action', 'field', 'value'].map((name) =>
    textOf(given, name),
  );
  if (property !== undefined) return { property };
  if (action !== undefined) return { action };
  if (field !== undefined && value !== undefined) return { field, value };
  const cell = textOf(given, 'cell');
  const groupBy = memberOf(given, 'groupBy');
  const isGrouping = Array.isArray(groupBy) && groupBy.every((name) => typeof name === 'string');
  return cell !== undefined && isGrouping ? { groupBy, cell } : undefined;
}

/** Above which line what is accepted, if it says so. */
export function parseAcceptRequest(given: unknown): AcceptRequest | undefined {
  const [uri, code] = ['uri', 'code'].map((name) => textOf(given, name));
  const line = memberOf(given, 'line');
  if (uri === undefined || code === undefined || !/^U[1-7]$/.test(code)) return undefined;
  return Number.isInteger(line) && Number(line) >= 0
    ? { uri, line: Number(line), code }
    : undefined;
}

/** What to install and where, if it says so. */
export function parseInstallRequest(given: unknown): InstallRequest | undefined {
  const [folder, command] = ['folder', 'command'].map((name) => textOf(given, name));
  if (folder === undefined || command === undefined) return undefined;
  // What does not say that it is complete must not run by itself.
  return { folder, command, isComplete: memberOf(given, 'isComplete') === true };
}

function textOf(given: unknown, name: string): string | undefined {
  const value = memberOf(given, name);
  return typeof value === 'string' ? value : undefined;
}

function memberOf(given: unknown, name: string): unknown {
  return typeof given === 'object' && given !== null ? Reflect.get(given, name) : undefined;
}
