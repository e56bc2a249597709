import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckerHost } from 'everyturn/internal/checker/host';
import type { FromChecker, ToChecker } from 'everyturn/internal/checker/protocol';
import type { Bundle } from 'everyturn/internal/load/bundle';
import { bundleModel } from 'everyturn/internal/load/bundle-model';
import { differsInPropertiesOnly } from 'everyturn/internal/load/property-edit';
import { afterAll, beforeAll, expect, test } from 'vitest';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everyturn-rejudge-'));
  await symlink(path('../../../node_modules'), join(folder, 'node_modules'), 'dir');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A checker with everything that it says. */
class Talk {
  readonly said: FromChecker[] = [];
  readonly #host: CheckerHost;
  #end: () => void = () => {};

  constructor() {
    this.#host = new CheckerHost((message) => {
      this.said.push(message);
      if (['done', 'loadFailed', 'notRejudged', 'died', 'answer'].includes(message.kind))
        this.#end();
    });
  }

  /** Says something, and gives everything that is said about this run. */
  async post(message: ToChecker & { readonly run: number }): Promise<readonly FromChecker[]> {
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    this.#host.post(message);
    await ended;
    return this.said.filter((said) => 'run' in said && said.run === message.run);
  }

  async end(): Promise<void> {
    await this.#host.dispose();
  }
}

async function bundleOf(text: string): Promise<Bundle> {
  const file = join(folder, 'model.ts');
  await writeFile(file, text);
  const bundled = await bundleModel(file);
  if (!bundled.ok) throw new Error(bundled.failure.message);
  return bundled.bundle;
}

/** The reports among what was said, as a reader of JSON gets them. */
const reportsIn = (said: readonly FromChecker[]) =>
  JSON.stringify(
    said.flatMap((message) => (message.kind === 'finished' ? [message.report] : [])),
    undefined,
    1,
  );

const sample = await readFile(path('../../../samples/two-phase/two-phase.ts'), 'utf8');

const edit = (from: string | RegExp, to: string) => (text: string) => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`The sample has no ${from}.`);
  return changed;
};

const edits: readonly (readonly [string, (text: string) => string])[] = [
  ['a comment above everything', (text) => `// Read this first.\n\n${text}`],
  [
    'an invariant that does not hold',
    edit('always: {', 'always: {\n    never: (s) => s.tm === "init",'),
  ],
  ['its name', edit('never:', 'seldom:')],
  ['an invariant that is gone', edit(/\n {4}seldom: .*/, '')],
  ['a witness', edit('sometimes: {', 'sometimes: {\n    one: (s) => s.prepared.size === 1,')],
  ['a witness that there is not', edit('s.prepared.size === 1', 's.prepared.size === 9')],
  [
    'a step that must not be',
    edit('alwaysStep: {', 'alwaysStep: {\n    still: (a, b) => a.tm === b.tm,'),
  ],
  [
    'two lines in a property',
    edit('a.tm === b.tm', '{\n  const was = a.tm;\n  return was === b.tm;\n}'),
  ],
];

test('after each edit of a property the JSON is that of a new run, byte for byte', async () => {
  const kept = new Talk();
  let text = sample;
  let bundle = await bundleOf(text);
  await kept.post({ kind: 'run', run: 1, bundle, options: {} });
  for (const [index, [what, change]] of edits.entries()) {
    text = change(text);
    const next = await bundleOf(text);
    expect(differsInPropertiesOnly(bundle, next), what).toBe(true);
    const message = { kind: 'rejudge', run: index + 2, of: index + 1, bundle: next } as const;
    const said = await kept.post(message);
    const fresh = new Talk();
    const anew = await fresh.post({ kind: 'run', run: 1, bundle: next, options: {} });
    await fresh.end();
    expect(said.at(-1)?.kind, what).toBe('done');
    expect(reportsIn(said), what).toBe(reportsIn(anew));
    expect(said.find(({ kind }) => kind === 'loaded')).toEqual({
      ...anew.find(({ kind }) => kind === 'loaded'),
      run: index + 2,
    });
    bundle = next;
  }
  await kept.end();
});

