import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { Feature } from '../context.ts';
import type { DiagnosticData } from '../diagnostics/draft.ts';
import { fileOf } from '../documents/open-documents.ts';
import { installTitle } from '../errors.ts';
import { commands, type InstallRequest } from '../protocol/index.ts';
import { boundFixes } from './bound-fixes.ts';

/** What can be done about a diagnostic with one click. */
export const quickFixes: Feature = (context) => {
  context.connection.onCodeAction(({ textDocument: { uri }, context: { diagnostics } }) =>
    context.guard('quick fixes', async () => {
      const missing = diagnostics.find(isMissingLibrary);
      const install = missing ? [await installAction(fileOf(uri), missing)] : [];
      return [...install, ...diagnostics.flatMap((each) => boundFixes(context, uri, each))];
    }, []),
  );
  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } };
};

function isMissingLibrary({ source, data }: Diagnostic): boolean {
  // `data` of a diagnostic of ours is what we put there.
  return source === 'everyturn' && (data as DiagnosticData | undefined)?.role === 'missingLibrary';
}

async function installAction(file: string, diagnostic: Diagnostic): Promise<CodeAction> {
  const request = await installRequest(file);
  const title = installTitle(request.command);
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: true,
    command: { title, command: commands.install, arguments: [request] },
  };
}

const npm = {
  lockfile: 'package-lock.json',
  install: 'npm install',
  add: 'npm install --save-dev',
};
const installers = [
  { lockfile: 'pnpm-lock.yaml', install: 'pnpm install', add: 'pnpm add --save-dev' },
  { lockfile: 'yarn.lock', install: 'yarn install', add: 'yarn add --dev' },
  { lockfile: 'bun.lock', install: 'bun install', add: 'bun add --dev' },
  { lockfile: 'bun.lockb', install: 'bun install', add: 'bun add --dev' },
  npm,
];

/**
 * With the project's own package manager, by the nearest lockfile, and npm where there is none: what
 * a manifest asks for is installed; else the library is added, of which only the user knows where
 * its tarball lies, as it is not published yet.
 */
async function installRequest(file: string): Promise<InstallRequest> {
  const around = foldersUpwards(dirname(file));
  const folder = await firstOf(around, (path) => exists(join(path, 'package.json')));
  const installer = await installerOf(around);
  const isComplete = folder !== undefined && (await asksForLibrary(join(folder, 'package.json')));
  const command = isComplete ? installer.install : `${installer.add} path/to/everyturn.tgz zod`;
  return { folder: folder ?? dirname(file), command, isComplete };
}

async function installerOf(folders: readonly string[]): Promise<typeof npm> {
  for (const folder of folders) {
    const found = await firstOf(installers, ({ lockfile }) => exists(join(folder, lockfile)));
    if (found !== undefined) return found;
  }
  return npm;
}

async function asksForLibrary(manifest: string): Promise<boolean> {
  try {
    const parsed: unknown = JSON.parse(await readFile(manifest, 'utf8'));
    return ['dependencies', 'devDependencies'].some(
      (kind) => member(member(parsed, kind), 'everyturn') !== undefined,
    );
  } catch {
    // What cannot be read asks for nothing.
    return false;
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

async function firstOf<T>(
  items: readonly T[],
  fits: (item: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const item of items) if (await fits(item)) return item;
  return undefined;
}

function foldersUpwards(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpwards(parent)];
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // Not there, or not to be read: as good as not there.
    return false;
  }
}
