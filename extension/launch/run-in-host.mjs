import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  downloadAndUnzipVSCode,
  resolveCliPathFromVSCodeExecutablePath,
  runTests,
} from '@vscode/test-electron';
import { atExit } from './at-exit.mjs';
import { quietSettings } from './quiet-settings.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @typedef {object} HostRun
 * @property {string[]} tests CommonJS files with mocha tests (`describe`, `it`); they may require
 *   `vscode`
 * @property {string} folder the workspace
 * @property {string} [extensionDevelopmentPath] a built extension to load from its folder
 * @property {string} [vsix] a packaged extension to install instead
 * @property {import('./code-server.mjs').Release} [release]
 * @property {Record<string, unknown>} [settings] user settings
 * @property {Record<string, string>} [env] additions to the environment of the extension host
 * @property {number} [timeoutMs] for the whole run
 * @property {number} [testTimeoutMs] for one test
 *
 * @typedef {{ passed: number, failed: number, skipped: number,
 *   tests: { title: string, passed: boolean, message?: string }[] }} HostResult
 */

/**
 * Runs mocha tests inside VS Code's real extension host. A failed test is a result; it throws when
 * the tests did not come to their end.
 * @param {HostRun} run
 * @returns {Promise<HostResult>}
 */
export async function runInHost(run) {
  const temporary = mkdtempSync(join(tmpdir(), 'everyturn-host-'));
  const clear = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 10 });
  const forget = atExit(clear);
  try {
    return await runWith(temporary, run);
  } finally {
    forget();
    clear();
  }
}

async function runWith(temporary, run) {
  const executable = await findExecutable();
  const env = environment(temporary, run);
  const places = [
    `--user-data-dir=${join(temporary, 'user-data')}`,
    `--extensions-dir=${join(temporary, 'extensions')}`,
  ];
  mkdirSync(join(temporary, 'user-data', 'User'), { recursive: true });
  mkdirSync(join(temporary, 'extensions'));
  const settings = join(temporary, 'user-data', 'User', 'settings.json');
  writeFileSync(settings, JSON.stringify({ ...quietSettings, ...run.settings }));
  if (run.vsix !== undefined) {
    await runCommand(commandOf(executable), [...places, '--install-extension', resolve(run.vsix)], {
      env: { ...process.env, ...env },
    });
  }
  let failure;
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: run.extensionDevelopmentPath ?? emptyExtension(temporary),
      extensionTestsPath: join(here, 'run-mocha.cjs'),
      extensionTestsEnv: env,
      launchArgs: [resolve(run.folder), ...places],
    });
  } catch (error) {
    failure = error;
  }
  return readProof(temporary, failure);
}

/** Believes in the end of the tests only if they have written it down themselves. */
function readProof(temporary, failure) {
  const proof = proofIn(temporary);
  if (!existsSync(proof)) {
    const how = failure === undefined ? 'VS Code reported success all the same' : failure.message;
    throw new Error(
      `The tests in the extension host did not come to their end (${how}).\n${endOfLog(temporary)}`,
    );
  }
  const result = JSON.parse(readFileSync(proof, 'utf8'));
  if (failure !== undefined && result.failed === 0) throw failure;
  return result;
}

function proofIn(temporary) {
  return join(temporary, 'proof.json');
}

function endOfLog(temporary) {
  const log = logIn(temporary);
  if (!existsSync(log)) return '';
  const noise = /^Ignoring fetching additional builtin|^ +at .*\/static\/out\//;
  const lines = readFileSync(log, 'utf8').split('\n');
  return lines
    .filter((line) => !noise.test(line))
    .slice(-30)
    .join('\n');
}

function logIn(temporary) {
  return join(temporary, 'log.txt');
}

function environment(temporary, run) {
  const testRun = {
    mocha: createRequire(import.meta.url).resolve('mocha'),
    tests: run.tests.map((path) => resolve(path)),
    proof: proofIn(temporary),
    testTimeoutMs: run.testTimeoutMs ?? 20_000,
  };
  return {
    ...run.env,
    EVERYTURN_TEST_RUN: JSON.stringify(testRun),
    EVERYTURN_TESTS_LOG: logIn(temporary),
    EVERYTURN_TESTS_TIMEOUT_MS: String(run.timeoutMs ?? 120_000),
    EVERYTURN_VSCODE_RELEASE: run.release ?? 'newest',
  };
}

/** The program that VSCODE_EXECUTABLE names; else the VS Code in the browser, where it runs. */
async function findExecutable() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (process.platform !== 'win32') return wrapper;
  return downloadAndUnzipVSCode('stable');
}

/** The command that installs extensions for a program that runs tests. */
function commandOf(executable) {
  return executable === wrapper ? wrapper : resolveCliPathFromVSCodeExecutablePath(executable);
}

/** Only extensions under development are tested: this one stands for the installed one. */
function emptyExtension(temporary) {
  const folder = join(temporary, 'carrier');
  mkdirSync(folder);
  const manifest = {
    name: 'carrier',
    publisher: 'everyturn-tests',
    version: '0.0.0',
    engines: { vscode: '*' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

const here = dirname(fileURLToPath(import.meta.url));
const wrapper = join(here, 'code-wrapper.mjs');
