/** Finds where functions stand in the source, by asking the engine that runs them. */
import { Session } from 'node:inspector';
import type { SourceLocation } from '../model/report.ts';
import type { SourceMapper } from './source-mapper.ts';

/** A function with the name under which it is asked for. */
export type NamedFunction = readonly [keyPath: string, value: unknown];

/** The start of each function that lies in the bundle, by its key path. */
export function functionLocations(
  functions: readonly NamedFunction[],
  url: string,
  sources: SourceMapper,
): ReadonlyMap<string, SourceLocation> {
  const session = new Session();
  session.connect();
  // The inspector reaches values by way of the global object only; it is gone again at the end.
  const holder = `everyturn functions of ${url}`;
  Reflect.set(globalThis, holder, Object.fromEntries(functions));
  try {
    const scripts = scriptsOf(session, url);
    const found = new Map<string, SourceLocation>();
    for (const [keyPath] of functions) {
      const expression = `globalThis[${JSON.stringify(holder)}][${JSON.stringify(keyPath)}]`;
      const place = placeOf(session, expression);
      if (place === undefined || !scripts.has(place.scriptId)) continue;
      const at = sources.locate(place.lineNumber, place.columnNumber);
      if (at !== undefined) found.set(keyPath, at);
    }
    return found;
  } finally {
    Reflect.deleteProperty(globalThis, holder);
    session.disconnect();
  }
}

/** A place as the inspector gives it, line and column from 0. */
interface Place {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

function scriptsOf(session: Session, url: string): ReadonlySet<string> {
  const scripts = new Set<string>();
  session.on('Debugger.scriptParsed', ({ params }) => {
    if (params.url === url) scripts.add(params.scriptId);
  });
  // The answers arrive before `post` returns: the session is in the thread that it inspects.
  session.post('Debugger.enable');
  return scripts;
}

function placeOf(session: Session, expression: string): Place | undefined {
  let place: Place | undefined;
  session.post('Runtime.evaluate', { expression }, (_, evaluated) => {
    const objectId = evaluated?.result.objectId;
    if (objectId === undefined) return;
    session.post('Runtime.getProperties', { objectId, ownProperties: true }, (_, properties) => {
      const internal = properties?.internalProperties?.find(
        ({ name }) => name === '[[FunctionLocation]]',
      );
      // Of this name V8 gives a location and nothing else.
      place = internal?.value?.value as Place | undefined;
    });
  });
  return place;
}
