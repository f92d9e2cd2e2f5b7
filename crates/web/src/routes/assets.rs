//! Styles and scripts.

use crate::app::App;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// A file whose address carries its digest: it never changes, so it may be kept for good.
pub(crate) async fn file(State(app): State<App>, uri: Uri) -> Response {
    match app.assets().at(uri.path()) {
        Some(asset) => {
            let kept = [
                (header::CONTENT_TYPE, asset.media),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (kept, asset.bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The service worker, which must stand at the root to see the pages of every forum.
pub(crate) async fn worker(State(app): State<App>) -> Response {
    match app.assets().at(app.assets().address("sw.js")) {
        Some(asset) => {
            ([(header::CONTENT_TYPE, asset.media), (header::CACHE_CONTROL, "no-cache")], asset.bytes)
                .into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The sign of the house, which browsers ask for.
pub(crate) async fn icon() -> Response {
    let kept = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (kept, include_bytes!("../../assets/icon.svg").as_slice()).into_response()
}
