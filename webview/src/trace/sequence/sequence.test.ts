import { expect, test } from 'vitest';
import { foldableRoles, sequenceOf } from './sequence.ts';
import { about, message, systemTrace } from './system-trace.test.fixture.ts';

const nothing: ReadonlySet<string> = new Set();
const ask = message('ask', 'tm', 'rm1', { round: 2 });

test('each actor has a lane, and so has an address at which nobody is', () => {
  const astray = message('ask', 'tm', 'rm7');
  const trace = systemTrace(['tm', 'rm.1', 'rm.2'], { inFlight: [ask, astray] }, []);
  const { lanes, inFlight } = sequenceOf(trace, nothing);
  expect(lanes.map(({ title, role }) => [title, role])).toEqual([
    ['tm', undefined],
    ['rm1', 'rm'],
    ['rm2', 'rm'],
    ['rm7', undefined],
  ]);
  expect(inFlight.map(({ from, to, title, fields }) => [from, to, title, fields])).toEqual([
    [0, 1, 'ask', 'round: 2'],
    [0, 3, 'ask', ''],
  ]);
});

test('a folded role has one lane, on which arrows and rows tell who is meant', () => {
  const trace = systemTrace(['tm', 'rm.1', 'rm.2'], { inFlight: [ask] }, [about('deliver', ask)]);
  expect(foldableRoles(trace)).toEqual(['rm']);
  const { lanes, rows } = sequenceOf(trace, new Set(['rm']));
  expect(lanes.map(({ title, addresses }) => [title, addresses])).toEqual([
    ['tm', ['tm']],
    ['rm', ['rm1', 'rm2']],
  ]);
  expect(rows[1]).toMatchObject({ lane: 1, isFolded: true, address: 'rm1' });
  expect(rows[1]?.arrow?.title).toBe('ask, tm → rm1');
});

test('a row tells what was chosen, what its own actor changed, and its timers', () => {
  const timers = (...names: string[]) => ({ rm1: names, rm2: [] });
  const trace = systemTrace(['tm', 'rm.1', 'rm.2'], { inFlight: [ask], timers: timers('old') }, [
    {
      ...about('deliver', ask),
      choices: ['yes'],
      timers: timers('new'),
      changes: [
        { path: 'rm[1].phase', kind: 'changed', before: "'a'", after: "'b'" },
        { path: 'rm[10].phase', kind: 'changed', before: "'a'", after: "'b'" },
        { path: 'rm[1].seen', kind: 'added', after: '1' },
        { path: 'inFlight', kind: 'removed', before: 'ask' },
      ],
    },
  ]);
  expect(sequenceOf(trace, nothing).rows[1]?.notes.map(({ text }) => text)).toEqual([
    "chose 'yes'",
    "phase 'a' → 'b'",
    'seen + 1',
    'sets new',
    'stops old',
  ]);
});

test('a timer that fires is off, and one that is set in the same turn is set again', () => {
  const fires = { event: 'timer', params: { actor: 'a', timer: 't' } } as const;
  const trace = systemTrace(['a'], { timers: { a: ['t'] } }, [
    { ...fires, timers: { a: ['t'] } },
    { ...fires, timers: { a: [] } },
  ]);
  const { rows } = sequenceOf(trace, nothing);
  expect(rows.map(({ timer, notes }) => [timer, notes.map(({ text }) => text)])).toEqual([
    [undefined, []],
    ['t', ['sets t']],
    ['t', []],
  ]);
});

test('an actor is down from its crash to its recovery, or to the end', () => {
  const crash = (actor: string) => ({ event: 'crash', params: { actor } }) as const;
  const trace = systemTrace(['a', 'b'], {}, [
    crash('a'),
    crash('b'),
    { event: 'recover', params: { actor: 'a' } },
    crash('a'),
    { event: 'recover', params: { actor: 'a' } },
  ]);
  expect(sequenceOf(trace, nothing).outages).toEqual([
    { lane: 0, address: 'a', from: 1, to: 3 },
    { lane: 1, address: 'b', from: 2, to: undefined },
    { lane: 0, address: 'a', from: 4, to: 5 },
  ]);
});

test('a loss happens on the network, on no lane', () => {
  const trace = systemTrace(['tm', 'rm.1'], { inFlight: [ask] }, [about('lose', ask)]);
  expect(sequenceOf(trace, nothing).rows[1]).toMatchObject({ lane: undefined, event: 'lose' });
});
