/** What user code must not do. Each is done in some states only. */
import type { Writer } from './writer.ts';

/** Something that a turn must not do, under a condition. */
export function mischief(writer: Writer): string {
  const { dice } = writer;
  const parts = writer.places().filter(({ assignable, maybe }) => assignable && !maybe);
  const path = parts.length === 0 ? 's.nothing' : dice.pick(parts).path;
  const condition = writer.condition(2);
  const deed = dice.pick([
    `${path} = 'outside';`,
    `throw new Error('refused');`,
    's.stranger = 1;',
    `${path} = () => 1;`,
    'return 1;',
    `delete ${path};`,
    `${path} = undefined;`,
    `${path} = [];`,
    `${path} = s;`,
    `${path} = new (class Box {})();`,
    'throw undefined;',
    's.missing.x = 1;',
    'turn.choose([]);',
    `${path} = Symbol('s');`,
    'return s;',
    `s[Symbol('s')] = 1;`,
    `Object.defineProperty(s, 'hidden', { value: 1 });`,
    'Object.freeze(s);',
    'turn.choose([() => 1]);',
  ]);
  return `if (${condition}) { ${deed} }`;
}

/** A predicate that throws, changes what it reads or answers something else, in some states. */
export function wrongPredicate(writer: Writer): string {
  const { dice, scope } = writer;
  const state = scope.variables.at(-1)?.text ?? 's';
  const parts = writer.places().filter(({ path }) => path.startsWith(`${state}.`));
  const changed = parts.length === 0 ? `${state}.nothing` : dice.pick(parts).path;
  const wrong = dice.pick([
    `(() => { throw new Error('no answer'); })()`,
    `(() => { ${changed} = 0; return true; })()`,
    '1',
    'undefined',
    'null.x',
    `(() => { ${state}.stranger = 1; return true; })()`,
    `(() => { delete ${state}.f0; return true; })()`,
  ]);
  return `(${writer.condition(1)} ? ${wrong} : ${writer.condition(1)})`;
}
