//! The convening desk: what comes next, and the lists of a forum.

pub(crate) mod codes;
pub(crate) mod convene;
pub(crate) mod course;
pub(crate) mod delegations;
pub(crate) mod guide;
pub(crate) mod letters;
pub(crate) mod links;
pub(crate) mod lists;
pub(crate) mod names;
pub(crate) mod people;
pub(crate) mod plan;
pub(crate) mod publish;

use crate::cookies::Role;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::{Problem, refusal};
use crate::speech::{Spoken, by_name};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use forum::live::entering::DeskRole;
use forum::live::{LiveError, Refusal, Subject};
use serde::Deserialize;
use terms::Phase;

#[derive(Template)]
#[template(path = "desk.html")]
struct Page {
    frame: Frame,
    done: String,
    steps: Vec<Step>,
    parties: Vec<(String, Spoken, String, String)>,
    topics: Vec<Topic>,
    phases: Vec<(&'static str, String)>,
    hidden: Vec<(String, Spoken, String)>,
    typed: Typed,
    published: String,
}

/// A topic on the desk.
struct Topic {
    key: String,
    name: Spoken,
    count: String,
    open: bool,
}

/// A step of the checklist.
struct Step {
    done: bool,
    text: String,
    anchor: &'static str,
}

/// What was typed where it was refused, with the refusal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    pub(crate) field: &'static str,
    pub(crate) text: String,
    pub(crate) topic: String,
    pub(crate) error: String,
}

/// What may stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    done: String,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = match asked.done.as_str() {
        "parties" | "topics" | "statements" | "published" | "phase" | "asked" => {
            at.speech.w(&format!("desk-done-{}", asked.done))
        }
        _ => String::new(),
    };
    Ok(super::page(&page(&at, done, Typed::default())))
}

/// Only an organiser works here; others are told how to come in.
pub(crate) async fn organiser(at: &Place) -> Result<(), Problem> {
    let not_you =
        || Problem::new(StatusCode::FORBIDDEN, "problem-not-organiser", at.lang()).back(at.to("enter"));
    let session = at.session(Role::Desk).ok_or_else(not_you)?;
    let subject = at.live.subject(&session, at.now).await.map_err(|error| at.problem(error))?;
    match subject {
        Some(Subject::Desk { role: DeskRole::Organiser, .. }) => Ok(()),
        _ => Err(not_you()),
    }
}

/// Back to the desk, saying what was done; or the desk again, with what was typed and why it was refused.
pub(crate) fn after<T>(
    at: &Place,
    done: Result<T, LiveError>,
    what: &str,
    typed: Typed,
) -> Result<Response, Problem> {
    match done {
        Ok(_) => Ok(Redirect::to(&at.to(&format!("desk?done={what}"))).into_response()),
        Err(error) => {
            let refused = refusal(error).map_err(|error| at.problem(LiveError::Store(error)))?;
            Ok(refused_page(at, &refused, typed))
        }
    }
}

pub(crate) fn refused_page(at: &Place, refused: &Refusal, typed: Typed) -> Response {
    let error = at.speech.says(refused.message, &refused.args);
    let page = page(at, String::new(), Typed { error, ..typed });
    (StatusCode::UNPROCESSABLE_ENTITY, super::page(&page)).into_response()
}

fn page(at: &Place, done: String, typed: Typed) -> Page {
    let (state, speech) = (&at.view.state, &at.speech);
    let party = |key: &terms::PartyKey, standing: &terms::Standing| {
        let entry = state.standings().iter().find(|entry| entry.key == *standing);
        let name = state.name(key).map_or_else(terms::MultiText::default, |name| name.name.clone());
        let standing = entry.map_or(standing.to_string(), |entry| speech.name(&entry.name));
        (key.to_string(), speech.spoken(&name), standing, at.to(&format!("party/{key}")))
    };
    let topic = |topic: &forum::fold::Cited<forum::acts::TopicOpened>| Topic {
        key: topic.body.topic.to_string(),
        name: speech.spoken(&topic.body.name),
        count: speech.n(
            "desk-statements-count",
            "count",
            state.statements_of(&topic.body.topic).count() as u64,
        ),
        open: state.topic_open(&topic.body.topic),
    };
    let hidden = |hidden: &forum::fold::Cited<forum::acts::StatementHidden>| {
        let made = state.statement(&hidden.body.statement)?;
        Some((hidden.body.statement.to_string(), speech.spoken(&made.body.text), hidden.body.reason.clone()))
    };
    Page {
        frame: Frame::new(at, Room::Other, &speech.w("desk-title")),
        done,
        steps: steps(at),
        parties: by_name(
            at,
            state.participants().map(|(key, standing)| party(key, standing)).collect(),
            |(_, name, ..)| &name.text,
        ),
        topics: state.topics.iter().map(topic).collect(),
        phases: phases(at),
        hidden: state.hidden.iter().filter_map(hidden).collect(),
        published: state.findings.as_ref().map_or_else(
            || speech.w("desk-never-published"),
            |found| {
                speech
                    .says("desk-published", &[("when", crate::views::dates::moment(at, found.published.at))])
            },
        ),
        typed,
    }
}

/// The phases that can be entered from here.
fn phases(at: &Place) -> Vec<(&'static str, String)> {
    let now = at.view.state.phase();
    let back = |phase: Phase| now == Phase::Adopting && phase == Phase::Drafting;
    let next = Phase::ALL.into_iter().filter(|phase| *phase > now || back(*phase));
    next.map(|phase| (phase.name(), at.speech.w(&format!("phase-{}", phase.name().replace('_', "-")))))
        .collect()
}

fn steps(at: &Place) -> Vec<Step> {
    let state = &at.view.state;
    let step =
        |done: bool, message: &str, anchor: &'static str| Step { done, text: at.speech.w(message), anchor };
    vec![
        step(state.counted().len() > 1, "desk-step-parties", "parties"),
        step(!state.topics.is_empty(), "desk-step-topics", "topics"),
        step(!state.statements.is_empty(), "desk-step-statements", "statements"),
        step(state.phase() >= Phase::Open, "desk-step-open", "phase"),
        step(at.live.board().votes > 0, "desk-step-codes", "codes"),
        step(state.findings.is_some(), "desk-step-publish", "publish"),
    ]
}
