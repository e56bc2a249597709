import { expect, test } from 'vitest';
import type { Sought } from '../engine/seek.ts';
import { soughtReport } from './sought-report.ts';

const cut = { exhausted: false, fenced: 0, distinctStates: 171, symmetry: false };
const stopped = (why: 'timeMs' | 'statesMax' | 'stopped' | 'error'): Sought => ({
  found: { kind: 'stopped', why },
  tried: 12_000,
  open: 54,
  nearest: 2_000_001,
});

test('what is in the run was seen, whatever the search says', () => {
  expect(soughtReport(stopped('timeMs'), true, cut)).toEqual({
    kind: 'seen',
    sentence: 'Seen: the search tried 12,000 states from 54 open ones.',
  });
  expect(soughtReport(undefined, true, cut).sentence).toBe('Seen.');
});

test('only an exhausted run makes something unreachable, whatever the search says', () => {
  const nothing: Sought = { ...stopped('timeMs'), found: { kind: 'nothing' } };
  expect(soughtReport(nothing, false, cut).kind).toBe('unknown');
  const exhausted = { ...cut, exhausted: true, distinctStates: 288 };
  expect(soughtReport(nothing, false, exhausted)).toEqual({
    kind: 'unreachable',
    sentence: 'Unreachable: the run is exhausted now, 288 states, and it is in none.',
  });
  expect(soughtReport(nothing, false, { ...exhausted, fenced: 1 }).sentence).toMatch(
    /^Unreachable within the fence: /,
  );
});

test('a search that ended early tells how far it went, why it stopped, and how near it came', () => {
  const said = (why: Parameters<typeof stopped>[0]) =>
    soughtReport(stopped(why), false, cut).sentence;
  expect(said('timeMs')).toBe(
    'Not seen yet: the search tried 12,000 states from 54 open ones and stopped when its time was up. The nearest state that it met differs in 2 fields.',
  );
  expect(said('statesMax')).toContain('at its number of states');
  expect(said('stopped')).toContain('because somebody asked it to');
  expect(said('error')).toContain('where turns failed');
});
