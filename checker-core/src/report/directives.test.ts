import { expect, test } from 'vitest';
import type { Report, SourceLocation } from '../model/report.ts';
import { buildModelReport } from './build-model-report.ts';
import type { Directive } from './directives.ts';
import { textOfModel } from './text.ts';
import { boundedReport, erroneousReport, exhaustedReport } from './two-phase.test.fixture.ts';

const place = (line: number, file = 'm.ts'): SourceLocation => ({ file, line, column: 3 });

/** A model on lines 10 to 40, its budget of a depth on line 12, its action on line 20. */
const built = (report: Report<unknown>, directives: readonly Directive[]) =>
  buildModelReport({
    file: 'm.ts',
    name: 'm',
    at: place(10),
    locate: (keyPath) => {
      if (keyPath === 'budget' || keyPath === 'budget.depthMax') return place(12);
      return keyPath.startsWith('budget.') ? undefined : place(20);
    },
    report,
    directives,
  });

const accept = (first: number, last = first, code = 'U1'): Directive => ({
  word: 'accept',
  code,
  reason: 'Enough.',
  at: place(first - 1),
  lines: { first, last },
});
const ignore = (first: number, last = first): Directive => ({
  ...accept(first, last, 'EVT301'),
  word: 'ignore',
});

const isAccepted = (report: Report<unknown>, directive: Directive) =>
  built(report, [directive]).unknown[0]?.accepted !== undefined;

test('a bound is accepted above it, and above whatever it is a part of', () => {
  expect(built(boundedReport(), [accept(12)]).unknown).toMatchObject([
    { code: 'U1', accepted: { reason: 'Enough.', at: place(11) } },
  ]);
  expect(isAccepted(boundedReport(), accept(10, 40))).toBe(true);
  expect(isAccepted(boundedReport(), accept(13, 40))).toBe(false);
  expect(isAccepted(boundedReport(), accept(5, 11))).toBe(false);
  expect(isAccepted(boundedReport(), { ...accept(12), at: place(11, 'other.ts') })).toBe(false);
  expect(isAccepted(boundedReport(), accept(12, 12, 'U2'))).toBe(false);
  expect(isAccepted(boundedReport(), { ...accept(12), word: 'ignore' })).toBe(false);
});

test('who accepts a bound has not accepted another that the model does not set', () => {
  const cutInTime = boundedReport({ stopped: 'timeMs' });
  expect(built(cutInTime, []).unknown[0]?.at).toEqual(place(12));
  expect(isAccepted(cutInTime, accept(12))).toBe(false);
  expect(isAccepted(cutInTime, accept(10, 40))).toBe(true);
});

test('a stop by hand and an error are no bounds that someone has accepted', () => {
  expect(isAccepted(boundedReport({ stopped: 'timeMs' }), accept(10, 40))).toBe(true);
  expect(isAccepted(boundedReport({ stopped: 'stopped' }), accept(10, 40))).toBe(false);
  expect(isAccepted(erroneousReport(), accept(10, 40))).toBe(false);
});

test('a finding is ignored on the line below the comment only', () => {
  const idle = exhaustedReport({
    actions: new Map([...exhaustedReport().actions, ['actions.a', { fired: 0, states: 0 }]]),
  });
  const ignored = (directive: Directive) => built(idle, [directive]).findings[0]?.ignored;
  expect(ignored(ignore(20, 25))).toEqual({ reason: 'Enough.', at: place(19) });
  expect(ignored(ignore(10, 40))).toBeUndefined();
  expect(ignored({ ...ignore(20), word: 'accept' })).toBeUndefined();
});

test('what is accepted is printed with the reason, in place of what to do', () => {
  const text = textOfModel(built(boundedReport(), [accept(12)]));
  expect(text).toContain('U1 m stopped at depth 5: 54 of 171 states were not expanded.');
  expect(text).toContain('      accepted: Enough. (m.ts:11:3)');
  expect(text).not.toContain('next:');
  expect(textOfModel(built(boundedReport(), []))).toContain('next: Raise depthMax');
});
