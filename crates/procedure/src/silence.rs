//! What a silence procedure asks for, as data.

use serde::{Deserialize, Serialize};

const HOUR: u64 = 60 * 60 * 1000;

/// The parameters of a silence procedure (UN General Assembly, decision 74/544; OSCE Rules of Procedure, Annex 1(A)).
///
/// What is received in silence is "no objection", never agreement. It is assent only where `prior_acceptance` is set,
/// and then of those parties alone that accepted this rule beforehand ([`Seat::accepts_silence`]).
///
/// [`Seat::accepts_silence`]: crate::Seat::accepts_silence
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// How long a party has at the least.
    #[serde(rename = "min_window_millis")]
    pub min_window: Window,
    /// From when that is counted.
    #[serde(default)]
    pub clock_start: ClockStart,
    /// What it does that a party asks for more time.
    #[serde(default)]
    pub extension: Extension,
    /// A proposed amendment breaks the silence as an objection does (OSCE, Annex 1(A)).
    #[serde(default)]
    pub amendment_breaks: bool,
    /// The silence of a party that accepted this rule beforehand is its assent. Without it nobody's is.
    #[serde(default)]
    pub prior_acceptance: bool,
    /// A break withdrawn in time, before the chair has told the others of it, is as if never made. Without it one
    /// break stops the round, and nothing is waited for any more.
    #[serde(default)]
    pub withdrawal_lifts: bool,
    /// What is adopted is confirmed at the next meeting.
    #[serde(default)]
    pub confirm_at_meeting: bool,
}

impl Silence {
    /// 72 hours from the announcement; the chair decides on more time; one break stops it; confirmed later (UN General
    /// Assembly, decision 74/544).
    #[must_use]
    pub fn united_nations() -> Silence {
        Silence {
            min_window: Window(72 * HOUR),
            clock_start: ClockStart::Announced,
            extension: Extension::ChairDecides,
            amendment_breaks: false,
            prior_acceptance: false,
            withdrawal_lifts: false,
            confirm_at_meeting: true,
        }
    }

    /// Until the expiry the chair announces at a meeting; broken by an objection or an amendment (OSCE Rules of
    /// Procedure, Annex 1(A), which names no least window; a day is put here).
    #[must_use]
    pub fn osce() -> Silence {
        Silence {
            min_window: Window(24 * HOUR),
            amendment_breaks: true,
            confirm_at_meeting: false,
            ..Silence::united_nations()
        }
    }
}

/// From when a party's least window is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStart {
    /// From the announcement, for all alike.
    #[default]
    Announced,
    /// From when the party was served, for each its own. A party that was never served has no end, and nothing is
    /// adopted without it.
    Served,
}

/// What it does that a party asks for more time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extension {
    /// The chair extends the round or does not; the request alone does nothing.
    #[default]
    ChairDecides,
    /// The clock stands until the chair has answered.
    Pauses,
    /// It breaks the silence as an objection does.
    Breaks,
}

/// A length of time in milliseconds, never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Window(u64);

/// No length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a window of 0 ms gives nobody time to answer; it is at least 1")]
pub struct BadWindow;

impl Window {
    /// So many hours.
    ///
    /// # Errors
    /// [`BadWindow`] for none.
    pub fn hours(hours: u32) -> Result<Window, BadWindow> {
        Window::try_from(u64::from(hours) * HOUR)
    }

    /// So many milliseconds.
    ///
    /// # Errors
    /// [`BadWindow`] for none.
    pub fn from_millis(millis: u64) -> Result<Window, BadWindow> {
        Window::try_from(millis)
    }

    /// In milliseconds.
    #[must_use]
    pub fn millis(self) -> u64 {
        self.0
    }
}

impl TryFrom<u64> for Window {
    type Error = BadWindow;

    fn try_from(millis: u64) -> Result<Window, BadWindow> {
        if millis == 0 { Err(BadWindow) } else { Ok(Window(millis)) }
    }
}

impl From<Window> for u64 {
    fn from(window: Window) -> u64 {
        window.0
    }
}
