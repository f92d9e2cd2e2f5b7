//! The suite that every store passes. Each law is a function that takes a store and panics where the law is broken;
//! each makes forums of its own, so that one store can be asked for all of them, at once or twice.
//!
//! A store crate makes a test of every law with [`contract!`](crate::contract!):
//!
//! ```text
//! /// A store, and what must live as long as it does.
//! async fn opened() -> (SqliteStore, TempDir) { … }
//!
//! store::contract!(opened);
//! ```

mod attesting;
mod ballots;
mod batches;
mod keeping;
mod model;
mod passkeys;
mod tickets;
mod voting;
mod voting_at_once;

pub use attesting::*;
pub use ballots::*;
pub use batches::*;
pub use keeping::*;
pub use model::*;
pub use passkeys::*;
pub use tickets::*;
pub use voting::*;
pub use voting_at_once::*;

use crate::{
    Append, Attest, Batch, CastVote, Committed, Condition, NewParticipant, NewTicket, PutDocument, Receipt,
    Store, StoreError, Write,
};
use terms::{Capacity, Digest, ForumKey, Instant, PartyKey, Pseudonym, StatementKey, Tier, Vote};

/// One test for every law, on the store that `$opened` yields: an async function without arguments that returns the
/// store and what must live as long. The crate needs tokio with `macros` and `rt-multi-thread`.
#[macro_export]
macro_rules! contract {
    ($opened:path) => {
        $crate::contract! { @each $opened:
            a_batch_is_written_whole_or_not_at_all
            acts_that_come_late_write_nothing
            acts_keep_their_order_and_bytes
            one_of_many_rivals_appends
            a_forum_is_created_once
            forums_are_listed_as_they_were_created
            a_forum_that_is_not_there_is_named
            votes_are_isolated_between_forums
            tickets_are_isolated_between_forums
            documents_are_isolated_between_forums
            changes_are_told
            a_store_that_works_is_healthy
            a_first_vote_counts
            a_changed_mind_counts_and_names_what_it_replaces
            a_stale_vote_is_kept_and_not_counted
            the_same_request_has_the_same_receipt
            the_same_request_in_one_batch_is_one_vote
            requests_belong_to_their_participant
            a_stranger_cannot_vote
            who_enters_and_votes_in_one_batch_is_counted
            a_vote_carries_who_cast_it
            votes_are_read_in_pages
            a_participant_is_added_once
            participants_who_answered_are_counted_by_kind
            a_serve_is_taken_beside_a_vote
            who_is_attested_goes_on_with_their_answers
            attesting_is_told_in_votes
            who_was_somebody_else_votes_no_more_as_that
            who_is_attested_goes_on_from_what_they_saw
            who_is_attested_is_counted_once
            each_goes_once
            the_sessions_of_who_they_were_end
            attesting_is_whole_or_not_at_all
            who_answered_nothing_may_be_attested
            ballots_are_the_answers_that_stand
            ballots_say_nothing_of_when
            a_reading_of_ballots_is_of_one_moment
            a_reading_of_ballots_may_be_left
            votes_at_once_are_numbered_without_gaps
            a_request_sent_many_times_at_once_is_one_vote
            of_rival_answers_one_counts
            a_tally_folded_from_the_votes_equals_the_answers
            rebuilding_what_is_sound_changes_nothing
            a_ticket_grants_as_often_as_it_says
            a_ticket_is_never_used_more_often_at_once
            a_ticket_is_over_at_its_instant
            a_revoked_ticket_grants_nothing
            a_ticket_nobody_made_grants_nothing
            a_ticket_is_made_once
            a_batch_that_fails_uses_no_ticket
            tickets_are_found_by_how_their_label_begins
            nothing_says_which_ticket_became_which_participant
            a_document_is_not_overwritten_unseen
            a_document_is_removed
            of_rival_editors_one_wins
            documents_are_read_in_pages_by_id
            a_passkey_is_added_once
            a_passkey_is_found_by_its_id_alone
            passkeys_are_listed_by_person
            a_passkey_counts_upward_only
            a_passkey_without_a_counter_may_be_used
            of_rival_uses_with_one_counter_one_counts
            a_passkey_is_removed_by_its_person
            the_passkeys_of_a_person_go_together
            passkeys_are_isolated_between_forums
            a_batch_that_fails_keeps_no_passkey
            a_ceremony_is_taken_once
            a_ceremony_is_over_at_its_instant
            of_many_who_take_a_ceremony_one_has_it
            sweeping_removes_ceremonies_that_nobody_ended
            a_session_lasts_until_it_is_ended
            the_sessions_of_a_subject_end_together
            sweeping_removes_what_ended_before
            a_document_is_kept_until_its_end
            a_file_is_kept_by_its_digest
            an_empty_file_is_a_file
            random_batches_do_what_the_model_says
        }
    };
    (@each $opened:path: $($law:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $law() {
                let (store, _keep) = $opened().await;
                $crate::contract::$law(&store).await;
            }
        )*
    };
}

