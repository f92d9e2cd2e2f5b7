//! One line per request, for whoever watches the server: which kind of address, how it ended, how long it took. Never
//! the address itself, which may hold a code, nor who asked.

use crate::app::App;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// Where the lines go; nowhere by default.
#[derive(Clone, Default)]
pub struct Journal(Option<Arc<Write>>);

type Write = dyn Fn(&Line) + Send + Sync;

impl Journal {
    /// Hands every line to `write`.
    pub fn to(write: impl Fn(&Line) + Send + Sync + 'static) -> Journal {
        Journal(Some(Arc::new(write)))
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Journal(…)" } else { "Journal(nowhere)" })
    }
}

/// One request, after it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// When it came, in milliseconds since 1970 UTC.
    pub at: i64,
    /// GET, POST and so on.
    pub method: String,
    /// The pattern of its address, such as `/{forum}/enter/{secret}`; `-` where there is none.
    pub route: String,
    /// The status of the answer.
    pub status: u16,
    /// How long it took, in milliseconds.
    pub took: i64,
}

/// Notes a request once it is answered.
pub(crate) async fn note(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(write) = app.settings().journal.0.clone() else { return next.run(request).await };
    let (at, method) = (app.now().millis(), request.method().to_string());
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    // A clock that was set back in between must not log a time below nothing.
    let took = (app.now().millis() - at).max(0);
    write(&Line { at, method, route, status: response.status().as_u16(), took });
    response
}
