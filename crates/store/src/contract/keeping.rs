//! Laws of documents, sessions and files.

use super::{NOON, at, document, fresh, hash, refused, ticket, write};
use crate::{
    Batch, Blob, Condition, Document, NewSession, NewTicket, PutBlob, PutDocument, Session, Store, Write,
};
use futures_util::future::join_all;
use terms::{ForumKey, Instant};

/// Who has not seen the latest version changes nothing, unless they say that they do not care.
pub async fn a_document_is_not_overwritten_unseen(store: &dyn Store) {
    let forum = fresh(store, "unseen").await;
    let put = |seen, body| Batch::new(&forum).with(document("note", "a", seen, body));
    let there = async || store.document(&forum, "note", "a").await.expect("read");
    assert_eq!(refused(store, put(Some(1), Some("early"))).await, Condition::DocumentChanged);
    assert_eq!(refused(store, put(Some(1), None)).await, Condition::DocumentChanged);
    assert_eq!(there().await, None);
    for (seen, body, version) in [(Some(0), "one", 1), (Some(1), "two", 2), (None, "", 3)] {
        store.commit(put(seen, Some(body))).await.expect("it is written");
        let expected = Document { id: "a".to_owned(), version, body: body.as_bytes().to_vec() };
        assert_eq!(there().await, Some(expected));
    }
    for seen in [0, 1, 2, 4] {
        assert_eq!(refused(store, put(Some(seen), Some("late"))).await, Condition::DocumentChanged);
        assert_eq!(refused(store, put(Some(seen), None)).await, Condition::DocumentChanged);
    }
}

/// To remove what is not there is no error, and what comes after a removal is new.
pub async fn a_document_is_removed(store: &dyn Store) {
    let forum = fresh(store, "removed").await;
    let put = |seen, body| Batch::new(&forum).with(document("note", "a", seen, body));
    let there = async || store.document(&forum, "note", "a").await.expect("read");
    store.commit(put(Some(0), Some("first"))).await.expect("it is new");
    store.commit(put(Some(1), None)).await.expect("it is removed");
    assert_eq!(there().await, None);
    store.commit(put(None, None)).await.expect("to remove what is not there is no error");
    store.commit(put(Some(0), Some("new"))).await.expect("it is new");
    // Two writes of one batch see each other.
    let twice = put(Some(1), Some("second")).with(document("note", "a", Some(2), Some("third")));
    store.commit(twice).await.expect("one after the other");
    assert_eq!(there().await.expect("there").body, b"third");
}

/// Of many who saw the same version, one writes.
pub async fn of_rival_editors_one_wins(store: &dyn Store) {
    let forum = fresh(store, "editors").await;
    for seen in 0..3 {
        let all = (0..8).map(|editor| {
            let body = format!("{editor} after {seen}");
            store.commit(Batch::new(&forum).with(document("note", "a", Some(seen), Some(&body))))
        });
        let done = join_all(all).await;
        let winners: Vec<usize> = (0..).zip(&done).filter(|(_, done)| done.is_ok()).map(|(e, _)| e).collect();
        assert_eq!(winners.len(), 1);
        let there = store.document(&forum, "note", "a").await.expect("read").expect("there");
        assert_eq!(there.version, seen + 1);
        assert_eq!(there.body, format!("{} after {seen}", winners[0]).into_bytes());
    }
}

/// One kind, in the order of the bytes of its ids, from after one id.
pub async fn documents_are_read_in_pages_by_id(store: &dyn Store) {
    let forum = fresh(store, "by-id").await;
    let mut ids = ["b", "a", "B", "10", "9", "ä", "人", "a-b", "aa", "a b"];
    let mut writes: Vec<PutDocument> = ids.iter().map(|id| document("note", id, None, Some(id))).collect();
    writes.push(document("other", "a", None, Some("of another kind")));
    write(store, &forum, writes).await;
    ids.sort_unstable();
    let mut read: Vec<Document> = Vec::new();
    while read.len() < ids.len() {
        let after = read.last().map_or(String::new(), |last| last.id.clone());
        let page = store.documents(&forum, "note", &after, 3).await.expect("a page");
        assert!(!page.is_empty() && page.len() <= 3);
        read.extend(page);
    }
    assert_eq!(read.iter().map(|document| document.id.as_str()).collect::<Vec<_>>(), ids);
    assert!(read.iter().all(|document| document.body == document.id.as_bytes() && document.version == 1));
    assert_eq!(store.documents(&forum, "note", "人", 3).await.expect("nothing more"), []);
    assert_eq!(store.documents(&forum, "none", "", 3).await.expect("none of that kind"), []);
}

fn session(forum: &ForumKey, number: u8, subject: &str, until: Instant) -> NewSession {
    NewSession { hash: hash(forum, number), subject: subject.to_owned(), until }
}

async fn lasts(store: &dyn Store, forum: &ForumKey, number: u8) -> bool {
    store.session(hash(forum, number)).await.expect("read").is_some()
}

/// And to end what ended is no error.
pub async fn a_session_lasts_until_it_is_ended(store: &dyn Store) {
    let (forum, other) = (fresh(store, "session").await, fresh(store, "session-elsewhere").await);
    write(store, &forum, [session(&forum, 1, "one", at(9)), session(&forum, 2, "one", at(9))]).await;
    let expected = Session { forum: forum.clone(), subject: "one".to_owned(), until: at(9) };
    assert_eq!(store.session(hash(&forum, 1)).await.expect("read"), Some(expected));
    // Another forum has no say in it.
    write(store, &other, [Write::EndSession { hash: hash(&forum, 1) }]).await;
    assert!(lasts(store, &forum, 1).await);
    for _ in 0..2 {
        write(store, &forum, [Write::EndSession { hash: hash(&forum, 1) }]).await;
        assert!(!lasts(store, &forum, 1).await && lasts(store, &forum, 2).await);
    }
}

