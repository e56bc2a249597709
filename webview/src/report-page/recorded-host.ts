import type { ViewRequest } from 'everyturn/internal/coverage/view';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import type { RecordedMap } from 'everyturn/internal/report/recorded-map';
import type { Host } from '../host/host.ts';
import type { FromPanel, ToPanel } from '../messages/index.ts';

const notRecorded = 'This was not recorded. Check the model in the editor to ask for it.';

/** Answers a panel from what was recorded of a run that is over: nothing else can be asked for. */
export function recordedHost(report: ModelReport, map: RecordedMap | undefined): Host {
  let tell: (message: ToPanel) => void = () => {};
  return {
    listen(receive) {
      tell = receive;
    },
    post(message) {
      if (message.kind === 'copy') void navigator.clipboard.writeText(message.text);
      const answer = answerTo(message, report, map);
      // A host answers later than it is asked.
      if (answer) queueMicrotask(() => tell(answer));
    },
    remember() {},
    recall: () => undefined,
  };
}

function answerTo(
  message: FromPanel,
  report: ModelReport,
  map: RecordedMap | undefined,
): ToPanel | undefined {
  switch (message.kind) {
    case 'ready': {
      const { file: uri, name: model } = report;
      return { kind: 'model', uri, model, freshness: 'recorded', report, run: 1 };
    }
    case 'askView': {
      const { id, request } = message;
      if (!map)
        return refused(id, 'No map was recorded of this model: its run had no states left.');
      if (request.within) return viewWithin(id, request.within, map);
      // A trace to a cell takes the states.
      if (request.to) return refused(id, notRecorded);
      if (request.groupBy && request.groupBy.join() !== map.view.groupBy.join()) {
        return refused(id, `The map was recorded by ${map.view.groupBy.join(', ')} only.`);
      }
      const tracePath = request.trace === undefined ? [] : (map.paths[request.trace] ?? []);
      return { kind: 'view', id, view: { ...map.view, tracePath } };
    }
    case 'askCell': {
      const { id } = message;
      const cell = map?.cells.find(({ key }) => key === message.cell);
      return cell ? { kind: 'cell', id, cell } : refused(id, notRecorded);
    }
    default:
      // What only a checker can tell.
      return 'id' in message ? refused(message.id, notRecorded) : undefined;
  }
}

function viewWithin(
  id: number,
  { groupBy, cell }: NonNullable<ViewRequest['within']>,
  { view: whole, within }: RecordedMap,
): ToPanel {
  const view = groupBy.join() === whole.groupBy.join() ? within[cell] : undefined;
  return view ? { kind: 'view', id, view } : refused(id, notRecorded);
}

function refused(id: number, reason: string): ToPanel {
  return { kind: 'refused', id, reason };
}
