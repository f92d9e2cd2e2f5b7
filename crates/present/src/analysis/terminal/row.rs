//! One finding as one to four lines.

use super::{
    Page,
    layout::{pad_end, pad_start, width, wrap},
};
use crate::{
    analysis::{
        figures::{Key, Section},
        over_groups,
    },
    plain,
    sentence::{self, Arg},
};
use opinion::Finding;
use std::collections::BTreeMap;
use terms::{StatementFacts, StatementKey};

const BAR: usize = 10;
/// Wider keys than this push their statement to the next line rather than every statement to the right.
const KEY_AT_MOST: usize = 8;

/// The rows of one section, aligned with each other.
pub(super) struct Rows<'a> {
    page: &'a Page<'a>,
    facts: BTreeMap<&'a StatementKey, &'a StatementFacts>,
    key_width: usize,
    figure_width: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn of(page: &'a Page<'a>, findings: &[&Finding]) -> Self {
        let shown = || findings.iter().take(super::ROWS_AT_MOST);
        let key_width = shown().map(|f| width(f.statement.as_str())).max().unwrap_or(0).min(KEY_AT_MOST);
        let figure_width = shown().map(|f| width(&Key::of(f, page.words).text)).max().unwrap_or(0);
        Rows { page, facts: page.words.view.facts(), key_width, figure_width }
    }

    pub(super) fn lines(&self, finding: &Finding) -> Vec<String> {
        let section = Section::of(finding.grade);
        let figure = Key::of(finding, self.page.words);
        let bar = figure.bar.map_or_else(|| " ".repeat(BAR), |(from, to)| bar(from, to));
        let indent = 2 + self.key_width + 2;
        let room = self.page.width.saturating_sub(indent + 2 + BAR + 1 + self.figure_width);
        let text = wrap(&self.text(finding), room, 2);
        let key = pad_start(&wrap(finding.statement.as_str(), self.key_width, 1).concat(), self.key_width);
        let mut lines = Vec::new();
        for (at, line) in text.iter().enumerate() {
            if at > 0 {
                lines.push(format!("{}{line}", " ".repeat(indent)));
                continue;
            }
            let bar = self.page.paint.bar(section, &bar);
            let key = self.page.paint.quiet(&key);
            let end = pad_start(&figure.text, self.figure_width);
            lines.push(format!("  {key}  {}  {bar} {end}", pad_end(line, room)));
        }
        if let Some(beside) = self.beside(finding) {
            let wrapped = wrap(&beside, self.page.width - indent, 3);
            lines.extend(
                wrapped.iter().map(|line| format!("{}{}", " ".repeat(indent), self.page.paint.quiet(line))),
            );
        }
        lines
    }

    fn text(&self, finding: &Finding) -> String {
        let text = self.facts.get(&finding.statement).map_or("", |facts| facts.text.as_str());
        let text = if text.trim().is_empty() { "—" } else { text };
        plain::line(text).into_owned()
    }

    /// Who stands outside, who stands apart, who is missing.
    fn beside(&self, finding: &Finding) -> Option<String> {
        let words = self.page.words;
        let spoken = words.view.sentence(finding);
        if let Some(axis) = finding.groups.as_ref().filter(|axis| axis.stopped.is_some()) {
            return Some(over_groups::stopped(words, axis));
        }
        match Section::of(finding.grade) {
            Section::Agreed | Section::Rejected => {
                let Some(Arg::Parties(outside)) = spoken.args.get("outside") else { return None };
                let list = sentence::named_list(words.lang, outside, &spoken);
                Some(format!("{}: {list}", words.say("label-outside")))
            }
            _ => Some(sentence::write(&spoken, words.lang)),
        }
    }
}

/// `from` to `to` (0 to 1) of a track, in eighths of a column at its end.
fn bar(from: f64, to: f64) -> String {
    let eighths = |share: f64| (share.clamp(0.0, 1.0) * (BAR * 8) as f64).round() as usize;
    let (start, end) = (eighths(from) / 8, eighths(to).max(eighths(from)));
    let mut out = "·".repeat(start);
    out.push_str(&"█".repeat((end / 8).saturating_sub(start)));
    let rest = end % 8;
    if rest > 0 && end / 8 < BAR {
        out.push(['▏', '▎', '▍', '▌', '▋', '▊', '▉'][rest - 1]);
    }
    let drawn = out.chars().count();
    out + &"·".repeat(BAR.saturating_sub(drawn))
}
