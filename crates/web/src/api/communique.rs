//! The communiqué, in the language that is asked for: sentence by sentence with the acts behind each, or as plain text.
#![expect(unused_qualifications, reason = "written by the macro that describes the endpoints")]

use super::answer::Asker;
use crate::speech::Speech;
use axum::Json;
use axum::extract::Query;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use forum::communique::{Communique, Section, Sentence, of_state};
use serde::{Deserialize, Serialize};
use terms::Lang;
use utoipa::{IntoParams, ToSchema};

/// In which language.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub(crate) struct Asked {
    /// Its tag; without one, or where the pages do not speak it, the first that `Accept-Language` names.
    #[serde(default)]
    lang: String,
}

/// A sentence of the communiqué.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SentenceView {
    /// What it says.
    text: String,
    /// The numbers of the acts that it rests on.
    acts: Vec<u64>,
    /// What is listed below it, in the same form.
    #[schema(no_recursion)]
    items: Vec<SentenceView>,
}

/// A section of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SectionView {
    /// Its heading.
    heading: String,
    /// Its sentences.
    sentences: Vec<SentenceView>,
}

/// The communiqué in one language.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CommuniqueView {
    /// The language.
    lang: String,
    /// The name of the forum.
    forum: String,
    /// The headline.
    headline: SentenceView,
    /// Its sections.
    sections: Vec<SectionView>,
    /// The hash of the tree over the acts it was written from, hexadecimal.
    head: String,
    /// Where everything is simulated, the sentence that says so, as it is recorded.
    simulation: Option<String>,
    /// The whole as plain text, with its footnotes.
    text: String,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/communique", params(("forum" = String, Path, description = "The forum."), Asked), responses((status = 200, body = Option<CommuniqueView>, description = "The communiqué; null while no findings are published. Who sends `Accept: text/plain` is answered in plain text, empty while there is none.")))]
pub(crate) async fn show(at: Asker, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let view = at.live.view();
    let known = crate::extract::languages(&view).into_iter().find(|lang| lang.as_str() == asked.lang);
    let lang = known.unwrap_or_else(|| at.speech.lang().clone());
    let published = view.state.findings.is_some();
    let written = published.then(|| of_state(&view.record, &view.state, &lang).ok()).flatten();
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    if accept.starts_with("text/plain") {
        let text = written.map_or_else(String::new, |communique| communique.text());
        return ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response();
    }
    Json(written.map(|communique| shown(&communique, &lang))).into_response()
}

fn shown(communique: &Communique, lang: &Lang) -> CommuniqueView {
    let speech = Speech::new(lang.clone());
    let section = |section: &Section| SectionView {
        heading: speech.w(section.heading),
        sentences: section.sentences.iter().map(|said| sentence(said, lang)).collect(),
    };
    CommuniqueView {
        lang: lang.to_string(),
        forum: communique.forum.clone(),
        headline: sentence(&communique.headline, lang),
        sections: communique.sections.iter().map(section).collect(),
        head: communique.head.to_string(),
        simulation: communique.simulation.as_ref().map(|(_, mark)| mark.clone()),
        text: communique.text(),
    }
}

fn sentence(said: &Sentence, lang: &Lang) -> SentenceView {
    SentenceView {
        text: said.write(lang),
        acts: said.acts().into_iter().collect(),
        items: said.items.iter().map(|item| sentence(item, lang)).collect(),
    }
}
