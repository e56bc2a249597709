import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junitOfRun } from './junit.ts';
import type { RunReport } from './model-report.ts';
import { everyReport, everyRun, runOf } from './run.test.fixture.ts';
import { boundedReport, exhaustedReport } from './two-phase.test.fixture.ts';

const schema = readFileSync(new URL('./junit.test.fixture.xsd', import.meta.url), 'utf8');

/** Checks a document against the schema; its canonical form tells how a parser understood it. */
async function parsed(xml: string) {
  const result = await validateXML({ xml, schema, normalization: 'c14n' });
  return { errors: result.errors.map(({ message }) => message), canonical: result.normalized };
}

async function junit(run: RunReport): Promise<string> {
  const { errors, canonical } = await parsed(junitOfRun(run));
  expect(errors).toEqual([]);
  return canonical;
}

/** The test cases of a document: name, and how each ended. */
function casesOf(canonical: string) {
  const cases = [...canonical.matchAll(/<testcase [^>]*\bname="([^"]*)"[^>]*>\s*<(\/?[a-z]+)/g)];
  return cases.map(([, name, next]) => [name, next === '/testcase' ? 'passed' : next]);
}

test('a run in which everything happened has the shape that build servers read', async () => {
  await junit(everyRun());
  const wrong = junitOfRun(everyRun()).replace('<testcase', '<testcase colour="red"');
  expect((await parsed(wrong)).errors.join()).toContain('colour');
});

test.each([
  ['right', ['passed', 'passed', 'passed', 'passed']],
  ['broken', ['passed', 'failure', 'failure', 'skipped']],
  ['cut', ['skipped', 'skipped', 'skipped', 'passed']],
  ['thrown', ['skipped', 'skipped', 'error']],
] as const)('the model that is %s ends case by case as it should', async (name, outcomes) => {
  const canonical = await junit(runOf({ [name]: everyReport[name] }));
  expect(casesOf(canonical).map(([, outcome]) => outcome)).toEqual(outcomes);
  const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
  const counts = `failures="${count('failure')}"`;
  expect(canonical).toContain(counts);
  expect(canonical).toContain(`skipped="${count('skipped')}"`);
  expect(canonical).toContain(`errors="${count('error')}"`);
  expect(canonical).toContain(`tests="${outcomes.length}"`);
});

test('what is unknown is skipped with its sentence', async () => {
  const canonical = await junit(runOf({ cut: boundedReport() }));
  expect(canonical).toContain(
    '<skipped message="always.consistent of cut has no violation so far: 171 states, depth ≤ 5, ' +
      '54 not expanded.">',
  );
});

test('a cut exploration never passes as a whole, although all that was looked for was seen', async () => {
  const seen = boundedReport().verdicts.get('sometimes.allAbort');
  const verdicts = new Map(seen === undefined ? [] : [['sometimes.allAbort', seen]]);
  const canonical = await junit(runOf({ cut: boundedReport({ verdicts }) }));
  expect(casesOf(canonical)).toEqual([
    ['exploration', 'skipped'],
    ['sometimes.allAbort', 'passed'],
  ]);
  expect(canonical).toContain('cut stopped at depth 5: 54 of 171 states were not expanded.');
});

test('a failure shows the trace', async () => {
  const canonical = await junit(runOf({ broken: everyReport.broken }));
  expect(canonical).toContain('<failure message="always.consistent of broken is violated after 3');
  expect(canonical).toMatch(/<failure [^>]*>[^<]*2 rmChooseToAbort\(rm: 'rm1'\) +:51 /);
  expect(canonical).toContain('models/m.ts:17:3');
});

test('no text breaks the document, and every text that XML can hold is read as it was', async () => {
  const hostile = `]]> <b> & "q" 'a' \u{1f600} é \r\n\tend`;
  const verdicts = new Map([[`always.${hostile}`, { kind: 'unreachable' } as const]]);
  const run = runOf({ '</testsuites>]]>': exhaustedReport({ verdicts }) });
  const [model] = run.models;
  const reason = `${hostile} \u0000\u0007\u001b[31m\ufffe\ud800`;
  const failure = { code: 'EVT211', file: 'a&b.ts', cause: 'throws', message: reason } as const;
  const canonical = await junit({ ...run, models: model ? [model] : [], failures: [failure] });
  const inAttribute = canonical.match(/<error message="([^"]*)"/)?.[1];
  const inText = canonical.match(/<error message="[^"]*" type="[^"]*">([^<]*)</)?.[1];
  const read = (text = '') =>
    text
      .replaceAll(/&#x([0-9A-F]+);/g, (_, code: string) => String.fromCharCode(Number(`0x${code}`)))
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const told = `${hostile} \\u0000\\u0007\\u001b[31m\\ufffe\\ud800`;
  expect(read(inAttribute)).toBe(told);
  expect(read(inText)).toBe(told);
});

test('a comment that answers nothing is seen, and fails nothing', async () => {
  const at = { file: 'models/m.ts', line: 3, column: 1 };
  const message = 'This comment has no reason.';
  const canonical = await junit(runOf({}, { directives: [{ code: 'EVT502', message, at }] }));
  expect(casesOf(canonical)).toEqual([['EVT502 models/m.ts:3:1', 'skipped']]);
  expect(canonical).toContain(`<skipped message="EVT502 ${message}">`);
});
