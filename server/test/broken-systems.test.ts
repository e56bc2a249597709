import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { editorsOfTests } from './harness/editors.ts';

/** What a broken sample of a system must say in the editor. */
interface Broken {
  readonly sample: string;
  readonly property: string;
  /** Steps of the shortest trace, as recorded of the sample. */
  readonly steps: number;
  /** Where the mistake shows: a line of a handler that only that one begins with. */
  readonly file: string;
  readonly line: string;
}

const broken: readonly Broken[] = [
  {
    sample: 'cache/cache-race.ts',
    property: 'always.forgottenForGood',
    steps: 8,
    file: 'cache/cache-race.ts',
    line: 's.price = fill.price;',
  },
  {
    sample: 'lock/lock-without-fence.ts',
    property: 'alwaysStep.tokensGrow',
    steps: 7,
    file: 'lock/lock-without-fence.ts',
    line: 's.token = token;',
  },
  {
    sample: 'register/single-copy-repeated.ts',
    property: 'linearizable.register',
    steps: 9,
    file: 'register/register.ts',
    line: 'getOk: (s, { id, value }) => {',
  },
  {
    sample: 'register/replicated-hasty.ts',
    property: 'linearizable.register',
    steps: 11,
    file: 'register/register.ts',
    line: 'getOk: (s, { value }, turn) => {',
  },
  {
    sample: 'paxos/paxos-forgetful.ts',
    property: 'always.agreement',
    steps: 10,
    file: 'paxos/paxos.ts',
    line: 's.isDecided = true;',
  },
  {
    sample: 'paxos/paxos-forgetful.ts',
    property: 'linearizable.register',
    steps: 17,
    file: 'register/register.ts',
    line: 'getOk: (s, { id, value }) => {',
  },
  {
    sample: 'commit/commit-presumptuous.ts',
    property: 'always.consistent',
    steps: 8,
    file: 'commit/commit.ts',
    line: "s.phase = commit ? 'committed' : 'aborted';",
  },
  {
    sample: 'saga/saga-ghost.ts',
    property: 'always.noGhost',
    steps: 7,
    file: 'saga/saga.ts',
    line: "if (s.phase === 'takingBack') s.phase = 'failed';",
  },
  {
    sample: 'sync/sync-overwrite.ts',
    property: 'alwaysStep.sumsGrow',
    steps: 4,
    file: 'sync/sync.ts',
    line: 's.counts = merge(s.counts, counts);',
  },
  {
    sample: 'sync/sync-overwrite.ts',
    property: 'terminal',
    steps: 6,
    file: 'sync/sync.ts',
    line: 'press: (s, turn) => {',
  },
  {
    sample: 'link/link-gap.ts',
    property: 'always.inOrder',
    steps: 1,
    file: 'link/link-gap.ts',
    line: 's.taken.push(text);',
  },
  {
    sample: 'link/link-gap.ts',
    property: 'always.nothingIsLost',
    steps: 4,
    file: 'link/link.ts',
    line: 's.pending.delete(seq);',
  },
  {
    sample: 'raft/raft-amnesia.ts',
    property: 'always.electionSafety',
    steps: 8,
    file: 'raft/raft.ts',
    line: "s.role = 'leader';",
  },
];

const samples = new URL('../../samples/', import.meta.url);
const editors = editorsOfTests();

test.for(broken)(
  '$sample shows $property on the handler, with the shortest trace',
  async (wanted) => {
    const files = await sampleFiles();
    const client = await editors.start(files);
    await client.openAndCheck(wanted.sample);
    const isOf = ({ data }: Diagnostic, role: string) =>
      data.property === wanted.property && data.role === role;
    const [write] = await client
      .diagnosticsUntil(wanted.file, 'the breaking write', (all) =>
        all.some((one) => isOf(one, 'breakingWrite')),
      )
      .then((all) => all.filter((one) => isOf(one, 'breakingWrite')));
    const text = files[wanted.file]?.split('\n')[write?.range.start.line ?? -1];
    expect(text?.trim()).toBe(wanted.line);
    // The first says where the property stands, the others are the steps.
    expect(write?.relatedInformation?.slice(1)).toHaveLength(wanted.steps);
  },
);

test('code that one model never runs is left alone where another one runs it', async () => {
  const client = await editors.start(await sampleFiles());
  const neverRuns = ({ code }: Diagnostic) => code === 'EVT301';
  // Without a fence, nobody is refused.
  await client.openAndCheck('lock/lock-without-fence.ts');
  await client.diagnosticsUntil('lock/lock.ts', 'what never runs', (all) => all.some(neverRuns));
  await client.openAndCheck('lock/lock.model.ts');
  await client.diagnosticsUntil('lock/lock.ts', 'nothing', (all) => !all.some(neverRuns));
});

/** The samples as they are, by their path. */
async function sampleFiles(): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(samples, { recursive: true });
  const names = entries.filter((name) => /^\w[\w-]*\/[\w.-]+(?<!\.test)\.ts$/.test(name));
  const read = names.map(async (name) => [name, await readFile(new URL(name, samples), 'utf8')]);
  return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
}
