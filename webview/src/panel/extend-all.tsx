import type { ModelMessage, WantedExtension } from './panel-state.ts';
import { Popup } from './popup.tsx';
import type { Dispatch } from './use-panel.ts';

interface Props {
  readonly model: ModelMessage;
  readonly extension: WantedExtension | undefined;
  readonly dispatch: Dispatch;
}

/** Raises the bound that ended the run; says so where that was refused. */
export function ExtendAll({ model: { raises = [] }, extension, dispatch }: Props) {
  if (raises.length === 0) return null;
  const isOfAll = extension && 'budget' in extension.by;
  return (
    <>
      {isOfAll && extension.refused && (
        <span role="alert" data-testid="extension-refused">
          {extension.refused}
        </span>
      )}
      <Popup name="Extend all: raise the bound that ended the run" text="Extend all ▾" side="end">
        <span class="raises">
          {raises.map(({ text, budget }) => (
            <button
              key={text}
              type="button"
              data-testid="raise"
              onClick={() => dispatch({ kind: 'extensionWanted', by: { budget } })}
            >
              {`Extend ${text}`}
            </button>
          ))}
          <span class="muted">
            The states that are known stay. How many more there are cannot be told before.
          </span>
        </span>
      </Popup>
    </>
  );
}
