#!/usr/bin/env node
// Makes a bare clone ready to work in. It runs before anything is installed: only Node's own
// modules may be imported here.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/** Installs the packages that the repository needs, unless they are there and up to date. */
export function install() {
  checkNodeVersion();
  const reason = whyInstall();
  if (reason === undefined) {
    console.log('Packages: already installed.');
    return;
  }
  console.log(`Packages: ${reason}; running "npm install" (about half a minute)…`);
  // Not "npm ci": it refuses a lock file that was made where the registry lacked the optional packages
  // of another platform. Without saving, the lock file is followed and not changed.
  const { error, status } = runNpm(['install', '--no-save', '--no-audit', '--no-fund']);
  if (error !== undefined || status !== 0) {
    throw new Error(
      `"npm install" did not succeed${error === undefined ? '' : ` (${error.message})`}. ` +
        'Is the package registry reachable? Its own message is above.',
    );
  }
}

/** Throws a message for people when this Node is too old for the tools used here. */
function checkNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 11)) return;
  throw new Error(
    `Everyturn needs Node 20.11 or newer, and this is Node ${process.versions.node}. ` +
      'Please install a current Node (for example with your version manager) and try again.',
  );
}

/** Says why an install is needed, or nothing when it is not. */
function whyInstall() {
  // npm writes this file last, so that an interrupted install does not count.
  const installed = join(repository, 'node_modules', '.package-lock.json');
  const lock = join(repository, 'package-lock.json');
  if (!existsSync(installed)) return 'not installed yet';
  if (existsSync(lock) && statSync(lock).mtimeMs > statSync(installed).mtimeMs) {
    return 'package-lock.json has changed';
  }
  return undefined;
}

/** Runs npm: the one that started us, if there is one. */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  const options = { cwd: repository, stdio: 'inherit' };
  return npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    install();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
