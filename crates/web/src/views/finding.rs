//! A finding as a row: sign, sentence, one bar, and behind it the parties.

use super::chart;
use super::lean::{self, Lean};
use crate::extract::Place;
use crate::speech::{Spoken, by_name};
use forum::acts::StatementMade;
use forum::live::Board;
use opinion::{Direction, Finding, Grade, OutsideReason, PartyFinding, Report};
use present::analysis::over_groups;
use present::sentence;
use std::sync::Arc;
use terms::{Lang, Right, StatementKey};

/// The sign of a grade: never a colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    /// The sign.
    pub(crate) sign: &'static str,
    /// The class that gives it its colour.
    pub(crate) class: &'static str,
}

impl Sign {
    /// The sign of a finding; not yet asked where there is none.
    pub(crate) fn of(finding: Option<&Finding>) -> Sign {
        let grade = finding.map_or(Grade::NotYetAsked, |finding| finding.grade);
        let (sign, class) = match grade {
            Grade::Unanimous | Grade::Consensus | Grade::BroadConsensus => ("◆✓", "agreed"),
            Grade::SharedRejection => ("◆✕", "rejected"),
            Grade::Divided => ("⇄", "divided"),
            Grade::NotYetAsked => ("○", "unasked"),
            Grade::Majority | Grade::Open => ("…", "open"),
        };
        Sign { sign, class }
    }
}

/// A row of the board.
pub(crate) struct Row {
    pub(crate) key: String,
    pub(crate) href: String,
    pub(crate) sign: Sign,
    pub(crate) grade: String,
    pub(crate) text: Spoken,
    pub(crate) sentence: String,
    pub(crate) robust: Option<String>,
    /// Whether it also holds in every opinion group, or which one stands against it, where there are groups.
    pub(crate) groups: Option<String>,
    pub(crate) bar: Bar,
    pub(crate) asked: String,
    pub(crate) parties: Vec<PartyRow>,
    /// What is found among those that are not counted, on a line of its own; empty where there are none.
    pub(crate) beside: String,
    /// How the share that agrees went, as the points of a line in a box of 120 by 24, with the same in words.
    pub(crate) spark: Option<(String, String)>,
}

/// The one bar: filled up to what is certain, with a mark for every party. Places are per mille of its length.
pub(crate) struct Bar {
    pub(crate) from: u32,
    pub(crate) length: u32,
    pub(crate) threshold: u32,
    pub(crate) marks: Vec<Mark>,
}

/// The mark of a party.
pub(crate) struct Mark {
    pub(crate) at: u32,
    pub(crate) class: &'static str,
}

/// A party behind a finding.
pub(crate) struct PartyRow {
    pub(crate) href: String,
    pub(crate) name: Spoken,
    pub(crate) lean: Lean,
    pub(crate) low: u32,
    pub(crate) width: u32,
    pub(crate) note: String,
    pub(crate) class: &'static str,
}

/// Shows findings to the reader of a page.
pub(crate) struct Reader<'a> {
    at: &'a Place,
    report: Option<Report>,
    /// The board it is on, for what is found beside; `None` for findings that were published.
    board: Option<Arc<Board>>,
    /// Whether the board is of everybody, so that how the answers grew belongs beside it.
    whole: bool,
}

impl<'a> Reader<'a> {
    /// For the reader of this page. Parties are called by their names in the reader's language.
    pub(crate) fn new(at: &'a Place, board: &Arc<Board>) -> Reader<'a> {
        let report = board.report.as_ref().map(|report| named(at, report));
        Reader { at, report, board: Some(board.clone()), whole: true }
    }

    /// The same over a board of one capacity: how the answers of everybody grew is left out.
    pub(crate) fn of_some(self) -> Reader<'a> {
        Reader { whole: false, ..self }
    }

