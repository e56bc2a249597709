import type { FromPanel } from 'everyturn-webview/messages';
import { searchGoalOf } from './parse-address.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The message, when it is one that the panel may send, else undefined. */
export function parseFromPanel(data: unknown): FromPanel | undefined {
  if (!isRecord(data) || typeof data['kind'] !== 'string') return undefined;
  const kind = data['kind'];
  if (!Object.hasOwn(isSound, kind)) return undefined;
  // Every field that is read was checked.
  return isSound[kind as FromPanel['kind']](data) ? (data as unknown as FromPanel) : undefined;
}

const isSound: Readonly<Record<FromPanel['kind'], (message: Fields) => boolean>> = {
  ready: () => true,
  check: () => true,
  cancel: () => true,
  askView: ({ id, request }) =>
    typeof id === 'number' &&
    isRecord(request) &&
    (request['groupBy'] === undefined || isTexts(request['groupBy'])) &&
    (request['trace'] === undefined || typeof request['trace'] === 'string') &&
    ['early', 'states'].every((wish) => request[wish] === undefined || request[wish] === true) &&
    isCellOrAbsent(request['to']) &&
    isCellOrAbsent(request['within']),
  askCell: isCellQuestion,
  askWhyNot: isCellQuestion,
  askTrace: isCellQuestion,
  declare: (message) =>
    isCellQuestion(message) && (message['as'] === 'possible' || message['as'] === 'impossible'),
  extend: ({ id, by }) => typeof id === 'number' && isRecord(by) && isExtension(by),
  copy: ({ text }) => typeof text === 'string',
  reveal: ({ at, keepFocus }) => isPlace(at) && typeof keepFocus === 'boolean',
};

function isCellOrAbsent(value: unknown): boolean {
  return value === undefined || (isRecord(value) && isCell(value));
}

function isCellQuestion(message: Fields): boolean {
  return typeof message['id'] === 'number' && isCell(message);
}

function isCell({ groupBy, cell }: Fields): boolean {
  return isTexts(groupBy) && typeof cell === 'string';
}

function isExtension(by: Fields): boolean {
  if (by['search'] !== undefined) {
    return searchGoalOf(by['search']) !== undefined && isAbsentOrBudget(by['limits']);
  }
  return by['budget'] === undefined ? isCell(by) : isBudget(by['budget']);
}

function isAbsentOrBudget(value: unknown): boolean {
  return value === undefined || isBudget(value);
}

function isBudget(value: unknown): boolean {
  const isBound = (bound: unknown) => typeof bound === 'number' && bound >= 0;
  return isRecord(value) && Object.values(value).every(isBound);
}

function isPlace(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['file'] === 'string' &&
    isFromOne(value['line']) &&
    isFromOne(value['column'])
  );
}

function isFromOne(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
