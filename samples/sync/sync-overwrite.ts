/**
 * Devices that take over whatever they hear.
 *
 * What it shows: "the last one to arrive wins" is no way to merge. What the other device sent before it
 * heard of a press overwrites the press: the user sees a number fall.
 *
 * What to try: read the shortest trace, then the one of `terminal`: what do the devices show in the end?
 * Then let them merge as they should: `devicesWith()` takes the newest of both.
 */
import { devicesWith } from './sync.model.ts';

export const syncOverwrite = devicesWith((_own, theirs) => theirs);
