//! The analysis as one self-contained page.

mod alike;
mod figures;
mod opinions;
mod pictures;
mod row;

use super::{AnalysisView, anchor, figures::Section, figures::of_section, words::Words};
use crate::{page, page::PageMeta, pictures::STYLES as PICTURES, plain};
use askama::Template;
use opinion::Grade;
use std::borrow::Cow;
use terms::Lang;

const STYLES: &str = include_str!("../../assets/analysis.css");

/// So many findings of one crowd open; the others of a section are told in a line each. A crowd is asked of many hundred
/// statements, and of it each row that opens has little to add.
const CROWD_IN_FULL: usize = 150;
/// So many lines of parties stand in what opens of one section, and so many findings open in any case: two hundred states
/// on six thousand texts would make a page that no browser opens.
const PARTY_LINES: usize = 8_000;
const LEAST_IN_FULL: usize = 20;
/// So many findings of a section are told in a line each; what is beyond is counted.
const SHORT_AT_MOST: usize = 2_000;

#[derive(Template)]
#[template(path = "analysis.html")]
struct Body<'a> {
    title: String,
    source: Cow<'a, str>,
    ground: String,
    answers: String,
    settings: String,
    summary_label: String,
    jumps: Vec<(&'static str, String)>,
    opinions: String,
    opinions_first: bool,
    sections: Vec<SectionView>,
    alike: String,
    beside_title: String,
    beside: Vec<String>,
    attribution: Option<Cow<'a, str>>,
    nothing: String,
    exact: Option<String>,
    excluded_title: String,
    excluded_about: String,
    excluded: Vec<(&'a str, Cow<'a, str>, Cow<'a, str>)>,
    read_title: String,
    read: Vec<String>,
    read_grades: String,
    grades: Vec<(&'static str, &'static str, String, String)>,
    read_check: String,
    input_digest_label: String,
    input_digest: &'a str,
}

struct SectionView {
    key: &'static str,
    sign: &'static str,
    name: String,
    about: String,
    count: String,
    breakdown: String,
    rows: Vec<String>,
    /// Said where the rest follows in a line each.
    short_about: Option<String>,
    short: Vec<String>,
    /// How many more there are, and the ids by which they are linked to.
    more: Option<(String, Vec<String>)>,
}

/// The page: no script, nothing fetched, light and dark, for phone, hall and paper, in the language's direction.
///
/// # Panics
/// Never: writing to a `String` does not fail.
#[must_use]
pub fn html(view: &AnalysisView<'_>, lang: &Lang) -> String {
    let words = Words { view, lang };
    let body = body(view, words).render().expect("writing to a String does not fail");
    let description = words.ground();
    let styles = [PICTURES, STYLES].concat();
    let meta = PageMeta {
        description: &description,
        simulation: view.simulation,
        digest: Some(&view.report.digest),
        styles: &styles,
        ..PageMeta::new(view.source, lang)
    };
    page::shell(&meta, &body)
}

fn body<'a>(view: &'a AnalysisView<'a>, words: Words<'_>) -> Body<'a> {
    let facts = view.facts();
    let text = |key| facts.get(key).map_or(Cow::Borrowed(""), |facts| plain::line(&facts.text));
    let opinions = opinions::section(words);
    let alike = alike::section(words);
    let beside = pictures::figures(words);
    let beside_title = words.say("by-statement-title");
    let mut jumps = Vec::new();
    jumps.extend(opinions.as_ref().map(|_| ("opinions", words.say("hang-title"))));
    jumps.extend(alike.as_ref().map(|_| ("alike", words.say("alike-title"))));
    jumps.extend((!beside.is_empty()).then(|| ("beside", beside_title.clone())));
    let excluded = view.excluded.iter().map(|(key, reason)| (key.as_str(), text(key), plain::line(reason)));
    let mut read: Vec<String> = vec![words.say("read-ground")];
    if !view.report.single_block {
        read.extend(["read-weight", "read-floor", "read-silence"].map(|id| words.say(id)));
    }
    Body {
        title: words.say("analysis-title"),
        source: plain::line(view.source),
        ground: words.ground(),
        answers: words.answers(),
        settings: words.settings(),
        summary_label: words.say("page-summary"),
        jumps,
        opinions: opinions.unwrap_or_default(),
        // Of one crowd nothing can be found that is stronger than a majority: what it is made of comes first.
        opinions_first: view.report.single_block,
        sections: sections(view, words),
        alike: alike.unwrap_or_default(),
        beside_title,
        beside,
        attribution: view.attribution.map(plain::line),
        nothing: words.say("label-none"),
        exact: words.exact(),
        excluded_title: words.say("label-excluded"),
        excluded_about: words.say("excluded-about"),
        excluded: excluded.collect(),
        read_title: words.say("read-title"),
        read,
        read_grades: words.say("read-grades"),
        grades: grades(words),
        read_check: words.say("read-check"),
        input_digest_label: words.say("page-input-digest"),
        input_digest: view.input.digest,
    }
}

/// Where all people are one block, only what can be found of one block is shown.
fn shown(single_block: bool, grade: Grade) -> bool {
    !single_block || grade >= Grade::NotYetAsked
}

fn sections(view: &AnalysisView<'_>, words: Words<'_>) -> Vec<SectionView> {
    let rows = row::Rows::of(words);
    let single = view.report.single_block;
    let in_full = match single {
        true => CROWD_IN_FULL,
        false => (PARTY_LINES / view.report.parties.len().max(1)).max(LEAST_IN_FULL),
    };
    let shown =
        Section::ALL.into_iter().filter(|s| !single || matches!(s, Section::NotAsked | Section::Open));
    let section = |section: Section| {
        let findings = of_section(&view.report.findings, section);
        let about = format!("section-{}-about", section.key());
        let more = findings.iter().skip(in_full + SHORT_AT_MOST);
        let more: Vec<String> = more.map(|finding| anchor(finding.statement.as_str())).collect();
        let is_short = findings.len() > in_full;
        SectionView {
            key: section.key(),
            sign: section.sign(),
            name: words.section(section),
            about: if section == Section::Open { words.say_for_blocks(&about) } else { words.say(&about) },
            count: words.integer(findings.len() as u64),
            breakdown: words.breakdown(section),
            rows: findings.iter().take(in_full).map(|finding| rows.html(finding)).collect(),
            short_about: is_short.then(|| words.say_with("rows-in-full", "count", in_full as u64)),
            short: findings.iter().skip(in_full).take(SHORT_AT_MOST).map(|f| rows.short(f)).collect(),
            more: (!more.is_empty()).then(|| (words.say_with("rows-more", "count", more.len() as u64), more)),
        }
    };
    shown.map(section).collect()
}

fn grades(words: Words<'_>) -> Vec<(&'static str, &'static str, String, String)> {
    let single = words.view.report.single_block;
    let one = |grade: Grade| {
        let section = Section::of(grade);
        let id = format!("read-{}", grade.key());
        let about = if grade == Grade::Majority { words.say_for_blocks(&id) } else { words.say(&id) };
        (section.sign(), section.key(), words.grade(grade), about)
    };
    Grade::ALL.into_iter().filter(|grade| shown(single, *grade)).map(one).collect()
}