/// All of theirs, and of nobody else.
pub async fn the_sessions_of_a_subject_end_together(store: &dyn Store) {
    let (forum, other) = (fresh(store, "subject").await, fresh(store, "subject-elsewhere").await);
    let ours = [(1, "one"), (2, "one"), (3, "one more"), (4, "on")];
    write(store, &forum, ours.map(|(number, subject)| session(&forum, number, subject, at(9)))).await;
    write(store, &other, [session(&other, 1, "one", at(9))]).await;
    write(store, &forum, [Write::EndSessionsOf { subject: "one".to_owned() }]).await;
    for (number, subject) in ours {
        assert_eq!(lasts(store, &forum, number).await, subject != "one", "{subject}");
    }
    assert!(lasts(store, &other, 1).await);
    write(store, &forum, [Write::EndSessionsOf { subject: "nobody".to_owned() }]).await;
}

/// Before, not at the instant; and what has no end stays. Everything here ended long before what other laws keep.
pub async fn sweeping_removes_what_ended_before(store: &dyn Store) {
    let forum = fresh(store, "swept").await;
    let early = Instant::from_millis;
    let until = |number, until| NewTicket { until, ..ticket(&forum, number, &format!("t{number}"), 1) };
    let writes: [Write; 6] = [
        session(&forum, 1, "one", early(999)).into(),
        session(&forum, 2, "one", early(1_000)).into(),
        session(&forum, 3, "one", at(0)).into(),
        until(4, Some(early(999))).into(),
        until(5, Some(early(1_000))).into(),
        until(6, None).into(),
    ];
    write(store, &forum, writes).await;
    assert!(early(1_000) < Instant::from_millis(NOON));
    let swept = store.sweep(1_000).await.expect("it is swept");
    assert!(swept.sessions >= 1 && swept.tickets >= 1, "{swept:?}");
    for (number, stays) in [(1, false), (2, true), (3, true)] {
        assert_eq!(lasts(store, &forum, number).await, stays, "session {number}");
    }
    let left: Vec<String> =
        store.tickets(&forum, "").await.expect("tickets").into_iter().map(|ticket| ticket.label).collect();
    assert_eq!(left, ["t5", "t6"]);
}

/// A document has the end that it was last given, if any; once it is over, whoever comes next finds none.
pub async fn a_document_is_kept_until_its_end(store: &dyn Store) {
    let forum = fresh(store, "kept").await;
    let early = Instant::from_millis;
    let until = |id, seen, until| PutDocument { until, ..document("letter", id, seen, Some(id)) };
    let writes = [
        until("a", None, Some(early(999))),
        until("b", None, Some(early(1_000))),
        until("c", None, Some(at(0))),
        until("d", None, None),
        // The last word counts.
        until("longer", None, Some(early(5))),
        until("longer", Some(1), Some(early(1_001))),
        until("for ever", None, Some(early(5))),
        until("for ever", Some(1), None),
        until("shorter", None, None),
        until("shorter", Some(1), Some(early(5))),
        PutDocument { until: Some(early(5)), ..document("letter", "none", None, None) },
    ];
    write(store, &forum, writes).await;
    let ids = async || -> Vec<String> {
        let there = store.documents(&forum, "letter", "", 99).await.expect("documents");
        there.into_iter().map(|document| document.id).collect()
    };
    assert_eq!(ids().await, ["a", "b", "c", "d", "for ever", "longer", "shorter"]);
    let swept = store.sweep(1_000).await.expect("it is swept");
    assert!(swept.documents >= 2, "{swept:?}");
    assert_eq!(ids().await, ["b", "c", "d", "for ever", "longer"]);
    let late = Batch::new(&forum).with(until("a", Some(1), None));
    assert_eq!(refused(store, late).await, Condition::DocumentChanged);
    write(store, &forum, [until("a", Some(0), None)]).await;
    assert_eq!(store.document(&forum, "letter", "a").await.expect("read").expect("there").version, 1);
}

/// Once kept it stays as it is until it is erased; neither is an error twice.
pub async fn a_file_is_kept_by_its_digest(store: &dyn Store) {
    let (forum, other) = (fresh(store, "file").await, fresh(store, "file-elsewhere").await);
    let digest = hash(&forum, 1);
    let bytes: Vec<u8> = (0..100_000_u32).map(|n| (n % 251) as u8).collect();
    let file = PutBlob { digest, media: "application/pdf".to_owned(), bytes: bytes.clone() };
    assert_eq!(store.blob(&forum, digest).await.expect("read"), None);
    for _ in 0..2 {
        write(store, &forum, [file.clone()]).await;
        let kept = Blob { media: "application/pdf".to_owned(), bytes: bytes.clone() };
        assert_eq!(store.blob(&forum, digest).await.expect("read"), Some(kept));
    }
    assert_eq!(store.blob(&other, digest).await.expect("read"), None);
    write(store, &other, [file]).await;
    for _ in 0..2 {
        write(store, &forum, [Write::EraseBlob { digest }]).await;
        assert_eq!(store.blob(&forum, digest).await.expect("read"), None);
    }
    assert!(store.blob(&other, digest).await.expect("read").is_some());
}

/// A file may be empty.
pub async fn an_empty_file_is_a_file(store: &dyn Store) {
    let forum = fresh(store, "empty-file").await;
    let nothing = PutBlob { digest: hash(&forum, 2), media: "text/plain".to_owned(), bytes: Vec::new() };
    write(store, &forum, [nothing]).await;
    assert!(
        store.blob(&forum, hash(&forum, 2)).await.expect("read").is_some_and(|blob| blob.bytes.is_empty())
    );
}
