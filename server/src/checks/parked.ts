import type { Session } from './session.ts';

/**
 * The sessions whose states have to go so that all that are held stay below a limit: those that
 * were not looked at for longest, never the newest.
 */
export function toLetGo(sessions: readonly Session[], newest: Session, bytesMax: number) {
  const held = sessions
    .filter((session) => session.heldRun !== undefined && !session.background && session !== newest)
    .sort((a, b) => b.touchedAt - a.touchedAt);
  let bytes = newest.heldBytes;
  return held.filter((session) => {
    bytes += session.heldBytes;
    return bytes > bytesMax;
  });
}
