import type { Checkable } from 'everyturn';
import { machineOf } from 'everyturn/internal/engine/check';
import { test } from 'vitest';
import { compareModel } from './compare-model.ts';
import {
  choices,
  countTo,
  fieldsOf,
  otherRoots,
  refined,
  refinedParts,
  setOf,
  tupleOf,
} from './edge-machines.ts';
import { oddParts } from './odd-parts.ts';

const same = (model: Checkable<unknown>, name: string) => compareModel(machineOf(model), name);

test.each([1, 2, 10, 11, 12, 31, 32, 33, 64, 65])('a set over %i elements', async (size) => {
  await same(setOf(size), `setOf(${size})`);
});

test.each([2, 16, 17, 128, 129])('a tuple of %i parts', async (size) => {
  await same(tupleOf(size), `tupleOf(${size})`);
});

test.each([3, 40, 128, 129])('a record of %i keys', async (size) => {
  await same(fieldsOf(size), `fieldsOf(${size})`);
});

test.each([3, 300])('%i values in one place', async (max) => {
  await same(countTo(max), `countTo(${max})`);
});

test.each([1, 40, 600])('%i choices, and two for each', async (count) => {
  await same(choices(count), `choices(${count})`);
});

test('a condition across the fields of a state', async () => {
  await same(refined(), 'refined()');
});

test('conditions within parts', async () => {
  await same(refinedParts(), 'refinedParts()');
});

test.each(Object.entries(otherRoots))('a state that is %s', async (name, model) => {
  await same(model(), name);
});

test.each(Object.entries(oddParts))('a state with %s', async (name, model) => {
  await same(model(), name);
});
