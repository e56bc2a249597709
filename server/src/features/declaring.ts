import { insertProperty } from 'everyturn/internal/load/insert-property';
import type { Feature, ServerContext } from '../context.ts';
import { fileOf } from '../documents/open-documents.ts';
import { type DeclareParams, type DeclareResult, declareRequest } from '../protocol/index.ts';

/** Writes properties for cells of the map into the source of their model. */
export const declaring: Feature = (context) => {
  context.connection.onRequest(declareRequest, (params: DeclareParams) =>
    declaration(context, params),
  );
  return {};
};

async function declaration(
  { checks, documents }: ServerContext,
  { uri, model: name, groupBy, cell, as }: DeclareParams,
): Promise<DeclareResult> {
  const question = { ask: 'condition', model: name, groupBy, cell } as const;
  const condition = await checks.ask(fileOf(uri), question);
  if (condition.kind !== 'condition') {
    return { refused: 'The states of this run were released. Check again first.' };
  }
  const { parts, refused } = condition;
  if (!parts) return { refused: refused ?? 'The condition of this cell cannot be written.' };
  const byHand = (reason: string): DeclareResult => ({
    refused: `${reason} The condition to write by hand: ${parts.join(' && ')}`,
  });
  const source = documents.get(uri)?.source;
  const model = source?.outline.models.find((one) => one.name === name);
  if (!source || !model) return byHand(`${name} is not written out in this file.`);
  if (model.kind !== 'machine') return byHand('Only in machines can this be put in by itself.');
  const isNegated = as === 'impossible';
  const insertion = insertProperty(source.text, model, {
    section: isNegated ? 'always' : 'sometimes',
    name: isNegated ? `never${upper(condition.name)}` : condition.name,
    parts,
    isNegated,
  });
  if (!insertion) return byHand(`The properties of ${name} are not written out line by line.`);
  const { line, column } = insertion.at;
  const at = { line: line - 1, character: column - 1 };
  return { edit: { range: { start: at, end: at }, newText: insertion.text } };
}

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
