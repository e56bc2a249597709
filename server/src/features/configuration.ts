import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Feature } from '../context.ts';

/** Settings, taken over without a restart. */
export const configuration: Feature = (context) => {
  const { connection, client, checks } = context;
  const canAsk = client.workspace?.configuration === true;
  const ask = () =>
    context.guard(
      'settings',
      async () => context.changeSettings(await connection.workspace.getConfiguration('everyturn')),
      undefined,
    );
  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (canAsk) await ask();
    else context.changeSettings((settings as { everyturn?: unknown } | undefined)?.everyturn);
  });
  context.onReady(async () => {
    if (canAsk) await ask();
    checks.begin();
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      await connection.client.register(DidChangeConfigurationNotification.type, {
        section: 'everyturn',
      });
    }
  });
  context.onSettingsChange((before) => {
    const now = context.settings();
    const wasOfRuns = { budget: before.budget, turn: before.turn };
    const isOfRuns = { budget: now.budget, turn: now.turn };
    if (now.check.on !== 'save') return;
    checks.checkUnchecked();
    if (JSON.stringify(wasOfRuns) !== JSON.stringify(isOfRuns)) checks.recheckAll();
  });
  return {};
};
