/** What the tests of VS Code say of models, made from their status alone. */
import type { ModelReport, PropertyReport } from 'everyturn/internal/report/model-report';
import { reachText } from 'everyturn/internal/report/words';
import type { ModelStatus } from 'everyturn-language-server/protocol';

/** How one test ended. What is unknown has not passed: it is skipped, with its sentence. */
export interface TestOutcome {
  /** Of which property; absent of the model itself. */
  readonly keyPath?: string;
  readonly kind: 'passed' | 'failed' | 'skipped' | 'errored';
  /** What is shown of it; of what passed nothing is. */
  readonly text?: string;
  /** What stands beside its name in the list. */
  readonly description?: string;
}

/** How the tests of a model ended. */
export function outcomesOf({ report, headline }: ModelStatus): readonly TestOutcome[] {
  const [first] = report?.errors ?? [];
  if (!report || first) return [{ kind: 'errored', text: first?.message ?? headline }];
  const verdicts = Object.entries(report.verdicts);
  // A model without properties promises nothing that could pass.
  if (verdicts.length === 0) return [{ kind: 'skipped' }];
  return verdicts.map(([keyPath, property]) => ({ keyPath, ...outcomeOf(property) }));
}

function outcomeOf({ kind, word, sentence }: PropertyReport): TestOutcome {
  switch (kind) {
    case 'holds':
    case 'seen':
      return { kind: 'passed' };
    case 'violated':
    case 'unreachable':
      return { kind: 'failed', text: sentence };
    case 'unknown':
      return { kind: 'skipped', text: sentence, description: word };
  }
}

/** What the lines that are shown as not covered mean, where an exploration was cut. */
export function cutNote({ exhausted, name, summary }: ModelReport): string | undefined {
  if (exhausted) return undefined;
  return `${name}: ${summary}. Lines shown as not covered were not run yet.`;
}

/** The name of a run with coverage, which tells whether what is missing may still come. */
export function coverageName(reports: readonly ModelReport[]): string {
  const cut = reports.filter(({ exhausted }) => !exhausted);
  if (cut.length === 0) return 'Coverage';
  return `Coverage, cut: ${cut.map((one) => `${one.name} at ${reachText(one)}`).join('; ')}`;
}
