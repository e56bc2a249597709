/** A search from the open states of a run, and what the run says when it is over. */
import { type StateMap, stateMap } from '../coverage/state-map.ts';
import { ModelError, refused } from '../engine/errors.ts';
import type { Exploration } from '../engine/exploration.ts';
import type { Goal, SeekLimits, Sought } from '../engine/seek.ts';
import { type SoughtReport, soughtReport } from '../report/sought-report.ts';
import type { Continued, RunSurroundings } from './model-run.ts';
import type { Extension, SearchGoal } from './protocol.ts';

/** A model whose states can be asked about. */
interface Searched extends Continued {
  readonly map: StateMap;
}

/**
 * Looks for something, and goes on with the run as far as what was found shows it: all that is said of
 * the search is then read off the states of the run.
 */
export async function searched(
  of: Searched,
  { search: goal, limits = searchLimits }: Extract<Extension, { search: unknown }>,
  around: RunSurroundings,
): Promise<{ readonly sought: SoughtReport; readonly continued: Continued }> {
  const isSettled = of.report.exhausted || isThere(of, goal);
  const sought = isSettled ? undefined : await of.run.seek(goalOf(of, goal), limits, around);
  const further = sought && wayOn(sought);
  const continued = further ? await of.run.extend(further, around) : of;
  const after = { ...continued, map: stateMap(continued.run.exploration.explored) };
  const report = soughtReport(sought, isThere(after, goal), continued.report);
  return { sought: report, continued };
}

/** A search that was not told for how long. */
const searchLimits: SeekLimits = { timeMs: 10_000, statesMax: 500_000 };

function goalOf({ map }: Searched, goal: SearchGoal): Goal {
  if ('property' in goal) return { kind: 'sometimes', name: nameOfSometimes(goal.property) };
  if ('action' in goal) return { kind: 'action', action: goal.action };
  const states = map.goal(goal);
  if (!states)
    throw new ModelError(refused('search', 'There is no such cell or value to look for.'));
  return { kind: 'state', ...states };
}

/** Whether the states that are kept have what is looked for. */
function isThere({ map, report }: Pick<Searched, 'map' | 'report'>, goal: SearchGoal): boolean {
  if ('property' in goal) return report.verdicts[goal.property]?.kind === 'seen';
  if ('action' in goal) return (report.actions[goal.action]?.states ?? 0) > 0;
  if ('cell' in goal) return map.firstIn(goal.groupBy, goal.cell) !== undefined;
  const field = report.coverage?.domain.fields.find(({ path }) => path === goal.field);
  return field?.values.some(({ text, times }) => text === goal.value && times > 0) ?? false;
}

/** How a run is gone on with after a search: along the way, or to its end; else not at all. */
function wayOn({ found }: Sought): ((from: Exploration) => Promise<Exploration>) | undefined {
  switch (found.kind) {
    case 'way':
      return async (from) => (await from.take?.(found.way)) ?? from;
    case 'nothing':
      return (from) => from.extend({});
    case 'stopped':
      return undefined;
  }
}

function nameOfSometimes(keyPath: string): string {
  return keyPath.replace(/^sometimes\./, '');
}
