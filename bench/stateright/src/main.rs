//! Message-set Paxos as models/paxos/paxos.ts has it, written for Stateright in its usual style: a state of vectors and an
//! ordered set of messages, actions listed and then taken.
//!
//!     stateright-paxos ACCEPTORS BALLOTS VALUES THREADS
use stateright::{Checker, Model, Property};
use std::collections::BTreeSet;

type Vote = Option<(u8, u8)>;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Message {
    Prepare { ballot: u8 },
    Promise { by: u8, ballot: u8, last: Vote },
    Propose { ballot: u8, value: u8 },
    Accept { by: u8, ballot: u8, value: u8 },
}
use Message::*;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State {
    promised: Vec<Option<u8>>,
    voted: Vec<Vote>,
    sent: BTreeSet<Message>,
}

struct Paxos {
    acceptors: u8,
    ballots: u8,
    values: u8,
}

impl Paxos {
    fn is_majority(&self, count: usize) -> bool {
        2 * count > self.acceptors as usize
    }

    /// Whether some majority's promises allow the value in a ballot without a proposal.
    fn may_propose(&self, state: &State, ballot: u8, value: u8) -> bool {
        let proposed = |each: &Message| matches!(each, Propose { ballot: of, .. } if *of == ballot);
        if state.sent.iter().any(proposed) {
            return false;
        }
        let reports: Vec<Vote> = (state.sent.iter())
            .filter_map(|each| match each {
                Promise { ballot: of, last, .. } if *of == ballot => Some(*last),
                _ => None,
            })
            .collect();
        let none = reports.iter().filter(|last| last.is_none()).count();
        self.is_majority(none)
            || reports.iter().flatten().any(|(highest, reported)| {
                let lower = |last: &&Vote| last.map_or(true, |(of, _)| of <= *highest);
                *reported == value && self.is_majority(reports.iter().filter(lower).count())
            })
    }

    fn chosen(&self, state: &State) -> BTreeSet<u8> {
        let votes = |ballot: u8, value: u8| {
            (0..self.acceptors)
                .filter(|by| state.sent.contains(&Accept { by: *by, ballot, value }))
                .count()
        };
        (0..self.values)
            .filter(|value| (0..self.ballots).any(|ballot| self.is_majority(votes(ballot, *value))))
            .collect()
    }
}

impl Model for Paxos {
    type State = State;
    type Action = Message;

    fn init_states(&self) -> Vec<State> {
        let acceptors = self.acceptors as usize;
        vec![State {
            promised: vec![None; acceptors],
            voted: vec![None; acceptors],
            sent: BTreeSet::new(),
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Message>) {
        for ballot in 0..self.ballots {
            actions.push(Prepare { ballot });
            for value in 0..self.values {
                if self.may_propose(state, ballot, value) {
                    actions.push(Propose { ballot, value });
                }
            }
            for by in 0..self.acceptors {
                let promised = state.promised[by as usize];
                if state.sent.contains(&Prepare { ballot }) && promised < Some(ballot) {
                    actions.push(Promise {
                        by,
                        ballot,
                        last: state.voted[by as usize],
                    });
                }
                for value in 0..self.values {
                    if state.sent.contains(&Propose { ballot, value }) && promised <= Some(ballot) {
                        actions.push(Accept { by, ballot, value });
                    }
                }
            }
        }
    }

    fn next_state(&self, last: &State, action: Message) -> Option<State> {
        let mut state = last.clone();
        match action {
            Promise { by, ballot, .. } => state.promised[by as usize] = Some(ballot),
            Accept { by, ballot, value } => {
                state.promised[by as usize] = Some(ballot);
                state.voted[by as usize] = Some((ballot, value));
            }
            _ => {}
        }
        state.sent.insert(action);
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always("agreement", |model: &Paxos, state| {
            model.chosen(state).len() <= 1
        })]
    }
}

fn main() {
    let numbers: Vec<u8> = std::env::args()
        .skip(1)
        .map(|text| text.parse().expect("a number"))
        .collect();
    let [acceptors, ballots, values, threads] = numbers[..] else {
        panic!("ACCEPTORS BALLOTS VALUES THREADS")
    };
    let checker = Paxos {
        acceptors,
        ballots,
        values,
    }
    .checker()
    .threads(threads as usize)
    .spawn_bfs()
    .join();
    checker.assert_properties();
    let peak = std::fs::read_to_string("/proc/self/status").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    });
    println!(
        "{{\"distinct\":{},\"generated\":{},\"depth\":{},\"peakKiB\":{}}}",
        checker.unique_state_count(),
        checker.state_count(),
        checker.max_depth() - 1,
        peak.unwrap_or(0),
    );
}
