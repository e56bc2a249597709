import { describe, expect, test } from 'vitest';
import { type AnyEnvelope, type Inbox, mediumOf } from './medium.ts';

const envelope = (from: string, n: number, to = 'r'): AnyEnvelope => ({
  from,
  to,
  message: { kind: 'm', n },
});
const any = mediumOf({ order: 'any', lose: 0, duplicate: 0 });
const keeping = mediumOf({ order: 'any', lose: 0, duplicate: 'any' });
const fifo = mediumOf({ order: 'fifo', lose: 0, duplicate: 0 });
const sent = (medium: typeof any, ...all: readonly AnyEnvelope[]): Inbox =>
  all.reduce<Inbox>((inbox, next) => medium.add(inbox, next), []);

describe('a network without order', () => {
  test('is the same whatever was sent first', () => {
    const [a, b, c] = [envelope('x', 1), envelope('x', 2), envelope('w', 3)];
    expect(sent(any, a, b, c)).toEqual(sent(any, c, b, a));
    expect(sent(any, a, b, c)).toEqual([c, a, b]);
  });

  test('counts equal messages, and can deliver each different one', () => {
    const inbox = sent(any, envelope('x', 1), envelope('x', 2), envelope('x', 1));
    expect(inbox).toHaveLength(3);
    expect(any.deliverable(inbox)).toEqual([envelope('x', 1), envelope('x', 2)]);
    expect(any.remove(inbox, envelope('x', 1))).toEqual([envelope('x', 1), envelope('x', 2)]);
  });

  test('that keeps what it delivers holds each message once', () => {
    const inbox = sent(keeping, envelope('x', 2), envelope('x', 1), envelope('x', 2));
    expect(inbox).toEqual([envelope('x', 1), envelope('x', 2)]);
    expect(keeping.deliverable(inbox)).toEqual(inbox);
    expect(keeping.remove(inbox, envelope('x', 2))).toEqual([envelope('x', 1)]);
  });
});

describe('a network in order', () => {
  test('keeps the order of each sender, and of no two senders', () => {
    const [x2, x1, y3] = [envelope('x', 2), envelope('x', 1), envelope('y', 3)];
    expect(sent(fifo, y3, x2, x1)).toEqual(sent(fifo, x2, y3, x1));
    expect(sent(fifo, y3, x2, x1)).toEqual([x2, x1, y3]);
  });

  test('delivers the first message of each sender', () => {
    const inbox = sent(fifo, envelope('y', 3), envelope('x', 2), envelope('x', 1));
    expect(fifo.deliverable(inbox)).toEqual([envelope('x', 2), envelope('y', 3)]);
    expect(fifo.remove(inbox, envelope('x', 2))).toEqual([envelope('x', 1), envelope('y', 3)]);
  });

  test('removes the earlier of two equal messages', () => {
    const inbox = sent(fifo, envelope('x', 1), envelope('x', 2), envelope('x', 1));
    expect(fifo.remove(inbox, envelope('x', 1))).toEqual([envelope('x', 2), envelope('x', 1)]);
  });

  test('keeps a queue for each pair, where messages to several receivers are together', () => {
    const inbox = sent(fifo, envelope('x', 1, 's'), envelope('x', 2), envelope('x', 3));
    expect(fifo.deliverable(inbox)).toEqual([envelope('x', 2), envelope('x', 1, 's')]);
  });
});

test('a message that is not in flight cannot be taken', () => {
  expect(() => any.remove([], envelope('x', 1))).toThrow('Internal error');
});
