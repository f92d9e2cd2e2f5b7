//! Reminding delegations that have not said where they stand: on the clauses while the text is negotiated, on the text once
//! they were called to its adoption.

use super::Stage;
use super::fields::Fields;
use crate::extract::Place;
use crate::problem::Problem;
use crate::views::letters::{of_adoption, of_negotiation};
use crate::views::told::Told;
use axum::response::{IntoResponse, Redirect, Response};
use forum::fold::State;
use forum::live::letters::{Addressee, Letter, Posted};
use forum::live::{LiveError, LiveForum};
use terms::{PartyKey, Right};

/// Writes to heads and alternates; says of whom no address is known.
pub(crate) async fn remind(at: Place) -> Result<Response, Problem> {
    crate::routes::desk::organiser(&at).await?;
    let view = at.live.view();
    let (posted, page) = (posted(&at, &at.live).await, page(&view.state));
    let posted = posted.map_err(|error| at.problem(error))?;
    if posted.unreachable.is_empty() {
        return Ok(Redirect::to(&at.to(&format!("{page}?done=remind"))).into_response());
    }
    let names = super::round::names(&at, &view.state, posted.unreachable.iter()).join(", ");
    let done = at.speech.w("did-remind");
    let error = at.speech.s("letters-unreachable", "parties", &names);
    let told = Told { done, error, ..Told::default() };
    match page {
        "text" => super::page(&at, told, Fields::default(), &super::NOTHING).await,
        _ => super::round::page(&at, told, Fields::default()).await,
    }
}

/// The page on which reminders are asked for now.
fn page(state: &State) -> &'static str {
    match Stage::of(state.text.as_ref()) {
        Stage::Open => "text",
        _ => "text/round",
    }
}

/// Writes to everybody who is silent now.
pub(crate) async fn posted(at: &Place, live: &LiveForum) -> Result<Posted, LiveError> {
    let state = &at.view.state;
    let write: fn(&Place, &Addressee) -> Option<Letter> = match Stage::of(state.text.as_ref()) {
        Stage::Open => of_negotiation,
        _ => of_adoption,
    };
    live.write_to(&silent(state), &|to: &Addressee| write(at, to), at.now).await
}

/// The parties that are asked and have said nothing, or not to every clause.
fn silent(state: &State) -> Vec<PartyKey> {
    let Some(text) = &state.text else { return Vec::new() };
    if Stage::of(Some(text)) == Stage::Open {
        let decides = state.participants().filter(|(_, standing)| state.has_right(standing, Right::Decide));
        let unsaid = decides.map(|(party, _)| party).filter(|party| text.unsaid(party).next().is_some());
        return unsaid.cloned().collect();
    }
    let adoption = text.adoption.as_ref().filter(|adoption| adoption.declared.is_none());
    adoption.map(|adoption| adoption.unheard().cloned().collect()).unwrap_or_default()
}
