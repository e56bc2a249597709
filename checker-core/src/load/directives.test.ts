import { describe, expect, test } from 'vitest';
import { directivesIn, directivesOf } from './directives.ts';

const file = '/models/m.ts';
const read = (...lines: readonly string[]) => directivesIn(file, lines.join('\n'));

test('a directive has its code, its reason, and the lines of what it stands above', () => {
  const { directives, problems } = read(
    "import { machine } from 'everyturn';",
    '// everyturn-accept U1 Ten levels take a minute;  more is for the night.',
    '// Another remark.',
    'export const m = machine({',
    '  state,',
    '  // everyturn-accept U1 The first five tell enough.',
    '  budget: { depthMax: 5 },',
    '}).define({',
    '  actions: {',
    '    /* everyturn-ignore EVT301 For a later version. */',
    '    up: {},',
    '  },',
    '});',
  );
  expect(problems).toEqual([]);
  expect(directives).toEqual([
    {
      word: 'accept',
      code: 'U1',
      reason: 'Ten levels take a minute;  more is for the night.',
      at: { file, line: 2, column: 1 },
      lines: { first: 4, last: 13 },
    },
    {
      word: 'accept',
      code: 'U1',
      reason: 'The first five tell enough.',
      at: { file, line: 6, column: 3 },
      lines: { first: 7, last: 7 },
    },
    {
      word: 'ignore',
      code: 'EVT301',
      reason: 'For a later version.',
      at: { file, line: 10, column: 5 },
      lines: { first: 11, last: 11 },
    },
  ]);
});

test('other comments, and texts that only look like one, are none', () => {
  expect(
    read(
      '// See everyturn-accept U1 in the book.',
      '// everyturn-language-server is a package.',
      "const text = '// everyturn-accept U1';",
      'const other = `',
      '// everyturn-ignore',
      '`;',
    ),
  ).toEqual({ directives: [], problems: [] });
});

describe('says of a comment that has no effect why, and what to write', () => {
  const below = 'export const m = 1;';
  test.each([
    ['// everyturn-acept U1 why', 'There is no everyturn-acept. Write // everyturn-accept U1 <r'],
    ['// everyturn-accept', 'everyturn-accept does not say what: write // everyturn-accept U1 <re'],
    ['// everyturn-accept U1', 'everyturn-accept U1 has no effect without a reason: say behind U1'],
    ['// everyturn-accept U9 why', 'everyturn-accept does not know U9. It takes a kind of unknown'],
    ['// everyturn-ignore it why', 'everyturn-ignore does not know it. It takes a finding, EVT3xx'],
    ['// everyturn-ignore EVT101 why', 'EVT101 cannot be ignored: it is a violation or a model er'],
    ['// everyturn-accept EVT207 why', 'EVT207 cannot be accepted: it is a violation or a model e'],
    ['// everyturn-ignore U1 why', 'everyturn-ignore takes a finding, EVT3xx, not U1. What is unk'],
    ['// everyturn-accept EVT301 why', 'everyturn-accept takes a kind of unknown, U1 to U7, not E'],
  ])('%s', (comment, message) => {
    const { directives, problems } = read(comment, below);
    expect(directives).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'EVT502', at: { file, line: 1, column: 1 } });
    expect(problems[0]?.message).toContain(message);
  });

  test('where it stands behind code, or above nothing', () => {
    const behind = read('const a = 1; // everyturn-accept U1 why', below);
    expect(behind.directives).toEqual([]);
    expect(behind.problems[0]?.message).toContain('on a line of its own, above what it is about');
    const last = read(below, '// everyturn-accept U1 why');
    expect(last.directives).toEqual([]);
    expect(last.problems[0]?.message).toContain('nothing stands below it');
  });
});

test('all sources of a bundle are read', () => {
  const sources = ['/models/m.ts', '/models/view.tsx'];
  const text = '// everyturn-accept U1 why\nexport const v = <b>{1}</b>;';
  const map = JSON.stringify({ sources, sourcesContent: ['export const m = 1;', text] });
  const { directives } = directivesOf({ file, code: '', map, inputs: sources, preloads: [] });
  expect(directives.map(({ at }) => at.file)).toEqual(['/models/view.tsx']);
});
