import { expect, test } from 'vitest';
import { type RecordedWrite, recordingDraft } from './recording-draft.ts';

function writesOf<T>(root: T, turn: (draft: T) => void) {
  const writes: RecordedWrite[] = [];
  turn(recordingDraft(root, (write) => writes.push(write)));
  return writes.map(({ path, before, after }) => ({ path, before, after }));
}

test('a write to a nested record tells its path and both values', () => {
  const root = { rms: { rm1: 'working' } };
  const writes = writesOf(root, (s) => {
    s.rms.rm1 = 'prepared';
  });
  expect(writes).toEqual([{ path: ['rms', 'rm1'], before: 'working', after: 'prepared' }]);
  expect(root).toEqual({ rms: { rm1: 'prepared' } });
});

test('a write that leaves the value as it is is none', () => {
  const writes = writesOf({ a: { b: 1 }, set: new Set(['x']), list: [2, 1] }, (s) => {
    s.a = { b: 1 };
    s.set.add('x');
    s.set.delete('y');
    s.list.splice(0, 0);
  });
  expect(writes).toEqual([]);
});

test('a field that comes or goes is a write, even when its value is undefined', () => {
  const root: { a?: number | undefined } = {};
  const writes = writesOf(root, (s) => {
    s.a = undefined;
    delete s.a;
  });
  expect(writes.map(({ path }) => path)).toEqual([['a'], ['a']]);
  expect(Object.keys(root)).toEqual([]);
});

test('a set tells the element that came or went', () => {
  const root = { prepared: new Set(['rm1']) };
  const writes = writesOf(root, (s) => {
    s.prepared.add('rm2');
    s.prepared.delete('rm1');
  });
  expect(writes).toEqual([
    { path: ['prepared', 'rm2'], before: undefined, after: 'rm2' },
    { path: ['prepared', 'rm1'], before: 'rm1', after: undefined },
  ]);
  expect(root.prepared).toEqual(new Set(['rm2']));
});

test('clearing a set is one write', () => {
  const writes = writesOf({ set: new Set([1, 2]) }, (s) => s.set.clear());
  expect(writes).toEqual([{ path: ['set'], before: new Set([1, 2]), after: new Set() }]);
});

test('objects inside sets and maps are recorded where they are', () => {
  const root = { jobs: new Set([{ id: 1, done: false }]), by: new Map([['k', { n: 0 }]]) };
  const writes = writesOf(root, (s) => {
    for (const job of s.jobs) job.done = true;
    for (const [, value] of s.by) value.n = 1;
    s.by.forEach((value) => {
      value.n = 2;
    });
    const found = s.by.get('k');
    if (found) found.n = 3;
  });
  expect(writes).toEqual([
    { path: ['jobs', { id: 1, done: false }, 'done'], before: false, after: true },
    { path: ['by', 'k', 'n'], before: 0, after: 1 },
    { path: ['by', 'k', 'n'], before: 1, after: 2 },
    { path: ['by', 'k', 'n'], before: 2, after: 3 },
  ]);
});

test('a map tells its keys', () => {
  const writes = writesOf({ votes: new Map([['a', 1]]) }, (s) => {
    s.votes.set('b', 2);
    s.votes.set('a', 3);
    s.votes.delete('b');
  });
  expect(writes).toEqual([
    { path: ['votes', 'b'], before: undefined, after: 2 },
    { path: ['votes', 'a'], before: 1, after: 3 },
    { path: ['votes', 'b'], before: 2, after: undefined },
  ]);
});

test('methods of arrays are one write each, however many elements move', () => {
  const root = { queue: ['a', 'b', 'c'] };
  const writes = writesOf(root, (s) => {
    s.queue.push('d');
    expect(s.queue.shift()).toBe('a');
    s.queue.splice(0, 1, 'x', 'y');
  });
  expect(writes).toEqual([
    { path: ['queue', 3], before: undefined, after: 'd' },
    { path: ['queue', 0], before: 'a', after: undefined },
    { path: ['queue'], before: ['b', 'c', 'd'], after: ['x', 'y', 'c', 'd'] },
  ]);
  expect(root.queue).toEqual(['x', 'y', 'c', 'd']);
});

test('an element keeps its right path when others move, and none once it is taken out', () => {
  const root = {
    list: [
      { id: 1, n: 0 },
      { id: 2, n: 0 },
    ],
  };
  const writes = writesOf(root, (s) => {
    const second = s.list[1];
    const first = s.list.shift();
    if (second) second.n = 1;
    if (first) first.n = 1;
  });
  expect(writes.map(({ path }) => path)).toEqual([
    ['list', 0],
    ['list', 0, 'n'],
  ]);
});

test('what is put back into the draft is plain data and the same object', () => {
  const root = { list: [{ n: 1 }, { n: 2 }], first: { n: 0 }, map: new Map<string, unknown>() };
  const elements = [...root.list];
  writesOf(root, (s) => {
    s.list = s.list.filter((item) => item.n > 1);
    const [item] = s.list;
    if (item) s.first = item;
    s.map.set('k', { inner: s.first });
    expect(s.list.includes(s.first)).toBe(true);
  });
  expect(root.first).toBe(elements[1]);
  expect(root.list[0]).toBe(elements[1]);
  expect((root.map.get('k') as { inner: unknown }).inner).toBe(elements[1]);
});

test('a draft looks like what it wraps', () => {
  const root = {
    list: [1, 2],
    set: new Set([1]),
    map: new Map([['a', { b: 1 }]]),
    at: new Date(5),
  };
  writesOf(root, (s) => {
    expect(Array.isArray(s.list)).toBe(true);
    expect([s.list.length, s.set.size, s.map.size]).toEqual([2, 1, 1]);
    expect([...s.list, ...s.set]).toEqual([1, 2, 1]);
    expect([...s.map.keys()]).toEqual(['a']);
    expect(s.set instanceof Set && s.map instanceof Map).toBe(true);
    expect(s.set.has(1)).toBe(true);
    expect(s.at.getTime()).toBe(5);
    expect(JSON.stringify(s)).toBe(JSON.stringify(root));
    expect(Object.keys({ ...s })).toEqual(Object.keys(root));
  });
});

test('frozen data in the draft is read as it is and refuses writes', () => {
  const root = { message: Object.freeze({ body: Object.freeze({ n: 1 }) }) };
  const writes = writesOf(root, (s) => {
    expect(s.message.body.n).toBe(1);
    expect(() => Object.assign(s.message, { body: 2 })).toThrow(TypeError);
  });
  expect(writes).toEqual([]);
});

test('a write has the stack of the code that made it', () => {
  const stacks: string[] = [];
  const draft = recordingDraft({ n: 0 }, (write) => stacks.push(write.stack));
  function helperThatWrites(state: { n: number }) {
    state.n = 1;
  }
  helperThatWrites(draft);
  expect(stacks[0]).toContain('helperThatWrites');
});
