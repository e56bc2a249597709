/** Where a model and its parts stand in the source. */
import type { Bundle } from '../load/bundle.ts';
import { type FunctionPlace, functionPlaces } from '../load/function-locations.ts';
import { type Outline, outlineOf } from '../load/outline.ts';
import type { SourceMapper } from '../load/source-mapper.ts';
import type { Definition } from '../model/definition.ts';
import type { SourceLocation } from '../model/report.ts';
import { functionsOf } from './definition-parts.ts';

/** Answers where the parts of one model stand. */
export interface ModelPlaces {
  /** The name of the model. */
  readonly model: SourceLocation | undefined;
  /** The start of a function. */
  functionAt(keyPath: string): SourceLocation | undefined;
  /** Where each function lies in the running code, by key path. */
  readonly running: ReadonlyMap<string, FunctionPlace>;
  /** The statement that ran, by a stack: of its frames in the bundle the innermost. */
  statementOf(stack: string): SourceLocation | undefined;
  /** Where the state declares a field, or a value of it; the path is as reports write it. */
  schemaAt(path: string, value?: unknown): SourceLocation | undefined;
  /** The name of a property, an action or any other key. */
  locate(keyPath: string): SourceLocation | undefined;
}

/** The outlines of the files of a bundle, each read when it is asked for. */
export class Outlines {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #known = new Map<string, Outline>();

  /** The texts are those of the bundle: the files may have changed since. */
  constructor(bundle: Bundle) {
    // The bundler wrote it: it is a source map with its texts.
    const { sources, sourcesContent } = JSON.parse(bundle.map) as {
      sources: readonly string[];
      sourcesContent: readonly string[];
    };
    this.#texts = new Map(sources.map((source, index) => [source, sourcesContent[index] ?? '']));
  }

  /** The text of a file as it was bundled. */
  text(file: string): string | undefined {
    return this.#texts.get(file);
  }

  /** The start of the statement around a place; the place itself where there is none. */
  statementAround(at: SourceLocation): SourceLocation {
    const start = this.of(at.file)?.statementAt(at)?.start;
    return start === undefined ? at : { file: at.file, line: start.line, column: start.column };
  }

  of(file: string): Outline | undefined {
    const text = this.#texts.get(file);
    if (text === undefined) return undefined;
    const known = this.#known.get(file) ?? outlineOf(file, text);
    this.#known.set(file, known);
    return known;
  }
}

/** What the places of a model are found from. */
export interface PlacesSource {
  readonly file: string;
  /** The name of the export. */
  readonly name: string;
  readonly definition: Definition;
  /** A function of the bundle. */
  readonly mark: unknown;
  readonly sources: SourceMapper;
  readonly outlines: Outlines;
}

/** The places of a model: of its functions as they run, of all names as they are written. */
export function modelPlaces(source: PlacesSource): ModelPlaces {
  const { file, name, definition, mark, sources, outlines } = source;
  const running = functionPlaces(functionsOf(definition), mark);
  const functions = locationsOf(running, sources);
  const outline = outlines.of(file)?.models.find((model) => model.exported && model.name === name);
  const place = (at: { line: number; column: number }): SourceLocation => {
    return { file, line: at.line, column: at.column };
  };
  /** The key that holds a function, or one around it. */
  const keyAround = (keyPath: string): SourceLocation | undefined => {
    const names = keyPath.split('.');
    const start = functions.get(keyPath) ?? firstBelow(keyPath, functions);
    if (start === undefined) return undefined;
    let element = outlines.of(start.file)?.elementAt(start);
    const wanted = names[names.length - 1];
    while (element !== undefined && lastName(element.keyPath) !== wanted) element = element.parent;
    return element === undefined ? start : { file: start.file, ...element.nameRange.start };
  };
  const defined = sources.frames(definition.definedAt);
  /** Of a model that a function makes: the export that holds it. */
  const exportName = (): SourceLocation | undefined => {
    const elements = defined.flatMap((frame) =>
      frame.file === file ? (outlines.of(file)?.elementAt(frame) ?? []) : [],
    );
    const element = elements.find(({ isBinding, keyPath }) => isBinding && keyPath === name);
    return element && place(element.nameRange.start);
  };
  return {
    model: outline === undefined ? (exportName() ?? defined[0]) : place(outline.nameRange.start),
    functionAt: (keyPath) => functions.get(keyPath),
    running,
    statementOf(stack) {
      const [innermost] = sources.frames(stack);
      return innermost && outlines.statementAround(innermost);
    },
    schemaAt(path, value) {
      const found = outlines.of(file)?.schemaAt(name, path, value);
      return found && place(found);
    },
    locate(keyPath) {
      const named = (path: string) => {
        const element = outline?.elements.get(path);
        return element === undefined ? keyAround(path) : place(element.nameRange.start);
      };
      const wider = [withoutParameter(keyPath), ...aroundHandler(keyPath)];
      return [keyPath, ...wider].map(named).find((place) => place !== undefined);
    },
  };
}

function locationsOf(
  running: ReadonlyMap<string, FunctionPlace>,
  sources: SourceMapper,
): ReadonlyMap<string, SourceLocation> {
  return new Map(
    [...running].flatMap(([keyPath, { lineNumber, columnNumber }]) => {
      const at = sources.locate(lineNumber, columnNumber);
      return at ? [[keyPath, at] as const] : [];
    }),
  );
}

/** Of a parameter that is declared elsewhere, its action is what can be shown. */
function withoutParameter(keyPath: string): string {
  return keyPath.replace(/\.params\..*$/, '');
}

/** Of a handler that is missing, the other handlers of its actor can be shown, or its place. */
function aroundHandler(keyPath: string): readonly string[] {
  const [, group, actor] = /^((actors\..*)\.(?:on|onTimer))\./.exec(keyPath) ?? [];
  return [group, actor].filter((wider) => wider !== undefined);
}

function firstBelow(
  keyPath: string,
  functions: ReadonlyMap<string, SourceLocation>,
): SourceLocation | undefined {
  const wanted = ['next', 'from'].map((name) => functions.get(`${keyPath}.${name}`));
  const [, below] = [...functions].find(([known]) => known.startsWith(`${keyPath}.`)) ?? [];
  return wanted.find((found) => found !== undefined) ?? below;
}

function lastName(keyPath: string): string {
  return keyPath.slice(keyPath.lastIndexOf('.') + 1);
}
