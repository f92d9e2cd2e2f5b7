//! Tells those who watch that there is something new. Numbers only: what to show, each page fetches for itself, so that
//! an idle viewer costs a few kilobytes and a busy minute no more than a number.

use crate::app::App;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use forum::live::Pulse;
use futures_util::{Stream, stream};
use std::convert::Infallible;
use std::time::Duration;
use terms::ForumKey;
use tokio::sync::watch;

/// How many watch, and how to send them home.
pub(crate) struct Watchers {
    closing: watch::Sender<bool>,
}

impl Default for Watchers {
    fn default() -> Watchers {
        Watchers { closing: watch::Sender::new(false) }
    }
}

impl Watchers {
    /// Ends every stream: the server stops.
    pub(crate) fn close(&self) {
        self.closing.send_replace(true);
    }

    /// How many streams are open.
    pub(crate) fn count(&self) -> usize {
        self.closing.receiver_count()
    }
}

/// The stream of a forum.
pub(crate) async fn watch(State(app): State<App>, Path(forum): Path<String>) -> Response {
    let Some(live) = app.forums().get(&ForumKey::new(&forum)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let events = pulses(live.pulse(), app.watchers().closing.subscribe());
    // Behind a proxy that buffers, nothing would be live.
    let unbuffered = [(header::HeaderName::from_static("x-accel-buffering"), "no")];
    (unbuffered, Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(25))))
        .into_response()
}

fn pulses(
    mut pulse: watch::Receiver<Pulse>,
    closing: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    pulse.mark_changed();
    stream::unfold((pulse, closing), |(mut pulse, mut closing)| async move {
        tokio::select! {
            changed = pulse.changed() => changed.ok()?,
            _ = closing.wait_for(|closed| *closed) => return None,
        }
        let now = *pulse.borrow_and_update();
        Some((Ok(Event::default().event("pulse").data(now.to_string())), (pulse, closing)))
    })
}
