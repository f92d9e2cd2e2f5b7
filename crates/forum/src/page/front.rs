//! The first page of a newspaper about this forum.

use super::View;
use super::html::{anchor, day, isolated, label, m, name, names, quoted, said, say, sign, word, written};
use crate::communique::words::{best, in_order};
use crate::communique::{Sentence, Value};
use opinion::{Finding, Grade};
use present::dates::Calendars;
use present::page::escape;
use std::fmt::Write as _;
use terms::Instant;

pub(super) fn masthead(view: &View) -> String {
    let Some(convened) = &view.state.convened else { return String::new() };
    let body = &convened.body;
    let place = best(&body.place, view.lang);
    let act = [convened.act];
    let dateline = if body.opens == body.closes {
        m("dateline").arg("day", Value::Day(body.opens.clone()), act)
    } else {
        m("dateline-days")
            .arg("opens", Value::Day(body.opens.clone()), act)
            .arg("closes", Value::Day(body.closes.clone()), act)
            .arg("days", Value::Days(body.opens.clone(), body.closes.clone()), act)
    };
    let mut standings = Vec::new();
    for standing in view.state.standings() {
        let count = view.state.participants().filter(|(_, of)| **of == standing.key).count() as u64;
        if count > 0 {
            let line = m("standing-count")
                .number("count", count, act)
                .written("one", &best(&standing.name, view.lang), act)
                .written("many", &best(&standing.plural, view.lang), act);
            standings.push(format!("<span>{}</span>", said(view, line)));
        }
    }
    let mut co: Vec<(String, u64)> =
        view.state.co_organisers.iter().map(|c| (best(&c.body.name, view.lang), c.act)).collect();
    in_order(view.lang, &mut co);
    let co = Value::List(co.into_iter().map(|(name, _)| Value::Written(name)).collect());
    format!(
        "<header class=\"masthead\">\n<p class=\"dateline\">{}</p>\n<h1>{}</h1>\n<p class=\"theme\">{}</p>\n\
         <p class=\"standings\">{}</p>\n<p class=\"co\">{}</p>\n</header>\n{}{}",
        said(view, dateline.written("place", &place, act)),
        written(view, &body.name),
        written(view, &body.theme),
        standings.join(" · "),
        said(view, m("co-organised-line").arg("names", co, [])),
        phases(view),
        navigation(view),
    )
}

/// The phase bar: when each phase began, and which is now.
fn phases(view: &View) -> String {
    let state = view.state;
    let text = state.text.as_ref();
    let adoption = text.and_then(|text| text.adoption.as_ref());
    let declared = adoption.and_then(|adoption| adoption.declared.as_ref());
    let began: [(&str, Option<Instant>); 5] = [
        ("phase-planned", state.convened.as_ref().map(|convened| convened.at)),
        ("phase-open", state.statements.first().map(|statement| statement.at)),
        ("phase-drafting", text.map(|text| text.begun.at)),
        ("phase-adopting", adoption.map(|adoption| adoption.opened.at)),
        ("phase-follow-up", declared.map(|declared| declared.at)),
    ];
    let now = began.iter().rposition(|(_, at)| at.is_some());
    let mut out = format!("<ol class=\"phases\" aria-label=\"{}\">\n", label(view, "phase-label"));
    for (position, (id, at)) in began.iter().enumerate() {
        let (class, state) = match (at.is_some(), now == Some(position)) {
            (true, true) => ("now", word(view, "phase-now")),
            (true, false) => ("done", word(view, "phase-done")),
            (false, _) => ("", String::new()),
        };
        let when = at
            .map_or(String::new(), |at| format!("<time>{}</time>", isolated(&day(view, at, Calendars::Own))));
        let current = if class == "now" { " aria-current=\"step\"" } else { "" };
        let _ = writeln!(
            out,
            "<li class=\"{class}\"{current}><b>{}</b> {when}<span class=\"hidden\"> {state}</span></li>",
            word(view, id)
        );
    }
    out.push_str("</ol>\n");
    out
}

fn navigation(view: &View) -> String {
    let mut out = format!("<nav class=\"contents\" aria-label=\"{}\">", label(view, "nav-label"));
    let links = [
        ("#topics", "nav-topics"),
        ("#findings", "nav-findings"),
        ("#text", "nav-text"),
        ("#adoption", "nav-adoption"),
        ("#deeds", "nav-deeds"),
        (view.beside.communique, "nav-press"),
        ("#record", "nav-record"),
    ];
    for (href, id) in links {
        let _ = write!(out, "<a href=\"{href}\">{}</a>", word(view, id));
    }
    out.push_str("</nav>\n");
    out
}

/// The news: the headline, the first sentences of the communiqué, and the chain in figures.
pub(super) fn lead(view: &View) -> String {
    let communique = view.communique;
    let mut out = String::from("<div class=\"lead\">\n<article>\n");
    let _ = writeln!(
        out,
        "<h2><a href=\"{}\">{}</a></h2>",
        view.beside.communique,
        isolated(&communique.headline.write(view.lang))
    );
    for id in [
        "adopted",
        "adopted-by-vote",
        "not-adopted",
        "no-objection-received",
        "found-all",
        "objection-recorded",
        "promise",
    ] {
        let told = communique.numbered().into_iter().find(|(_, sentence)| sentence.id == id);
        if let Some((number, sentence)) = told {
            let cite = format!(
                "<sup class=\"cite\"><a href=\"{}#said-{number}\">{}</a></sup>",
                view.beside.communique,
                present::numbers::ungrouped(view.lang, number as u64)
            );
            let _ = writeln!(out, "<p>{} {cite}</p>", isolated(&sentence.write(view.lang)));
        }
    }
    let _ = writeln!(
        out,
        "<p class=\"more\"><a href=\"{}\">{}</a> · <a href=\"{}\">{}</a></p>\n</article>",
        view.beside.communique,
        word(view, "lead-read"),
        view.beside.communique_text,
        word(view, "lead-text")
    );
    out.push_str(&chain(view));
    out.push_str("</div>\n");
    out
}

