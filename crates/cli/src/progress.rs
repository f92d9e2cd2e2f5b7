//! A sign of life for work that takes longer than a second, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Counts rows. Silent when standard error is piped, and for the first second.
pub(crate) struct Progress {
    begun: Instant,
    visible: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Begins to count.
    #[expect(clippy::disallowed_methods, reason = "the binary decides when a person has waited long enough")]
    pub(crate) fn begin() -> Progress {
        Progress { begun: Instant::now(), visible: std::io::stderr().is_terminal(), bar: OnceLock::new() }
    }

    /// So many rows are done.
    pub(crate) fn rows(&self, done: u64) {
        if self.visible && self.begun.elapsed() > Duration::from_secs(1) {
            self.bar.get_or_init(spinner).set_position(done);
        }
    }

    /// So much of a piece of work is done.
    #[cfg(feature = "files")]
    pub(crate) fn step(&self, name: &str, done: usize, of: usize) {
        if self.visible {
            let bar = self.bar.get_or_init(steps);
            bar.set_message(name.to_owned());
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        }
    }

    /// Clears the line.
    pub(crate) fn end(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn spinner() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {human_pos} rows, {per_sec}");
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10))
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

#[cfg(feature = "files")]
fn steps() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} · {msg} · {elapsed}");
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4))
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
