/** The places of a file to which results belong: lenses, hovers and symbols all start from these. */
import type { OutlineModel } from 'everyturn/internal/load/outline';
import type {
  ActionReport,
  ModelReport,
  PropertyReport,
} from 'everyturn/internal/report/model-report';
import type { Basis, ModelResult, Session } from '../checks/session.ts';
import type { SourceText } from '../documents/source-text.ts';
import { elementSpot, modelSpot, type Spot } from './locate.ts';

/** A place and what is known of it. */
export type Mark = Spot & { readonly model: string } & (
    | { readonly kind: 'model'; readonly result: ModelResult }
    | { readonly kind: 'unchecked' }
    | {
        readonly kind: 'property';
        readonly keyPath: string;
        readonly property: PropertyReport;
        readonly result: ModelResult;
      }
    | {
        readonly kind: 'action';
        readonly keyPath: string;
        readonly action: ActionReport;
        readonly report: ModelReport;
        readonly result: ModelResult;
      }
  );

/** The marks of all results of a session, in any file. */
export function marksOf(session: Session): Mark[] {
  return [...session.results.values()].flatMap((result) => marksOfResult(session, result));
}

/** A mark for each exported model of a text that has no result. */
export function uncheckedMarks(session: Session, source: SourceText): Mark[] {
  return unchecked(session, source).map(({ name, nameRange }) => ({
    kind: 'unchecked',
    model: name,
    source,
    range: nameRange,
  }));
}

function unchecked(session: Session, source: SourceText): OutlineModel[] {
  return source.outline.models.filter(
    ({ exported, name }) => exported && !session.results.has(name),
  );
}

function marksOfResult(session: Session, result: ModelResult): Mark[] {
  const { name: model, basis, report, early } = result;
  const marks: Mark[] = [];
  const spot = modelSpot(session, basis, model);
  if (spot) marks.push({ ...spot, kind: 'model', model, result });
  const properties = report ? Object.entries(report.verdicts) : [...early];
  for (const [keyPath, property] of properties) {
    const place = elementSpot(session, basis, model, keyPath, property.at);
    if (place) marks.push({ ...place, kind: 'property', model, keyPath, property, result });
  }
  if (report) marks.push(...actionMarks(session, basis, report, result));
  return marks;
}

function actionMarks(
  session: Session,
  basis: Basis,
  report: ModelReport,
  result: ModelResult,
): Mark[] {
  return Object.entries(report.actions).flatMap(([keyPath, action]) => {
    const place = elementSpot(session, basis, report.name, keyPath, action.at);
    if (!place) return [];
    return [
      { ...place, kind: 'action' as const, model: report.name, keyPath, action, report, result },
    ];
  });
}
