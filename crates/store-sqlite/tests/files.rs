//! The file: what may be opened, who may read it, what cannot be changed in it, how it is copied.

use rusqlite::Connection;
use std::path::PathBuf;
use std::sync::Arc;
use store::{Attest, Batch, NewParticipant, PutDocument, Serve, Store, StoreError};
use store_sqlite::SqliteStore;
use tempfile::TempDir;
use terms::{Capacity, ForumKey, Instant, Pseudonym, StatementKey, Tier, Vote};

fn new_file() -> (PathBuf, TempDir) {
    let folder = TempDir::new().expect("a folder");
    (folder.path().join("forums.sqlite"), folder)
}

fn forum() -> ForumKey {
    ForumKey::new("filed")
}

fn participant() -> NewParticipant {
    let id = Pseudonym::from_bytes([7; 16]);
    NewParticipant { id, tier: Tier::Open, party: None, capacity: Capacity::Resident }
}

fn vote(request: u8) -> store::CastVote {
    store::CastVote {
        participant: participant().id,
        statement: StatementKey::new(&format!("s{request}")),
        vote: Vote::Agree,
        seen: 0,
        request: [request; 16],
        at: Instant::from_millis(0),
    }
}

/// A forum with an act, a participant, a vote, a serve and a document.
async fn filled(store: &dyn Store) {
    store.create(&forum(), b"header", &[b"act".to_vec()]).await.expect("a forum");
    let serve = Serve {
        participant: participant().id,
        statement: StatementKey::new("s1"),
        chance: 1,
        at: Instant::from_millis(0),
    };
    let note = PutDocument {
        kind: "person".to_owned(),
        id: "x".to_owned(),
        seen: None,
        body: Some(b"a name that must not remain".to_vec()),
        until: None,
    };
    let batch = Batch::new(&forum()).with(participant()).with(vote(1)).with(serve).with(note);
    store.commit(batch).await.expect("a batch");
}

fn opened_after(change: &str) -> Result<SqliteStore, StoreError> {
    let (path, _folder) = new_file();
    drop(SqliteStore::open(&path).expect("a store"));
    Connection::open(&path).expect("SQLite").execute_batch(change).expect("a change");
    SqliteStore::open(&path)
}

#[test]
fn a_file_of_a_newer_program_is_refused_with_the_way_out() {
    assert!(opened_after("PRAGMA user_version = 3").is_ok(), "the version is three");
    for version in [4, 99, -1] {
        match opened_after(&format!("PRAGMA user_version = {version}")) {
            Err(StoreError::NotSupported(text)) => {
                assert!(text.contains(&format!("version {version}")) && text.contains("newer"), "{text}");
            }
            other => panic!("it should be refused: {:?}", other.err()),
        }
    }
}

#[test]
fn a_file_of_another_program_is_refused_and_stays_as_it_is() {
    let (path, _folder) = new_file();
    Connection::open(&path).expect("SQLite").execute_batch("CREATE TABLE theirs (x)").expect("a table");
    let before = std::fs::read(&path).expect("its bytes");
    assert!(matches!(SqliteStore::open(&path), Err(StoreError::NotSupported(_))));
    assert_eq!(std::fs::read(&path).expect("its bytes"), before);

    std::fs::write(&path, b"this is a letter and no database at all, but long enough to be looked at")
        .expect("a file");
    assert!(matches!(SqliteStore::open(&path), Err(StoreError::Corrupt(_))));
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let (path, folder) = new_file();
    drop(folder);
    let error = SqliteStore::open(&path).err().expect("there is no folder").to_string();
    assert!(error.contains("forums.sqlite"), "{error}");
}

#[test]
fn many_may_open_a_new_file_at_once() {
    let (path, _folder) = new_file();
    let opened: Vec<_> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| SqliteStore::open(&path).map(drop))).collect();
        all.into_iter().map(|one| one.join().expect("no panic")).collect()
    });
    assert!(opened.iter().all(Result::is_ok), "{opened:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_the_file_its_log_or_its_copies() {
    use std::os::unix::fs::PermissionsExt as _;
    let (path, folder) = new_file();
    let store = SqliteStore::open(&path).expect("a store");
    filled(&store).await;
    store.backup(&folder.path().join("copy.sqlite")).await.expect("a copy");
    let files: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").flatten().collect();
    assert_eq!(files.len(), 4, "{files:?}");
    for file in files {
        let mode = file.metadata().expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}: {mode:o}", file.path().display());
    }
}

