import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Outline, outlineOf, type SourceRange } from './outline.ts';

const source = `import { domain, machine as m } from 'everyturn';
import * as z from 'zod';
import { shared } from './shared';

const base = { never: (s) => !s.lost };
export const light = m({
  state: z.object({ lamp: z.enum(['red', 'green']) }),
  budget: { depthMax: 4 },
}).define({
  init: () => ({ lamp: 'red' }),
  actions: {
    change: {
      params: { times: z.int() },
      when: (s) => s.lamp === 'red',
      next(s) {
        if (s.lamp === 'red') s.lamp = 'green';
        for (const key of Object.keys(s)) {
          s[key] = 'red';
        }
      },
    },
    'turn off': { next: (s) => void s.off.add(1) },
  },
  always: { ...base, ...shared, known: (s) => true },
  leadsTo: { greenAgain: { from: (s) => true, to: (s) => s.lamp === 'green' } },
}) satisfies object;
`;

const outline = outlineOf('light.ts', source);

test('finds an exported model under its import alias, with all its keys', () => {
  const [model] = outline.models;
  expect(model).toMatchObject({ name: 'light', exported: true, kind: 'machine' });
  expect(text(model?.nameRange)).toBe('light');
  expect([...(model?.elements.keys() ?? [])]).toEqual([
    'state',
    'budget',
    'budget.depthMax',
    'init',
    'actions',
    'actions.change',
    'actions.change.params',
    'actions.change.params.times',
    'actions.change.when',
    'actions.change.next',
    'actions.turn off',
    'actions.turn off.next',
    'always',
    'always.never',
    'always.known',
    'leadsTo',
    'leadsTo.greenAgain',
    'leadsTo.greenAgain.from',
    'leadsTo.greenAgain.to',
  ]);
  expect(text(model?.elements.get('actions.turn off')?.nameRange)).toBe("'turn off'");
});

test('finds models by way of variables, export lists, namespaces and the default export', () => {
  const { models } = outlineOf(
    'more.ts',
    `import * as everyturn from 'everyturn';
       import { machine } from 'everyturn';
       const draft = everyturn.machine({ state });
       const first = draft.define({ actions: {} });
       const hidden = machine({ state }).define({});
       const other = notOurs({ state }).define({});
       export { first as renamed };
       export default machine({ state }).define({});`,
  );
  expect(models.map(({ name, exported }) => `${name} ${exported}`)).toEqual([
    'renamed true',
    'hidden false',
    'default true',
  ]);
});

test('leads from the start of a function to the key that holds it', () => {
  const guard = outline.elementAt(place("(s) => s.lamp === 'red'"));
  expect(guard?.keyPath).toBe('actions.change.when');
  expect(text(guard?.nameRange)).toBe('when');
  expect(guard?.parent?.keyPath).toBe('actions.change');
  expect(outline.elementAt(place('(s) {'))?.keyPath).toBe('actions.change.next');
  expect(outline.elementAt(place('(s) => !s.lost'))?.keyPath).toBe('never');
});

test('leads from inside a function that makes models to the keys of the model', () => {
  const made = outlineOf(
    'made.ts',
    'export function raft(n) {\n  return machine({}).define({ always: { safe: (s) => true } });\n}',
  );
  const element = made.elementAt({ line: 2, column: 47 });
  expect(element?.keyPath).toBe('always.safe');
  expect(element?.parent?.keyPath).toBe('always');
});

test('points at a write: its statement, the short body, the head of a loop', () => {
  expect(text(outline.statementAt(place("s.lamp = 'green'")))).toBe("s.lamp = 'green';");
  expect(text(outline.statementAt(place('s.off.add')))).toBe('void s.off.add(1)');
  expect(text(outline.statementAt(place('Object.keys(s)')))).toBe('Object.keys(s)');
  expect(text(outline.statementAt(place("s[key] = 'red'")))).toBe("s[key] = 'red';");
  expect(text(outline.statementAt(place('next(s)')))).toBe('next');
  expect(text(outline.statementAt(place('when: (s)')))).toBe('when');
  expect(text(outline.statementAt(place("z.enum(['red'")))).toBe("z.enum(['red', 'green'])");
  expect(text(outline.statementAt(place('import * as z')))).toBe("import * as z from 'zod';");
});

test('lists imports with the place of their quoted names', () => {
  expect(outline.imports.map((i) => `${i.from} ${text(i.fromRange)}`)).toEqual([
    "everyturn 'everyturn'",
    "zod 'zod'",
    "./shared './shared'",
  ]);
});

test('says whether an export holds the result of a call', () => {
  expect(outlineOf('a.ts', 'export const raft5 = raft(5);').exportsCall).toBe(true);
  expect(outlineOf('a.ts', 'test("x", () => {}); const r = raft(5);').exportsCall).toBe(false);
});

test('tells where the name of an export stands', () => {
  const at = (text: string, name: string) => outlineOf('a.ts', text).exportAt(name)?.start;
  expect(at('export const lamp = draft();', 'lamp')).toEqual({ line: 1, column: 14 });
  expect(at('const a = draft();\nexport { a as lamp };', 'lamp')).toEqual({ line: 1, column: 7 });
  expect(at('\nexport default draft();', 'default')).toEqual({ line: 2, column: 1 });
  expect(at('export const lamp = draft();', 'default')).toBeUndefined();
  expect(at('const lamp = draft();', 'lamp')).toBeUndefined();
});

test('keeps models and imports of a text that does not parse, and names the first line', () => {
  const broken = outlineOf('light.ts', source.replace('budget: {', 'budget: {{ ='));
  expect(broken.firstError?.line).toBe(8);
  expect(broken.models.map((model) => model.name)).toEqual([]);
  const plain = source.replace('machine as m', 'machine').replace('= m(', '= machine(');
  const renamed = outlineOf('light.ts', plain.replace('budget: {', 'budget: {{ ='));
  expect(renamed.models.map((model) => model.name)).toEqual(['light']);
  expect(renamed.imports.map((i) => i.from)).toEqual(['everyturn', 'zod', './shared']);
});

test('reports an error from which the parser recovers, and reads on', () => {
  const { firstError, models } = outlineOf(
    'twice.ts',
    `import { machine } from 'everyturn';\nconst a = 1;\nconst a = 2;\nexport const m = machine({}).define({});`,
  );
  expect(firstError?.line).toBe(3);
  expect(models.map(({ name }) => name)).toEqual(['m']);
});

test('reads itself', () => {
  const own = new URL('./outline.ts', import.meta.url);
  expect(outlineOf('outline.ts', readFileSync(own, 'utf8')).firstError).toBeUndefined();
});

function place(needle: string): Parameters<Outline['elementAt']>[0] {
  const before = source.slice(0, source.indexOf(needle)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function text(range: SourceRange | undefined): string | undefined {
  if (!range) return undefined;
  const lines = source.split('\n').slice(range.start.line - 1, range.end.line);
  lines[lines.length - 1] = lines.at(-1)?.slice(0, range.end.column - 1) ?? '';
  lines[0] = lines[0]?.slice(range.start.column - 1) ?? '';
  return lines.join('\n');
}
