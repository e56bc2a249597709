import type { SourceLocation } from '../model/report.ts';
import { printChange } from './change.ts';
import type { StepReport, TraceReport } from './model-report.ts';
import { type Location, location, message } from './sarif-parts.ts';

/** A trace in SARIF. */
export interface CodeFlow {
  readonly threadFlows: readonly ThreadFlow[];
}

interface ThreadFlow {
  readonly id: string;
  readonly locations: readonly ThreadFlowLocation[];
}

interface ThreadFlowLocation {
  readonly location: Location;
  /** The number of the step; 0 for the initial state. */
  readonly executionOrder: number;
  readonly importance: 'essential' | 'important';
}

/**
 * A trace as a code flow: the initial state and the steps of each actor, or of the one machine. What
 * happens to messages on their way is nobody's turn: it goes with the initial state.
 * A step without a place of its own stands at `place`.
 */
export function codeFlow(trace: TraceReport, place: SourceLocation, breaking?: number): CodeFlow {
  const nobody = trace.steps.some(({ event }) => event) ? '(network)' : '(machine)';
  const flows = new Map<string, ThreadFlowLocation[]>();
  const add = (id: string, executionOrder: number, text: string, at = place) => {
    const locations = flows.get(id) ?? [];
    flows.set(id, locations);
    locations.push({
      location: { ...location(at), message: message(`${executionOrder} ${text}`) },
      executionOrder,
      importance: executionOrder === breaking ? 'essential' : 'important',
    });
  };
  add(nobody, 0, 'init', trace.initAt);
  for (const [index, step] of trace.steps.entries()) {
    const changes = step.changes.map(printChange).join(', ');
    const text = changes === '' ? step.label : `${step.label}: ${changes}`;
    add(actorOf(step) ?? nobody, index + 1, text, step.at);
  }
  return { threadFlows: [...flows].map(([id, locations]) => ({ id, locations })) };
}

/** Whose turn a step is; undefined for that of a machine, and where a message is lost or doubled. */
function actorOf({ event, params }: StepReport): string | undefined {
  if (event === undefined || event === 'lose' || event === 'duplicate') return undefined;
  return String(event === 'deliver' ? params['to'] : params['actor']);
}
