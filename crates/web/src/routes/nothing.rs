//! Where nothing is.

use crate::extract::preferred;
use crate::problem::Problem;
use axum::http::HeaderMap;
use terms::Lang;

/// Says so, in a language the reader asked for.
pub(crate) async fn here(headers: HeaderMap) -> Problem {
    let shipped: Vec<Lang> = present::locale::shipped().into_iter().map(Lang::new).collect();
    Problem::not_found(&preferred(&headers, &shipped))
}
