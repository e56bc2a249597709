/** Moves to another step by the arrow keys, Home and End, and takes the focus there. */
export function moveAmongSteps(
  event: KeyboardEvent,
  step: number,
  last: number,
  choose: (step: number) => void,
): void {
  const next = stepAfter(event.key, step, last);
  if (next === undefined) return;
  event.preventDefault();
  choose(next);
  const { currentTarget } = event;
  if (currentTarget instanceof Element) focusStep(currentTarget, next);
}

/** Gives the focus to the button of a step. */
export function focusStep(frame: Element, step: number): void {
  frame.querySelector<HTMLElement>(`[data-step="${step}"]`)?.focus({ preventScroll: true });
}

function stepAfter(key: string, step: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, step - 1);
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(last, step + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
