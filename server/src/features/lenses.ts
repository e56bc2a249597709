import { type CodeLens, CodeLensRefreshRequest, type Range } from 'vscode-languageserver';
import type { Feature, ServerContext } from '../context.ts';
import type { OpenDocument } from '../documents/open-documents.ts';
import { trustToCheck } from '../errors.ts';
import { Gatherer } from '../gatherer.ts';
import { commands, type ModelAddress, type PropertyAddress } from '../protocol/index.ts';
import type { Mark } from '../results/marks.ts';
import { marksOnScreen, type ScreenMark } from '../results/on-screen.ts';
import { markText, progressText, staleText } from '../results/texts.ts';

/** A client that is told to ask again should not be told so for each of many small changes. */
const refreshDelayMs = 40;

/** Lenses above models, properties and actions. */
export const lenses: Feature = (context) => {
  const { connection, documents, client } = context;
  connection.onCodeLens(({ textDocument: { uri } }) =>
    context.guard('lenses', async () => lensesOf(context, documents.get(uri)), []),
  );
  if (client.workspace?.codeLens?.refreshSupport) {
    const refresh = () =>
      context.guard(
        'lens refresh',
        () => connection.sendRequest(CodeLensRefreshRequest.type),
        undefined,
      );
    const gatherer = new Gatherer(refreshDelayMs, () => void refresh());
    context.own(gatherer);
    context.onSessionChange(() => gatherer.ask());
    context.onSettingsChange(() => gatherer.ask());
    context.onStaleChange(() => gatherer.ask());
  }
  return { codeLensProvider: { resolveProvider: false } };
};

function lensesOf(context: ServerContext, document: OpenDocument | undefined): CodeLens[] {
  const shown = context.settings().codeLens;
  if (!document || shown === 'off') return [];
  const marks = marksOnScreen(context, document).filter(
    ({ mark }) => shown === 'all' || (mark.kind !== 'action' && mark.kind !== 'schema'),
  );
  const isShared = sharedPlaces(marks);
  return marks.flatMap((mark) => lensesOfMark(context, mark, isShared(mark.range)));
}

/** What the newest edit changed, until the next one. */
function deltaLens(mark: Mark, isStale: boolean): readonly string[] {
  const delta = mark.kind === 'model' && !isStale ? mark.result.delta : undefined;
  return delta ? [delta.sentence] : [];
}

/** Models that one function made stand at one place: their lenses then name the model. */
function sharedPlaces(marks: readonly ScreenMark[]): (range: Range) => boolean {
  const counts = new Map<string, number>();
  for (const { range } of marks) {
    const key = JSON.stringify(range);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (range) => (counts.get(JSON.stringify(range)) ?? 0) > 1;
}

function lensesOfMark(context: ServerContext, at: ScreenMark, isShared: boolean): CodeLens[] {
  const { mark, session, isStale, range } = at;
  const uri = context.documents.uriOf(session.file);
  const model: ModelAddress = { uri, model: mark.model };
  const lens = (title: string, command = '', argument?: unknown): CodeLens => ({
    range,
    command: { title, command, ...(argument !== undefined && { arguments: [argument] }) },
  });
  if (!context.checks.trusted) {
    if (mark.kind !== 'unchecked') return [];
    return [lens(trustToCheck, context.options.ownCommands ? commands.manageTrust : '')];
  }
  const said = markText(mark, session, context.settings().diagnostics.unknown !== 'off');
  const text = isStale ? staleText(said) : said;
  const first = lens(isShared ? `${mark.model}: ${text}` : text);
  switch (mark.kind) {
    case 'action':
    case 'field':
      return [first];
    case 'schema':
      return [first, lens('Matrix', commands.showMatrix, model)];
    case 'property': {
      if ((mark.property.trace?.steps.length ?? 0) === 0) return [first];
      const address: PropertyAddress = { ...model, model: mark.model, property: mark.keyPath };
      return [first, lens('Show trace', commands.showTrace, address)];
    }
    case 'unchecked':
    case 'model': {
      if (progressText(session, mark.model) !== undefined) {
        return [first, lens('Cancel', commands.cancel, model)];
      }
      const isHeld = mark.kind === 'model' && session.heldRun === mark.result.basis.run;
      return [
        first,
        ...deltaLens(mark, isStale).map((said) => lens(said)),
        ...(isHeld ? [lens('Map', commands.showMap, model)] : []),
        ...(session.background ? [lens('Cancel', commands.cancel, model)] : []),
        ...(isStale || mark.kind === 'unchecked' ? [lens('Check', commands.check, model)] : []),
      ];
    }
  }
}
