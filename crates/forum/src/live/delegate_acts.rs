//! What a delegate does for their party: answers the invitation, declares the roster, registers the delegation's key.
//! Each is one act, bound to the delegate whose session it is, so that it can be signed on their own device as well.

use super::acting::Deed;
use super::delegate_texts::TextAct;
use super::error::Refusal;
use crate::acts::{
    Calendar, CapitalStated, DelegateNamed, DelegateRole, KeyRegistered, PartyReplied, Reply, RosterDeclared,
};
use crate::fold::State;
use record::{Actor, PublicKey};
use std::collections::BTreeSet;
use terms::{Instant, Weekday, Zone};

/// Something a delegate does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DelegateAct {
    /// Answers the invitation.
    Reply {
        /// How.
        reply: Reply,
        /// In which words; may be empty.
        note: String,
    },
    /// Declares how many people may vote for the party; `None` for what is no number of people.
    Roster(Option<u64>),
    /// Says by which clock the capital lives: zone, days of rest, calendar.
    Capital {
        /// The zone, by its IANA name.
        zone: String,
        /// The days of rest.
        rest: BTreeSet<Weekday>,
        /// The calendar.
        calendar: Calendar,
    },
    /// Registers the key of the delegation; `None` for what is no key.
    Key(Option<PublicKey>),
    /// Something with a text.
    Text(TextAct),
}

/// As whom a delegate acts in the record.
#[must_use]
pub fn actor(named: &DelegateNamed) -> Actor {
    let role = match named.role {
        DelegateRole::Head => "head_of_delegation",
        DelegateRole::Alternate => "alternate",
        DelegateRole::Adviser => "adviser",
        DelegateRole::Expert => "expert",
    };
    Actor::delegate(named.party.clone(), role, &named.delegate)
}

/// Whether a delegate may bind the party in what concerns its own part: head and alternate.
#[must_use]
pub fn leads(named: &DelegateNamed) -> bool {
    matches!(named.role, DelegateRole::Head | DelegateRole::Alternate)
}

impl DelegateAct {
    /// The act, as it stands to the state.
    ///
    /// # Errors
    /// A refusal for fewer people than codes were issued, for what is no number, no zone or no key, and as [`TextAct::deed`].
    pub fn deed(&self, state: &State, named: &DelegateNamed, now: Instant) -> Result<Deed, Refusal> {
        let (actor, party) = (actor(named), named.party.clone());
        match self {
            DelegateAct::Reply { reply, note } => {
                let note = note.trim().chars().take(500).collect();
                Ok(Deed::one(actor, PartyReplied { party, reply: *reply, note }))
            }
            DelegateAct::Roster(people) => {
                let issued = state.membership.codes.get(&party).copied().unwrap_or_default();
                let people = people.filter(|people| (1..=100_000_000).contains(people) && *people >= issued);
                let people =
                    people.ok_or(Refusal::field("roster", "refused-people").with("issued", issued))?;
                Ok(Deed::one(actor, RosterDeclared { party, people }))
            }
            DelegateAct::Capital { zone, rest, calendar } => {
                let zone = Zone::new(zone.trim());
                present::dates::zone(&zone).ok_or(Refusal::field("capital", "refused-capital-zone"))?;
                if rest.len() > 6 {
                    return Err(Refusal::field("capital", "refused-rest"));
                }
                let (rest, calendar) = (rest.clone(), *calendar);
                Ok(Deed::one(actor, CapitalStated { party, zone, rest, calendar }))
            }
            DelegateAct::Key(key) => {
                let key = key.ok_or(Refusal::field("key", "refused-public-key"))?;
                Ok(Deed::one(actor, KeyRegistered { party: Some(party), key }))
            }
            DelegateAct::Text(act) => act.deed(state, named, now),
        }
    }

    /// The key that a signature of this act must be made with: the one it registers, else the registered one.
    #[must_use]
    pub fn key(&self, state: &State, named: &DelegateNamed) -> Option<PublicKey> {
        match self {
            DelegateAct::Key(key) => *key,
            _ => state.keys.parties.get(&named.party).map(|registered| registered.body.key),
        }
    }
}
