import { ExtendAll } from './extend-all.tsx';
import type { ModelMessage, Refusal, WantedExtension } from './panel-state.ts';
import { SourceLink } from './source-link.tsx';
import { standingsOf } from './standing.ts';
import type { Dispatch } from './use-panel.ts';

interface Props {
  readonly model: ModelMessage;
  readonly refusal: Refusal | undefined;
  readonly extension: WantedExtension | undefined;
  readonly dispatch: Dispatch;
}

/** What keeps the result from being complete and current, with the button that helps. */
export function Banner({ model, refusal, extension, dispatch }: Props) {
  const standings = standingsOf(model, refusal);
  const isChecking = model.freshness === 'checking';
  if (standings.length === 0 && model.report) return null;
  return (
    <div class="banner" data-testid="banner">
      <ul>
        {standings.map(({ kind, glyph, text, next, at }) => (
          <li key={kind} class={`standing ${kind}`} data-kind={kind}>
            <span class="glyph" aria-hidden="true">
              {glyph}
            </span>
            <span>
              <strong>{text}</strong>
              {next && <span class="next"> {next}</span>}
              {at && <SourceLink at={at} dispatch={dispatch} />}
            </span>
          </li>
        ))}
      </ul>
      {model.freshness === 'recorded' ? null : isChecking ? (
        <button
          type="button"
          class="primary quiet"
          data-testid="cancel"
          onClick={() => dispatch({ kind: 'cancelWanted' })}
        >
          Cancel
        </button>
      ) : (
        <span class="banner-acts">
          <ExtendAll model={model} extension={extension} dispatch={dispatch} />
          <button
            type="button"
            class="primary"
            data-testid="check"
            onClick={() => dispatch({ kind: 'checkWanted' })}
          >
            Check
          </button>
        </span>
      )}
    </div>
  );
}
