//! What the Forum says: the clauses of the text, each with what was found behind it.

use super::Composer;
use crate::acts::ClauseDrafted;
use crate::communique::words::best;
use crate::fold::Cited;
use present::communique::{Sentence, Value};
use text::AssertedBy;

pub(super) fn clauses(composer: &Composer) -> Vec<Sentence> {
    let Some(text) = &composer.state.text else { return Vec::new() };
    let mut sentences = Vec::new();
    for (number, clause) in text.draft.latest().numbered() {
        let drafted = text.clauses.iter().find(|drafted| drafted.body.clause.id == clause.id);
        let Some(drafted) = drafted else { continue };
        sentences.push(sentence(composer, drafted, number));
    }
    sentences
}

fn sentence(composer: &Composer, drafted: &Cited<ClauseDrafted>, number: Option<usize>) -> Sentence {
    let clause = &drafted.body.clause;
    let act = [drafted.act];
    let whole = best(&clause.text, composer.lang);
    // The statements follow one by one, each with what was found of it.
    let opening = whole.lines().next().unwrap_or_default();
    let named = match &clause.asserted_by {
        AssertedBy::Parties(parties) => Some(composer.names(parties, |_| Vec::new())),
        AssertedBy::Forum | AssertedBy::Host => None,
    };
    let id = match (&named, number) {
        (None, None) => "clause-forum",
        (None, Some(_)) => "clause-forum-numbered",
        (Some(_), None) => "clause-named",
        (Some(_), Some(_)) => "clause-named-numbered",
    };
    let mut sentence = Sentence::new(id).written("text", opening, act);
    if let Some(number) = number {
        // The number follows from the order of the clauses before it.
        sentence = sentence.number("number", number as u64, act);
    }
    if let Some(named) = named {
        let acts: Vec<u64> = named.iter().flat_map(|(_, acts)| acts.iter().copied()).collect();
        let list = named.into_iter().map(|(name, _)| Value::Written(name)).collect();
        sentence = sentence.arg("names", Value::List(list), acts);
    }
    let findings = drafted.body.grounds.iter().filter_map(|ground| composer.state.finding(&ground.statement));
    sentence.items = findings.filter_map(|finding| composer.statement_found(finding)).collect();
    sentence
}
