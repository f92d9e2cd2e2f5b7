//! What people hand in: statements and replies, which moderators let in or refuse with a reason.
//!
//! A submission is private until it is decided: a document that knows its author's pseudonym, so that they can see
//! what became of it. What enters the record knows the author's party, tier and capacity alone.

use super::acting::Deed;
use super::entering::Voter;
use super::error::{LiveError, Refusal};
use super::forums::LiveForum;
use super::secret::{hex, id};
use crate::acts::{Body, Origin, ReplyMade, Stance, StatementMade, SubmissionRefused};
use crate::fold::{State, web_address};
use record::Actor;
use serde::{Deserialize, Serialize};
use store::{Batch, PutDocument, Write};
use terms::{
    Capacity, Digest, Instant, Lang, MultiText, PartyKey, Phase, Right, StatementKey, Tier, TopicKey,
};
use text::VerbClass;
use unicode_segmentation::UnicodeSegmentation as _;

/// A statement or reply has at most so many characters, as readers count them.
pub const LONGEST: usize = 280;
/// So many of one person may wait at once.
const MOST_WAITING: usize = 10;
/// So many are looked at when the queue is shown.
const MOST_QUEUED: usize = 5_000;
/// A reply names at most so many sources.
const MOST_SOURCES: usize = 5;
/// From this likeness on, a statement is shown as one that may say the same.
const ALIKE: f64 = 0.65;

pub(super) const WAITING: &str = "waiting";
pub(super) const DECIDED: &str = "decided";

/// What somebody hands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// In which topic.
    pub topic: TopicKey,
    /// The statement it replies to and how; `None` for a statement.
    pub reply: Option<(StatementKey, Stance)>,
    /// What it says.
    pub text: String,
    /// In which language.
    pub lang: Lang,
    /// Sources, or for a statement the papers it cites.
    pub sources: Vec<String>,
}

/// A submission with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submitted {
    /// What was handed in.
    pub submission: Submission,
    /// The pseudonym of the author, as 32 hexadecimal signs; private.
    pub author: String,
    /// How the author came in.
    pub tier: Tier,
    /// The author's party.
    pub party: Option<PartyKey>,
    /// The author's capacity.
    pub capacity: Capacity,
    /// When.
    pub at: Instant,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Nobody has decided yet.
    Waiting,
    /// It was let in, under this key of a statement or reply.
    LetIn(String),
    /// It was refused, for this reason.
    Refused(String),
}

/// A submission in the queue.
#[derive(Clone, Debug)]
pub struct Queued {
    /// Its id.
    pub id: String,
    /// Its version: who decides on another one is told that somebody else came first.
    pub version: u64,
    /// The submission.
    pub submitted: Submitted,
}

impl Queued {
    /// The id by which moderators name it. It says nothing of the author, whose pseudonym begins the id proper.
    #[must_use]
    pub fn handle(&self) -> &str {
        handle(&self.id)
    }
}

fn handle(id: &str) -> &str {
    id.rsplit('-').next().unwrap_or(id)
}

/// A statement that may say the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The statement.
    pub statement: StatementKey,
    /// How alike the texts are, from 0 to 1.
    pub likeness: f64,
}

