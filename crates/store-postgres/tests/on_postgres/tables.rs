//! What the tables themselves hold to, whoever writes to them.

use crate::processes::{key, participant, store, vote};
use crate::server::Database;
use futures_util::future::join_all;
use store::{Attest, Batch, CastVote, Condition, NewTicket, Store as _, StoreError, Swept, Write};
use store_postgres::PostgresStore;
use terms::{Digest, ForumKey, Instant, Vote};
use tokio_postgres::Client;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_ground_state_is_append_only_for_everyone() {
    let database = Database::fresh().await;
    let store = store(&database, 1).await;
    let serve = store::Serve {
        participant: participant(0).id,
        statement: vote(0, "S1").statement,
        chance: 5,
        at: Instant::from_millis(1),
    };
    store.commit(Batch::new(&key()).with(vote(0, "S1")).with(serve).with(attest(0, 1))).await.unwrap();
    let client = database.client().await;
    for table in ["forums", "acts", "votes", "serves", "names", "participants", "gone"] {
        let column = if table == "forums" { "header = header" } else { "forum = forum" };
        for sql in [
            format!("UPDATE {table} SET {column}"),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table} CASCADE"),
        ] {
            let refused = client.batch_execute(&sql).await.expect_err(&sql);
            let text = refused.as_db_error().map(ToString::to_string).unwrap_or_default();
            assert!(text.contains("never changed and never removed"), "{sql}: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tables_of_a_newer_program_are_refused() {
    let database = Database::fresh().await;
    drop(PostgresStore::connect(&database.url).await.unwrap());
    let client = database.client().await;
    client.batch_execute("INSERT INTO schema_version (version) VALUES (4711)").await.unwrap();
    let Err(StoreError::NotSupported(text)) = PostgresStore::connect(&database.url).await else {
        panic!("tables of version 4711 are opened");
    };
    assert!(text.contains("4711") && text.contains("newer"), "{text}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vote_that_cannot_be_kept_takes_no_other_with_it() {
    let database = Database::fresh().await;
    let store = store(&database, 100).await;
    let commits = (0..100).map(|who| {
        // PostgreSQL keeps no zero byte in a text.
        let name = if who % 10 == 3 { "S\0" } else { "S" };
        store.commit(Batch::new(&key()).with(vote(who, name)))
    });
    for (who, done) in join_all(commits).await.into_iter().enumerate() {
        match done {
            Ok(_) => assert_ne!(who % 10, 3),
            Err(StoreError::NotSupported(_)) => assert_eq!(who % 10, 3),
            Err(error) => panic!("{who}: {error}"),
        }
    }
    let numbers: Vec<u64> =
        store.votes(&key(), 0, 999).await.unwrap().iter().map(|vote| vote.number).collect();
    assert_eq!(numbers, (1..=90).collect::<Vec<u64>>());
}

fn hash(number: u8) -> Digest {
    Digest::from_bytes([number; 32])
}

fn ticket(number: u8) -> NewTicket {
    let (label, grant) = (format!("code/{number}"), "vote".to_owned());
    NewTicket { hash: hash(number), label, grant, uses: 1, until: None }
}

fn enter(number: u8) -> Batch {
    let redeem = Write::Redeem { hash: hash(number), at: Instant::from_millis(1) };
    Batch::new(&key()).with(redeem).with(participant(number))
}

fn attest(from: u8, to: u8) -> Attest {
    let subject = format!("participant {from}");
    Attest { from: participant(from).id, subject, to: participant(to), at: Instant::from_millis(9) }
}

async fn number(client: &Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.expect("a number").get(0)
}

/// Tickets that were written together with a participant.
const LINKED: &str = "SELECT count(*) FROM tickets t JOIN participants p ON p.xmin::TEXT = t.xmin::TEXT";

/// A transaction is written beside every row, and rows lie in the order in which they were written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_sweeping_no_row_says_who_came_with_which_ticket() {
    let database = Database::fresh().await;
    let store = store(&database, 0).await;
    for number in [3, 1, 4, 0, 2] {
        store.commit(Batch::new(&key()).with(ticket(number))).await.unwrap();
    }
    for number in [4, 2, 0] {
        store.commit(enter(number)).await.unwrap();
    }
    assert_eq!(store.sweep(0).await.unwrap(), Swept::default());
    let client = database.client().await;
    assert_eq!(number(&client, LINKED).await, 0);
    assert_eq!(number(&client, "SELECT count(DISTINCT xmin::TEXT) FROM tickets").await, 1);
    let lie = client.query("SELECT hash, uses_left FROM tickets ORDER BY ctid", &[]).await.unwrap();
    let lie: Vec<(u8, i64)> = lie.iter().map(|row| (row.get::<_, &[u8]>(0)[0], row.get(1))).collect();
    assert_eq!(lie, [(0, 0), (1, 1), (2, 0), (3, 1), (4, 0)]);
}

/// Nor with which one somebody who had voted openly came in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_sweeping_no_row_says_who_was_attested_with_which_ticket() {
    let database = Database::fresh().await;
    let store = store(&database, 5).await;
    store.commit((0..5).map(ticket).fold(Batch::new(&key()), Batch::with)).await.unwrap();
    for who in 0..5 {
        store.commit(Batch::new(&key()).with(vote(who, "S1"))).await.unwrap();
    }
    for (code, who) in [(4, 1), (2, 0), (0, 3)] {
        let redeem = Write::Redeem { hash: hash(code), at: Instant::from_millis(1) };
        let batch = Batch::new(&key()).with(redeem).with(attest(who, who + 10));
        store.commit(batch).await.unwrap();
    }
    store.sweep(0).await.unwrap();
    let client = database.client().await;
    for table in ["participants", "gone", "votes", "answers", "sessions"] {
        let sql = format!("SELECT count(*) FROM tickets t JOIN {table} o ON o.xmin::TEXT = t.xmin::TEXT");
        assert_eq!(number(&client, &sql).await, 0, "{table}");
    }
    assert_eq!(number(&client, "SELECT count(*) FROM votes WHERE withdrawn").await, 3);
    assert_eq!(number(&client, "SELECT count(DISTINCT xmin::TEXT) FROM tickets").await, 1);
}

/// What the first version wrote: a participant who changed their mind, once too late.
const WRITTEN: &str = "
    CREATE TABLE schema_version (version BIGINT PRIMARY KEY);
    INSERT INTO schema_version (version) VALUES (1);
    INSERT INTO forums (key, header, acts, votes) VALUES ('wuhan', 'header', 1, 3);
    INSERT INTO acts (forum, seq, line) VALUES (1, 0, 'act 0');
    INSERT INTO names (forum, name) VALUES (1, 'S1');
    INSERT INTO participants (forum, id, tier, party, capacity)
        VALUES (1, decode(repeat('07', 16), 'hex'), 'open', NULL, 'resident');
    INSERT INTO votes (forum, number, participant, statement, vote, before, seen, revision, counted, request, at)
        SELECT 1, number, decode(repeat('07', 16), 'hex'), 1, vote, before, seen, revision, counted,
            decode(repeat('0' || number, 16), 'hex'), number
        FROM (VALUES (1, 1, NULL, 0, 1, TRUE), (2, 0, NULL, 0, 1, FALSE), (3, -1, 1, 1, 2, TRUE))
            AS v (number, vote, before, seen, revision, counted);
    INSERT INTO answers (forum, participant, statement, vote, revision, at)
        VALUES (1, decode(repeat('07', 16), 'hex'), 1, -1, 2, 3);
    INSERT INTO documents (forum, kind, id, version, body) VALUES (1, 'letter', 'a', 3, 'body');";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tables_of_the_first_version_are_brought_up_to_date_and_go_on() {
    let database = Database::fresh().await;
    let client = database.client().await;
    client.batch_execute(include_str!("../../migrations/0001.sql")).await.unwrap();
    client.batch_execute(WRITTEN).await.unwrap();
    // Several processes may do so at once.
    let starts = join_all((0..3).map(|_| PostgresStore::connect(&database.url))).await;
    let store = starts.into_iter().map(Result::unwrap).next().expect("a store");
    let votes = store.votes(&key(), 0, 9).await.unwrap();
    let read: Vec<_> = votes.iter().map(|row| (row.before, row.vote)).collect();
    let (agree, pass, disagree) = (Some(Vote::Agree), Some(Vote::Pass), Some(Vote::Disagree));
    assert_eq!(read, [(None, agree), (None, pass), (agree, disagree)]);
    assert_eq!(store.rebuild(&key()).await.unwrap().mended, 0);
    let change = CastVote { seen: 2, request: [9; 16], ..vote(7, "S1") };
    let receipt = store.commit(Batch::new(&key()).with(change)).await.unwrap().receipts[0];
    assert_eq!((receipt.vote, receipt.revision), (4, 3));
    store.commit(Batch::new(&key()).with(attest(7, 8))).await.unwrap();
    let late = store.commit(Batch::new(&key()).with(vote(7, "S2"))).await;
    assert!(matches!(late, Err(StoreError::Refused(Condition::ParticipantGone))), "{late:?}");
    let answers = store.answers(&key(), participant(8).id).await.unwrap();
    assert_eq!(answers.iter().map(|a| (Some(a.vote), a.revision)).collect::<Vec<_>>(), [(agree, 3)]);
    assert_eq!(store.rebuild(&key()).await.unwrap().mended, 0);
    assert_eq!(store.sweep(i64::MAX).await.unwrap(), Swept::default());
    assert_eq!(store.document(&key(), "letter", "a").await.unwrap().map(|letter| letter.version), Some(3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn soon_after_a_ticket_was_used_nothing_says_by_whom() {
    let database = Database::fresh().await;
    let store = store(&database, 0).await;
    store.commit((0..5).map(ticket).fold(Batch::new(&key()), Batch::with)).await.unwrap();
    let client = database.client().await;
    // Holding the forum's tickets back shows what there is to remove.
    client.batch_execute("CREATE TABLE linked (number BIGINT)").await.unwrap();
    let note = "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO linked SELECT count(*) FROM tickets t JOIN participants p ON p.xmin::TEXT = t.xmin::TEXT;
            RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER note AFTER INSERT ON participants DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION note()";
    client.batch_execute(note).await.unwrap();
    store.commit(enter(3)).await.unwrap();
    assert_eq!(number(&client, "SELECT max(number) FROM linked").await, 1, "there is a trace to remove");
    while number(&client, LINKED).await > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(store.ticket(hash(3)).await.unwrap().map(|ticket| ticket.left), Some(0));
    assert_eq!(store.tickets(&key(), "code/").await.unwrap().len(), 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_waits_for_the_disk_whatever_the_server_does_by_default() {
    let database = Database::fresh().await;
    let client = database.client().await;
    let careless =
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database());
        END $$";
    client.batch_execute(careless).await.unwrap();
    let store = store(&database, 1).await;
    let watch = "CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF current_setting('synchronous_commit') <> 'on' THEN RAISE EXCEPTION 'nobody waits'; END IF;
            RETURN NEW; END $$;
        CREATE TRIGGER watch BEFORE INSERT ON votes FOR EACH ROW EXECUTE FUNCTION watch();
        CREATE TRIGGER watch BEFORE INSERT ON forums FOR EACH ROW EXECUTE FUNCTION watch()";
    client.batch_execute(watch).await.unwrap();
    let other = database.client().await;
    let refused = other.batch_execute("INSERT INTO forums (key, header) VALUES ('x', '')").await;
    assert!(
        refused.is_err_and(|error| error.as_db_error().is_some_and(|db| db.message() == "nobody waits")),
        "others do not wait"
    );
    store.commit(Batch::new(&key()).with(vote(0, "S1"))).await.unwrap();
    store.create(&ForumKey::new("other"), b"header", &[]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rebuild_mends_what_was_spoilt() {
    let database = Database::fresh().await;
    let store = store(&database, 4).await;
    for who in 0..4 {
        store.commit(Batch::new(&key()).with(vote(who, "S1"))).await.unwrap();
    }
    let was = store.answers(&key(), participant(0).id).await.unwrap();
    let client = database.client().await;
    let spoil = "
        UPDATE answers SET vote = -1 WHERE participant = decode(repeat('00', 16), 'hex');
        DELETE FROM answers WHERE participant = decode(repeat('01', 16), 'hex');
        INSERT INTO answers SELECT forum, participant, 4711, vote, 1, 1 FROM answers
            WHERE participant = decode(repeat('02', 16), 'hex')";
    client.batch_execute(spoil).await.unwrap();
    assert_ne!(store.answers(&key(), participant(0).id).await.unwrap(), was);
    let rebuilt = store.rebuild(&key()).await.unwrap();
    assert_eq!((rebuilt.votes, rebuilt.answers, rebuilt.mended), (4, 4, 3));
    assert_eq!(store.answers(&key(), participant(0).id).await.unwrap(), was);
    assert_eq!(store.rebuild(&key()).await.unwrap().mended, 0);
    client.batch_execute("DELETE FROM answers").await.unwrap();
    let rebuilt = store.rebuild(&key()).await.unwrap();
    assert_eq!((rebuilt.answers, rebuilt.mended), (4, 4), "all of it, from the votes alone");
    assert_eq!(store.answers(&key(), participant(0).id).await.unwrap(), was);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_refused_and_names_the_way() {
    let database = Database::fresh().await;
    let store = store(&database, 0).await;
    let refused = store.backup(std::path::Path::new("forums.dump")).await;
    assert!(matches!(refused, Err(StoreError::NotSupported(text)) if text.contains("pg_dump")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_cannot_be_reached_is_named_with_the_reason() {
    let Err(StoreError::Database(text)) =
        PostgresStore::connect("postgres://u:secret@localhost/f?host=/nowhere/at/all").await
    else {
        panic!("nobody is there");
    };
    assert!(text.contains("No such file") && !text.contains("secret"), "{text}");
}
