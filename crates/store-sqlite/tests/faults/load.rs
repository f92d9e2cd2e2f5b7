//! Votes to load a store with, each on a statement of its own, and how to see that every acknowledged one is there.

use std::collections::BTreeMap;
use store::{Batch, CastVote, NewParticipant, Receipt, Standing, Store, StoreError};
use terms::{Capacity, ForumKey, Instant, PartyKey, Pseudonym, StatementKey, Tier, Vote};

/// How many vote at once.
pub(crate) const VOTERS: u8 = 16;

/// A vote by round, voter and how many they cast before.
pub(crate) type Ballot = (u8, u8, u32);

/// A vote that was acknowledged, and under what number.
pub(crate) type Acknowledged = (Ballot, u64);

pub(crate) fn forum() -> ForumKey {
    ForumKey::new("loaded")
}

fn who(round: u8, voter: u8) -> Pseudonym {
    let mut bytes = [voter; 16];
    bytes[0] = round;
    Pseudonym::from_bytes(bytes)
}

pub(crate) fn vote((round, voter, n): Ballot) -> CastVote {
    let mut request = [voter; 16];
    request[..4].copy_from_slice(&n.to_be_bytes());
    CastVote {
        participant: who(round, voter),
        statement: StatementKey::new(&format!("{round}-{voter}-{n}")),
        vote: Vote::ALL[n as usize % 3],
        seen: 0,
        request,
        at: Instant::from_millis(i64::from(n)),
    }
}

/// Makes the forum if it is not there, and lets the voters of a round in.
pub(crate) async fn enter(store: &dyn Store, round: u8) {
    if store.forums().await.expect("forums").is_empty() {
        store.create(&forum(), b"header", &[]).await.expect("a forum");
    }
    let voter = |voter| NewParticipant {
        id: who(round, voter),
        tier: Tier::Attested,
        party: Some(PartyKey::new("AA")),
        capacity: Capacity::Resident,
    };
    let batch = (0..VOTERS).map(voter).fold(Batch::new(&forum()), Batch::with);
    store.commit(batch).await.expect("they enter");
}

/// Casts one vote.
pub(crate) async fn cast(store: &dyn Store, ballot: Ballot) -> Result<Acknowledged, StoreError> {
    let done = store.commit(Batch::new(&forum()).with(vote(ballot))).await?;
    Ok((ballot, done.receipts[0].vote))
}

/// That every acknowledged vote is there once, under its number, and a retry finds it; else how many are not.
pub(crate) async fn all_there(store: &dyn Store, acknowledged: &[Acknowledged]) -> Result<(), usize> {
    let rows = store.votes(&forum(), 0, usize::MAX).await.expect("votes");
    assert!(rows.iter().map(|row| row.number).eq(1..=rows.len() as u64), "numbers without gaps");
    let mut by_statement: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for row in &rows {
        by_statement.entry(row.statement.as_str()).or_default().push(row.number);
    }
    let there = |(ballot, number): &Acknowledged| {
        by_statement.get(vote(*ballot).statement.as_str()).is_some_and(|numbers| numbers == &[*number])
    };
    let lost = acknowledged.iter().filter(|one| !there(one)).count();
    if lost > 0 {
        return Err(lost);
    }
    for chunk in acknowledged.chunks(500) {
        let again = chunk.iter().fold(Batch::new(&forum()), |batch, (ballot, _)| batch.with(vote(*ballot)));
        let receipts = store.commit(again).await.expect("a retry").receipts;
        for (receipt, (_, number)) in receipts.into_iter().zip(chunk) {
            assert_eq!(receipt, Receipt { vote: *number, standing: Standing::Counted, revision: 1 });
        }
    }
    assert_eq!(store.last_vote(&forum()).await.expect("the last vote"), rows.len() as u64);
    assert_eq!(store.rebuild(&forum()).await.expect("a rebuild").mended, 0);
    Ok(())
}
