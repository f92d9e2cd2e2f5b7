//! The figures of one finding, each as a plain sentence.

use crate::analysis::over_groups;
use crate::{
    analysis::words::Words,
    locale,
    sentence::{self, at_least, at_most},
};
use opinion::{Direction, Finding, Grade};
use std::collections::BTreeMap;
use terms::PartyKey;

/// What the opened row says beside its table.
pub(super) struct Figures<'a> {
    pub(super) words: Words<'a>,
    pub(super) finding: &'a Finding,
    pub(super) names: &'a BTreeMap<&'a PartyKey, &'a str>,
}

impl Figures<'_> {
    /// "Arvenia (disagrees)".
    pub(super) fn outside(&self) -> Vec<String> {
        let direction = if self.finding.direction == Some(Direction::Against) { "against" } else { "for" };
        let one = |o: &opinion::Outside| {
            format!("{} ({})", self.name(&o.party), sentence::reason(self.words.lang, o.reason, direction))
        };
        self.finding.outside.iter().map(one).collect()
    }

    /// The sentences, those without a value left out.
    pub(super) fn lines(&self) -> Vec<String> {
        if self.words.view.parties_vote() {
            return Vec::new();
        }
        if self.words.view.report.single_block {
            return self
                .finding
                .floor
                .map(|floor| self.at_least("figure-single-floor", floor))
                .into_iter()
                .collect();
        }
        let rejected = self.finding.grade == Grade::SharedRejection;
        let floor = if rejected { self.finding.rejection_floor } else { self.finding.floor };
        let floor_id = if rejected { "figure-rejection-floor" } else { "figure-floor" };
        let robust = self.finding.robust_floor.filter(|_| !rejected);
        let mut lines: Vec<String> = Vec::new();
        lines.extend(floor.map(|floor| self.at_least(floor_id, floor)));
        lines.extend(robust.map(|floor| self.at_least("figure-robust", floor)));
        if !rejected {
            lines.push(self.at_least("figure-certified", self.finding.certified));
            lines.push(self.at_least("figure-certified-broad", self.finding.certified_broad));
        }
        lines.push(self.at_least("figure-balanced", self.finding.balanced));
        lines.extend(over_groups::line(self.words, self.finding));
        let contrast = self.finding.contrast.map(|c| u64::from(at_most(c)));
        lines.extend(contrast.map(|points| self.words.say_with("figure-contrast", "percent", points)));
        lines
    }

    /// The three weightings side by side: none is hidden inside another.
    pub(super) fn weights(&self) -> Vec<(String, String)> {
        if self.words.view.report.single_block || self.finding.grade == Grade::SharedRejection {
            return Vec::new();
        }
        let weightings = &self.finding.weightings;
        let show = |value: Option<f64>| match value {
            Some(share) => self.words.percent(at_least(share)),
            None => self.words.say("figure-unknown"),
        };
        vec![
            (show(Some(weightings.equal)), self.words.say("figure-equal")),
            (show(weightings.population), self.words.say("figure-population")),
            (show(weightings.penrose), self.words.say("figure-penrose")),
        ]
    }

    fn at_least(&self, id: &str, share: f64) -> String {
        let mut args = self.words.args();
        args.set("percent", u64::from(at_least(share)));
        locale::say(self.words.lang, id, &args)
    }

    fn name(&self, key: &PartyKey) -> String {
        let name = self.names.get(key).copied().unwrap_or(key.as_str());
        sentence::called(self.words.lang, self.words.view.block_word().key(), name)
    }
}
