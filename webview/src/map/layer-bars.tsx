import type { Layer } from 'everyturn/internal/coverage/view';
import { count, countedStates } from './cell-text.ts';

interface Props {
  readonly layers: readonly Layer[];
  readonly isSymmetric: boolean;
}

/** The height of the longest bar, in pixels. */
const heightMost = 30;

/** New states at each depth as bars; the part that was not expanded is hatched. */
export function LayerBars({ layers, isSymmetric }: Props) {
  const most = Math.max(1, ...layers.map(({ states }) => states));
  const height = (states: number) => `${(heightMost * states) / most}px`;
  const title = `New ${isSymmetric ? 'classes of states' : 'states'} at each depth`;
  return (
    <section class="layers" aria-label={title} data-testid="layers">
      <h2>{title}</h2>
      <ol>
        {layers.map(({ depth, states, open }) => {
          const rest = open > 0 ? `, ${count(open)} not expanded` : '';
          const text = `depth ${depth}: ${countedStates(states, isSymmetric)}${rest}`;
          return (
            <li key={depth} data-testid="layer" title={text}>
              <span class="off-screen">{text}</span>
              <span class="states" aria-hidden="true">
                {count(states)}
              </span>
              <span class="bar" aria-hidden="true" style={{ height: height(states) }}>
                <span class="open" style={{ height: height(open) }} />
              </span>
              <span class="depth" aria-hidden="true">
                {depth}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
