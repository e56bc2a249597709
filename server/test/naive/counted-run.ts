import { type Definition, definitionOf } from 'everyturn/internal/model/definition';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import type { Client } from '../harness/client.ts';
import type { Editors } from '../harness/editors.ts';
import { type Listing, listingOf } from './listing.ts';
import { type CountedModel, filesOfModels, folders, made } from './models.ts';

/** A run in the editor, and everything that the reference engine lists of the same model. */
export interface CountedRun {
  readonly client: Client;
  readonly report: ModelReport;
  readonly definition: Definition;
  readonly listing: Listing;
  /** Names that conditions of guards use. */
  readonly names: Readonly<Record<string, unknown>>;
}

/** Checks a model in an editor, and lists its states. */
export async function countedRun(
  editors: Editors,
  { file, name, depthMax, statesMax = 100_000, names = {}, namesFrom }: CountedModel,
): Promise<CountedRun> {
  const budget = { timeMs: 60_000, statesMax, depthMax: depthMax ?? null, memoryMb: 1_024 };
  const client = await editors.start(await filesOfModels(), {
    everyturn: { budget, background: false },
  });
  await client.openAndCheck(file);
  const status = await client.until(`the states of ${name}`, () =>
    client.status.get(file)?.models.find(({ model, statesHeld }) => model === name && statesHeld),
  );
  const { report } = status;
  if (!report) throw new Error(`${file} has no report of ${name}.`);
  await openOthers(client, report, file);
  const definition = definitionOf(await exportOf(file, name));
  if (!definition) throw new Error(`${file} has no ${name}.`);
  const bounds = { statesMax, ...(depthMax !== undefined && { depthMax }) };
  return {
    client,
    report,
    definition,
    listing: await listingOf(definition, bounds),
    names: { ...names, ...(namesFrom !== undefined && (await exportsOf(namesFrom))) },
  };
}

/** Opens the other files in which parts of the model stand. */
async function openOthers(client: Client, report: ModelReport, opened: string): Promise<void> {
  const parts = [
    ...Object.values(report.actions),
    ...Object.values(report.verdicts),
    ...(report.coverage?.domain.fields ?? []),
  ];
  const files = new Set(parts.flatMap(({ at }) => (at ? [inProject(client, at.file)] : [])));
  for (const file of files) if (file !== opened) await client.open(file);
}

/** The name under which a test knows a file. */
export function inProject(client: Client, file: string): string {
  return file.slice(client.workspace.folder.length + 1);
}

async function exportOf(file: string, name: string): Promise<unknown> {
  const [path, make, ...given] = made[name] ?? [];
  if (path !== undefined && make !== undefined) {
    // What makes models is a function.
    const makes = (await exportsOf(`known/models/${path}.ts`))[make] as (
      ...of: unknown[]
    ) => unknown;
    return makes(...given);
  }
  return (await exportsOf(file))[name];
}

async function exportsOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  const [folder = '', ...path] = file.split('/');
  // The first part of each file is the name of a folder.
  const url = new URL(path.join('/'), folders[folder as keyof typeof folders]);
  return import(url.href) as Promise<Readonly<Record<string, unknown>>>;
}
