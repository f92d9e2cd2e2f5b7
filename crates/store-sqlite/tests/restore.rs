//! A copy becomes a database again, or is refused and leaves nothing.

use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use store::{Batch, CastVote, NewParticipant, Store, StoreError};
use store_sqlite::{SqliteStore, restore};
use tempfile::TempDir;
use terms::{Capacity, ForumKey, Instant, PartyKey, Pseudonym, StatementKey, Tier, Vote};

fn forum() -> ForumKey {
    ForumKey::new("copied")
}

fn participant() -> NewParticipant {
    let party = Some(PartyKey::new("AA"));
    let id = Pseudonym::from_bytes([7; 16]);
    NewParticipant { id, tier: Tier::Attested, party, capacity: Capacity::Resident }
}

fn vote(number: u8) -> CastVote {
    CastVote {
        participant: participant().id,
        statement: StatementKey::new(&format!("s{number}")),
        vote: Vote::ALL[usize::from(number) % 3],
        seen: 0,
        request: [number; 16],
        at: Instant::from_millis(i64::from(number)),
    }
}

/// A folder with a copy of a forum with acts and votes, and the store it is a copy of.
async fn copied() -> (TempDir, PathBuf, SqliteStore) {
    let folder = TempDir::new().expect("a folder");
    let store = SqliteStore::open(&folder.path().join("forums.sqlite")).expect("a store");
    let acts: Vec<Vec<u8>> = (0..50).map(|number| format!("act {number}").into_bytes()).collect();
    store.create(&forum(), b"header", &acts).await.expect("a forum");
    let votes = (0..200).map(vote);
    store.commit(votes.fold(Batch::new(&forum()).with(participant()), Batch::with)).await.expect("votes");
    let copy = folder.path().join("copy.sqlite");
    store.backup(&copy).await.expect("a copy");
    (folder, copy, store)
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Restores what must be refused, and sees that nothing came of it.
fn refused(copy: &Path, to: &Path) -> StoreError {
    let folder = to.parent().expect("a folder");
    let (before, bytes) = (names(folder), fs::read(copy).ok());
    let error = restore(copy, to).expect_err("it is refused");
    assert_eq!(names(folder), before, "{error}");
    assert_eq!(fs::read(copy).ok(), bytes, "the copy stays as it is");
    error
}

#[tokio::test]
async fn a_copy_serves_the_same_acts_and_votes_again() {
    let (folder, copy, store) = copied().await;
    let to = folder.path().join("restored.sqlite");
    let bytes = fs::read(&copy).expect("its bytes");
    restore(&copy, &to).expect("it is restored");
    assert_eq!(fs::read(&copy).expect("its bytes"), bytes);
    assert!(!names(folder.path()).iter().any(|name| name.contains("restoring")));
    let restored = SqliteStore::open(&to).expect("it opens");
    assert_eq!(restored.forums().await.expect("forums"), store.forums().await.expect("forums"));
    let acts = restored.acts(&forum(), 0..99).await.expect("acts");
    assert_eq!((acts.len(), &acts), (50, &store.acts(&forum(), 0..99).await.expect("acts")));
    let votes = restored.votes(&forum(), 0, 999).await.expect("votes");
    assert_eq!((votes.len(), &votes), (200, &store.votes(&forum(), 0, 999).await.expect("votes")));
    assert_eq!(restored.rebuild(&forum()).await.expect("a rebuild").mended, 0);
    let next = restored.commit(Batch::new(&forum()).with(vote(255))).await.expect("it goes on");
    assert_eq!(next.receipts[0].vote, 201);
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_what_was_restored() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, copy, _store) = copied().await;
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o444)).expect("permissions");
    let to = folder.path().join("restored.sqlite");
    restore(&copy, &to).expect("it is restored");
    assert_eq!(to.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_torn_copy_is_refused() {
    let (folder, copy, _store) = copied().await;
    let whole = fs::read(&copy).expect("its bytes");
    let to = folder.path().join("restored.sqlite");
    let pages = whole.len() / 4_096;
    assert!(pages > 20);
    let mut torn: Vec<Vec<u8>> = [50, 4_096, 3 * 4_096 + 7, 10 * 4_096, whole.len() - 1, whole.len() - 4_096]
        .map(|length| whole[..length].to_vec())
        .to_vec();
    // Written in part: pages that never came are full of zeros.
    for page in [0, 1, pages / 2, pages - 1] {
        let mut holed = whole.clone();
        holed[page * 4_096..][..4_096].fill(0);
        torn.push(holed);
    }
    for (place, bytes) in torn.into_iter().enumerate() {
        fs::write(&copy, bytes).expect("a file");
        let error = refused(&copy, &to);
        assert!(
            matches!(&error, StoreError::Corrupt(text) if text.contains("copy.sqlite")),
            "{place}: {error:?}"
        );
    }
    fs::write(&copy, whole).expect("a file");
    restore(&copy, &to).expect("the whole one is restored");
}

#[tokio::test]
async fn what_is_no_copy_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let (copy, to) = (folder.path().join("copy.sqlite"), folder.path().join("restored.sqlite"));
    let text = |error: StoreError| match error {
        StoreError::NotSupported(text) => text,
        other => panic!("{other:?}"),
    };
    assert!(text(refused(&copy, &to)).contains("no such file"));
    assert!(text(refused(folder.path(), &to)).contains("no such file"));
    fs::write(&copy, b"this is a letter and no database at all, but long enough to be looked at")
        .expect("a file");
    assert!(matches!(refused(&copy, &to), StoreError::Corrupt(_)));
    fs::write(&copy, b"").expect("a file");
    assert!(text(refused(&copy, &to)).contains("empty"));
    Connection::open(&copy).expect("SQLite").execute_batch("CREATE TABLE theirs (x)").expect("a table");
    assert!(text(refused(&copy, &to)).contains("another program"));
    assert!(matches!(restore(&copy, &folder.path().join("no/folder")), Err(StoreError::Database(_))));
}

