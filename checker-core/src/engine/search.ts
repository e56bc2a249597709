import type { Search, Simulation } from '../model/check-options.ts';
import { ModelError, refused } from './errors.ts';
import type { ExploreOptions } from './exploration.ts';

const seedsEnd = 2 ** 32;

/** The order of the exploration; throws where another option does not go with it. */
export function searchInForce(options: ExploreOptions): Search {
  const { search = 'breadth-first', engine, symmetry, workers = 1 } = options;
  if (search === 'breadth-first') return search;
  if (search !== 'depth-first') assertSimulation(search);
  const name = search === 'depth-first' ? 'Depth-first search' : 'A simulation';
  if (engine === 'reference') {
    throw refusal(`${name} needs the compiled engine; the reference engine goes breadth-first.`);
  }
  if (workers > 1) throw refusal(`${name} takes one thread. Leave workers out.`);
  if (search !== 'depth-first' && symmetry === true) {
    throw refusal(
      'A simulation counts states one by one: it makes no use of symmetry. Leave it out.',
    );
  }
  return search;
}

/** Why a model whose functions must run on every state can be searched breadth-first only. */
export function onlyBreadthFirst(why: string): ModelError {
  return refusal(`${why} Such a model can be searched breadth-first only.`);
}

/** A simulation was to go on under another budget. */
export function notExtended(): ModelError {
  return refusal(
    'A simulation cannot be extended. Begin another one, with more runs or another seed.',
  );
}

/** Chosen states were to be expanded where every state runs the functions of the model. */
export function onlyCompiled(): ModelError {
  return refusal(
    'Only the compiled engine can go on from chosen states. Raise the bound of the whole run instead.',
  );
}

function assertSimulation(search: unknown): void {
  const isObject = typeof search === 'object' && search !== null;
  const simulation = isObject && 'simulate' in search ? search.simulate : undefined;
  if (typeof simulation !== 'object' || simulation === null) {
    throw refusal(
      `There is no search ${JSON.stringify(search)}; there are breadth-first, depth-first and { simulate: { seed, runs, depthMax } }.`,
    );
  }
  const { seed, runs, depthMax, ...others } = simulation as Partial<Simulation>;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) {
    throw refusal(`simulate.${stranger} is not known. There are seed, runs and depthMax.`);
  }
  assertWhole('seed', seed, 0, seedsEnd - 1);
  assertWhole('runs', runs, 1, Number.MAX_SAFE_INTEGER);
  assertWhole('depthMax', depthMax, 0, Number.MAX_SAFE_INTEGER);
}

function assertWhole(name: keyof Simulation, value: unknown, least: number, most: number): void {
  if (Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most) return;
  throw refusal(
    `simulate.${name} is ${String(value)}; it is a whole number from ${least} to ${most}.`,
  );
}

const refusal = (message: string) => new ModelError(refused('search', message));
