import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atExit } from './at-exit.mjs';

/** The folder for what we install once for all clones: in the user's cache, never in a clone. */
export function cacheFolder() {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'everyturn');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'everyturn');
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'everyturn', 'cache');
  return join(homedir(), '.cache', 'everyturn');
}

/**
 * Returns `folder` filled by `fill`, which is called only if the folder is missing or was filled
 * under another `stamp`. It is filled beside its place and renamed, so that a half-filled folder is
 * never seen; a second process that asks for it waits for the first.
 * @param {string} folder
 * @param {string} stamp
 * @param {(emptyFolder: string) => Promise<void>} fill
 * @returns {Promise<string>}
 */
export async function stampedFolder(folder, stamp, fill) {
  if (isStamped(folder, stamp)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const unlock = await lock(`${folder}.lock`);
  const partial = `${folder}.partial`;
  try {
    if (isStamped(folder, stamp)) return folder;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    await fill(partial);
    writeFileSync(join(partial, stampFile), stamp);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
    return folder;
  } finally {
    rmSync(partial, { recursive: true, force: true });
    unlock();
  }
}

const stampFile = 'everyturn-stamp.txt';

function isStamped(folder, stamp) {
  const file = join(folder, stampFile);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

/** Waits until no other living process holds the lock, takes it, and returns how to give it back. */
async function lock(file) {
  for (let tries = 0; ; tries++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      const unlock = () => rmSync(file, { force: true });
      const forget = atExit(unlock);
      return () => {
        forget();
        unlock();
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned(file)) rmSync(file, { force: true });
      else {
        if (tries === 0) console.log(`Waiting for another process that installs (${file})…`);
        await delay(200);
      }
    }
  }
}

/** Whether the process that took the lock is gone, for example because it was killed. */
function isAbandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // An empty file belongs to a process that is just about to write its id.
    if (pid !== 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
