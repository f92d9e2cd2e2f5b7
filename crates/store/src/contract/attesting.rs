//! Laws of those who go on under another pseudonym, as open participants who come in with a code.

use super::{at, attest, cast, fresh, hash, refused, resident, ticket, vote, who, write};
use crate::{
    Answer, Batch, Condition, NewParticipant, NewSession, Receipt, Session, Standing, Store, VoteRow, Write,
};
use terms::{ForumKey, StatementKey, Tier, Vote};

fn open(number: u8) -> NewParticipant {
    NewParticipant { tier: Tier::Open, party: None, ..resident(number) }
}

fn session(forum: &ForumKey, number: u8, voter: u8) -> NewSession {
    NewSession { hash: hash(forum, number), subject: format!("voter {voter}"), until: at(99) }
}

async fn answers(store: &dyn Store, forum: &ForumKey, person: u8) -> Vec<Answer> {
    store.answers(forum, who(person)).await.expect("answers")
}

/// Open participants 1 and 2, of whom the first answered three statements, one of them twice, and one too late.
async fn answered(store: &dyn Store, law: &str) -> ForumKey {
    let forum = fresh(store, law).await;
    write(store, &forum, [open(1), open(2)]).await;
    write(
        store,
        &forum,
        [
            vote(1, "s2", Vote::Agree, 0, 1),
            vote(1, "s10", Vote::Disagree, 0, 2),
            vote(2, "s2", Vote::Pass, 0, 3),
            vote(1, "s2", Vote::Pass, 1, 4),
            vote(1, "s1", Vote::Agree, 0, 5),
            vote(1, "s10", Vote::Agree, 7, 6),
            vote(1, "s3", Vote::Agree, 7, 7),
        ],
    )
    .await;
    forum
}

/// The same answers, of the same revision, at the instant at which they came in; and none where they were before.
pub async fn who_is_attested_goes_on_with_their_answers(store: &dyn Store) {
    let forum = answered(store, "attested").await;
    let others = answers(store, &forum, 2).await;
    write(store, &forum, [attest(1, 9, 50)]).await;
    assert_eq!(answers(store, &forum, 1).await, []);
    assert_eq!(answers(store, &forum, 2).await, others);
    let answer =
        |name, vote, revision| Answer { statement: StatementKey::new(name), vote, revision, at: at(50) };
    let theirs =
        [answer("s1", Vote::Agree, 1), answer("s10", Vote::Disagree, 1), answer("s2", Vote::Pass, 2)];
    assert_eq!(answers(store, &forum, 9).await, theirs);
    assert_eq!(store.rebuild(&forum).await.expect("a rebuild").mended, 0);
    assert_eq!((answers(store, &forum, 1).await, answers(store, &forum, 9).await), (vec![], theirs.to_vec()));
}

/// Once, as who they are now.
pub async fn who_is_attested_is_counted_once(store: &dyn Store) {
    let forum = answered(store, "attested-once").await;
    write(store, &forum, [attest(1, 9, 50)]).await;
    let kind = store.participant(&forum, who(9)).await.expect("read").expect("there");
    assert_eq!((kind.tier, kind.party), (Tier::Attested, resident(9).party));
    let mut counts = store.participants(&forum).await.expect("counts");
    counts.sort();
    let counts: Vec<(Tier, u64)> = counts.into_iter().map(|(kind, count)| (kind.tier, count)).collect();
    assert_eq!(counts, [(kind.tier, 1), (Tier::Open, 1)]);
    let ballots = store.ballots(&forum).await.expect("ballots").all().await.expect("all of them");
    let tiers: Vec<Tier> = ballots.iter().map(|row| row.tier).collect();
    assert_eq!(tiers, [Tier::Open, Tier::Attested, Tier::Attested, Tier::Attested]);
}

