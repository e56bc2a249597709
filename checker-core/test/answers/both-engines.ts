import type { Answer } from './answer.ts';

/** Each answer twice: of the compiled engine, and of the plain one. */
export const withBothEngines = (answers: readonly Answer[]): readonly Answer[] =>
  answers.flatMap((answer) => [
    { ...answer, options: { ...answer.options, engine: 'compiled' } },
    {
      ...answer,
      name: `${answer.name}, reference`,
      options: { ...answer.options, engine: 'reference' },
    },
  ]);
