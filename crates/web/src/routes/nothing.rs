//! Where nothing is.

use crate::extract::preferred;
use crate::problem::Problem;
use axum::http::{HeaderMap, Uri};
use terms::Lang;

/// Says so, in the language of the address, as `/FORUM/LANGUAGE/…`; else in one the reader asked for.
pub(crate) async fn here(uri: Uri, headers: HeaderMap) -> Problem {
    let shipped: Vec<Lang> = present::locale::shipped().into_iter().map(Lang::new).collect();
    let tag = uri.path().split('/').nth(2).unwrap_or_default();
    let spoken = shipped.iter().any(|lang| tag.split('-').next() == Some(lang.as_str()));
    let lang = if spoken { Lang::new(tag) } else { preferred(&headers, &shipped) };
    Problem::not_found(&lang)
}
