import type { ModelErrorCode } from 'everyturn';
import type { SearchGoal } from 'everyturn/internal/checker/protocol';
import type { HintReport } from 'everyturn/internal/report/coverage-report';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Basis } from '../checks/session.ts';
import type { Spot } from '../results/locate.ts';
import type { Unseen } from './seen.ts';

/** The codes of diagnostics, as the documentation numbers them. */
export type DiagnosticCode =
  | ModelErrorCode
  | 'EVT101'
  | 'EVT102'
  | 'EVT103'
  | 'EVT104'
  | 'EVT105'
  | 'EVT106'
  | 'EVT107'
  | 'EVT301'
  | 'EVT302'
  | 'EVT304'
  | 'EVT305'
  | 'EVT306'
  | HintReport['code']
  | 'EVT401'
  | 'EVT410'
  | 'EVT502'
  | 'EVT503'
  | 'EVT901';

/** What quick fixes and clients find in a diagnostic's `data`. */
export interface DiagnosticData {
  readonly run: number;
  readonly model?: string;
  readonly property?: string;
  readonly role?: 'promise' | 'breakingWrite' | 'missingLibrary';
  /** What a search can look for. */
  readonly goal?: SearchGoal;
}

/** A related place, with what happened there. */
export interface RelatedDraft {
  readonly spot: Spot;
  readonly message: string;
}

/** A diagnostic in terms of the texts that were checked; it still has to reach the screen's. */
export interface Draft {
  readonly spot: Spot;
  readonly severity: DiagnosticSeverity;
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly related: readonly RelatedDraft[];
  readonly data: DiagnosticData;
  readonly basis: Basis;
  /** What was not seen: nothing is said of it if another model has seen it. */
  readonly unseen?: Unseen;
  /** Whether its text serves nothing and may be drawn faded. */
  readonly fades?: boolean;
}

/** No message is longer than this. */
const messageLengthMax = 480;

/** A message without line breaks, cut to the length that every client shows. */
export function messageOf(...sentences: readonly string[]): string {
  const text = sentences.filter(Boolean).join(' ').replaceAll(/\s+/g, ' ').trim();
  return text.length <= messageLengthMax ? text : `${text.slice(0, messageLengthMax - 1)}…`;
}

export { DiagnosticSeverity as Severity };
