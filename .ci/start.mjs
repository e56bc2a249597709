#!/usr/bin/env node
// "npm start": from a bare clone to a VS Code that shows the samples. --no-browser opens no browser
// but prints the address; --in-browser takes the VS Code in the browser even where a desktop one is
// installed; the environment variable EVERYTURN_PORT chooses its port.
//
// package.json starts it with "exec": the shell that npm starts would not pass a signal on to us.
// Where the shell knows no "exec" (Windows), the second half of that line starts it.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { install } from './install.mjs';
import { repository, runNode } from './run-process.mjs';

const samples = join(repository, 'samples');
const extension = join(repository, 'extension');
const firstFile = join(samples, 'two-phase', 'two-phase-forgetful.ts');

async function start() {
  const { values: options } = parseArgs({
    options: { 'no-browser': { type: 'boolean' }, 'in-browser': { type: 'boolean' } },
  });
  // First of all listeners, so that Ctrl+C is the way to end and not a failure.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      console.log('\nStopping.');
      process.exit(0);
    });
  }
  title('1 of 4: packages');
  install();
  title('2 of 4: build (about 20 s)');
  if (!(await runNode(['.ci/build.mjs'])).ok) throw new Error('The build failed: see above.');
  title('3 of 4: what Everyturn says about the samples');
  await checkSamples();
  title('4 of 4: VS Code');
  await openEditor(options);
}

/** Prints the samples' verdicts. Some samples are broken on purpose, so that its exit code says little. */
async function checkSamples() {
  await runNode(['checker-core/bin/everyturn.js', 'check', 'samples/*/*.ts']);
  console.log(
    '\nSome samples are broken on purpose: finding such mistakes is what Everyturn does.',
  );
}

async function openEditor(options) {
  console.log(
    'The file that opens has a mistake in it. Its head says what to look at and to try.\n',
  );
  // Loaded here, not above: the packages may have been missing until now.
  const { findDesktopCode } = await import('../extension/launch/desktop-code.mjs');
  const what = {
    folder: samples,
    ...(existsSync(firstFile) ? { openFile: firstFile } : {}),
  };
  const code = options['in-browser'] ? undefined : findDesktopCode();
  if (code === undefined) return serveInBrowser(what, options['no-browser'] === true);

  console.log(`Opening the samples in ${code}, in a window of its own.`);
  console.log('Close that window, or press Ctrl+C here, to end.');
  const { openDesktop } = await import('../extension/launch/open-desktop.mjs');
  await openDesktop(code, { ...what, extension });
}

async function serveInBrowser(what, isQuiet) {
  console.log('No desktop VS Code was chosen or found: taking the one that runs in a browser.');
  const { serveCode } = await import('../extension/launch/serve-code.mjs');
  const port = Number(process.env.EVERYTURN_PORT ?? 0);
  const server = await serveCode({ ...what, port, extensions: [extension] });
  console.log('\nVS Code with the samples and Everyturn is at\n');
  console.log(`    ${server.url}\n`);
  console.log('Open it in a browser. Press Ctrl+C here to end; nothing keeps running then.');
  if (!isQuiet) await openInBrowser(server.url);
  await server.ended;
  throw new Error(`VS Code ended by itself.\n${server.log()}`);
}

/** Shows an address in the system's browser, where there is a screen. */
async function openInBrowser(url) {
  const { hasDisplay } = await import('../extension/launch/desktop-code.mjs');
  if (!hasDisplay()) return;
  const [command, ...args] = {
    darwin: ['open', url],
    win32: ['cmd', '/c', 'start', '""', url],
  }[process.platform] ?? ['xdg-open', url];
  // The address is printed already: a missing opener is no error.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

function title(text) {
  console.log(`\n── ${text} ──`);
}

try {
  await start();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
