import { expect, test } from 'vitest';
import type { Client } from './harness/client.ts';
import { drawn } from './harness/drawn.ts';
import { editorsOfTests } from './harness/editors.ts';

const editors = editorsOfTests();
let client: Client;

const heading = `import { machine } from 'everyturn';
import * as z from 'zod';

`;

/** Checks a file and draws what the editor shows once the run is over and everything arrived. */
async function check(
  name: string,
  text: string,
  codes: readonly string[],
  others: Readonly<Record<string, string>> = {},
): Promise<string> {
  client = await editors.check({ [name]: text }, {}, others);
  await client.until('all that was published', () => client.lensRefreshes > 0);
  await client.diagnosticsUntil(name, codes.join(', '), (all) =>
    codes.every((code) => all.some((diagnostic) => diagnostic.code === code)),
  );
  const found = await client.lastDiagnostics(name);
  return drawn(name, text, found);
}

const counter = (parts: string, state = 'z.object({ count: z.int().min(0).max(3) })') => `${heading}
export const counter = machine({
  state: ${state},
}).define({
  init: () => ({ count: 0 }),
${parts}
});
`;

const up = `  actions: {
    up: {
      when: (s) => s.count < 3,
      next: (s) => {
        s.count += 1;
      },
    },
  },`;

test('EVT102: a step that is not allowed', async () => {
  const text = counter(`${up}
  alwaysStep: {
    byEvenNumbers: (before, after) => before.count !== 2 || after.count === 4,
  },`);
  const golden = await check('step.ts', text, ['EVT102']);
  await expect(golden).toMatchFileSnapshot('golden/EVT102.txt');
});

test('EVT103: an end where none is allowed', async () => {
  const text = counter(`${up}
  terminal: (s) => s.count === 5,`);
  const golden = await check('end.ts', text, ['EVT103']);
  await expect(golden).toMatchFileSnapshot('golden/EVT103.txt');
});

test('EVT107: what can never be seen, of an exhausted run', async () => {
  const text = counter(`${up}
  sometimes: {
    four: (s) => s.count === 4,
  },`);
  const golden = await check('never.ts', text, ['EVT107']);
  await expect(golden).toMatchFileSnapshot('golden/EVT107.txt');
});

test('EVT101 in an initial state: on the field of init', async () => {
  const text = counter(`${up}
  always: {
    positive: (s) => s.count > 0,
  },`);
  const golden = await check('initial.ts', text, ['EVT101']);
  await expect(golden).toMatchFileSnapshot('golden/EVT101-initial.txt');
});

test('EVT202: a write that leaves the schema', async () => {
  const text = counter(up, 'z.object({ count: z.int().min(0).max(2) })');
  const golden = await check('schema.ts', text, ['EVT202']);
  await expect(golden).toMatchFileSnapshot('golden/EVT202.txt');
});

test('EVT203: a turn with two results for one input', async () => {
  const text = counter(
    `  actions: {
    roll: {
      when: (s) => s.count === 0,
      next: (s) => {
        calls += 1;
        s.count = 1 + (calls % 8);
      },
    },
  },`,
    'z.object({ count: z.int().min(0).max(9) })',
  ).replace('\nexport', '\nlet calls = 0;\nexport');
  const golden = await check('dice.ts', text, ['EVT203']);
  await expect(golden).toMatchFileSnapshot('golden/EVT203.txt');
});

test('EVT204: a state that is not data', async () => {
  const text = counter(
    `  actions: {
    arm: {
      next: (s) => {
        s.count = () => 1;
      },
    },
  },`,
    'z.object({ count: z.any() })',
  );
  const golden = await check('data.ts', text, ['EVT204']);
  await expect(golden).toMatchFileSnapshot('golden/EVT204.txt');
});

test('EVT208: a guard that changes its state', async () => {
  const text = counter(`  actions: {
    up: {
      when: (s) => {
        s.count = 2;
        return true;
      },
      next: (s) => void s.count,
    },
  },`);
  const golden = await check('guard.ts', text, ['EVT208']);
  await expect(golden).toMatchFileSnapshot('golden/EVT208.txt');
});

