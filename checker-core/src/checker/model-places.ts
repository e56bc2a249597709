/** Where a model and its parts stand in the source. */
import { readFileSync } from 'node:fs';
import { functionLocations } from '../load/function-locations.ts';
import { type Outline, outlineOf } from '../load/outline.ts';
import type { SourceMapper } from '../load/source-mapper.ts';
import type { MachineDefinition } from '../model/definition.ts';
import type { SourceLocation } from '../model/report.ts';
import { functionsOf } from './definition-parts.ts';

/** Answers where the parts of one model stand. */
export interface ModelPlaces {
  /** The name of the model. */
  readonly model: SourceLocation | undefined;
  /** The start of a function. */
  functionAt(keyPath: string): SourceLocation | undefined;
  /** The name of a property, an action or any other key. */
  locate(keyPath: string): SourceLocation | undefined;
}

/** Reads the outlines of files once each. */
export class Outlines {
  readonly #known = new Map<string, Outline | undefined>();

  of(file: string): Outline | undefined {
    if (!this.#known.has(file)) this.#known.set(file, read(file));
    return this.#known.get(file);
  }
}

function read(file: string): Outline | undefined {
  try {
    return outlineOf(file, readFileSync(file, 'utf8'));
  } catch {
    // Without the text, places are those of the functions themselves.
    return undefined;
  }
}

/** What the places of a model are found from. */
export interface PlacesSource {
  readonly file: string;
  /** The name of the export. */
  readonly name: string;
  readonly definition: MachineDefinition;
  readonly url: string;
  readonly sources: SourceMapper;
  readonly outlines: Outlines;
}

/** The places of a model: of its functions as they run, of all names as they are written. */
export function modelPlaces(source: PlacesSource): ModelPlaces {
  const { file, name, definition, url, sources, outlines } = source;
  const functions = functionLocations(functionsOf(definition), url, sources);
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
  const [defined] = sources.frames(definition.definedAt);
  return {
    model: outline === undefined ? defined : place(outline.nameRange.start),
    functionAt: (keyPath) => functions.get(keyPath),
    locate(keyPath) {
      const element = outline?.elements.get(keyPath);
      return element === undefined ? keyAround(keyPath) : place(element.nameRange.start);
    },
  };
}

function firstBelow(
  keyPath: string,
  functions: ReadonlyMap<string, SourceLocation>,
): SourceLocation | undefined {
  const wanted = ['next', 'from'].map((name) => functions.get(`${keyPath}.${name}`));
  return wanted.find((found) => found !== undefined);
}

function lastName(keyPath: string): string {
  return keyPath.slice(keyPath.lastIndexOf('.') + 1);
}
