//! Addresses without a language lead on to the reader's own.

use super::enter::Leads;
use crate::app::App;
use crate::extract::{languages, preferred};
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Redirect;
use terms::{ForumKey, Lang};

/// A forum's front page.
pub(crate) async fn choose(
    State(app): State<App>,
    Path(forum): Path<String>,
    headers: HeaderMap,
) -> Result<Redirect, Problem> {
    let lang = language(&app, &forum, &headers)?;
    Ok(Redirect::to(&format!("/{forum}/{lang}")))
}

/// A link or picture code that lets somebody in.
pub(crate) async fn choose_for_enter(
    State(app): State<App>,
    Path((forum, secret)): Path<(String, String)>,
    Query(leads): Query<Leads>,
    headers: HeaderMap,
) -> Result<Redirect, Problem> {
    let lang = language(&app, &forum, &headers)?;
    // Whatever was written there goes on only as the signs a secret has.
    let secret: String = secret.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    Ok(Redirect::to(&format!("/{forum}/{lang}/enter/{secret}{}", leads.query())))
}

fn language(app: &App, forum: &str, headers: &HeaderMap) -> Result<Lang, Problem> {
    let live = app.forums().get(&ForumKey::new(forum));
    let live = live.ok_or_else(|| Problem::not_found(&preferred(headers, &[])))?;
    Ok(preferred(headers, &languages(&live.view())))
}
