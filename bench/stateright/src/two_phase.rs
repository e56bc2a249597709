//! Two-phase commit as Gray and Lamport describe it: messages are never consumed, so the network is
//! the set of what was ever sent.

use stateright::{Model, Property};
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Phase {
    Working,
    Prepared,
    Committed,
    Aborted,
}

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Decision {
    Init,
    Committed,
    Aborted,
}

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Message {
    Prepared(usize),
    Commit,
    Abort,
}

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct State {
    managers: Vec<Phase>,
    decision: Decision,
    heard: Vec<bool>,
    sent: BTreeSet<Message>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    HearPrepared(usize),
    DecideCommit,
    DecideAbort,
    Prepare(usize),
    ChooseAbort(usize),
    HearCommit(usize),
    HearAbort(usize),
}

#[derive(Clone)]
pub struct TwoPhase {
    pub managers: usize,
}

impl TwoPhase {
    fn all(state: &State, phase: Phase) -> bool {
        state.managers.iter().all(|p| *p == phase)
    }
}

impl Model for TwoPhase {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        vec![State {
            managers: vec![Phase::Working; self.managers],
            decision: Decision::Init,
            heard: vec![false; self.managers],
            sent: BTreeSet::new(),
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if state.decision == Decision::Init {
            if state.heard.iter().all(|heard| *heard) {
                actions.push(Action::DecideCommit);
            }
            actions.push(Action::DecideAbort);
        }
        let committed = state.sent.contains(&Message::Commit);
        let aborted = state.sent.contains(&Message::Abort);
        for (i, phase) in state.managers.iter().enumerate() {
            if state.decision == Decision::Init && state.sent.contains(&Message::Prepared(i)) {
                actions.push(Action::HearPrepared(i));
            }
            if *phase == Phase::Working {
                actions.push(Action::Prepare(i));
                actions.push(Action::ChooseAbort(i));
            }
            if committed {
                actions.push(Action::HearCommit(i));
            }
            if aborted {
                actions.push(Action::HearAbort(i));
            }
        }
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        match action {
            Action::HearPrepared(i) => state.heard[i] = true,
            Action::DecideCommit => {
                state.decision = Decision::Committed;
                state.sent.insert(Message::Commit);
            }
            Action::DecideAbort => {
                state.decision = Decision::Aborted;
                state.sent.insert(Message::Abort);
            }
            Action::Prepare(i) => {
                state.managers[i] = Phase::Prepared;
                state.sent.insert(Message::Prepared(i));
            }
            Action::ChooseAbort(i) => state.managers[i] = Phase::Aborted,
            Action::HearCommit(i) => state.managers[i] = Phase::Committed,
            Action::HearAbort(i) => state.managers[i] = Phase::Aborted,
        }
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("consistent", |_, state: &State| {
                !(state.managers.contains(&Phase::Committed)
                    && state.managers.contains(&Phase::Aborted))
            }),
            Property::sometimes("all commit", |_, s: &State| Self::all(s, Phase::Committed)),
            Property::sometimes("all abort", |_, s: &State| Self::all(s, Phase::Aborted)),
        ]
    }
}
