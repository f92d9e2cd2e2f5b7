//! The digest of a report: equal on every machine and thread count.
//!
//! BLAKE3 of `plenary-findings/2`, a line feed, the head, and the BLAKE3 of each finding in the report's order.
//! Integers are 8 bytes little-endian; figures are integers of millionths, rounded half away from zero; a text is
//! its length in bytes and the bytes; an optional value is the byte 1 and the value, or the byte 0; a list is its
//! length and its items; a truth is 1 or 0; grades, directions and reasons are their places in their
//! declarations.
//!
//! - Head: agreement, confidence, veto, divide gap, fake share; minimum of answers; 1 for live evidence; k; whether
//!   there is one block; the parties, each key, standing, population, roster.
//! - Finding: statement; grade; direction; those outside, each key and reason; the poles (key, share, key, share);
//!   floor, rejection floor, weakest party, robust floor; certified, certified broad, balanced; contrast; the
//!   weightings; totals; no objection; all for; what is needed (kind and number); per party agree, pass, disagree,
//!   low, high, mean, asked, needed.
//! - Where findings hold over opinion groups as well: at the end of the head `groups` and their keys; at the end of
//!   each finding certified over groups, for and against, over parties; floor, rejection floor and weakest over groups;
//!   the grade by parties alone; the groups as the parties.

use crate::report::{Direction, Finding, GroupAxis, MoreAnswers, OutsideReason, PartyFinding, Report};
use crate::settings::Evidence;
use rayon::prelude::*;
use tally::Counts;

const FORMAT: &str = "plenary-findings/2\n";

pub(crate) fn of(report: &Report) -> String {
    let findings: Vec<blake3::Hash> = report.findings.par_iter().map(finding).collect();
    let mut hash = blake3::Hasher::new();
    hash.update(FORMAT.as_bytes());
    hash.update(&head(report).0);
    findings.iter().for_each(|each| {
        hash.update(each.as_bytes());
    });
    hash.finalize().to_hex().to_string()
}

/// The canonical bytes, under way.
#[derive(Default)]
struct Canonical(Vec<u8>);

impl Canonical {
    fn integer(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    fn figure(&mut self, value: f64) {
        self.0.extend_from_slice(&millionths(value).to_le_bytes());
    }

    fn text(&mut self, value: &str) {
        self.integer(value.len() as u64);
        self.0.extend_from_slice(value.as_bytes());
    }

    fn truth(&mut self, value: bool) {
        self.0.push(u8::from(value));
    }

    fn optional<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.truth(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn counts(&mut self, counts: Counts) {
        [counts.agree, counts.pass, counts.disagree].into_iter().for_each(|count| self.integer(count));
    }
}

fn head(report: &Report) -> Canonical {
    let mut out = Canonical::default();
    let s = &report.settings;
    [s.agreement, s.confidence, s.veto, s.divide_gap, s.fake_share]
        .into_iter()
        .for_each(|share| out.figure(share));
    out.integer(s.minimum_answers);
    out.truth(s.evidence == Evidence::Anytime);
    out.integer(u64::from(report.outside_at_most));
    out.truth(report.single_block);
    out.integer(report.parties.len() as u64);
    for party in &report.parties {
        out.text(party.key.as_str());
        out.optional(party.standing.as_ref(), |out, standing| out.text(standing.as_str()));
        out.optional(party.population, Canonical::integer);
        out.optional(party.roster, Canonical::integer);
    }
    if !report.groups.is_empty() {
        out.text("groups");
        out.integer(report.groups.len() as u64);
        report.groups.iter().for_each(|group| out.text(group.key.as_str()));
    }
    out
}

fn finding(finding: &Finding) -> blake3::Hash {
    let mut out = Canonical(Vec::with_capacity(300 + 57 * finding.parties.len()));
    verdict(finding, &mut out);
    [finding.floor, finding.rejection_floor].into_iter().for_each(|f| out.optional(f, Canonical::figure));
    out.optional(finding.weakest.as_ref(), |out, party| out.text(party.as_str()));
    out.optional(finding.robust_floor, Canonical::figure);
    [finding.certified, finding.certified_broad, finding.balanced].into_iter().for_each(|f| out.figure(f));
    out.optional(finding.contrast, Canonical::figure);
    out.figure(finding.weightings.equal);
    out.optional(finding.weightings.population, Canonical::figure);
    out.optional(finding.weightings.penrose, Canonical::figure);
    out.counts(finding.totals);
    out.truth(finding.no_objection);
    out.truth(finding.all_for);
    out.optional(finding.more_answers, |out, more| {
        let (kind, number) = match more {
            MoreAnswers::Missing(number) => (0, number),
            MoreAnswers::Expected(number) => (1, number),
            MoreAnswers::Exhausted => (2, 0),
            MoreAnswers::Beyond(number) => (3, number),
        };
        out.integer(kind);
        out.integer(number);
    });
    out.integer(finding.parties.len() as u64);
    finding.parties.iter().for_each(|party| view(party, &mut out));
    if let Some(axis) = &finding.groups {
        over_groups(axis, &mut out);
    }
    blake3::hash(&out.0)
}

fn over_groups(axis: &GroupAxis, out: &mut Canonical) {
    [axis.certified, axis.certified_against, axis.certified_parties].into_iter().for_each(|f| out.figure(f));
    [axis.floor, axis.rejection_floor].into_iter().for_each(|f| out.optional(f, Canonical::figure));
    out.optional(axis.weakest.as_ref(), |out, group| out.text(group.as_str()));
    out.optional(axis.stopped, |out, grade| out.integer(grade as u64));
    axis.groups.iter().for_each(|group| view(group, out));
}

fn verdict(finding: &Finding, out: &mut Canonical) {
    out.text(finding.statement.as_str());
    out.integer(finding.grade as u64);
    out.optional(finding.direction, |out, direction| out.truth(direction == Direction::Against));
    out.integer(finding.outside.len() as u64);
    for outside in &finding.outside {
        out.text(outside.party.as_str());
        out.integer(match outside.reason {
            OutsideReason::Disagrees => 0,
            OutsideReason::Undecided => 1,
            OutsideReason::NotAsked => 2,
        });
    }
    out.optional(finding.poles.as_ref(), |out, poles| {
        out.text(poles.for_party.as_str());
        out.figure(poles.for_at_least);
        out.text(poles.against_party.as_str());
        out.figure(poles.against_at_most);
    });
}

fn view(party: &PartyFinding, out: &mut Canonical) {
    let counts = party.counts;
    // One write per party: forums of many parties spend their time here.
    let words = [counts.agree, counts.pass, counts.disagree].map(u64::to_le_bytes);
    let shares = [party.low, party.high, party.mean].map(|share| millionths(share).to_le_bytes());
    let mut bytes = [0_u8; 57];
    words
        .iter()
        .chain(&shares)
        .zip(bytes.chunks_exact_mut(8))
        .for_each(|(word, place)| place.copy_from_slice(word));
    bytes[48] = u8::from(party.asked);
    bytes[49..].copy_from_slice(&party.needed.to_le_bytes());
    out.0.extend_from_slice(&bytes);
}

fn millionths(value: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "shares and probabilities, so 0..=1000000")]
    let rounded = libm::round(value * 1e6) as i64;
    rounded
}
