/** Actors of random systems as source text: their fields, their timers and their turns. */

import { act, messageText, misuse } from './acts.ts';
import { Dice } from './dice.ts';
import { drive } from './drive.ts';
import { type Field, type FieldType, type NameType, randomType, schemaText } from './field-type.ts';
import { mischief } from './mischief.ts';
import type { Rolls } from './random-machine.ts';
import type { ActorSeed, TurnSeed } from './random-system.ts';
import type { MessageKind, Stage, Writing } from './stage.ts';
import { statement } from './statements.ts';
import { TextWriter } from './text-writer.ts';
import { literal } from './values.ts';
import type { Scope, Variable, Writer } from './writer.ts';

type ObjectType = Extract<FieldType, { readonly kind: 'object' }>;

/** The fields that every actor has as its props. */
export const props: ObjectType = {
  kind: 'object',
  fields: [
    { name: 'rank', type: { kind: 'integer', max: 2, open: false }, optional: false },
    { name: 'flag', type: { kind: 'boolean' }, optional: false },
  ],
};

/** The fields of an actor. */
export interface ActorFields {
  readonly durable: readonly Field[];
  readonly volatile: readonly Field[];
}

/** Small fields, durable and volatile ones: at least one in all. */
export function fieldsOf(seed: ActorSeed, { place, calls }: Stage): ActorFields {
  const named = (stem: string) => (decisions: Rolls, index: number) => {
    return {
      name: `${stem}${index}`,
      type: smallType(new Dice(decisions), place),
      optional: false,
    };
  };
  const volatile = seed.volatile.map(named('v'));
  const busy: Field = { name: 'busy', type: { kind: 'boolean' }, optional: false };
  const durable = [...seed.durable.map(named('d')), ...(calls.length > 0 ? [busy] : [])];
  if (volatile.length + durable.length > 0) return { durable, volatile };
  const count: Field = { ...busy, name: 'd0', type: { kind: 'integer', max: 1, open: false } };
  return { durable: [count], volatile };
}

/** A type of few values. */
export function smallType(dice: Dice, place: NameType): FieldType {
  return dice.write<FieldType>([
    [6, () => ({ kind: 'integer', max: 1 + dice.below(2), open: dice.chance(30) })],
    [4, () => ({ kind: 'boolean' })],
    [2, () => place],
    [2, () => randomType(dice, 0)],
    [3, () => randomType(dice, 1)],
    [1, () => ({ kind: 'set', element: place })],
  ]);
}

/** An actor as the text of an expression. */
export function actorText(seed: ActorSeed, stage: Stage): string {
  const { durable, volatile } = fieldsOf(seed, stage);
  const timers = seed.onTimer.map((_, index) => `t${index}`);
  const state: FieldType = { kind: 'object', fields: [...durable, ...volatile] };
  const writing = { stage, state, timers };
  const on = stage.kinds.flatMap((kind, index) => {
    const turn = seed.on[index];
    return turn ? [`${kind.name}: ${turnText(turn, writing, kind)},`] : [];
  });
  const onTimer = seed.onTimer.map((turn, index) => `t${index}: ${turnText(turn, writing)},`);
  return `actor({
messages: Msg,
props: ${schemaText(props)},
${schemaPart('durable', durable)}${schemaPart('volatile', volatile)}${timersPart(timers)}}).define({
init: (props, turn) => (${initText(seed, state)}),
${turnPart('start', seed.start, writing)}${turnPart('recover', seed.recover, writing)}on: {
${on.join('\n')}
},
${onTimer.length === 0 ? '' : `onTimer: {\n${onTimer.join('\n')}\n},\n`}})`;
}

function schemaPart(name: string, fields: readonly Field[]): string {
  return fields.length === 0 ? '' : `${name}: ${schemaText({ kind: 'object', fields })},\n`;
}

function timersPart(timers: readonly string[]): string {
  if (timers.length === 0) return '';
  return `timers: { ${timers.map((timer) => `${timer}: { after: 1 }`).join(', ')} },\n`;
}

function turnPart(name: string, seed: TurnSeed | undefined, writing: Writing): string {
  return seed ? `${name}: ${turnText(seed, writing)},\n` : '';
}

function initText({ init }: ActorSeed, state: FieldType): string {
  const variables = [{ text: 'props', type: props, writable: false }];
  const scope: Scope = { variables, chooses: true, symmetric: false };
  const writer = new TextWriter(new Dice(init), scope);
  return literal(writer, state, (type) => {
    const one = () => writer.value(type, 0);
    return writer.dice.chance(10) ? `turn.choose([${one()}, ${one()}])` : one();
  });
}

/** A turn; one that handles messages of a kind knows what they say and who sent them. */
function turnText(seed: TurnSeed, writing: Writing, kind?: MessageKind): string {
  const { stage, state } = writing;
  const message: FieldType = { kind: 'object', fields: kind?.fields ?? [] };
  const known = (text: string, type: FieldType): Variable => ({ text, type, writable: false });
  const variables = [
    ...(kind && kind.fields.length > 0 ? [known('message', message)] : []),
    ...(kind ? [known('turn.sender', stage.place)] : []),
    known('turn.self', stage.place),
    known('turn.props', props),
    { text: 's', type: state, writable: true },
  ];
  const turn = new TextWriter(new Dice([]), { variables, chooses: true, symmetric: false });
  const driver = turn.rolling(new Dice(seed.drive));
  const trickster = turn.rolling(new Dice(seed.mischief));
  const body = [
    ...(kind ? answering(driver, stage, kind) : []),
    ...(driver.dice.chance(50) ? [drive(driver, 's', state)] : []),
    ...seed.statements.map((decisions) => statement(turn.rolling(new Dice(decisions)), 1).text),
    ...seed.acts.map((decisions) => act(turn.rolling(new Dice(decisions)), writing, kind)),
    ...(trickster.dice.chance(4) ? [mischief(trickster)] : []),
    ...(trickster.dice.chance(4) ? [misuse(trickster, stage, kind)] : []),
  ];
  // Each statement is a block of its own: names that one declares are not known to the others.
  const blocks = body.map((text) => (text.includes('const ') ? `{\n${text}\n}` : text));
  return `(s, ${kind ? 'message, ' : ''}turn) => {\n${blocks.join('\n')}\n}`;
}

/** Answers what begins a call, and notes that one is ended: mostly. */
function answering(writer: Writer, { calls }: Stage, kind: MessageKind): readonly string[] {
  const { dice } = writer;
  const begun = calls.find(({ invoke }) => invoke === kind);
  const ended = calls.find(({ response }) => response === kind);
  return [
    ...(begun && dice.chance(80) ? [`turn.reply(${messageText(writer, begun.response)});`] : []),
    ...(ended && dice.chance(80) ? ['s.busy = false;'] : []),
  ];
}
