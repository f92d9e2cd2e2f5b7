//! A person who votes: how they came in, in what role they speak, and the name under which votes are kept.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How a participant came in. The tiers are counted apart; only attested votes certify a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// With a single-use personal code that a party issued from its declared roster.
    Attested,
    /// With a personal link from an organiser.
    Invited,
    /// With a link or picture code that anyone may share.
    Open,
}

impl Tier {
    /// All tiers, the one that certifies first.
    pub const ALL: [Tier; 3] = [Tier::Attested, Tier::Invited, Tier::Open];

    /// The name in files and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tier::Attested => "attested",
            Tier::Invited => "invited",
            Tier::Open => "open",
        }
    }

    /// The tier of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Tier> {
        Tier::ALL.into_iter().find(|tier| tier.name() == name)
    }
}

/// In what role a person takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// An official of a party.
    Official,
    /// An expert.
    Expert,
    /// Speaking for an organisation.
    Organisation,
    /// Somebody who lives there.
    Resident,
}

impl Capacity {
    /// All capacities.
    pub const ALL: [Capacity; 4] =
        [Capacity::Official, Capacity::Expert, Capacity::Organisation, Capacity::Resident];

    /// The name in files and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Capacity::Official => "official",
            Capacity::Expert => "expert",
            Capacity::Organisation => "organisation",
            Capacity::Resident => "resident",
        }
    }

    /// The capacity of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Capacity> {
        Capacity::ALL.into_iter().find(|capacity| capacity.name() == name)
    }
}

/// The random 128-bit name under which a participant's votes are kept. Never an id of personal data.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pseudonym([u8; 16]);

impl Pseudonym {
    /// The pseudonym of these bytes, drawn by the caller: there is no chance here.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Pseudonym {
        Pseudonym(bytes)
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        self.0
    }
}

/// Nothing of it may reach a log by accident.
impl fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pseudonym(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_meaning() {
        for tier in Tier::ALL {
            assert_eq!(Tier::named(tier.name()), Some(tier));
        }
        for capacity in Capacity::ALL {
            assert_eq!(Capacity::named(capacity.name()), Some(capacity));
        }
        assert_eq!(Tier::named("anybody"), None);
    }

    #[test]
    fn a_pseudonym_does_not_show_itself() {
        assert!(!format!("{:?}", Pseudonym::from_bytes([171; 16])).contains("ab"));
    }
}
