/** What properties of random systems ask of what they see. */
import type { Field, FieldType } from './field-type.ts';
import type { Ask } from './properties-text.ts';
import type { Stage } from './stage.ts';

/** What properties see: the fields of the actors by role, what is in flight, who is crashed. */
export function worldType(
  roles: readonly (readonly [name: string, state: FieldType])[],
  { place, kinds }: Stage,
): FieldType {
  const field = (name: string, type: FieldType, optional = false): Field => {
    return { name, type, optional };
  };
  const values = kinds.map(({ name }) => name);
  const kind: FieldType = { kind: 'name', name: 'Kind', values, symmetric: false };
  const known = kinds.flatMap(({ fields }) => fields);
  const said = [...new Map(known.map((one) => [one.name, { ...one, optional: true }])).values()];
  const message: FieldType = { kind: 'object', fields: [field('kind', kind), ...said] };
  const envelope: FieldType = {
    kind: 'object',
    fields: [field('from', place), field('to', place), field('message', message)],
  };
  return {
    kind: 'object',
    fields: [
      ...roles.map(([name, state]) => field(name, state)),
      field('inFlight', { kind: 'array', item: envelope, max: 2 }),
      field('crashed', { kind: 'set', element: place }),
    ],
  };
}

/** Asks about messages in flight and crashed actors now and then, else about anything. */
export function askOfWorld({ place, kinds }: Stage): Ask {
  return (writer, depth) => {
    const { dice, scope } = writer;
    const world = dice.pick(scope.variables).text;
    const kind = () => `message.kind === '${dice.pick(kinds).name}'`;
    return dice.write<string>([
      [6, () => writer.condition(depth)],
      [1, () => `${world}.inFlight.length < ${1 + dice.below(4)}`],
      [1, () => `${world}.inFlight.some(({ message }) => ${kind()})`],
      [1, () => `${world}.inFlight.every(({ from, to }) => from !== to)`],
      [1, () => `${world}.crashed.has('${dice.pick(place.values)}')`],
      [1, () => `${world}.crashed.size === ${dice.below(3)}`],
    ]);
  };
}