/// The statements of a topic that may say the same as a text, the most alike first, at most three.
#[must_use]
pub fn near(state: &State, topic: &TopicKey, text: &str) -> Vec<Near> {
    let typed = plain(text);
    let likeness = |known: &str| strsim::sorensen_dice(&typed, &plain(known));
    let mut near: Vec<Near> = state
        .statements_of(topic)
        .filter(|made| !state.is_hidden(&made.body.statement))
        .map(|made| {
            let best = made.body.text.iter().map(|(_, text)| likeness(text)).fold(0.0, f64::max);
            Near { statement: made.body.statement.clone(), likeness: best }
        })
        .filter(|near| near.likeness >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    near.truncate(3);
    near
}

/// Letters and digits alone, small.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether somebody may hand this in now.
///
/// # Errors
/// The refusal, with the field it belongs to.
pub fn may_submit(state: &State, voter: &Voter, submission: &Submission) -> Result<(), Refusal> {
    if state.phase() != Phase::Open {
        return Err(Refusal::of("refused-not-open"));
    }
    let topic = &submission.topic;
    if !state.topics.iter().any(|known| known.body.topic == *topic) {
        return Err(Refusal::of("refused-no-topic"));
    }
    if !state.topic_open(topic) {
        return Err(Refusal::of("refused-topic-closed"));
    }
    if let Some(party) = &voter.party {
        let standing = state.name(party).and_then(|name| name.standing);
        let standing = standing.ok_or(Refusal::of("refused-no-party"))?;
        if !state.may(standing, Right::State, Some(topic)) {
            return Err(Refusal::of("refused-no-right-to-state"));
        }
    }
    if let Some((statement, _)) = &submission.reply {
        let made = state.statement(statement).ok_or(Refusal::of("refused-no-statement"))?;
        if made.body.topic != *topic || state.is_hidden(statement) {
            return Err(Refusal::of("refused-hidden"));
        }
    }
    says_something(&submission.text)?;
    sources_lead_somewhere(state, submission)
}

fn says_something(text: &str) -> Result<(), Refusal> {
    match text.trim().graphemes(true).count() {
        0..3 => Err(Refusal::field("text", "refused-short")),
        long if long > LONGEST => {
            Err(Refusal::field("text", "refused-long").with("most", LONGEST).with("long", long))
        }
        _ if text.chars().any(char::is_control) => Err(Refusal::field("text", "refused-control")),
        _ => Ok(()),
    }
}

fn sources_lead_somewhere(state: &State, submission: &Submission) -> Result<(), Refusal> {
    if submission.sources.len() > MOST_SOURCES {
        return Err(Refusal::field("sources", "refused-sources").with("most", MOST_SOURCES));
    }
    let reply = submission.reply.is_some();
    let holds = |source: &String| state.discussion.paper(source).is_some() || (reply && web_address(source));
    match submission.sources.iter().find(|source| !holds(source)) {
        Some(source) => Err(Refusal::field("sources", "refused-source").with("source", source)),
        None => Ok(()),
    }
}

impl Submitted {
    fn origin(&self) -> Origin {
        Origin { tier: Some(self.tier), party: self.party.clone(), capacity: Some(self.capacity) }
    }

    /// The act that lets it in, and the key it gets.
    fn body(&self, state: &State) -> (String, Body) {
        let submission = &self.submission;
        let text = MultiText::of(submission.lang.as_str(), submission.text.trim());
        if let Some((statement, stance)) = &submission.reply {
            let free =
                |n: &usize| !state.discussion.replies.iter().any(|known| known.body.reply == format!("r{n}"));
            let reply = (state.discussion.replies.len() + 1..).find(free).unwrap_or_default();
            let made = ReplyMade {
                reply: format!("r{reply}"),
                statement: statement.clone(),
                stance: *stance,
                text,
                sources: submission.sources.clone(),
                origin: Some(self.origin()),
            };
            return (made.reply.clone(), made.into());
        }
        let free = |n: &usize| state.statement(&StatementKey::new(&format!("s{n}"))).is_none();
        let number = (state.statements.len() + 1..).find(free).unwrap_or_default();
        let made = StatementMade {
            statement: StatementKey::new(&format!("s{number}")),
            topic: submission.topic.clone(),
            text,
            class: VerbClass::Support,
            origin: Some(self.origin()),
            cites: submission.sources.clone(),
        };
        (made.statement.to_string(), made.into())
    }
}

fn put(kind: &str, id: &str, seen: Option<u64>, submitted: Option<&Submitted>) -> Write {
    let body = submitted.map(|submitted| serde_json::to_vec(submitted).unwrap_or_default());
    PutDocument { kind: kind.to_owned(), id: id.to_owned(), seen, body, until: None }.into()
}

impl LiveForum {
    /// Hands something in. It waits for a moderator.
    ///
    /// # Errors
    /// As [`may_submit`]; a refusal where too many of the same person wait; what the store says.
    pub async fn submit(&self, voter: &Voter, submission: Submission, now: Instant) -> Result<(), LiveError> {
        may_submit(&self.view().state, voter, &submission)?;
        let author = hex(&voter.id.bytes());
        let waiting = self.own(WAITING, &author).await?;
        if waiting.len() >= MOST_WAITING {
            return Err(Refusal::field("text", "refused-many-waiting").with("most", MOST_WAITING).into());
        }
        // Sent twice, as by two taps, is handed in once.
        if waiting.iter().any(|queued| queued.submitted.submission == submission) {
            return Ok(());
        }
        let submitted = Submitted {
            submission,
            author: author.clone(),
            tier: voter.tier,
            party: voter.party.clone(),
            capacity: voter.capacity,
            at: now,
            fate: Fate::Waiting,
        };
        let mut batch = Batch::new(self.key());
        batch.writes.push(put(WAITING, &format!("{author}-{}", id()), Some(0), Some(&submitted)));
        self.store().commit(batch).await?;
        Ok(())
    }

    /// What somebody handed in, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub async fn own_submissions(&self, voter: &Voter) -> Result<Vec<Submitted>, LiveError> {
        let author = hex(&voter.id.bytes());
        let mut own = self.own(WAITING, &author).await?;
        own.extend(self.own(DECIDED, &author).await?);
        own.sort_by_key(|queued| std::cmp::Reverse(queued.submitted.at));
        Ok(own.into_iter().map(|queued| queued.submitted).collect())
    }

    /// What waits for a moderator, the oldest first, at most `limit`.
    ///
    /// # Errors
    /// What the store says.
    pub async fn queue(&self, limit: usize) -> Result<Vec<Queued>, LiveError> {
        let mut queue = self.documents(WAITING, "", MOST_QUEUED).await?;
        queue.sort_by_key(|queued| queued.submitted.at);
        queue.truncate(limit);
        Ok(queue)
    }

    /// Lets a submission in, by its handle: it becomes a statement or reply. Returns its key.
    ///
    /// # Errors
    /// A refusal where somebody else decided first; what the fold or the store says.
    pub async fn let_in(&self, id: &str, moderator: Actor, now: Instant) -> Result<String, LiveError> {
        let queued = self.waiting(id).await?;
        self.act(now, |state| {
            let (key, body) = queued.submitted.body(state);
            let decided = Submitted { fate: Fate::LetIn(key), ..queued.submitted.clone() };
            Ok(decision(&queued, &decided, moderator.clone(), body))
        })
        .await?;
        let view = self.view();
        let (key, _) = queued.submitted.body(&view.state);
        Ok(self.fate(&queued.id).await?.unwrap_or(key))
    }

    /// Refuses a submission, by its handle, with a reason that its author reads.
    ///
    /// # Errors
    /// A refusal without a reason, or where somebody else decided first; what the store says.
    pub async fn refuse(
        &self,
        id: &str,
        reason: &str,
        moderator: Actor,
        now: Instant,
    ) -> Result<(), LiveError> {
        if reason.trim().is_empty() {
            return Err(Refusal::field("reason", "refused-reason").into());
        }
        let queued = self.waiting(id).await?;
        let decided = Submitted { fate: Fate::Refused(reason.trim().to_owned()), ..queued.submitted.clone() };
        let text = queued.submitted.submission.text.trim();
        let refused = SubmissionRefused {
            topic: queued.submitted.submission.topic.clone(),
            digest: Digest::from_bytes(*blake3::hash(text.as_bytes()).as_bytes()),
            reason: reason.trim().to_owned(),
        };
        self.act(now, |_| Ok(decision(&queued, &decided, moderator.clone(), refused.clone().into()))).await?;
        Ok(())
    }

    async fn fate(&self, id: &str) -> Result<Option<String>, LiveError> {
        let decided = self.store().document(self.key(), DECIDED, id).await?;
        let decided = decided.and_then(|found| serde_json::from_slice::<Submitted>(&found.body).ok());
        Ok(match decided.map(|decided| decided.fate) {
            Some(Fate::LetIn(key)) => Some(key),
            _ => None,
        })
    }

    async fn waiting(&self, id: &str) -> Result<Queued, LiveError> {
        let all = self.documents(WAITING, "", MOST_QUEUED).await?;
        let found = all.into_iter().find(|queued| queued.handle() == id);
        found.ok_or_else(|| Refusal::of("refused-decided-meanwhile").into())
    }

    async fn own(&self, kind: &str, author: &str) -> Result<Vec<Queued>, LiveError> {
        let mut own = self.documents(kind, author, 100).await?;
        own.retain(|queued| queued.id.starts_with(author));
        Ok(own)
    }

    async fn documents(&self, kind: &str, after: &str, limit: usize) -> Result<Vec<Queued>, LiveError> {
        let found = self.store().documents(self.key(), kind, after, limit).await?;
        let read = |document: store::Document| {
            let submitted = serde_json::from_slice(&document.body).ok()?;
            Some(Queued { id: document.id, version: document.version, submitted })
        };
        Ok(found.into_iter().filter_map(read).collect())
    }
}

/// The deed of a moderator: the act, and the submission out of the queue. Who comes second is refused by the version.
fn decision(queued: &Queued, decided: &Submitted, moderator: Actor, body: Body) -> Deed {
    let mut deed = Deed::of(moderator, vec![body], Vec::new());
    deed.writes.push(put(WAITING, &queued.id, Some(queued.version), None));
    deed.writes.push(put(DECIDED, &queued.id, Some(0), Some(decided)));
    deed
}
