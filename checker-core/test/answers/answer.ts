import { type Checkable, type CheckOptions, check, type Report, type Verdict } from 'everyturn';
import { beforeAll, describe, expect, test } from 'vitest';
import { confirm } from './confirm.ts';
import { selfLoopsOf } from './self-loops.ts';
import { initialStates } from './stepper.ts';

/** What must be known of a property; a number is the length of the shortest trace in steps. */
export type Known =
  | 'holds'
  | 'unreachable'
  | 'frontier'
  | 'fence'
  | 'notChecked'
  | { readonly violated: number }
  | { readonly seen: number };

/** A model and everything that a right checker says of it. */
export interface Answer {
  readonly name: string;
  readonly model: Checkable<unknown>;
  readonly options?: CheckOptions;
  readonly states: number;
  /** Left out, like those below, where it is not known from elsewhere. */
  readonly generated?: number;
  readonly diameter?: number;
  readonly initial?: number;
  readonly terminal?: number;
  /** Steps that leave the state as it is. */
  readonly selfLoops?: number;
  readonly fenced?: number;
  /** States that were kept and not expanded; 0 for an exhausted exploration. */
  readonly frontier?: number;
  readonly verdicts: { readonly [keyPath: string]: Known };
  /** Codes of the model errors that must be reported. */
  readonly errors?: readonly string[];
}

/** Checks each model and compares everything that is said of it. */
export function expectAnswers(answers: readonly Answer[]) {
  describe.each(answers)('$name', (answer) => {
    let report: Report<unknown>;
    beforeAll(async () => {
      report = await check(answer.model, answer.options);
    }, 3_600_000);

    test('counts', () => expectCounts(answer, report));

    test('has a verdict for every property and no other', () => {
      expect([...report.verdicts.keys()].sort()).toEqual(Object.keys(answer.verdicts).sort());
    });

    for (const [keyPath, known] of Object.entries(answer.verdicts)) {
      test(`${keyPath}: ${JSON.stringify(known)}`, () => {
        const verdict = report.verdicts.get(keyPath);
        expect(verdict && knownOf(verdict)).toEqual(known);
        if (verdict?.kind === 'violated') confirm(answer.model, keyPath, verdict.counterexample);
        if (verdict?.kind === 'seen') confirm(answer.model, keyPath, verdict.witness);
      });
    }
  });
}

/** The same of both engines. */
export function expectAnswersOfBothEngines(answers: readonly Answer[]) {
  for (const engine of ['compiled', 'reference'] as const) {
    expectAnswers(
      answers.map(({ name, options, ...answer }) => {
        return { ...answer, name: `${name}, ${engine}`, options: { ...options, engine } };
      }),
    );
  }
}

function expectCounts(answer: Answer, report: Report<unknown>) {
  const frontier = answer.frontier ?? 0;
  expect(report.errors.map(({ code }) => code)).toEqual(answer.errors ?? []);
  expect(report).toMatchObject({
    distinctStates: answer.states,
    fenced: answer.fenced ?? 0,
    frontier,
    exhausted: frontier === 0 && !answer.errors,
  });
  if (answer.generated !== undefined) expect(report.generatedStates).toBe(answer.generated);
  if (answer.diameter !== undefined) expect(report.diameter).toBe(answer.diameter);
  if (answer.terminal !== undefined) expect(report.terminalStates).toBe(answer.terminal);
  if (answer.selfLoops !== undefined) expect(selfLoopsOf(answer.model)).toBe(answer.selfLoops);
  if (answer.initial !== undefined) {
    expect(initialStates(answer.model)).toHaveLength(answer.initial);
  }
}

/** A verdict in the words of the tables. */
function knownOf(verdict: Verdict<unknown>): Known {
  switch (verdict.kind) {
    case 'violated':
      return { violated: verdict.counterexample.steps.length };
    case 'seen':
      return { seen: verdict.witness.steps.length };
    case 'unknown': {
      const codes = verdict.reasons.map((reason) => reason.code);
      const [code] = codes.includes('notChecked') ? ['notChecked' as const] : codes;
      if (code === undefined || code === 'precision') throw new Error('unknown without a reason');
      return code;
    }
    default:
      return verdict.kind;
  }
}
