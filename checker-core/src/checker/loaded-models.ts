/** Which models a loaded bundle exports. */
import { basename } from 'node:path';
import type { Bundle } from '../load/bundle.ts';
import type { Imported } from '../load/import-bundle.ts';
import { type Definition, definitionOf, definitionVersion, draftKey } from '../model/definition.ts';
import type { LoadFailure } from '../report/model-report.ts';
import { CodeOfModel } from './code-of-model.ts';
import { actionsOf, functionsOf, propertiesOf } from './definition-parts.ts';
import { type ModelPlaces, modelPlaces, Outlines } from './model-places.ts';
import type { LoadedModel } from './protocol.ts';

/** An exported model with its places. */
export interface ExportedModel {
  readonly name: string;
  readonly definition: Definition;
  readonly places: ModelPlaces;
  /** Which of its code runs, where that is watched. */
  readonly code?: CodeOfModel;
}

/** The models of a bundle in the order of its file, or why there are none. */
export function exportedModels(
  bundle: Bundle,
  { exports, mark, sources, watched }: Extract<Imported, { ok: true }>,
): readonly ExportedModel[] | LoadFailure {
  const { file } = bundle;
  const definitions = new Map<Definition, string>();
  for (const [name, value] of Object.entries(exports)) {
    const definition = definitionOf(value);
    if (definition === undefined) continue;
    if (definition.version !== definitionVersion) return wrongVersion(file, definition.version);
    // A model that is exported twice is checked once, under a name if it has one.
    const known = definitions.get(definition);
    if (known === undefined || known === 'default') definitions.set(definition, name);
  }
  const outlines = new Outlines(bundle);
  if (definitions.size === 0) return noModel(file, exports, outlines);
  const models = [...definitions].map(([definition, name]): ExportedModel => {
    const places = modelPlaces({ file, name, definition, mark, sources, outlines });
    const { running } = places;
    const textOf = (source: string) => outlines.text(source);
    const code = watched && new CodeOfModel({ definition, watched, running, sources, textOf });
    return { name, definition, places, ...(code && { code }) };
  });
  return models.sort((a, b) => position(file, a) - position(file, b));
}

/** What a front end learns of a model before it is explored. */
export function describe({ name, definition, places }: ExportedModel): LoadedModel {
  const at = places.model === undefined ? {} : { at: places.model };
  const functions = functionsOf(definition).map(([keyPath]) => {
    const start = places.functionAt(keyPath);
    return { keyPath, ...(start && { at: start }) };
  });
  return {
    name,
    ...at,
    functions,
    properties: propertiesOf(definition),
    actions: actionsOf(definition),
  };
}

/** Models of other files come last; of those the order of their names stays. */
function position(file: string, { places: { model } }: ExportedModel): number {
  return model?.file === file ? model.line * 10_000 + model.column : Number.MAX_SAFE_INTEGER;
}

function noModel(
  file: string,
  exports: Readonly<Record<string, unknown>>,
  outlines: Outlines,
): LoadFailure {
  const cannot = `${basename(file)} cannot be checked: it exports no model.`;
  const failure = { code: 'EVT211', file, cause: 'noModel' } as const;
  const draft = Object.keys(exports).find((name) => isDraft(exports[name]));
  if (draft === undefined) {
    const message = `${cannot} Export the result of machine({ … }).define({ … }) or system({ … }).define({ … }).`;
    return { ...failure, message };
  }
  const message = `${cannot} ${draft} lacks its behaviour: add .define({ … }) after machine({ … }) or system({ … }).`;
  const start = outlines.of(file)?.exportAt(draft)?.start;
  return { ...failure, message, ...(start && { at: { file, ...start } }) };
}

function isDraft(value: unknown): boolean {
  return typeof value === 'object' && value !== null && draftKey in value;
}

function wrongVersion(file: string, version: number): LoadFailure {
  const age = version > definitionVersion ? 'newer' : 'older';
  const message =
    `${basename(file)} cannot be checked: its everyturn is ${age} than this checker ` +
    `(models of version ${version}, not ${definitionVersion}). Update ` +
    `${age === 'newer' ? 'the checker' : "the project's everyturn"}.`;
  return { code: 'EVT503', file, cause: 'version', message };
}
