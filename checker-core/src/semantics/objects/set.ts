import * as z from 'zod';
import { sequential } from '../../model/sequential.ts';

/**
 * A set: `add({ element })` and `remove({ element })` say whether they changed it, `has({ element })`
 * whether the element is there. Elements are judged one by one.
 */
export const set = <T extends string | number>(element: z.ZodType<T>) =>
  sequential({
    state: z.object({ elements: z.set(element) }),
    operations: {
      add: { input: { element }, output: z.boolean() },
      remove: { input: { element }, output: z.boolean() },
      has: { input: { element }, output: z.boolean() },
    },
  }).define({
    init: () => ({ elements: new Set() }),
    apply: {
      add: (s, input) => {
        const isNew = !s.elements.has(input.element);
        s.elements.add(input.element);
        return isNew;
      },
      remove: (s, input) => s.elements.delete(input.element),
      has: (s, input) => s.elements.has(input.element),
    },
    key: {
      add: (input) => input.element,
      remove: (input) => input.element,
      has: (input) => input.element,
    },
  });
