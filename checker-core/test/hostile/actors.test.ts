import type { FromChecker } from 'everyturn/internal/checker/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ModelFolder } from './checker.fixture.ts';

let folder: ModelFolder;
beforeAll(async () => {
  folder = await ModelFolder.make();
});
afterAll(() => folder.remove());

const reportOf = (said: readonly FromChecker[]) =>
  said.flatMap((message) => (message.kind === 'finished' ? [message.report] : []))[0];
const errorsOf = async (text: string) => reportOf(await folder.check(text))?.errors;

/** A sender and a receiver, with something in the turn of line 19, at the top, or in the handlers. */
const post = (
  inTurn: string,
  atTop = '',
  alsoOn = '',
) => `import { actor, address, messages, system } from 'everyturn';
import * as z from 'zod';
${atTop}
const Msg = messages({ note: { items: z.array(z.int()) }, tick: {} });
const [a, b] = [address('a'), address('b')];
const Sender = actor({ messages: Msg, props: z.object({ names: z.array(z.string()) }) }).define({
  init: () => ({}),
  start: (_, turn) => {
    turn.send(b, Msg.note({ items: [1, 2] }));
    turn.send(b, Msg.tick());
  },
  on: {},
});
const Receiver = actor({ messages: Msg, durable: z.object({ n: z.int().max(9) }) }).define({
  init: () => ({ n: 0 }),
  on: {
    note: (s, message, turn) => {
      s.n += 1;
      ${inTurn}
    },
    ${alsoOn || 'tick: () => {},'}
  },
});
export const post = system({
  actors: { sender: Sender.at(a, { names: ['x'] }), receivers: [Receiver.at(b)] },
  network: { order: 'any', lose: 0, duplicate: 0 },
}).define({ always: { isSmall: (w) => w.receivers[0].n < 9 } });
`;
const note = 'actors.receivers.0.on.note';

test('a system is explored to its end', async () => {
  expect(reportOf(await folder.check(post('')))).toMatchObject({
    exhausted: true,
    distinctStates: 2,
    errors: [],
    at: { line: 24 },
    actions: {
      [note]: { fired: 1, states: 1, at: { line: 17 } },
      'actors.receivers.0.on.tick': { fired: 0, states: 2, at: { line: 21 } },
    },
    findings: [],
  });
});

describe('messages belong to nobody who handles them', () => {
  test('a handler that changes its message is named, on the line', async () => {
    expect(await errorsOf(post('(message.items as number[]).push(3);'))).toMatchObject([
      {
        code: 'EVT208',
        keyPath: note,
        message: expect.stringMatching(
          /^actors\.receivers\.0\.on\.note changes a message or its props/,
        ),
        at: { line: 19 },
        trace: { steps: [{ label: 'deliver(note, a → b)', at: { line: 18 } }] },
      },
    ]);
  });

  test('a handler that keeps its message, and changes it in a later turn, is named there', async () => {
    const keeps = post(
      'kept = message.items as number[];',
      'let kept: number[] | undefined;',
      'tick: (s) => {\nif (s.n > 0) kept?.push(3);\n},',
    );
    expect(await errorsOf(keeps)).toMatchObject([
      { code: 'EVT208', keyPath: 'actors.receivers.0.on.tick', at: { line: 22 } },
    ]);
  });

  test('what a sender changes later does not reach the message', async () => {
    const report = reportOf(
      await folder.check(
        post('const items = [s.n]; turn.send(a, Msg.note({ items })); items.push(7);').replace(
          'on: {},',
          'on: { note: (_, { items }) => { if (items.length > 1) throw new Error("reached"); } },',
        ),
      ),
    );
    expect(report).toMatchObject({ errors: [], exhausted: true, distinctStates: 2 });
  });

  test('a handler that changes its props is named, on the line', async () => {
    const text = post('').replace(
      'start: (_, turn) => {',
      'start: (_, turn) => { (turn.props.names as string[]).pop();',
    );
    expect(await errorsOf(text)).toMatchObject([
      { code: 'EVT208', keyPath: 'actors.sender.start', at: { line: 8 } },
    ]);
  });
});

