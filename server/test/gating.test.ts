import { expect, test } from 'vitest';
import {
  type CellResult,
  cellRequest,
  type ViewResult,
  viewRequest,
  type WhyNotResult,
  whyNotRequest,
} from '../src/protocol/index.ts';
import type { Client } from './harness/client.ts';
import { editorsOfTests } from './harness/editors.ts';

const editors = editorsOfTests();

/** Everything that could be claimed too early: dead code, a guard, values, cells, properties. */
const workshop = (depthMax: number) => `import { machine } from 'everyturn';
import * as z from 'zod';

export const workshop = machine({
  state: z.object({
    bench: z.enum(['free', 'used', 'broken']),
    parts: z.int().min(0).max(6),
    order: z.enum(['none', 'open', 'done']),
  }),
  budget: { depthMax: ${depthMax} },
}).define({
  init: () => ({ bench: 'free', parts: 0, order: 'none' }),
  actions: {
    take: {
      when: (s) => s.order === 'none',
      next: (s) => {
        s.order = 'open';
      },
    },
    build: {
      when: (s) => s.order === 'open' && s.bench !== 'broken',
      next: (s) => {
        if (s.parts > 6) {
          s.bench = 'broken';
          return;
        }
        s.bench = 'used';
        s.parts = s.parts < 5 ? s.parts + 1 : s.parts;
        if (s.parts === 5) s.order = 'done';
      },
    },
    mend: {
      when: (s) => s.bench === 'broken' && s.parts > 2,
      next: (s) => {
        s.bench = 'free';
      },
    },
    wait: {
      when: (s) => s.parts >= 0,
      next: () => {},
    },
  },
  always: {
    inStock: (s) => s.parts <= 5,
    isIdle: (s) => s.bench !== 'broken' || s.parts === 0,
    limited: (s) => s.order !== 'open' || s.parts < 6,
  },
  alwaysStep: { partsStay: (before, after) => after.parts >= before.parts },
  sometimes: {
    brokenDown: (s) => s.bench === 'broken',
    delivered: (s) => s.order === 'done',
  },
});
`;

/** What may be said of an exhausted exploration only. */
const claim =
  /\b(?:unreachable|never|dead|holds|proved|verified|passed)\b|(?<!not )\bexhausted\b|\balways (?:true|false|has a value)(?! so far)/i;

/** The line and the condition that keep `mend` from happening. */
const guardLine =
  workshop(0)
    .split('\n')
    .findIndex((line) => line.includes("when: (s) => s.bench === 'broken'")) + 1;
const guard = `line ${guardLine}, s\\.bench === 'broken'`;

const file = 'workshop.ts';
const model = 'workshop';

/** All that the editor says of a model, wherever one can look. */
async function everythingSaid(client: Client): Promise<readonly string[]> {
  const text = await client.workspace.read(file);
  await client.lenses(file);
  for (const [index, line] of text.split('\n').entries()) {
    for (const { index: column } of line.matchAll(/[\w']+/g)) {
      await client.hoverAt(file, { line: index + 1, column: column + 1 });
    }
  }
  const diagnostics = await client.lastDiagnostics(file);
  const fixes = await Promise.all(diagnostics.map((one) => client.quickFixes(file, one)));
  const fixed = fixes.flat();
  const status = client.status.get(file)?.models;
  return [
    ...client.said,
    ...textsIn(diagnostics),
    ...fixed.map(({ title }) => title),
    // What the list of the unknown, the tests and the status item show is made of this.
    ...textsIn(status),
    ...textsIn(await client.symbols(file)),
    ...textsIn(await questionsAboutMap(client)),
    ...diagnostics.flatMap(({ tags = [] }) => tags.map((tag) => (tag === 1 ? 'faded: dead' : ''))),
  ];
}

async function questionsAboutMap(client: Client): Promise<readonly unknown[]> {
  const uri = client.uri(file);
  const ask = (groupBy?: readonly string[]) =>
    client.request<ViewResult>(viewRequest, {
      uri,
      model,
      request: groupBy ? { groupBy } : {},
    });
  const first = await ask();
  if (first.kind !== 'view') throw new Error(first.kind);
  const views = [
    first,
    await ask(['bench', 'order']),
    ...(await Promise.all([['parts']].map(ask))),
  ];
  const answers: unknown[] = [...views];
  for (const view of views) {
    if (view.kind !== 'view') throw new Error(view.kind);
    // The word for a ghost follows from this alone.
    if (view.unseen.kind === 'listed' && view.unseen.isUnreachable) answers.push('unreachable');
    if (view.exhausted) answers.push('exhausted');
    const cells = [...view.cells, ...(view.unseen.kind === 'listed' ? view.unseen.cells : [])];
    for (const { key: cell } of cells) {
      const about = { uri, model, groupBy: view.groupBy, cell };
      answers.push(await client.request<CellResult>(cellRequest, about));
      answers.push(await client.request<WhyNotResult>(whyNotRequest, about));
    }
  }
  return answers;
}

/** Every text in a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const started = async (depthMax: number) => {
  const client = await editors.check({ [file]: workshop(depthMax) }, { documentSymbols: true });
  await client.diagnosticsUntil(file, 'what was not seen', (all) =>
    all.some(({ code }) => code === (depthMax > 9 ? 'EVT308' : 'EVT404')),
  );
  return client;
};

test('of a run that was cut nothing in the editor is said for good', async () => {
  for (const depthMax of [0, 1, 3, 6]) {
    const said = await everythingSaid(await started(depthMax));
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((text) => claim.test(text))).toEqual([]);
  }
});

test('the same places say it once all states were explored', async () => {
  const client = await started(40);
  const said = await everythingSaid(client);
  for (const wanted of [
    /✓ holds in all \d+ states/,
    /✗ unreachable in all \d+ states/,
    new RegExp(`never enabled: line ${guardLine} is always false`),
    new RegExp(
      `mend of workshop is never enabled in \\d+ states \\(exhausted\\): ${guard} is false`,
    ),
    /Unreachable: no reachable state has bench = 'broken'/,
    /This is never run/,
    /This guard is true in all/,
    /sometimes\.brokenDown of workshop is unreachable/,
    /faded/,
    /^unreachable$/,
    /^exhausted$/,
  ]) {
    expect(
      said.some((text) => wanted.test(text)),
      String(wanted),
    ).toBe(true);
  }
  const errors = client.diagnosticsOf(file).filter(({ severity }) => severity === 1);
  expect(errors.map(({ code }) => code)).toEqual(['EVT107']);
});

test('what is not seen yet is no error, and neither is code that has not run', async () => {
  const client = await started(3);
  const all = await client.lastDiagnostics(file);
  expect(all.filter(({ severity = 1 }) => severity < 2).map(({ code }) => code)).toEqual([]);
  const messages = all.map(({ message }) => message);
  for (const wanted of [
    /^sometimes\.brokenDown of workshop is not seen yet/,
    /^Not run yet \(/,
    new RegExp(`^mend of workshop is not enabled yet in \\d+ expanded states: ${guard} is false`),
    /^Not seen yet: bench = 'broken'/,
  ]) {
    expect(
      messages.some((message) => wanted.test(message)),
      String(wanted),
    ).toBe(true);
  }
});
