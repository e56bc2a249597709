import { Dice } from './dice.ts';
import type { FieldType } from './field-type.ts';
import { wrongPredicate } from './mischief.ts';
import { TextWriter } from './text-writer.ts';
import type { Scope, Writer } from './writer.ts';

type Rolls = readonly number[];

/** The decisions from which properties are written. */
export interface PropertiesSeed {
  readonly within: Rolls | undefined;
  readonly terminal: Rolls | undefined;
  readonly always: readonly Rolls[];
  readonly sometimes: readonly Rolls[];
  readonly alwaysStep: readonly Rolls[];
  readonly eventually: Rolls | undefined;
}

/** A condition; `depth` is how many may stand within each other. */
export type Ask = (writer: Writer, depth: number) => string;

const plainly: Ask = (writer, depth) => writer.condition(depth);

/** Fence, ends and properties of a model. */
export function propertiesText(
  seed: PropertiesSeed,
  state: FieldType,
  outer: Scope,
  ask: Ask = plainly,
): string {
  const one = { ...outer, variables: [{ text: 's', type: state, writable: false }] };
  const two = {
    ...outer,
    variables: ['after', 'before'].map((text) => ({ text, type: state, writable: false })),
  };
  const predicate = (join: '&&' | '||') => (decisions: Rolls) =>
    `(s) => ${joined(new TextWriter(new Dice(decisions), one), join, ask)}`;
  const stepPredicate = (decisions: Rolls) =>
    `(before, after) => ${joined(new TextWriter(new Dice(decisions), two), '||', ask)}`;
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
function joined(writer: Writer, join: '&&' | '||', ask: Ask): string {
  const { dice } = writer;
  return dice.write<string>([
    [10, () => ask(writer, 2)],
    [20, () => `(${ask(writer, 1)} ${join} ${ask(writer, 1)})`],
    [20, () => `(${ask(writer, 1)} ${join} ${ask(writer, 0)} ${join} ${ask(writer, 0)})`],
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
