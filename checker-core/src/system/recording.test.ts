import { expect, test } from 'vitest';
import type { RecordedHistory } from '../semantics/recorded-history.ts';
import { type Recording, recordDelivered, recordingsOf, recordSent } from './recording.ts';

const recorder = {
  spec: {} as never,
  calls: {
    write: {
      invoke: { kind: 'put', extract: (message: unknown) => ({ put: message }) },
      response: { kind: 'ok', extract: () => 'done' },
    },
    read: {
      invoke: { kind: 'get', extract: () => ({}) },
      response: { kind: 'ok', extract: () => 7 },
    },
  },
};
const recording: Recording = { name: 'register', keyPath: 'linearizable.register', recorder };
const asked: string[] = [];
const observe = (keyPath: string, { extract }: { extract(m: unknown): unknown }, m: unknown) => {
  asked.push(keyPath);
  return extract(m);
};
const send = (history: RecordedHistory, from: string, kind: string) =>
  recordSent(history, recording, { from, to: 's', message: { kind } }, observe);
const deliver = (history: RecordedHistory, to: string, kind: string) =>
  recordDelivered(history, recording, { from: 's', to, message: { kind } }, observe);

test('a call begins with a message of its caller and ends with one to its caller', () => {
  const begun = send({}, 'x', 'put');
  const pending = { operation: 'write', input: { put: { kind: 'put' } }, after: {} };
  expect(begun).toEqual({ x: { completed: [], pending } });
  const ended = deliver(begun, 'x', 'ok');
  expect(ended).toEqual({ x: { completed: [{ ...pending, output: 'done' }], pending: null } });
  expect(asked).toEqual([
    'linearizable.register.write.invoke',
    'linearizable.register.write.response',
  ]);
});

test('one kind of answer ends whichever operation waits for it', () => {
  const ended = deliver(send({}, 'x', 'get'), 'x', 'ok');
  expect(ended['x']?.completed).toMatchObject([{ operation: 'read', output: 7 }]);
});

test('messages that are none of the calls, and answers that nobody waits for, change nothing', () => {
  const begun = send({}, 'x', 'put');
  expect(send(begun, 'x', 'hello')).toBe(begun);
  expect(deliver(begun, 'x', 'hello')).toBe(begun);
  expect(deliver(begun, 'y', 'ok')).toBe(begun);
  const ended = deliver(begun, 'x', 'ok');
  expect(deliver(ended, 'x', 'ok')).toBe(ended);
});

test('a call counts what the others had completed when it began, and not its own', () => {
  let history = deliver(send({}, 'x', 'put'), 'x', 'ok');
  history = deliver(send(history, 'x', 'put'), 'x', 'ok');
  history = send(send(history, 'z', 'get'), 'x', 'get');
  history = send(history, 'y', 'get');
  expect(history['y']?.pending?.after).toEqual({ x: 2 });
  expect(history['x']?.pending?.after).toEqual({});
});

test('a second call before the end of the first is refused', () => {
  expect(() => send(send({}, 'x', 'put'), 'x', 'get')).toThrow(
    'x invokes read while its write is pending',
  );
});

test('a history that two properties share is one, two of one name are told apart', () => {
  const other = { ...recorder };
  const of = (consistent: typeof recorder) =>
    recordingsOf({
      linearizable: { register: recorder },
      sequentiallyConsistent: { register: consistent },
    }).map(({ name }) => name);
  expect(of(recorder)).toEqual(['register']);
  expect(of(other)).toEqual(['register', 'sequentiallyConsistent.register']);
});
