//! A code as somebody types it: what is read is written in one way, and reading that gives the same.
#![no_main]

use forum::live::Secret;
use forum::live::secret::{Purpose, hex, unhex};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(secret) = Secret::read(text) {
        for written in [secret.text(), secret.grouped(), secret.text().to_lowercase()] {
            assert_eq!(Secret::read(&written), Some(secret.clone()));
        }
        assert_ne!(secret.hash(Purpose::Session), secret.hash(Purpose::Ticket));
    }
    if let Some(bytes) = unhex(text) {
        assert_eq!(unhex(&hex(&bytes)), Some(bytes));
    }
});
