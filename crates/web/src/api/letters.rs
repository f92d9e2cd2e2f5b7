//! The log of deliveries.

use super::answer::{Asker, Refused};
use crate::routes::text::reminding::posted;
use crate::views::letters::written;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use forum::live::letters::{Addressee, KeptLetter, LetterFate, Occasion};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A letter, without its text, which holds a link.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LetterView {
    /// Its id.
    id: String,
    /// The address it goes to.
    to: String,
    /// The name of the person.
    name: String,
    /// The party they act for.
    party: Option<String>,
    /// Why it is written.
    occasion: &'static str,
    /// The language it is in.
    lang: String,
    /// Its subject.
    subject: String,
    /// waiting, sent or `given_up`.
    fate: &'static str,
    /// Since when or when next, in milliseconds since 1970 UTC.
    at: i64,
    /// How often it was tried.
    tries: u32,
}

fn view(kept: &KeptLetter) -> LetterView {
    let letter = &kept.letter;
    let (fate, at) = match letter.fate {
        LetterFate::Waiting { next } => ("waiting", next),
        LetterFate::Sent { at } => ("sent", at),
        LetterFate::GivenUp { at } => ("given_up", at),
    };
    LetterView {
        id: kept.id.clone(),
        to: letter.to.clone(),
        name: letter.name.clone(),
        party: letter.party.as_ref().map(ToString::to_string),
        occasion: letter.occasion.name(),
        lang: letter.lang.to_string(),
        subject: letter.subject.clone(),
        fate,
        at,
        tries: letter.tries,
    }
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/letters", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = [LetterView], description = "What waits, then the log, the latest first in each."), (status = 401, body = Refused, description = "No organiser's token came with it.")))]
pub(crate) async fn list(at: Asker) -> Result<Json<Vec<LetterView>>, Refused> {
    at.organiser().await?;
    let mut all = at.live.letters(true).await.map_err(|error| at.failed(error))?;
    all.extend(at.live.letters(false).await.map_err(|error| at.failed(error))?);
    Ok(Json(all.iter().map(view).collect()))
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/letters/{id}/retry", params(("forum" = String, Path, description = "The forum."), ("id" = String, Path, description = "The id of the letter.")), security(("token" = [])), responses((status = 204, description = "A letter that was given up waits again; another is left as it is."), (status = 401, body = Refused, description = "No organiser's token came with it.")))]
pub(crate) async fn retry(
    at: Asker,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<StatusCode, Refused> {
    at.organiser().await?;
    let id = parts.get("id").map_or("", String::as_str);
    let done = at.live.retry_letter(id, at.now).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| at.failed(error))
}

/// What became of reminders.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RemindersView {
    /// How many letters were written.
    letters: u64,
    /// The parties of which nobody has an address for mail.
    unreachable: Vec<String>,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/letters/reminders", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = RemindersView, description = "Every party that was invited and has not answered is reminded."), (status = 401, body = Refused, description = "No organiser's token came with it.")))]
pub(crate) async fn remind(at: Asker) -> Result<Json<RemindersView>, Refused> {
    at.organiser().await?;
    let place = at.place();
    let write = |to: &Addressee| {
        let invited = to.link.party.as_ref().and_then(|party| place.view.state.membership.invited.get(party));
        let day = invited.map_or("", |invited| invited.body.answer_by.as_str());
        written(&place, Occasion::Reminder, day, to)
    };
    let posted = at.live.remind(&write, at.now).await.map_err(|error| at.failed(error))?;
    let unreachable = posted.unreachable.iter().map(ToString::to_string).collect();
    Ok(Json(RemindersView { letters: posted.letters, unreachable }))
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/text/reminders", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, body = RemindersView, description = "Every party that decides and has not said where it stands on every clause of a negotiated text is reminded; once the adoption is open, every party that was called to it and has said nothing."), (status = 401, body = Refused, description = "No organiser's token came with it.")))]
pub(crate) async fn remind_of_text(at: Asker) -> Result<Json<RemindersView>, Refused> {
    at.organiser().await?;
    let posted = posted(&at.place(), &at.live).await.map_err(|error| at.failed(error))?;
    let unreachable = posted.unreachable.iter().map(ToString::to_string).collect();
    Ok(Json(RemindersView { letters: posted.letters, unreachable }))
}
