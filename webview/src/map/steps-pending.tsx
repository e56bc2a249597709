import type { View } from 'everyturn/internal/coverage/view';
import { countedStates } from './cell-text.ts';

interface Props {
  readonly view: View;
  readonly isSymmetric: boolean;
}

/** Why no steps are drawn yet, while that is so. */
export function StepsPending({ view, isSymmetric }: Props) {
  if (!view.stepsPending) return null;
  return (
    <p class="steps-pending" data-testid="steps-pending" data-kind={view.stepsPending}>
      {view.stepsPending === 'counting'
        ? 'Counting the steps between cells…'
        : `${countedStates(view.states, isSymmetric)} so far. The steps between cells are counted when the run has ended.`}
    </p>
  );
}
