//! Laws of participants and their votes, one at a time.

use super::{at, cast, everybody, fresh, refused, resident, vote, who, write};
use crate::{
    Answer, Batch, CastVote, Condition, NewParticipant, Participant, Receipt, Serve, Standing, Store, Write,
};
use terms::{PartyKey, StatementKey, Tier, Vote};

/// A first vote is number one, revision one, and the answer.
pub async fn a_first_vote_counts(store: &dyn Store) {
    let forum = fresh(store, "first").await;
    write(store, &forum, [resident(1)]).await;
    let receipt = cast(store, &forum, vote(1, "s1", Vote::Agree, 0, 7)).await;
    assert_eq!(receipt, Receipt { vote: 1, standing: Standing::Counted, revision: 1 });
    let answer = Answer { statement: StatementKey::new("s1"), vote: Vote::Agree, revision: 1, at: at(7) };
    assert_eq!(store.answers(&forum, who(1)).await.expect("answers"), [answer]);
    assert_eq!(store.last_vote(&forum).await.expect("the last vote"), 1);
    let row = store.votes(&forum, 0, 9).await.expect("votes").remove(0);
    assert_eq!((row.number, row.before, row.vote, row.at), (1, None, Some(Vote::Agree), at(7)));
}

/// Each change says what it replaces, so that a count can take it back.
pub async fn a_changed_mind_counts_and_names_what_it_replaces(store: &dyn Store) {
    let forum = fresh(store, "changed").await;
    write(store, &forum, [resident(1)]).await;
    let way = [Vote::Agree, Vote::Disagree, Vote::Disagree, Vote::Pass];
    for (seen, one) in (0_u32..).zip(way) {
        let receipt = cast(store, &forum, vote(1, "s1", one, seen, seen as u8 + 1)).await;
        let number = u64::from(seen) + 1;
        assert_eq!(receipt, Receipt { vote: number, standing: Standing::Counted, revision: seen + 1 });
    }
    let rows = store.votes(&forum, 0, 9).await.expect("votes");
    let before: Vec<Option<Vote>> = rows.iter().map(|row| row.before).collect();
    assert_eq!(before, [None, Some(Vote::Agree), Some(Vote::Disagree), Some(Vote::Disagree)]);
    let answers = store.answers(&forum, who(1)).await.expect("answers");
    assert_eq!(answers.iter().map(|a| (a.vote, a.revision)).collect::<Vec<_>>(), [(Vote::Pass, 4)]);
}

/// Who had not seen their own latest answer, or claims one that never was, is kept and replaces nothing.
pub async fn a_stale_vote_is_kept_and_not_counted(store: &dyn Store) {
    let forum = fresh(store, "stale").await;
    write(store, &forum, [resident(1)]).await;
    cast(store, &forum, vote(1, "s1", Vote::Agree, 0, 1)).await;
    for (seen, request) in [(0, 2), (2, 3), (u32::from(u16::MAX), 4)] {
        let receipt = cast(store, &forum, vote(1, "s1", Vote::Disagree, seen, request)).await;
        let stale = Receipt { vote: u64::from(request), standing: Standing::Stale, revision: 1 };
        assert_eq!(receipt, stale);
    }
    let never_answered = cast(store, &forum, vote(1, "s2", Vote::Pass, 3, 5)).await;
    assert_eq!(never_answered, Receipt { vote: 5, standing: Standing::Stale, revision: 0 });

    let answers = store.answers(&forum, who(1)).await.expect("answers");
    assert_eq!(answers.iter().map(|a| (a.vote, a.revision)).collect::<Vec<_>>(), [(Vote::Agree, 1)]);
    let rows = store.votes(&forum, 1, 9).await.expect("votes");
    assert_eq!(rows.len(), 4);
    for row in rows {
        assert_eq!((row.standing, row.before), (Standing::Stale, None));
    }
    let receipt = cast(store, &forum, vote(1, "s1", Vote::Pass, 1, 6)).await;
    assert_eq!(receipt, Receipt { vote: 6, standing: Standing::Counted, revision: 2 });
}

