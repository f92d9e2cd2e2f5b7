//! The file of a background paper. It is handed over to be kept, never shown in the page's own place: what somebody
//! filed must not run as if it were ours.

use crate::extract::Place;
use crate::problem::Problem;
use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use forum::live::papers::kind_of;
use std::collections::BTreeMap;

pub(crate) async fn file(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let key = parts.get("paper").map_or("", String::as_str);
    let missing = || Problem::not_found(at.lang()).back(at.to("topics"));
    let filed = at.view.state.discussion.paper(key).ok_or_else(missing)?;
    let blob = at.live.paper_file(key).await.map_err(|error| at.problem(error))?.ok_or_else(missing)?;
    let ending = kind_of(&blob.bytes).map_or("bin", |(_, ending)| ending);
    let title = at.speech.name(&filed.body.title);
    let head = [
        (header::CONTENT_TYPE, blob.media),
        (header::CONTENT_DISPOSITION, disposition(&title, ending)),
        (HeaderName::from_static("content-security-policy"), "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((head, blob.bytes).into_response())
}

/// The name under which a browser keeps it: the title, in the form of RFC 6266 for names of any script.
fn disposition(title: &str, ending: &str) -> String {
    let plain: String = title.chars().filter(|c| !c.is_control()).take(80).collect();
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    let escaped: String = plain.bytes().map(byte).collect();
    format!("attachment; filename=\"paper.{ending}\"; filename*=UTF-8''{escaped}.{ending}")
}
