import { type SequentialSpec, sequentialOf, specOf } from '../../model/sequential.ts';
import { noReferenceObject } from '../errors.ts';

/**
 * A reference object with some of its operations only, for what does not offer all of them:
 * `only(counter(), 'add', 'read')`.
 */
export function only<S, Ops, const K extends keyof Ops & string>(
  spec: SequentialSpec<S, Ops>,
  ...operations: readonly K[]
): SequentialSpec<S, Pick<Ops, K>> {
  const parts = sequentialOf(spec);
  if (parts === undefined) throw noReferenceObject();
  const { declaration, behavior } = parts;
  const pick = <T>(from: { readonly [operation: string]: T }) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => wanted.has(name)));
  const wanted = new Set<string>(operations);
  return specOf({
    declaration: { ...declaration, operations: pick(declaration.operations) },
    behavior: {
      init: behavior.init,
      apply: pick(behavior.apply),
      ...(behavior.key && { key: pick(behavior.key) }),
    },
  });
}
