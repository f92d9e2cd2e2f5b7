//! Laws of batches, acts and forums.

use super::{acts, at, cast, document, fresh, hash, refused, resident, ticket, vote, who, write};
use crate::{
    Batch, Condition, Document, ForumRow, NewSession, Participant, Receipt, Session, Standing, Store,
    StoreError, Write,
};
use futures_util::future::join_all;
use std::time::Duration;
use terms::{ForumKey, Vote};

/// The last write of a batch fails, and nothing of it is there.
pub async fn a_batch_is_written_whole_or_not_at_all(store: &dyn Store) {
    let forum = fresh(store, "whole").await;
    write(store, &forum, [ticket(&forum, 1, "code/1", 5)]).await;
    let mut batch = Batch::new(&forum)
        .with(document("note", "a", None, Some("text")))
        .with(resident(1))
        .with(vote(1, "s1", Vote::Agree, 0, 1))
        .with(Write::Redeem { hash: hash(&forum, 1), at: at(0) })
        .with(NewSession { hash: hash(&forum, 2), subject: "somebody".to_owned(), until: at(9) })
        .with(vote(9, "s1", Vote::Agree, 0, 2));
    batch.acts = Some(acts(1, &["act 1"]));
    let before = readings(store, &forum).await;
    assert_eq!(before, (1, None, None, 0, 0, None, Some(5)));
    assert_eq!(refused(store, batch.clone()).await, Condition::ParticipantUnknown);
    assert_eq!(readings(store, &forum).await, before);

    batch.writes.pop();
    let done = store.commit(batch).await.expect("the rest is sound");
    assert_eq!((done.receipts.len(), done.redeemed.len()), (1, 1));
    let (acts, document, participant, votes, answers, session, left) = readings(store, &forum).await;
    assert_eq!((acts, votes, answers, left), (2, 1, 1, Some(4)));
    assert!(document.is_some() && participant.is_some() && session.is_some());
}

type Readings = (usize, Option<Document>, Option<Participant>, u64, usize, Option<Session>, Option<u32>);

/// One reading of everything that the batch of the law above touches.
async fn readings(store: &dyn Store, forum: &ForumKey) -> Readings {
    (
        store.acts(forum, 0..9).await.expect("acts").len(),
        store.document(forum, "note", "a").await.expect("a document"),
        store.participant(forum, who(1)).await.expect("a participant"),
        store.last_vote(forum).await.expect("the last vote"),
        store.answers(forum, who(1)).await.expect("answers").len(),
        store.session(hash(forum, 2)).await.expect("a session"),
        store.ticket(hash(forum, 1)).await.expect("a ticket").map(|ticket| ticket.left),
    )
}

/// Whoever has not seen all acts, or claims to have seen more, writes nothing at all.
pub async fn acts_that_come_late_write_nothing(store: &dyn Store) {
    let forum = fresh(store, "late").await;
    for after in [0, 2, 7] {
        let mut batch = Batch::new(&forum).with(resident(1));
        batch.acts = Some(acts(after, &["act"]));
        let error = store.commit(batch).await.expect_err("it is in conflict");
        assert!(matches!(error, StoreError::Conflict { acts: 1 }), "{error:?}");
    }
    assert_eq!(store.acts(&forum, 0..9).await.expect("acts"), [b"act 0"]);
    assert_eq!(store.participant(&forum, who(1)).await.expect("read"), None);
}

/// Acts come back byte for byte, in their order, in any range.
pub async fn acts_keep_their_order_and_bytes(store: &dyn Store) {
    let forum = fresh(store, "order").await;
    let mut lines = vec![b"act 0".to_vec()];
    for (after, more) in [(1, vec!["{\"a\":\"你好\"}", "", "b"]), (4, vec![]), (4, vec!["سلام", "\u{1}\\'\""])]
    {
        let mut batch = Batch::new(&forum);
        batch.acts = Some(acts(after, &more));
        lines.extend(batch.acts.iter().flat_map(|acts| acts.lines.clone()));
        store.commit(batch).await.expect("acts are appended");
    }
    let there = lines.len() as u64;
    for (start, end) in [(0, there), (0, u64::MAX), (1, 3), (2, 2), (there - 1, there), (there, 99), (3, 1)] {
        let read = store.acts(&forum, start..end).await.expect("acts");
        let expected: Vec<_> = (0_u64..).zip(&lines).filter(|(seq, _)| (start..end).contains(seq)).collect();
        assert_eq!(read.iter().collect::<Vec<_>>(), expected.iter().map(|e| e.1).collect::<Vec<_>>());
    }
}

/// Of many who append after the same act, one does; the others are told how many acts there are.
pub async fn one_of_many_rivals_appends(store: &dyn Store) {
    let forum = fresh(store, "rivals").await;
    let rivals = (0..12).map(|number| {
        let mut batch = Batch::new(&forum).with(resident(number));
        batch.acts = Some(acts(1, &[&format!("of {number}")]));
        store.commit(batch)
    });
    let done = join_all(rivals).await;
    let winners: Vec<u8> = (0_u8..).zip(&done).filter(|(_, done)| done.is_ok()).map(|(n, _)| n).collect();
    assert_eq!(winners.len(), 1);
    for error in done.into_iter().filter_map(Result::err) {
        assert!(matches!(error, StoreError::Conflict { acts: 2 }), "{error:?}");
    }
    let line = format!("of {}", winners[0]).into_bytes();
    assert_eq!(store.acts(&forum, 1..9).await.expect("acts"), [line]);
    for number in 0..12 {
        let there = store.participant(&forum, who(number)).await.expect("read").is_some();
        assert_eq!(there, winners.contains(&number));
    }
}

