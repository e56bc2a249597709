import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { runCommand } from './run-command.mjs';

/**
 * Returns the path of a Chrome, Edge or Chromium: an installed one if there is one, else one that it
 * installs.
 * @param {(line: string) => void} [say]
 * @returns {Promise<string>}
 */
export async function ensureChromium(say = console.log) {
  const installed = findChromium();
  if (installed !== undefined) return installed;
  const failures = [];
  for (const install of [installFromDebian, installFromPlaywright]) {
    try {
      const path = await install(say);
      if (path !== undefined) return path;
    } catch (error) {
      failures.push(error.message);
    }
  }
  throw new Error(
    [
      'No Chrome, Edge or Chromium was found, and none could be installed. Please install one, or ' +
        'name its program in the environment variable CHROME_PATH.',
      ...failures,
    ].join('\n'),
  );
}

/** Returns the path of an installed Chrome, Edge or Chromium, if there is one. */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, but there is no such file.`);
  }
  return candidates().find((path) => existsSync(path));
}

function candidates() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  }
  if (process.platform === 'win32') {
    const { LOCALAPPDATA, PROGRAMFILES, 'PROGRAMFILES(X86)': programFiles86 } = process.env;
    return [PROGRAMFILES, programFiles86, LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        join(folder, 'Chromium', 'Application', 'chrome.exe'),
      ]);
  }
  const names = [
    'google-chrome',
    'google-chrome-stable',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
  ];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Installs Debian's Chromium where we may: on Debian, as its administrator. */
async function installFromDebian(say) {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return undefined;
  say('Chromium: installing it with apt-get (about 20 s)…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { env });
  const packages = ['chromium', 'fonts-dejavu-core'];
  await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
  });
  return findChromium();
}

/** Lets playwright download its own Chromium. */
async function installFromPlaywright(say) {
  say('Chromium: downloading it with playwright (about a minute)…');
  const require = createRequire(import.meta.url);
  const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js');
  await runCommand(process.execPath, [cli, 'install', 'chromium']);
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}
