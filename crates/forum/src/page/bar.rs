//! The one bar: how far agreement is certain, with a mark for every party.

use opinion::{Finding, Grade, OutsideReason, PartyFinding, Settings};
use std::fmt::Write as _;

/// The bar of a finding. Its words are the sentence beside it.
pub(super) fn bar(finding: &Finding, settings: &Settings) -> String {
    let rejected = finding.grade == Grade::SharedRejection;
    let mut out = String::from("<span class=\"bar\" aria-hidden=\"true\"");
    if let Some((from, to)) = filled(finding, settings) {
        let _ = write!(out, " style=\"--a:{from};--z:{to}\"");
    }
    out.push('>');
    for party in &finding.parties {
        if let Some(mark) = mark(finding, party, rejected) {
            out.push_str(&mark);
        }
    }
    out.push_str("</span>");
    out
}

/// From where to where the bar is filled, in per cent: up to the floor where every party is inside, up to the share
/// that was certified of those inside where some stand outside, between the poles where parties are divided.
fn filled(finding: &Finding, settings: &Settings) -> Option<(u8, u8)> {
    if let Some(poles) = &finding.poles {
        return Some((percent(poles.against_at_most), percent(poles.for_at_least)));
    }
    let to = match finding.grade {
        Grade::BroadConsensus | Grade::SharedRejection if !finding.outside.is_empty() => settings.agreement,
        Grade::Unanimous | Grade::Consensus => finding.floor?,
        Grade::SharedRejection => finding.rejection_floor?,
        Grade::BroadConsensus | Grade::Divided | Grade::NotYetAsked | Grade::Majority | Grade::Open => {
            return None;
        }
    };
    Some((0, percent(to)))
}

/// The share of a party that disagrees.
fn disagreeing(party: &PartyFinding) -> f64 {
    let answers = party.counts.answers();
    if answers == 0 { 0.0 } else { ratio(party.counts.disagree, answers) }
}

#[expect(clippy::cast_precision_loss, reason = "a picture of at most a hundred steps")]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

fn mark(finding: &Finding, party: &PartyFinding, rejected: bool) -> Option<String> {
    let outside = finding.outside.iter().find(|outside| outside.party == party.party);
    let class = match outside.map(|outside| outside.reason) {
        Some(OutsideReason::Disagrees) => " class=\"d\"",
        Some(OutsideReason::Undecided) => " class=\"q\"",
        Some(OutsideReason::NotAsked) => " class=\"n\"",
        None if !rejected && finding.weakest.as_ref() == Some(&party.party) => " class=\"w\"",
        None => "",
    };
    if party.counts.answers() == 0 {
        return (!class.is_empty()).then(|| format!("<s{class} style=\"--m:0\"></s>"));
    }
    let share = if rejected { disagreeing(party) } else { ratio(party.counts.agree, party.counts.answers()) };
    Some(format!("<s{class} style=\"--m:{}\"></s>", percent(share)))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100 just before")]
fn percent(share: f64) -> u8 {
    (share * 100.0).clamp(0.0, 100.0).floor() as u8
}
