//! What is turned away before an endpoint has it: too large, of a kind that the address does not take, not readable, sent
//! from elsewhere. It is said on a page in the reader's language, or as JSON to a program, like any other refusal.

use crate::extract::preferred;
use crate::problem::Problem;
use crate::speech::Speech;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use forum::live::Refusal;
use terms::Lang;

/// Puts it in words.
pub(crate) async fn in_words(request: Request, next: Next) -> Response {
    let (path, headers) = (request.uri().path().to_owned(), request.headers().clone());
    let bare = next.run(request).await;
    let message = match bare.status() {
        _ if !is_bare(&bare) => return bare,
        StatusCode::BAD_REQUEST
        | StatusCode::LENGTH_REQUIRED
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY => "problem-form",
        StatusCode::PAYLOAD_TOO_LARGE => "problem-too-large",
        StatusCode::REQUEST_TIMEOUT => "problem-slow",
        StatusCode::METHOD_NOT_ALLOWED => "problem-method",
        StatusCode::FORBIDDEN => "problem-elsewhere",
        _ => return bare,
    };
    let told = told((bare.status(), message), &path, &headers);
    let (mut parts, body) = told.into_parts();
    // Such as which methods the address takes.
    for (name, value) in bare.headers() {
        if !matches!(*name, header::CONTENT_TYPE | header::CONTENT_LENGTH) {
            parts.headers.insert(name, value.clone());
        }
    }
    Response::from_parts(parts, body)
}

/// Whether nobody here wrote this answer: our own are pages or JSON.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

/// What is said of it, to a reader or a program.
pub(crate) fn told(
    (status, message): (StatusCode, &'static str),
    path: &str,
    headers: &HeaderMap,
) -> Response {
    let lang = language(path, headers);
    let speech = Speech::new(lang.clone());
    let most = [
        ("form", speech.integer(crate::router::LARGEST_BODY as u64 / 1024)),
        ("file", speech.integer(forum::live::papers::LARGEST_PAPER as u64 / (1024 * 1024))),
    ];
    let sent = headers.get(header::CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    if path.starts_with("/api/") || sent.starts_with(b"application/json") {
        let refusal =
            most.iter().fold(Refusal::of(message), |refusal, (name, most)| refusal.with(name, most));
        return crate::api::answer::told(&speech, status, &refusal).into_response();
    }
    let mut problem = Problem::new(status, message, &lang);
    for (name, most) in &most {
        problem = problem.with(name, most);
    }
    match came_from(headers) {
        Some(back) => problem.back(back),
        None => problem,
    }
    .into_response()
}

/// The language of an address `/FORUM/LANGUAGE/…`; else one that the reader asked for.
pub(crate) fn language(path: &str, headers: &HeaderMap) -> Lang {
    let shipped: Vec<Lang> = present::locale::shipped().into_iter().map(Lang::new).collect();
    let tag = path.split('/').nth(2).unwrap_or_default();
    let spoken = shipped.iter().any(|lang| tag.split('-').next() == Some(lang.as_str()));
    if spoken { Lang::new(tag) } else { preferred(headers, &shipped) }
}

/// The page of this server that the form stood on, where a browser may still have what was typed.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let from = headers.get(header::REFERER)?.to_str().ok()?;
    let (_, address) = from.split_once("://")?;
    let (of, path) = address.split_once('/')?;
    (of == host && !path.starts_with(['/', '\\'])).then(|| format!("/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_reader_is_led_back_to_a_page_of_this_server_and_to_no_other() {
        let back = |referer: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("forum.example"));
            headers.insert(header::REFERER, HeaderValue::from_static(referer));
            came_from(&headers)
        };
        assert_eq!(back("https://forum.example/f/en/take-part?x=1").as_deref(), Some("/f/en/take-part?x=1"));
        for elsewhere in
            ["https://elsewhere.example/f", "https://forum.example", "https://forum.example//evil", ""]
        {
            assert_eq!(back(elsewhere), None, "{elsewhere}");
        }
    }
}