test('a handler that uses a module variable is named, with both results', async () => {
  const counts = post('s.n = seen++ % 5;', 'let seen = 1;');
  expect(await errorsOf(counts)).toMatchObject([
    {
      code: 'EVT203',
      keyPath: note,
      message: expect.stringMatching(
        /gave two results for one input: receivers\[0\]\.n = \d, then \d\. A turn may use only its state, its message, its props and turn\.choose\.$/,
      ),
      at: { line: 17 },
    },
  ]);
});

test('a turn that is used after its end is named', async () => {
  const keeps = post(
    'kept = turn;',
    'let kept: { cancelTimer(timer: never): void } | undefined;',
    "tick: (s) => {\nif (s.n > 0) kept?.cancelTimer('x' as never);\n},",
  );
  expect(await errorsOf(keeps)).toMatchObject([
    {
      code: 'EVT208',
      keyPath: note,
      message: expect.stringContaining('after its end'),
      at: { line: 22 },
    },
  ]);
});

test.each([
  ['an exception', 'throw new Error("full");', 'EVT201', /throws Error: full$/],
  ['a state outside its schema', 's.n = 10;', 'EVT202', /^The state at n leaves its schema after/],
  [
    'a value that is not data',
    's.n = (() => 1) as never;',
    'EVT204',
    /stored a function at \$\.n;/,
  ],
  [
    'a message outside its schema',
    'turn.reply(Msg.note({ items: ["x"] as never }));',
    'EVT202',
    /sends note, which does not fit its declaration at items\[0\]/,
  ],
  [
    'a message of no kind',
    'turn.reply({ kind: "bye" } as never);',
    'EVT202',
    /sends bye, which is no kind of its actor's messages\. There are note, tick\.$/,
  ],
  [
    'a message that is not data',
    'turn.reply(Msg.note({ items: [() => 1] as never }));',
    'EVT204',
    /sends a function at \$\.items\[0\];/,
  ],
  [
    'an address of nobody',
    'turn.send(address("c"), Msg.tick());',
    'EVT206',
    /sends tick to 'c', which is no address of the system\. There are a, b\.$/,
  ],
  [
    'a timer of nobody',
    'turn.setTimer("t" as never);',
    'EVT201',
    /uses the timer t, which its actor does not declare\. It declares none\.$/,
  ],
])('%s in a handler is a model error of that line', async (_, inTurn, code, message) => {
  expect(await errorsOf(post(inTurn))).toMatchObject([
    { code, keyPath: note, message: expect.stringMatching(message), trace: { steps: [{}] } },
  ]);
  const [error] = (await errorsOf(post(inTurn))) ?? [];
  expect([17, 19]).toContain(error?.at?.line);
});

test('what a turn has caught is reported nevertheless', async () => {
  const hidden = 'try { turn.setTimer("t" as never); } catch {}';
  expect(await errorsOf(post(hidden))).toMatchObject([{ code: 'EVT201', at: { line: 19 } }]);
});

test('a message without a handler is a model error at the handlers of its receiver', async () => {
  expect(await errorsOf(post('', '', '// None for tick.'))).toMatchObject([
    {
      code: 'EVT205',
      keyPath: 'actors.receivers.0.on.tick',
      message:
        'b receives tick from a and has no handler for it. Add on.tick, which may do nothing, or send it elsewhere.',
      at: { line: 16 },
    },
  ]);
});

test('a handler that never returns is stopped and named', async () => {
  const said = await folder.check(post('for (;;);'), { turnTimeoutMs: 300 });
  expect(said.flatMap((one) => (one.kind === 'died' ? [one.death] : []))[0]).toMatchObject({
    code: 'EVT207',
    model: 'post',
    keyPath: note,
    at: { line: 17 },
  });
});
