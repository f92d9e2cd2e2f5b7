//! A reply to a statement, handed in.

use crate::extract::Place;
use crate::problem::{Problem, refusal};
use crate::routes::topic::{hand_in, language};
use crate::views::told::Told;
use axum::Form;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use forum::acts::Stance;
use forum::live::LiveError;
use forum::live::submissions::Submission;
use serde::Deserialize;
use std::collections::BTreeMap;
use terms::StatementKey;

/// A reply from the form.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    stance: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    sources: String,
}

pub(crate) async fn hand(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let key = StatementKey::new(parts.get("statement").map_or("", String::as_str));
    let missing = || Problem::not_found(at.lang()).back(at.to("board"));
    let topic = at.view.state.statement(&key).ok_or_else(missing)?.body.topic.clone();
    let submission = Submission {
        topic,
        reply: Some((key.clone(), Stance::named(&sent.stance).unwrap_or(Stance::Question))),
        text: sent.text.trim().to_owned(),
        lang: language(&at, &sent.lang),
        sources: sent.sources.split_whitespace().map(str::to_owned).collect(),
    };
    let known = at.voter().await?;
    let (done, cookie) = hand_in(&at, known, submission).await?;
    let mut response = match done {
        Ok(()) => Redirect::to(&at.to(&format!("statement/{key}?done=submitted#replies"))).into_response(),
        Err(error) => {
            let refused = refusal(error).map_err(|error| at.problem(LiveError::Store(error)))?;
            let error = at.speech.says(refused.message, &refused.args);
            let typed = Told::typed("reply", &sent.text, &sent.stance);
            let typed = typed.and("sources", &sent.sources).and("lang", &sent.lang);
            let told = Told { error, ..typed };
            let page = super::statement::whole(&at, &key, told).await?;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    };
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}
