/* D counters of K values each, all 0 at first; a step moves one of them on, the last value to 0. */
byte at[D];

#define COUNTER(i) :: d_step { at[i] = (at[i] + 1) % K }

active proctype counters() {
  do
  COUNTER(0)
  COUNTER(1)
  COUNTER(2)
  COUNTER(3)
  COUNTER(4)
  COUNTER(5)
#if D == 7
  COUNTER(6)
#elif D != 6
#error "D must be 6 or 7"
#endif
  od
}
