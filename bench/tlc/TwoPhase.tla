------------------------------ MODULE TwoPhase ------------------------------
(* Two-phase commit with N resource managers, after Gray and Lamport's      *)
(* "Consensus on Transaction Commit". Messages are never consumed, so the   *)
(* network is the set of what was ever sent.                                *)
EXTENDS Naturals

CONSTANT N

Managers == 1..N

VARIABLES phase,    \* of each resource manager
          decision, \* of the transaction manager
          heard,    \* the managers whose promise it has received
          sent      \* all messages so far

vars == <<phase, decision, heard, sent>>

Promise(r) == [kind |-> "prepared", from |-> r]
Commit == [kind |-> "commit"]
Abort == [kind |-> "abort"]

Init ==
  /\ phase = [r \in Managers |-> "working"]
  /\ decision = "init"
  /\ heard = {}
  /\ sent = {}

HearPromise(r) ==
  /\ decision = "init"
  /\ Promise(r) \in sent
  /\ heard' = heard \cup {r}
  /\ UNCHANGED <<phase, decision, sent>>

DecideCommit ==
  /\ decision = "init"
  /\ heard = Managers
  /\ decision' = "committed"
  /\ sent' = sent \cup {Commit}
  /\ UNCHANGED <<phase, heard>>

DecideAbort ==
  /\ decision = "init"
  /\ decision' = "aborted"
  /\ sent' = sent \cup {Abort}
  /\ UNCHANGED <<phase, heard>>

Prepare(r) ==
  /\ phase[r] = "working"
  /\ phase' = [phase EXCEPT ![r] = "prepared"]
  /\ sent' = sent \cup {Promise(r)}
  /\ UNCHANGED <<decision, heard>>

ChooseAbort(r) ==
  /\ phase[r] = "working"
  /\ phase' = [phase EXCEPT ![r] = "aborted"]
  /\ UNCHANGED <<decision, heard, sent>>

HearCommit(r) ==
  /\ Commit \in sent
  /\ phase' = [phase EXCEPT ![r] = "committed"]
  /\ UNCHANGED <<decision, heard, sent>>

HearAbort(r) ==
  /\ Abort \in sent
  /\ phase' = [phase EXCEPT ![r] = "aborted"]
  /\ UNCHANGED <<decision, heard, sent>>

Next ==
  \/ DecideCommit
  \/ DecideAbort
  \/ \E r \in Managers :
       \/ HearPromise(r)
       \/ Prepare(r)
       \/ ChooseAbort(r)
       \/ HearCommit(r)
       \/ HearAbort(r)

Spec == Init /\ [][Next]_vars

Consistent ==
  ~ \E a, b \in Managers : phase[a] = "committed" /\ phase[b] = "aborted"
=============================================================================
