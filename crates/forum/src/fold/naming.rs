//! Names and standings with the days since which they hold. A record says what holds now and what held before; what
//! is to hold later is recorded when its day has come.

use super::Refusal;
use super::membership::day;
use super::state::State;
use crate::acts::{Called, NameTranslated, PartyRenamed, StandingGiven};
use record::Act;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Lang, MultiText, PartyKey, Standing};

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
    /// The names that are translations, which another translation may replace.
    pub translated: BTreeSet<(Called, Lang)>,
}

impl State {
    /// All that has a name, in the order in which a programme is read, with the names it has.
    #[must_use]
    pub fn called(&self) -> Vec<(Called, &MultiText)> {
        let mut all = Vec::new();
        if let Some(convened) = &self.convened {
            let body = &convened.body;
            all.extend([
                (Called::Forum, &body.name),
                (Called::Theme, &body.theme),
                (Called::Place, &body.place),
            ]);
        }
        all.extend(
            self.co_organisers
                .iter()
                .map(|co| (Called::CoOrganiser(co.body.co_organiser.clone()), &co.body.name)),
        );
        for topic in &self.topics {
            let key = &topic.body.topic;
            all.push((Called::Topic(key.clone()), &topic.body.name));
            let questions = self.discussion.guided.get(key).map_or(&[][..], |guided| &guided.body.questions);
            let numbered = (1..).zip(questions);
            all.extend(numbered.map(|(number, question)| (Called::Question(key.clone(), number), question)));
        }
        let parties = self.parties.iter().map(|joined| (&joined.body.party, &joined.body.name));
        let beside = self.organisations.iter().map(|o| (&o.body.organisation, &o.body.name));
        all.extend(parties.chain(beside).map(|(party, name)| (Called::Party(party.clone()), name)));
        all
    }

    /// Whether something may be called otherwise in this language: it has no name there, or only a translation.
    #[must_use]
    pub fn may_translate(&self, of: &Called, lang: &Lang) -> bool {
        let known = self.called().into_iter().find(|(called, _)| called == of);
        let free = |name: &MultiText| {
            name.iter().next().is_some()
                && (name.get(lang).is_none() || self.naming.translated.contains(&(of.clone(), lang.clone())))
        };
        known.is_some_and(|(_, name)| free(name))
    }
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
    let given = |lang: &Lang| body.name.get(lang).is_some();
    state.naming.translated.retain(|(of, lang)| !(*of == Called::Party(body.party.clone()) && given(lang)));
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

pub(super) fn translated(state: &mut State, act: &Act, body: NameTranslated) -> Result<(), Refusal> {
    if act.actor.party.is_some() {
        return Err("no party translates the names of a forum".to_owned());
    }
    if body.name.trim().is_empty() {
        return Err("a name says something".to_owned());
    }
    if !state.may_translate(&body.of, &body.lang) {
        return Err(format!("{:?} cannot be translated into {}", body.of, body.lang));
    }
    let slot = slot_of(state, &body.of).ok_or_else(|| format!("there is no {:?}", body.of))?;
    *slot = std::mem::take(slot).with(body.lang.as_str(), &body.name);
    state.naming.translated.insert((body.of, body.lang));
    Ok(())
}

/// Where the names of something are kept.
fn slot_of<'a>(state: &'a mut State, of: &Called) -> Option<&'a mut MultiText> {
    match of {
        Called::Forum => state.convened.as_mut().map(|convened| &mut convened.body.name),
        Called::Theme => state.convened.as_mut().map(|convened| &mut convened.body.theme),
        Called::Place => state.convened.as_mut().map(|convened| &mut convened.body.place),
        Called::Topic(key) => {
            let topic = state.topics.iter_mut().find(|topic| topic.body.topic == *key);
            topic.map(|topic| &mut topic.body.name)
        }
        Called::Question(key, number) => {
            let guided = state.discussion.guided.get_mut(key)?;
            guided.body.questions.get_mut(usize::try_from(*number).ok()?.checked_sub(1)?)
        }
        Called::Party(party) => name_of(state, party),
        Called::CoOrganiser(party) => {
            let named = state.co_organisers.iter_mut().find(|co| co.body.co_organiser == *party);
            named.map(|named| &mut named.body.name)
        }
    }
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