#[tokio::test]
async fn acts_votes_serves_and_participants_can_only_be_added() {
    let (path, _folder) = new_file();
    let store = SqliteStore::open(&path).expect("a store");
    filled(&store).await;
    let to = NewParticipant { id: Pseudonym::from_bytes([8; 16]), ..participant() };
    let attest = Attest { from: participant().id, subject: String::new(), to, at: Instant::from_millis(0) };
    store.commit(Batch::new(&forum()).with(attest)).await.expect("they go on");
    let db = Connection::open(&path).expect("SQLite");
    for table in ["acts", "votes", "serves", "participants", "gone"] {
        let rows: u32 =
            db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("rows");
        assert!(rows > 0, "{table}");
        for change in [format!("UPDATE {table} SET forum = forum"), format!("DELETE FROM {table}")] {
            let error = db.execute_batch(&change).expect_err("it is refused").to_string();
            assert!(error.contains("never"), "{error}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_answers_are_mended_from_the_votes() {
    let (path, _folder) = new_file();
    let store = SqliteStore::open(&path).expect("a store");
    let spoil = async |forum: &ForumKey| {
        let db = Connection::open(&path).expect("SQLite");
        let forum: i64 = db
            .query_row("SELECT id FROM forums WHERE key = ?1", [forum.as_str()], |row| row.get(0))
            .expect("the forum");
        let one = "SELECT forum, participant, statement FROM answers WHERE forum = ?1 ORDER BY participant, statement LIMIT 1";
        for sql in [
            // One changed, one removed, one made up.
            format!("UPDATE answers SET vote = (vote + 2) % 3 - 1 WHERE (forum, participant, statement) IN ({one})"),
            format!("DELETE FROM answers WHERE (forum, participant, statement) IN ({one} OFFSET 1)"),
            "INSERT INTO answers SELECT forum, x'00', statement, vote, revision, at FROM answers WHERE forum = ?1 LIMIT 1".to_owned(),
        ] {
            assert_eq!(db.execute(&sql, [forum]).expect(&sql), 1, "{sql}");
        }
    };
    store::contract::rebuilding_mends(&store, 3, spoil).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_are_dropped_whole_come_back_from_the_votes_alone() {
    let (path, _folder) = new_file();
    let store = SqliteStore::open(&path).expect("a store");
    filled(&store).await;
    let answers = |db: &Connection| -> Vec<(Vec<u8>, i64, i64, i64)> {
        let sql =
            "SELECT participant, statement, vote, revision FROM answers ORDER BY participant, statement";
        let mut all = db.prepare(sql).expect(sql);
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        all.query_map([], row).expect(sql).collect::<Result<_, _>>().expect("rows")
    };
    let db = Connection::open(&path).expect("SQLite");
    let was = answers(&db);
    assert!(!was.is_empty());
    db.execute("DELETE FROM answers", []).expect("all gone");
    let rebuilt = store.rebuild(&forum()).await.expect("a rebuild");
    assert_eq!(rebuilt.mended, was.len() as u64);
    assert_eq!(answers(&db), was);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_taken_while_people_vote_is_a_whole_store() {
    let (path, folder) = new_file();
    let store = Arc::new(SqliteStore::open(&path).expect("a store"));
    filled(&*store).await;
    let copy = folder.path().join("a copy.sqlite");
    let voting = {
        let store = store.clone();
        tokio::spawn(async move {
            for request in 2..=200 {
                store.commit(Batch::new(&forum()).with(vote(request))).await.expect("a vote");
            }
        })
    };
    store.backup(&copy).await.expect("a copy");
    voting.await.expect("they vote");

    let copied = SqliteStore::open(&copy).expect("the copy opens");
    let votes = copied.votes(&forum(), 0, 999).await.expect("votes");
    assert!(!votes.is_empty());
    assert_eq!(votes, store.votes(&forum(), 0, votes.len()).await.expect("votes"));
    assert_eq!(copied.rebuild(&forum()).await.expect("a rebuild").mended, 0);
    let next = copied.commit(Batch::new(&forum()).with(vote(255))).await.expect("it goes on");
    assert_eq!(next.receipts[0].vote, votes.len() as u64 + 1);
}

#[tokio::test]
async fn a_copy_replaces_no_file() {
    let (path, folder) = new_file();
    let store = SqliteStore::open(&path).expect("a store");
    let there = folder.path().join("there");
    for bytes in [b"a letter".to_vec(), Vec::new()] {
        std::fs::write(&there, &bytes).expect("a file");
        assert!(matches!(store.backup(&there).await, Err(StoreError::NotSupported(_))));
        assert_eq!(std::fs::read(&there).expect("its bytes"), bytes);
    }
    assert!(store.backup(&folder.path().join("no/folder")).await.is_err());
}

#[tokio::test]
async fn what_is_erased_is_not_in_the_file_any_more() {
    let (path, _folder) = new_file();
    let store = SqliteStore::open(&path).expect("a store");
    filled(&store).await;
    let secret = b"a name that must not remain";
    let there = |path: &PathBuf| {
        let bytes = std::fs::read(path).expect("its bytes");
        bytes.windows(secret.len()).any(|window| window == secret)
    };
    let erase =
        PutDocument { kind: "person".to_owned(), id: "x".to_owned(), seen: None, body: None, until: None };
    store.commit(Batch::new(&forum()).with(erase)).await.expect("it is erased");
    // Closing moves the log into the file, and removes it.
    drop(store);
    assert!(!there(&path));
    assert!(!path.with_extension("sqlite-wal").exists());
}

#[tokio::test]
async fn what_waits_when_the_store_is_dropped_is_still_written() {
    let (path, _folder) = new_file();
    let store = SqliteStore::open(&path).expect("a store");
    filled(&store).await;
    for request in 2..=100 {
        let mut commit = store.commit(Batch::new(&forum()).with(vote(request)));
        // Once asked, the vote is in the queue; nobody waits for the answer.
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let _ = commit.as_mut().poll(&mut context);
    }
    drop(store);
    let store = SqliteStore::open(&path).expect("a store");
    assert_eq!(store.last_vote(&forum()).await.expect("the last vote"), 100);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_file_number_their_votes_together() {
    let (path, _folder) = new_file();
    let stores = [0, 1].map(|_| Arc::new(SqliteStore::open(&path).expect("a store")));
    filled(&*stores[0]).await;
    let mut tasks = tokio::task::JoinSet::new();
    for request in 2..=60 {
        let store = stores[usize::from(request % 2)].clone();
        tasks.spawn(async move { store.commit(Batch::new(&forum()).with(vote(request))).await });
    }
    for done in tasks.join_all().await {
        done.expect("a vote");
    }
    let votes = stores[0].votes(&forum(), 0, 999).await.expect("votes");
    assert!(votes.iter().map(|row| row.number).eq(1..=60));
    assert_eq!(stores[1].votes(&forum(), 0, 999).await.expect("votes"), votes);
}
