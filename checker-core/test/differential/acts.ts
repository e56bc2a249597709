/** What turns of actors do beyond changing their state: messages and timers, rightly and wrongly. */
import type { MessageKind, Stage, Writing } from './stage.ts';
import { literal } from './values.ts';
import type { Writer } from './writer.ts';

/** A statement that sends something or sets a timer, mostly under a condition. */
export function act(writer: Writer, { stage, timers }: Writing, kind?: MessageKind): string {
  const { dice } = writer;
  const timer = () => `'${dice.pick(timers)}'`;
  const call = () => dice.pick(stage.calls);
  const text = dice.write<string>([
    [8, () => `turn.send(${addressText(writer, stage)}, ${someMessage(writer, stage)});`],
    [kind ? 4 : 0, () => `turn.reply(${someMessage(writer, stage)});`],
    [2, () => `turn.broadcast(${addressesText(writer, stage)}, ${someMessage(writer, stage)});`],
    [timers.length > 0 ? 5 : 0, () => `turn.setTimer(${timer()});`],
    [timers.length > 0 ? 2 : 0, () => `turn.cancelTimer(${timer()});`],
    [stage.calls.length > 0 ? 8 : 0, () => invocation(writer, stage, call().invoke)],
  ]);
  return dice.chance(kind ? 45 : 25) ? `if (${writer.condition(1)}) {\n${text}\n}` : text;
}

/** A message of a kind. */
export function messageText(writer: Writer, { name, fields }: MessageKind): string {
  if (fields.length === 0) return `Msg.${name}()`;
  const type = { kind: 'object', fields } as const;
  return `Msg.${name}(${literal(writer, type, (part) => writer.value(part, 1))})`;
}

/** Begins a call unless another one is pending; sometimes without a look. */
function invocation(writer: Writer, stage: Stage, kind: MessageKind): string {
  const send = `turn.send(${addressText(writer, stage)}, ${messageText(writer, kind)});`;
  if (writer.dice.chance(6)) return send;
  return `if (!s.busy) {\ns.busy = true;\n${send}\n}`;
}

/** A message of any kind, seldom one that begins a call. */
function someMessage(writer: Writer, { kinds, calls }: Stage): string {
  const { dice } = writer;
  const others = kinds.filter((kind) => calls.every(({ invoke }) => invoke !== kind));
  return messageText(writer, dice.pick(dice.chance(15) ? kinds : others));
}

function addressText(writer: Writer, { place }: Stage): string {
  return writer.dice.chance(5) ? `'nobody'` : writer.value(place, 1);
}

function addressesText({ dice }: Writer, { place }: Stage): string {
  const all = `['${place.values.join("', '")}']`;
  return dice.write([
    [2, () => all],
    [2, () => `${all}.filter((other) => other !== turn.self)`],
    [1, () => `new Set(${all})`],
    [1, () => '[]'],
  ]);
}

/** What a turn must not do with messages and timers. */
export function misuse(writer: Writer, stage: Stage, kind?: MessageKind): string {
  const { dice } = writer;
  const to = `'${dice.pick(stage.place.values)}'`;
  const message = messageText(writer, dice.pick(stage.kinds));
  const field = kind?.fields[0]?.name ?? 'stranger';
  const deed = dice.pick([
    ...(kind ? [`message.${field} = 0;`, 'delete message.kind;', `message.${field}.add(0);`] : []),
    `turn.send(${to}, { ...${message}, stranger: () => 1 });`,
    `turn.send(${to}, { ...${message}, x0: 'outside' });`,
    `turn.send(${to}, { kind: 'unheard' });`,
    `turn.send(${to});`,
    `turn.send('nowhere', ${message});`,
    `turn.setTimer('undeclared');`,
    `try { turn.setTimer('undeclared'); } catch {}`,
    'turn.props.rank = 2;',
    'turn.self = 1;',
    `turn.broadcast(1, ${message});`,
    `turn.send(${to}, ${message}); throw new Error('after sending');`,
  ]);
  return `if (${writer.condition(2)}) { ${deed} }`;
}
