import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { Feature } from '../context.ts';
import type { DiagnosticData } from '../diagnostics/draft.ts';
import { fileOf } from '../documents/open-documents.ts';
import { installTitle } from '../errors.ts';
import { commands, type InstallRequest } from '../protocol/index.ts';

/** What can be done about a diagnostic with one click. */
export const quickFixes: Feature = (context) => {
  context.connection.onCodeAction(({ textDocument: { uri }, context: { diagnostics } }) =>
    context.guard('quick fixes', async () => {
      const missing = diagnostics.find(isMissingLibrary);
      return missing ? [await installAction(fileOf(uri), missing)] : [];
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

const installers = [
  { lockfile: 'pnpm-lock.yaml', command: 'pnpm add --save-dev everyturn zod' },
  { lockfile: 'yarn.lock', command: 'yarn add --dev everyturn zod' },
  { lockfile: 'bun.lock', command: 'bun add --dev everyturn zod' },
  { lockfile: 'bun.lockb', command: 'bun add --dev everyturn zod' },
  { lockfile: 'package-lock.json', command: 'npm install --save-dev everyturn zod' },
] as const;

/** The project's own package manager, by the nearest lockfile; npm where there is none. */
async function installRequest(file: string): Promise<InstallRequest> {
  let folder: string | undefined;
  for (const around of foldersUpwards(dirname(file))) {
    if (folder === undefined && (await exists(join(around, 'package.json')))) folder = around;
    for (const { lockfile, command } of installers) {
      if (await exists(join(around, lockfile))) return { folder: folder ?? around, command };
    }
  }
  return { folder: folder ?? dirname(file), command: 'npm install --save-dev everyturn zod' };
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
