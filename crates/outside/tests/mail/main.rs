//! What is promised of letters, held against a mail server of our own and a folder.

mod encrypted;
mod fake;
mod folder;
mod reading;
mod server;

use outside::mail::Letter;
use terms::{Instant, Lang};

fn letter() -> Letter {
    Letter {
        id: "invitation-42".to_owned(),
        from: "Forum of Cities <forum@example.org>".to_owned(),
        to: "delegate@example.net".to_owned(),
        subject: "Your invitation".to_owned(),
        body: "Welcome.\n.A line that begins with a dot.\n".to_owned(),
        lang: Lang::new("en"),
        date: Instant::from_millis(1_764_105_000_123),
    }
}