/// Long after anything that [`sweeping_removes_what_ended_before`] sweeps away.
const NOON: i64 = 1_800_000_000_000;

fn at(millis: i64) -> Instant {
    Instant::from_millis(NOON + millis)
}

/// A forum that nobody else uses, with its first act.
async fn fresh(store: &dyn Store, law: &str) -> ForumKey {
    for number in 1_u32.. {
        let forum = ForumKey::new(&format!("{law}-{number}"));
        match store.create(&forum, b"header", &[b"act 0".to_vec()]).await {
            Ok(()) => return forum,
            Err(StoreError::Refused(Condition::ForumExists)) => {}
            Err(error) => panic!("a forum is created: {error}"),
        }
    }
    unreachable!("a number is free")
}

/// A pseudonym by number.
fn who(number: u8) -> Pseudonym {
    Pseudonym::from_bytes([number; 16])
}

/// A digest that differs from forum to forum: tickets and sessions are found without naming one.
fn hash(forum: &ForumKey, number: u8) -> Digest {
    let mut bytes = [number; 32];
    for (place, byte) in forum.as_str().bytes().enumerate() {
        let place = place % 31;
        bytes[place] = bytes[place].rotate_left(3) ^ byte;
    }
    Digest::from_bytes(bytes)
}

fn resident(number: u8) -> NewParticipant {
    NewParticipant {
        id: who(number),
        tier: Tier::Attested,
        party: Some(PartyKey::new("AA")),
        capacity: Capacity::Resident,
    }
}

/// One participant of every kind, numbered from 1.
fn everybody() -> Vec<NewParticipant> {
    let parties = [None, Some(PartyKey::new("AA")), Some(PartyKey::new("中"))];
    let mut all = Vec::new();
    for (tier, party) in Tier::ALL.into_iter().zip(parties) {
        for capacity in Capacity::ALL {
            let id = who(all.len() as u8 + 1);
            all.push(NewParticipant { id, tier, party: party.clone(), capacity });
        }
    }
    all
}

/// The participant `from` goes on as `to`.
fn attest(from: u8, to: u8, when: i64) -> Attest {
    Attest { from: who(from), subject: format!("voter {from}"), to: resident(to), at: at(when) }
}

/// A vote whose request is `request`.
fn vote(participant: u8, statement: &str, vote: Vote, seen: u32, request: u8) -> CastVote {
    CastVote {
        participant: who(participant),
        statement: StatementKey::new(statement),
        vote,
        seen,
        request: [request; 16],
        at: at(i64::from(request)),
    }
}

fn ticket(forum: &ForumKey, number: u8, label: &str, uses: u32) -> NewTicket {
    let grant = format!("grant of {label}");
    NewTicket { hash: hash(forum, number), label: label.to_owned(), grant, uses, until: None }
}

fn document(kind: &str, id: &str, seen: Option<u64>, body: Option<&str>) -> PutDocument {
    PutDocument {
        kind: kind.to_owned(),
        id: id.to_owned(),
        seen,
        body: body.map(|body| body.as_bytes().to_vec()),
        until: None,
    }
}

fn acts(after: u64, lines: &[&str]) -> Append {
    Append { after, lines: lines.iter().map(|line| line.as_bytes().to_vec()).collect() }
}

/// Writes what must succeed.
async fn write(
    store: &dyn Store,
    forum: &ForumKey,
    writes: impl IntoIterator<Item = impl Into<Write>>,
) -> Committed {
    let batch = writes.into_iter().fold(Batch::new(forum), Batch::with);
    store.commit(batch).await.expect("the batch is written")
}

/// Casts one vote that must be accepted.
async fn cast(store: &dyn Store, forum: &ForumKey, vote: CastVote) -> Receipt {
    write(store, forum, [vote]).await.receipts[0]
}

/// Writes what must be refused; on what condition.
async fn refused(store: &dyn Store, batch: Batch) -> Condition {
    match store.commit(batch).await {
        Err(StoreError::Refused(condition)) => condition,
        other => panic!("a refusal was expected, not {other:?}"),
    }
}
