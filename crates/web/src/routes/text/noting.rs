//! The note of a delegation beside a clause, for its own delegates.

use super::fields::Fields;
use crate::extract::Place;
use crate::problem::{Problem, refusal};
use crate::views::told::Told;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use forum::live::LiveError;
use text::ClauseId;

/// Writes it.
pub(crate) async fn write(at: Place, Form(sent): Form<Vec<(String, String)>>) -> Result<Response, Problem> {
    let named = crate::routes::delegation::delegate(&at).await?;
    let fields = Fields::of(sent);
    let clause = ClauseId::new(fields.get("clause"));
    let view = at.live.view();
    let known = view.state.text.as_ref().and_then(|text| text.draft.wordings(&clause).next());
    if known.is_none() {
        return Err(Problem::not_found(at.lang()).back(at.to("text")));
    }
    let seen = fields.get("seen").parse().unwrap_or_default();
    let done = at.live.write_note(&named.party, &clause, (fields.get("note"), seen), at.now).await;
    let error = match done {
        Ok(()) => {
            return Ok(Redirect::to(&at.to(&format!("text/clause/{clause}?done=note"))).into_response());
        }
        Err(error) => error,
    };
    let refused = refusal(error).map_err(|error| at.problem(LiveError::Store(error)))?;
    let error = at.speech.says(refused.message, &refused.args);
    let told = Told { error, ..Told::typed("note", fields.get("note"), "") };
    let page = super::clause::page(&at, clause.as_str(), told, Fields::default()).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