/// Two votes for each answer, one that takes it back and one that casts it, in the order of the statements.
pub async fn attesting_is_told_in_votes(store: &dyn Store) {
    let forum = answered(store, "attested-votes").await;
    let before = store.votes(&forum, 0, 99).await.expect("votes");
    write(store, &forum, [attest(1, 9, 50)]).await;
    let rows = store.votes(&forum, 0, 99).await.expect("votes");
    assert_eq!(rows[..before.len()], before);
    assert_eq!(store.last_vote(&forum).await.expect("the last vote"), 13);
    let mut expected = Vec::new();
    let mut numbers = before.len() as u64 + 1..;
    for (name, way) in [("s1", Vote::Agree), ("s10", Vote::Disagree), ("s2", Vote::Pass)] {
        for (kind, before, vote) in [(open(1), Some(way), None), (resident(9), None, Some(way))] {
            expected.push(VoteRow {
                number: numbers.next().expect("a number"),
                statement: StatementKey::new(name),
                tier: kind.tier,
                party: kind.party,
                capacity: kind.capacity,
                before,
                vote,
                standing: Standing::Counted,
                at: at(50),
            });
        }
    }
    assert_eq!(rows[before.len()..], expected);
    // Those after them are numbered on.
    assert_eq!(cast(store, &forum, vote(2, "s1", Vote::Pass, 0, 20)).await.vote, 14);
}

/// A vote that was on its way as who they were is refused, whatever it saw, and one that was taken has its receipt.
pub async fn who_was_somebody_else_votes_no_more_as_that(store: &dyn Store) {
    let forum = answered(store, "attested-late").await;
    let together = Batch::new(&forum).with(attest(1, 9, 50)).with(vote(1, "s2", Vote::Pass, 2, 30));
    assert_eq!(refused(store, together).await, Condition::ParticipantGone);
    assert_eq!(answers(store, &forum, 1).await.len(), 3, "nothing of it was written");
    write(store, &forum, [attest(1, 9, 50)]).await;
    for (name, seen) in [("s2", 0), ("s2", 2), ("s2", 3), ("s7", 0)] {
        let late = Batch::new(&forum).with(vote(1, name, Vote::Disagree, seen, 30));
        assert_eq!(refused(store, late).await, Condition::ParticipantGone);
    }
    let first = Receipt { vote: 1, standing: Standing::Counted, revision: 1 };
    assert_eq!(cast(store, &forum, vote(1, "s2", Vote::Agree, 0, 1)).await, first);
    assert_eq!(answers(store, &forum, 1).await, []);
    assert_eq!(store.last_vote(&forum).await.expect("the last vote"), 13);
}

/// What the device had not sent yet counts for who they are now as it would have before.
pub async fn who_is_attested_goes_on_from_what_they_saw(store: &dyn Store) {
    let forum = answered(store, "attested-on").await;
    write(store, &forum, [attest(1, 9, 50)]).await;
    let receipt = cast(store, &forum, vote(9, "s2", Vote::Disagree, 2, 30)).await;
    assert_eq!(receipt, Receipt { vote: 14, standing: Standing::Counted, revision: 3 });
    let row = store.votes(&forum, 13, 9).await.expect("votes").remove(0);
    assert_eq!((row.before, row.vote), (Some(Vote::Pass), Some(Vote::Disagree)));
}

/// The sessions of who they were, and no other.
pub async fn the_sessions_of_who_they_were_end(store: &dyn Store) {
    let forum = answered(store, "attested-session").await;
    write(store, &forum, [session(&forum, 1, 1), session(&forum, 2, 1), session(&forum, 3, 2)]).await;
    let writes: [Write; 2] = [attest(1, 9, 50).into(), session(&forum, 4, 9).into()];
    write(store, &forum, writes).await;
    let mut last = Vec::new();
    for number in 1..=4 {
        let session: Option<Session> = store.session(hash(&forum, number)).await.expect("read");
        last.push(session.map(|session| session.subject));
    }
    assert_eq!(last, [None, None, Some("voter 2".to_owned()), Some("voter 9".to_owned())]);
}

type Seen = (Vec<Answer>, Vec<VoteRow>, bool, bool, Option<u32>);

