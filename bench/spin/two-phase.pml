/*
 * Two-phase commit with N resource managers, after Gray and Lamport. Messages are never consumed, so
 * the network is the set of what was ever sent. Sets of managers are bit masks.
 *
 * One process takes one indivisible step at a time and comes back to the same place, so that SPIN's
 * states are the states of the protocol. With INVARIANT each step ends with the assertion that no
 * manager committed while another one aborted.
 */
#define WORKING 0
#define PREPARED 1
#define COMMITTED 2
#define ABORTED 3

#define INIT 0

#define ALL ((1 << N) - 1)
#define HAS(set, i) (set & (1 << i))
#define ADD(set, i) set = set | (1 << i)

byte rms[N];
byte tm;
short tmPrepared;
short prepared;
bit commitSent;
bit abortSent;

#define IS(i, phase) (rms[i] == phase)
#define ANY_OF_3(phase) (IS(0, phase) || IS(1, phase) || IS(2, phase))
#define ANY_OF_7(phase) \
  (ANY_OF_3(phase) || IS(3, phase) || IS(4, phase) || IS(5, phase) || IS(6, phase))
#define ANY_OF_8(phase) (ANY_OF_7(phase) || IS(7, phase))
#define ANY_OF_9(phase) (ANY_OF_8(phase) || IS(8, phase))

#if N == 3
#define ANY ANY_OF_3
#elif N == 7
#define ANY ANY_OF_7
#elif N == 8
#define ANY ANY_OF_8
#elif N == 9
#define ANY ANY_OF_9
#else
#error "N must be 3, 7, 8 or 9"
#endif

#ifdef INVARIANT
#define CHECKED ; assert(!(ANY(COMMITTED) && ANY(ABORTED)))
#else
#define CHECKED
#endif

#define MANAGER(i) \
  :: d_step { tm == INIT && HAS(prepared, i) -> ADD(tmPrepared, i) CHECKED } \
  :: d_step { rms[i] == WORKING -> rms[i] = PREPARED; ADD(prepared, i) CHECKED } \
  :: d_step { rms[i] == WORKING -> rms[i] = ABORTED CHECKED } \
  :: d_step { commitSent -> rms[i] = COMMITTED CHECKED } \
  :: d_step { abortSent -> rms[i] = ABORTED CHECKED }

active proctype protocol() {
  do
  :: d_step { tm == INIT && tmPrepared == ALL -> tm = COMMITTED; commitSent = 1 CHECKED }
  :: d_step { tm == INIT -> tm = ABORTED; abortSent = 1 CHECKED }
  MANAGER(0)
  MANAGER(1)
  MANAGER(2)
#if N > 3
  MANAGER(3)
  MANAGER(4)
  MANAGER(5)
  MANAGER(6)
#endif
#if N > 7
  MANAGER(7)
#endif
#if N > 8
  MANAGER(8)
#endif
  od
}
