import { expect, test } from 'vitest';
import {
  parseCellAddress,
  parseInstallRequest,
  parseModelAddress,
  parsePropertyAddress,
} from './parse-address.ts';

test('reads the address of a file or of one of its models', () => {
  expect(parseModelAddress({ uri: 'file:///a.ts' })).toEqual({ uri: 'file:///a.ts' });
  expect(parseModelAddress({ uri: 'file:///a.ts', model: 'door' })).toEqual({
    uri: 'file:///a.ts',
    model: 'door',
  });
});

test('knows no model where a menu hands over a URI or the palette nothing', () => {
  expect(parseModelAddress({ scheme: 'file', path: '/a.ts' })).toBeUndefined();
  expect(parseModelAddress(undefined)).toBeUndefined();
});

test('wants all parts of the address of a property', () => {
  const address = { uri: 'file:///a.ts', model: 'door', property: 'always.closed' };
  expect(parsePropertyAddress(address)).toEqual(address);
  expect(parsePropertyAddress({ ...address, property: 1 })).toBeUndefined();
});

test('knows a cell by its model, its grouping and its key', () => {
  const address = { uri: 'file:///a.ts', model: 'door', groupBy: ['lock'], cell: "'open'" };
  expect(parseCellAddress(address)).toEqual(address);
  expect(parseCellAddress({ ...address, groupBy: 'lock' })).toBeUndefined();
  expect(parseCellAddress({ ...address, cell: undefined })).toBeUndefined();
});

test('installs nothing without a folder and a command', () => {
  const request = { folder: '/project', command: 'npm install', isComplete: true };
  expect(parseInstallRequest(request)).toEqual(request);
  expect(parseInstallRequest({ folder: '/project' })).toBeUndefined();
  expect(parseInstallRequest({ ...request, isComplete: 'yes' })?.isComplete).toBe(false);
});
