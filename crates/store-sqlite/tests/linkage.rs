//! Whoever has a copy of the file cannot tell which code became which participant.

use store::{Attest, Batch, CastVote, NewParticipant, NewSession, NewTicket, Store, Write};
use store_sqlite::SqliteStore;
use tempfile::TempDir;
use terms::{Capacity, Digest, ForumKey, Instant, PartyKey, Pseudonym, StatementKey, Tier, Vote};

const PEOPLE: u8 = 40;

fn code(number: u8) -> NewTicket {
    NewTicket {
        hash: Digest::from_bytes([number; 32]),
        label: format!("code/AA/{number}"),
        grant: "attested AA".to_owned(),
        uses: 1,
        until: None,
    }
}

fn person(number: u8) -> Pseudonym {
    Pseudonym::from_bytes([number.wrapping_mul(97); 16])
}

fn participant(number: u8) -> NewParticipant {
    let party = Some(PartyKey::new("AA"));
    NewParticipant { id: person(number), tier: Tier::Attested, party, capacity: Capacity::Resident }
}

fn session(number: u8) -> NewSession {
    NewSession {
        hash: Digest::from_bytes([number.wrapping_mul(59); 32]),
        subject: format!("participant {number}"),
        until: Instant::from_millis(9),
    }
}

fn vote(number: u8) -> CastVote {
    CastVote {
        participant: person(number),
        statement: StatementKey::new("s1"),
        vote: Vote::ALL[usize::from(number) % 3],
        seen: 0,
        request: [number; 16],
        at: Instant::from_millis(2),
    }
}

/// Everybody enters in the order of their codes and votes in the order of their pseudonyms. Who uses which code is all
/// that differs: the first code is that of the person numbered `first`, and so on around. A copy of the file.
async fn copy(first: u8) -> Vec<u8> {
    let folder = TempDir::new().expect("a folder");
    let store = SqliteStore::open(&folder.path().join("forums.sqlite")).expect("a store");
    let forum = ForumKey::new("linked");
    store.create(&forum, b"header", &[]).await.expect("a forum");
    store.commit((0..PEOPLE).map(code).fold(Batch::new(&forum), Batch::with)).await.expect("tickets");
    for code in 0..PEOPLE {
        let who = (code + first) % PEOPLE;
        let redeem = Write::Redeem { hash: Digest::from_bytes([code; 32]), at: Instant::from_millis(1) };
        store
            .commit(Batch::new(&forum).with(redeem).with(participant(who)).with(session(who)))
            .await
            .expect("they enter");
    }
    for who in 0..PEOPLE {
        store.commit(Batch::new(&forum).with(vote(who))).await.expect("they vote");
    }
    bytes(&store, &folder).await
}

/// A copy of the file.
async fn bytes(store: &SqliteStore, folder: &TempDir) -> Vec<u8> {
    let path = folder.path().join("copy.sqlite");
    store.backup(&path).await.expect("a copy");
    std::fs::read(path).expect("its bytes")
}

/// Everybody has voted openly, and goes on as an attested participant one after another. Who uses which code is all
/// that differs: the first person has the code numbered `first`, and so on around. A copy of the file.
async fn attested(first: u8) -> Vec<u8> {
    let folder = TempDir::new().expect("a folder");
    let store = SqliteStore::open(&folder.path().join("forums.sqlite")).expect("a store");
    let forum = ForumKey::new("linked");
    store.create(&forum, b"header", &[]).await.expect("a forum");
    store.commit((0..PEOPLE).map(code).fold(Batch::new(&forum), Batch::with)).await.expect("tickets");
    for who in 0..PEOPLE {
        let open = NewParticipant { tier: Tier::Open, party: None, ..participant(PEOPLE + who) };
        let batch = Batch::new(&forum).with(open).with(vote(PEOPLE + who));
        store.commit(batch).await.expect("they vote openly");
    }
    for who in 0..PEOPLE {
        let code = Digest::from_bytes([(who + first) % PEOPLE; 32]);
        let redeem = Write::Redeem { hash: code, at: Instant::from_millis(1) };
        let attest = Attest {
            from: person(PEOPLE + who),
            subject: format!("participant {}", PEOPLE + who),
            to: participant(who),
            at: Instant::from_millis(3),
        };
        let batch = Batch::new(&forum).with(redeem).with(attest).with(session(who));
        store.commit(batch).await.expect("they come in");
    }
    bytes(&store, &folder).await
}

#[tokio::test]
async fn a_copy_is_the_same_to_the_byte_whoever_was_attested_with_which_code() {
    let one = attested(0).await;
    assert!(one.len() > 10_000);
    for first in [1, 17] {
        assert!(attested(first).await == one, "the bytes differ if the first person has the code {first}");
    }
}

#[tokio::test]
async fn a_copy_is_the_same_to_the_byte_whoever_used_which_code() {
    let one = copy(0).await;
    assert!(one.len() > 10_000);
    for first in [1, 17] {
        assert!(copy(first).await == one, "the bytes differ if the first code is that of {first}");
    }
}
