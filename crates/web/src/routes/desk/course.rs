//! The course of the forum: the next phase, topics closed and opened again, statements hidden and restored.

use super::{Typed, after, organiser};
use crate::extract::Place;
use crate::problem::Problem;
use axum::Form;
use axum::response::Response;
use forum::acts::{Body, PhaseChanged, StatementHidden, StatementRestored, TopicClosed, TopicReopened};
use forum::live::{Deed, Refusal};
use record::Actor;
use serde::Deserialize;
use terms::{Phase, StatementKey, TopicKey};

/// The phase to enter.
#[derive(Debug, Deserialize)]
pub(crate) struct Entered {
    phase: String,
}

pub(crate) async fn phase(at: Place, Form(entered): Form<Entered>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let phase = Phase::named(&entered.phase);
    let done = at.live.act(at.now, |_| {
        let phase = phase.ok_or(Refusal::field("phase", "refused-form"))?;
        Ok(Deed::one(Actor::role("secretariat"), PhaseChanged { phase }))
    });
    let done = done.await;
    after(&at, done, "phase", Typed { field: "phase", ..Typed::default() })
}

/// A topic to close or to open again.
#[derive(Debug, Deserialize)]
pub(crate) struct Topic {
    topic: String,
    open: bool,
}

pub(crate) async fn topic(at: Place, Form(wanted): Form<Topic>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = at.live.act(at.now, |_| {
        let topic = TopicKey::new(&wanted.topic);
        let body: Body =
            if wanted.open { TopicReopened { topic }.into() } else { TopicClosed { topic }.into() };
        Ok(Deed::one(Actor::role("secretariat"), body))
    });
    let done = done.await;
    after(&at, done, "topics", Typed { field: "topics", ..Typed::default() })
}

/// A statement to hide or to restore.
#[derive(Debug, Deserialize)]
pub(crate) struct Statement {
    statement: String,
    #[serde(default)]
    reason: String,
    hide: bool,
}

pub(crate) async fn statement(at: Place, Form(wanted): Form<Statement>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let reason = wanted.reason.trim().to_owned();
    let done = at.live.act(at.now, |_| {
        let statement = StatementKey::new(wanted.statement.trim());
        let body: Body = match wanted.hide {
            true if reason.is_empty() => return Err(Refusal::field("hide", "refused-reason")),
            true => StatementHidden { statement, reason: reason.clone() }.into(),
            false => StatementRestored { statement }.into(),
        };
        Ok(Deed::one(Actor::role("secretariat"), body))
    });
    let done = done.await;
    let typed = Typed { field: "hide", text: wanted.reason, topic: wanted.statement, ..Typed::default() };
    after(&at, done, "statements", typed)
}
