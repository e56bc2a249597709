import { readdirSync } from 'node:fs';
import { constants, platform, setPriority } from 'node:os';

/**
 * Lets a process work only where no other wants to. On Linux each thread has a priority of its own, and
 * the one that explores is not the first. It cannot be taken back: that would need privileges.
 */
export function lowerPriority(id: number): void {
  for (const thread of threadsOf(id)) {
    try {
      setPriority(thread, constants.priority.PRIORITY_LOW);
    } catch {
      // It has ended, or the system does not allow it: then it works as any other.
    }
  }
}

function threadsOf(id: number): readonly number[] {
  if (platform() !== 'linux') return [id];
  try {
    return readdirSync(`/proc/${id}/task`).map(Number);
  } catch {
    // It has ended.
    return [];
  }
}
