import type { Change } from 'everyturn/internal/report/model-report';

/** The sign of a change and its word. */
export function signOf(kind: Change['kind']): { readonly sign: string; readonly word: string } {
  switch (kind) {
    case 'added':
      return { sign: '+', word: 'added' };
    case 'removed':
      return { sign: '−', word: 'removed' };
    case 'changed':
      return { sign: '~', word: 'changed' };
  }
}

/** Whether a change concerns a row of a state: the same place, a part of it, or what it is in. */
export function concerns(change: Change, path: string): boolean {
  return isWithin(change.path, path) || isWithin(path, change.path);
}

function isWithin(inner: string, outer: string): boolean {
  if (!inner.startsWith(outer)) return false;
  const rest = inner.slice(outer.length);
  return rest === '' || /^[.[{( ]/.test(rest);
}
