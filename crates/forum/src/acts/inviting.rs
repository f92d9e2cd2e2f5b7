//! Acts by which parties are invited, answer, and say how many people they speak for.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use terms::{MultiText, PartyKey, Standing, Weekday, Zone};

/// A party is invited and asked to answer. Invited again, it is asked anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyInvited {
    /// The party, which is on the list already.
    pub party: PartyKey,
    /// Until which day it is asked to answer, `YYYY-MM-DD`.
    pub answer_by: String,
}

/// A party answers its invitation. The last answer counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyReplied {
    /// The party.
    pub party: PartyKey,
    /// What it says.
    pub reply: Reply,
    /// In its own words; may be empty.
    pub note: String,
}

/// What a party says to its invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// It takes part.
    Accepts,
    /// It does not. It is then not among the parties over which findings are taken.
    Declines,
}

impl Reply {
    /// Both.
    pub const ALL: [Reply; 2] = [Reply::Accepts, Reply::Declines];

    /// The name in forms and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Reply::Accepts => "accepts",
            Reply::Declines => "declines",
        }
    }
}

/// A party declares how many people may vote for it. Declared again, the number takes the place of the one before; it
/// never falls below the codes issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterDeclared {
    /// The party.
    pub party: PartyKey,
    /// How many people.
    pub people: u64,
}

/// Personal codes are issued to a party: their number, never one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodesIssued {
    /// The party.
    pub party: PartyKey,
    /// How many more.
    pub codes: u64,
}

/// A date of the plan, counted back from the opening. Set again, it moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineSet {
    /// Its key, such as `credentials`.
    pub deadline: String,
    /// What is due.
    pub name: MultiText,
    /// How many days before the forum opens.
    pub days_before: u32,
}

/// A party or organisation bears another name from a day on. The names before stay in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyRenamed {
    /// The party.
    pub party: PartyKey,
    /// Its name now. Languages that are not among it keep the name before.
    pub name: MultiText,
    /// Since which day, `YYYY-MM-DD`; not after the day of the act.
    pub since: String,
}

/// A party or organisation has another standing from a day on. What was found or decided before stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingGiven {
    /// The party.
    pub party: PartyKey,
    /// Its standing now.
    pub standing: Standing,
    /// Since which day, `YYYY-MM-DD`; not after the day of the act.
    pub since: String,
}

/// A party says by which clock and calendar its capital lives, so that its deadlines are shown there as they fall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapitalStated {
    /// The party.
    pub party: PartyKey,
    /// The zone, by its IANA name.
    pub zone: Zone,
    /// The days of the week on which nobody works there.
    pub rest: BTreeSet<Weekday>,
    /// The calendar its offices go by.
    pub calendar: Calendar,
}

/// A calendar that offices go by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// The Gregorian one.
    #[default]
    Gregorian,
    /// The Solar Hijri one.
    SolarHijri,
}
