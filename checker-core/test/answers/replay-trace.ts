import { type Checkable, type ReplayStep, replay, type Trace } from 'everyturn';
import { definitionOf } from 'everyturn/internal/model/definition';
import { replayableOf } from 'everyturn/internal/trace/replayable';
import { decode, encode } from 'everyturn/internal/values/canonical';

/**
 * Replays a reported trace as a test of a user would: throws if a step is not enabled, leads elsewhere
 * than reported, or if the trace of a violation breaks nothing.
 */
export function replayTrace(model: Checkable<unknown>, keyPath: string, trace: Trace<unknown>) {
  const [section] = keyPath.split('.');
  const { states, violated } = replay(model, replayStepsOf(model, trace), { mustReplay: true });
  const reported = [trace.init, ...trace.steps.map(({ state }) => state)];
  for (const [index, state] of reported.entries()) {
    if (encode(states[index]) === encode(state)) continue;
    throw new Error(`${keyPath}: the replay leaves the trace in step ${index}`);
  }
  if (section !== 'sometimes' && !violated.includes(keyPath)) {
    throw new Error(`${keyPath}: the replay breaks only ${violated.join() || 'nothing'}`);
  }
}

/** The steps of a trace by name, with what was chosen at its beginning. */
export function replayStepsOf(
  model: Checkable<unknown>,
  { init, steps }: Trace<unknown>,
): readonly ReplayStep[] {
  const definition = definitionOf(model);
  if (definition === undefined) throw new TypeError('no model');
  const { model: explorable } = replayableOf(definition);
  const begin = explorable
    .initial()
    .find(({ key }) => key !== undefined && encode(explorable.show(key)) === encode(init));
  return [
    ['init', {}, { choose: begin?.choices.map((text) => decode(text)) ?? [] }],
    ...steps.map(({ event, by, params, choices }): ReplayStep => {
      return [event ?? by, params, { choose: choices }];
    }),
  ];
}
