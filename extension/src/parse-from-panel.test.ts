import { expect, test } from 'vitest';
import { parseFromPanel } from './parse-from-panel.ts';

const at = { file: '/models/door.ts', line: 3, column: 1 };

test.each([
  { kind: 'ready' },
  { kind: 'check' },
  { kind: 'cancel' },
  { kind: 'askView', id: 1, request: {} },
  { kind: 'askView', id: 2, request: { groupBy: ['tm'], trace: 'always.consistent' } },
  { kind: 'askCell', id: 3, groupBy: ['tm'], cell: 'tm = init' },
  { kind: 'reveal', at, keepFocus: true },
  { kind: 'askWhyNot', id: 6, groupBy: ['tm'], cell: 'tm = init' },
  { kind: 'askTrace', id: 7, groupBy: ['tm'], cell: 'tm = init' },
  { kind: 'askView', id: 8, request: { to: { groupBy: ['tm'], cell: "'init'" } } },
  { kind: 'declare', id: 9, groupBy: ['tm'], cell: "'init'", as: 'possible' },
  { kind: 'askView', id: 10, request: { within: { groupBy: ['tm'], cell: "'init'" } } },
  { kind: 'extend', id: 4, by: { budget: { depthMax: 10 } } },
  { kind: 'copy', text: 'field,value' },
  { kind: 'extend', id: 6, by: { search: { groupBy: ['tm'], cell: "'init'" } } },
  { kind: 'extend', id: 7, by: { search: { field: 'tm', value: '3' }, limits: { timeMs: 9 } } },
  { kind: 'extend', id: 5, by: { groupBy: ['tm'], cell: "'init'" } },
])('passes a sound message on: %j', (message) => {
  expect(parseFromPanel(message)).toBe(message);
});

test.each([
  undefined,
  'ready',
  [],
  { kind: 'toString' },
  { kind: 'run', command: 'workbench.action.quit' },
  { kind: 'askView', id: '1', request: {} },
  { kind: 'askView', id: 1, request: { groupBy: [1] } },
  { kind: 'askCell', id: 1, groupBy: 'tm', cell: 'tm = init' },
  { kind: 'reveal', at: { ...at, line: 0 }, keepFocus: true },
  { kind: 'reveal', at: { ...at, file: 7 }, keepFocus: true },
  { kind: 'reveal', at },
  { kind: 'askView', id: 1, request: { to: { groupBy: ['tm'] } } },
  { kind: 'declare', id: 1, groupBy: ['tm'], cell: 'x', as: 'probable' },
  { kind: 'askView', id: 1, request: { within: 'tm' } },
  { kind: 'copy', text: 7 },
  { kind: 'extend', id: 1, by: { search: {} } },
  { kind: 'extend', id: 1, by: { search: { action: 'a' }, limits: { timeMs: 'x' } } },
  { kind: 'extend', id: 1 },
  { kind: 'extend', id: 1, by: { budget: { depthMax: '10' } } },
  { kind: 'extend', id: 1, by: { cell: 'x' } },
])('drops anything else: %j', (message) => {
  expect(parseFromPanel(message)).toBeUndefined();
});
