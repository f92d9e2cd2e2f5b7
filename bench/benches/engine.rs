//! The engine alone: tallies in, findings out. Sizes and the stream of numbers are fixed.

use criterion::{Criterion, criterion_group, criterion_main};
use opinion::{Settings, find, special};
use std::collections::BTreeSet;
use std::hint::black_box;
use tally::{Block, Counts, Tally};
use terms::{PartyFacts, PartyKey, StatementKey, Weight};

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

criterion_group! { name = benches; config = Criterion::default().sample_size(10).measurement_time(std::time::Duration::from_secs(3)).warm_up_time(std::time::Duration::from_secs(1)); targets = engine }
criterion_main!(benches);
