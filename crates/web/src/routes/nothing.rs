//! Where nothing is.

use crate::turned_away::told;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;

/// Says so, in the language of the address, as `/FORUM/LANGUAGE/…`; else in one the reader asked for.
pub(crate) async fn here(uri: Uri, headers: HeaderMap) -> Response {
    told((StatusCode::NOT_FOUND, "problem-not-found"), uri.path(), &headers)
}
