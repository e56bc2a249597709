import { afterAll, afterEach, beforeAll } from 'vitest';
import { type BuiltServer, buildOnce } from './built-server.ts';
import { Client, type ClientOptions } from './client.ts';
import { Workspace } from './workspace.ts';

/** Texts of a project, by the paths of its files. */
export type Files = Readonly<Record<string, string>>;

/** The editors of the tests in one file, each with a server and a project of its own. */
export interface Editors {
  /** The package to be linked into a project that was made without it. */
  readonly library: string;
  /** Starts one in a project of these files, which has the library unless that is not wanted. */
  start(files: Files, options?: ClientOptions & { readonly library?: false }): Promise<Client>;
  /** The same, opens the files and waits for the checks of all their models. */
  check(files: Files, options?: ClientOptions, others?: Files): Promise<Client>;
}

/** Builds the server for the tests of the calling file; every editor ends with its test. */
export function editorsOfTests(): Editors {
  let built: BuiltServer;
  const clients: Client[] = [];
  beforeAll(async () => {
    built = await buildOnce();
  });
  afterAll(() => built.dispose());
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.dispose()));
  });
  const start: Editors['start'] = async (files, { library, ...options } = {}) => {
    const linked = library === false ? undefined : built.library;
    const client = await Client.start(built.server, await Workspace.create(files, linked), options);
    clients.push(client);
    return client;
  };
  return {
    get library() {
      return built.library;
    },
    start,
    check: async (files, options, others) => {
      const client = await start({ ...files, ...others }, options);
      for (const file of Object.keys(files)) await client.openAndCheck(file);
      return client;
    },
  };
}

/** Settings under which a depth cuts every run. */
export const cutAt = (depthMax: number | null): ClientOptions => ({
  everyturn: { budget: { timeMs: 10_000, statesMax: 1_000_000, depthMax, memoryMb: 1_024 } },
});
