import type { LiveMap } from '../coverage/live-map.ts';
import type { TooLarge, View, ViewRequest } from '../coverage/view.ts';

/** While a run goes on, maps of it take at most this part of its time. */
const share = 0.04;

/** The map of a model that is being explored, made as often as that does not slow the run down. */
export class LiveAnswers {
  readonly model: string;
  readonly #map: LiveMap | undefined;
  /** When the next map may be made. */
  #nextAt: number;

  /** Without a map while there are no states to follow; `before`: of the same run, if any. */
  constructor(model: string, before?: LiveAnswers, map?: LiveMap) {
    this.model = model;
    this.#map = map;
    this.#nextAt = before ? before.#nextAt : 0;
  }

  /** Waits until the next map may be made. */
  async untilItMay(): Promise<void> {
    const waitMs = this.#nextAt - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }

  /** The map of the states so far; undefined of what is not followed. */
  view(request: ViewRequest): View | TooLarge | undefined {
    if (request.within || request.states) return undefined;
    const begun = performance.now();
    const view = this.#map?.view(request);
    const ended = performance.now();
    this.#nextAt = ended + (ended - begun) / share;
    return view;
  }
}
