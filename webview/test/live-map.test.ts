import { expect, test } from 'vitest';
import { cell, view } from '../src/map/view.test.fixture.ts';
import { bench } from './fixtures/bench.ts';
import { exhausted } from './fixtures/recordings.ts';

const open = bench();

/** So many states of a run that goes on, in cells that stand in the order in which they came. */
const soFar = (keys: readonly string[], states: number) => ({
  ...view(keys.map((key, depth) => cell(key, { depth: [depth, depth], x: depth, states }))),
  states,
  stepsPending: 'exploring' as const,
});

test('a map follows a run: what is there stays where it is, and what is new finds room', async () => {
  const { page, host } = await open(exhausted);
  const progress = (states: number) => ({
    run: 2,
    progress: { states, transitions: 0, depth: 1, frontier: 1 },
  });
  const keys = ['one', 'two'];
  let states = 10;
  let groupBy: readonly string[] = ['at'];
  host.answerView = ({ id, request }) => {
    groupBy = request.groupBy ?? groupBy;
    return { kind: 'view', id, view: { ...soFar(keys, states), groupBy } };
  };
  await host.sendModel('checking', progress(10));
  await expect.poll(() => page.getByTestId('cell').count()).toBe(2);
  const pending = page.getByTestId('steps-pending');
  expect(await pending.textContent()).toContain('10 states so far.');
  const placeOf = async (key: string) => {
    const item = page.locator(`[data-testid="cell"][data-key="${key}"]`);
    return [await item.getAttribute('data-x'), await item.getAttribute('data-y')];
  };
  // The places of the twin follow the drawing a moment later.
  let before: unknown[] = [];
  const isSettled = async () => {
    const last = JSON.stringify(before);
    before = [await placeOf('one'), await placeOf('two')];
    return JSON.stringify(before) === last;
  };
  await expect.poll(isSettled, { interval: 300 }).toBe(true);
  keys.push('three');
  states = 30;
  await host.sendModel('checking', progress(30));
  await expect.poll(() => page.getByTestId('cell').count()).toBe(3);
  expect([await placeOf('one'), await placeOf('two')]).toEqual(before);
  expect(before).not.toContainEqual(await placeOf('three'));
  expect(await pending.textContent()).toContain('30 states so far.');
  expect(groupBy).toEqual(['tm', 'rms']);
  // A hidden map asks nothing.
  await page.getByRole('tab', { name: 'Trace' }).click();
  const asked = host.posted.length;
  await host.sendModel('checking', progress(50));
  await page.getByTestId('banner').getByText('50 states').waitFor();
  expect(host.posted.slice(asked).filter(({ kind }) => kind === 'askView')).toEqual([]);
});

test('a map whose steps are not counted yet says so, and is asked for until they are', async () => {
  const { page, host } = await open(exhausted);
  const whole = view([cell('one', { inner: 3 }), cell('two')]);
  let count = () => {};
  const counted = new Promise<void>((resolve) => {
    count = resolve;
  });
  host.answerView = ({ id, request }) => {
    if (request.early) {
      return { kind: 'view', id, view: { ...whole, stepsPending: 'counting' } };
    }
    void counted.then(() => host.send({ kind: 'view', id, view: whole }));
    return { kind: 'focus', tab: 'map' };
  };
  await host.sendModel('current', { run: 2 });
  const pending = page.getByTestId('steps-pending');
  await pending.waitFor();
  expect(await pending.textContent()).toContain('Counting the steps');
  const one = page.locator('[data-testid="cell"][data-key="one"]');
  expect(await one.textContent()).toContain('steps not counted yet');
  count();
  await pending.waitFor({ state: 'detached' });
  expect(await one.textContent()).toContain('0 outgoing actions');
});
