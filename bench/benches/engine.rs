//! The engine alone: tallies in, findings out. Sizes and the stream of numbers are fixed.

use criterion::{Criterion, criterion_group, criterion_main};
use opinion::model::{FitSettings, Model};
use opinion::{Between, Settings, find, special};
use std::collections::BTreeSet;
use std::hint::black_box;
use tally::{Answer, Block, Counts, Tally, VoteMatrix};
use terms::{PartyFacts, PartyKey, StatementKey, Vote, Weight};

/// SplitMix64 of a counter.
fn draw(counter: u64, below: u64) -> u64 {
    let mut z = counter.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % below
}

fn made(statements: u64, parties: u64, answers: u64) -> (Tally, Vec<PartyFacts>) {
    let mut tally = Tally::default();
    for s in 0..statements {
        let statement = tally.statement(&StatementKey::new(&s.to_string()));
        let liked = draw(s, 100);
        for p in 0..parties {
            let block = tally.block(&Block::named(&p.to_string()));
            let agree = answers * (liked * 3 + draw(s * parties + p + 7, 100)) / 400;
            let pass = (answers - agree) / 3;
            let counts = Counts { agree, pass, disagree: answers - agree - pass };
            tally.add_counts(block, statement, counts, Weight::ONE).expect("small counts");
        }
    }
    let party = |p: u64| PartyFacts {
        key: PartyKey::new(&p.to_string()),
        name: p.to_string(),
        standing: None,
        population: Some(1 + draw(p, 1_000_000)),
        roster: None,
    };
    (tally, (0..parties).map(party).collect())
}

fn engine(c: &mut Criterion) {
    for (statements, parties, answers) in
        [(607, 1, 220), (1_000, 18, 100), (1_000, 18, 5_556), (1_000, 200, 100)]
    {
        let (tally, facts) = made(statements, parties, answers);
        c.bench_function(
            &format!("find {statements} statements x {parties} parties x {answers} answers"),
            |b| {
                b.iter(|| {
                    find(&tally, &facts, parties == 1, &BTreeSet::new(), &Settings::default())
                        .expect("a report")
                });
            },
        );
    }
    for n in [100.0, 10_000.0, 1e8] {
        c.bench_function(&format!("beta_tails a + b = {n}"), |b| {
            b.iter(|| {
                special::beta_tails(black_box(0.62 * n), black_box(0.38 * n), black_box(0.6))
                    .expect("converges")
            });
        });
    }
}

/// A million people with thirty answers each to a thousand statements, in two camps.
fn crowd() -> VoteMatrix {
    const PEOPLE: u64 = 1_000_000;
    const STATEMENTS: u64 = 1_000;
    const ANSWERS: u64 = 30;
    let mut votes = VoteMatrix::with_capacity(1_000, 1_000_000);
    for person in 0..PEOPLE {
        let answer = |turn| {
            let at = person * ANSWERS + turn;
            let statement = draw(at, STATEMENTS);
            let likely = if draw(statement, 3) == person % 3 { 80 } else { 35 };
            let agrees = draw(at ^ 0x5bd1_e995, 100) < likely;
            Answer::new(statement as u32, if agrees { Vote::Agree } else { Vote::Disagree })
        };
        votes.push((0..ANSWERS).map(answer)).expect("statements that are there");
    }
    votes
}

/// What one more vote costs where a million have come: its count, the floors of its statement by the priors of the last
/// look, all that is found of it, where its person stands, and the axes from all votes anew.
fn one_more_vote(c: &mut Criterion) {
    let (mut tally, facts) = made(1_000, 18, 55_556);
    let block = tally.find_block(&Block::named("7")).expect("a party");
    let statement = tally.find_statement(&StatementKey::new("11")).expect("a statement");
    c.bench_function("one more vote: counted and taken back", |b| {
        b.iter(|| {
            tally.add(block, statement, Vote::Agree, Weight::ONE).expect("room");
            tally.retract(block, statement, Vote::Agree, Weight::ONE).expect("just counted");
        });
    });
    let between = Between::of(&tally, &facts, false, &BTreeSet::new(), &Settings::default()).expect("priors");
    c.bench_function("one more vote: counted, both floors of its statement, taken back, 18 parties", |b| {
        b.iter(|| {
            tally.add(block, statement, Vote::Agree, Weight::ONE).expect("room");
            let floors = between.floors(&tally, statement).expect("floors");
            tally.retract(block, statement, Vote::Agree, Weight::ONE).expect("just counted");
            floors
        });
    });
    let (one, _) = made(1, 18, 55_556);
    c.bench_function("one more vote: findings and floors of its statement, 18 parties", |b| {
        b.iter(|| find(&one, &facts, false, &BTreeSet::new(), &Settings::default()).expect("a report"));
    });
    let votes = crowd();
    let model = Model::fit(&votes, &FitSettings::default());
    c.bench_function("one more vote: where its person stands", |b| {
        b.iter(|| model.position(black_box(votes.row(77))));
    });
    c.bench_function("axes of 1,000,000 people x 30 answers, anew", |b| {
        b.iter(|| Model::fit(&votes, &FitSettings::default()));
    });
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10).measurement_time(std::time::Duration::from_secs(3)).warm_up_time(std::time::Duration::from_secs(1)); targets = engine, one_more_vote }
criterion_main!(benches);