/// A request that comes again changes nothing, whatever came between, whatever it now says.
pub async fn the_same_request_has_the_same_receipt(store: &dyn Store) {
    let forum = fresh(store, "again").await;
    write(store, &forum, [resident(1)]).await;
    let counted = vote(1, "s1", Vote::Agree, 0, 1);
    let stale = vote(1, "s1", Vote::Disagree, 0, 2);
    let first = (cast(store, &forum, counted.clone()).await, cast(store, &forum, stale.clone()).await);
    assert_eq!((first.0.standing, first.1.standing), (Standing::Counted, Standing::Stale));
    cast(store, &forum, vote(1, "s1", Vote::Pass, 1, 3)).await;
    let before = store.votes(&forum, 0, 99).await.expect("votes");

    let again = (cast(store, &forum, counted.clone()).await, cast(store, &forum, stale).await);
    assert_eq!(again, first);
    let twisted = CastVote { vote: Vote::Disagree, seen: 2, ..counted };
    assert_eq!(cast(store, &forum, twisted).await, first.0);
    assert_eq!(store.votes(&forum, 0, 99).await.expect("votes"), before);
    let answers = store.answers(&forum, who(1)).await.expect("answers");
    assert_eq!(answers.iter().map(|a| (a.vote, a.revision)).collect::<Vec<_>>(), [(Vote::Pass, 2)]);
}

/// Also where the try and its repetition come together.
pub async fn the_same_request_in_one_batch_is_one_vote(store: &dyn Store) {
    let forum = fresh(store, "together").await;
    write(store, &forum, [resident(1)]).await;
    let one = vote(1, "s1", Vote::Agree, 0, 1);
    let done = write(store, &forum, [one.clone(), vote(1, "s1", Vote::Pass, 1, 2), one]).await;
    assert_eq!(done.receipts.len(), 3);
    assert_eq!(done.receipts[0], done.receipts[2]);
    assert_eq!(done.receipts[1], Receipt { vote: 2, standing: Standing::Counted, revision: 2 });
    assert_eq!(store.last_vote(&forum).await.expect("the last vote"), 2);
}

/// Two people may draw the same request.
pub async fn requests_belong_to_their_participant(store: &dyn Store) {
    let forum = fresh(store, "requests").await;
    write(store, &forum, [resident(1), resident(2)]).await;
    let one = cast(store, &forum, vote(1, "s1", Vote::Agree, 0, 1)).await;
    let other = cast(store, &forum, vote(2, "s1", Vote::Agree, 0, 1)).await;
    assert_eq!((one.vote, other.vote), (1, 2));
}

/// A vote of nobody is refused.
pub async fn a_stranger_cannot_vote(store: &dyn Store) {
    let forum = fresh(store, "stranger").await;
    write(store, &forum, [resident(1)]).await;
    let batch = Batch::new(&forum).with(vote(2, "s1", Vote::Agree, 0, 1));
    assert_eq!(refused(store, batch).await, Condition::ParticipantUnknown);
    assert_eq!(store.last_vote(&forum).await.expect("the last vote"), 0);
}

/// The writes of a batch see those before them.
pub async fn who_enters_and_votes_in_one_batch_is_counted(store: &dyn Store) {
    let forum = fresh(store, "enters").await;
    let writes: [Write; 3] =
        [resident(1).into(), vote(1, "s1", Vote::Agree, 0, 1).into(), vote(1, "s1", Vote::Pass, 1, 2).into()];
    let done = write(store, &forum, writes).await;
    assert_eq!(done.receipts.iter().map(|r| (r.vote, r.revision)).collect::<Vec<_>>(), [(1, 1), (2, 2)]);
    // The other way round there is nobody yet.
    let early = Batch::new(&forum).with(vote(2, "s1", Vote::Agree, 0, 3)).with(resident(2));
    assert_eq!(refused(store, early).await, Condition::ParticipantUnknown);
}

