import { expect, test } from 'vitest';
import { commitPresumptuous } from '../../../samples/commit/commit-presumptuous.ts';
import { stateSections } from './state-sections.ts';
import { systemReport, traceOf } from './system-report.test.fixture.ts';

const trace = traceOf(await systemReport(commitPresumptuous, 'commit'), 'always.consistent');

/** The sections after a step of the trace, each row as text. */
function after(step: number) {
  const state = trace.steps[step - 1]?.state ?? trace.init;
  const before = step === 0 ? undefined : (trace.steps[step - 2]?.state ?? trace.init);
  const changes = trace.steps[step - 1]?.changes ?? [];
  return stateSections({ actors: trace.actors, state, before, changes }).map(
    ({ title, remark, rows }) => ({
      title,
      ...(remark === undefined ? {} : { remark }),
      rows: rows.map(({ kind, name, was, value }) =>
        kind === 'same' ? `${name}: ${value}` : `${kind} ${name}: ${was} → ${value}`,
      ),
    }),
  );
}

test('the state of a system is told by actor, then what is on its way, then the rest', () => {
  expect(after(0)).toEqual([
    { title: 'tm', rows: ["decision: 'none'", 'yes: {}', 'timers: giveUp'] },
    { title: 'rm1 (rms)', rows: ["phase: 'working'"] },
    { title: 'rm2 (rms)', rows: ["phase: 'working'"] },
    { title: 'In flight', rows: ['tm → rm1: prepare', 'tm → rm2: prepare'] },
    { title: 'Faults left', rows: ['crashes: 1', 'duplicate: 1'] },
  ]);
});

test('messages that came and went are marked, and so are timers that were stopped', () => {
  const [tm, , , inFlight] = after(4);
  expect(tm?.rows).toEqual([
    "changed decision: 'none' → 'commit'",
    "changed yes: {'rm1'} → {'rm1', 'rm2'}",
    'changed timers: giveUp → none',
  ]);
  expect(inFlight?.rows).toEqual([
    'added tm → rm1: undefined → decide { commit: true }',
    'added tm → rm2: undefined → decide { commit: true }',
    'removed rm2 → tm: vote { yes: true } → undefined',
  ]);
});

test('a crashed actor is called so, and its recovery is a change', () => {
  expect(after(6)[0]).toEqual({
    title: 'tm',
    remark: 'crashed',
    rows: [
      "decision: 'commit'",
      "changed yes: {'rm1', 'rm2'} → {}",
      'added crashed: undefined → yes',
      'timers: none',
    ],
  });
  expect(after(7)[0]?.rows).toContain('removed crashed: yes → undefined');
});

test('equal messages share a row that counts them', () => {
  const ping = { from: 'a', to: 'b', message: { kind: 'ping' } };
  const [inFlight] = stateSections({
    actors: [],
    state: { inFlight: [ping, ping] },
    before: { inFlight: [ping] },
    changes: [],
  });
  expect(inFlight?.rows).toMatchObject([
    { kind: 'changed', name: 'a → b', was: 'ping', value: '2 × ping' },
  ]);
});

test('the state of a machine is one section without a title', () => {
  const sections = stateSections({
    actors: undefined,
    state: { tm: 'b', n: 1 },
    before: { tm: 'a', n: 1 },
    changes: [{ path: 'tm', kind: 'changed', before: "'a'", after: "'b'" }],
  });
  expect(sections).toMatchObject([
    {
      title: undefined,
      rows: [
        { path: 'tm', kind: 'changed' },
        { path: 'n', kind: 'same' },
      ],
    },
  ]);
});
