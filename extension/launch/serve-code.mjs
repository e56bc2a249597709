import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atExit } from './at-exit.mjs';
import { installCodeServer } from './code-server.mjs';
import { quietSettings } from './quiet-settings.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @typedef {object} ServeOptions
 * @property {string} folder the workspace
 * @property {string} [openFile] a file to open in it at the start
 * @property {import('./code-server.mjs').Release} [release]
 * @property {number} [port] 0, the default, takes a free one
 * @property {Record<string, unknown>} [settings] user settings, over ours
 * @property {string[]} [vsix] packaged extensions to install
 * @property {string[]} [extensions] folders of built extensions to load as if installed
 * @property {boolean} [workspaceTrust] whether the folder is restricted until it is trusted
 * @property {string} [userDataDir] an existing user-data folder to use; it is not removed
 * @property {string} [extensionsDir] an existing folder of extensions to use; it is not removed
 * @property {NodeJS.ProcessEnv} [env] additions to the environment of the extension host
 * @property {(line: string) => void} [say]
 *
 * @typedef {object} ServedCode
 * @property {string} origin where it answers, `http://127.0.0.1:<port>`
 * @property {string} url the page that opens the workspace
 * @property {string} authority what follows `vscode-remote://` in the addresses of its files
 * @property {string} folder the workspace
 * @property {import('./code-server.mjs').Release} release
 * @property {number} pid the process group
 * @property {() => string} log what the server printed so far
 * @property {Promise<void>} ended resolves when the server has ended, by whatever cause
 * @property {() => Promise<void>} stop ends all its processes and removes its temporary folders
 */

/**
 * Starts a VS Code that is used with a browser, on the loopback address, with a home, settings and
 * extensions of its own.
 * @param {ServeOptions} options
 * @returns {Promise<ServedCode>}
 */
export async function serveCode(options) {
  const { release, say } = options;
  const codeServer = await installCodeServer(release, say);
  const temporary = makeTemporary();
  const server = { temporary, child: undefined };
  const forget = atExit(() => clear(server));
  const stop = async () => {
    forget();
    await end(server);
  };
  try {
    return await start(codeServer, server, options, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(codeServer, server, options, stop) {
  const { release = 'newest' } = options;
  const folder = resolve(options.folder);
  const places = layOut(server.temporary, options);
  for (const vsix of options.vsix ?? []) await installVsix(codeServer, places, vsix);

  const trust = options.workspaceTrust ? [] : ['--disable-workspace-trust'];
  const address = ['--auth', 'none', '--bind-addr', `127.0.0.1:${options.port ?? 0}`];
  const args = [...address, ...serverFlags, ...trust];
  const child = spawn(codeServer.node, [codeServer.entry, ...common(places), ...args], {
    cwd: server.temporary,
    detached: true,
    env: { ...places.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  server.child = child;
  let log = '';
  const collect = (chunk) => {
    log += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  const ended = new Promise((done) => child.once('close', () => done()));

  const origin = await untilReady(child, () => log);
  const url = new URL(origin);
  url.searchParams.set('folder', folder);
  if (options.openFile !== undefined) {
    const file = `vscode-remote://${url.host}${encodeURI(resolve(options.openFile))}`;
    url.searchParams.set('payload', JSON.stringify([['openFile', file]]));
  }
  return {
    origin,
    url: url.href,
    authority: url.host,
    folder,
    release,
    pid: child.pid,
    log: () => log,
    ended,
    stop,
  };
}

/** A short path, where there is one: the sockets in it may have 104 characters on some systems. */
function makeTemporary() {
  const root = existsSync('/tmp') ? '/tmp' : tmpdir();
  return mkdtempSync(join(realpathSync(root), 'everyturn-code-'));
}

/** Makes the folders of one server and writes its settings. */
function layOut(temporary, options) {
  const home = join(temporary, 'home');
  const userData = options.userDataDir ?? join(temporary, 'user-data');
  const extensions = options.extensionsDir ?? join(temporary, 'extensions');
  for (const folder of [home, join(home, 'tmp'), join(userData, 'User'), extensions]) {
    mkdirSync(folder, { recursive: true });
  }
  for (const source of options.extensions ?? []) linkExtension(extensions, resolve(source));
  const settings = join(userData, 'User', 'settings.json');
  writeSettings(settings, options.settings);
  const config = join(temporary, 'config.yaml');
  writeFileSync(config, 'auth: none\n');
  return { config, userData, extensions, env: environment(home) };
}

function common({ config, userData, extensions }) {
  return ['--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

/** Installs a packaged extension into a folder of extensions, for servers that are started later. */
export async function installVsixInto(extensionsDir, vsix, release = 'newest', say = console.log) {
  const codeServer = await installCodeServer(release, say);
  const temporary = makeTemporary();
  const forget = atExit(() => clear({ temporary, child: undefined }));
  try {
    const places = layOut(temporary, { extensionsDir });
    await installVsix(codeServer, places, vsix);
  } finally {
    forget();
    await end({ temporary, child: undefined });
  }
}

async function installVsix(codeServer, places, vsix) {
  const args = [codeServer.entry, ...common(places), '--install-extension', resolve(vsix)];
  const output = await runCommand(codeServer.node, args, { env: places.env });
  // The command ends with 0 also when it could not install.
  if (!output.includes('was successfully installed')) {
    throw new Error(`VS Code did not install ${basename(vsix)}:\n${output}`);
  }
}

/** Makes a folder appear as an installed extension, under the name that VS Code expects. */
function linkExtension(extensions, source) {
  const { publisher, name, version } = JSON.parse(
    readFileSync(join(source, 'package.json'), 'utf8'),
  );
  symlinkSync(source, join(extensions, `${publisher}.${name}-${version}`), 'dir');
}

/** Writes user settings: ours, over them those of a given user-data folder, over them the caller's. */
function writeSettings(file, settings) {
  const given = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const all = { ...quietSettings, ...given, ...settings };
  writeFileSync(file, `${JSON.stringify(all, undefined, 2)}\n`);
}

/** The caller's environment with a home of the server's own, and nothing of an outer VS Code. */
function environment(home) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|PORT$|INIT_CWD$)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
    // No market place: nothing is offered, nothing is fetched.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}

/** Returns the server's origin once it answers. */
async function untilReady(child, log) {
  let failure;
  child.once('error', (error) => {
    failure = error.message;
  });
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (failure !== undefined || child.exitCode !== null || child.signalCode !== null) break;
    const origin = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(log())?.[1];
    if (origin !== undefined && (await isHealthy(origin))) return origin;
    await delay(50);
  }
  throw new Error(`VS Code's server did not start.\n${failure ?? log()}`);
}

async function isHealthy(origin) {
  try {
    return (await fetch(`${origin}/healthz`)).ok;
  } catch {
    return false;
  }
}

/** Ends the process group and waits for it, then removes the temporary folder. */
async function end(server) {
  const { child } = server;
  if (child?.pid !== undefined) {
    signalGroup(child.pid, 'SIGTERM');
    for (let waited = 0; waited < 2000 && isGroupAlive(child.pid); waited += 50) await delay(50);
  }
  clear(server);
}

/** Ends what is left at once. */
function clear({ child, temporary }) {
  if (child?.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
  rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

function isGroupAlive(pid) {
  return signalGroup(pid, 0);
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

const serverFlags = [
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-getting-started-override',
  '--disable-proxy',
];
