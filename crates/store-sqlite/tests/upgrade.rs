//! A file whose tables were made by an older program is brought up to date and goes on.

use rusqlite::Connection;
use std::path::Path;
use store::{
    Answer, Attest, Batch, CastVote, Condition, Document, NewParticipant, PutDocument, Standing, Store,
    StoreError, Swept,
};
use store_sqlite::{SqliteStore, restore};
use tempfile::TempDir;
use terms::{Capacity, ForumKey, Instant, Pseudonym, StatementKey, Tier, Vote};

/// What the first version wrote: a participant who changed their mind, once too late.
const WRITTEN: &str = "
    INSERT INTO forums (id, key, header) VALUES (1, 'old', CAST('header' AS BLOB));
    INSERT INTO acts (forum, seq, line) VALUES (1, 0, CAST('act 0' AS BLOB));
    INSERT INTO names (id, forum, name) VALUES (1, 1, 's1');
    INSERT INTO participants (forum, id, tier, party, capacity)
        VALUES (1, x'07070707070707070707070707070707', 'open', NULL, 'resident');
    INSERT INTO votes (forum, number, participant, statement, vote, before, seen, revision, counted, request, at)
    VALUES (1, 1, x'07070707070707070707070707070707', 1, 1, NULL, 0, 1, 1, zeroblob(16), 5),
        (1, 2, x'07070707070707070707070707070707', 1, 0, NULL, 0, 1, 0, x'01010101010101010101010101010101', 6),
        (1, 3, x'07070707070707070707070707070707', 1, -1, 1, 1, 2, 1, x'02020202020202020202020202020202', 7);
    INSERT INTO answers (forum, participant, statement, vote, revision, at)
        VALUES (1, x'07070707070707070707070707070707', 1, -1, 2, 7);
    INSERT INTO documents (forum, kind, id, version, body) VALUES (1, 'letter', 'a', 3, CAST('body' AS BLOB));
    PRAGMA user_version = 1;
    PRAGMA application_id = 1349281134;";

fn forum() -> ForumKey {
    ForumKey::new("old")
}

fn old(path: &Path) {
    let db = Connection::open(path).expect("SQLite");
    db.execute_batch(include_str!("../migrations/0001.sql")).expect("the first tables");
    db.execute_batch(WRITTEN).expect("what the first version wrote");
}

async fn goes_on(path: &Path) {
    let store = SqliteStore::open(path).expect("it opens");
    let forum = forum();
    let votes = store.votes(&forum, 0, 9).await.expect("votes");
    let read: Vec<_> = votes.iter().map(|row| (row.before, row.vote, row.standing)).collect();
    let expected = [
        (None, Some(Vote::Agree), Standing::Counted),
        (None, Some(Vote::Pass), Standing::Stale),
        (Some(Vote::Agree), Some(Vote::Disagree), Standing::Counted),
    ];
    assert_eq!(read, expected);
    assert_eq!(store.rebuild(&forum).await.expect("a rebuild").mended, 0);
    votes_go_on(&store).await;
    documents_go_on(&store).await;
}

async fn votes_go_on(store: &dyn Store) {
    let forum = forum();
    let (was, is) = (Pseudonym::from_bytes([7; 16]), Pseudonym::from_bytes([8; 16]));
    let change = CastVote {
        participant: was,
        statement: StatementKey::new("s1"),
        vote: Vote::Pass,
        seen: 2,
        request: [3; 16],
        at: Instant::from_millis(8),
    };
    let done = store.commit(Batch::new(&forum).with(change.clone())).await.expect("a vote");
    assert_eq!((done.receipts[0].vote, done.receipts[0].revision), (4, 3));
    let to = NewParticipant { id: is, tier: Tier::Attested, party: None, capacity: Capacity::Resident };
    let attest = Attest { from: was, subject: "old".to_owned(), to, at: Instant::from_millis(9) };
    store.commit(Batch::new(&forum).with(attest)).await.expect("they come in");
    let late = Batch::new(&forum).with(CastVote { seen: 3, request: [4; 16], ..change });
    let error = store.commit(late).await.expect_err("they are gone");
    assert!(matches!(error, StoreError::Refused(Condition::ParticipantGone)), "{error:?}");
    let (statement, at) = (StatementKey::new("s1"), Instant::from_millis(9));
    let answer = Answer { statement, vote: Vote::Pass, revision: 3, at };
    assert_eq!(store.answers(&forum, is).await.expect("answers"), [answer]);
    assert_eq!(store.rebuild(&forum).await.expect("a rebuild").mended, 0);
}

async fn documents_go_on(store: &dyn Store) {
    let forum = forum();
    let document = async || store.document(&forum, "letter", "a").await.expect("read");
    assert_eq!(store.sweep(i64::MAX).await.expect("it is swept"), Swept::default());
    let body = b"body".to_vec();
    assert_eq!(document().await, Some(Document { id: "a".to_owned(), version: 3, body: body.clone() }));
    let put = PutDocument {
        kind: "letter".to_owned(),
        id: "a".to_owned(),
        seen: Some(3),
        body: Some(body),
        until: Some(Instant::from_millis(1)),
    };
    store.commit(Batch::new(&forum).with(put)).await.expect("it is written");
    assert_eq!(store.sweep(2).await.expect("it is swept"), Swept { documents: 1, ..Swept::default() });
    assert_eq!(document().await, None);
}

#[tokio::test]
async fn a_file_of_the_first_version_goes_on() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("forums.sqlite");
    old(&path);
    goes_on(&path).await;
    // Once brought up to date it is opened as it is.
    assert!(SqliteStore::open(&path).is_ok());
}

#[tokio::test]
async fn a_copy_of_the_first_version_is_restored_and_goes_on() {
    let folder = TempDir::new().expect("a folder");
    let (copy, to) = (folder.path().join("copy.sqlite"), folder.path().join("forums.sqlite"));
    old(&copy);
    restore(&copy, &to).expect("it is restored");
    goes_on(&to).await;
}

#[test]
fn many_may_bring_a_file_up_to_date_at_once() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("forums.sqlite");
    old(&path);
    let opened: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| SqliteStore::open(&path).map(drop))).collect();
        all.into_iter().map(|one| one.join().expect("no panic")).collect()
    });
    assert!(opened.iter().all(Result::is_ok), "{opened:?}");
}