#[tokio::test]
async fn a_copy_by_a_newer_program_is_refused_with_the_way_out() {
    let (folder, copy, _store) = copied().await;
    Connection::open(&copy).expect("SQLite").execute_batch("PRAGMA user_version = 99").expect("a change");
    match refused(&copy, &folder.path().join("restored.sqlite")) {
        StoreError::NotSupported(text) => {
            assert!(
                text.contains("copy.sqlite") && text.contains("version 99") && text.contains("newer"),
                "{text}"
            );
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn nothing_is_overwritten() {
    let (folder, copy, _store) = copied().await;
    let to = folder.path().join("there.sqlite");
    for (name, bytes) in [
        ("there.sqlite", b"a letter".to_vec()),
        ("there.sqlite", Vec::new()),
        ("there.sqlite-wal", b"the log of what was there".to_vec()),
        ("there.sqlite-journal", b"the log of what was there".to_vec()),
        ("there.sqlite.restoring", b"half of it".to_vec()),
    ] {
        let there = folder.path().join(name);
        fs::write(&there, &bytes).expect("a file");
        match refused(&copy, &to) {
            StoreError::NotSupported(text) => assert!(text.contains(&*there.to_string_lossy()), "{text}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(fs::read(&there).expect("its bytes"), bytes);
        fs::remove_file(there).expect("it is removed");
    }
    // The copy itself.
    assert!(matches!(refused(&copy, &copy), StoreError::NotSupported(_)));
    restore(&copy, &to).expect("now nothing is there");
}

#[tokio::test]
async fn a_database_in_use_is_no_copy() {
    let (folder, _copy, store) = copied().await;
    let in_use = folder.path().join("forums.sqlite");
    match refused(&in_use, &folder.path().join("restored.sqlite")) {
        StoreError::NotSupported(text) => assert!(text.contains("in use") && text.contains("-wal"), "{text}"),
        other => panic!("{other:?}"),
    }
    // Closed, it is one file, and as good as a copy.
    drop(store);
    let to = folder.path().join("restored.sqlite");
    restore(&in_use, &to).expect("it is restored");
    let mut expected = ["copy.sqlite", "forums.sqlite", "restored.sqlite"].map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(names(folder.path()), expected);
    let restored = SqliteStore::open(&to).expect("it opens");
    assert_eq!(restored.last_vote(&forum()).await.expect("the last vote"), 200);
}