test('EVT214: a parameter without a finite domain', async () => {
  const text = counter(`  actions: {
    add: {
      params: { amount: z.number() },
      next: (s, { amount }) => void (s.count += amount),
    },
  },`);
  const golden = await check('amount.ts', text, ['EVT214']);
  await expect(golden).toMatchFileSnapshot('golden/EVT214.txt');
});

test('EVT214: a parameter that another file declares marks the action', async () => {
  const text = counter(`  actions: {
    add: {
      params: by,
      next: (s, { amount }) => void (s.count += amount),
    },
  },`).replace('export', "import { by } from './by.ts';\nexport");
  const others = {
    'by.ts': "import * as z from 'zod';\nexport const by = { amount: z.number() };\n",
  };
  const golden = await check('amount.ts', text, ['EVT214'], others);
  await expect(golden).toMatchFileSnapshot('golden/EVT214-elsewhere.txt');
});

test('EVT211: a model that lacks its behaviour', async () => {
  const text = `${heading}
export const counter = machine({ state: z.object({ count: z.int() }) });
`;
  client = await editors.start({ 'draft.ts': text });
  await client.open('draft.ts');
  const found = await client.diagnosticsUntil('draft.ts', 'EVT211', (all) => all.length > 0);
  const golden = drawn('draft.ts', text, found);
  await expect(golden).toMatchFileSnapshot('golden/EVT211-draft.txt');
});

test('EVT301 and EVT302: green marks that mean nothing', async () => {
  const text = counter(`  actions: {
    down: {
      when: (s) => s.count > 0,
      next: (s) => void s.count--,
    },
  },
  alwaysStep: {
    downwards: (before, after) => after.count < before.count,
  },`);
  const golden = await check('vacuous.ts', text, ['EVT301', 'EVT302']);
  await expect(golden).toMatchFileSnapshot('golden/EVT301-EVT302.txt');
});

const quota = (guard: string, within = 's.count < 3') =>
  counter(
    `  actions: {
    up: {
      when: (s) => ${guard},
      next: (s) => void (s.count += 1),
    },
  },
  within: (s) => ${within},
  always: {
    limit: (s) => s.quota.least < s.quota.greatest,
  },
  sometimes: {
    full: (s) => s.count === 3,
  },`,
    'z.object({ count: z.int().min(0).max(9), quota: z.object({ least: z.int(), greatest: z.int() }) })',
  ).replace('count: 0 }', 'count: 0, quota: { least: 0, greatest: 4 } }');

test('EVT304 and EVT305: a property of what never changes, and one that the fence decides', async () => {
  const text = quota('s.count < s.quota.greatest');
  const golden = await check('quota.ts', text, ['EVT304', 'EVT305']);
  await expect(golden).toMatchFileSnapshot('golden/EVT304-EVT305.txt');
});

test('neither is said where the quota changes and the fence decides nothing, nor of a run that was cut', async () => {
  const raised = quota('s.count < s.quota.greatest', 's.count < 4').replace(
    's.count += 1',
    'Object.assign(s, { count: s.count + 1, quota: { least: 0, greatest: 5 } })',
  );
  await check('quota.ts', raised, []);
  const cut = quota('s.count < s.quota.greatest').replace(
    '}).define',
    '  budget: { depthMax: 1 },\n}).define',
  );
  await client.workspace.write('cut.ts', cut);
  await client.openAndCheck('cut.ts');
  await client.diagnosticsUntil('cut.ts', 'the bound', (all) =>
    all.some(({ code }) => code === 'EVT401'),
  );
  const both = [...client.diagnosticsOf('quota.ts'), ...(await client.lastDiagnostics('cut.ts'))];
  expect(both.map(({ code }) => code).filter((code) => /EVT30[45]/.test(`${code}`))).toEqual([]);
});

