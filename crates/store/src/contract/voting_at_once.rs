//! Laws of votes that come at once, and of what is derived from votes.

use super::{attest, cast, fresh, resident, vote, who, write};
use crate::{Batch, CastVote, Rebuilt, Receipt, Standing, Store, StoreError};
use futures_util::future::join_all;
use std::collections::{BTreeMap, BTreeSet};
use terms::{ForumKey, StatementKey, Vote};

/// However they come, and whoever is refused among them: 1, 2, 3 and so on.
pub async fn votes_at_once_are_numbered_without_gaps(store: &dyn Store) {
    let forum = fresh(store, "gapless").await;
    write(store, &forum, (0..16).map(resident)).await;
    let all = (0..16_u8).flat_map(|voter| (0..8_u8).map(move |n| (voter, n)));
    let forum_of = &forum;
    let sent = all.map(|(voter, n)| async move {
        let sound = vote(voter, &format!("s{n}"), Vote::ALL[usize::from(n) % 3], 0, n);
        // Every fifth comes with the vote of a stranger, and so not at all.
        let stranger = (voter + n) % 5 == 0;
        let batch = Batch::new(forum_of).with(sound);
        let batch = if stranger { batch.with(vote(200, "s1", Vote::Pass, 0, n)) } else { batch };
        let done = store.commit(batch).await;
        assert_eq!(done.is_err(), stranger, "{done:?}");
        done.map(|done| (done.receipts[0], voter, n))
    });
    let done: Vec<_> = join_all(sent).await.into_iter().filter_map(Result::ok).collect();
    let numbers: BTreeSet<u64> = done.iter().map(|(receipt, ..)| receipt.vote).collect();
    assert_eq!(numbers, (1..=done.len() as u64).collect());
    assert_eq!(store.last_vote(&forum).await.expect("the last vote"), done.len() as u64);
    let rows = store.votes(&forum, 0, 999).await.expect("votes");
    assert_eq!(rows.len(), done.len());
    for (receipt, voter, n) in done {
        let row = &rows[receipt.vote as usize - 1];
        assert_eq!((row.number, row.statement.as_str()), (receipt.vote, format!("s{n}").as_str()));
        assert_eq!(receipt.standing, Standing::Counted);
        let answers = store.answers(&forum, who(voter)).await.expect("answers");
        assert!(answers.iter().any(|a| a.statement == row.statement && Some(a.vote) == row.vote));
    }
}

/// A telephone that tries again and again casts one vote.
pub async fn a_request_sent_many_times_at_once_is_one_vote(store: &dyn Store) {
    let forum = fresh(store, "many-times").await;
    write(store, &forum, [resident(1)]).await;
    let tries = (0..20).map(|_| cast(store, &forum, vote(1, "s1", Vote::Agree, 0, 1)));
    let one = Receipt { vote: 1, standing: Standing::Counted, revision: 1 };
    assert_eq!(join_all(tries).await, [one; 20]);
    assert_eq!(store.last_vote(&forum).await.expect("the last vote"), 1);
}

/// Two devices that saw the same answer cannot both replace it.
pub async fn of_rival_answers_one_counts(store: &dyn Store) {
    let forum = fresh(store, "rival-answers").await;
    write(store, &forum, [resident(1)]).await;
    let rivals = (0..12).map(|n| cast(store, &forum, vote(1, "s1", Vote::ALL[usize::from(n) % 3], 0, n)));
    let receipts = join_all(rivals).await;
    let counted: Vec<_> = receipts.iter().filter(|r| r.standing == Standing::Counted).collect();
    assert_eq!(counted.len(), 1);
    assert!(receipts.iter().filter(|r| r.standing == Standing::Stale).all(|r| r.revision == 1));
    let numbers: BTreeSet<u64> = receipts.iter().map(|r| r.vote).collect();
    assert_eq!(numbers, (1..=12).collect());
    let rows = store.votes(&forum, 0, 99).await.expect("votes");
    let answers = store.answers(&forum, who(1)).await.expect("answers");
    assert_eq!(answers.len(), 1);
    assert_eq!(Some(answers[0].vote), rows[counted[0].vote as usize - 1].vote);
}

