import type { AnyProperties } from 'everyturn/internal/model/definition';
import type { ActionReport, PropertyReport } from 'everyturn/internal/report/model-report';
import { expect, test } from 'vitest';
import { editorsOfTests } from './harness/editors.ts';
import { compareFields, compareLevels, comparePairs } from './naive/compare-values.ts';
import { type CountedRun, countedRun } from './naive/counted-run.ts';
import { allNumbersIn, hoverAt, lensAt, numbersIn } from './naive/editor-texts.ts';
import { count, type ListedState, type Listing } from './naive/listing.ts';
import { type CountedModel, countedModels } from './naive/models.ts';
import { naiveGuard } from './naive/naive-guards.ts';
import { runsIn } from './naive/naive-runs.ts';

const editors = editorsOfTests();

test.for(countedModels)(
  '$name of $file: each number in lenses, hovers and coverage is the one that a plain count gives',
  async (counted) => {
    const run = await countedRun(editors, counted);
    await compareModel(run, counted);
    for (const [keyPath, action] of Object.entries(run.report.actions)) {
      await compareAction(run, keyPath, action);
    }
    await compareGuards(run);
    for (const [keyPath, property] of Object.entries(run.report.verdicts)) {
      await compareProperty(run, keyPath, property);
    }
    await compareFields(run);
    comparePairs(run);
    compareLevels(run);
  },
);

/** `288 states, exhausted, diameter 10`, or `171 states, depth ≤ 5, 54 not expanded`. */
const extent =
  /([\d,]+) (?:states|classes of states), (?:exhausted(?: within the fence)?, diameter|depth ≤) ([\d,]+)/;

async function compareModel(
  { client, report, listing }: CountedRun,
  { file, name }: CountedModel,
): Promise<void> {
  const { states, isExhausted } = listing;
  const depth = Math.max(...states.map((state) => state.depth));
  const open = count(states, ({ isExpanded }) => !isExpanded);
  const { at } = report;
  if (!at) throw new Error(`Nobody knows where ${name} stands.`);
  const lens = await lensAt(client, at);
  expect(numbersIn(lens, extent)).toEqual([states.length, depth]);
  expect(/, exhausted/.test(lens), lens).toBe(isExhausted);
  expect(allNumbersIn(lens, /([\d,]+) not expanded/)).toEqual(open > 0 ? [[open]] : []);
  const steps = states.flatMap((state) => state.steps);
  const beginnings = count(states, ({ isInitial }) => isInitial);
  expect(numbersIn(await hoverAt(client, at), /([\d,]+) states? generated/)).toEqual([
    beginnings + steps.length,
  ]);
  const status = client.status.get(file)?.models.find(({ model }) => model === name);
  if (status?.phase === 'finished' && report.errors.length === 0) {
    expect(status.headline).toContain(states.length.toLocaleString('en-US'));
  }
}

/** Steps of an action, and the states in which it is possible; handlers at one place together. */
async function compareAction(
  { client, report, listing, definition }: CountedRun,
  keyPath: string,
  { at, fired, states: enabled }: ActionReport,
): Promise<void> {
  const { states } = listing;
  const stepsOf = (wanted: string) =>
    states.flatMap(({ steps }) => steps.filter(({ action }) => action === wanted));
  const isPossible = ({ value, isExpanded, steps }: ListedState) =>
    definition.kind === 'machine' || !keyPath.startsWith('actors.')
      ? steps.some(({ action }) => action === keyPath)
      : isExpanded && runsIn(definition, keyPath, value);
  expect([fired, enabled], keyPath).toEqual([stepsOf(keyPath).length, count(states, isPossible)]);
  if (!at) return;
  const shared = Object.entries(report.actions).filter(
    ([, other]) => JSON.stringify(other.at) === JSON.stringify(at),
  );
  const all = shared.reduce((sum, [other]) => sum + stepsOf(other).length, 0);
  const [lens, hover] = [await lensAt(client, at), await hoverAt(client, at)];
  expect(numbersIn(hover, /([\d,]+) steps? taken/), keyPath).toEqual([all]);
  if (shared.length > 1) {
    expect(numbersIn(hover, /by ([\d,]+) actors/), keyPath).toEqual([shared.length]);
    const told = allNumbersIn(lens, /fired ([\d,]+)× by ([\d,]+) actors/);
    expect(told, keyPath).toEqual(all > 0 ? [[all, shared.length]] : []);
    return;
  }
  const isIn = /(?:enabled|runs) in ([\d,]+) expanded states? of ([\d,]+)/;
  expect(numbersIn(hover, isIn), keyPath).toEqual([enabled, states.length]);
  const told = allNumbersIn(lens, /fired ([\d,]+)×(?:, runs)? in ([\d,]+) (?:state|class)/);
  expect(told, keyPath).toEqual(enabled > 0 ? [[fired, enabled]] : []);
}