    /// The same over findings that were published: nothing of what is found now stands beside them.
    pub(crate) fn over(at: &'a Place, report: &Report) -> Reader<'a> {
        Reader { at, report: Some(named(at, report)), board: None, whole: false }
    }

    /// The row of a finding; `None` where its statement is not there.
    pub(crate) fn row(&self, finding: &Finding) -> Option<Row> {
        let made = self.at.view.state.statement(&finding.statement)?;
        let report = self.report.as_ref()?;
        let speech = &self.at.speech;
        let asked = finding.parties.iter().filter(|party| party.asked).count() as u64;
        let robust = finding.robust_floor.filter(|floor| *floor >= 0.5);
        Some(Row {
            key: finding.statement.to_string(),
            href: self.at.to(&format!("statement/{}", finding.statement)),
            sign: Sign::of(Some(finding)),
            grade: speech.w(&format!("finding-grade-{}", finding.grade.key().replace('_', "-"))),
            text: speech.spoken(&made.body.text),
            sentence: sentence::write(&sentence::of(finding, report), &language(speech.lang())),
            robust: robust.map(|floor| speech.n("finding-robust", "percent", sentence::at_least(floor))),
            groups: over_groups(finding, &language(speech.lang())),
            bar: bar(finding, report),
            asked: speech.nn("finding-asked", ("asked", asked), ("of", finding.parties.len() as u64)),
            parties: by_name(
                self.at,
                finding.parties.iter().map(|party| self.party(finding, party)).collect(),
                |party| &party.name.text,
            ),
            beside: self.beside(&finding.statement),
            spark: self.whole.then(|| chart::spark(self.at, &finding.statement)).flatten(),
        })
    }

    /// The row of a statement that nobody answered yet.
    pub(crate) fn unanswered(&self, made: &StatementMade) -> Row {
        let speech = &self.at.speech;
        let parties = self.report.as_ref().map_or(0, |report| report.parties.len() as u64);
        let agreement = self.report.as_ref().map_or(0.6, |report| report.settings.agreement);
        Row {
            key: made.statement.to_string(),
            href: self.at.to(&format!("statement/{}", made.statement)),
            sign: Sign::of(None),
            grade: speech.w("finding-grade-not-yet-asked"),
            text: speech.spoken(&made.text),
            sentence: speech.w("finding-nobody-yet"),
            robust: None,
            groups: None,
            bar: Bar { from: 0, length: 0, threshold: mille(agreement), marks: Vec::new() },
            asked: speech.nn("finding-asked", ("asked", 0_u64), ("of", parties)),
            parties: Vec::new(),
            beside: self.beside(&made.statement),
            spark: None,
        }
    }

    /// What those that are not counted think, as a line: who, the grade.
    fn beside(&self, statement: &StatementKey) -> String {
        let board = self.board.as_ref();
        let Some(found) = board.and_then(|board| board.finding_beside(statement)) else {
            return String::new();
        };
        let speech = &self.at.speech;
        let grade = speech.w(&format!("finding-grade-{}", found.grade.key().replace('_', "-")));
        let sign = Sign::of(Some(found)).sign;
        speech.says("beside-line", &[("who", uncounted(self.at)), ("grade", format!("{sign} {grade}"))])
    }

    fn party(&self, finding: &Finding, party: &PartyFinding) -> PartyRow {
        let (state, speech) = (&self.at.view.state, &self.at.speech);
        let outside = finding.outside.iter().find(|outside| outside.party == party.party);
        let weakest = finding.weakest.as_ref() == Some(&party.party);
        let (note, class) = match outside.map(|outside| outside.reason) {
            Some(OutsideReason::Disagrees) => (speech.w("outside-disagrees"), "disagrees"),
            Some(OutsideReason::Undecided) => (speech.w("outside-undecided"), "undecided"),
            Some(OutsideReason::NotAsked) => {
                (speech.n("outside-not-asked", "needed", party.needed), "unasked")
            }
            None if !party.asked => (speech.n("outside-not-asked", "needed", party.needed), "unasked"),
            None if weakest => (speech.w("party-weakest"), "weakest"),
            None => (String::new(), ""),
        };
        PartyRow {
            href: self.at.to(&format!("party/{}", party.party)),
            name: speech.spoken(state.name(&party.party).map_or(&terms::MultiText::default(), |n| n.name)),
            lean: lean::of(speech, party.counts),
            low: mille(party.low),
            width: mille(party.high).saturating_sub(mille(party.low)),
            note,
            class,
        }
    }
}

/// What those that take part and are not counted are called: the names of their standings.
pub(crate) fn uncounted(at: &Place) -> String {
    let state = &at.view.state;
    let here = |entry: &&forum::acts::StandingRights| {
        !state.has_right(&entry.key, Right::Count)
            && state.participants().any(|(_, standing)| *standing == entry.key)
    };
    let names = state.standings().iter().filter(here).map(|entry| at.speech.name(&entry.plural));
    names.collect::<Vec<_>>().join(", ")
}

/// The report with the parties' names in the reader's language.
fn named(at: &Place, report: &Report) -> Report {
    let mut report = report.clone();
    for party in &mut report.parties {
        if let Some(name) = at.view.state.name(&party.key) {
            party.name = at.speech.name(name.name);
        }
    }
    report
}

/// The language of the interface that speaks for this one: `zh` for `zh-Hans`.
fn language(lang: &Lang) -> Lang {
    Lang::new(lang.as_str().split('-').next().unwrap_or("en"))
}

fn bar(finding: &Finding, report: &Report) -> Bar {
    let rejected = finding.direction == Some(Direction::Against);
    let (from, to) = filled(finding, report, rejected);
    let threshold = mille(report.settings.agreement);
    let marks = finding.parties.iter().filter(|party| party.counts.answers() > 0);
    let mark = |party: &PartyFinding| {
        let outside = finding.outside.iter().find(|outside| outside.party == party.party);
        let class = match outside.map(|outside| outside.reason) {
            Some(OutsideReason::Disagrees) => "disagrees",
            Some(OutsideReason::Undecided) => "undecided",
            Some(OutsideReason::NotAsked) => "unasked",
            None if finding.weakest.as_ref() == Some(&party.party) => "weakest",
            None => "inside",
        };
        let part = if rejected { party.counts.disagree } else { party.counts.agree };
        Mark { at: per_mille(part, party.counts.answers()), class }
    };
    Bar { from, length: to.saturating_sub(from), threshold, marks: marks.map(mark).collect() }
}

/// From where to where the bar is filled: up to what is certain of those inside; between the poles of a divide.
fn filled(finding: &Finding, report: &Report, rejected: bool) -> (u32, u32) {
    if let Some(poles) = &finding.poles {
        let (low, high) = (mille(poles.against_at_most), mille(poles.for_at_least));
        return (low.min(high), high.max(low));
    }
    let floor = if rejected { finding.rejection_floor } else { finding.floor };
    let to = match finding.grade {
        Grade::BroadConsensus | Grade::SharedRejection if !finding.outside.is_empty() => {
            mille(report.settings.agreement)
        }
        _ => floor.map_or(0, mille),
    };
    (0, to)
}

fn per_mille(part: u64, whole: u64) -> u32 {
    u32::try_from((part * 1000).checked_div(whole).unwrap_or(0)).unwrap_or(1000)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share between 0 and 1, clamped"
)]
fn mille(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u32
}
