import { execFile } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'everyturn');

/** A message of the compiler and the place at which it points. */
export interface Diagnostic {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly text: string;
}

/** Where a compiler of this version is; those that the workspace does not have are fetched once. */
export async function compilerAt(version: string): Promise<string> {
  const folder = join(cache, `typescript-${version}`);
  const own = JSON.parse(
    await readFile(join(root, 'node_modules/typescript/package.json'), 'utf8'),
  ) as { readonly version: string };
  const home = own.version.startsWith(`${version}.`) ? root : folder;
  const compiler = join(home, 'node_modules/typescript/bin/tsc');
  if (!(await exists(compiler))) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const options = ['--no-audit', '--no-fund', '--ignore-scripts'];
    await run('npm', ['install', ...options, `typescript@~${version}.0`], { cwd: folder });
  }
  return compiler;
}

/**
 * Compiles the type tests of this folder against the sources of the library: as they are, and once
 * more without the comments that announce the mistakes.
 */
export async function compile(compiler: string): Promise<readonly Diagnostic[]> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'types-'));
  try {
    for (const copy of ['announced', 'bare']) {
      await cp(here, join(folder, copy), { recursive: true, filter: (path) => !isTest(path) });
    }
    const bare = join(folder, 'bare/mistakes.ts');
    await writeFile(bare, (await readFile(bare, 'utf8')).replaceAll('@ts-expect-error', 'mistake'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
    const { stdout } = await run(process.execPath, [compiler, '-p', '.', '--pretty', 'false'], {
      cwd: folder,
    }).catch((error: { readonly stdout: string }) => error);
    return diagnosticsOf(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As strict as the workspace, on the sources of the library. */
const configuration = {
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: {
    composite: false,
    declarationMap: false,
    noEmit: true,
    paths: { everyturn: [join(root, 'checker-core/src/index.ts')] },
    typeRoots: [join(root, 'node_modules/@types')],
  },
  include: ['announced', 'bare'],
};

const isTest = (path: string) => path.endsWith('.test.ts') || path.endsWith('compiler.ts');

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

function diagnosticsOf(output: string): Diagnostic[] {
  const lines = output.split('\n').filter((line) => /^\S/.test(line));
  return lines.map((text) => {
    const [, file = '', line = 0, column = 0] = /^(.+)\((\d+),(\d+)\): error/.exec(text) ?? [];
    return { file: file.replaceAll('\\', '/'), line: Number(line), column: Number(column), text };
  });
}
