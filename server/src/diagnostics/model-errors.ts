/** What kept a model from being explored in full, as diagnostics on its source. */
import type { Death } from 'everyturn/internal/checker/protocol';
import type { ErrorReport, LoadFailure } from 'everyturn/internal/report/model-report';
import type { Basis, ModelResult, Session, Trouble } from '../checks/session.ts';
import type { SourceText } from '../documents/source-text.ts';
import { doesNotParse, importDoesNotParse } from '../errors.ts';
import {
  elementSpot,
  importSpot,
  modelSpot,
  nameSpot,
  type Spot,
  statementSpot,
} from '../results/locate.ts';
import { type Draft, messageOf, Severity } from './draft.ts';
import { relatedSteps } from './steps.ts';

/** Model errors: the part of the model that kept the exploration from going on. */
export function modelErrorDrafts(session: Session, result: ModelResult): Draft[] {
  const { basis, name: model, report } = result;
  return (report?.errors ?? []).flatMap((error) => {
    const spot = errorSpot(session, result, error);
    if (!spot) return [];
    return [
      {
        spot,
        severity: Severity.Error,
        code: error.code,
        message: messageOf(error.message),
        related: relatedSteps(basis, error.trace),
        data: { run: basis.run, model },
        basis,
      },
    ];
  });
}

/** On the write or the throwing statement where there is one, else on what the key path names. */
function errorSpot(
  session: Session,
  { basis, name }: ModelResult,
  { code, keyPath, at, trace }: ErrorReport,
): Spot | undefined {
  // A state that is no state was written by the last step; the other two know their place.
  const written = ['EVT202', 'EVT204'].includes(code) ? trace?.steps.at(-1)?.at : undefined;
  const statement = written ?? (['EVT201', 'EVT206', 'EVT208'].includes(code) ? at : undefined);
  const spot = statement && statementSpot(basis, statement);
  return spot ?? elementSpot(session, basis, name, keyPath, at);
}

/** A run that gave no result, or not all of it. */
export function troubleDrafts(session: Session, trouble: Trouble): Draft[] {
  const { basis } = trouble;
  switch (trouble.kind) {
    case 'died':
      return deathDraft(session, basis, trouble.death);
    case 'notLoaded':
      return failureDrafts(session, basis, trouble.failure);
    case 'internal': {
      const spot = modelSpot(session, basis, firstModel(session, basis));
      return spot ? [errorDraft(spot, 'EVT901', trouble.message, basis)] : [];
    }
  }
}

/** An endless turn stands on its key, everything else that ends a process on the model's name. */
function deathDraft(session: Session, basis: Basis, death: Death): Draft[] {
  const { code, keyPath, at, message } = death;
  const model = death.model ?? firstModel(session, basis);
  const spot =
    keyPath === undefined || code === 'EVT212'
      ? modelSpot(session, basis, model)
      : elementSpot(session, basis, model, keyPath, at);
  return spot ? [errorDraft(spot, code, message, basis)] : [];
}

/** Of a file that ends its process while it loads, the first model stands for all. */
function firstModel(session: Session, basis: Basis): string {
  const models = basis.snapshot.source(session.file)?.outline.models ?? [];
  return models.find(({ isChecked }) => isChecked)?.name ?? '';
}

function failureDrafts(session: Session, basis: Basis, failure: LoadFailure): Draft[] {
  const source = basis.snapshot.source(session.file);
  if (!source) return [];
  const { code, cause, at, message } = failure;
  switch (cause) {
    case 'syntax':
      return syntaxDrafts(session, basis, source, failure);
    case 'noModel':
      return noModelDrafts(basis, source, failure);
    case 'missingEveryturn': {
      const spot = importSpot(basis, source, 'everyturn', at);
      const draft = errorDraft(spot ?? lineSpot(source, 1), code, message, basis);
      return [{ ...draft, data: { ...draft.data, role: 'missingLibrary' } }];
    }
    case 'import':
    case 'version':
    case 'throws': {
      const imported = cause === 'throws' ? undefined : importSpot(basis, source, 'everyturn', at);
      const spot = imported ?? (at && statementSpot(basis, at)) ?? lineSpot(source, 1);
      return [errorDraft(spot, code, message, basis)];
    }
  }
}

/** A file that only looked as if it might export a model is none. */
function noModelDrafts(
  basis: Basis,
  source: SourceText,
  { code, message, at }: LoadFailure,
): Draft[] {
  if (source.outline.models.some(({ isChecked }) => isChecked)) {
    return [errorDraft(lineSpot(source, 1), code, message, basis)];
  }
  // What is declared here may be defined elsewhere: this is no error.
  const spot = at && nameSpot(basis, at);
  return spot
    ? [{ ...errorDraft(spot, code, message, basis), severity: Severity.Information }]
    : [];
}

/** TypeScript reports syntax errors already: this only says that nothing was checked. */
function syntaxDrafts(
  session: Session,
  basis: Basis,
  source: SourceText,
  { code, at }: LoadFailure,
): Draft[] {
  const isOwn = !at || at.file === session.file;
  const message = isOwn
    ? doesNotParse(at?.line ?? source.outline.firstError?.line)
    : importDoesNotParse(at.file, at.line);
  const names = source.outline.models.filter(({ isChecked }) => isChecked);
  const ranges = names.map(({ nameRange }) => nameRange);
  return (ranges.length > 0 ? ranges : [source.lineRange(1)]).map((range) => ({
    ...errorDraft({ source, range }, code, message, basis),
    severity: Severity.Information,
  }));
}

function errorDraft(spot: Spot, code: Draft['code'], message: string, basis: Basis): Draft {
  return {
    spot,
    severity: Severity.Error,
    code,
    message: messageOf(message),
    related: [],
    data: { run: basis.run },
    basis,
  };
}

function lineSpot(source: SourceText, line: number): Spot {
  return { source, range: source.lineRange(line) };
}
