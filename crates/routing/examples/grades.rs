//! What a forum of many parties finds with the same number of answers, by how the next statement is chosen: simulated people
//! who come once, answer so many statements and go. `cargo run --release -p routing --example grades [repetitions]`.

#![expect(clippy::print_stdout, reason = "an example that measures")]

use opinion::chance::Chance;
use opinion::{Grade, Settings, find};
use routing::{Participant, State, Strategy, next};
use std::collections::BTreeSet;
use tally::{Block, Tally};
use terms::{PartyFacts, PartyKey, StatementKey, Vote, Weight};

/// A forum: parties, people of each, answers of each person, statements. Every fifth statement divides the parties.
#[derive(Clone, Copy)]
struct Forum {
    parties: usize,
    people: usize,
    answers: usize,
    statements: usize,
}

const FORUMS: [Forum; 6] = [
    Forum { parties: 18, people: 60, answers: 12, statements: 40 },
    Forum { parties: 18, people: 100, answers: 12, statements: 40 },
    Forum { parties: 18, people: 100, answers: 20, statements: 40 },
    Forum { parties: 5, people: 200, answers: 15, statements: 60 },
    Forum { parties: 27, people: 40, answers: 15, statements: 40 },
    Forum { parties: 18, people: 200, answers: 15, statements: 100 },
];

/// How statements are chosen.
#[derive(Clone, Copy)]
enum Asked {
    LeastAnswered,
    Threshold { audit: f64, with_verdict: bool },
}

const ASKED: [(&str, Asked); 4] = [
    ("least answered in the party", Asked::LeastAnswered),
    ("threshold, every block, audit 20 %", Asked::Threshold { audit: 0.2, with_verdict: false }),
    ("threshold, the verdict, audit 20 %", Asked::Threshold { audit: 0.2, with_verdict: true }),
    ("threshold, the verdict, audit 40 %", Asked::Threshold { audit: 0.4, with_verdict: true }),
];

/// The share that agrees, by statement, then party.
fn shares(forum: Forum, chance: &mut Chance) -> Vec<f64> {
    let mut shares = Vec::new();
    for statement in 0..forum.statements {
        let popular = 0.8 + 1.3 * chance.normal();
        for party in 0..forum.parties {
            let camp = if statement % 5 > 0 {
                0.0
            } else if party % 2 == 0 {
                1.2
            } else {
                -1.2
            };
            shares.push(1.0 / (1.0 + (-(popular + camp + 0.35 * chance.normal())).exp()));
        }
    }
    shares
}

fn choose(
    state: &State,
    asked: Asked,
    party: usize,
    answered: &BTreeSet<usize>,
    chance: &mut Chance,
) -> usize {
    if let Asked::LeastAnswered = asked {
        let open = (0..state.statements()).filter(|at| !answered.contains(at));
        return open.min_by_key(|at| (state.counts(party, *at).answers(), chance.bits())).unwrap_or_default();
    }
    let person = Participant::new(Some(party), answered.iter().copied());
    next(state, &person, chance.bits()).map_or(0, |choice| choice.statement)
}

/// How many statements ended in each grade: agreed, rejected, divided, not yet asked, the rest.
fn run(forum: Forum, asked: Asked, seed: u64) -> [usize; 5] {
    let mut chance = Chance::new(seed);
    let shares = shares(forum, &mut chance);
    let settings = Settings::default();
    let (audit, with_verdict) = match asked {
        Asked::LeastAnswered => (1.0, false),
        Asked::Threshold { audit, with_verdict } => (audit, with_verdict),
    };
    let strategy = Strategy::Threshold { tau: settings.agreement, audit };
    let mut state = State::new(forum.parties, forum.statements, strategy).expect("a strategy");
    if with_verdict {
        let outside = settings.outside_allowed(forum.parties) as usize;
        state = state.with_verdict(outside, settings.minimum_answers);
    }
    let mut visits: Vec<usize> = (0..forum.parties * forum.people).map(|at| at % forum.parties).collect();
    (1..visits.len()).rev().for_each(|at| visits.swap(at, chance.below(at + 1)));
    for party in visits {
        let mut answered = BTreeSet::new();
        for _ in 0..forum.answers {
            let statement = choose(&state, asked, party, &answered, &mut chance);
            answered.insert(statement);
            let agrees = chance.unit() < shares[statement * forum.parties + party];
            let passes = chance.unit() < 0.25;
            let vote = if agrees {
                Vote::Agree
            } else if passes {
                Vote::Pass
            } else {
                Vote::Disagree
            };
            state.record(party, statement, vote);
        }
    }
    grades(&state, &settings)
}

fn grades(state: &State, settings: &Settings) -> [usize; 5] {
    let key = |party: usize| PartyKey::new(&format!("P{party:02}"));
    let mut tally = Tally::default();
    for statement in 0..state.statements() {
        let column = tally.statement(&StatementKey::new(&statement.to_string()));
        for party in 0..state.blocks() {
            let row = tally.block(&Block::Named(key(party)));
            tally.add_counts(row, column, state.counts(party, statement), Weight::ONE).expect("few people");
        }
    }
    let facts = |party| PartyFacts {
        key: key(party),
        name: key(party).to_string(),
        standing: None,
        population: None,
        roster: None,
    };
    let parties: Vec<PartyFacts> = (0..state.blocks()).map(facts).collect();
    let report = find(&tally, &parties, false, &BTreeSet::new(), settings).expect("parties and settings");
    let mut counts = [0; 5];
    for finding in report.findings {
        counts[match finding.grade {
            Grade::Unanimous | Grade::Consensus | Grade::BroadConsensus => 0,
            Grade::SharedRejection => 1,
            Grade::Divided => 2,
            Grade::NotYetAsked => 3,
            Grade::Majority | Grade::Open => 4,
        }] += 1;
    }
    counts
}

fn main() {
    let repetitions: u64 = std::env::args().nth(1).map_or(20, |number| number.parse().expect("a number"));
    for forum in FORUMS {
        let Forum { parties, people, answers, statements } = forum;
        println!("{parties} parties of {people} people, {answers} answers each, {statements} statements");
        for (name, asked) in ASKED {
            let mut sums = [0; 5];
            for seed in 0..repetitions {
                let counts = run(forum, asked, seed);
                sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
            let [agreed, rejected, divided, unasked, rest] = sums.map(|sum| sum as f64 / repetitions as f64);
            println!(
                "  {name:36} agreed {agreed:5.1}  rejected {rejected:4.1}  divided {divided:4.1}  not yet asked {unasked:5.1}  other {rest:5.1}"
            );
        }
    }
}
