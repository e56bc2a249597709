import { expect, test } from 'vitest';
import {
  parseAcceptRequest,
  parseCellAddress,
  parseExtendRequest,
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

test('goes on with a run only under the bounds that are numbers', () => {
  const request = { uri: 'file:///a.ts', model: 'door', budget: { depthMax: 9 } };
  expect(parseExtendRequest(request)).toEqual(request);
  expect(parseExtendRequest({ ...request, budget: { depthMax: '9' } })?.budget).toEqual({});
  expect(parseExtendRequest({ ...request, budget: 9 })).toBeUndefined();
  expect(parseExtendRequest({ uri: 'file:///a.ts', model: 'door' })).toBeUndefined();
});

test('accepts above a line of a file only what has a code', () => {
  const request = { uri: 'file:///a.ts', line: 4, code: 'U1' };
  expect(parseAcceptRequest(request)).toEqual(request);
  expect(parseAcceptRequest({ ...request, line: -1 })).toBeUndefined();
  expect(parseAcceptRequest({ ...request, code: 'U1 nothing\nrm' })).toBeUndefined();
});
