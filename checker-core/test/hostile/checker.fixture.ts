import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckerHost } from 'everyturn/internal/checker/host';
import type { FromChecker, Question, RunOptions } from 'everyturn/internal/checker/protocol';
import { type Bundled, bundleModel } from 'everyturn/internal/load/bundle-model';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** A lamp with a switch, with something in a turn and something at the top of the file. */
export function lamp(inTurn: string, atTop = ''): string {
  return `import { machine } from 'everyturn';
import * as z from 'zod';
${atTop}
export const lamp = machine({ state: z.object({ on: z.boolean() }) }).define({
  init: () => ({ on: false }),
  actions: {
    press: {
      next: (s) => {
        ${inTurn}
        s.on = !s.on;
      },
    },
  },
  always: { isKnown: (s) => s.on || !s.on },
});
`;
}

/** A folder with packages, gone after its use. */
export class ModelFolder {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  static async make(): Promise<ModelFolder> {
    const folder = await mkdtemp(join(tmpdir(), 'everyturn-hostile-'));
    await symlink(path('../../../node_modules'), join(folder, 'node_modules'), 'dir');
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    return new ModelFolder(folder);
  }

  async write(name: string, text: string): Promise<string> {
    const file = join(this.#path, name);
    await writeFile(file, text);
    return file;
  }

  async bundle(name: string, text: string): Promise<Bundled> {
    return bundleModel(await this.write(name, text));
  }

  /** Checks a text to the end of its run, and asks a question about it if there is one. */
  async check(
    text: string,
    options: RunOptions = {},
    question?: Question,
  ): Promise<readonly FromChecker[]> {
    const bundled = await this.bundle('lamp.ts', text);
    if (!bundled.ok) throw new Error(bundled.failure.message);
    const { bundle } = bundled;
    const said: FromChecker[] = [];
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const host = new CheckerHost((message) => {
      said.push(message);
      const isOver = ['done', 'loadFailed', 'died'].includes(message.kind);
      if (isOver && question) host.post({ kind: 'ask', id: 1, run: 1, question });
      else if (isOver || ['answer', 'refused'].includes(message.kind)) end();
    });
    host.post({ kind: 'run', run: 1, bundle, options });
    await ended;
    await host.dispose();
    return said;
  }

  async remove(): Promise<void> {
    await rm(this.#path, { recursive: true, force: true });
  }
}
