import type { Layer } from 'everyturn/internal/coverage/view';
import { count, counted } from './cell-text.ts';

/** New states at each depth as bars; the part that was not expanded is hatched. */
export function LayerBars({ layers }: { readonly layers: readonly Layer[] }) {
  const most = Math.max(1, ...layers.map(({ states }) => states));
  return (
    <section class="layers" aria-label="New states at each depth" data-testid="layers">
      <h2>
        New states at each depth
        {layers.some(({ open }) => open > 0) && '; hatched: not expanded'}
      </h2>
      <ol>
        {layers.map(({ depth, states, open }) => (
          <li
            key={depth}
            data-testid="layer"
            title={`depth ${depth}: ${counted(states, 'state')}, ${count(open)} not expanded`}
          >
            <span class="off-screen">
              {`depth ${depth}: ${counted(states, 'state')}, ${count(open)} not expanded`}
            </span>
            <span class="states" aria-hidden="true">
              {count(states)}
            </span>
            <span class="bar" aria-hidden="true" style={{ height: `${(30 * states) / most}px` }}>
              <span class="open" style={{ height: `${(30 * open) / most}px` }} />
            </span>
            <span class="depth" aria-hidden="true">
              {depth}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
