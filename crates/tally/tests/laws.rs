//! The laws of the tally, each test named after the law it holds.

use proptest::prelude::*;
use tally::{Block, DecodeError, Tally};
use terms::{StatementKey, Vote, Weight};

#[derive(Clone, Debug)]
struct Ballot {
    block: Option<u8>,
    statement: u8,
    vote: Vote,
    weight: Weight,
}

fn ballot() -> impl Strategy<Value = Ballot> {
    let vote = prop::sample::select(Vote::ALL.to_vec());
    let weight = prop_oneof![4 => Just(1000u32), 1 => 0u32..5000];
    (prop::option::weighted(0.9, 0u8..5), 0u8..6, vote, weight).prop_map(
        |(block, statement, vote, weight)| Ballot {
            block,
            statement,
            vote,
            weight: Weight::from_thousandths(weight),
        },
    )
}

fn ballots() -> impl Strategy<Value = Vec<Ballot>> {
    prop::collection::vec(ballot(), 0..60)
}

fn keys(b: &Ballot) -> (Block, StatementKey) {
    let block = b.block.map_or(Block::Unassigned, |n| Block::named(&format!("p{n}")));
    (block, StatementKey::new(&format!("s{}", b.statement)))
}

fn add(tally: &mut Tally, b: &Ballot) {
    let (block, statement) = keys(b);
    let (block, statement) = (tally.block(&block), tally.statement(&statement));
    tally.add(block, statement, b.vote, b.weight).expect("small counts");
}

fn count<'a>(ballots: impl IntoIterator<Item = &'a Ballot>) -> Tally {
    let mut tally = Tally::default();
    ballots.into_iter().for_each(|b| add(&mut tally, b));
    tally
}

fn merged(parts: &[&Tally]) -> Tally {
    let mut sum = Tally::default();
    parts.iter().for_each(|part| sum.merge(part).expect("small counts"));
    sum
}

proptest! {
    #[test]
    fn merge_is_commutative(a in ballots(), b in ballots()) {
        let (a, b) = (count(&a), count(&b));
        prop_assert_eq!(merged(&[&a, &b]).encode(), merged(&[&b, &a]).encode());
    }

    #[test]
    fn merge_is_associative(a in ballots(), b in ballots(), c in ballots()) {
        let (a, b, c) = (count(&a), count(&b), count(&c));
        let left = merged(&[&merged(&[&a, &b]), &c]);
        let right = merged(&[&a, &merged(&[&b, &c])]);
        prop_assert_eq!(left.encode(), right.encode());
    }

    #[test]
    fn the_empty_tally_is_neutral(a in ballots()) {
        let a = count(&a);
        prop_assert_eq!(merged(&[&a, &Tally::default()]).encode(), a.encode());
    }

    #[test]
    fn retract_undoes_add(kept in ballots(), gone in ballots()) {
        let mut tally = count(kept.iter().chain(&gone));
        for b in gone.iter().rev() {
            let (block, statement) = keys(b);
            let (block, statement) = (tally.block(&block), tally.statement(&statement));
            tally.retract(block, statement, b.vote, b.weight).expect("it was counted");
        }
        prop_assert_eq!(tally.encode(), count(&kept).encode());
    }

    #[test]
    fn any_sharding_gives_the_same_bytes(votes in ballots(), shards in prop::collection::vec(0usize..4, 60)) {
        let mut parts = vec![Tally::default(); 4];
        for (b, &shard) in votes.iter().zip(&shards) {
            add(&mut parts[shard], b);
        }
        let parts: Vec<&Tally> = parts.iter().rev().collect();
        prop_assert_eq!(merged(&parts).encode(), count(&votes).encode());
    }

    #[test]
    fn any_order_gives_the_same_bytes(votes in ballots().prop_shuffle()) {
        let mut sorted = votes.clone();
        sorted.sort_by_key(|b| (b.statement, b.block, b.vote, b.weight));
        prop_assert_eq!(count(&votes).encode(), count(&sorted).encode());
    }

    #[test]
    fn decode_reverses_encode(votes in ballots()) {
        let tally = count(&votes);
        let read = Tally::decode(&tally.encode()).expect("own bytes");
        prop_assert_eq!(read.encode(), tally.encode());
        prop_assert_eq!(read.digest(), tally.digest());
    }

    #[test]
    fn a_cut_or_changed_tally_is_refused_or_is_another(votes in prop::collection::vec(ballot(), 1..20), cut in 0usize..100, flip in 0usize..10_000) {
        let bytes = count(&votes).encode();
        let cut = cut.min(bytes.len() - 1);
        if let Ok(read) = Tally::decode(&bytes[..cut]) {
            prop_assert_eq!(read.encode(), bytes[..cut].to_vec());
        }
        let mut changed = bytes.clone();
        changed[flip % bytes.len()] ^= 1;
        if let Ok(read) = Tally::decode(&changed) {
            prop_assert_ne!(read.digest(), count(&votes).digest());
        }
    }
}

#[test]
fn a_vote_that_was_not_counted_cannot_be_taken_back() {
    let mut tally = Tally::default();
    let (block, statement) = (tally.block(&Block::named("A")), tally.statement(&"s".into()));
    tally.add(block, statement, Vote::Agree, Weight::ONE).expect("one vote");
    let before = tally.encode();
    assert!(tally.retract(block, statement, Vote::Pass, Weight::ONE).is_err());
    assert_eq!(tally.encode(), before);
}

#[test]
fn other_bytes_are_not_a_tally() {
    assert_eq!(Tally::decode(b"hello").err(), Some(DecodeError::Format));
}
