//! Lists pasted from a spreadsheet: parties, topics, statements.

use super::{Typed, after, organiser};
use crate::extract::Place;
use crate::problem::Problem;
use axum::Form;
use axum::response::Response;
use forum::live::desk;
use serde::Deserialize;
use terms::TopicKey;

/// A pasted list.
#[derive(Debug, Deserialize)]
pub(crate) struct Pasted {
    text: String,
    #[serde(default)]
    topic: String,
}

pub(crate) async fn parties(at: Place, Form(pasted): Form<Pasted>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let lang = at.lang().clone();
    let year = jiff::Timestamp::from_millisecond(at.now.millis()).unwrap_or_default();
    let year = u16::try_from(year.to_zoned(jiff::tz::TimeZone::UTC).year()).unwrap_or_default();
    let done = at.live.act(at.now, |state| Ok(desk::deed(desk::parties(state, &pasted.text, &lang, year)?)));
    let done = done.await;
    after(&at, done, "parties", Typed { field: "parties", text: pasted.text, ..Typed::default() })
}

pub(crate) async fn topics(at: Place, Form(pasted): Form<Pasted>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let lang = at.lang().clone();
    let done = at.live.act(at.now, |state| Ok(desk::deed(desk::topics(state, &pasted.text, &lang)?))).await;
    after(&at, done, "topics", Typed { field: "topics", text: pasted.text, ..Typed::default() })
}

pub(crate) async fn statements(at: Place, Form(pasted): Form<Pasted>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let (lang, topic) = (at.lang().clone(), TopicKey::new(&pasted.topic));
    let done =
        at.live.act(at.now, |state| Ok(desk::deed(desk::statements(state, &topic, &pasted.text, &lang)?)));
    let done = done.await;
    let typed = Typed { field: "statements", text: pasted.text, topic: pasted.topic, ..Typed::default() };
    after(&at, done, "statements", typed)
}
