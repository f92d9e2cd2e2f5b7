//! Random batches on the store and on a model of it that fits on a page.

use super::{acts, at, attest, document, fresh, hash, resident, ticket, vote, who};
use crate::{
    Attest, Batch, CastVote, Committed, Condition, NewTicket, PutDocument, Receipt, Redeemed, Standing,
    Store, StoreError, Write,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use terms::{ForumKey, Instant, Pseudonym, StatementKey, Vote};

/// A batch as it is drawn: an append after so many acts more or less than there are, and writes.
type Drawn = (Option<i8>, Vec<Step>);

/// So many participants there are at most.
const PEOPLE: u8 = 5;

#[derive(Clone, Debug)]
enum Step {
    Enter(u8),
    Attest { from: u8, to: u8 },
    Vote { voter: u8, statement: u8, way: Vote, ahead: i8, request: u8 },
    Ticket { number: u8, uses: u32, until: Option<i64> },
    Redeem { number: u8, at: i64 },
    Revoke(u8),
    Document { id: u8, ahead: Option<i8>, body: Option<String> },
}

fn step() -> impl Strategy<Value = Step> {
    // Mostly what is in step with what is there, so that long stories come about.
    let ahead = prop_oneof![6 => Just(0_i8), 1 => -1..=1_i8];
    let way = proptest::sample::select(Vote::ALL.to_vec());
    prop_oneof![
        2 => (0..PEOPLE).prop_map(Step::Enter),
        2 => (0..PEOPLE, 0..PEOPLE).prop_map(|(from, to)| Step::Attest { from, to }),
        8 => (0..PEOPLE, 0..3_u8, way, ahead.clone(), 0..12_u8).prop_map(
            |(voter, statement, way, ahead, request)| Step::Vote { voter, statement, way, ahead, request }
        ),
        2 => (0..3_u8, 0..4_u32, prop::option::of(0..4_i64))
            .prop_map(|(number, uses, until)| Step::Ticket { number, uses, until }),
        4 => (0..3_u8, 0..4_i64).prop_map(|(number, at)| Step::Redeem { number, at }),
        1 => (0..3_u8).prop_map(Step::Revoke),
        3 => (0..2_u8, prop::option::of(ahead), prop::option::of("[a-c]{0,2}"))
            .prop_map(|(id, ahead, body)| Step::Document { id, ahead, body }),
    ]
}

fn story() -> impl Strategy<Value = Vec<Drawn>> {
    let append = prop_oneof![3 => Just(None), 2 => Just(Some(0_i8)), 1 => (-1..=1_i8).prop_map(Some)];
    vec((append, vec(step(), 0..4)), 1..40)
}

/// A vote that was accepted. One that was not sent has no request.
#[derive(Clone)]
struct Kept {
    by: Pseudonym,
    statement: StatementKey,
    before: Option<Vote>,
    vote: Option<Vote>,
    request: Option<[u8; 16]>,
    at: Instant,
    receipt: Receipt,
}

/// What a forum keeps.
#[derive(Clone, Default)]
struct Model {
    acts: Vec<Vec<u8>>,
    participants: Vec<u8>,
    gone: Vec<u8>,
    votes: Vec<Kept>,
    tickets: BTreeMap<u8, (NewTicket, bool)>,
    documents: BTreeMap<String, (u64, Vec<u8>)>,
}

impl Model {
    /// The batch that was meant, given what is there now.
    fn batch(&self, forum: &ForumKey, (append, steps): &Drawn) -> Batch {
        let mut batch = Batch::new(forum);
        let line = format!("act {}", self.acts.len());
        batch.acts = append
            .and_then(|ahead| (self.acts.len() as u64).checked_add_signed(i64::from(ahead)))
            .map(|after| acts(after, &[&line]));
        steps.iter().fold(batch, |batch, step| batch.with(self.meant(forum, step)))
    }

    fn meant(&self, forum: &ForumKey, step: &Step) -> Write {
        match step {
            Step::Enter(number) => resident(*number).into(),
            Step::Attest { from, to } => attest(*from, *to, 70).into(),
            Step::Vote { voter, statement, way, ahead, request } => {
                let mut cast = vote(*voter, &format!("s{statement}"), *way, 0, *request);
                cast.seen =
                    self.latest(cast.participant, &cast.statement).1.saturating_add_signed(i32::from(*ahead));
                cast.into()
            }
            Step::Ticket { number, uses, until } => {
                let plain = ticket(forum, *number, &format!("t{number}"), *uses);
                NewTicket { until: until.map(at), ..plain }.into()
            }
            Step::Redeem { number, at: when } => Write::Redeem { hash: hash(forum, *number), at: at(*when) },
            Step::Revoke(number) => Write::RevokeTicket { hash: hash(forum, *number) },
            Step::Document { id, ahead, body } => {
                let id = format!("d{id}");
                let version = self.documents.get(&id).map_or(0, |there| there.0);
                let seen = ahead.map(|ahead| version.saturating_add_signed(i64::from(ahead)));
                document("note", &id, seen, body.as_deref()).into()
            }
        }
    }

    /// The answer that stands and its revision.
    fn latest(&self, by: Pseudonym, statement: &StatementKey) -> (Option<Vote>, u32) {
        let mut of_them = self.votes.iter().rev().filter(|kept| {
            kept.receipt.standing == Standing::Counted && (kept.by, &kept.statement) == (by, statement)
        });
        of_them.next().map_or((None, 0), |kept| (kept.vote, kept.receipt.revision))
    }

    /// Writes a batch whole, or says why not and stays as it was.
    fn commit(&mut self, batch: &Batch) -> Result<Committed, String> {
        let mut next = self.clone();
        let mut done = Committed::default();
        if let Some(append) = &batch.acts {
            if append.after != next.acts.len() as u64 {
                return Err(format!("conflict {}", next.acts.len()));
            }
            next.acts.extend(append.lines.iter().cloned());
        }
        for write in &batch.writes {
            next.write(write, &mut done).map_err(|condition| condition.to_string())?;
        }
        *self = next;
        Ok(done)
    }

    fn write(&mut self, write: &Write, done: &mut Committed) -> Result<(), Condition> {
        match write {
            Write::Participant(new) => {
                let number = new.id.bytes()[0];
                if self.participants.contains(&number) {
                    return Err(Condition::ParticipantExists);
                }
                self.participants.push(number);
            }
            Write::Attest(attest) => self.attest(attest)?,
            Write::Vote(cast) => done.receipts.push(self.vote(cast)?),
            Write::Ticket(new) => {
                if self.tickets.values().any(|(there, _)| there.hash == new.hash) {
                    return Err(Condition::TicketExists);
                }
                self.tickets.insert(new.label.as_bytes()[1] - b'0', (new.clone(), false));
            }
            Write::Redeem { hash, at } => {
                let found = self.tickets.values_mut().find(|(there, _)| there.hash == *hash);
                let (ticket, revoked) = found.ok_or(Condition::TicketUnknown)?;
                if *revoked {
                    return Err(Condition::TicketRevoked);
                }
                if ticket.until.is_some_and(|until| until <= *at) {
                    return Err(Condition::TicketOver);
                }
                ticket.uses = ticket.uses.checked_sub(1).ok_or(Condition::TicketUsed)?;
                done.redeemed.push(Redeemed { label: ticket.label.clone(), grant: ticket.grant.clone() });
            }
            Write::RevokeTicket { hash } => {
                let found = self.tickets.values_mut().find(|(there, _)| there.hash == *hash);
                found.ok_or(Condition::TicketUnknown)?.1 = true;
            }
            Write::Document(put) => self.put(put)?,
            other => unreachable!("{other:?} is not drawn"),
        }
        Ok(())
    }

    fn vote(&mut self, cast: &CastVote) -> Result<Receipt, Condition> {
        if !self.participants.contains(&cast.participant.bytes()[0]) {
            return Err(Condition::ParticipantUnknown);
        }
        let same = |kept: &&Kept| (kept.by, kept.request) == (cast.participant, Some(cast.request));
        if let Some(kept) = self.votes.iter().find(same) {
            return Ok(kept.receipt);
        }
        if self.gone.contains(&cast.participant.bytes()[0]) {
            return Err(Condition::ParticipantGone);
        }
        let (latest, revision) = self.latest(cast.participant, &cast.statement);
        let number = self.votes.len() as u64 + 1;
        let (before, receipt) = if cast.seen == revision {
            (latest, Receipt { vote: number, standing: Standing::Counted, revision: revision + 1 })
        } else {
            (None, Receipt { vote: number, standing: Standing::Stale, revision })
        };
        self.votes.push(Kept {
            by: cast.participant,
            statement: cast.statement.clone(),
            before,
            vote: Some(cast.vote),
            request: Some(cast.request),
            at: cast.at,
            receipt,
        });
        Ok(receipt)
    }

    fn attest(&mut self, attest: &Attest) -> Result<(), Condition> {
        let (from, to) = (attest.from.bytes()[0], attest.to.id.bytes()[0]);
        if !self.participants.contains(&from) {
            return Err(Condition::ParticipantUnknown);
        }
        if self.gone.contains(&from) {
            return Err(Condition::ParticipantGone);
        }
        if self.participants.contains(&to) {
            return Err(Condition::ParticipantExists);
        }
        self.gone.push(from);
        self.participants.push(to);
        for statement in ["s0", "s1", "s2"].map(StatementKey::new) {
            let (Some(way), revision) = self.latest(attest.from, &statement) else { continue };
            let moves =
                [(attest.from, Some(way), None, revision + 1), (attest.to.id, None, Some(way), revision)];
            for (by, before, vote, revision) in moves {
                let number = self.votes.len() as u64 + 1;
                let receipt = Receipt { vote: number, standing: Standing::Counted, revision };
                let (statement, at) = (statement.clone(), attest.at);
                self.votes.push(Kept { by, statement, before, vote, request: None, at, receipt });
            }
        }
        Ok(())
    }

    fn put(&mut self, put: &PutDocument) -> Result<(), Condition> {
        let version = self.documents.get(&put.id).map_or(0, |there| there.0);
        if put.seen.is_some_and(|seen| seen != version) {
            return Err(Condition::DocumentChanged);
        }
        match &put.body {
            Some(body) => self.documents.insert(put.id.clone(), (version + 1, body.clone())),
            None => self.documents.remove(&put.id),
        };
        Ok(())
    }
}

/// Everything that the store keeps is what the model keeps.
async fn agrees(store: &dyn Store, forum: &ForumKey, model: &Model) -> Result<(), StoreError> {
    assert_eq!(store.acts(forum, 0..u64::MAX).await?, model.acts);
    let rows = store.votes(forum, 0, 9_999).await?;
    assert_eq!(rows.len(), model.votes.len());
    for (row, kept) in rows.iter().zip(&model.votes) {
        let read = (row.number, row.standing, row.before, row.vote, &row.statement, row.at);
        let Kept { statement, before, vote, at, receipt, .. } = kept;
        assert_eq!(read, (receipt.vote, receipt.standing, *before, *vote, statement, *at));
    }
    for voter in 0..PEOPLE {
        let there = store.participant(forum, who(voter)).await?.is_some();
        assert_eq!(there, model.participants.contains(&voter));
        let mut expected = Vec::new();
        for statement in ["s0", "s1", "s2"] {
            if let (Some(way), revision) = model.latest(who(voter), &StatementKey::new(statement)) {
                expected.push((statement.to_owned(), way, revision));
            }
        }
        let answers = store.answers(forum, who(voter)).await?;
        let read = answers.into_iter().map(|a| (a.statement.to_string(), a.vote, a.revision));
        assert_eq!(read.collect::<Vec<_>>(), expected);
    }
    let tickets = store.tickets(forum, "t").await?;
    let read: Vec<_> = tickets.into_iter().map(|t| (t.label, t.left, t.until, t.revoked)).collect();
    let model_tickets = model.tickets.values();
    let expected: Vec<_> =
        model_tickets.map(|(t, revoked)| (t.label.clone(), t.uses, t.until, *revoked)).collect();
    assert_eq!(read, expected);
    let documents = store.documents(forum, "note", "", 99).await?;
    let read: Vec<_> = documents.into_iter().map(|d| (d.id, (d.version, d.body))).collect();
    assert_eq!(read, model.documents.clone().into_iter().collect::<Vec<_>>());
    Ok(())
}

async fn told(store: &dyn Store, forum: &ForumKey, story: &[Drawn]) {
    let mut model = Model { acts: vec![b"act 0".to_vec()], ..Model::default() };
    for drawn in story {
        let batch = model.batch(forum, drawn);
        let done = store.commit(batch.clone()).await.map_err(|error| match error {
            StoreError::Conflict { acts } => format!("conflict {acts}"),
            StoreError::Refused(condition) => condition.to_string(),
            other => panic!("the store failed: {other}"),
        });
        assert_eq!(done, model.commit(&batch), "{batch:?}");
    }
    agrees(store, forum, &model).await.expect("it can be read");
    let rebuilt = store.rebuild(forum).await.expect("a rebuild");
    assert_eq!((rebuilt.votes, rebuilt.mended), (model.votes.len() as u64, 0));
    agrees(store, forum, &model).await.expect("it can be read");
}

/// Whatever is written in whatever order: receipts, refusals and all that is read are those of the model. The same
/// cases in every run, so that a failure can be looked at.
pub async fn random_batches_do_what_the_model_says(store: &dyn Store) {
    let config = Config { cases: 48, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let case = AtomicU32::new(0);
    tokio::task::block_in_place(|| {
        let runtime = tokio::runtime::Handle::current();
        let run = TestRunner::new_with_rng(config, chance).run(&story(), |story| {
            let law = format!("model-{}", case.fetch_add(1, Ordering::Relaxed));
            runtime.block_on(async { told(store, &fresh(store, &law).await, &story).await });
            Ok(())
        });
        run.unwrap_or_else(|error| panic!("{error}"));
    });
}
