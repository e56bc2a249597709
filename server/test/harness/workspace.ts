import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A real folder with a project in it, in a path with a space and a letter beyond ASCII. */
export class Workspace {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes a project of these files; `library` is linked as its `everyturn`, unless it is absent. */
  static async create(
    files: Readonly<Record<string, string>>,
    library: string | undefined,
  ): Promise<Workspace> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'everyturn wörk-')));
    const workspace = new Workspace(folder);
    await workspace.write('package.json', '{ "name": "project", "type": "module" }\n');
    await mkdir(join(folder, 'node_modules'));
    const zod = fileURLToPath(new URL('../../../node_modules/zod', import.meta.url));
    await symlink(zod, join(folder, 'node_modules', 'zod'), 'dir');
    if (library !== undefined) await workspace.install(library);
    for (const [name, text] of Object.entries(files)) await workspace.write(name, text);
    return workspace;
  }

  async install(library: string): Promise<void> {
    await symlink(library, join(this.folder, 'node_modules', 'everyturn'), 'dir');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), text);
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The text of a model in `test/models`. */
export function modelText(name: string): Promise<string> {
  return readFile(new URL(`../models/${name}`, import.meta.url), 'utf8');
}

/** The same of one that a depth in its own budget cuts. */
export async function cutModelText(name: string, depthMax: number): Promise<string> {
  return (await modelText(name)).replace(
    '}).define({',
    `  budget: { depthMax: ${depthMax} },\n}).define({`,
  );
}
