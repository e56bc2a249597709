import { type ToPanel, tabs } from './index.ts';

/** The message, when it is one that the panel knows and its frame is sound; else undefined. */
export function parseToPanel(data: unknown): ToPanel | undefined {
  if (!isRecord(data) || typeof data['kind'] !== 'string') return undefined;
  const kind = data['kind'];
  if (!Object.hasOwn(frames, kind)) return undefined;
  const isSound = frames[kind as ToPanel['kind']];
  // The frame was checked; what is inside comes from the same build of the checker.
  return isSound(data) ? (data as unknown as ToPanel) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const freshnesses: readonly unknown[] = ['checking', 'current', 'stale', 'released', 'recorded'];

const frames: Readonly<Record<ToPanel['kind'], (message: Fields) => boolean>> = {
  model: (m) =>
    typeof m['uri'] === 'string' &&
    typeof m['model'] === 'string' &&
    typeof m['run'] === 'number' &&
    freshnesses.includes(m['freshness']) &&
    isAbsentOr(isReport, m['report']) &&
    isAbsentOr(isRecord, m['progress']) &&
    isAbsentOr(Array.isArray, m['raises']),
  focus: (m) =>
    isAbsentOr((tab) => tabs.some((known) => known === tab), m['tab']) &&
    isAbsentOr((value) => typeof value === 'string', m['property']) &&
    isAbsentOr((value) => Number.isInteger(value), m['step']),
  view: (m) => typeof m['id'] === 'number' && isRecord(m['view']) && isViewAnswer(m['view']),
  cell: (m) => typeof m['id'] === 'number' && isRecord(m['cell']) && isCellAnswer(m['cell']),
  whyNot: (m) => typeof m['id'] === 'number' && isAnswer('whyNot', m['whyNot']),
  trace: (m) => typeof m['id'] === 'number' && isAnswer('trace', m['trace']),
  extended: (m) => isDone(m) && isAbsentOr(isRecord, m['sought']),
  declared: isDone,
  refused: (m) => typeof m['id'] === 'number' && typeof m['reason'] === 'string',
};

function isReport(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['summary'] === 'string' &&
    isRecord(value['verdicts']) &&
    isRecord(value['actions']) &&
    Array.isArray(value['unknown']) &&
    Array.isArray(value['errors'])
  );
}

function isViewAnswer(view: Fields): boolean {
  if (view['kind'] === 'gone') return true;
  if (view['kind'] === 'tooLarge') return Array.isArray(view['suggestion']);
  return (
    view['kind'] === 'view' &&
    isRecord(view['unseen']) &&
    ['cells', 'edges', 'layers', 'groupBy', 'fields', 'tracePath'].every((field) =>
      Array.isArray(view[field]),
    )
  );
}

function isCellAnswer(cell: Fields): boolean {
  return cell['kind'] === 'gone' || (cell['kind'] === 'cell' && Array.isArray(cell['samples']));
}

function isDone(m: Fields): boolean {
  return (
    typeof m['id'] === 'number' && isAbsentOr((value) => typeof value === 'string', m['refused'])
  );
}

function isAnswer(kind: string, answer: unknown): boolean {
  return isRecord(answer) && (answer['kind'] === 'gone' || answer['kind'] === kind);
}

function isAbsentOr(isValid: (value: unknown) => boolean, value: unknown): boolean {
  return value === undefined || isValid(value);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
