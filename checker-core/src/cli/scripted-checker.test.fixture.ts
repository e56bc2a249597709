import type { FromChecker, LoadedModel, RunOptions } from '../checker/protocol.ts';
import type { Report } from '../model/report.ts';
import { buildModelReport } from '../report/build-model-report.ts';
import type { LoadFailure } from '../report/model-report.ts';
import type { CheckTools } from './check-file.ts';

/** What a scripted checker says when it is asked to run or to stop. */
export type Script = (
  asked: { readonly file: string; readonly options: RunOptions; readonly asked: 'run' | 'stop' },
  say: (message: FromChecker) => void,
) => void;

/** Tools with a checker that follows a script, and a record of what it was asked. */
export function scriptedTools(script: Script, failures: readonly LoadFailure[] = []) {
  const runs: RunOptions[] = [];
  const disposed: string[] = [];
  const tools: CheckTools = {
    bundle: async (file) =>
      failures.find((failure) => file.endsWith(failure.file)) ?? {
        file,
        code: '',
        map: '{}',
        inputs: [file],
        preloads: [],
      },
    startChecker: (onMessage) => {
      let current = { file: '', options: {} as RunOptions };
      return {
        post: (message) => {
          if (message.kind === 'run') {
            current = { file: message.bundle.file, options: message.options };
            runs.push(message.options);
          }
          const asked = message.kind === 'stop' ? 'stop' : 'run';
          queueMicrotask(() => script({ ...current, asked }, onMessage));
        },
        dispose: async () => {
          disposed.push(current.file);
        },
      };
    },
  };
  return { tools, runs, disposed };
}

/** A model as a checker announces it. */
export function loadedModel(name: string): LoadedModel {
  const at = { file: '/models/m.ts', line: 7, column: 14 };
  return {
    name,
    at,
    functions: [{ keyPath: 'actions.spin.next', at: { ...at, line: 9 } }],
    properties: ['always.small', 'sometimes.big'],
    actions: ['actions.spin'],
  };
}

/** All that a checker says about models that are explored without an incident. */
export function sayFinished(
  say: (message: FromChecker) => void,
  file: string,
  reports: Readonly<Record<string, Report<unknown>>>,
  wanted?: readonly string[],
): void {
  say({ kind: 'loaded', run: 1, models: Object.keys(reports).map(loadedModel), directives: [] });
  for (const [name, report] of Object.entries(reports)) {
    if (wanted !== undefined && !wanted.includes(name)) continue;
    say({ kind: 'started', run: 1, model: name });
    const locate = (keyPath: string) => ({ file, line: keyPath.length, column: 3 });
    say({ kind: 'finished', run: 1, report: buildModelReport({ file, name, report, locate }) });
  }
  say({ kind: 'done', run: 1 });
}
