import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Host } from '../host/host.ts';
import type { PanelEvent } from './panel-event.ts';
import { emptyPanel, memoryOf, type PanelState } from './panel-state.ts';
import { update } from './update.ts';

/** Tells the panel that something happened. */
export type Dispatch = (event: PanelEvent) => void;

/** The panel's state, connected to the host: what is to be said is said, what is to be kept kept. */
export function usePanel(host: Host): readonly [PanelState, Dispatch] {
  const [shown, show] = useState(emptyPanel);
  const newest = useRef(emptyPanel);
  const dispatch = useCallback(
    (event: PanelEvent) => {
      const { state, posts } = update(newest.current, event);
      newest.current = state;
      show(state);
      for (const post of posts) host.post(post);
      const memory = memoryOf(state);
      if (memory) host.remember(memory);
    },
    [host],
  );
  useEffect(() => {
    host.listen((message) => dispatch({ kind: 'received', message, memory: host.recall() }));
    host.post({ kind: 'ready' });
  }, [host, dispatch]);
  return [shown, dispatch];
}
