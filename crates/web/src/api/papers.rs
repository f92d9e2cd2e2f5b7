//! Background papers: for everybody to read; for organisers to file, as an address or as a file.

use super::answer::{Asker, Refused};
use super::reading::{Texts, texts};
use crate::app::App;
use crate::views::paper_form as form;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use forum::acts::{PaperFiled, PaperSource};
use forum::fold::Cited;
use forum::live::NewPaper;
use record::Actor;
use serde::{Deserialize, Serialize};
use terms::{Capacity, Lang, TopicKey};
use utoipa::ToSchema;

/// A paper.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PaperView {
    /// The key by which statements and replies cite it.
    paper: String,
    /// Its topic.
    topic: String,
    /// Its title by language.
    title: Texts,
    /// Who wrote it, by language.
    author: Texts,
    /// official, expert, organisation or resident.
    capacity: &'static str,
    /// Where it can be read: an `https://` address, or the path of its file on this server.
    address: String,
    /// The BLAKE3 digest of its file, hexadecimal; null for an address elsewhere.
    digest: Option<String>,
    /// The media type of its file.
    media: Option<String>,
    /// How many bytes its file has.
    bytes: Option<u64>,
}

#[utoipa::path(get, path = "/api/v1/forums/{forum}/papers", params(("forum" = String, Path, description = "The forum.")), responses((status = 200, body = [PaperView], description = "Its papers, in the order in which they were filed.")))]
pub(crate) async fn list(at: Asker) -> Json<Vec<PaperView>> {
    let view = at.live.view();
    let lang = at.speech.lang();
    let shown = |filed: &Cited<PaperFiled>| {
        let body = &filed.body;
        let (address, file) = match &body.source {
            PaperSource::Link(address) => (address.clone(), None),
            PaperSource::File { digest, media, bytes } => {
                let path = format!("/{}/{lang}/paper/{}", at.live.key(), body.paper);
                (path, Some((digest.to_string(), media.clone(), *bytes)))
            }
        };
        PaperView {
            paper: body.paper.clone(),
            topic: body.topic.to_string(),
            title: texts(&body.title),
            author: texts(&body.author),
            capacity: body.capacity.name(),
            address,
            digest: file.as_ref().map(|(digest, ..)| digest.clone()),
            media: file.as_ref().map(|(_, media, _)| media.clone()),
            bytes: file.map(|(.., bytes)| bytes),
        }
    };
    Json(view.state.discussion.papers.iter().map(shown).collect())
}

/// A background paper at an address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaperSent {
    /// Its topic.
    topic: String,
    /// Its title.
    title: String,
    /// Who wrote it.
    author: String,
    /// official, expert, organisation or resident.
    capacity: String,
    /// The language of title and author.
    lang: String,
    /// An `https://` address.
    link: String,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/papers", params(("forum" = String, Path, description = "The forum.")), request_body = PaperSent, security(("token" = [])), responses((status = 201, body = String, description = "The key by which statements cite it."), (status = 422, body = Refused, description = "It was not filed.")))]
pub(crate) async fn link(
    at: Asker,
    sent: Result<Json<PaperSent>, JsonRejection>,
) -> Result<(StatusCode, Json<String>), Refused> {
    at.organiser().await?;
    let Json(sent) = sent.map_err(|_| at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form"))?;
    file_paper(&at, sent, Vec::new()).await
}

async fn file_paper(
    at: &Asker,
    sent: PaperSent,
    bytes: Vec<u8>,
) -> Result<(StatusCode, Json<String>), Refused> {
    let unclear = || at.says(StatusCode::UNPROCESSABLE_ENTITY, "refused-form");
    let new = NewPaper {
        topic: TopicKey::new(&sent.topic),
        title: sent.title,
        author: sent.author,
        capacity: Capacity::named(&sent.capacity).ok_or_else(unclear)?,
        lang: Lang::new(&sent.lang),
        link: sent.link,
        bytes,
    };
    let filed = at.live.file_paper(Actor::role("secretariat"), &new, at.now).await;
    Ok((StatusCode::CREATED, Json(filed.map_err(|error| at.failed(error))?)))
}

/// A background paper as a file, as a form with these fields.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "it describes a form, which is read field by field")]
pub(crate) struct PaperForm {
    /// Its topic.
    topic: String,
    /// Its title.
    title: String,
    /// Who wrote it.
    author: String,
    /// official, expert, organisation or resident.
    capacity: String,
    /// The language of title and author.
    lang: String,
    /// The file. What it is, is seen from its bytes alone.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

#[utoipa::path(post, path = "/api/v1/forums/{forum}/papers/files", params(("forum" = String, Path, description = "The forum.")), request_body(content = PaperForm, content_type = "multipart/form-data"), security(("token" = [])), responses((status = 201, body = String, description = "The key by which statements cite it."), (status = 413, description = "The file is larger than ten megabytes."), (status = 422, body = Refused, description = "It was not filed.")))]
pub(crate) async fn file(
    at: Asker,
    State(app): State<App>,
    request: Request,
) -> Result<(StatusCode, Json<String>), Refused> {
    at.organiser().await?;
    let form = form::PaperForm::read(request, &app).await.map_err(|refusal| at.refused(refusal))?;
    let form::PaperForm { topic, title, author, capacity, lang, bytes, .. } = form;
    let sent = PaperSent { topic, title, author, capacity, lang, link: String::new() };
    file_paper(&at, sent, bytes).await
}
