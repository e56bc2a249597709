// Checks one model while its code is watched, as the command line and the editor do, and prints the
// counts as JSON. Arguments: the file of the bundle, the name of one of its models.

import { readFileSync } from 'node:fs';
import { exportedModels } from 'everyturn/internal/checker/loaded-models';
import { tuneProcess } from 'everyturn/internal/checker/tune-process';
import { explore } from 'everyturn/internal/engine/explore';
import { importBundle } from 'everyturn/internal/load/import-bundle';
import { buildModelReport } from 'everyturn/internal/report/build-model-report';

tuneProcess();

const [file, name] = process.argv.slice(2);
const bundle = JSON.parse(readFileSync(file, 'utf8'));
const imported = await importBundle(bundle, 1, true);
const model = exportedModels(bundle, imported).find((one) => one.name === name);
const { code, places, definition } = model;
const { user, system } = process.cpuUsage();

const { watch } = code;
const onTurn = (keyPath) => watch.turn(keyPath);
const options = { engine: 'compiled', symmetry: false, watch, onTurn };
const { report } = await code.during(() => explore(definition, options));
const told = buildModelReport({
  file: 'index.ts',
  name,
  report,
  locate: (keyPath) => places.locate(keyPath),
  locateValue: (path, value) => places.schemaAt(path, value),
  code: code.coverage,
});
if (!told.exhausted) throw new Error(`${name} is not complete.`);
console.log(
  JSON.stringify({
    states: told.distinctStates,
    generated: told.generatedStates,
    refuted: Object.keys(told.verdicts).filter((keyPath) =>
      ['violated', 'unreachable'].includes(told.verdicts[keyPath].kind),
    ),
    startSeconds: (user + system) / 1e6,
  }),
);
