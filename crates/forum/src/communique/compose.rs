//! From the state of a forum to the sentences of its news report.

mod adoption;
mod found;
mod says;
mod who;

use super::words::{best, called, in_order};
use crate::State;
use opinion::{Finding, Grade, Report};
use present::communique::{Section, Sentence, Value};
use std::collections::BTreeSet;
use terms::{Lang, PartyKey};

/// The state and the language, for all that is composed.
pub(super) struct Composer<'a> {
    pub(super) state: &'a State,
    pub(super) lang: &'a Lang,
    /// The findings, their parties named in the language.
    report: Option<Report>,
}

pub(super) fn all(state: &State, lang: &Lang) -> (Sentence, Vec<Section>) {
    let report = state.findings.as_ref().map(|snapshot| called(state, &snapshot.report, lang));
    let composer = Composer { state, lang, report };
    let sections = [
        ("section-opening", who::opening(&composer)),
        ("section-who", who::took_part(&composer)),
        ("section-found", found::findings(&composer)),
        ("section-text", says::clauses(&composer)),
        ("section-adoption", adoption::adoption(&composer)),
        ("section-deed", adoption::deeds(&composer)),
    ];
    let filled = sections.into_iter().filter(|(_, sentences)| !sentences.is_empty());
    let sections = filled.map(|(heading, sentences)| Section { heading, sentences }).collect();
    (adoption::headline(&composer), sections)
}

impl Composer<'_> {
    /// A party's name with the act that gave it; its key and no act where none did, which the fold rules out.
    pub(super) fn name(&self, key: &PartyKey) -> (String, BTreeSet<u64>) {
        match self.state.name(key) {
            Some(name) => (best(name.name, self.lang), BTreeSet::from([name.act])),
            None => (key.to_string(), BTreeSet::new()),
        }
    }

    /// The names of several parties in the order of the language, each also citing what `acts` gives for it.
    pub(super) fn names<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k PartyKey>,
        acts: impl Fn(&PartyKey) -> Vec<u64>,
    ) -> Vec<(String, BTreeSet<u64>)> {
        let mut names: Vec<_> = keys
            .into_iter()
            .map(|key| {
                let (name, mut cited) = self.name(key);
                cited.extend(acts(key));
                (name, cited)
            })
            .collect();
        in_order(self.lang, &mut names);
        names
    }

    /// What the engine says of a statement, with the acts it rests on: the counts, the rules, the publication and
    /// the acts that named the parties it speaks of.
    pub(super) fn found(&self, finding: &Finding) -> Option<(Value, BTreeSet<u64>)> {
        let snapshot = self.state.findings.as_ref()?;
        let rules = self.state.rules.as_ref()?;
        let mut acts = BTreeSet::from([snapshot.counted, snapshot.published.act, rules.act]);
        let outside = finding.outside.iter().map(|outside| &outside.party);
        let poles = finding.poles.iter().flat_map(|poles| [&poles.for_party, &poles.against_party]);
        let unheard = finding.grade == Grade::NotYetAsked;
        let asked = finding.parties.iter().filter(|party| unheard && !party.asked).map(|party| &party.party);
        for party in outside.chain(poles).chain(asked) {
            acts.extend(self.name(party).1);
        }
        let sentence = present::sentence::of(finding, self.report.as_ref()?);
        Some((Value::Found(Box::new(sentence)), acts))
    }

    /// A statement and what was found of it.
    pub(super) fn statement_found(&self, finding: &Finding) -> Option<Sentence> {
        let statement = self.state.statement(&finding.statement)?;
        let (found, acts) = self.found(finding)?;
        let text = best(&statement.body.text, self.lang);
        Some(
            Sentence::new("statement-found")
                .written("statement", &text, [statement.act])
                .arg("found", found, acts),
        )
    }
}
