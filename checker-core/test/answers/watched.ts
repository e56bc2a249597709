import { fileURLToPath } from 'node:url';
import { type ExportedModel, exportedModels } from 'everyturn/internal/checker/loaded-models';
import type { ExploreOptions } from 'everyturn/internal/engine/exploration';
import { explore } from 'everyturn/internal/engine/explore';
import { bundleModel } from 'everyturn/internal/load/bundle-model';
import { importBundle } from 'everyturn/internal/load/import-bundle';
import { buildModelReport } from 'everyturn/internal/report/build-model-report';
import type { ModelReport } from 'everyturn/internal/report/model-report';

let runs = 0;

/** The models of a file, whose code is watched. */
export async function watchedModels(file: string): Promise<readonly ExportedModel[]> {
  const bundled = await bundleModel(fileURLToPath(new URL(file, import.meta.url)));
  if (!bundled.ok) throw new Error(bundled.failure.message);
  runs += 1;
  const imported = await importBundle(bundled.bundle, runs, true);
  if (!imported.ok) throw new Error(imported.failure.message);
  const models = exportedModels(bundled.bundle, imported);
  if ('cause' in models) throw new Error(models.message);
  return models;
}

/** Explores a model and reports it as the checker does. */
export async function watchedReport(
  { name, definition, code, places }: ExportedModel,
  options: ExploreOptions = {},
): Promise<ModelReport> {
  if (!code) throw new Error('The code is not watched.');
  const { watch } = code;
  const onTurn = (keyPath: string) => watch.turn(keyPath);
  const { report } = await code.during(() => explore(definition, { ...options, watch, onTurn }));
  const locate = (keyPath: string) => places.locate(keyPath);
  return buildModelReport({
    file: 'model.ts',
    name,
    report,
    locate,
    locateValue: (path, value) => places.schemaAt(path, value),
    code: code.coverage,
  });
}
