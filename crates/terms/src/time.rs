//! Instants as integers. There is no clock here: "now" is always an argument.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// The instant so many milliseconds after the epoch.
    #[must_use]
    pub fn from_millis(millis: i64) -> Instant {
        Instant(millis)
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0
    }
}

/// An IANA time zone name a person chose, kept beside an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Zone(String);

impl Zone {
    /// The zone with this IANA name, for example `Asia/Shanghai`.
    #[must_use]
    pub fn new(name: &str) -> Zone {
        Zone(name.to_owned())
    }

    /// The IANA name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
