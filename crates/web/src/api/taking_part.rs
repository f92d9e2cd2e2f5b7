//! Votes, own answers, what to ask next, and what is handed in, with the token of a participant.
#![expect(unused_qualifications, reason = "written by the macro that describes the endpoints")]

use super::answer::{Asker, Refused};
use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use forum::acts::Stance;
use forum::live::Cast;
use forum::live::secret::unhex;
use forum::live::submissions::{Fate, Submission, Submitted};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{Lang, StatementKey, TopicKey, Vote};
use utoipa::{IntoParams, ToSchema};

/// So many votes fit into one request.
const MOST: usize = 200;

/// A vote.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VoteSent {
    /// The statement.
    statement: String,
    /// 1 agree, 0 pass, -1 disagree.
    vote: i64,
    /// The revision of the own answer that was seen; 0 for none. A vote on an older one is kept and not counted.
    seen: u32,
    /// 32 hexadecimal signs, drawn by the sender; the same for every try, so that it is counted once.
    request: String,
}

/// How a vote was received.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VoteReceived {
    /// Whether it counts.
    counted: bool,
    /// The revision of the answer now.
    revision: u32,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/votes", params(("forum" = String, Path, description = "The forum.")), request_body = [VoteSent], security(("token" = [])), responses((status = 200, body = [VoteReceived], description = "All were taken, and are on the disk."), (status = 401, body = Refused, description = "No participant's token came with it."), (status = 422, body = Refused, description = "None was taken.")))]
pub(crate) async fn vote(
    at: Asker,
    sent: Result<Json<Vec<VoteSent>>, JsonRejection>,
) -> Result<Json<Vec<VoteReceived>>, Refused> {
    let voter = at.voter().await?;
    let unclear = || at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form");
    let Json(sent) = sent.map_err(|_| unclear())?;
    let read = |sent: &VoteSent| {
        Some(Cast {
            statement: StatementKey::new(&sent.statement),
            vote: Vote::from_sign(sent.vote)?,
            seen: sent.seen,
            request: unhex(&sent.request)?,
        })
    };
    let casts: Option<Vec<Cast>> = sent.iter().map(read).collect();
    let casts = casts.filter(|casts| !casts.is_empty() && casts.len() <= MOST).ok_or_else(unclear)?;
    let receipts = at.live.vote(&voter, casts, at.now).await.map_err(|error| at.failed(error))?;
    let received = |receipt: &store::Receipt| VoteReceived {
        counted: receipt.standing == store::Standing::Counted,
        revision: receipt.revision,
    };
    Ok(Json(receipts.iter().map(received).collect()))
}

/// An own answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AnswerView {
    /// The statement.
    statement: String,
    /// 1 agree, 0 pass, -1 disagree.
    vote: i64,
    /// Its revision, from 1.
    revision: u32,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/answers", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = [AnswerView], description = "The own answers, nobody else's."), (status = 401, body = Refused, description = "No participant's token came with it.")))]
pub(crate) async fn answers(at: Asker) -> Result<Json<Vec<AnswerView>>, Refused> {
    let voter = at.voter().await?;
    let answers = at.live.answers(&voter).await.map_err(|error| at.failed(error))?;
    let shown = |answer: &store::Answer| AnswerView {
        statement: answer.statement.to_string(),
        vote: i64::from(answer.vote.sign()),
        revision: answer.revision,
    };
    Ok(Json(answers.iter().map(shown).collect()))
}

/// What to ask.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub(crate) struct Wanted {
    /// Of this topic alone.
    topic: Option<String>,
    /// How many, at most 50; 1 if it is left out.
    count: Option<usize>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/next", params(("forum" = String, Path, description = "The forum."), Wanted), security(("token" = [])), responses((status = 200, body = [String], description = "The keys of the statements to ask next."), (status = 401, body = Refused, description = "No participant's token came with it.")))]
pub(crate) async fn next(at: Asker, Query(wanted): Query<Wanted>) -> Result<Json<Vec<String>>, Refused> {
    let voter = at.voter().await?;
    let answers = at.live.answers(&voter).await.map_err(|error| at.failed(error))?;
    let answered: BTreeSet<StatementKey> = answers.into_iter().map(|answer| answer.statement).collect();
    let topic = wanted.topic.as_deref().map(TopicKey::new);
    let count = wanted.count.unwrap_or(1).min(50);
    let next = at.live.next(voter.party.as_ref(), &voter.id.bytes(), &answered, topic.as_ref(), count);
    at.live.served(&voter, &next, at.now).await.map_err(|error| at.failed(error))?;
    Ok(Json(next.into_iter().map(|next| next.statement.to_string()).collect()))
}

/// A statement or reply, handed in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubmissionSent {
    /// In which topic.
    topic: String,
    /// What it says, at most 280 characters.
    text: String,
    /// In which language.
    lang: String,
    /// The statement it replies to; a statement of its own if it is left out.
    reply_to: Option<String>,
    /// for, against or question; for replies.
    stance: Option<String>,
    /// Addresses that begin with https://, or keys of papers.
    #[serde(default)]
    sources: Vec<String>,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/submissions", params(("forum" = String, Path, description = "The forum.")), request_body = SubmissionSent, security(("token" = [])), responses((status = 202, description = "It waits for a moderator."), (status = 401, body = Refused, description = "No participant's token came with it."), (status = 422, body = Refused, description = "It was not taken.")))]
pub(crate) async fn submit(
    at: Asker,
    sent: Result<Json<SubmissionSent>, JsonRejection>,
) -> Result<StatusCode, Refused> {
    let voter = at.voter().await?;
    let unclear = || at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form");
    let Json(sent) = sent.map_err(|_| unclear())?;
    let stance = sent.stance.as_deref().map(|name| Stance::named(name).ok_or_else(unclear)).transpose()?;
    let reply = sent.reply_to.as_deref().map(StatementKey::new);
    let submission = Submission {
        topic: TopicKey::new(&sent.topic),
        reply: reply.map(|reply| (reply, stance.unwrap_or(Stance::Question))),
        text: sent.text.trim().to_owned(),
        lang: Lang::new(&sent.lang),
        sources: sent.sources,
    };
    at.live.submit(&voter, submission, at.now).await.map_err(|error| at.failed(error))?;
    Ok(StatusCode::ACCEPTED)
}

/// What somebody handed in, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnView {
    /// In which topic.
    topic: String,
    /// What it says.
    text: String,
    /// The statement it replies to.
    reply_to: Option<String>,
    /// waiting, `let_in` or refused.
    fate: &'static str,
    /// The key of the statement or reply it became.
    key: Option<String>,
    /// Why it was not let in.
    reason: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/submissions/own", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = [OwnView], description = "What the holder handed in, nobody else's."), (status = 401, body = Refused, description = "No participant's token came with it.")))]
pub(crate) async fn own(at: Asker) -> Result<Json<Vec<OwnView>>, Refused> {
    let voter = at.voter().await?;
    let own = at.live.own_submissions(&voter).await.map_err(|error| at.failed(error))?;
    let shown = |submitted: Submitted| {
        let (fate, key, reason) = match submitted.fate {
            Fate::Waiting => ("waiting", None, None),
            Fate::LetIn(key) => ("let_in", Some(key), None),
            Fate::Refused(reason) => ("refused", None, Some(reason)),
        };
        let submission = submitted.submission;
        OwnView {
            topic: submission.topic.to_string(),
            text: submission.text,
            reply_to: submission.reply.map(|(of, _)| of.to_string()),
            fate,
            key,
            reason,
        }
    };
    Ok(Json(own.into_iter().map(shown).collect()))
}
