/**
 * Random systems as source text, which is run as it is printed: a failing case can be pasted into a
 * file.
 */
import { actorText, fieldsOf, props, smallType } from './actor-text.ts';
import { Dice } from './dice.ts';
import { type Field, type FieldType, type NameType, plainNames, schemaText } from './field-type.ts';
import { callsOf, historyText } from './history-text.ts';
import { indented } from './indented.ts';
import { propertiesText } from './properties-text.ts';
import type { ActorSeed, SystemSeed } from './random-system.ts';
import type { MessageKind, Stage } from './stage.ts';
import { TextWriter } from './text-writer.ts';
import { literal } from './values.ts';
import { askOfWorld, worldType } from './world-questions.ts';
import type { Scope } from './writer.ts';

const scope: Scope = { variables: [], chooses: false, symmetric: false };

/** An actor in its place. */
interface Member {
  readonly seed: ActorSeed;
  readonly name: string;
  readonly address: string;
  readonly props: string;
}

/** Who has which role; the members of a team have it together. */
interface Role {
  readonly name: string;
  readonly isTeam: boolean;
  readonly members: readonly Member[];
}

/** The system of a seed as the text of a module that exports `model`. */
export function systemText(seed: SystemSeed): string {
  const stage = stageOf(seed);
  const { place, kinds, calls } = stage;
  const roles = rolesOf(seed, stage);
  const enums = [...plainNames, place].map(
    ({ name, values }) => `const ${name} = z.enum(['${values.join("', '")}']);`,
  );
  const behaviours = seed.actors.map((actor, i) => `const A${i} = ${actorText(actor, stage)};`);
  const histories = seed.histories.map((decisions, i) => historyText(`h${i}`, decisions, calls));
  return indented(`${enums.join('\n')}
const Msg = messages({ ${kinds.map(kindText).join(', ')} });

${behaviours.join('\n\n')}

${histories.join('\n')}
export const model = system({
actors: { ${roles.map(roleText).join(', ')} },
network: ${networkText(seed)},
${faultsText(seed, place)}}).define({
${propertiesText(seed, worldOf(roles, stage), scope, askOfWorld(stage))}${consistencyText(seed)}});`);
}

function stageOf(seed: SystemSeed): Stage {
  const count = new Dice(seed.cast).chance(40) ? 3 : 2;
  const values = ['a', 'b', 'c'].slice(0, count);
  const place: NameType = { kind: 'name', name: 'Place', values, symmetric: false };
  const kinds = seed.messages.map((decisions, index): MessageKind => {
    const dice = new Dice(decisions);
    const fields = Array.from({ length: dice.pick([1, 0, 1, 2]) }, (_, i): Field => {
      return { name: `x${i}`, type: smallType(dice, place), optional: false };
    });
    return { name: `k${index}`, fields };
  });
  return { place, kinds, calls: seed.histories.length > 0 ? callsOf(kinds) : [] };
}

function rolesOf({ actors, cast }: SystemSeed, { place }: Stage): readonly Role[] {
  const dice = new Dice(cast.slice(1));
  const members = place.values.map((address): Member => {
    const index = dice.below(actors.length);
    const seed = actors[index];
    if (!seed) throw new Error('A system has an actor.');
    const writer = new TextWriter(dice, scope);
    const given = literal(writer, props, (type) => writer.value(type, 0));
    return { seed, name: `A${index}`, address, props: given };
  });
  const own = (member: Member, index: number): Role => {
    return { name: ['x', 'y', 'z'][index] ?? 'w', isTeam: false, members: [member] };
  };
  const [first, ...others] = members;
  return dice.write<readonly Role[]>([
    [3, () => members.map(own)],
    [1, () => [{ name: 'team', isTeam: true, members }]],
    [1, () => [{ name: 'team', isTeam: true, members: others }, ...(first ? [own(first, 0)] : [])]],
  ]);
}

function roleText({ name, isTeam, members }: Role): string {
  const placed = members.map((member) => `${member.name}.at('${member.address}', ${member.props})`);
  return `${name}: ${isTeam ? `[${placed.join(', ')}]` : placed.join()}`;
}

function kindText({ name, fields }: MessageKind): string {
  return `${name}: { ${fields.map(({ name: field, type }) => `${field}: ${schemaText(type)}`).join(', ')} }`;
}

function networkText({ network }: SystemSeed): string {
  const dice = new Dice(network);
  const order = dice.pick(['any', 'fifo'] as const);
  const lose = dice.pick(['0', '0', '1', '2', `'any'`]);
  const duplicate = dice.pick(['0', '0', '1', '2', order === 'any' ? `'any'` : '1']);
  return `{ order: '${order}', lose: ${lose}, duplicate: ${duplicate} }`;
}

function faultsText({ faults }: SystemSeed, { values }: NameType): string {
  if (!faults) return '';
  const dice = new Dice(faults);
  const crashes = dice.pick([1, 1, 2, 0]);
  const recover = dice.pick([true, false, true]);
  const some = values.filter(() => dice.chance(50));
  const of = dice.chance(40) ? `, of: [${some.map((address) => `'${address}'`).join(', ')}]` : '';
  return `faults: { crashes: ${crashes}, recover: ${recover}${of} },\n`;
}

/** What properties see. */
function worldOf(roles: readonly Role[], stage: Stage): FieldType {
  const stateOf = ({ seed }: Member): FieldType => {
    const { durable, volatile } = fieldsOf(seed, stage);
    return { kind: 'object', fields: [...durable, ...volatile] };
  };
  return worldType(
    roles.map(({ name, isTeam, members }) => {
      const states = members.map(stateOf);
      const [only] = states;
      return [name, isTeam || !only ? { kind: 'tuple', items: states } : only];
    }),
    stage,
  );
}

/** Each history is asked one question, or both. */
function consistencyText({ histories }: SystemSeed): string {
  const asked = histories.map((decisions) => new Dice(decisions.slice(-1)).below(4));
  const section = (name: string, isIn: (choice: number) => boolean) => {
    const own = asked.flatMap((choice, i) => (isIn(choice) ? [`p${i}: h${i}`] : []));
    return own.length === 0 ? '' : `${name}: { ${own.join(', ')} },\n`;
  };
  return [
    section('linearizable', (choice) => choice !== 3),
    section('sequentiallyConsistent', (choice) => choice >= 2),
  ].join('');
}
