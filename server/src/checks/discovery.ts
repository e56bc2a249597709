import { sep } from 'node:path';
import type { SourceText } from '../documents/source-text.ts';

/** Folders whose files are never checked by themselves. */
const excludedFolders = ['node_modules', 'dist'];

/**
 * Whether a file is one to check: it exports a model, or the result of a call in a file that
 * uses the library and so perhaps a model that a function made. Decided without running anything.
 */
export function isModelFile(source: SourceText): boolean {
  if (!mentionsLibrary(source.text) || !isTypeScript(source.file)) return false;
  if (source.file.split(sep).some((folder) => excludedFolders.includes(folder))) return false;
  const { models, imports, exportsCall } = source.outline;
  const usesLibrary = imports.some(({ from }) => from === 'everyturn');
  return models.some(({ isChecked }) => isChecked) || (usesLibrary && exportsCall);
}

/** A cheap test that most files of a project do not pass. */
function mentionsLibrary(text: string): boolean {
  return text.includes("'everyturn'") || text.includes('"everyturn"');
}

function isTypeScript(file: string): boolean {
  return /(?<!\.d)\.[cm]?tsx?$/.test(file);
}
