//! The analysis as CSV: one line per statement.

use super::{AnalysisView, simulation_notice};
use crate::sentence;
use opinion::Finding;
use std::fmt::Write as _;
use terms::{Lang, PartyKey};

const COLUMNS: &str = "statement,grade,direction,floor,rejection_floor,robust_floor,weakest,certified,\
    certified_broad,balanced,contrast,agree,pass,disagree,outside,topic,text,sentence";

/// One line per statement under a header line, RFC 4180, sentences in English.
///
/// Simulated votes add a column `simulation` that carries the notice on every line, so that no line loses it; data whose
/// licence asks for it a last column `attribution`.
#[must_use]
pub fn csv(view: &AnalysisView<'_>) -> String {
    let facts = view.facts();
    let lang = Lang::new("en");
    let notice = view.simulation.map(simulation_notice);
    let mut out = String::from(COLUMNS);
    out.push_str(notice.as_ref().map_or("", |_| ",simulation"));
    out.push_str(view.attribution.map_or("", |_| ",attribution"));
    out.push_str("\r\n");
    for finding in &view.report.findings {
        let facts = facts.get(&finding.statement);
        let mut cells = figures(finding);
        cells.push(outside(finding));
        cells.push(facts.map_or_else(String::new, |facts| facts.topics.join(";")));
        cells.push(facts.map_or_else(String::new, |facts| facts.text.clone()));
        cells.push(sentence::write(&view.sentence(finding), &lang));
        cells.extend(notice.clone());
        cells.extend(view.attribution.map(str::to_owned));
        let quoted: Vec<String> = cells.iter().map(|cell| quote(cell)).collect();
        let _ = write!(out, "{}\r\n", quoted.join(","));
    }
    out
}

fn figures(finding: &Finding) -> Vec<String> {
    let decimal = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{:.6}", value + 0.0));
    vec![
        finding.statement.as_str().to_owned(),
        finding.grade.key().to_owned(),
        finding.direction.map_or("", super::figures::direction_key).to_owned(),
        decimal(finding.floor),
        decimal(finding.rejection_floor),
        decimal(finding.robust_floor),
        finding.weakest.as_ref().map_or("", PartyKey::as_str).to_owned(),
        decimal(Some(finding.certified)),
        decimal(Some(finding.certified_broad)),
        decimal(Some(finding.balanced)),
        decimal(finding.contrast),
        finding.totals.agree.to_string(),
        finding.totals.pass.to_string(),
        finding.totals.disagree.to_string(),
    ]
}

/// `IND:disagrees;PAK:not_asked`.
fn outside(finding: &Finding) -> String {
    let one = |o: &opinion::Outside| format!("{}:{}", o.party, sentence::reason_key(o.reason));
    finding.outside.iter().map(one).collect::<Vec<_>>().join(";")
}

/// Quotes where RFC 4180 asks for it. A text that a spreadsheet would run as a formula gets a leading apostrophe.
fn quote(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || (cell.starts_with('-') && cell.parse::<f64>().is_err());
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
