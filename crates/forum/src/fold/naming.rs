//! Names and standings with the days since which they hold. A record says what holds now and what held before; what
//! is to hold later is recorded when its day has come.

use super::Refusal;
use super::membership::day;
use super::state::State;
use crate::acts::{PartyRenamed, StandingGiven};
use record::Act;
use std::collections::BTreeMap;
use terms::{MultiText, PartyKey, Standing};

/// Something with the day since which it held; empty where the record does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since<T> {
    /// The day, `YYYY-MM-DD`, or a year.
    pub since: String,
    /// What held.
    pub what: T,
}

/// The names and standings that parties had before, the oldest first, and the day since which the present ones hold.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    /// The names before.
    pub names: BTreeMap<PartyKey, Vec<Since<MultiText>>>,
    /// The standings before.
    pub standings: BTreeMap<PartyKey, Vec<Since<Standing>>>,
    /// Since when the present name holds, where it was ever changed.
    pub name_since: BTreeMap<PartyKey, String>,
    /// Since when the present standing holds, where it was ever changed.
    pub standing_since: BTreeMap<PartyKey, String>,
}

/// The day is one, and has come.
fn has_come(state: &State, act: &Act, since: &str) -> Result<(), Refusal> {
    let (since, today) = (day(since)?, state.today(act.at));
    if since > today { Err(format!("{since} is still to come; it is recorded when it has")) } else { Ok(()) }
}

pub(super) fn renamed(state: &mut State, act: &Act, body: PartyRenamed) -> Result<(), Refusal> {
    has_come(state, act, &body.since)?;
    if body.name.iter().next().is_none() || body.name.iter().any(|(_, name)| name.trim().is_empty()) {
        return Err("a name says something".to_owned());
    }
    let slot = name_of(state, &body.party).ok_or_else(|| format!("{} takes no part", body.party))?;
    let before = slot.clone();
    for (lang, name) in body.name.iter() {
        *slot = std::mem::take(slot).with(lang.as_str(), name);
    }
    let since = state.naming.name_since.insert(body.party.clone(), body.since).unwrap_or_default();
    state.naming.names.entry(body.party).or_default().push(Since { since, what: before });
    Ok(())
}

pub(super) fn standing(state: &mut State, act: &Act, body: StandingGiven) -> Result<(), Refusal> {
    has_come(state, act, &body.since)?;
    if act.actor.party.is_some() {
        return Err("no party gives a standing".to_owned());
    }
    if !state.standings().iter().any(|entry| entry.key == body.standing) {
        return Err(format!("the forum has no standing {}", body.standing));
    }
    let first = state.parties.iter().find(|joined| joined.body.party == body.party);
    let first = first.map_or_else(String::new, |joined| joined.body.since.to_string());
    let slot = standing_of(state, &body.party).ok_or_else(|| format!("{} takes no part", body.party))?;
    if *slot == body.standing {
        return Err(format!("{} has this standing already", body.party));
    }
    let before = std::mem::replace(slot, body.standing);
    let since = state.naming.standing_since.insert(body.party.clone(), body.since).unwrap_or(first);
    state.naming.standings.entry(body.party).or_default().push(Since { since, what: before });
    Ok(())
}

fn name_of<'a>(state: &'a mut State, party: &PartyKey) -> Option<&'a mut MultiText> {
    let joined = state.parties.iter_mut().find(|joined| joined.body.party == *party);
    let organisation = state.organisations.iter_mut().find(|o| o.body.organisation == *party);
    joined.map(|joined| &mut joined.body.name).or(organisation.map(|o| &mut o.body.name))
}

fn standing_of<'a>(state: &'a mut State, party: &PartyKey) -> Option<&'a mut Standing> {
    let joined = state.parties.iter_mut().find(|joined| joined.body.party == *party);
    let organisation = state.organisations.iter_mut().find(|o| o.body.organisation == *party);
    joined.map(|joined| &mut joined.body.standing).or(organisation.map(|o| &mut o.body.standing))
}