test('says of one write that breaks many properties at most three by name', async () => {
  const text = counter(`${up}
  always: {
    a: (s) => s.count < 2,
    b: (s) => s.count !== 2,
    c: (s) => s.count <= 1,
    d: (s) => s.count * s.count < 4,
    e: (s) => s.count + 1 < 3,
  },`);
  const golden = await check('many.ts', text, ['EVT101']);
  await client.diagnosticsUntil('many.ts', 'all', (all) => all.length === 8);
  const writes = client.diagnosticsOf('many.ts').filter(({ range }) => range.start.line === 12);
  expect(golden.length).toBeGreaterThan(0);
  expect(writes.map(({ message }) => message.split(' ')[3])).toEqual([
    'always.a',
    'always.b',
    'always.c',
  ]);
  expect(writes[2]?.message).toMatch(/… and 2 more$/);
});

test('lists the ends of a long trace', async () => {
  const text = counter(
    `  actions: {
    up: {
      next: (s) => {
        s.count += 1;
      },
    },
  },
  always: {
    small: (s) => s.count < 60,
  },`,
    'z.object({ count: z.int().min(0).max(60) })',
  );
  await check('long.ts', text, ['EVT101']);
  const promise = client.diagnosticsOf('long.ts').find(({ range }) => range.start.line > 15);
  const messages = promise?.relatedInformation?.map(({ message }) => message) ?? [];
  expect(messages.length).toBe(39);
  expect(messages[1]).toMatch(/^1 up/);
  expect(messages[5]).toMatch(/^5 up/);
  expect(messages[6]).toBe('… 23 steps are in the trace view');
  expect(messages[7]).toMatch(/^29 up/);
  expect(messages.at(-1)).toMatch(/^60 up/);
});

test('EVT502: a comment that answers nothing; what others answer is withdrawn', async () => {
  const before = `${heading}
export const counter = machine({
  state: z.object({ count: z.int().min(0).max(9) }),
  // Bounded.
  budget: { depthMax: 1 },
}).define({
  init: () => ({ count: 0 }),
${up}
});

export const idle = machine({ state: z.object({ count: z.int().min(0).max(9) }) }).define({
  init: () => ({ count: 0 }),
  actions: {
    // Idle.
    down: {
      when: (s) => s.count > 0,
      next: (s) => {
        s.count -= 1;
      },
    },
  },
});
`;
  await check('answered.ts', before, ['EVT401', 'EVT301']);
  const accept = '// everyturn-accept U1 One step tells enough.';
  await client.type('answered.ts', '// Bounded.', accept);
  await client.type('answered.ts', '// Idle.', '// everyturn-ignore EVT301');
  await client.saveAndCheck('answered.ts');
  const after = before
    .replace('// Bounded.', accept)
    .replace('// Idle.', '// everyturn-ignore EVT301');
  const found = await client.diagnosticsUntil(
    'answered.ts',
    'the comment without a reason',
    (all) => all.some(({ code }) => code === 'EVT502'),
  );
  await expect(drawn('answered.ts', after, found)).toMatchFileSnapshot('golden/EVT502.txt');
});

test('finds the parts of models that a function in another file makes', async () => {
  const maker = `${heading}export function counterTo(limit: number) {
  return machine({ state: z.object({ count: z.int().min(0).max(9) }) }).define({
    init: () => ({ count: 0 }),
    actions: {
      up: {
        when: (s) => s.count < limit,
        next: (s) => {
          s.count += 1;
        },
      },
    },
    always: {
      small: (s) => s.count < 3,
    },
  });
}
`;
  const text = `import 'everyturn';
import { counterTo } from './counter-to.ts';

export const two = counterTo(2);
export const three = counterTo(3);
`;
  client = await editors.start({ 'made.ts': text, 'counter-to.ts': maker });
  await client.open('counter-to.ts');
  await client.openAndCheck('made.ts');
  const found = await client.diagnosticsUntil('counter-to.ts', 'both errors', (all) =>
    all.some(({ message }) => message.endsWith('states seen.')),
  );
  await expect(drawn('counter-to.ts', maker, found)).toMatchFileSnapshot('golden/made.txt');
  const lenses = [...(await client.lenses('made.ts')), ...(await client.lenses('counter-to.ts'))];
  await expect(`${lenses.join('\n')}\n`).toMatchFileSnapshot('golden/made.lenses.txt');
});
