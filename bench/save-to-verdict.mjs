#!/usr/bin/env node
/**
 * How long a person waits from saving a model to reading its verdict, measured at the language
 * server: from `didSave` to `publishDiagnostics`. The model is two-phase commit: 288 states with 3
 * resource managers (623 when broken), 296,448 with 7.
 *
 *   node bench/save-to-verdict.mjs                      the server as it is now, built first
 *   node bench/save-to-verdict.mjs --runs 30 --managers 7
 *   node bench/save-to-verdict.mjs --server old/server.js --server new/server.js
 *
 * Servers are measured in turns, so that noise of the machine meets all of them, and each figure
 * is also given as a ratio: to the first server, and to starting Node with nothing to do, which
 * makes figures of different machines comparable. A server is a bundle made by
 * `node server/build.mjs --outdir=server/dist/<name>`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node.js';
import { buildServer } from '../server/build.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const guard = '&& domain(Rm).every((rm) => s.tmPrepared.has(rm))';
/** As long as a person takes at least from one save to the next. */
const pauseMs = 1200;

const { values } = parseArgs({
  options: {
    server: { type: 'string', multiple: true },
    runs: { type: 'string', default: '15' },
    managers: { type: 'string', default: '3' },
  },
});

async function main() {
  const made = values.server ? undefined : await makeServer();
  const paths = values.server?.map((path) => resolve(path)) ?? [made];
  const editors = [];
  try {
    for (const path of paths) editors.push(await Editor.start(path));
    const starts = [];
    for (let round = 0; round <= Number(values.runs); round++) {
      const start = await timeOfNode();
      for (const editor of editors) await editor.round(round > 0);
      if (round > 0) starts.push(start);
    }
    report(editors, starts);
  } finally {
    for (const editor of editors) await editor.stop();
    if (made) await rm(join(made, '..'), { recursive: true, force: true });
  }
}

/** Builds the server where the package `esbuild` can be found. */
async function makeServer() {
  const parent = here('../server/dist/under-test');
  await mkdir(parent, { recursive: true });
  const outdir = await mkdtemp(join(parent, 'bench-'));
  await buildServer({ outdir, minify: true });
  return join(outdir, 'server.js');
}

/** An editor with one file open: a save breaks the model, the next one mends it. */
class Editor {
  name;
  opened = [];
  violated = [];
  mended = [];
  #folder;
  #server;
  #connection;
  #text;
  #version = 1;
  #published = () => {};

  static async start(path) {
    const editor = new Editor();
    editor.name = path;
    editor.#folder = await project();
    editor.#text = await readFile(editor.#path, 'utf8');
    editor.#server = spawn(process.execPath, [path, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdin, stdout } = editor.#server;
    editor.#connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    editor.#connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) =>
      editor.#published(diagnostics),
    );
    editor.#connection.listen();
    await editor.#greet();
    return editor;
  }

  /** Breaks the model and mends it. */
  async round(counts) {
    const isViolated = (all) =>
      all.some(({ code, severity }) => code === 'EVT101' && severity === 1);
    const violated = await this.#timeOfSave(guard, '', isViolated);
    const mended = await this.#timeOfSave('', guard, (all) => all.length === 0);
    if (!counts) return;
    this.violated.push(violated);
    this.mended.push(mended);
  }

  async stop() {
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    await once(this.#server, 'exit');
    this.#connection.dispose();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #path() {
    return join(this.#folder, 'two-phase.ts');
  }

  get #uri() {
    return pathToFileURL(this.#path).href;
  }

  async #greet() {
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      initializationOptions: { trusted: true },
    });
    await this.#connection.sendNotification('initialized', {});
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.#uri, languageId: 'typescript', version: 1, text: this.#text },
    });
    await delay(3 * pauseMs);
  }

  /**
   * Replaces the guard or puts it back, as typing does, and saves. Milliseconds from the notice of
   * the save to the diagnostics that follow from it.
   */
  async #timeOfSave(from, to, isWanted) {
    const start = placeOf(this.#text, this.#text.indexOf(guard));
    const end = { ...start, character: start.character + from.length };
    const text = to === '' ? this.#text.replace(guard, '') : this.#text;
    await writeFile(this.#path, text);
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range: { start, end }, text: to }],
    });
    // The edit itself marks the diagnostics of before as old.
    await delay(100);
    const arrived = new Promise((done) => {
      this.#published = (all) => {
        if (isWanted(all)) done(performance.now());
      };
    });
    const saved = performance.now();
    await this.#connection.sendNotification('textDocument/didSave', {
      textDocument: { uri: this.#uri },
    });
    const elapsed = (await arrived) - saved;
    await delay(pauseMs);
    return elapsed;
  }
}

/** A project as a person has it: the library as it is installed, and one model. */
async function project() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'everyturn-bench-')));
  await mkdir(join(folder, 'node_modules'));
  for (const [name, path] of [
    ['everyturn', '../checker-core'],
    ['zod', '../node_modules/zod'],
  ]) {
    await symlink(here(path), join(folder, 'node_modules', name), 'dir');
  }
  await writeFile(join(folder, 'package.json'), '{ "name": "project", "type": "module" }\n');
  await writeFile(join(folder, 'two-phase.ts'), await twoPhase(Number(values.managers)));
  return folder;
}

/** The model of the tests with another number of resource managers. */
async function twoPhase(managers) {
  const model = await readFile(here('../server/test/models/two-phase.ts'), 'utf8');
  const names = Array.from({ length: managers }, (_, index) => `rm${index + 1}`);
  const changes = [
    ["['rm1', 'rm2', 'rm3']", `[${names.map((name) => `'${name}'`).join(', ')}]`],
    [
      "{ rm1: 'working', rm2: 'working', rm3: 'working' }",
      `{ ${names.map((name) => `${name}: 'working'`).join(', ')} }`,
    ],
    [guard, guard],
  ];
  return changes.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`The model does not read ${before} any more.`);
    return text.replace(before, after);
  }, model);
}

function placeOf(text, offset) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}

async function timeOfNode() {
  const start = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - start;
}

function report(editors, starts) {
  const unit = median(starts);
  console.log(`${starts.length} rounds; to start Node takes ${figures(starts)}`);
  for (const what of ['violated', 'mended']) {
    console.log(`\nfrom saving to ${what === 'violated' ? 'the violation' : 'no problems'}`);
    const base = median(editors[0][what]);
    for (const editor of editors) {
      const times = editor[what];
      const ratios = [`${(median(times) / unit).toFixed(1)} × Node`];
      if (editors.length > 1) ratios.push(`${(median(times) / base).toFixed(2)} × the first`);
      console.log(`  ${figures(times)}  ${ratios.join(', ')}  ${editor.name}`);
    }
  }
}

function figures(times) {
  const [least, middle, most] = [Math.min(...times), median(times), Math.max(...times)];
  return `${middle.toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)})`;
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

await main();
