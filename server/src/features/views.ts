import type { Feature } from '../context.ts';
import { fileOf } from '../documents/open-documents.ts';
import {
  type CellParams,
  type CellResult,
  type CellTraceResult,
  cellRequest,
  cellTraceRequest,
  type ExtendParams,
  type ExtendResult,
  extendRequest,
  type ViewParams,
  type ViewResult,
  viewRequest,
  type WhyNotResult,
  whyNotRequest,
} from '../protocol/index.ts';

/** Questions about the explored states, and requests for more of them, passed on to the checker that holds them. */
export const views: Feature = ({ connection, checks }) => {
  connection.onRequest(viewRequest, ({ uri, model, request }: ViewParams) =>
    // The checker answers a question about a view with a view, or says why not.
    checks.ask(fileOf(uri), { ask: 'view', model, request }).then((answer) => answer as ViewResult),
  );
  connection.onRequest(cellRequest, ({ uri, model, groupBy, cell }: CellParams) =>
    // As above, of a cell.
    checks
      .ask(fileOf(uri), { ask: 'cell', model, groupBy, cell })
      .then((answer) => answer as CellResult),
  );
  connection.onRequest(whyNotRequest, ({ uri, model, groupBy, cell }: CellParams) =>
    checks
      .ask(fileOf(uri), { ask: 'whyNot', model, groupBy, cell })
      .then((answer) => answer as WhyNotResult),
  );
  connection.onRequest(cellTraceRequest, ({ uri, model, groupBy, cell }: CellParams) =>
    checks
      .ask(fileOf(uri), { ask: 'trace', model, groupBy, cell })
      .then((answer) => answer as CellTraceResult),
  );
  connection.onRequest(
    extendRequest,
    ({ uri, model, by }: ExtendParams): Promise<ExtendResult> =>
      checks.extend(fileOf(uri), model, by),
  );
  return {};
};