/** How often each guard was asked, and which of its conditions was the first to fail, how often. */
async function compareGuards({ client, report, listing, definition, names }: CountedRun) {
  for (const [keyPath, guard] of Object.entries(report.coverage?.guards ?? {})) {
    if (definition.kind !== 'machine') throw new Error('Only actions of machines have guards.');
    const action = keyPath.replace('actions.', '');
    const naive = naiveGuard(definition, action, guard, listing, names);
    const blocked = guard.clauses.map((clause) => clause.blocked);
    expect([guard.asked, guard.enabled + guard.otherwise, ...blocked], keyPath).toEqual([
      naive.asked,
      naive.isTrue,
      ...naive.blocked,
    ]);
    const at = report.actions[keyPath]?.at;
    if (!at) throw new Error(`Nobody knows where ${keyPath} stands.`);
    const hover = await hoverAt(client, at);
    const answers = /asked ([\d,]+) times? .*: enabled ([\d,]+), blocked ([\d,]+)/;
    expect(numbersIn(hover, answers), keyPath).toEqual([
      naive.asked,
      naive.isTrue - guard.otherwise,
      naive.asked - naive.isTrue + guard.otherwise,
    ]);
    const failing = naive.blocked.filter((times) => times > 0);
    const told = allNumbersIn(hover, /is the first to fail, being (?:true|false), in ([\d,]+)/);
    expect(told, keyPath).toEqual(failing.map((times) => [times]));
  }
}

/** How many turns lead to what decides a property, and in how many states it holds. */
async function compareProperty(
  { client, listing, definition }: CountedRun,
  keyPath: string,
  { at }: PropertyReport,
): Promise<void> {
  const { states, isExhausted } = listing;
  const properties = definition.kind === 'machine' ? definition.behavior : definition.properties;
  const turns = turnsTo(keyPath, properties, listing);
  if (turns === undefined || !at) return;
  const lens = await lensAt(client, at);
  if (turns === 0) {
    expect(lens, keyPath).toMatch(/in an initial state/);
  } else if (turns < Number.POSITIVE_INFINITY) {
    const told = numbersIn(lens, /(?:violated after|witness of) ([\d,]+) turn/);
    expect(told, keyPath).toEqual([turns]);
  } else if (isExhausted) {
    const told = numbersIn(lens, /in all ([\d,]+) (?:states|classes)/);
    expect(told, keyPath).toEqual([states.length]);
  } else {
    expect(lens, keyPath).toMatch(/no violation so far|not seen yet/);
    const open = count(states, ({ isExpanded }) => !isExpanded);
    expect(allNumbersIn(lens, /([\d,]+) not expanded/), keyPath).toEqual(open > 0 ? [[open]] : []);
  }
}

/** The turns to the nearest state that decides a property; infinitely many where there is none. */
function turnsTo(
  keyPath: string,
  { always, sometimes, alwaysStep, terminal }: AnyProperties,
  { states }: Listing,
): number | undefined {
  const [section = '', name = ''] = keyPath.split('.');
  const nearest = (isIt: (state: ListedState) => boolean) =>
    Math.min(...states.filter(isIt).map(({ depth }) => depth), Number.POSITIVE_INFINITY);
  switch (section) {
    case 'always':
      return nearest(({ value }) => always?.[name]?.(value) === false);
    case 'sometimes':
      return nearest(({ value }) => sometimes?.[name]?.(value) === true);
    case 'alwaysStep': {
      const breaks = ({ value, steps }: ListedState) =>
        steps.some(({ target }) => target && alwaysStep?.[name]?.(value, target.value) === false);
      return nearest(breaks) + 1;
    }
    case 'terminal':
      return nearest(
        ({ value, steps, isExpanded }) =>
          isExpanded && steps.length === 0 && terminal?.(value) === false,
      );
    default:
      return undefined;
  }
}
