import type { Dispatch } from '../panel/use-panel.ts';
import { mapKeys } from './map-keys.ts';

/** The keys of the map. */
export function Help({ dispatch }: { readonly dispatch: Dispatch }) {
  return (
    <section class="help" aria-label="Keys of the map" data-testid="help">
      <h2>While the map has the focus</h2>
      <dl>
        {mapKeys.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="link" onClick={() => dispatch({ kind: 'helpToggled' })}>
        Close
      </button>
    </section>
  );
}
