//! How much of a text is still open, from version to version since it was first sent round: passages in brackets, and
//! alternatives that stand beside a clause. As a picture, as a table, and as files to take along.

use super::{Reader, seen};
use crate::extract::Place;
use crate::problem::Problem;
use crate::routes::picture::{token, under};
use crate::views::dates;
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use forum::fold::TextState;
use forum::live::View;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;
use terms::{Digest, Instant, Lang};
use text::{Clause, Version};

/// The box of the picture, and of the lines in it.
const WIDE: usize = 640;
const SIDE: usize = 40;
const TOP: usize = 34;
const FOOT: usize = 160;
/// Names of versions stand at least so far apart.
const APART: usize = 110;

/// What is open in one version.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    /// The act that made the version.
    act: u64,
    /// The symbol it goes under.
    symbol: String,
    /// When it was sent round, if it was.
    sent: Option<Instant>,
    brackets: usize,
    alternatives: usize,
}

/// The picture: lines in a box, with what is written in it.
#[derive(Template)]
#[template(path = "course.svg", escape = "xml")]
pub(crate) struct Course {
    lang: String,
    dir: &'static str,
    title: String,
    /// The picture in words.
    pub(crate) words: String,
    brackets: String,
    alternatives: String,
    /// Where the lines end, with their last count.
    ends: Vec<(usize, usize, &'static str, String)>,
    /// When it was sent round: where, and under which symbol, where there is room for it.
    sent: Vec<(usize, String)>,
    /// The highest count, written beside the upper edge.
    most: String,
    zero: String,
    key: [String; 2],
    /// Whether it stands in a file of its own.
    alone: bool,
    under: String,
    ink: &'static str,
    paper: &'static str,
    line: &'static str,
    first: &'static str,
    second: &'static str,
    /// The same as a table: symbol, when it was sent round, brackets, alternatives.
    pub(crate) rows: Vec<(String, String, String, String)>,
}

/// How many passages stand in brackets, in the language that has the most of them.
pub(crate) fn brackets(version: &Version) -> usize {
    Passages::default().most(version)
}

/// The passages in brackets of each wording, by language. Most clauses are the same from version to version: each
/// wording is read once.
#[derive(Default)]
struct Passages(BTreeMap<Digest, Vec<(Lang, usize)>>);

impl Passages {
    /// How many there are in a version, in the language that has the most of them.
    fn most(&mut self, version: &Version) -> usize {
        let mut of: BTreeMap<Lang, usize> = BTreeMap::new();
        for (digest, clause) in version.with_digests() {
            for (lang, passages) in self.0.entry(digest).or_insert_with(|| passages(clause)) {
                match of.get_mut(lang) {
                    Some(all) => *all += *passages,
                    None => _ = of.insert(lang.clone(), *passages),
                }
            }
        }
        of.into_values().max().unwrap_or_default()
    }
}

/// The passages in brackets of a clause, by language; a bracket without its other half is one.
fn passages(clause: &Clause) -> Vec<(Lang, usize)> {
    let counted = clause
        .text
        .iter()
        .map(|(lang, words)| (lang.clone(), text::brackets(words).map_or(1, |passages| passages.len())));
    counted.filter(|(_, passages)| *passages > 0).collect()
}

/// Every version from the first that was sent round to the one there is now.
fn steps(text: &TextState) -> Vec<Step> {
    let negotiation = &text.negotiation;
    // Each act that changed the text made one version; version 0 is the empty one.
    let version = |act: u64| negotiation.changes.partition_point(|change| *change < act);
    let mut sent: BTreeMap<usize, Instant> = BTreeMap::new();
    for circulated in &negotiation.circulated {
        sent.entry(version(circulated.act)).or_insert(circulated.at);
    }
    let Some(first) = sent.keys().next().copied() else { return Vec::new() };
    let before: BTreeSet<usize> = sent.keys().copied().collect();
    let mut passages = Passages::default();
    let step = |(number, version): (usize, &Version)| {
        let revision = before.range(..number).count();
        Step {
            act: number
                .checked_sub(1)
                .and_then(|at| negotiation.changes.get(at).copied())
                .unwrap_or_default(),
            symbol: text.begun.body.symbol.revised(u32::try_from(revision).unwrap_or(u32::MAX)).to_string(),
            sent: sent.get(&number).copied(),
            brackets: passages.most(version),
            alternatives: version.clauses().iter().filter(|c| c.id.alternative_of().is_some()).count(),
        }
    };
    text.draft.versions().iter().enumerate().skip(first).map(step).collect()
}

/// The picture of a text; `None` where nothing was open since it was sent round, or it never was.
pub(crate) fn of(at: &Place, text: &TextState, alone: bool) -> Option<Course> {
    let steps = steps(text);
    if steps.iter().all(|step| step.brackets + step.alternatives == 0) {
        return None;
    }
    let (from, now) = (steps.first()?, steps.last()?);
    let scale = Scale::of(&steps, at.lang().is_right_to_left());
    let number = |count: usize| at.speech.integer(count as u64);
    let said = [
        ("from", number(from.brackets)),
        ("to", number(now.brackets)),
        ("alternatives", number(now.alternatives)),
        ("versions", number(steps.len())),
    ];
    let end = |count: usize, class| (scale.x(steps.len() - 1), scale.y(count), class, number(count));
    let mut ends = vec![end(now.brackets, "brackets")];
    if now.alternatives != now.brackets {
        ends.push(end(now.alternatives, "alternatives"));
    }
    Some(Course {
        lang: at.lang().to_string(),
        dir: present::page::direction(at.lang()),
        title: at.speech.w("course-title"),
        words: at.speech.says("course-words", &said),
        brackets: scale.line(&steps, |step| step.brackets),
        alternatives: scale.line(&steps, |step| step.alternatives),
        ends,
        sent: scale.sent(&steps),
        most: number(scale.most),
        zero: number(0),
        key: [at.speech.w("course-brackets"), at.speech.w("course-alternatives")],
        under: under(at),
        alone,
        ink: token("ink"),
        paper: token("paper"),
        line: token("grey-ink"),
        first: token("divided"),
        second: token("consensus"),
        rows: rows(at, &steps),
    })
}

/// Where things stand in the box. In a language that is written from right to left, time runs so too.
struct Scale {
    last: usize,
    most: usize,
    mirrored: bool,
}

impl Scale {
    fn of(steps: &[Step], mirrored: bool) -> Scale {
        let most = steps.iter().map(|step| step.brackets.max(step.alternatives)).max().unwrap_or(1).max(1);
        Scale { last: steps.len().saturating_sub(1), most, mirrored }
    }

