import { existsSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { importedMakers } from 'everyturn/internal/load/imported-makers';
import { SourceText } from '../documents/source-text.ts';

/** Folders whose files are never checked by themselves. */
const excludedFolders = ['node_modules', 'dist'];

/**
 * Whether a file is one to check: it exports a model, or the result of a call in a file that
 * uses the library and so perhaps a model that a function made. The function may also stand in a
 * file with a model of its own, as one that makes variants of that does. Decided without running
 * anything.
 */
export function isModelFile(source: SourceText): boolean {
  const { file, text } = source;
  if (!isTypeScript(file)) return false;
  if (file.split(sep).some((folder) => excludedFolders.includes(folder))) return false;
  return holdsModel(source) || importedMakers(file, text).some(isFileWithModel);
}

function holdsModel(source: SourceText): boolean {
  // The outline is read only if need be.
  if (!mentionsLibrary(source.text)) return false;
  const { models, imports, exportsCall } = source.outline;
  const usesLibrary = imports.some(({ from }) => from === 'everyturn');
  return models.some(({ isChecked }) => isChecked) || (usesLibrary && exportsCall);
}

function isFileWithModel(paths: readonly string[]): boolean {
  const path = paths.find(existsSync);
  return path !== undefined && holdsModel(new SourceText(path, readFileSync(path, 'utf8')));
}

/** A cheap test that most files of a project do not pass. */
function mentionsLibrary(text: string): boolean {
  return text.includes("'everyturn'") || text.includes('"everyturn"');
}

function isTypeScript(file: string): boolean {
  return /(?<!\.d)\.[cm]?tsx?$/.test(file);
}
