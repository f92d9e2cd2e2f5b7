//! Who met, where, when, on what.

use super::Composer;
use crate::communique::words::{best, in_order};
use present::communique::{Sentence, Value};
use std::collections::BTreeSet;

pub(super) fn opening(composer: &Composer) -> Vec<Sentence> {
    let Some(convened) = &composer.state.convened else { return Vec::new() };
    let (act, body) = ([convened.act], &convened.body);
    let id = if body.opens == body.closes { "met" } else { "met-days" };
    let met = Sentence::new(id)
        .written("forum", &best(&body.name, composer.lang), act)
        .written("place", &best(&body.place, composer.lang), act)
        .arg("opens", Value::Day(body.opens.clone()), act)
        .arg("closes", Value::Day(body.closes.clone()), act)
        .arg("days", Value::Days(body.opens.clone(), body.closes.clone()), act);
    let mut sentences = vec![met];
    let theme = best(&body.theme, composer.lang);
    if !theme.is_empty() {
        sentences.push(Sentence::new("theme").written("theme", &theme, act));
    }
    let named = |named: &crate::fold::Cited<crate::acts::CoOrganiserNamed>| {
        (best(&named.body.name, composer.lang), BTreeSet::from([named.act]))
    };
    let mut co_organisers: Vec<_> = composer.state.co_organisers.iter().map(named).collect();
    in_order(composer.lang, &mut co_organisers);
    if !co_organisers.is_empty() {
        sentences.push(Sentence::new("co-organised").names(co_organisers));
    }
    sentences
}

pub(super) fn took_part(composer: &Composer) -> Vec<Sentence> {
    let state = composer.state;
    let mut sentences = Vec::new();
    let convened: Vec<u64> = state.convened.iter().map(|convened| convened.act).collect();
    for standing in state.standings() {
        let keys = state.participants().filter(|(_, of)| **of == standing.key).map(|(key, _)| key);
        let names = composer.names(keys, |_| Vec::new());
        if names.is_empty() {
            continue;
        }
        let sentence = Sentence::new("took-part")
            .names(names)
            .written("one", &best(&standing.name, composer.lang), convened.clone())
            .written("many", &best(&standing.plural, composer.lang), convened.clone());
        sentences.push(sentence);
    }
    sentences.extend(people(composer));
    sentences.extend(topics(composer));
    sentences.extend(votes(composer));
    sentences
}

/// The sum of the populations, where all come from one source for one day.
fn people(composer: &Composer) -> Option<Sentence> {
    let parties = &composer.state.parties;
    let first = &parties.first()?.body;
    let same = parties.iter().all(|party| {
        party.body.population_source == first.population_source
            && party.body.population_date == first.population_date
    });
    let acts: Vec<u64> = parties.iter().map(|party| party.act).collect();
    let people = parties.iter().try_fold(0_u64, |sum, party| sum.checked_add(party.body.population));
    let count = Sentence::new("the-parties").number("count", parties.len() as u64, acts.clone());
    let sentence = Sentence::new("people")
        .arg("names", Value::Part(Box::new(count)), acts.clone())
        .number("people", people?, acts.clone())
        .written("source", &first.population_source, acts.clone())
        .arg("date", Value::Day(first.population_date.clone()), acts);
    same.then_some(sentence)
}

fn topics(composer: &Composer) -> Option<Sentence> {
    let topics = &composer.state.topics;
    let named = |topic: &crate::fold::Cited<crate::acts::TopicOpened>| {
        (best(&topic.body.name, composer.lang), BTreeSet::from([topic.act]))
    };
    (!topics.is_empty()).then(|| Sentence::new("topics").names(topics.iter().map(named).collect()))
}

fn votes(composer: &Composer) -> Option<Sentence> {
    let (counted, tally) = composer.state.votes.as_ref()?;
    let act = [counted.act];
    let sentence = Sentence::new("votes")
        .number("participants", counted.body.participants, act)
        .number("votes", counted.body.votes, act)
        .number("statements", tally.statements().len() as u64, act);
    Some(sentence)
}
