import { basename } from 'node:path';
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
} from 'vscode-languageserver';
import type { Feature, ServerContext } from '../context.ts';
import { fileOf } from '../documents/open-documents.ts';

const sources = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,json}';
const lockfiles = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];

/** Opened, saved and changed files: what each means for the checks. */
export const watching: Feature = (context) => {
  const { connection, documents, checks, client } = context;
  documents.onDidOpen(({ document }) => {
    void context.guard('open', () => checks.opened(document), undefined);
  });
  documents.onDidSave(({ document }) => {
    document.saved();
    checks.consider(document);
    void context.guard('save', () => checks.saved(document.file), undefined);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const change of changes) {
      void context.guard('file change', () => changed(context, change), undefined);
    }
  });
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    const globPatterns = [sources, `**/{${lockfiles.join(',')}}`];
    const watchers = globPatterns.map((globPattern) => ({ globPattern }));
    context.onReady(async () => {
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    });
  }
  return {};
};

async function changed({ checks }: ServerContext, { uri, type }: FileEvent): Promise<void> {
  const file = fileOf(uri);
  if (lockfiles.includes(basename(file))) {
    checks.packagesChanged();
    return;
  }
  const how = { [FileChangeType.Created]: 'created', [FileChangeType.Deleted]: 'deleted' } as const;
  await checks.changedOnDisk(file, how[type as keyof typeof how] ?? 'changed');
}
