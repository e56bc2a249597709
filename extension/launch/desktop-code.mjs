import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Returns the path of an installed desktop VS Code's command, if there is one. */
export function findDesktopCode() {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`VSCODE_EXECUTABLE names ${named}, but there is no such file.`);
  }
  if (process.platform === 'linux' && !hasDisplay()) return undefined;
  return candidates().find((path) => existsSync(path));
}

/** Whether a window can be shown on this machine. */
export function hasDisplay() {
  if (process.platform !== 'linux') return process.env.SSH_CONNECTION === undefined;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function candidates() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  if (process.platform === 'win32') {
    const { LOCALAPPDATA, PROGRAMFILES } = process.env;
    return [
      ...folders.map((folder) => join(folder, 'code.cmd')),
      ...(LOCALAPPDATA
        ? [join(LOCALAPPDATA, 'Programs', 'Microsoft VS Code', 'bin', 'code.cmd')]
        : []),
      ...(PROGRAMFILES ? [join(PROGRAMFILES, 'Microsoft VS Code', 'bin', 'code.cmd')] : []),
    ];
  }
  const onPath = folders.map((folder) => join(folder, 'code'));
  if (process.platform !== 'darwin') return onPath;
  const inBundle = 'Visual Studio Code.app/Contents/Resources/app/bin/code';
  return [...onPath, join('/Applications', inBundle), join(homedir(), 'Applications', inBundle)];
}
