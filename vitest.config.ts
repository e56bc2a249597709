import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests run on the sources: an edit needs no build before it can be tried. */
const alias = [
  { find: /^everyturn$/, replacement: here('checker-core/src/index.ts') },
  { find: /^everyturn\/internal\/(.*)$/, replacement: here('checker-core/src/$1.ts') },
  {
    find: /^everyturn-language-server\/protocol$/,
    replacement: here('server/src/protocol/index.ts'),
  },
  { find: /^everyturn-webview\/messages$/, replacement: here('webview/src/messages/index.ts') },
  { find: /^everyturn-webview\/page$/, replacement: here('webview/src/page.ts') },
];

const project = (name: string, include: string[], testTimeout = 5_000) => ({
  resolve: { alias },
  test: {
    name,
    include,
    // What takes minutes is a sweep: it runs by its own name only.
    exclude: name === 'sweep' ? [] : ['**/*.sweep.test.ts'],
    testTimeout,
    // Tests that drive processes and browsers share the machine with whatever else it does.
    retry: ['language-server', 'webview', 'hostile'].includes(name) && process.env['CI'] ? 2 : 0,
    hookTimeout: 60_000,
    pool: 'forks' as const,
    // By default one core is left alone, which is half of a small machine.
    maxWorkers: availableParallelism(),
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', ['*/src/**/*.test.ts']),
      project(
        'answers',
        ['checker-core/test/answers/**/*.test.ts', 'samples/**/*.test.ts'],
        120_000,
      ),
      project('sweep', ['checker-core/test/{answers,differential}/**/*.sweep.test.ts'], 7_200_000),
      project('types', ['checker-core/test/types/**/*.test.ts'], 30_000),
      project('differential', ['checker-core/test/differential/**/*.test.ts'], 300_000),
      project('hostile', ['checker-core/test/hostile/**/*.test.ts'], 60_000),
      project('language-server', ['server/test/**/*.test.ts'], 30_000),
      project('webview', ['webview/test/**/*.test.ts'], 60_000),
      project('newcomer', ['checker-core/test/newcomer/**/*.test.ts'], 300_000),
    ],
  },
});
