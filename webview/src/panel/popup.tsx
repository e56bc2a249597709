import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface Props {
  /** What it is about, for those who cannot see the button. */
  readonly name: string;
  /** What stands on the button. */
  readonly text: string;
  /** At which end of the button it opens. */
  readonly side?: 'start' | 'end';
  readonly children: ComponentChildren;
}

/** A button that shows more controls below it, until Escape or a click elsewhere. */
export function Popup({ name, text, side = 'start', children }: Props) {
  const [isOpen, open] = useState(false);
  const id = useId();
  const frame = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = ({ target }: Event) => {
      if (target instanceof Node && !frame.current?.contains(target)) open(false);
    };
    const closeByKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      open(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    document.addEventListener('keydown', closeByKey);
    return () => {
      document.removeEventListener('keydown', closeByKey);
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [isOpen]);
  return (
    <span class="popup-frame" ref={frame}>
      <button
        type="button"
        class="tool"
        ref={button}
        title={name}
        aria-label={name}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => open(!isOpen)}
      >
        {text}
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend.
        <span class={`popup ${side}`} id={id} role="group" aria-label={name}>
          {children}
        </span>
      )}
    </span>
  );
}
