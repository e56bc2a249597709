import type { PlainValue } from 'everyturn/internal/report/model-report';
import { recordOf } from '../plain-text.ts';

/** What a state of a system says beside the fields of its actors. */
export interface SystemFacts {
  isCrashed(address: string): boolean;
  /** Names of the timers of an actor that are set. */
  timersOf(address: string): readonly string[];
  /** Whether an actor has timers at all. */
  hasTimers(address: string): boolean;
}

/** Reads a state of a system. */
export function inStateOf(state: PlainValue): SystemFacts {
  const { crashed = null, timers = null } = recordOf(state) ?? {};
  const down = textsOf(crashed);
  const byAddress = recordOf(timers) ?? {};
  return {
    isCrashed: (address) => down.includes(address),
    timersOf: (address) => textsOf(byAddress[address] ?? null),
    hasTimers: (address) => Object.hasOwn(byAddress, address),
  };
}

/** The texts in a set. */
function textsOf(value: PlainValue): readonly string[] {
  const elements =
    typeof value === 'object' && value !== null && '$set' in value ? value['$set'] : [];
  return Array.isArray(elements) ? elements.filter((element) => typeof element === 'string') : [];
}