/// Votes of a few on a few, some changed, some stale, some sent twice; some go on under another pseudonym.
async fn busy(store: &dyn Store, forum: &ForumKey) {
    write(store, forum, (0..6).map(resident)).await;
    for round in 0..4_u8 {
        let votes = (0..6_u8).flat_map(|voter| {
            (0..5_u8).filter(move |n| (voter + n + round) % 3 != 0).map(move |n| {
                let way = Vote::ALL[usize::from(voter + 2 * n + round) % 3];
                CastVote { request: [round * 8 + n; 16], ..vote(voter, &format!("s{n}"), way, 0, 0) }
            })
        });
        for mut one in votes {
            let answers = store.answers(forum, one.participant).await.expect("answers");
            let seen = answers.iter().find(|a| a.statement == one.statement).map_or(0, |a| a.revision);
            // In round two all look away.
            one.seen = if round == 2 { seen + 1 } else { seen };
            let receipt = cast(store, forum, one.clone()).await;
            assert_eq!(receipt.standing == Standing::Stale, round == 2);
            assert_eq!(cast(store, forum, one).await, receipt);
        }
    }
    for (from, to) in [(4, 6), (5, 7), (7, 8)] {
        write(store, forum, [attest(from, to, 500)]).await;
    }
    for (voter, seen) in [(6, 1), (8, 9)] {
        cast(store, forum, vote(voter, "s1", Vote::Pass, seen, 99)).await;
    }
}

async fn all_answers(store: &dyn Store, forum: &ForumKey) -> Vec<Vec<crate::Answer>> {
    join_all((0..9).map(|voter| async move { store.answers(forum, who(voter)).await.expect("answers") }))
        .await
}

/// Adding each counted vote and taking back what it replaces counts exactly the answers that stand.
pub async fn a_tally_folded_from_the_votes_equals_the_answers(store: &dyn Store) {
    let forum = fresh(store, "folded").await;
    busy(store, &forum).await;
    let mut folded: BTreeMap<(StatementKey, Vote), i64> = BTreeMap::new();
    let rows = store.votes(&forum, 0, 999).await.expect("votes");
    assert!(
        rows.iter().any(|row| row.standing == Standing::Stale)
            && rows.iter().any(|row| row.before.is_some() && row.vote.is_some())
            && rows.iter().any(|row| row.vote.is_none())
    );
    for row in rows.into_iter().filter(|row| row.standing == Standing::Counted) {
        if let Some(before) = row.before {
            *folded.entry((row.statement.clone(), before)).or_default() -= 1;
        }
        if let Some(vote) = row.vote {
            *folded.entry((row.statement, vote)).or_default() += 1;
        }
    }
    folded.retain(|_, count| *count != 0);
    let mut standing: BTreeMap<(StatementKey, Vote), i64> = BTreeMap::new();
    for answer in all_answers(store, &forum).await.into_iter().flatten() {
        *standing.entry((answer.statement, answer.vote)).or_default() += 1;
    }
    assert_eq!(folded, standing);
}

/// Made anew, the answers are what they were.
pub async fn rebuilding_what_is_sound_changes_nothing(store: &dyn Store) {
    let forum = fresh(store, "sound").await;
    busy(store, &forum).await;
    let before = all_answers(store, &forum).await;
    let votes = store.last_vote(&forum).await.expect("the last vote");
    let answers = before.iter().map(|of| of.len() as u64).sum();
    let done = store.rebuild(&forum).await.expect("a rebuild");
    assert_eq!(done, Rebuilt { votes, answers, mended: 0 });
    assert_eq!(all_answers(store, &forum).await, before);
}

/// For the stores' own tests: `damage` spoils the answers of the forum behind the back of the store, `spoilt` of them
/// (changed, removed or made up); rebuilding finds each and makes them what they were.
pub async fn rebuilding_mends(store: &dyn Store, spoilt: u64, damage: impl AsyncFnOnce(&ForumKey)) {
    let forum = fresh(store, "mends").await;
    busy(store, &forum).await;
    let before = all_answers(store, &forum).await;
    damage(&forum).await;
    assert_ne!(all_answers(store, &forum).await, before, "something was damaged");
    assert_eq!(store.rebuild(&forum).await.expect("a rebuild").mended, spoilt);
    assert_eq!(all_answers(store, &forum).await, before);
    let nowhere: Result<Rebuilt, StoreError> = store.rebuild(&ForumKey::new("nowhere")).await;
    assert!(nowhere.is_err());
}
