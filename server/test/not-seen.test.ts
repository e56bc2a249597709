import { expect, test } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import type { ClientOptions } from './harness/client.ts';
import { drawn } from './harness/drawn.ts';
import { editorsOfTests } from './harness/editors.ts';
import { cutModelText } from './harness/workspace.ts';

const editors = editorsOfTests();

/** A lamp that is never broken, with code for a lamp that is. */
const lamp = `import { machine } from 'everyturn';
import * as z from 'zod';

export const lamp = machine({
  state: z.object({ light: z.enum(['off', 'on', 'broken']), count: z.int().min(0).max(3) }),
  budget: { depthMax: 40 },
}).define({
  init: () => ({ light: 'off', count: 0 }),
  actions: {
    push: {
      when: (s) => s.light !== 'broken',
      next: (s) => {
        if (s.light === 'broken') {
          s.count = 0;
          return;
        }
        s.light = s.light === 'on' ? 'off' : 'on';
        s.count = (s.count + 1) % 4;
      },
    },
    repair: {
      when: (s) => s.light === 'broken',
      next: (s) => {
        s.light = 'off';
      },
    },
  },
});
`;

const lampCut = lamp.replace('depthMax: 40', 'depthMax: 1');
const hasCode = (code: string) => (all: readonly Diagnostic[]) =>
  all.some((diagnostic) => diagnostic.code === code);
const fadedIn = (all: readonly Diagnostic[], text: string) =>
  all.filter(({ tags }) => tags?.includes(1)).map(({ range }) => textOf(text, range));

function textOf(text: string, { start, end }: Diagnostic['range']): string {
  const lines = text.split('\n');
  if (start.line === end.line) {
    return (lines[start.line] ?? '').slice(start.character, end.character);
  }
  return `${(lines[start.line] ?? '').slice(start.character)} …`;
}

test('what an exhausted run never saw is faded, and said', async () => {
  const client = await editors.check({ 'lamp.ts': lamp });
  const all = await client.diagnosticsUntil('lamp.ts', 'hints', hasCode('EVT308'));
  await expect(drawn('lamp.ts', lamp, all)).toMatchFileSnapshot('golden/lamp.diagnostics.txt');
  expect(fadedIn(all, lamp)).toEqual(["'broken'", '{ …']);
  expect(await client.lenses('lamp.ts')).toContain('21: never enabled: line 22 is always false');
});

test('a run that was cut has dotted hints, fades nothing and calls nothing unreachable', async () => {
  const client = await editors.check({ 'lamp.ts': lampCut });
  const all = await client.diagnosticsUntil('lamp.ts', 'hints', hasCode('EVT404'));
  await expect(drawn('lamp.ts', lampCut, all)).toMatchFileSnapshot(
    'golden/lamp-cut.diagnostics.txt',
  );
  expect(all.flatMap(({ tags = [] }) => tags)).toEqual([]);
  const { length } = await client.lenses('lamp.ts');
  expect(length).toBe(4);
  for (const on of ['lamp =', 'push:', 'repair:', 'light:', "'broken'", 'count:']) {
    expect(await client.hover('lamp.ts', on), on).toBeDefined();
  }
  const fixes = await Promise.all(all.map((one) => client.quickFixes('lamp.ts', one)));
  client.said.push(...fixes.flat().map(({ title }) => title));
  for (const said of client.said) {
    expect(said).not.toMatch(/unreachable|never|dead\b|holds|always|exhausted(?<!not exhausted)/i);
  }
});

test('hovers over fields and literals tell what was seen how often', async () => {
  const client = await editors.check({ 'lamp.ts': lamp });
  await client.diagnosticsUntil('lamp.ts', 'hints', hasCode('EVT308'));
  const hover = await client.hover('lamp.ts', 'light:');
  expect(hover).toContain('2 of 3 declared values seen');
  expect(hover).toContain("'off': in 2 states");
  expect(hover).toContain("'broken': ✗ unreachable");
  expect(await client.hover('lamp.ts', "'broken'")).toBe(hover);
  expect(await client.hover('lamp.ts', 'repair:')).toContain(
    "line 22: s.light === 'broken' is the first to fail, being false, in 4",
  );
});

test('code and literals that another checked model reaches are left alone', async () => {
  const other = (light: string) => `import { domain, machine } from 'everyturn';
import { lampSchema, pushes } from './shared.ts';

export const lamp = machine({ state: lampSchema }).define({
  init: () => ({ light: '${light}' }),
  actions: { push: { next: pushes } },
});
`;
  const shared = `import * as z from 'zod';

export const lampSchema = z.object({ light: z.enum(['off', 'on', 'broken']) });

export function pushes(s: z.infer<typeof lampSchema>) {
  if (s.light === 'broken') {
    return;
  }
  s.light = s.light === 'on' ? 'off' : 'on';
}
`;
  const client = await editors.check({ 'works.ts': other('off') }, {}, { 'shared.ts': shared });
  const alone = await client.diagnosticsUntil('shared.ts', 'hints', hasCode('EVT308'));
  expect(fadedIn(alone, shared)).toEqual(['{ …']);
  await client.workspace.write('fails.ts', other('broken'));
  await client.openAndCheck('fails.ts');
  await client.diagnosticsUntil('shared.ts', 'less', (all) => fadedIn(all, shared).length === 0);
  expect(await client.lastDiagnostics('shared.ts')).toEqual([]);
});

