//! People who answer alike, as a section of the page.

use super::super::{alike::Told, anchor, words::Words};
use crate::{page, plain};
use askama::Template;
use std::borrow::Cow;
use terms::StatementKey;

/// Sets and findings that are told.
const SETS: usize = 40;
const CHANGES: usize = 200;

#[derive(Template)]
#[template(path = "alike.html")]
struct Alike {
    title: String,
    verdict: Vec<String>,
    sets: Vec<(String, String)>,
    more_sets: Option<String>,
    changes: Vec<(String, String, String)>,
    more_changes: Option<String>,
}

/// The section; nothing where nothing is known of it.
pub(super) fn section(words: Words<'_>) -> Option<String> {
    let told = Told::of(words, SETS, CHANGES)?;
    let facts = words.view.facts();
    let linked = |key: &StatementKey| {
        let text = facts.get(key).map_or(Cow::Borrowed("—"), |facts| plain::line(&facts.text));
        let (key, at) = (page::escape(&plain::line(key.as_str())), anchor(key.as_str()));
        format!("<a href=\"#{at}\"><code>{key}</code></a> <bdi dir=\"auto\">{}</bdi>", page::escape(&text))
    };
    let more = |count: usize| (count > 0).then(|| words.say_with("alike-more", "count", count as u64));
    let alike = Alike {
        title: words.say("alike-title"),
        verdict: told.verdict,
        sets: told.sets,
        more_sets: more(told.more_sets),
        changes: told.changes.iter().map(|(key, a, b)| (linked(key), a.clone(), b.clone())).collect(),
        more_changes: more(told.more_changes),
    };
    Some(alike.render().expect("writing to a String does not fail"))
}
