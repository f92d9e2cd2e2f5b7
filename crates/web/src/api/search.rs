//! Searching what people wrote and what is shown, for everybody.
#![expect(unused_qualifications, reason = "written by the macro that describes the endpoints")]

use super::answer::Asker;
use super::reading::{Texts, texts};
use axum::Json;
use axum::extract::Query;
use forum::live::search::search;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// So many are shown of each kind.
const SHOWN: usize = 50;

/// What to look for.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub(crate) struct Asked {
    /// Words that must all be there, in any language.
    #[serde(default)]
    q: String,
}

/// Something found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitView {
    /// statement, topic, party, paper or reply.
    kind: &'static str,
    /// Its key.
    key: String,
    /// The statement of a reply, the topic of a paper.
    part_of: Option<String>,
    /// What it says, by language.
    text: Texts,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/search", params(("forum" = String, Path, description = "The forum."), Asked), responses((status = 200, body = [HitView], description = "What holds all the words, at most 50 of each kind; nothing without a word.")))]
pub(crate) async fn found(at: Asker, Query(asked): Query<Asked>) -> Json<Vec<HitView>> {
    let view = at.live.view();
    let hits = search(&view.state, &asked.q, SHOWN).into_iter();
    let shown = hits.map(|hit| HitView {
        kind: hit.found.name(),
        key: hit.key,
        part_of: Some(hit.part_of).filter(|part_of| !part_of.is_empty()),
        text: texts(hit.text),
    });
    Json(shown.collect())
}
