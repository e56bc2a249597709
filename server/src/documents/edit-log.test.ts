import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Edit, EditLog } from './edit-log.ts';

test('shifts what stands behind an edit and keeps what stands before it', () => {
  const log = new EditLog('one two three');
  log.record([{ offset: 4, removed: 3, inserted: 1 }], 'one 2 three');
  const move = log.since('one two three');
  expect(move({ start: 0, end: 3 })).toEqual({ start: 0, end: 3 });
  expect(move({ start: 8, end: 13 })).toEqual({ start: 6, end: 11 });
});

test('withdraws what was edited itself', () => {
  const log = new EditLog('one two three');
  log.record([{ offset: 5, removed: 1, inserted: 1 }], 'one tXo three');
  expect(log.since('one two three')({ start: 4, end: 7 })).toBeUndefined();
});

test('restores every place when the edits are undone', () => {
  const log = new EditLog('one two');
  log.record([{ offset: 4, removed: 3, inserted: 1 }], 'one 2');
  log.record([{ offset: 4, removed: 1, inserted: 3 }], 'one two');
  expect(log.since('one two')({ start: 4, end: 7 })).toEqual({ start: 4, end: 7 });
});

test('compares texts when the checked one was never on the screen', () => {
  const log = new EditLog('one 2 three');
  expect(log.since('one two three')({ start: 8, end: 13 })).toEqual({ start: 6, end: 11 });
});

test('agrees with the text itself after any edits and saves', () => {
  const step = fc.record({
    offset: fc.nat(40),
    removed: fc.nat(3),
    inserted: fc.string({ maxLength: 3 }),
    saved: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      // The needle is the only piece of the text with this character.
      let text = 'aaaa bbbb §§§ cccc';
      const needle = { start: 10, end: 13 };
      const log = new EditLog(text);
      for (const { offset, removed, inserted, saved } of steps) {
        const edit = { offset: Math.min(offset, text.length), removed };
        const before = text.slice(0, edit.offset);
        const after = text.slice(edit.offset + removed);
        const made: Edit = {
          offset: edit.offset,
          removed: text.length - before.length - after.length,
          inserted: inserted.length,
        };
        text = before + inserted + after;
        log.record([made], text);
        if (saved && steps.length < 3) log.mark();
      }
      const span = log.since('aaaa bbbb §§§ cccc')(needle);
      if (span) expect(text.slice(span.start, span.end)).toBe('§§§');
    }),
  );
});
