import type { Choice } from '../model/turn.ts';
import { isSameData } from '../values/difference.ts';

/** Thrown inside a turn that no longer offers a choice that was recorded. */
export class ChoiceNotOffered extends Error {
  override readonly name = 'ChoiceNotOffered';
}

/** A turn that chooses as was recorded, each time among the options that the code gives it. */
export function scriptedTurn(choices: readonly unknown[]): Choice {
  let made = 0;
  return {
    choose<const T>(options: Iterable<T>): T {
      const index = made++;
      if (index >= choices.length) {
        throw new ChoiceNotOffered(`Nothing was recorded for choice ${index + 1} of this turn.`);
      }
      // The option itself, not the recorded copy: the turn may go on to change it in the draft.
      for (const option of options) {
        if (isSameData(option, choices[index])) return option;
      }
      throw new ChoiceNotOffered(`Choice ${index + 1} of this turn no longer offers its option.`);
    },
  };
}
