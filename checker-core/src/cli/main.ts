#!/usr/bin/env node
/** The entry of the command `everyturn`: hands the process to the command line. */
import { readFileSync } from 'node:fs';
import { CheckerHost } from '../checker/host.ts';
import { tuneProcess } from '../checker/tune-process.ts';
import { bundleModel } from '../load/bundle-model.ts';
import type { CheckTools } from './check-file.ts';
import { runCommandLine } from './command-line.ts';
import { stopOnInterruption } from './interruption.ts';

tuneProcess();

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { readonly version: string };

// A reader that has seen enough, such as `head`, closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const tools: CheckTools = {
  bundle: async (file) => {
    const bundled = await bundleModel(file);
    return bundled.ok ? bundled.bundle : bundled.failure;
  },
  startChecker: (onMessage) => new CheckerHost(onMessage),
};

// The code is set and the process left to end by itself, so that pipes are written to their end.
process.exitCode = await runCommandLine(process.argv.slice(2), tools, {
  folder: process.cwd(),
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  version,
  stop: stopOnInterruption(process, (message) => process.stderr.write(`\n${message}\n`)),
});
