import type { ModelStatus } from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';
import type { ActiveModels } from './active-models.ts';

/** The command behind the item: a menu of what can be done. */
export const statusMenuCommand = 'everyturn.statusMenu';

/** Which of several models the item speaks of: the first that wants attention. */
const urgency: readonly ModelStatus['phase'][] = [
  'checking',
  'failed',
  'stale',
  'finished',
  'notChecked',
];

/** Shows in the status bar how the models of the active file stand. */
export function showStatus(active: ActiveModels): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'everyturn.status',
    vscode.StatusBarAlignment.Left,
  );
  item.name = 'Everyturn';
  item.command = statusMenuCommand;
  const draw = () => {
    const { models } = active;
    const shown = mostUrgent(models);
    if (!shown) {
      item.hide();
      return;
    }
    const others = models.length > 1 ? ` (+${models.length - 1})` : '';
    item.text = `${icon(shown)}${shown.headline}${others}`;
    item.tooltip = models.map(tooltipOf).join('\n');
    item.accessibilityInformation = { label: `Everyturn: ${shown.model}, ${shown.headline}` };
    item.show();
  };
  const subscription = active.onChange(draw);
  draw();
  return vscode.Disposable.from(item, subscription);
}

function tooltipOf({ model, headline, delta }: ModelStatus): string {
  return `${model}: ${headline}${delta ? `\n${delta.sentence}` : ''}`;
}

function mostUrgent(models: readonly ModelStatus[]): ModelStatus | undefined {
  const violated = models.find(({ phase, report }) => phase === 'finished' && isViolated(report));
  const ranked = [...models].sort((a, b) => urgency.indexOf(a.phase) - urgency.indexOf(b.phase));
  const [first] = ranked;
  return first?.phase === 'finished' ? (violated ?? first) : first;
}

function isViolated(report: ModelStatus['report']): boolean {
  return Object.values(report?.verdicts ?? {}).some(
    ({ kind }) => kind === 'violated' || kind === 'unreachable',
  );
}

function icon({ phase }: ModelStatus): string {
  if (phase === 'checking') return '$(sync~spin) ';
  return phase === 'stale' ? '$(history) ' : '';
}