    fn x(&self, place: usize) -> usize {
        let along = (WIDE - 2 * SIDE) * place / self.last.max(1);
        if self.mirrored { WIDE - SIDE - along } else { SIDE + along }
    }

    fn y(&self, count: usize) -> usize {
        FOOT - (FOOT - TOP) * count / self.most
    }

    /// A line that stays until the next version changes it.
    fn line(&self, steps: &[Step], count: impl Fn(&Step) -> usize) -> String {
        let mut points = String::new();
        let mut before = None;
        for (place, step) in steps.iter().enumerate() {
            let (x, y) = (self.x(place), self.y(count(step)));
            if let Some(before) = before.filter(|before| *before != y) {
                let _ = write!(points, "{x},{before} ");
            }
            let _ = write!(points, "{x},{y} ");
            before = Some(y);
        }
        points.trim_end().to_owned()
    }

    fn sent(&self, steps: &[Step]) -> Vec<(usize, String)> {
        let mut named: Option<usize> = None;
        let all = steps.iter().enumerate().filter(|(_, step)| step.sent.is_some());
        all.map(|(place, step)| {
            let x = self.x(place);
            let free = named.is_none_or(|before| x.abs_diff(before) >= APART);
            named = if free { Some(x) } else { named };
            // The series is the same for all of them.
            let short =
                step.symbol.rsplit_once("/L.").map_or_else(String::new, |(_, end)| format!("L.{end}"));
            (x, if free { short } else { String::new() })
        })
        .collect()
    }
}

/// Each time the text was sent round, each version in which a count changed, and how it is now.
fn rows(at: &Place, steps: &[Step]) -> Vec<(String, String, String, String)> {
    let number = |count: usize| at.speech.integer(count as u64);
    let changed = |place: usize| {
        let before = place.checked_sub(1).and_then(|before| steps.get(before));
        before.is_none_or(|before| {
            (before.brackets, before.alternatives) != (steps[place].brackets, steps[place].alternatives)
        })
    };
    let shown = steps.iter().enumerate();
    let shown =
        shown.filter(|(place, step)| step.sent.is_some() || changed(*place) || place + 1 == steps.len());
    let row = |(_, step): (usize, &Step)| {
        let when = step.sent.map_or_else(String::new, |when| dates::moment(at, when));
        (step.symbol.clone(), when, number(step.brackets), number(step.alternatives))
    };
    shown.map(row).collect()
}

/// The text, for somebody who may see it.
async fn read(at: &Place) -> Result<Arc<View>, Problem> {
    let reader = Reader::of(at).await?;
    let view = at.live.view();
    seen(at, &view.state, &reader)?.ok_or_else(|| Problem::not_found(at.lang()).back(at.to("text")))?;
    Ok(view)
}

pub(crate) async fn svg(at: Place) -> Result<Response, Problem> {
    let nothing = || Problem::not_found(at.lang()).back(at.to("text"));
    let view = read(&at).await?;
    let course = view.state.text.as_ref().and_then(|text| of(&at, text, true)).ok_or_else(nothing)?;
    Ok(file("brackets.svg", "image/svg+xml", course.render().unwrap_or_default()))
}

pub(crate) async fn csv(at: Place) -> Result<Response, Problem> {
    let view = read(&at).await?;
    let mut out = String::from("symbol,act,sent,brackets,alternatives\r\n");
    for step in view.state.text.as_ref().map(steps).unwrap_or_default() {
        let Step { act, symbol, sent, brackets, alternatives } = step;
        let sent = sent.and_then(|sent| jiff::Timestamp::from_millisecond(sent.millis()).ok());
        let sent = sent.map_or_else(String::new, |sent| sent.to_string());
        let _ = write!(out, "{symbol},{act},{sent},{brackets},{alternatives}\r\n");
    }
    Ok(file("brackets.csv", "text/csv; charset=utf-8", out))
}

fn file(name: &str, kind: &'static str, text: String) -> Response {
    let head = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (head, text).into_response()
}
