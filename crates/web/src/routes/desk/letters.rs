//! The log of deliveries: which letters wait, which were sent, which were not and why.

use super::organiser;
use crate::app::MailWay;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::views::dates;
use crate::views::letters::written;
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use forum::live::letters::{Addressee, KeptLetter, LetterFate, Occasion};
use serde::Deserialize;
use terms::Instant;

const PAGE: &str = "desk/letters";

#[derive(Template)]
#[template(path = "letters.html")]
struct Page {
    frame: Frame,
    told: Told,
    way: String,
    rows: Vec<Row>,
}

/// One letter.
struct Row {
    id: String,
    written: String,
    name: String,
    to: String,
    party: String,
    occasion: String,
    fate: String,
    said: String,
    given_up: bool,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let told = Told::of(&at, &asked, &["retried", "reminded"]);
    page(&at, told).await
}

async fn page(at: &Place, told: Told) -> Result<Response, Problem> {
    let mut rows = Vec::new();
    for waiting in [true, false] {
        let letters = at.live.letters(waiting).await.map_err(|error| at.problem(error))?;
        rows.extend(letters.into_iter().map(|kept| row(at, kept)));
    }
    let way = match &at.app.settings().mail {
        MailWay::Server(server) => at.speech.s("letters-by-server", "server", server),
        MailWay::Folder => at.speech.w("letters-by-folder"),
        MailWay::Nobody => at.speech.w("letters-by-nobody"),
    };
    Ok(crate::routes::page(&Page {
        frame: Frame::new(at, Room::Other, &at.speech.w("letters-title")),
        told,
        way,
        rows,
    }))
}

fn row(at: &Place, kept: KeptLetter) -> Row {
    let letter = kept.letter;
    let moment = |millis: i64| dates::moment(at, Instant::from_millis(millis));
    let (fate, given_up) = match letter.fate {
        LetterFate::Waiting { .. } => (at.speech.w("letter-waiting"), false),
        LetterFate::Sent { at: when } => (at.speech.s("letter-sent", "when", &moment(when)), false),
        LetterFate::GivenUp { at: when } => (at.speech.s("letter-given-up", "when", &moment(when)), true),
    };
    let view = at.live.view();
    let party = letter.party.as_ref().and_then(|party| view.state.name(party));
    Row {
        id: kept.id,
        written: moment(letter.written),
        name: letter.name,
        to: letter.to,
        party: party.map_or_else(String::new, |name| at.speech.name(name.name)),
        occasion: at.speech.w(&format!("letter-{}", letter.occasion.name())),
        fate,
        said: letter.said,
        given_up,
    }
}

/// A letter to try again.
#[derive(Debug, Deserialize)]
pub(crate) struct Sent {
    id: String,
}

pub(crate) async fn retry(at: Place, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = at.live.retry_letter(&sent.id, at.now).await;
    after(&at, done, (PAGE, "retried"), Told::typed("retry", "", ""), |told| page(&at, told)).await
}

pub(crate) async fn remind(at: Place) -> Result<Response, Problem> {
    organiser(&at).await?;
    let write = |to: &Addressee| {
        let view = at.live.view();
        let invited = to.link.party.as_ref().and_then(|party| view.state.membership.invited.get(party));
        let day = invited.map_or_else(String::new, |invited| invited.body.answer_by.clone());
        written(&at, Occasion::Reminder, &day, to)
    };
    let done = at.live.remind(&write, at.now).await;
    let unreachable = done.as_ref().map(|posted| posted.unreachable.clone()).unwrap_or_default();
    if unreachable.is_empty() {
        return after(&at, done, (PAGE, "reminded"), Told::typed("remind", "", ""), |told| page(&at, told))
            .await;
    }
    page(&at, super::delegations::not_reached(&at, "done-reminded", &unreachable)).await
}
