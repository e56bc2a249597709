/**
 * Paxos with servers that propose their own value, whatever others have accepted before.
 *
 * What it shows: the one rule of the protocol that makes it safe. With it the servers agree; without it,
 * a majority may have accepted one value when a second one is proposed, and two servers decide
 * differently.
 *
 * What to try: follow the two ballots in the trace. Then let servers choose as they should:
 * `agreementWith()` has the right choice for those who bring none.
 */
import { agreementWith } from './paxos.model.ts';

export const paxosForgetful = agreementWith((own) => own);
