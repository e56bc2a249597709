/**
 * Random machines as source text. The text is run as it is printed, so a failing case can be pasted
 * into a file, and destructuring, loops and spreads are JavaScript's own.
 */
import { Dice, type Production } from './dice.ts';
import { drive } from './drive.ts';
import {
  type Field,
  type FieldType,
  type NameType,
  plainNames,
  randomType,
  schemaText,
  symmetricType,
} from './field-type.ts';
import { indented } from './indented.ts';
import { mischief, wrongPredicate } from './mischief.ts';
import { propertiesText } from './properties-text.ts';
import type { ActionSeed, MachineSeed } from './random-machine.ts';
import { sequence, statement } from './statements.ts';
import { TextWriter } from './text-writer.ts';
import { literal } from './values.ts';
import type { Scope, Variable, Writer } from './writer.ts';

/** The machine of a seed as the text of a module that exports `model`. */
export function machineText(seed: MachineSeed): string {
  const ids = idsOf(seed);
  const state = stateOf(seed, ids);
  const scope: Scope = { variables: [], chooses: false, symmetric: ids.length > 0 };
  const actions = seed.actions.map((action, index) => {
    return actionText(`a${index}`, action, seed.terminal !== undefined, state, ids, scope);
  });
  const enums = [...plainNames, ...ids].map(
    ({ name, values }) => `const ${name} = z.enum(['${values.join("', '")}']);`,
  );
  return indented(`${enums.join('\n')}

export const model = machine({
state: ${schemaText(state)}${refinementText(seed, state, scope)},${symmetryText(ids)}
}).define({
init: (turn) => (${initText(seed, state, scope)}),
actions: {
${actions.join('\n')}
},
${propertiesText(seed, state, scope)}});`);
}

/** The symmetric enumerations. */
function idsOf({ symmetric }: MachineSeed): readonly NameType[] {
  return symmetric.map((size, index) => {
    const [name, stem] = index === 0 ? ['Id', 'id'] : ['Other', 'o'];
    const values = Array.from({ length: size }, (_, n) => `${stem}${n + 1}`);
    return { kind: 'name', name, values, symmetric: true };
  });
}

function symmetryText(ids: readonly NameType[]): string {
  return ids.length === 0 ? '' : `\nsymmetry: [${ids.map(({ name }) => name).join(', ')}],`;
}

function refinementText({ refinement }: MachineSeed, state: FieldType, scope: Scope): string {
  if (refinement === undefined) return '';
  const variable = { text: 's', type: state, writable: false };
  const writer = new TextWriter(new Dice(refinement), { ...scope, variables: [variable] });
  return `.refine((s) => ${writer.condition(1)} || ${writer.condition(1)}, 'not together')`;
}

function stateOf({ root, fields }: MachineSeed, ids: readonly NameType[]): FieldType {
  if (root && ids.length === 0) return randomType(new Dice(root), 2);
  return {
    kind: 'object',
    fields: fields.map((decisions, index): Field => {
      const dice = new Dice(decisions);
      const own = ids[index] ?? (dice.chance(30) ? ids[0] : undefined);
      const type = own ? symmetricType(dice, own, ids) : randomType(dice, dice.below(3));
      return { name: `f${index}`, type, optional: false };
    }),
  };
}

function initText({ init }: MachineSeed, state: FieldType, scope: Scope): string {
  const writer = new TextWriter(new Dice(init), { ...scope, chooses: true });
  return literal(writer, state, (type) => initialValue(writer, type));
}

/** Mostly one value, sometimes one of several. */
function initialValue(writer: Writer, type: FieldType): string {
  const one = () => literal(writer, type, (part) => writer.value(part, 0));
  return writer.dice.chance(20) ? `turn.choose([${one()}, ${one()}])` : one();
}

function actionText(
  name: string,
  seed: ActionSeed,
  isGuarded: boolean,
  state: FieldType,
  ids: readonly NameType[],
  outer: Scope,
): string {
  const params = seed.params.map((decisions, index): Variable => {
    const dice = new Dice(decisions);
    const type = ids[index] ?? parameterType(dice, index === 0);
    return { text: `p${index}`, type, writable: false };
  });
  const named = (writable: boolean) => [...params, { text: 's', type: state, writable }];
  const names = params.length === 0 ? '' : `{ ${params.map(({ text }) => text).join(', ')} }`;
  const declared = params.map(({ text, type }) => `${text}: ${schemaText(type)}`).join(', ');
  const guard = new TextWriter(new Dice(seed.guard), { ...outer, variables: named(false) });
  const when = guardText(guard, names === '' ? '(s)' : `(s, ${names})`, isGuarded);
  const turn = new TextWriter(new Dice([]), { ...outer, variables: named(true), chooses: true });
  return `${name}: {
${names === '' ? '' : `params: { ${declared} },\n`}${when}next: (s, ${names || '_'}, turn) => {
${bodyText(seed, turn, state)}
},
},`;
}

function bodyText(seed: ActionSeed, turn: TextWriter, state: FieldType): string {
  const driver = turn.rolling(new Dice(seed.drive));
  const trickster = turn.rolling(new Dice(seed.mischief));
  const drives = driver.dice.chance(65);
  const isMore = driver.dice.chance(40);
  return [
    ...(drives ? [drive(driver, 's', state)] : []),
    ...(drives && !isMore
      ? []
      : [
          sequence(turn, seed.statements, (writer, decisions) =>
            statement(turn.rolling(new Dice(decisions)).with(writer.scope), 2),
          ),
        ]),
    ...(trickster.dice.chance(5) ? [mischief(trickster)] : []),
  ].join('\n');
}

/** A guard or none; where states are to end, each action has one. */
function guardText(writer: Writer, given: string, isGuarded: boolean): string {
  const both = () => `(${writer.condition(1)} && ${writer.condition(1)})`;
  return writer.dice.write<string>([
    [isGuarded ? 0 : 20, () => ''],
    [10, () => `when: ${given} => ${writer.condition(3)},\n`],
    [isGuarded ? 30 : 0, () => `when: ${given} => ${both()},\n`],
    [3, () => `when: ${given} => {\n${earlyAnswer(writer)}\n},\n`],
    [1, () => `when: ${given} => ${wrongPredicate(writer)},\n`],
  ]);
}

function earlyAnswer(writer: Writer): string {
  return `if (${writer.condition(1)}) return ${writer.condition(2)};\nreturn true;`;
}

/** A second parameter has few values, or there would be too many steps. */
function parameterType(dice: Dice, isFirst: boolean): FieldType {
  const small: readonly Production<FieldType>[] = [
    [3, () => ({ kind: 'boolean' })],
    [2, () => ({ kind: 'integer', max: 1, open: false })],
  ];
  if (!isFirst) return dice.write(small);
  return dice.write<FieldType>([
    ...small,
    [4, () => dice.pick(plainNames)],
    [2, () => ({ kind: 'integer', max: 2, open: false })],
    [1, () => ({ kind: 'nullable', inner: { kind: 'boolean' } })],
    [1, () => ({ kind: 'tuple', items: [{ kind: 'boolean' }, { kind: 'boolean' }] })],
    [1, () => ({ kind: 'set', element: { kind: 'boolean' } })],
  ]);
}
