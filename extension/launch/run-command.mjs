import { spawn } from 'node:child_process';

/**
 * Runs a command to its end and returns what it printed; throws the end of it when the command
 * fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>}
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => reject(new Error(`Cannot run ${command}: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(failure([command, ...args].join(' '), code ?? signal, output)));
    });
  });
}

/**
 * Runs npm in `folder`, which has a package.json of its own.
 * @param {string} folder
 * @param {string[]} args
 */
export function runNpm(folder, args) {
  // Under "npm start" the parent npm's idea of the project would win over `folder`.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_local_prefix|config_workspace|package_|lifecycle_)/i.test(name),
    ),
  );
  const npm = process.env.npm_execpath;
  return npm?.endsWith('.js')
    ? runCommand(process.execPath, [npm, ...args], { cwd: folder, env })
    : runCommand('npm', args, { cwd: folder, env });
}

function failure(command, code, output) {
  const lines = output.trimEnd().split('\n').slice(-20).join('\n');
  return `"${command}" ended with ${code}.\n${lines}`;
}
