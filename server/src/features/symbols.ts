import type { OutlineElement, OutlineModel } from 'everyturn/internal/load/outline';
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { Feature } from '../context.ts';
import { toRange } from '../documents/source-text.ts';

/** Groups of a model whose members people look for by name. */
const groups = new Set([
  'actions',
  'always',
  'sometimes',
  'alwaysStep',
  'eventually',
  'alwaysEventually',
  'leadsTo',
]);

/** The outline of a model file; only for clients that ask, the others have their own. */
export const symbols: Feature = (context) => {
  if (context.options.documentSymbols !== true) return {};
  context.connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    context.guard(
      'symbols',
      async () => context.documents.get(uri)?.source.outline.models.map(modelSymbol) ?? [],
      [],
    ),
  );
  return { documentSymbolProvider: true };
};

function modelSymbol(model: OutlineModel): DocumentSymbol {
  const elements = [...model.elements.values()];
  return {
    name: model.name,
    detail: model.kind,
    kind: SymbolKind.Class,
    range: toRange(model.range),
    selectionRange: toRange(model.nameRange),
    children: elements
      .filter(({ keyPath }) => !keyPath.includes('.'))
      .map((element) => elementSymbol(element, elements)),
  };
}

function elementSymbol(element: OutlineElement, all: readonly OutlineElement[]): DocumentSymbol {
  const { keyPath, range, nameRange } = element;
  const members = groups.has(keyPath)
    ? all.filter((other) => other.keyPath.startsWith(`${keyPath}.`) && depthOf(other) === 2)
    : [];
  return {
    name: keyPath.split('.').at(-1) ?? keyPath,
    kind: depthOf(element) === 2 ? SymbolKind.Method : SymbolKind.Property,
    range: toRange(range),
    selectionRange: toRange(nameRange),
    children: members.map((member) => elementSymbol(member, all)),
  };
}

const depthOf = ({ keyPath }: OutlineElement) => keyPath.split('.').length;
