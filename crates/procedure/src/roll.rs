//! Who is called on a text, until when.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{Digest, Instant, PartyKey, Standing};

/// A party's seat in one adoption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The party.
    pub party: PartyKey,
    /// Its standing at the time.
    pub standing: Standing,
    /// Whether its standing decides this adoption. Others are heard and recorded.
    pub decides: bool,
    /// Whether it is present.
    pub present: bool,
    /// Whether the decision is about it.
    pub concerned: bool,
    /// Its population when the roll was made, in any unit that is the same for all; 0 where no rule asks for it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub population: u64,
    /// Whether it accepted beforehand that its silence under this rule is assent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub accepts_silence: bool,
    /// The clear, gross and uncorrected violation the decision is about, in the words of the body that found it (CSCE,
    /// Prague 1992). Under a rule that asks for one, a party concerned without it is counted as any other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub violation: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(population: &u64) -> bool {
    *population == 0
}

impl Seat {
    /// A deciding party, present.
    #[must_use]
    pub fn deciding(party: PartyKey, standing: Standing) -> Seat {
        Seat {
            party,
            standing,
            decides: true,
            present: true,
            concerned: false,
            population: 0,
            accepts_silence: false,
            violation: None,
        }
    }

    /// A party that is present, heard and recorded.
    #[must_use]
    pub fn consulted(party: PartyKey, standing: Standing) -> Seat {
        Seat { decides: false, ..Seat::deciding(party, standing) }
    }
}

/// The parties called on one text, and until when they may answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Roll {
    text: Digest,
    deadline: Instant,
    seats: Vec<Seat>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    text: Digest,
    deadline: Instant,
    seats: Vec<Seat>,
}

/// Why seats do not make a roll.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RollError {
    /// A party has two seats.
    #[error("party {0} is on the roll twice; a party has one seat")]
    Twice(PartyKey),
}

impl Roll {
    /// The roll of these parties on the frozen text with this digest. An answer received at the deadline is in time.
    ///
    /// # Errors
    /// [`RollError::Twice`] where a party has two seats.
    pub fn new(text: Digest, deadline: Instant, mut seats: Vec<Seat>) -> Result<Roll, RollError> {
        seats.sort_by(|a, b| a.party.cmp(&b.party));
        let mut seen = BTreeSet::new();
        if let Some(twice) = seats.iter().find(|seat| !seen.insert(&seat.party)) {
            return Err(RollError::Twice(twice.party.clone()));
        }
        Ok(Roll { text, deadline, seats })
    }

    /// The text under adoption.
    #[must_use]
    pub fn text(&self) -> Digest {
        self.text
    }

    /// The last instant at which an answer is in time.
    #[must_use]
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// The seats, in order of party.
    #[must_use]
    pub fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// The seat of a party.
    #[must_use]
    pub fn seat(&self, party: &PartyKey) -> Option<&Seat> {
        self.seats.binary_search_by(|seat| seat.party.cmp(party)).ok().map(|at| &self.seats[at])
    }
}

impl TryFrom<Raw> for Roll {
    type Error = RollError;

    fn try_from(Raw { text, deadline, seats }: Raw) -> Result<Roll, RollError> {
        Roll::new(text, deadline, seats)
    }
}

impl From<Roll> for Raw {
    fn from(Roll { text, deadline, seats }: Roll) -> Raw {
        Raw { text, deadline, seats }
    }
}
