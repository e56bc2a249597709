import { check, type Surroundings } from './check-command.ts';
import type { CheckTools } from './check-file.ts';
import { UsageError, unknownCommand, unknownOption } from './errors.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { parseCheck } from './parse-check.ts';
import { checkHelp, generalHelp } from './usage.ts';

/** Carries out the command that the arguments name, and tells the exit code. */
export async function runCommandLine(
  args: readonly string[],
  tools: CheckTools,
  around: Surroundings,
): Promise<ExitCode> {
  try {
    return await runCommand(args, tools, around);
  } catch (error) {
    if (error instanceof UsageError) {
      around.stderr.write(`everyturn: ${error.message}\n`);
      return exitCodes.usage;
    }
    // Not 1: a fault of ours must not look like a violation.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    around.stderr.write(
      `everyturn: internal error. Please report it with the model that shows it.\n${text}\n`,
    );
    return exitCodes.internal;
  }
}

async function runCommand(
  args: readonly string[],
  tools: CheckTools,
  around: Surroundings,
): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    around.stdout.write(generalHelp);
    return name === undefined ? exitCodes.usage : exitCodes.complete;
  }
  if (name === '--version' || name === '-v') {
    around.stdout.write(`${around.version}\n`);
    return exitCodes.complete;
  }
  if (name !== 'check') {
    throw name.startsWith('-') ? unknownOption(name, undefined) : unknownCommand(name);
  }
  const command = parseCheck(rest);
  if (command.help) {
    around.stdout.write(checkHelp);
    return exitCodes.complete;
  }
  return check(command, tools, around);
}
