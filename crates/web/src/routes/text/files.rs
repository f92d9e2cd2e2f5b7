//! The published text as files, in every language and format; the bundle that anybody can verify; receipts.

use super::Reader;
use crate::extract::Place;
use crate::problem::Problem;
use crate::published::{self, NoFiles};
use crate::routes::record::may_read;
use axum::extract::Path;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use terms::Lang;

/// The formats of a sheet, by the ending of its file.
const FORMATS: [&str; 4] = ["pdf", "docx", "html", "txt"];

/// What can be taken away in one language.
pub(crate) struct Shelf {
    pub(crate) lang: String,
    /// The name of the language, in that language.
    pub(crate) name: String,
    /// What it is, and its files: format and address.
    pub(crate) sheets: Vec<(String, Vec<(&'static str, String)>)>,
}

/// All that can be taken away of a published text.
pub(crate) fn shelves(at: &Place) -> Vec<Shelf> {
    let (forum, state) = (at.live.key(), &at.live.view().state);
    let (languages, record) = published::offered(forum, state);
    let shelf = |lang: &Lang| {
        let address = |what: &str, ending: &str| at.to(&format!("text/file/{what}.{lang}.{ending}"));
        let sheet = |what: &str, more: &[&'static str]| {
            let formats = FORMATS.iter().chain(more).map(|ending| (*ending, address(what, ending)));
            (at.speech.w(&format!("text-file-{what}")), formats.collect())
        };
        let mut sheets = vec![sheet("text", &["akn.xml"])];
        sheets.extend(record.then(|| sheet("adoption-record", &[])));
        sheets.push(sheet("communique", &[]));
        let name = crate::speech::Speech::new(lang.clone()).w("language-own-name");
        Shelf { lang: lang.to_string(), name, sheets }
    };
    languages.iter().map(shelf).collect()
}

/// A file of the published text: its bytes.
pub(crate) async fn file_of(at: &Place, name: &str) -> Result<Option<Vec<u8>>, NoFiles> {
    let setter = at.app.settings().ways.set.clone();
    let papers = at.app.shelf().papers(&at.live, setter, name.ends_with(".pdf")).await?;
    match (papers.file(name), &papers.without_pdf) {
        (Some(bytes), _) => Ok(Some(bytes.to_vec())),
        (None, Some(why)) if name.ends_with(".pdf") => Err(NoFiles::Failed(why.clone())),
        _ => Ok(None),
    }
}

/// A file of the published text.
pub(crate) async fn file(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let name = parts.get("name").map_or("", String::as_str);
    let missing = || Problem::not_found(at.lang()).back(at.to("text"));
    let bytes = file_of(&at, name).await.map_err(|why| problem(&at, why))?.ok_or_else(missing)?;
    Ok(handed(name, bytes))
}

/// Why a file cannot be had: the status and the message.
pub(crate) fn why_not(why: &NoFiles) -> (StatusCode, &'static str) {
    match why {
        NoFiles::NotYet => (StatusCode::NOT_FOUND, "problem-text-not-published"),
        NoFiles::NoKey => (StatusCode::CONFLICT, "problem-no-key"),
        NoFiles::Failed(_) => (StatusCode::SERVICE_UNAVAILABLE, "problem-no-papers"),
    }
}

/// The bundle, as an archive.
pub(crate) async fn bundle(at: Place) -> Result<Response, Problem> {
    let bytes = bundle_of(&at).await.map_err(|why| problem(&at, why))?;
    Ok(handed("bundle.zip", bytes))
}

/// The bundle of the record as it is now.
pub(crate) async fn bundle_of(at: &Place) -> Result<Vec<u8>, NoFiles> {
    at.app.shelf().bundle(&at.live, at.now).await.map(|bytes| bytes.to_vec())
}

/// The receipt of an act, for whoever may read the act.
pub(crate) async fn receipt(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let missing =
        || Problem::new(StatusCode::NOT_FOUND, "problem-no-receipt", at.lang()).back(at.to("record"));
    let number = parts.get("act").and_then(|name| name.strip_suffix(".json")).map(str::parse::<u64>);
    let Some(Ok(number)) = number else { return Err(missing()) };
    let reader = Reader::of(&at).await?;
    let bytes = receipt_of(&at, number, &reader).map_err(|why| problem(&at, why))?.ok_or_else(missing)?;
    Ok(handed(&format!("receipt-{number}.json"), bytes))
}

/// The receipt of an act; `None` where there is no such act, or none of it for this reader.
pub(crate) fn receipt_of(at: &Place, number: u64, reader: &Reader) -> Result<Option<Vec<u8>>, NoFiles> {
    let view = at.live.view();
    let act = view.record.act(number).filter(|act| ::bundle::has_receipt(&act.kind));
    if !act.is_some_and(|act| may_read(&view, act, reader)) {
        return Ok(None);
    }
    let key = at.live.signing_key().ok_or(NoFiles::NoKey)?;
    Ok(::bundle::receipt_for(&view.record, number, at.now, key))
}

fn problem(at: &Place, why: NoFiles) -> Problem {
    let (status, message) = why_not(&why);
    let problem = Problem::new(status, message, at.lang()).back(at.to("text"));
    match why {
        NoFiles::Failed(why) => problem.with("why", &why),
        _ => problem,
    }
}

/// What a file is, by its ending.
fn media(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("html") => "text/html; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("zip") => "application/zip",
        Some("xml") => "application/akn+xml; charset=utf-8",
        _ => "application/json",
    }
}

/// Handed over to be kept, never shown in the page's own place.
pub(crate) fn handed(name: &str, bytes: Vec<u8>) -> Response {
    let head = [
        (header::CONTENT_TYPE, media(name).to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (HeaderName::from_static("content-security-policy"), "default-src 'none'; sandbox".to_owned()),
    ];
    (head, bytes).into_response()
}