/// What the chain carries, link by link.
fn chain(view: &View) -> String {
    let state = view.state;
    let votes = state.votes.as_ref().map(|(counted, _)| &counted.body);
    let text = state.text.as_ref();
    let spoke = text.and_then(|text| text.adoption.as_ref()).map_or(0, |adoption| {
        let parties: std::collections::BTreeSet<_> =
            adoption.positions.iter().map(|(party, _)| party).collect();
        parties.len()
    });
    let agreed = state.findings.iter().flat_map(|snapshot| &snapshot.report.findings);
    let agreed = agreed.filter(|finding| crate::write::earned(finding).is_some()).count();
    let promised =
        state.commitments.iter().filter(|known| !known.commitment.promised_by().is_empty()).count();
    let links: [(&str, u64, Sentence); 7] = [
        ("#topics", state.statements.len() as u64, m("chain-statements")),
        (
            view.beside.votes,
            votes.map_or(0, |votes| votes.votes),
            m("chain-votes").number("participants", votes.map_or(0, |votes| votes.participants), []),
        ),
        ("#findings", agreed as u64, m("chain-agreed")),
        ("#text", text.map_or(0, |text| text.clauses.len()) as u64, m("chain-clauses")),
        ("#adoption", spoke as u64, m("chain-positions")),
        ("#deeds", promised as u64, m("chain-deeds")),
        ("#record", view.record.acts().len() as u64, m("chain-acts")),
    ];
    let mut out = format!(
        "<aside class=\"chain\" aria-label=\"{0}\">\n<h2>{0}</h2>\n<ol>\n",
        label(view, "chain-title")
    );
    for (href, count, message) in links {
        let figure = escape(&present::numbers::integer(view.lang, count));
        let message = said(view, message.number("count", count, []));
        let _ = writeln!(out, "<li><a href=\"{href}\"><b>{figure}</b> {message}</a></li>");
    }
    out.push_str("</ol>\n</aside>\n");
    out
}

/// The topics as cards: every finding as its sign, and what was agreed most clearly.
pub(super) fn topics(view: &View) -> String {
    let mut out =
        format!("<section id=\"topics\">\n<h2>{}</h2>\n<div class=\"cards\">\n", word(view, "topics-title"));
    for topic in &view.state.topics {
        let statements = view.state.statements_of(&topic.body.topic);
        let found: Vec<&Finding> =
            statements.filter_map(|made| view.state.finding(&made.body.statement)).collect();
        let agreed: Vec<&&Finding> =
            found.iter().filter(|finding| crate::write::earned(finding).is_some()).collect();
        let count =
            m("topic-agreed").number("agreed", agreed.len() as u64, []).number("all", found.len() as u64, []);
        let link = anchor("topic", topic.body.topic.as_str());
        let _ = write!(
            out,
            "<article class=\"card\">\n<h3><a href=\"#{link}\">{}</a></h3>\n<p class=\"figure\">{}</p>\n<p class=\"signs\">",
            written(view, &topic.body.name),
            said(view, count)
        );
        let mut by_grade = found.clone();
        by_grade.sort_by_key(|finding| finding.grade);
        for finding in by_grade {
            let _ = write!(
                out,
                "<a href=\"#{}\">{}</a> ",
                anchor("s", finding.statement.as_str()),
                sign(view, finding.grade)
            );
        }
        let _ = writeln!(out, "</p>\n{}</article>", clearest(view, &agreed));
    }
    out.push_str("</div>\n</section>\n");
    out
}

/// The agreed statement on which the parties stand closest together.
fn clearest(view: &View, agreed: &[&&Finding]) -> String {
    let held = agreed.iter().filter(|finding| finding.grade != Grade::SharedRejection);
    let clearest = held.max_by(|a, b| (b.grade.cmp(&a.grade)).then(a.balanced.total_cmp(&b.balanced)));
    let told = clearest.and_then(|finding| Some((finding, view.state.statement(&finding.statement)?)));
    match told {
        Some((finding, made)) => {
            format!(
                "<p class=\"claim\"><a href=\"#{}\">{}</a></p>\n",
                anchor("s", finding.statement.as_str()),
                isolated(&quoted(view, &best(&made.body.text, view.lang)))
            )
        }
        None => format!("<p class=\"quiet\">{}</p>\n", word(view, "topic-none")),
    }
}

/// Parties by name, joined as the language does; not escaped.
pub(super) fn joined<'k>(view: &View, keys: impl IntoIterator<Item = &'k terms::PartyKey>) -> String {
    let list = names(view, keys).into_iter().map(Value::Written).collect();
    say(view.lang, m("twin-names").arg("names", Value::List(list), []))
}

/// A party's name as a heading cell.
pub(super) fn party_cell(view: &View, key: &terms::PartyKey) -> String {
    format!("<th scope=\"row\">{}</th>", name(view, key))
}
