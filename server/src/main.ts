#!/usr/bin/env node
/**
 * The program of the language server: `everyturn-language-server --stdio`, or `--node-ipc` when an
 * editor forks it. The checker's script stands beside it, unless `--checker=<path>` says where.
 */
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node.js';
import { serve } from './language-server.ts';

const [given] = process.argv.flatMap((argument) =>
  argument.startsWith('--checker=') ? [argument.slice('--checker='.length)] : [],
);
const beside = fileURLToPath(new URL('./checker-process.js', import.meta.url));

serve(createConnection(ProposedFeatures.all), {
  checkerProcess: given ?? beside,
});
