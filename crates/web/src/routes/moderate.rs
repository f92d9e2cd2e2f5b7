//! The queue of what people handed in. Several may work at it: who comes second is told so.

use crate::cookies::Role;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::Spoken;
use crate::views::dates;
use crate::views::discussed::{linked, origin};
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use forum::acts::{Origin, ReplyHidden, StatementTranslated};
use forum::live::entering::DeskRole;
use forum::live::submissions::{Queued, near};
use forum::live::{Deed, Refusal, Subject};
use record::Actor;
use serde::Deserialize;
use terms::{MultiText, StatementKey};

pub(super) const PAGE: &str = "moderate";
/// So many are shown at once.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "moderate.html")]
struct Page {
    frame: Frame,
    told: Told,
    organiser: bool,
    queue: Vec<Waiting>,
    refused: Vec<(String, String)>,
    languages: Vec<(String, String, bool)>,
    /// Who translates by machine, if anybody.
    translator: Option<String>,
}

/// What waits.
struct Waiting {
    id: String,
    text: Spoken,
    what: String,
    about: Option<(String, Spoken)>,
    origin: String,
    when: String,
    sources: Vec<(String, String)>,
    near: Vec<(String, Spoken)>,
}

/// Only moderators and organisers decide.
pub(super) async fn moderator(at: &Place) -> Result<DeskRole, Problem> {
    let not_you =
        || Problem::new(StatusCode::FORBIDDEN, "problem-not-moderator", at.lang()).back(at.to("enter"));
    let session = at.session(Role::Desk).ok_or_else(not_you)?;
    let subject = at.live.subject(&session, at.now).await.map_err(|error| at.problem(error))?;
    match subject {
        Some(Subject::Desk { role: role @ (DeskRole::Organiser | DeskRole::Moderator), .. }) => Ok(role),
        _ => Err(not_you()),
    }
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let told = Told::of(&at, &asked, &["let-in", "refused", "reply-hidden", "translated"]);
    let role = moderator(&at).await?;
    page(&at, &role, told).await
}

pub(super) async fn page(at: &Place, role: &DeskRole, told: Told) -> Result<Response, Problem> {
    let queue = at.live.queue(SHOWN).await.map_err(|error| at.problem(error))?;
    let view = at.live.view();
    let last = view.state.discussion.refused.iter().rev().take(10);
    let refused = |refused: &forum::fold::Cited<forum::acts::SubmissionRefused>| {
        (dates::moment(at, refused.at), refused.body.reason.clone())
    };
    Ok(super::page(&Page {
        frame: Frame::new(at, Room::Other, &at.speech.w("moderate-title")),
        told,
        organiser: *role == DeskRole::Organiser,
        queue: queue.iter().map(|queued| waiting(at, queued)).collect(),
        refused: last.map(refused).collect(),
        languages: super::topic::languages(at),
        translator: at.app.settings().ways.translate.as_ref().map(|way| way.name().to_owned()),
    }))
}

fn waiting(at: &Place, queued: &Queued) -> Waiting {
    let (state, speech) = (&at.view.state, &at.speech);
    let submitted = &queued.submitted;
    let submission = &submitted.submission;
    let statement = |key: &StatementKey| {
        let made = state.statement(key)?;
        Some((at.to(&format!("statement/{key}")), speech.spoken(&made.body.text)))
    };
    let topic = state.topics.iter().find(|topic| topic.body.topic == submission.topic);
    let topic = topic.map_or_else(String::new, |topic| speech.name(&topic.body.name));
    let what = match &submission.reply {
        Some((_, stance)) => speech.w(&format!("moderate-reply-{}", stance.name())),
        None => speech.s("moderate-statement", "topic", &topic),
    };
    let near = match submission.reply {
        Some(_) => Vec::new(),
        None => near(state, &submission.topic, &submission.text),
    };
    let from = Origin {
        tier: Some(submitted.tier),
        party: submitted.party.clone(),
        capacity: Some(submitted.capacity),
    };
    Waiting {
        id: queued.handle().to_owned(),
        text: speech.spoken(&MultiText::of(submission.lang.as_str(), &submission.text)),
        what,
        about: submission.reply.as_ref().and_then(|(key, _)| statement(key)),
        origin: origin(at, Some(&from)),
        when: dates::moment(at, submitted.at),
        sources: submission.sources.iter().map(|source| linked(at, source)).collect(),
        near: near.iter().filter_map(|near| statement(&near.statement)).collect(),
    }
}

/// What the forms of this page send.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    id: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    reply: String,
    #[serde(default)]
    pub(super) statement: String,
    #[serde(default)]
    pub(super) lang: String,
    #[serde(default)]
    pub(super) text: String,
}

pub(crate) fn actor(role: &DeskRole) -> Actor {
    Actor::role(if *role == DeskRole::Moderator { "moderator" } else { "secretariat" })
}

pub(crate) async fn let_in(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let role = moderator(&at).await?;
    let done = at.live.let_in(&sent.id, actor(&role), at.now).await;
    after(&at, done, (PAGE, "let-in"), Told::typed("queue", "", &sent.id), |told| page(&at, &role, told))
        .await
}

pub(crate) async fn refuse(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let role = moderator(&at).await?;
    let reason: String = sent.reason.chars().take(300).collect();
    let done = at.live.refuse(&sent.id, &reason, actor(&role), at.now).await;
    let typed = Told::typed("queue", &sent.reason, &sent.id);
    after(&at, done, (PAGE, "refused"), typed, |told| page(&at, &role, told)).await
}

pub(crate) async fn hide_reply(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let role = moderator(&at).await?;
    let reason: String = sent.reason.trim().chars().take(300).collect();
    let done = at.live.act(at.now, |_| {
        if reason.is_empty() {
            return Err(Refusal::field("hide-reply", "refused-reason"));
        }
        let hidden = ReplyHidden { reply: sent.reply.trim().to_owned(), reason: reason.clone() };
        Ok(Deed::one(actor(&role), hidden))
    });
    let typed = Told::typed("hide-reply", &sent.reason, &sent.reply);
    after(&at, done.await, (PAGE, "reply-hidden"), typed, |told| page(&at, &role, told)).await
}

pub(crate) async fn translate(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    let role = moderator(&at).await?;
    let text: String = sent.text.trim().chars().filter(|c| !c.is_control()).take(1_000).collect();
    let done = at.live.act(at.now, |_| {
        if text.is_empty() {
            return Err(Refusal::field("translate", "refused-needed"));
        }
        let translated = StatementTranslated {
            statement: StatementKey::new(sent.statement.trim()),
            lang: super::topic::language(&at, &sent.lang),
            text: text.clone(),
            by_machine: false,
        };
        Ok(Deed::one(actor(&role), translated))
    });
    let typed = Told::typed("translate", &sent.text, &sent.statement);
    after(&at, done.await, (PAGE, "translated"), typed, |told| page(&at, &role, told)).await
}
