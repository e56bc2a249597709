import type { RecordedMap } from 'everyturn/internal/report/recorded-map';
import { expect, test } from 'vitest';
import { cell, view } from '../map/view.test.fixture.ts';
import type { FromPanel, ToPanel } from '../messages/index.ts';
import { report } from '../panel/report.test.fixture.ts';
import { recordedHost } from './recorded-host.ts';

const map: RecordedMap = {
  file: 'a.ts',
  model: 'a',
  view: view([cell('one'), cell('two')]),
  paths: { 'always.a': ['one', 'two'] },
  cells: [{ kind: 'cell', key: 'one', samples: [] }],
  within: { two: view([cell('inside')]) },
};

async function answerTo(message: FromPanel, recorded: RecordedMap | undefined = map) {
  const answers: ToPanel[] = [];
  const host = recordedHost(report, recorded);
  host.listen((answer) => answers.push(answer));
  host.post(message);
  await Promise.resolve();
  return answers[0];
}

test('a panel is told the report as something that was recorded', async () => {
  expect(await answerTo({ kind: 'ready' })).toMatchObject({ freshness: 'recorded', report });
});

test('the recorded map is given, and the path of a trace over it', async () => {
  const asked = await answerTo({ kind: 'askView', id: 1, request: { trace: 'always.a' } });
  expect(asked).toEqual({ kind: 'view', id: 1, view: { ...map.view, tracePath: ['one', 'two'] } });
  expect(await answerTo({ kind: 'askView', id: 2, request: { groupBy: ['at'] } })).toEqual({
    kind: 'view',
    id: 2,
    view: map.view,
  });
  const inside = { within: { groupBy: ['at'], cell: 'two' } };
  expect(await answerTo({ kind: 'askView', id: 4, request: inside })).toEqual({
    kind: 'view',
    id: 4,
    view: map.within['two'],
  });
  const known = { kind: 'askCell', groupBy: ['at'], id: 3, cell: 'one' } as const;
  expect(await answerTo(known)).toEqual({ kind: 'cell', id: 3, cell: map.cells[0] });
});

test('nothing is made up of what was not recorded', async () => {
  const place = { groupBy: ['at'], cell: 'one' };
  const questions: readonly FromPanel[] = [
    { kind: 'askView', id: 7, request: { groupBy: ['other'] } },
    { kind: 'askView', id: 7, request: { within: place } },
    { kind: 'askView', id: 7, request: { to: place } },
    { kind: 'askCell', id: 7, ...place, cell: 'two' },
    { kind: 'askWhyNot', id: 7, ...place },
    { kind: 'askTrace', id: 7, ...place },
    { kind: 'extend', id: 7, by: place },
  ];
  for (const question of questions) {
    expect(await answerTo(question), JSON.stringify(question)).toMatchObject({
      kind: 'refused',
      id: 7,
    });
  }
  const view = { kind: 'askView', id: 7, request: {} } as const;
  const host = recordedHost(report, undefined);
  const answers: ToPanel[] = [];
  host.listen((answer) => answers.push(answer));
  host.post(view);
  await Promise.resolve();
  expect(answers).toMatchObject([{ kind: 'refused', id: 7 }]);
});
