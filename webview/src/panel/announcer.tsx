import { useEffect, useRef, useState } from 'preact/hooks';
import type { ModelMessage } from './panel-state.ts';
import { standingsOf } from './standing.ts';

/** While a run goes on, screen readers hear of it no more often than this. */
const pauseMs = 5_000;

/** Tells screen readers how the model stands: at once at the end of a run, else now and then. */
export function Announcer({ model }: { readonly model: ModelMessage }) {
  const text = announcement(model);
  const isChecking = model.freshness === 'checking';
  const [said, say] = useState('');
  const saidAt = useRef(0);
  useEffect(() => {
    const waitMs = isChecking ? Math.max(0, saidAt.current + pauseMs - Date.now()) : 0;
    const timer = setTimeout(() => {
      saidAt.current = Date.now();
      say(text);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [text, isChecking]);
  return (
    <p class="off-screen" role="status" aria-live="polite" data-testid="status">
      {said}
    </p>
  );
}

function announcement(model: ModelMessage): string {
  const standing = standingsOf(model, undefined)
    .map(({ text }) => text)
    .join('. ');
  return `${model.model}: ${standing || (model.report?.summary ?? 'not checked')}`;
}
