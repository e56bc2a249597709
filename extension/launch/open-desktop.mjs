import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './at-exit.mjs';
import { quietSettings } from './quiet-settings.mjs';

/**
 * Opens a folder in an installed desktop VS Code, with an extension under development, in a window
 * that shares nothing with the user's own. Resolves when the window is closed; when this process
 * ends, the window is closed.
 * @param {string} code the command
 * @param {{ folder: string, openFile?: string, extension: string }} what
 */
export async function openDesktop(code, { folder, openFile, extension }) {
  const temporary = mkdtempSync(join(tmpdir(), 'everyturn-desktop-'));
  mkdirSync(join(temporary, 'User'));
  writeFileSync(join(temporary, 'User', 'settings.json'), JSON.stringify(quietSettings));
  const args = [
    '--wait',
    '--new-window',
    '--disable-workspace-trust',
    '--skip-release-notes',
    `--user-data-dir=${temporary}`,
    `--extensions-dir=${join(temporary, 'extensions')}`,
    `--extensionDevelopmentPath=${extension}`,
    folder,
    ...(openFile === undefined ? [] : [openFile]),
  ];
  // Windows starts a .cmd file only through its shell.
  const needsShell = code.endsWith('.cmd');
  const quoted = (text) => (needsShell ? `"${text}"` : text);
  const child = spawn(quoted(code), args.map(quoted), {
    shell: needsShell,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const clear = () => {
    endWindow(temporary);
    if (child.pid !== undefined && child.exitCode === null && process.platform !== 'win32') {
      end(-child.pid);
    }
    rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const forget = atExit(clear);
  try {
    await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
  } finally {
    forget();
    clear();
  }
}

/** Ends the VS Code that uses this user-data folder: it writes its process id there. */
function endWindow(userData) {
  const lock = join(userData, 'code.lock');
  if (!existsSync(lock)) return;
  end(Number(readFileSync(lock, 'utf8')));
}

/** Ends a process, or with a negative id its group. */
function end(pid) {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
