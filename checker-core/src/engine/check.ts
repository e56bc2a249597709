import type { CheckOptions } from '../model/check-options.ts';
import {
  type Definition,
  definitionOf,
  definitionVersion,
  type MachineDefinition,
} from '../model/definition.ts';
import type { Checkable } from '../model/properties.ts';
import type { Report } from '../model/report.ts';
import { ModelError, refused } from './errors.ts';
import { explore } from './explore.ts';

const known = new Set([
  'search',
  'budget',
  'engine',
  'symmetry',
  'paranoid',
  'signal',
  'onProgress',
]);

/**
 * Explores a model. Never throws for a verdict; throws a `ModelError` for a model or an option that
 * cannot be explored.
 */
export async function check<S>(
  subject: Checkable<S>,
  options: CheckOptions = {},
): Promise<Report<S>> {
  assertOptions(options);
  const { search, budget, engine, symmetry, paranoid, signal, onProgress } = options;
  const { report } = await explore(modelOf(subject), {
    ...(search && { search }),
    ...(budget && { budget }),
    ...(engine && { engine }),
    ...(symmetry !== undefined && { symmetry }),
    ...(paranoid !== undefined && { paranoid }),
    ...(onProgress && { onProgress }),
    ...(signal && { shouldStop: () => signal.aborted }),
    ...(typeof process === 'object' && { heapBytes }),
  });
  const fatal = report.errors.find(({ code }) => code === 'EVT214' || code === 'EVT501');
  if (fatal) throw new ModelError(fatal);
  // The states of a report are values of the subject's schema.
  return report as Report<S>;
}

/** Bytes in use in this process: JavaScript's values and typed arrays. */
function heapBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The definition of a model; throws for anything else. */
export function modelOf(subject: unknown): Definition {
  const definition = definitionOf(subject);
  if (!definition) {
    const known = 'machine(…).define(…) or system(…).define(…)';
    throw new ModelError(refused('', `This is no model: pass what ${known} returns.`));
  }
  if (definition.version !== definitionVersion) {
    throw new ModelError(
      refused(
        '',
        `The model was defined by another version of everyturn (shape ${definition.version}, this one reads ${definitionVersion}). Install the same version everywhere.`,
      ),
    );
  }
  return definition;
}

/** The definition of a machine; throws for anything else. */
export function machineOf(subject: unknown): MachineDefinition {
  const definition = modelOf(subject);
  if (definition.kind === 'machine') return definition;
  throw new ModelError(refused('', 'This is a system of actors, where a machine is needed.'));
}

function assertOptions(options: CheckOptions): void {
  const stranger = Object.keys(options).find((option) => !known.has(option));
  if (stranger === 'workers') {
    const reason = 'Other threads cannot see a model that is an object in memory';
    const advice = 'Leave workers out, or use `everyturn check --workers n` with its file.';
    throw new ModelError(refused('', `${reason}. ${advice}`));
  }
  if (stranger !== undefined) {
    throw new ModelError(refused('', `The option ${stranger} is not known to this version.`));
  }
  const { engine = 'compiled' } = options;
  if (engine !== 'reference' && engine !== 'compiled') {
    throw new ModelError(
      refused('', `There is no engine ${engine}; there are compiled and reference.`),
    );
  }
}
