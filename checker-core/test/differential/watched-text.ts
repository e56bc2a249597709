import { functionsOf, propertiesOf } from 'everyturn/internal/checker/definition-parts';
import { type CodeRecord, CodeWatch, contextsOf } from 'everyturn/internal/coverage/code-watch';
import type { ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import { marksName, watchCode } from 'everyturn/internal/load/watch-code';
import type { Report } from 'everyturn/internal/model/report';
import { machineFromText } from './run-text.ts';

/** What an exploration reports, and which code it ran. */
export interface Watched {
  readonly report: Report<unknown>;
  readonly record: CodeRecord;
}

/** Explores the machine that a text defines, and watches its code. */
export async function exploreWatched(text: string, options: ExploreOptions): Promise<Watched> {
  const code = watchCode(text);
  if (!code) throw new Error(`This text cannot be watched:\n${text}`);
  const watch = new CodeWatch(code.places, code.functions.length);
  Reflect.set(globalThis, marksName, watch);
  const definition = machineFromText(code.text);
  Reflect.deleteProperty(globalThis, marksName);
  // Functions are found by their watched text, which names their number first.
  const guards = functionsOf(definition).flatMap(([keyPath, value]) => {
    const index = Number(/\.enter\((\d+)\)/.exec(String(value))?.[1] ?? -1);
    const isGuard = keyPath.endsWith('.when') && (code.functions[index]?.clauses ?? 0) > 0;
    return isGuard ? [[value, index] as const] : [];
  });
  watch.know(new Map(guards));
  watch.begin(contextsOf(propertiesOf(definition)));
  const onTurn = (keyPath: string) => watch.turn(keyPath);
  const { report } = await explore(definition, { ...options, watch, onTurn });
  return { report, record: watch.record() };
}