test('an edit takes the marks away, and so do the settings', async () => {
  const client = await editors.check({ 'lamp.ts': lamp }, { everyturn: {} });
  await client.diagnosticsUntil('lamp.ts', 'hints', hasCode('EVT308'));
  await client.type('lamp.ts', 'count: 0 }', 'count: 0  }');
  await client.diagnosticsUntil('lamp.ts', 'no hint', (all) => !hasCode('EVT308')(all));
  await client.type('lamp.ts', 'count: 0  }', 'count: 0 }');
  await client.diagnosticsUntil('lamp.ts', 'hints', hasCode('EVT308'));
  client.everyturn = { fadeUnreachable: false };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.diagnosticsUntil(
    'lamp.ts',
    'hints that do not fade',
    (all) => hasCode('EVT308')(all) && all.every(({ tags }) => tags === undefined),
  );
  client.everyturn = { diagnostics: { unknown: 'lens' } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.diagnosticsUntil('lamp.ts', 'nothing unknown', (all) => all.length === 1);
  expect(client.diagnosticsOf('lamp.ts').map(({ code }) => code)).toEqual(['EVT301']);
  expect((await client.lenses('lamp.ts')).at(-1)).toContain('never enabled: line');
  client.everyturn = { diagnostics: { unknown: 'off' } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await expect.poll(async () => (await client.lenses('lamp.ts')).at(-1)).toMatch(/never enabled$/);
});

const twoPhase = 'two-phase.ts';

async function cutTwoPhase(options: ClientOptions = {}) {
  const text = await cutModelText(twoPhase, 5);
  const client = await editors.check({ [twoPhase]: text }, options);
  const all = await client.diagnosticsUntil(twoPhase, 'EVT401', hasCode('EVT401'));
  // It was waited for.
  const bound = all.find(({ code }) => code === 'EVT401') as Diagnostic;
  return { client, text, fixes: await client.quickFixes(twoPhase, bound) };
}

const fixNamed = (fixes: readonly CodeAction[], title: string) => {
  const fix = fixes.find((one) => one.title === title);
  if (!fix) throw new Error(`${title} is not among ${fixes.map((one) => one.title).join(', ')}.`);
  return fix;
};

test('the bound that cut a run is extended by its quick fix, with the same states', async () => {
  const { client, fixes } = await cutTwoPhase();
  const { command } = fixNamed(fixes, 'Extend now to any depth');
  await client.request('workspace/executeCommand', {
    command: command?.command,
    arguments: command?.arguments,
  });
  await client.diagnosticsUntil(twoPhase, 'no bound', (all) => !hasCode('EVT401')(all));
  expect((await client.lenses(twoPhase))[0]).toContain('288 states, exhausted');
  expect(client.diagnosticsOf(twoPhase).filter(({ code }) => /^EVT4/.test(`${code}`))).toEqual([]);
});

test('it is raised and accepted by edits', async () => {
  const { client, text, fixes } = await cutTwoPhase();
  const uri = client.uri(twoPhase);
  const lines = text.split('\n');
  const line = lines.findIndex((one) => one.includes('depthMax: 5'));
  const [raise] = fixNamed(fixes, 'Raise depthMax to 10').edit?.changes?.[uri] ?? [];
  expect(raise && [textOf(text, raise.range), raise.newText]).toEqual(['5', '10']);
  expect(raise?.range.start.line).toBe(line);
  const [accept] = fixNamed(fixes, 'Accept this bound').edit?.changes?.[uri] ?? [];
  expect(accept).toEqual({
    range: { start: { line, character: 0 }, end: { line, character: 0 } },
    newText: '  // everyturn-accept U1 why this is enough\n',
  });
});

test('our own client is asked for the reason; nothing is offered for an old result', async () => {
  const { client, fixes } = await cutTwoPhase({ ownCommands: true });
  const { command } = fixNamed(fixes, 'Accept this bound');
  expect(command?.command).toBe('everyturn.acceptUnknown');
  const [bound] = client.diagnosticsOf(twoPhase).filter(({ code }) => code === 'EVT401');
  await client.type(twoPhase, "'init', 'committed'", "'init',  'committed'");
  expect(await client.quickFixes(twoPhase, bound as Diagnostic)).toEqual([]);
});

test('what is accepted above the model is not marked, and the rest is', async () => {
  const comment = '// everyturn-accept U3 Lamps break seldom.\nexport const lamp';
  const client = await editors.check({ 'lamp.ts': lampCut.replace('export const lamp', comment) });
  await client.diagnosticsUntil('lamp.ts', 'hints', hasCode('EVT404'));
  expect(hasCode('EVT403')(await client.lastDiagnostics('lamp.ts'))).toBe(false);
});

test('the comment of the quick fix is understood: the bound is no problem any more', async () => {
  const { client, fixes } = await cutTwoPhase();
  const uri = client.uri(twoPhase);
  const [accept] = fixNamed(fixes, 'Accept this bound').edit?.changes?.[uri] ?? [];
  await client.type(twoPhase, '  budget: {', `${accept?.newText}  budget: {`);
  await client.saveAndCheck(twoPhase);
  await client.diagnosticsUntil(twoPhase, 'no bound', (all) => !hasCode('EVT401')(all));
  expect((await client.lastDiagnostics(twoPhase)).map(({ code }) => code)).not.toContain('EVT502');
});
