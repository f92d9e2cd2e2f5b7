//! Reminding delegations that were called and have said nothing yet.

use super::fields::Fields;
use crate::extract::Place;
use crate::problem::Problem;
use crate::views::letters::of_adoption;
use crate::views::told::Told;
use axum::response::{IntoResponse, Redirect, Response};
use forum::fold::State;
use forum::live::letters::Addressee;
use terms::PartyKey;

/// Writes to heads and alternates; says of whom no address is known.
pub(crate) async fn remind(at: Place) -> Result<Response, Problem> {
    crate::routes::desk::organiser(&at).await?;
    let view = at.live.view();
    let silent = silent(&view.state);
    let write = |to: &Addressee| of_adoption(&at, to);
    let posted = at.live.write_to(&silent, &write, at.now).await.map_err(|error| at.problem(error))?;
    if posted.unreachable.is_empty() {
        return Ok(Redirect::to(&at.to("text/round?done=remind")).into_response());
    }
    let names = super::round::names(&at, &view.state, posted.unreachable.iter()).join(", ");
    let done = at.speech.w("did-remind");
    let error = at.speech.s("letters-unreachable", "parties", &names);
    super::round::page(&at, Told { done, error, ..Told::default() }, Fields::default()).await
}

/// The parties that were called to an adoption that goes on, and have said nothing.
pub(crate) fn silent(state: &State) -> Vec<PartyKey> {
    let adoption = state.text.as_ref().and_then(|text| text.adoption.as_ref());
    let adoption = adoption.filter(|adoption| adoption.declared.is_none());
    adoption.map(|adoption| adoption.unheard().cloned().collect()).unwrap_or_default()
}
