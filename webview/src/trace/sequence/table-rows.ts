import type { TraceReport } from 'everyturn/internal/report/model-report';
import { type Arrow, type Row, sequenceOf } from './sequence.ts';

/** A row of the table that says what the diagram shows. */
export interface SequenceTableRow {
  readonly number: number;
  /** What is read out of the row's button. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly message: string;
  readonly notes: readonly string[];
}

/** A diagram as a table: the initial state, each step, and at the last what is still on its way. */
export function sequenceRowsOf(trace: TraceReport): readonly SequenceTableRow[] {
  const { rows, inFlight } = sequenceOf(trace, new Set());
  return rows.map((row) => {
    const label = trace.steps[row.step - 1]?.label ?? 'initial state';
    const open = row.step === trace.steps.length ? inFlight.map(openText) : [];
    const own = row.notes.map(({ text }) => text);
    return { ...whatOf(row), name: `Step ${row.step}: ${label}`, notes: [...own, ...open] };
  });
}

function whatOf({ step, arrow, event, timer, address = '' }: Row) {
  if (arrow) {
    const { from, to, end, sentAt } = arrow.flight;
    const words = { delivered: '', copied: ', a copy', lost: ', lost', inFlight: '' };
    const message = `${textOf(arrow)}${words[end.kind]}, sent in step ${sentAt}`;
    return { number: step, from, to, message };
  }
  const what = {
    timer: `timer ${timer} fires`,
    crash: 'crashes',
    recover: 'recovers',
    deliver: '',
    duplicate: '',
    lose: '',
  };
  return { number: step, from: '', to: address, message: event ? what[event] : 'initial state' };
}

function openText(arrow: Arrow): string {
  const { from, to, sentAt } = arrow.flight;
  return `still on its way: ${textOf(arrow)}, ${from} → ${to}, sent in step ${sentAt}`;
}

function textOf({ title, fields }: Arrow): string {
  return fields === '' ? title : `${title} { ${fields} }`;
}
