/** Finds where functions stand in the source, by asking the engine that runs them. */
import { Session } from 'node:inspector';

/** The property of the global object under which functions are held while they are asked for. */
const holder = 'everyturn functions';

/** A function with the name under which it is asked for. */
export type NamedFunction = readonly [keyPath: string, value: unknown];

/**
 * The place in the running bundle of each function that lies in it, by its key path. The bundle is
 * known by a function in it: to learn the names of all scripts would take longer than all the rest.
 */
export function functionPlaces(
  functions: readonly NamedFunction[],
  mark: unknown,
): ReadonlyMap<string, FunctionPlace> {
  const session = new Session();
  session.connect();
  // The inspector reaches values by way of the global object only; it is gone again at the end.
  Reflect.set(globalThis, holder, [mark, ...functions.map(([, value]) => value)]);
  try {
    const bundle = placeOf(session, 0)?.scriptId;
    const found = new Map<string, FunctionPlace>();
    for (const [index, [keyPath]] of functions.entries()) {
      const place = placeOf(session, index + 1);
      if (place !== undefined && place.scriptId === bundle) found.set(keyPath, place);
    }
    return found;
  } finally {
    Reflect.deleteProperty(globalThis, holder);
    session.disconnect();
  }
}

/** A place as the inspector gives it, line and column from 0. */
export interface FunctionPlace {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** The place of a function that is held. */
function placeOf(session: Session, index: number): FunctionPlace | undefined {
  const expression = `globalThis[${JSON.stringify(holder)}][${index}]`;
  let place: FunctionPlace | undefined;
  // The answers arrive before `post` returns: the session is in the thread that it inspects.
  session.post('Runtime.evaluate', { expression }, (_, evaluated) => {
    const objectId = evaluated?.result.objectId;
    if (objectId === undefined) return;
    session.post('Runtime.getProperties', { objectId, ownProperties: true }, (_, properties) => {
      const internal = properties?.internalProperties?.find(
        ({ name }) => name === '[[FunctionLocation]]',
      );
      // Of this name V8 gives a location and nothing else.
      place = internal?.value?.value as FunctionPlace | undefined;
    });
  });
  return place;
}