/// Answers, votes, whether there is a participant 9, whether the session lasts, and how many uses the code has left.
async fn seen(store: &dyn Store, forum: &ForumKey) -> Seen {
    (
        answers(store, forum, 1).await,
        store.votes(forum, 0, 99).await.expect("votes"),
        store.participant(forum, who(9)).await.expect("read").is_some(),
        store.session(hash(forum, 2)).await.expect("read").is_some(),
        store.ticket(hash(forum, 1)).await.expect("read").map(|ticket| ticket.left),
    )
}

/// With the code, or not at all; from somebody who is there to somebody new.
pub async fn attesting_is_whole_or_not_at_all(store: &dyn Store) {
    let forum = answered(store, "attested-whole").await;
    let writes: [Write; 2] = [ticket(&forum, 1, "code/1", 1).into(), session(&forum, 2, 1).into()];
    write(store, &forum, writes).await;
    let before = seen(store, &forum).await;
    let redeem = || Write::Redeem { hash: hash(&forum, 1), at: at(50) };
    let batches = [
        (Batch::new(&forum).with(attest(1, 9, 50)).with(redeem()).with(redeem()), Condition::TicketUsed),
        (Batch::new(&forum).with(redeem()).with(attest(1, 2, 50)), Condition::ParticipantExists),
        (Batch::new(&forum).with(redeem()).with(attest(1, 1, 50)), Condition::ParticipantExists),
        (Batch::new(&forum).with(redeem()).with(attest(7, 9, 50)), Condition::ParticipantUnknown),
        (Batch::new(&forum).with(attest(1, 9, 50)).with(attest(1, 8, 50)), Condition::ParticipantGone),
    ];
    for (batch, condition) in batches {
        assert_eq!(refused(store, batch).await, condition);
        assert_eq!(seen(store, &forum).await, before);
    }
    let batch = Batch::new(&forum).with(redeem()).with(attest(1, 9, 50)).with(session(&forum, 3, 9));
    let done = store.commit(batch).await.expect("they come in");
    assert_eq!((done.redeemed.len(), done.receipts.len()), (1, 0));
    let (answers, votes, there, lasts, left) = seen(store, &forum).await;
    assert_eq!((answers.len(), votes.len(), there, lasts, left), (0, 13, true, false, Some(0)));
}

/// Who came in may go on once more, as with the code of another party; who is gone may not.
pub async fn each_goes_once(store: &dyn Store) {
    let forum = answered(store, "attested-twice").await;
    write(store, &forum, [attest(1, 9, 50)]).await;
    assert_eq!(refused(store, Batch::new(&forum).with(attest(1, 8, 60))).await, Condition::ParticipantGone);
    write(store, &forum, [attest(9, 8, 60)]).await;
    assert_eq!((answers(store, &forum, 9).await.len(), answers(store, &forum, 8).await.len()), (0, 3));
    assert_eq!(store.rebuild(&forum).await.expect("a rebuild").mended, 0);
}

/// Who answered nothing casts nothing, and votes no more as who they were either.
pub async fn who_answered_nothing_may_be_attested(store: &dyn Store) {
    let (forum, other) = (answered(store, "attested-silent").await, answered(store, "attested-other").await);
    write(store, &forum, [open(3)]).await;
    let writes: [Write; 2] = [attest(3, 9, 50).into(), vote(9, "s1", Vote::Pass, 0, 1).into()];
    let done = write(store, &forum, writes).await;
    assert_eq!(done.receipts, [Receipt { vote: 8, standing: Standing::Counted, revision: 1 }]);
    let early = Batch::new(&forum).with(vote(3, "s1", Vote::Agree, 0, 1));
    assert_eq!(refused(store, early).await, Condition::ParticipantGone);
    // In another forum the same pseudonym is somebody else.
    write(store, &other, [open(3)]).await;
    cast(store, &other, vote(3, "s1", Vote::Agree, 0, 1)).await;
    assert_eq!(answers(store, &other, 1).await.len(), 3);
}
