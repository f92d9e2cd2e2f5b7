//! The findings, topic by topic.

use super::View;
use super::bar::bar;
use super::html::{anchor, m, said, sign, word, written};
use crate::communique::words::{best, called};
use opinion::{Finding, Report};
use present::page::escape;
use present::sentence;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use terms::{Right, Standing, StatementKey};
use text::ClauseId;

pub(super) fn section(view: &View) -> String {
    let Some(snapshot) = &view.state.findings else { return String::new() };
    let ground = m("findings-ground").number("count", snapshot.report.parties.len() as u64, []);
    let mut out = format!(
        "<section id=\"findings\">\n<h2>{}</h2>\n<p>{}</p>\n<p class=\"quiet\">{}</p>\n\
         <p class=\"more\"><a href=\"{}\">{}</a> · <a href=\"{}\">{}</a></p>\n",
        word(view, "findings-title"),
        said(view, ground),
        word(view, "findings-legend"),
        view.beside.findings,
        word(view, "findings-more"),
        view.beside.votes,
        word(view, "findings-data"),
    );
    let clauses = clauses(view);
    let report = called(view.state, &snapshot.report, view.lang);
    for topic in &view.state.topics {
        let key = &topic.body.topic;
        let mut found: Vec<&Finding> = view
            .state
            .statements_of(key)
            .filter_map(|made| view.state.finding(&made.body.statement))
            .collect();
        if found.is_empty() {
            continue;
        }
        found.sort_by_key(|finding| finding.grade);
        let _ = writeln!(
            out,
            "<h3 id=\"{}\">{}</h3>",
            anchor("topic", key.as_str()),
            written(view, &topic.body.name)
        );
        for finding in found {
            out.push_str(&row(view, finding, &report, &clauses));
        }
    }
    out.push_str("</section>\n");
    out
}

/// In which clauses each statement stands.
fn clauses<'a>(view: &View<'a>) -> BTreeMap<&'a StatementKey, Vec<&'a ClauseId>> {
    let mut stands: BTreeMap<&StatementKey, Vec<&ClauseId>> = BTreeMap::new();
    for drafted in view.state.text.iter().flat_map(|text| &text.clauses) {
        for ground in &drafted.body.grounds {
            stands.entry(&ground.statement).or_default().push(&drafted.body.clause.id);
        }
    }
    stands
}

fn row(
    view: &View,
    finding: &Finding,
    report: &Report,
    clauses: &BTreeMap<&StatementKey, Vec<&ClauseId>>,
) -> String {
    let Some(made) = view.state.statement(&finding.statement) else { return String::new() };
    let (class, _, _) = super::html::kind(finding.grade);
    let spoken = sentence::write(&sentence::of(finding, report), view.lang);
    let place = detail(finding.statement.as_str());
    let mut links =
        vec![format!("<a href=\"{}{place}\">{}</a>", view.beside.findings, word(view, "finding-parties"))];
    for clause in clauses.get(&finding.statement).into_iter().flatten() {
        links.push(format!("<a href=\"#{}\">{}</a>", anchor("c", clause.as_str()), word(view, "clause-of")));
    }
    links.push(super::html::act(view, made.act));
    format!(
        "<article class=\"finding {class}\" id=\"{}\">\n{}<div class=\"says\"><p class=\"claim\">{}</p>\n<p>{}</p>\n\
         <p class=\"quiet\">{}{}</p></div>\n{}</article>\n",
        anchor("s", finding.statement.as_str()),
        sign(view, finding.grade),
        written(view, &made.body.text),
        escape(&spoken),
        beside(view, finding),
        links.join(" · "),
        bar(finding, &report.settings),
    )
}

/// Where the page of findings shows a statement; its top for a key that cannot stand in an anchor.
fn detail(key: &str) -> String {
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if plain { format!("#s-{key}") } else { String::new() }
}

/// How those who are not counted lean, per standing.
fn beside(view: &View, finding: &Finding) -> String {
    let Some((counted, _)) = &view.state.votes else { return String::new() };
    let Some(cells) = counted.body.cells.get(&finding.statement) else { return String::new() };
    let mut leaning: BTreeMap<&Standing, (u64, u64)> = BTreeMap::new();
    for (party, standing) in view.state.participants() {
        if view.state.has_right(standing, Right::Count) {
            continue;
        }
        if let Some([agree, _, disagree]) = cells.get(party) {
            let entry = leaning.entry(standing).or_default();
            entry.0 += u64::from(agree > disagree);
            entry.1 += 1;
        }
    }
    let mut out = String::new();
    for (standing, (lean, count)) in leaning {
        let entry = view.state.standings().iter().find(|entry| entry.key == *standing);
        let many = entry.map_or(standing.to_string(), |entry| best(&entry.plural, view.lang));
        let line = m("finding-beside").number("leaning", lean, []).number("count", count, []).written(
            "many",
            &many,
            [],
        );
        let _ = write!(out, "{} ", said(view, line));
    }
    out
}
