//! How long each part of a command took, for whoever asks.

use crate::terminal::note;
use std::time::Instant;

/// The parts so far, and since when the next one runs.
pub(super) struct Phases {
    since: Instant,
    list: Vec<(&'static str, f64)>,
}

impl Phases {
    /// Begins the first part.
    #[expect(clippy::disallowed_methods, reason = "told on standard error; no result depends on it")]
    pub(super) fn begin() -> Phases {
        Phases { since: Instant::now(), list: Vec::new() }
    }

    /// Ends a part and begins the next.
    #[expect(clippy::disallowed_methods, reason = "told on standard error; no result depends on it")]
    pub(super) fn end(&mut self, part: &'static str) {
        let now = Instant::now();
        self.list.push((part, now.duration_since(self.since).as_secs_f64() * 1000.0));
        self.since = now;
    }

    /// `Times in ms: reading 120.4, findings 3.1`
    pub(super) fn tell(&self) {
        let parts: Vec<String> = self.list.iter().map(|(part, ms)| format!("{part} {ms:.1}")).collect();
        note(&format!("Times in ms: {}", parts.join(", ")));
    }
}
