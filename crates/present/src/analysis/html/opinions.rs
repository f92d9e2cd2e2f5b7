//! How opinions hang together: verdict, map, portraits of the groups, and the plane of statements.

use super::super::{map::MapView, words::Words};
use super::pictures::ground;
use crate::{page, pictures, plain};
use askama::Template;
use opinion::{Finding, Grade};
use std::collections::BTreeMap;
use terms::StatementKey;

/// Statements told of a group, of each direction.
const TOLD: usize = 4;
/// Up to so many people each is a mark of their own.
const MARKS_AT_MOST: usize = 600;

#[derive(Template)]
#[template(path = "opinions.html")]
struct Opinions {
    title: String,
    verdict: Vec<(usize, String)>,
    map: String,
    groups: Vec<GroupView>,
    plane: String,
    about: String,
}

struct GroupView {
    at: usize,
    sign: &'static str,
    title: String,
    size: String,
    alike: Option<String>,
    told: Vec<Told>,
    apart: Vec<String>,
}

/// What a group agrees to, or rejects, more than others.
struct Told {
    class: &'static str,
    sign: &'static str,
    head: String,
    /// Each statement as HTML, with its figures.
    statements: Vec<(String, String)>,
}

/// The section; nothing where it was not looked at.
pub(super) fn section(words: Words<'_>) -> Option<String> {
    let map = words.view.map.as_ref()?;
    let lines = pictures::verdict(map.groups, words.lang);
    let opinions = Opinions {
        title: words.say("hang-title"),
        verdict: lines.into_iter().enumerate().collect(),
        map: map_figure(words, map),
        groups: groups(words, map),
        plane: plane_figure(words, map),
        about: words.say("hang-about"),
    };
    Some(opinions.render().expect("writing to a String does not fail"))
}

fn map_figure(words: Words<'_>, map: &MapView<'_>) -> String {
    let facts = words.view.facts();
    let end = |column: usize| {
        let key = map.columns.get(column)?;
        let text = facts.get(key).map_or("", |facts| facts.text.as_str());
        Some(pictures::MapEnd { key: key.as_str(), text: if text.is_empty() { key.as_str() } else { text } })
    };
    let ends = pictures::ends(map.directions, &map.strengths).map(|axis| axis.map(|column| end(column?)));
    let ground = ground(words);
    let drawn = pictures::OpinionMap {
        groups: map.groups,
        positions: map.positions,
        strengths: map.strengths,
        ends,
        you: None,
        marks_at_most: MARKS_AT_MOST,
        people_at_least: 0,
    };
    pictures::opinion_map(&drawn, &ground).figure(&ground)
}

fn groups(words: Words<'_>, map: &MapView<'_>) -> Vec<GroupView> {
    let facts = words.view.facts();
    let ground = ground(words);
    let known = |key: &StatementKey| words.view.report.findings.iter().any(|f| &f.statement == key);
    let told = |one: &pictures::ToldStatement| {
        let key = map.columns.get(one.column)?;
        let text = facts.get(key).map_or(key.as_str(), |facts| facts.text.as_str());
        let text = format!("<bdi dir=\"auto\">{}</bdi>", page::escape(&plain::line(text)));
        let linked = if ground.anchors && known(key) {
            format!("<a href=\"#{}\">{}</a>", super::super::anchor(key.as_str()), page::escape(key.as_str()))
        } else {
            page::escape(key.as_str())
        };
        Some((format!("{linked} {text}"), one.figures.clone()))
    };
    let view = |portrait: pictures::Portrait| {
        let of = |agrees: bool, class, sign, id: &str| {
            let list: Vec<_> =
                portrait.statements.iter().filter(|s| s.agrees == agrees).filter_map(told).collect();
            (!list.is_empty()).then(|| Told { class, sign, head: words.say(id), statements: list })
        };
        GroupView {
            at: portrait.group,
            sign: pictures::group_sign(portrait.group),
            size: [Some(portrait.size.clone()), portrait.stability.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            told: [
                of(true, "for", "✓", "group-more-agrees"),
                of(false, "against", "✕", "group-more-disagrees"),
            ]
            .into_iter()
            .flatten()
            .collect(),
            title: portrait.title,
            alike: portrait.alike,
            apart: portrait.apart,
        }
    };
    pictures::portraits(map.groups, words.lang, TOLD).into_iter().map(view).collect()
}

fn plane_figure(words: Words<'_>, map: &MapView<'_>) -> String {
    let view = words.view;
    let facts = view.facts();
    let columns: BTreeMap<&StatementKey, usize> =
        map.columns.iter().enumerate().map(|(at, key)| (key, at)).collect();
    let placed = |finding: &Finding| {
        let column = *columns.get(&finding.statement)?;
        let pull = map.directions.get(column)?[0];
        let asked = finding.parties.iter().filter(|party| party.asked);
        let (sum, count) = asked.fold((0.0, 0u32), |(sum, count), party| (sum + party.mean, count + 1));
        (finding.grade != Grade::NotYetAsked && count > 0).then(|| pictures::PlaneStatement {
            key: column_key(map, column),
            text: facts.get(&map.columns[column]).map_or("", |facts| facts.text.as_str()),
            grade: finding.grade,
            agree: sum / f64::from(count),
            pull,
        })
    };
    let statements: Vec<pictures::PlaneStatement<'_>> =
        view.report.findings.iter().filter_map(placed).collect();
    let plane = pictures::Plane {
        left_out: view.report.findings.len() - statements.len(),
        statements: &statements,
        single_block: view.report.single_block,
    };
    let ground = ground(words);
    pictures::statement_plane(&plane, &ground).figure(&ground)
}

fn column_key<'a>(map: &MapView<'a>, column: usize) -> &'a str {
    map.columns.get(column).map_or("", StatementKey::as_str)
}