/// A key that is taken is refused, and what is there stays.
pub async fn a_forum_is_created_once(store: &dyn Store) {
    let forum = fresh(store, "once").await;
    let error = store.create(&forum, b"other", &[]).await.expect_err("it is there");
    assert!(matches!(error, StoreError::Refused(Condition::ForumExists)), "{error:?}");
    let row = row(store, &forum).await;
    assert_eq!(row, Some(ForumRow { key: forum, header: b"header".to_vec(), acts: 1 }));
}

async fn row(store: &dyn Store, forum: &ForumKey) -> Option<ForumRow> {
    store.forums().await.expect("forums").into_iter().find(|row| row.key == *forum)
}

/// In the order of their creation, not of their names.
pub async fn forums_are_listed_as_they_were_created(store: &dyn Store) {
    let made =
        [fresh(store, "listed-z").await, fresh(store, "listed-a").await, fresh(store, "listed-m").await];
    let listed: Vec<ForumKey> =
        store.forums().await.expect("forums").into_iter().map(|row| row.key).collect();
    let ours: Vec<&ForumKey> = listed.iter().filter(|key| made.contains(key)).collect();
    assert_eq!(ours, made.iter().collect::<Vec<_>>());
}

/// Reading and writing says so; it makes none.
pub async fn a_forum_that_is_not_there_is_named(store: &dyn Store) {
    let nowhere = ForumKey::new("nowhere");
    let errors = [
        store.commit(Batch::new(&nowhere).with(resident(1))).await.expect_err("a commit"),
        store.acts(&nowhere, 0..1).await.expect_err("acts"),
        store.votes(&nowhere, 0, 1).await.expect_err("votes"),
        store.last_vote(&nowhere).await.expect_err("the last vote"),
        store.answers(&nowhere, who(1)).await.expect_err("answers"),
        store.ballots(&nowhere).await.expect_err("ballots"),
        store.rebuild(&nowhere).await.expect_err("a rebuild"),
    ];
    for error in errors {
        assert!(matches!(&error, StoreError::NoForum(key) if key == "nowhere"), "{error:?}");
    }
    assert_eq!(row(store, &nowhere).await, None);
}

/// The same participant, statement and request in two forums are two votes.
pub async fn votes_are_isolated_between_forums(store: &dyn Store) {
    let (a, b) = (fresh(store, "isolated-a").await, fresh(store, "isolated-b").await);
    write(store, &a, [resident(1)]).await;
    assert_eq!(store.participant(&b, who(1)).await.expect("read"), None);
    let stranger = Batch::new(&b).with(vote(1, "s1", Vote::Pass, 0, 1));
    assert_eq!(refused(store, stranger).await, Condition::ParticipantUnknown);
    write(store, &b, [resident(1)]).await;
    let first = cast(store, &a, vote(1, "s1", Vote::Agree, 0, 1)).await;
    let second = cast(store, &b, vote(1, "s1", Vote::Disagree, 0, 1)).await;
    let counted = Receipt { vote: 1, standing: Standing::Counted, revision: 1 };
    assert_eq!([first, second], [counted; 2]);
    for (forum, expected) in [(&a, Vote::Agree), (&b, Vote::Disagree)] {
        let answers = store.answers(forum, who(1)).await.expect("answers");
        assert_eq!(answers.iter().map(|a| a.vote).collect::<Vec<_>>(), [expected]);
        assert_eq!(store.votes(forum, 0, 9).await.expect("votes").len(), 1);
    }
}

/// A ticket is of one forum; another can neither redeem nor revoke it.
pub async fn tickets_are_isolated_between_forums(store: &dyn Store) {
    let (a, b) = (fresh(store, "ticket-of-a").await, fresh(store, "ticket-of-b").await);
    write(store, &a, [ticket(&a, 1, "code/1", 1)]).await;
    for elsewhere in
        [Write::Redeem { hash: hash(&a, 1), at: at(0) }, Write::RevokeTicket { hash: hash(&a, 1) }]
    {
        assert_eq!(refused(store, Batch::new(&b).with(elsewhere)).await, Condition::TicketUnknown);
    }
    assert_eq!(store.tickets(&b, "").await.expect("tickets"), []);
    let theirs = store.ticket(hash(&a, 1)).await.expect("read").expect("a ticket");
    assert_eq!((theirs.forum, theirs.left, theirs.revoked), (a, 1, false));
}

/// The same kind and id in two forums are two documents.
pub async fn documents_are_isolated_between_forums(store: &dyn Store) {
    let (a, b) = (fresh(store, "document-of-a").await, fresh(store, "document-of-b").await);
    write(store, &a, [document("note", "x", None, Some("of a"))]).await;
    assert_eq!(store.document(&b, "note", "x").await.expect("read"), None);
    write(store, &b, [document("note", "x", Some(0), Some("of b"))]).await;
    assert_eq!(store.document(&a, "note", "x").await.expect("read").expect("there").body, b"of a");
}

/// Acts and votes are told of, with the counts that reading then finds.
pub async fn changes_are_told(store: &dyn Store) {
    let forum = fresh(store, "told").await;
    write(store, &forum, [resident(1)]).await;
    let mut changes = store.changes();
    cast(store, &forum, vote(1, "s1", Vote::Agree, 0, 1)).await;
    let mut batch = Batch::new(&forum);
    batch.acts = Some(acts(1, &["act 1"]));
    store.commit(batch).await.expect("an act");
    // Several commits may be told as one; the last word is the whole.
    let told = tokio::time::timeout(Duration::from_secs(20), async {
        loop {
            let change = changes.recv().await.expect("a change is told");
            if change.forum == forum && (change.acts, change.votes) == (2, 1) {
                return;
            }
        }
    });
    told.await.expect("within its time");
}

/// It says so.
pub async fn a_store_that_works_is_healthy(store: &dyn Store) {
    store.health().await.expect("it works");
}
