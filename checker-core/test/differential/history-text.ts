/** Recorders of random systems as source text. */
import { Dice } from './dice.ts';
import type { Rolls } from './random-machine.ts';
import type { Call, MessageKind } from './stage.ts';
import { TextWriter } from './text-writer.ts';

/** The messages that begin and end calls: each kind that is not the last begins one that the next ends. */
export function callsOf(kinds: readonly MessageKind[]): readonly Call[] {
  return kinds.flatMap((invoke, index) => {
    const response = kinds[index + 1];
    return index % 2 === 0 && response ? [{ invoke, response }] : [];
  });
}

/** A history, as the text of a declaration. */
export function historyText(name: string, decisions: Rolls, calls: readonly Call[]): string {
  const dice = new Dice(decisions);
  const writing = (kind: MessageKind) => (write: (number: string) => string) =>
    `seen(Msg.${kind.name}, (m) => ${extractText(dice, kind, write)})`;
  const [first, second = first] = calls;
  if (!first || !second) return '';
  const [invokeFirst, responseFirst] = [writing(first.invoke), writing(first.response)];
  const [invokeSecond, responseSecond] = [writing(second.invoke), writing(second.response)];
  const reads = `read: {
invoke: ${invokeSecond(() => '({})')},
response: ${responseSecond((n) => n)},
},`;
  const more = second === first ? '' : reads;
  return dice.write<string>([
    [
      3,
      () => `const ${name} = history(objects.register(z.number(), 0), {
write: {
invoke: ${invokeFirst((n) => `({ value: ${n} })`)},
response: ${responseFirst(() => `'ok'`)},
},
${more}
});`,
    ],
    [
      2,
      () => `const ${name} = history(objects.counter(), {
addAndGet: {
invoke: ${invokeFirst((n) => `({ amount: ${n} })`)},
response: ${responseFirst((n) => n)},
},
${more}
});`,
    ],
    [
      1,
      () => `const ${name} = history(objects.queue(z.number()), {
dequeue: {
invoke: ${invokeFirst(() => '({})')},
response: ${responseFirst((n) => `(${n} || null)`)},
},
${
  second === first
    ? ''
    : `enqueue: {
invoke: ${invokeSecond((n) => `({ item: ${n} })`)},
response: ${responseSecond(() => `'ok'`)},
},`
}
});`,
    ],
  ]);
}

/** What a message says of a call; seldom something that it cannot say. */
function extractText(dice: Dice, kind: MessageKind, write: (number: string) => string): string {
  const type = { kind: 'object', fields: kind.fields } as const;
  const variables = kind.fields.length === 0 ? [] : [{ text: 'm', type, writable: false }];
  const scope = { variables, chooses: false, symmetric: false };
  const number = new TextWriter(dice, scope).value({ kind: 'integer', max: 2, open: true }, 1);
  const right = write(number);
  return dice.write([
    [40, () => right],
    [1, () => `(${number} > 1 ? m.missing.x : ${right})`],
    [1, () => `(${number} > 1 ? () => 1 : ${right})`],
    [1, () => `(${number} > 1 ? 'odd' : ${right})`],
  ]);
}
