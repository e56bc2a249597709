import type { Settings } from './protocol/index.ts';

/** What applies where the client says nothing. */
export const defaultSettings: Settings = {
  check: { on: 'save' },
  budget: { timeMs: 10_000, statesMax: 1_000_000, depthMax: null, memoryMb: 1024 },
  turn: { timeoutMs: 2000 },
  memory: { parkedMb: 1024 },
  background: true,
  codeLens: 'all',
  fadeUnreachable: true,
  diagnostics: { unknown: 'problems' },
};

/** Reads settings as a client sent them: what is missing or makes no sense keeps its default. */
export function settingsFrom(given: unknown): Settings {
  const root = recordOf(given);
  const budget = recordOf(root['budget']);
  const { check, turn, memory, codeLens, fadeUnreachable, diagnostics } = defaultSettings;
  const { unknown } = recordOf(root['diagnostics']);
  return {
    check: { on: oneOf(recordOf(root['check'])['on'], ['save', 'manual'], check.on) },
    budget: {
      timeMs: countFrom(budget['timeMs'], defaultSettings.budget.timeMs),
      statesMax: countFrom(budget['statesMax'], defaultSettings.budget.statesMax),
      depthMax: countFrom(budget['depthMax'], defaultSettings.budget.depthMax, 0),
      memoryMb: countFrom(budget['memoryMb'], defaultSettings.budget.memoryMb),
    },
    turn: { timeoutMs: countFrom(recordOf(root['turn'])['timeoutMs'], turn.timeoutMs) },
    memory: { parkedMb: countFrom(recordOf(root['memory'])['parkedMb'], memory.parkedMb, 0) },
    background: oneOf(root['background'], [true, false], defaultSettings.background),
    codeLens: oneOf(root['codeLens'], ['all', 'verdicts', 'off'], codeLens),
    fadeUnreachable: oneOf(root['fadeUnreachable'], [true, false], fadeUnreachable),
    diagnostics: { unknown: oneOf(unknown, ['problems', 'lens', 'off'], diagnostics.unknown) },
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  // Any object can be read as a record of unknown values.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function countFrom<D extends number | null>(value: unknown, otherwise: D, least = 1): number | D {
  return typeof value === 'number' && value >= least ? value : otherwise;
}

function oneOf<const T>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((known) => known === value) ?? otherwise;
}
