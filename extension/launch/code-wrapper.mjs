#!/usr/bin/env node
// Takes the arguments of desktop VS Code's command and does the same with the VS Code in the
// browser, so that tools which start `code` need not know the difference. Environment variables:
// EVERYTURN_VSCODE_RELEASE chooses `newest` or `oldest`, EVERYTURN_TESTS_TIMEOUT_MS ends tests that do
// not end, EVERYTURN_TESTS_LOG names a file for what the tests and the workbench log.

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format, parseArgs } from 'node:util';
import { installVsixInto, serveCode } from './serve-code.mjs';
import { artifacts } from './workbench.mjs';
import { openWorkbenchPage } from './workbench-page.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  // VS Code has many flags; those that mean nothing here are ignored, as VS Code does with others.
  strict: false,
  options: {
    'install-extension': { type: 'string' },
    'extensions-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
    'disable-workspace-trust': { type: 'boolean' },
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
  },
});
const release = process.env.EVERYTURN_VSCODE_RELEASE === 'oldest' ? 'oldest' : 'newest';

if (values['install-extension'] === undefined) process.exit(await runTests());
await installVsixInto(values['extensions-dir'], values['install-extension'], release);

/** Opens the workspace with the tests in its extension host; returns their exit code. */
async function runTests() {
  const server = await serveCode({
    release,
    folder: positionals[0] ?? process.cwd(),
    workspaceTrust: values['disable-workspace-trust'] !== true,
    ...(values['user-data-dir'] === undefined ? {} : { userDataDir: values['user-data-dir'] }),
    ...(values['extensions-dir'] === undefined ? {} : { extensionsDir: values['extensions-dir'] }),
  });
  const opened = await openWorkbenchPage({
    server,
    extensionDevelopmentPath: values.extensionDevelopmentPath,
    extensionTestsPath: values.extensionTestsPath,
    onLog: (_type, args) => log(format(...args)),
  });
  const timeoutMs = Number(process.env.EVERYTURN_TESTS_TIMEOUT_MS ?? 300_000);
  try {
    const outcome = await Promise.race([
      opened.testsEnded,
      server.ended.then(() => 'ended'),
      delay(timeoutMs, 'timedOut', { ref: false }),
    ]);
    if (outcome === 'ended')
      return fail(`VS Code's server ended during the tests.\n${server.log()}`);
    if (outcome !== 'timedOut') return outcome;
    const path = join(artifacts, `tests-timed-out-${Date.now()}.png`);
    await opened.page.screenshot({ path });
    return fail(`The tests did not end within ${timeoutMs} ms. Screenshot: ${path}`);
  } finally {
    await opened.close();
    await server.stop();
  }
}

function log(line) {
  const file = process.env.EVERYTURN_TESTS_LOG;
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}

function fail(message) {
  log(message);
  return 1;
}
