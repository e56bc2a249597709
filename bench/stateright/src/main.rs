//! Checks one model with Stateright on one thread and prints its counts as JSON.
//! Arguments: `bfs` or `dfs`, then the number of resource managers.

mod two_phase;

use stateright::{Checker, Model};
use two_phase::TwoPhase;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let search = arguments.next().expect("a search: bfs or dfs");
    let managers = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .expect("a number of resource managers");
    let builder = TwoPhase { managers }.checker().threads(1);
    match search.as_str() {
        "bfs" => print(builder.spawn_bfs().join()),
        "dfs" => print(builder.spawn_dfs().join()),
        other => panic!("no such search: {other}"),
    }
}

fn print(checker: impl Checker<TwoPhase>) {
    checker.assert_no_discovery("consistent");
    checker.assert_any_discovery("all commit");
    checker.assert_any_discovery("all abort");
    assert!(checker.is_done());
    println!(
        "{{\"states\":{},\"generated\":{}}}",
        checker.unique_state_count(),
        checker.state_count()
    );
}
