/** The places of a file to which results belong: lenses, hovers and symbols all start from these. */
import type { OutlineModel } from 'everyturn/internal/load/outline';
import type { FieldDomainReport } from 'everyturn/internal/report/coverage-report';
import type {
  ActionReport,
  ModelReport,
  PropertyReport,
} from 'everyturn/internal/report/model-report';
import type { Basis, ModelResult, Session } from '../checks/session.ts';
import type { SourceText } from '../documents/source-text.ts';
import { elementSpot, modelSpot, ownElementSpot, type Spot, tokenSpot } from './locate.ts';

/** A place and what is known of it. */
export type Mark = Spot & { readonly model: string } & (
    | { readonly kind: 'model'; readonly result: ModelResult }
    | { readonly kind: 'unchecked' }
    | { readonly kind: 'schema'; readonly report: ModelReport; readonly result: ModelResult }
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
        /** How many actors have this handler; 1 for an action. */
        readonly actors: number;
        readonly report: ModelReport;
        readonly result: ModelResult;
      }
    | {
        readonly kind: 'field';
        /** Its name on the state map. */
        readonly keyPath: string;
        readonly field: FieldDomainReport;
        readonly report: ModelReport;
        readonly result: ModelResult;
      }
  );

/** The marks of all results of a session, in any file. */
export function marksOf(session: Session): Mark[] {
  return [...session.results.values()].flatMap((result) => marksOfResult(session, result));
}

/** Marks on the fields of schemas and on the literals of their values. */
export function fieldMarksOf(session: Session): Mark[] {
  return [...session.results.values()].flatMap((result) => {
    const { report, basis, name: model } = result;
    if (!report) return [];
    return (report.coverage?.domain.fields ?? []).flatMap((field) => {
      const places = [field, ...field.values].flatMap(({ at }) => (at ? [at] : []));
      const spots = new Map(
        places.flatMap((at) => {
          const spot = tokenSpot(basis, at);
          return spot ? [[`${at.file}:${at.line}:${at.column}`, spot] as const] : [];
        }),
      );
      const about = { kind: 'field' as const, model, keyPath: field.path, field, report, result };
      return [...spots.values()].map((spot): Mark => ({ ...spot, ...about }));
    });
  });
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
    ({ isChecked, name }) => isChecked && !session.results.has(name),
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
  if (!report) return marks;
  const schema = ownElementSpot(session, basis, model, 'state');
  if (schema) marks.push({ ...schema, kind: 'schema', model, report, result });
  marks.push(...actionMarks(session, basis, report, result));
  return marks;
}

function actionMarks(
  session: Session,
  basis: Basis,
  report: ModelReport,
  result: ModelResult,
): Mark[] {
  const marks = new Map<string, Extract<Mark, { kind: 'action' }>>();
  for (const [keyPath, action] of Object.entries(report.actions)) {
    const place = elementSpot(session, basis, report.name, keyPath, action.at);
    if (!place) continue;
    // Actors of one kind have one handler: it gets one mark, with the sum of what they did.
    const id = `${place.source.file} ${JSON.stringify(place.range)}`;
    const { action: other = { fired: 0, states: 0 }, actors = 0 } = marks.get(id) ?? {};
    const sum = { ...action, fired: action.fired + other.fired };
    const states = Math.max(action.states, other.states);
    const mark = { ...place, kind: 'action' as const, model: report.name, keyPath, report, result };
    marks.set(id, { ...mark, action: { ...sum, states }, actors: actors + 1 });
  }
  return [...marks.values()];
}
