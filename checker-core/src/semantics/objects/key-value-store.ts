import * as z from 'zod';
import { sequential } from '../../model/sequential.ts';

/**
 * Holds a value for each key: `put({ key, value })`, `get({ key })`, which gives null for a key
 * without value, and `remove({ key })`. Keys are judged one by one.
 */
export const keyValueStore = <K extends string | number, V>(
  key: z.ZodType<K>,
  value: z.ZodType<V>,
) =>
  sequential({
    state: z.object({ values: z.map(key, value) }),
    operations: {
      put: { input: { key, value }, output: z.literal('ok') },
      get: { input: { key }, output: value.nullable() },
      remove: { input: { key }, output: z.literal('ok') },
    },
  }).define({
    init: () => ({ values: new Map() }),
    apply: {
      put: (s, input) => {
        s.values.set(input.key, input.value);
        return 'ok';
      },
      get: (s, input) => s.values.get(input.key) ?? null,
      remove: (s, input) => {
        s.values.delete(input.key);
        return 'ok';
      },
    },
    key: { put: (input) => input.key, get: (input) => input.key, remove: (input) => input.key },
  });
