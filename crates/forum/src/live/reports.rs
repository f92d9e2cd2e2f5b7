//! The report of a topic: its figures from the record, the words of its rapporteur, and who may write them.

use super::acting::Deed;
use super::error::Refusal;
use crate::acts::{DelegateNamed, TopicReported};
use crate::fold::State;
use record::Actor;
use std::collections::BTreeSet;
use tally::Block;
use terms::{Lang, MultiText, PartyKey, TopicKey};

/// So long may the words of the rapporteur be.
pub const LONGEST: usize = 5_000;

/// As whom a delegate reports on a topic; `None` where their party does not.
#[must_use]
pub fn rapporteur(state: &State, topic: &TopicKey, named: &DelegateNamed) -> Option<Actor> {
    let guided = state.discussion.guided.get(topic)?;
    let reports = guided.body.rapporteur.as_ref() == Some(&named.party);
    reports.then(|| Actor::of(named.party.clone(), "rapporteur"))
}

/// Who answered in a topic, and how often, from the recorded counts; who did not is left out.
#[must_use]
pub fn answers<'a>(state: &'a State, topic: &TopicKey) -> Vec<(&'a PartyKey, u64)> {
    let Some((_, tally)) = &state.votes else { return Vec::new() };
    let columns: Vec<_> =
        state.statements_of(topic).filter_map(|made| tally.find_statement(&made.body.statement)).collect();
    let of = |party: &'a PartyKey| {
        let row = tally.find_block(&Block::Named(party.clone()))?;
        let answers: u64 = columns.iter().map(|&column| tally.counts(row, column).answers()).sum();
        (answers > 0).then_some((party, answers))
    };
    state.participants().filter_map(|(party, _)| of(party)).collect()
}

/// The sources that replies in a topic named, each once, papers apart.
#[must_use]
pub fn sources<'a>(state: &'a State, topic: &'a TopicKey) -> BTreeSet<&'a str> {
    let replies =
        state.statements_of(topic).flat_map(|made| state.discussion.replies_to(&made.body.statement));
    let named = replies.flat_map(|reply| &reply.body.sources).map(String::as_str);
    named.filter(|source| state.discussion.paper(source).is_none()).collect()
}

/// The report of a closed topic on the published findings, with these words in one language beside those in others.
///
/// # Errors
/// A refusal for words that are too long, for an open topic, and before findings are published.
pub fn reported(
    state: &State,
    actor: Actor,
    topic: &TopicKey,
    lang: &Lang,
    (opening, conclusion): (&str, &str),
) -> Result<Deed, Refusal> {
    if [opening, conclusion].iter().any(|text| text.chars().count() > LONGEST) {
        return Err(Refusal::field("report", "refused-report-long").with("most", LONGEST));
    }
    if state.topic_open(topic) {
        return Err(Refusal::of("refused-topic-open"));
    }
    let found = state.findings.as_ref().ok_or(Refusal::of("refused-nothing-published"))?;
    let known = state.discussion.reports.get(topic).map(|report| &report.body);
    let merged = |before: Option<&MultiText>, text: &str| {
        before.cloned().unwrap_or_default().with(lang.as_str(), text.trim())
    };
    let reported = TopicReported {
        topic: topic.clone(),
        snapshot: found.published.body.snapshot,
        opening: merged(known.map(|known| &known.opening), opening),
        conclusion: merged(known.map(|known| &known.conclusion), conclusion),
    };
    Ok(Deed::one(actor, reported))
}
