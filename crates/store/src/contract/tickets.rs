//! Laws of tickets: who lets somebody in, how often, until when, and that nobody can tell whom.

use super::{at, cast, fresh, hash, refused, resident, ticket, vote, who, write};
use crate::{Answer, Batch, Condition, NewTicket, Participant, Redeemed, Store, StoreError, VoteRow, Write};
use futures_util::future::join_all;
use terms::{ForumKey, Instant, Vote};

fn redeem(forum: &ForumKey, number: u8, at: Instant) -> Batch {
    Batch::new(forum).with(Write::Redeem { hash: hash(forum, number), at })
}

async fn left(store: &dyn Store, forum: &ForumKey, number: u8) -> u32 {
    store.ticket(hash(forum, number)).await.expect("read").expect("a ticket").left
}

/// Each use grants the same, and after the last there is none.
pub async fn a_ticket_grants_as_often_as_it_says(store: &dyn Store) {
    let forum = fresh(store, "grants").await;
    let many = ticket(&forum, 2, "link/open", u32::MAX);
    write(store, &forum, [ticket(&forum, 1, "code/1", 2), many, ticket(&forum, 3, "code/none", 0)]).await;
    for remaining in [1, 0] {
        let done = store.commit(redeem(&forum, 1, at(0))).await.expect("a use is left");
        let granted = Redeemed { label: "code/1".to_owned(), grant: "grant of code/1".to_owned() };
        assert_eq!(done.redeemed, [granted]);
        assert_eq!(left(store, &forum, 1).await, remaining);
    }
    assert_eq!(refused(store, redeem(&forum, 1, at(0))).await, Condition::TicketUsed);
    assert_eq!(refused(store, redeem(&forum, 3, at(0))).await, Condition::TicketUsed);
    store.commit(redeem(&forum, 2, at(0))).await.expect("a use is left");
    assert_eq!(left(store, &forum, 2).await, u32::MAX - 1);
}

/// Nor when all come at once.
pub async fn a_ticket_is_never_used_more_often_at_once(store: &dyn Store) {
    let forum = fresh(store, "at-once").await;
    write(store, &forum, [ticket(&forum, 1, "code/1", 3)]).await;
    let all = (0..20).map(|number| store.commit(redeem(&forum, 1, at(0)).with(resident(number))));
    let (granted, refused): (Vec<_>, Vec<_>) = join_all(all).await.into_iter().partition(Result::is_ok);
    assert_eq!((granted.len(), refused.len()), (3, 17));
    for error in refused.into_iter().filter_map(Result::err) {
        assert!(matches!(error, StoreError::Refused(Condition::TicketUsed)), "{error:?}");
    }
    assert_eq!(left(store, &forum, 1).await, 0);
    let mut entered = 0;
    for number in 0..20 {
        entered += u32::from(store.participant(&forum, who(number)).await.expect("read").is_some());
    }
    assert_eq!(entered, 3);
}

/// A millisecond before, it grants.
pub async fn a_ticket_is_over_at_its_instant(store: &dyn Store) {
    let forum = fresh(store, "over").await;
    write(store, &forum, [NewTicket { until: Some(at(1_000)), ..ticket(&forum, 1, "code/1", 9) }]).await;
    assert_eq!(refused(store, redeem(&forum, 1, at(1_000))).await, Condition::TicketOver);
    assert_eq!(refused(store, redeem(&forum, 1, at(1_001))).await, Condition::TicketOver);
    store.commit(redeem(&forum, 1, at(999))).await.expect("in time");
    let kept = store.ticket(hash(&forum, 1)).await.expect("read").expect("a ticket");
    assert_eq!((kept.until, kept.left), (Some(at(1_000)), 8));
}

/// Withdrawn is withdrawn, and to withdraw it twice is no error.
pub async fn a_revoked_ticket_grants_nothing(store: &dyn Store) {
    let forum = fresh(store, "revoked").await;
    write(store, &forum, [NewTicket { until: Some(at(5)), ..ticket(&forum, 1, "code/1", 1) }]).await;
    for _ in 0..2 {
        write(store, &forum, [Write::RevokeTicket { hash: hash(&forum, 1) }]).await;
        assert!(store.ticket(hash(&forum, 1)).await.expect("read").expect("a ticket").revoked);
    }
    assert_eq!(refused(store, redeem(&forum, 1, at(0))).await, Condition::TicketRevoked);
    // That it was withdrawn is said first.
    assert_eq!(refused(store, redeem(&forum, 1, at(9))).await, Condition::TicketRevoked);
    assert_eq!(left(store, &forum, 1).await, 1);
}

