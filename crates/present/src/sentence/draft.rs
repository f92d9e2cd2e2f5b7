//! Which message and which figures say a finding.

use super::{Arg, BlockWord, Named, Sentence, at_least, at_most};
use opinion::{Direction, Finding, MoreAnswers, PartyFinding, Report};
use std::collections::BTreeMap;
use terms::PartyKey;

/// More names than this are counted, not listed.
const NAMES_AT_MOST: usize = 4;

/// A sentence being made.
pub(super) struct Draft<'a> {
    pub(super) finding: &'a Finding,
    pub(super) report: &'a Report,
    pub(super) blocks: BlockWord,
    /// Each party is one voter: its vote is its side, and per cents would be false precision.
    pub(super) votes: bool,
}

impl Draft<'_> {
    pub(super) fn plain(&self, id: &'static str) -> Sentence {
        self.sentence(id, [])
    }

    /// "We are 95 % sure that in every party at least …".
    pub(super) fn sure(&self, id: &'static str, floor: Option<f64>) -> Sentence {
        let share = floor.unwrap_or(self.report.settings.agreement);
        self.sentence(id, [("percent", Arg::Percent(at_least(share)))])
    }

    /// Whether a rejection holds in every party rather than in all but k.
    pub(super) fn holds_everywhere(&self) -> bool {
        let floor = self.finding.rejection_floor.unwrap_or(0.0);
        self.finding.outside.is_empty() && floor >= self.report.settings.agreement
    }

    pub(super) fn rejected(&self) -> Sentence {
        if self.votes {
            self.plain("rejected-votes")
        } else {
            self.sure("rejected", self.finding.rejection_floor)
        }
    }

    pub(super) fn with_outside(&self, named: &'static str, unnamed: &'static str) -> Sentence {
        let outside = &self.finding.outside;
        let counted = self.report.parties.len();
        if outside.is_empty() {
            let inside = counted.saturating_sub(self.report.outside_at_most as usize);
            return self.sentence(unnamed, [("inside", Arg::Integer(inside as u64))]);
        }
        let parties =
            outside.iter().map(|o| Named { reason: Some(o.reason), ..self.named(&o.party) }).collect();
        let inside = counted.saturating_sub(outside.len());
        self.sentence(named, [("inside", Arg::Integer(inside as u64)), ("outside", Arg::Parties(parties))])
    }

    pub(super) fn divided(&self) -> Sentence {
        match &self.finding.poles {
            _ if self.votes => self.sentence("divided-votes", self.sides()),
            None => self.plain("divided-unnamed"),
            Some(poles) => self.sentence(
                "divided",
                [
                    ("for", Arg::Text(self.named(&poles.for_party).name)),
                    ("high", Arg::Percent(at_least(poles.for_at_least))),
                    ("against", Arg::Text(self.named(&poles.against_party).name)),
                    ("low", Arg::Percent(at_most(poles.against_at_most))),
                ],
            ),
        }
    }

    pub(super) fn not_yet_asked(&self) -> Sentence {
        let lacking: Vec<&PartyFinding> = self.finding.parties.iter().filter(|party| !party.asked).collect();
        let missing = Arg::Integer(lacking.iter().map(|party| party.needed).sum());
        if self.report.single_block {
            return self.sentence("not-yet-asked-single", [("more", missing)]);
        }
        let count = Arg::Integer(lacking.len() as u64);
        let few = lacking.len() <= NAMES_AT_MOST;
        match self.votes {
            true if few => self.sentence("not-yet-asked-votes", [("parties", self.lacking(&lacking, false))]),
            true => self.sentence("not-yet-asked-votes-many", [("lacking", count)]),
            false if !few => self.sentence("not-yet-asked-many", [("lacking", count), ("missing", missing)]),
            false => self.few_lacking(&lacking),
        }
    }

    fn few_lacking(&self, lacking: &[&PartyFinding]) -> Sentence {
        let each = lacking.first().map_or(0, |party| party.needed);
        if lacking.iter().all(|party| party.needed == each) {
            let parties = self.lacking(lacking, false);
            return self.sentence("not-yet-asked", [("parties", parties), ("more", Arg::Integer(each))]);
        }
        self.sentence("not-yet-asked-apiece", [("parties", self.lacking(lacking, true))])
    }

    fn lacking(&self, lacking: &[&PartyFinding], with_needed: bool) -> Arg {
        let one =
            |p: &&PartyFinding| Named { needed: with_needed.then_some(p.needed), ..self.named(&p.party) };
        Arg::Parties(lacking.iter().map(one).collect())
    }

    pub(super) fn majority(&self) -> Sentence {
        if self.report.single_block {
            return self.plain("majority-single");
        }
        if !self.votes {
            return self.plain("majority");
        }
        let [agree, disagree, _] = self.sides();
        let inside = if self.finding.direction == Some(Direction::Against) { disagree.1 } else { agree.1 };
        self.sentence("majority-votes", [("inside", inside)])
    }

    pub(super) fn open(&self) -> Sentence {
        match self.finding.more_answers {
            Some(MoreAnswers::Exhausted) if self.votes => self.sentence("open-votes", self.sides()),
            Some(MoreAnswers::Exhausted) => self.plain("open-exhausted"),
            Some(MoreAnswers::Expected(more)) => {
                self.sentence("open-expected", [("more", Arg::Integer(more))])
            }
            Some(MoreAnswers::Beyond(more)) => {
                let id = if self.report.single_block { "open-beyond-single" } else { "open-beyond" };
                self.sentence(id, [("more", Arg::Integer(more))])
            }
            Some(MoreAnswers::Missing(_)) | None => self.plain("open"),
        }
    }

    /// How many parties are on each side, where a party is one vote.
    fn sides(&self) -> [(&'static str, Arg); 3] {
        let count = |test: fn(&PartyFinding) -> bool| {
            Arg::Integer(self.finding.parties.iter().filter(|party| test(party)).count() as u64)
        };
        [
            ("agree", count(|p| p.counts.agree > p.counts.disagree)),
            ("disagree", count(|p| p.counts.disagree > p.counts.agree)),
            ("pass", count(|p| p.counts.agree == p.counts.disagree && !p.counts.is_empty())),
        ]
    }

    fn named(&self, key: &PartyKey) -> Named {
        let facts = self.report.parties.iter().find(|party| party.key == *key);
        let name = facts.map_or_else(|| key.as_str().to_owned(), |party| party.name.clone());
        Named { party: key.clone(), name, reason: None, needed: None }
    }

    fn sentence<const N: usize>(&self, id: &'static str, own: [(&'static str, Arg); N]) -> Sentence {
        let mut args = BTreeMap::from(own);
        args.insert("confidence", Arg::Percent(at_least(self.report.settings.confidence)));
        if !self.report.single_block {
            args.insert("n", Arg::Integer(self.report.parties.len() as u64));
            args.insert("blocks", Arg::Text(self.blocks.key().to_owned()));
        }
        if let Some(direction) = self.finding.direction {
            let word = if direction == Direction::For { "for" } else { "against" };
            args.insert("direction", Arg::Text(word.to_owned()));
        }
        Sentence { id, args }
    }
}