test('the states can be asked about as those of the new run', async () => {
  const kept = new Talk();
  await kept.post({ kind: 'run', run: 1, bundle: await bundleOf(sample), options: {} });
  const [, change] = edits[1] ?? [];
  const bundle = await bundleOf(change?.(sample) ?? '');
  await kept.post({ kind: 'rejudge', run: 2, of: 1, bundle });
  const request = { trace: 'always.never' };
  const question = { ask: 'view', model: 'twoPhase', request } as const;
  await kept.post({ kind: 'ask', id: 7, run: 2, question });
  const answer = kept.said.find((message) => message.kind === 'answer');
  expect(JSON.stringify(answer)).toContain('always.never');
  await kept.end();
});

test.each([
  ['a property that throws', edit('always: {', 'always: {\n    bad: (s) => s.missing.length > 0,')],
  ['a property that is no predicate', edit('always: {', 'always: {\n    bad: () => 1,')],
])('%s is left to a new run', async (_, change) => {
  const kept = new Talk();
  await kept.post({ kind: 'run', run: 1, bundle: await bundleOf(sample), options: {} });
  const said = await kept.post({
    kind: 'rejudge',
    run: 2,
    of: 1,
    bundle: await bundleOf(change(sample)),
  });
  expect(said.map(({ kind }) => kind).filter((kind) => kind !== 'output')).toEqual(['notRejudged']);
  await kept.end();
});

test('a property that tells interchangeable values apart is left to a new run', async () => {
  const symmetric = edit('machine({', 'machine({\n  symmetry: [Rm],')(sample);
  const kept = new Talk();
  await kept.post({ kind: 'run', run: 1, bundle: await bundleOf(symmetric), options: {} });
  const same = await bundleOf(`// The same.\n${symmetric}`);
  const said = await kept.post({ kind: 'rejudge', run: 2, of: 1, bundle: same });
  expect(said.at(-1)?.kind).toBe('done');
  const change = edit('always: {', "always: {\n    bad: (s) => s.rms.rm1 !== 'aborted',");
  const bundle = await bundleOf(change(symmetric));
  const doubted = await kept.post({ kind: 'rejudge', run: 3, of: 2, bundle });
  expect(doubted.map(({ kind }) => kind)).toContain('notRejudged');
  expect(doubted.map(({ kind }) => kind)).not.toContain('finished');
  await kept.end();
});

test('what was cut by a bound, runs plainly, or is not there is left to a new run', async () => {
  const bundle = await bundleOf(sample);
  for (const options of [{ budget: { depthMax: 3 } }, { engine: 'reference' as const }]) {
    const cut = new Talk();
    await cut.post({ kind: 'run', run: 1, bundle, options });
    expect((await cut.post({ kind: 'rejudge', run: 2, of: 1, bundle })).at(-1)?.kind).toBe(
      'notRejudged',
    );
    await cut.end();
  }
  const none = new Talk();
  expect((await none.post({ kind: 'rejudge', run: 2, of: 1, bundle })).at(-1)?.kind).toBe(
    'notRejudged',
  );
  await none.end();
});

test('a system is judged once more, too: its JSON is that of a new run', async () => {
  const sampleFile = (name: string) => readFile(path(`../../../samples/commit/${name}`), 'utf8');
  await writeFile(join(folder, 'commit.ts'), await sampleFile('commit.ts'));
  const text = await sampleFile('commit.model.ts');
  const kept = new Talk();
  await kept.post({ kind: 'run', run: 1, bundle: await bundleOf(text), options: {} });
  const change = edit('always: {', 'always: {\n    never: (w) => w.crashed.size === 0,');
  const bundle = await bundleOf(change(text));
  const said = await kept.post({ kind: 'rejudge', run: 2, of: 1, bundle });
  expect(said.at(-1)?.kind).toBe('done');
  const fresh = new Talk();
  const anew = await fresh.post({ kind: 'run', run: 1, bundle, options: {} });
  expect(reportsIn(said)).toBe(reportsIn(anew));
  expect(reportsIn(said)).toContain('always.never');
  await fresh.end();
  await kept.end();
});
