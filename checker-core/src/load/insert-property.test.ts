import { expect, test } from 'vitest';
import { insertProperty, type NewProperty } from './insert-property.ts';
import { outlineOf } from './outline.ts';

const property: NewProperty = {
  section: 'sometimes',
  name: 'done',
  parts: ["s.phase === 'done'"],
  isNegated: false,
};

/** The text of a model with a property more. */
function inserted(text: string, change: Partial<NewProperty> = {}): string | undefined {
  const [model] = outlineOf('/a.ts', text).models;
  if (!model) throw new Error('There is no model.');
  const insertion = insertProperty(text, model, { ...property, ...change });
  if (!insertion) return undefined;
  const lines = text.split('\n');
  const { line, column } = insertion.at;
  const at = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
  return text.slice(0, at) + insertion.text + text.slice(at);
}

const model = (...rest: string[]) =>
  [
    "import { machine } from 'everyturn';",
    'export const m = machine({ state }).define({',
    '  actions: {},',
    ...rest,
    '});',
    '',
  ].join('\n');

test('goes behind the last property of its section, formatted like its neighbours', () => {
  const before = model('  sometimes: {', '    a: (s) => s.a, // why', '  },');
  expect(inserted(before)).toBe(
    model(
      '  sometimes: {',
      '    a: (s) => s.a, // why',
      "    done: (s) => s.phase === 'done',",
      '  },',
    ),
  );
});

test('begins a section behind the others where there is none', () => {
  expect(inserted(model())).toBe(
    model('', '  sometimes: {', "    done: (s) => s.phase === 'done',", '  },'),
  );
  const always = { section: 'always', isNegated: true } as const;
  expect(inserted(model('  sometimes: {', '    a: (s) => s.a,', '  },'), always)).toBe(
    model(
      '  sometimes: {',
      '    a: (s) => s.a,',
      '  },',
      '',
      '  always: {',
      "    done: (s) => !(s.phase === 'done'),",
      '  },',
    ),
  );
});

test('adds the comma that is missing before it, and none behind', () => {
  const before = model('  sometimes: {', '    a: (s) => s.a', '  }');
  expect(inserted(before)).toBe(
    model('  sometimes: {', '    a: (s) => s.a,', "    done: (s) => s.phase === 'done'", '  }'),
  );
});

test('takes a name that no other property of the section has', () => {
  const before = model('  sometimes: {', '    done: (s) => s.a,', '    done2: (s) => s.b,', '  },');
  expect(inserted(before)).toContain("    done3: (s) => s.phase === 'done',");
});

test('breaks a condition that is too long for a line', () => {
  const parts = ["s.phase === 'done'", 'Object.values(s.rms).every((one) => one === 1)'];
  const long = { parts, name: `very${'Long'.repeat(8)}` };
  const name = `    ${long.name}: (s) =>`;
  expect(inserted(model(), long)).toContain(
    [name, "      s.phase === 'done' &&", `      ${parts[1]},`].join('\n'),
  );
  expect(inserted(model(), { ...long, isNegated: true })).toContain(
    [name, '      !(', "        s.phase === 'done' &&", `        ${parts[1]}`, '      ),'].join(
      '\n',
    ),
  );
});

test('leaves alone what is not written out line by line', () => {
  expect(inserted(model('  sometimes: { a: (s) => s.a },'))).toBeUndefined();
  expect(inserted(model('  sometimes: others,'))).toBeUndefined();
});
