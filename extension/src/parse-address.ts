import type {
  CellAddress,
  InstallRequest,
  ModelAddress,
  PropertyAddress,
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
