import { expect, test } from 'vitest';
import { defaultSettings, settingsFrom } from './settings.ts';

test('keeps the defaults where a client says nothing, or nonsense', () => {
  expect(settingsFrom(undefined)).toEqual(defaultSettings);
  const nonsense = { check: { on: 'never' }, budget: { timeMs: -1 }, turn: 'soon', codeLens: 3 };
  expect(settingsFrom(nonsense)).toEqual(defaultSettings);
});

test('takes over what a client says', () => {
  const settings = settingsFrom({
    check: { on: 'manual' },
    budget: { statesMax: 10_000, depthMax: 0 },
    codeLens: 'off',
  });
  expect(settings.check.on).toBe('manual');
  expect(settings.budget).toEqual({ ...defaultSettings.budget, statesMax: 10_000, depthMax: 0 });
  expect(settings.codeLens).toBe('off');
});
