//! The news of the forum: the communiqué, sentence by sentence, each with its footnote into the record.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use forum::communique;

#[derive(Template)]
#[template(path = "press.html")]
struct Page {
    frame: Frame,
    article: Option<String>,
    text: String,
    record: String,
    lines: String,
}

pub(crate) async fn show(at: Place) -> Response {
    let record = at.to("record");
    let written = written(&at);
    super::page(&Page {
        frame: Frame::new(&at, Room::Press, &at.speech.w("room-press")),
        article: written.map(|communique| communique.article(&|act| format!("{record}?act={act}#act-{act}"))),
        text: at.to("press.txt"),
        lines: format!("/{}/record.jsonl", at.live.key()),
        record,
    })
}

/// The same as plain text.
pub(crate) async fn text(at: Place) -> Response {
    let text = written(&at).map_or(String::new(), |communique| communique.text());
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// The communiqué, once findings are published: before that there is no news.
fn written(at: &Place) -> Option<communique::Communique> {
    at.view.state.findings.as_ref()?;
    communique::of_state(&at.view.record, &at.view.state, at.lang()).ok()
}