/// Nor can it be withdrawn.
pub async fn a_ticket_nobody_made_grants_nothing(store: &dyn Store) {
    let forum = fresh(store, "nobody").await;
    assert_eq!(refused(store, redeem(&forum, 1, at(0))).await, Condition::TicketUnknown);
    let revoke = Batch::new(&forum).with(Write::RevokeTicket { hash: hash(&forum, 1) });
    assert_eq!(refused(store, revoke).await, Condition::TicketUnknown);
    assert_eq!(store.ticket(hash(&forum, 1)).await.expect("read"), None);
}

/// A hash that is taken is refused, in any forum; the ticket that has it stays.
pub async fn a_ticket_is_made_once(store: &dyn Store) {
    let (forum, other) = (fresh(store, "made").await, fresh(store, "made-elsewhere").await);
    write(store, &forum, [ticket(&forum, 1, "code/1", 1)]).await;
    for forum_of in [&forum, &other] {
        let again = Batch::new(forum_of).with(ticket(&forum, 1, "code/2", 9));
        assert_eq!(refused(store, again).await, Condition::TicketExists);
    }
    let kept = store.ticket(hash(&forum, 1)).await.expect("read").expect("a ticket");
    assert_eq!((kept.forum, kept.label.as_str(), kept.left), (forum, "code/1", 1));
}

/// A code is not lost to a failure after it was taken.
pub async fn a_batch_that_fails_uses_no_ticket(store: &dyn Store) {
    let forum = fresh(store, "unused").await;
    write(store, &forum, [ticket(&forum, 1, "code/1", 1)]).await;
    write(store, &forum, [resident(1)]).await;
    let batch = redeem(&forum, 1, at(0)).with(resident(1));
    assert_eq!(refused(store, batch).await, Condition::ParticipantExists);
    // Twice in one batch is once too often.
    let twice = redeem(&forum, 1, at(0)).with(Write::Redeem { hash: hash(&forum, 1), at: at(0) });
    assert_eq!(refused(store, twice).await, Condition::TicketUsed);
    assert_eq!(left(store, &forum, 1).await, 1);
    store.commit(redeem(&forum, 1, at(0)).with(resident(2))).await.expect("it is unused");
}

/// By label, character for character: no character is a wildcard, and capitals differ.
pub async fn tickets_are_found_by_how_their_label_begins(store: &dyn Store) {
    let forum = fresh(store, "labels").await;
    let labels =
        ["code/CN/1", "code/CN/10", "code/CN/2", "code/cn/3", "code/中/1", "code_CN", "code%", "x", "X"];
    write(store, &forum, (1..).zip(labels).map(|(number, label)| ticket(&forum, number, label, 1))).await;
    let found = async |prefix: &str| -> Vec<String> {
        let tickets = store.tickets(&forum, prefix).await.expect("tickets");
        tickets.into_iter().map(|ticket| ticket.label).collect()
    };
    assert_eq!(found("code/CN/").await, ["code/CN/1", "code/CN/10", "code/CN/2"]);
    assert_eq!(found("code/中").await, ["code/中/1"]);
    assert_eq!(found("code_").await, ["code_CN"]);
    assert_eq!(found("code%").await, ["code%"]);
    assert_eq!(found("x").await, ["x"]);
    let mut all = labels.to_vec();
    all.sort_unstable();
    assert_eq!(found("").await, all);
    assert!(found("code/CN/1/").await.is_empty());
}

/// Everything that can be read of a forum, without the hashes, which its key is part of.
type Whole = (Vec<(Participant, u64)>, Vec<VoteRow>, Vec<(String, String, u32, bool)>, Vec<Vec<Answer>>);

/// Two people enter with two codes, the first code being `first`'s, and vote.
async fn entered(store: &dyn Store, first: u8, second: u8) -> Whole {
    let forum = fresh(store, "entered").await;
    write(store, &forum, [ticket(&forum, 1, "code/1", 1), ticket(&forum, 2, "code/2", 1)]).await;
    for (code, person) in [(1, first), (2, second)] {
        store.commit(redeem(&forum, code, at(0)).with(resident(person))).await.expect("they enter");
    }
    cast(store, &forum, vote(1, "s1", Vote::Agree, 0, 1)).await;
    cast(store, &forum, vote(2, "s1", Vote::Disagree, 0, 2)).await;
    let tickets = store.tickets(&forum, "").await.expect("tickets");
    let answers = async |person| store.answers(&forum, who(person)).await.expect("answers");
    (
        store.participants(&forum).await.expect("counts"),
        store.votes(&forum, 0, 99).await.expect("votes"),
        tickets.into_iter().map(|t| (t.label, t.grant, t.left, t.revoked)).collect(),
        vec![answers(1).await, answers(2).await],
    )
}

/// Whoever used which code, everything reads the same.
pub async fn nothing_says_which_ticket_became_which_participant(store: &dyn Store) {
    assert_eq!(entered(store, 1, 2).await, entered(store, 2, 1).await);
}
