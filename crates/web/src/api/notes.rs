//! What a delegation has of the text for itself: notes beside the clauses, and a pack to take along.

use super::answer::{Asker, Refused};
use super::desk::Done;
use crate::routes::text::pack;
use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::JsonRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use forum::acts::DelegateNamed;
use serde::{Deserialize, Serialize};
use terms::PartyKey;
use text::ClauseId;
use utoipa::ToSchema;

/// A note of a delegation beside a clause.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoteView {
    /// Its words; empty where there is none.
    note: String,
    /// Its version, which whoever changes it sends back; 0 where there is none.
    seen: u64,
    /// When it was written, in milliseconds since 1970 UTC.
    at: Option<i64>,
}

/// A note in place of the one that was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteSent {
    /// Its words; none take the note away.
    note: String,
    /// The version that was seen; 0 for none.
    seen: u64,
}

/// A pack, filled in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackSent {
    /// The file as it was taken along, with what the delegation wrote behind `position:`, `reason:` and `remedy:`.
    pack: String,
}

/// Whose note it is, and beside what: the act that began the text, and the clause.
async fn beside(at: &Asker, clause: &str) -> Result<(PartyKey, u64, ClauseId), Refused> {
    let DelegateNamed { party, .. } = at.delegate().await?;
    let (view, clause) = (at.live.view(), ClauseId::new(clause));
    let text = view.state.text.as_ref().filter(|text| text.draft.wordings(&clause).next().is_some());
    let text = text.ok_or_else(|| at.says(StatusCode::NOT_FOUND, "problem-not-found"))?;
    Ok((party, text.begun.act, clause))
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/text/notes/{clause}", params(("forum" = String, Path, description = "The forum."), ("clause" = String, Path, description = "The clause.")), security(("token" = [])), responses((status = 200, body = NoteView, description = "The note of the own delegation, which nobody else reads."), (status = 401, body = Refused, description = "No delegate's token came with it."), (status = 404, body = Refused, description = "There is no such clause.")))]
pub(crate) async fn note(
    at: Asker,
    Path((_, clause)): Path<(String, String)>,
) -> Result<Json<NoteView>, Refused> {
    let (party, text, clause) = beside(&at, &clause).await?;
    let note = at.live.note(&party, (text, &clause)).await.map_err(|error| at.failed(error))?;
    Ok(Json(NoteView { note: note.words, seen: note.version, at: note.at.map(|at| at.millis()) }))
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/text/notes/{clause}", params(("forum" = String, Path, description = "The forum."), ("clause" = String, Path, description = "The clause.")), request_body = NoteSent, security(("token" = [])), responses((status = 204, description = "It is kept, for the own delegation alone."), (status = 404, body = Refused, description = "There is no such clause."), (status = 422, body = Refused, description = "It is too long, or somebody else of the delegation wrote meanwhile.")))]
pub(crate) async fn write(
    at: Asker,
    Path((_, clause)): Path<(String, String)>,
    sent: Result<Json<NoteSent>, JsonRejection>,
) -> Result<StatusCode, Refused> {
    let (party, text, clause) = beside(&at, &clause).await?;
    let Json(sent) = sent.map_err(|_| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    let done = at.live.write_note(&party, (text, &clause), (&sent.note, sent.seen), at.now).await;
    done.map(|()| StatusCode::NO_CONTENT).map_err(|error| at.failed(error))
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/text/pack", params(("forum" = String, Path, description = "The forum.")), security(("token" = [])), responses((status = 200, description = "The text to take along, in the language that `Accept-Language` asks for.", body = String, content_type = "text/plain"), (status = 401, body = Refused, description = "No delegate's token came with it."), (status = 404, body = Refused, description = "No text is begun.")))]
pub(crate) async fn take(at: Asker) -> Result<Response, Refused> {
    let named = at.delegate().await?;
    let view = at.live.view();
    let text = view.state.text.as_ref().ok_or_else(|| at.says(StatusCode::NOT_FOUND, "refused-no-text"))?;
    let head = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((head, pack::written(&at.place(), &view.state, text, &named)).into_response())
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/text/pack", params(("forum" = String, Path, description = "The forum.")), request_body = PackSent, security(("token" = [])), responses((status = 200, body = Done, description = "All of it stands in the record."), (status = 401, body = Refused, description = "No delegate's token came with it."), (status = 422, body = Refused, description = "None of it was taken; the line is named.")))]
pub(crate) async fn hand(
    at: Asker,
    sent: Result<Json<PackSent>, JsonRejection>,
) -> Result<Json<Done>, Refused> {
    let named = at.delegate().await?;
    let Json(sent) = sent.map_err(|_| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    let deed = |state: &forum::fold::State| pack::deed(state, (&sent.pack, &at.speech), &named, at.now);
    let done = at.live.act(at.now, deed).await;
    done.map(|acts| Json(Done { acts })).map_err(|error| at.failed(error))
}
