//! Whoever has a copy of the file cannot tell which code became which participant.

use store::{Batch, NewParticipant, NewSession, NewTicket, Store, Write};
use store_sqlite::SqliteStore;
use tempfile::TempDir;
use terms::{Capacity, Digest, ForumKey, Instant, PartyKey, Pseudonym, Tier, Vote};

const PEOPLE: u8 = 40;

/// Everybody enters in the order of their codes and votes in the order of their pseudonyms. Who uses which code is all
/// that differs: the first code is that of the person numbered `first`, and so on around. A copy of the file.
async fn copy(first: u8) -> Vec<u8> {
    let folder = TempDir::new().expect("a folder");
    let store = SqliteStore::open(&folder.path().join("forums.sqlite")).expect("a store");
    let forum = ForumKey::new("linked");
    store.create(&forum, b"header", &[]).await.expect("a forum");
    let person = |number: u8| Pseudonym::from_bytes([number.wrapping_mul(97); 16]);
    let tickets = (0..PEOPLE).map(|number| NewTicket {
        hash: Digest::from_bytes([number; 32]),
        label: format!("code/AA/{number}"),
        grant: "attested AA".to_owned(),
        uses: 1,
        until: None,
    });
    store.commit(tickets.fold(Batch::new(&forum), Batch::with)).await.expect("tickets");
    for code in 0..PEOPLE {
        let who = (code + first) % PEOPLE;
        let participant = NewParticipant {
            id: person(who),
            tier: Tier::Attested,
            party: Some(PartyKey::new("AA")),
            capacity: Capacity::Resident,
        };
        let session = NewSession {
            hash: Digest::from_bytes([who.wrapping_mul(59); 32]),
            subject: format!("participant {who}"),
            until: Instant::from_millis(9),
        };
        let redeem = Write::Redeem { hash: Digest::from_bytes([code; 32]), at: Instant::from_millis(1) };
        store
            .commit(Batch::new(&forum).with(redeem).with(participant).with(session))
            .await
            .expect("they enter");
    }
    for who in 0..PEOPLE {
        let vote = store::CastVote {
            participant: person(who),
            statement: terms::StatementKey::new("s1"),
            vote: Vote::ALL[usize::from(who) % 3],
            seen: 0,
            request: [who; 16],
            at: Instant::from_millis(2),
        };
        store.commit(Batch::new(&forum).with(vote)).await.expect("they vote");
    }
    let path = folder.path().join("copy.sqlite");
    store.backup(&path).await.expect("a copy");
    std::fs::read(path).expect("its bytes")
}

#[tokio::test]
async fn a_copy_is_the_same_to_the_byte_whoever_used_which_code() {
    let one = copy(0).await;
    assert!(one.len() > 10_000);
    for first in [1, 17] {
        assert!(copy(first).await == one, "the bytes differ if the first code is that of {first}");
    }
}
