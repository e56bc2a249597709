/**
 * One step of a recorded trace: who takes it, its parameters, its choices in order. An action of a
 * machine is named by its key path, `actions.prepare`. Of a system a step is named as its trace names
 * it: by what happens (`deliver`, `lose`, `duplicate`, `timer`, `crash`, `recover`), with the message
 * as `{ from, to, message }` or else with `{ actor }` or `{ actor, timer }`; or by the key path of the
 * handler, `actors.rms.1.on.decide`, which means a delivery where it could be a duplicate, too. A
 * model whose beginning chooses is begun with a step by `init`.
 */
export type ReplayStep = readonly [
  by: string,
  params?: Readonly<Record<string, unknown>>,
  options?: { readonly choose?: readonly unknown[] },
];
