import { Dice } from './dice.ts';
import type { FieldType } from './field-type.ts';
import { wrongPredicate } from './mischief.ts';
import type { MachineSeed } from './random-machine.ts';
import { TextWriter } from './text-writer.ts';
import type { Scope, Writer } from './writer.ts';

type Rolls = readonly number[];

/** Fence, ends and properties of a machine. */
export function propertiesText(seed: MachineSeed, state: FieldType, outer: Scope): string {
  const one = { ...outer, variables: [{ text: 's', type: state, writable: false }] };
  const two = {
    ...outer,
    variables: ['after', 'before'].map((text) => ({ text, type: state, writable: false })),
  };
  const predicate = (join: '&&' | '||') => (decisions: Rolls) =>
    `(s) => ${joined(new TextWriter(new Dice(decisions), one), join)}`;
  const stepPredicate = (decisions: Rolls) =>
    `(before, after) => ${joined(new TextWriter(new Dice(decisions), two), '||')}`;
  return [
    single('within', seed.within, predicate('||')),
    single('terminal', seed.terminal, predicate('||')),
    section('always', seed.always, predicate('||')),
    section('sometimes', seed.sometimes, predicate('&&')),
    section('alwaysStep', seed.alwaysStep, stepPredicate),
    section('eventually', seed.eventually ? [seed.eventually] : [], predicate('||')),
  ].join('');
}

/** Several conditions in one, so that neither all states nor none are as asked. */
function joined(writer: Writer, join: '&&' | '||'): string {
  const { dice } = writer;
  return dice.write<string>([
    [10, () => writer.condition(2)],
    [20, () => `(${writer.condition(1)} ${join} ${writer.condition(1)})`],
    [
      20,
      () =>
        `(${writer.condition(1)} ${join} ${writer.condition(0)} ${join} ${writer.condition(0)})`,
    ],
    [1, () => wrongPredicate(writer)],
  ]);
}

function single(
  name: string,
  decisions: Rolls | undefined,
  predicate: (decisions: Rolls) => string,
): string {
  return decisions === undefined ? '' : `${name}: ${predicate(decisions)},\n`;
}

function section(
  name: string,
  all: readonly Rolls[],
  predicate: (decisions: Rolls) => string,
): string {
  if (all.length === 0) return '';
  const entries = all.map((decisions, index) => `p${index}: ${predicate(decisions)},`);
  return `${name}: {\n${entries.join('\n')}\n},\n`;
}
