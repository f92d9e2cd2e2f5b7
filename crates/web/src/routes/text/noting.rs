//! The note of a delegation beside a clause, for its own delegates.

use super::fields::Fields;
use crate::extract::Place;
use crate::problem::Problem;
use crate::views::told::{Told, after};
use axum::Form;
use axum::response::Response;
use text::ClauseId;

/// Writes it.
pub(crate) async fn write(at: Place, Form(sent): Form<Vec<(String, String)>>) -> Result<Response, Problem> {
    let named = crate::routes::delegation::delegate(&at).await?;
    let fields = Fields::of(sent);
    let clause = ClauseId::new(fields.get("clause"));
    let view = at.live.view();
    let text = view.state.text.as_ref().filter(|text| text.draft.wordings(&clause).next().is_some());
    let text = text.ok_or_else(|| Problem::not_found(at.lang()).back(at.to("text")))?;
    let seen = fields.get("seen").parse().unwrap_or_default();
    let note = (fields.get("note"), seen);
    let done = at.live.write_note(&named.party, (text.begun.act, &clause), note, at.now).await;
    let typed = Told::typed("note", fields.get("note"), "");
    let page = format!("text/clause/{clause}");
    let again = |told| super::clause::page(&at, clause.as_str(), told, (Fields::default(), &super::NOTHING));
    after(&at, done, (&page, "note"), typed, again).await
}