/// All that counting needs is in the row.
pub async fn a_vote_carries_who_cast_it(store: &dyn Store) {
    let forum = fresh(store, "carries").await;
    let all = everybody();
    write(store, &forum, all.clone()).await;
    write(store, &forum, (0..all.len() as u8).map(|n| vote(n + 1, "s1", Vote::Agree, 0, 1))).await;
    let rows = store.votes(&forum, 0, 99).await.expect("votes");
    assert_eq!(rows.len(), all.len());
    for (row, cast_by) in rows.iter().zip(&all) {
        let read = (row.tier, row.party.clone(), row.capacity);
        assert_eq!(read, (cast_by.tier, cast_by.party.clone(), cast_by.capacity));
        let kept = store.participant(&forum, cast_by.id).await.expect("read").expect("there");
        assert_eq!((kept.tier, kept.party, kept.capacity), read);
    }
}

/// Page after page gives what one reading gives.
pub async fn votes_are_read_in_pages(store: &dyn Store) {
    let forum = fresh(store, "pages").await;
    write(store, &forum, [resident(1)]).await;
    write(store, &forum, (0..10).map(|n| vote(1, &format!("s{n}"), Vote::ALL[n as usize % 3], 0, n))).await;
    let whole = store.votes(&forum, 0, 99).await.expect("votes");
    assert_eq!(whole.iter().map(|row| row.number).collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
    let mut pages = Vec::new();
    while pages.len() < 10 {
        let page = store.votes(&forum, pages.len() as u64, 3).await.expect("a page");
        assert!(!page.is_empty() && page.len() <= 3);
        pages.extend(page);
    }
    assert_eq!(pages, whole);
    assert_eq!(store.votes(&forum, 10, 3).await.expect("nothing more"), []);
    assert_eq!(store.votes(&forum, 0, 0).await.expect("none asked for"), []);
}

/// A pseudonym that is taken is refused, and who has it stays as they were.
pub async fn a_participant_is_added_once(store: &dyn Store) {
    let forum = fresh(store, "added").await;
    write(store, &forum, [resident(1)]).await;
    let usurper = NewParticipant { tier: Tier::Open, party: None, ..resident(1) };
    assert_eq!(refused(store, Batch::new(&forum).with(usurper)).await, Condition::ParticipantExists);
    let kept = store.participant(&forum, who(1)).await.expect("read").expect("there");
    assert_eq!((kept.tier, kept.party), (Tier::Attested, Some(PartyKey::new("AA"))));
}

/// Each kind of participant with how many of them answered; who only came in, or whose only vote is stale, did not.
pub async fn participants_who_answered_are_counted_by_kind(store: &dyn Store) {
    let forum = fresh(store, "counted").await;
    let mut all = everybody();
    all.push(NewParticipant { id: who(99), ..all[5].clone() });
    write(store, &forum, all.clone()).await;
    cast(store, &forum, vote(1, "s1", Vote::Agree, 7, 1)).await;
    assert_eq!(store.participants(&forum).await.expect("counts"), []);
    // Everybody but the first, once or twice.
    for of_them in &all[1..] {
        let number = of_them.id.bytes()[0];
        cast(store, &forum, vote(number, "s1", Vote::Pass, 0, 1)).await;
        cast(store, &forum, vote(number, "s2", Vote::Agree, u32::from(number % 2), 2)).await;
    }
    let mut counts = store.participants(&forum).await.expect("counts");
    counts.sort();
    let kind =
        |p: &NewParticipant| Participant { tier: p.tier, party: p.party.clone(), capacity: p.capacity };
    let twice = kind(&all[5]);
    all.pop();
    let answered = all.iter().skip(1).map(kind);
    let mut expected: Vec<_> = answered.map(|p| (p.clone(), 1 + u64::from(p == twice))).collect();
    expected.sort();
    assert_eq!(counts, expected);
}

/// What was shown, and by which chance, is taken in any number.
pub async fn a_serve_is_taken_beside_a_vote(store: &dyn Store) {
    let forum = fresh(store, "serve").await;
    write(store, &forum, [resident(1)]).await;
    let serve = |chance| Serve { participant: who(1), statement: StatementKey::new("s2"), chance, at: at(0) };
    let writes: [Write; 3] =
        [vote(1, "s1", Vote::Agree, 0, 1).into(), serve(1_000_000).into(), serve(1_000_000).into()];
    assert_eq!(write(store, &forum, writes).await.receipts.len(), 1);
}
