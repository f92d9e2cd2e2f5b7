//! The digest of a report: equal on every machine and thread count.
//!
//! Layout of `plenary-findings/1`, one line each, UTF-8: the settings; k and whether there is one block; the
//! counted parties as `key|standing|population|roster`; per finding, in the report's order, the statement, its
//! grade, direction, outsiders, counts per party, and its figures rounded to millionths. BLAKE3 over all of it.
//! Text fields are preceded by their length in bytes, so that no two reports share a layout.

use crate::report::{Finding, Report};
use std::fmt::Write;

const FORMAT: &str = "plenary-findings/1";

pub(crate) fn of(report: &Report) -> String {
    let mut out = format!("{FORMAT}\n");
    let write = settings(report, &mut out)
        .and_then(|()| parties(report, &mut out))
        .and_then(|()| report.findings.iter().try_for_each(|finding| statement(finding, &mut out)));
    write.expect("writing to a string does not fail");
    blake3::hash(out.as_bytes()).to_hex().to_string()
}

fn settings(report: &Report, out: &mut String) -> std::fmt::Result {
    let s = &report.settings;
    let shares = [s.agreement, s.confidence, s.veto, s.divide_gap, s.fake_share].map(Some);
    figures(&shares, out)?;
    writeln!(out, "{}|{:?}|{}|{}", s.minimum_answers, s.evidence, report.outside_at_most, report.single_block)
}

fn parties(report: &Report, out: &mut String) -> std::fmt::Result {
    for party in &report.parties {
        text(party.key.as_str(), out)?;
        text(party.standing.as_ref().map_or("", |standing| standing.as_str()), out)?;
        writeln!(out, "{:?}|{:?}", party.population, party.roster)?;
    }
    Ok(())
}

fn statement(finding: &Finding, out: &mut String) -> std::fmt::Result {
    text(finding.statement.as_str(), out)?;
    writeln!(out, "{}|{:?}|{:?}", finding.grade.key(), finding.direction, finding.more_answers)?;
    for outside in &finding.outside {
        text(outside.party.as_str(), out)?;
        writeln!(out, "{:?}", outside.reason)?;
    }
    if let Some(poles) = &finding.poles {
        text(poles.for_party.as_str(), out)?;
        text(poles.against_party.as_str(), out)?;
        figures(&[Some(poles.for_at_least), Some(poles.against_at_most)], out)?;
    }
    let totals = finding.totals;
    writeln!(
        out,
        "{}|{}|{}|{}|{}",
        totals.agree, totals.pass, totals.disagree, finding.no_objection, finding.all_for
    )?;
    let weightings = finding.weightings;
    figures(&[finding.floor, finding.rejection_floor, finding.robust_floor, finding.contrast], out)?;
    figures(&[Some(finding.certified), Some(finding.certified_broad), Some(finding.balanced)], out)?;
    figures(&[Some(weightings.equal), weightings.population, weightings.penrose], out)?;
    for party in &finding.parties {
        let counts = party.counts;
        write!(out, "{}|{}|{}|{}|", counts.agree, counts.pass, counts.disagree, party.needed)?;
        figures(&[Some(party.low), Some(party.high), Some(party.mean)], out)?;
    }
    Ok(())
}

fn text(value: &str, out: &mut String) -> std::fmt::Result {
    write!(out, "{}:{value}|", value.len())
}

fn figures(values: &[Option<f64>], out: &mut String) -> std::fmt::Result {
    for value in values {
        match value {
            Some(value) => write!(out, "{}|", libm::round(value * 1e6))?,
            None => out.push_str("-|"),
        }
    }
    out.push('\n');
    Ok(())
}
