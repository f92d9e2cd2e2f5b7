//! A statement for other places: a picture, a table, and a small page that other sites may show inside theirs.

use super::downloads::{file, row as row_of};
use crate::api::reading::{FindingView, SampleView, StatementView, finding_view, history};
use crate::extract::Place;
use crate::problem::Problem;
use crate::speech::{Speech, Spoken};
use crate::views::finding::{PartyRow, Reader, Row};
use askama::Template;
use axum::extract::Path;
use axum::http::HeaderName;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::collections::BTreeMap;
use terms::StatementKey;

/// A row of the picture is so high.
const ROW: usize = 24;
/// A line of the statement is so high.
const LINE: usize = 26;
/// So many signs fit into a line of the statement, and of its sentence.
const FIT: [usize; 2] = [84, 120];

#[derive(Template)]
#[template(path = "statement.svg", escape = "xml")]
struct Picture {
    lang: String,
    dir: &'static str,
    row: Row,
    ink: &'static str,
    paper: &'static str,
    track: &'static str,
    agree: &'static str,
    disagree: &'static str,
    start: usize,
    title: Vec<(usize, String)>,
    sentence: Vec<(usize, String)>,
    height: usize,
    parties: Vec<(usize, String, u64, u64, String)>,
    under: String,
}

#[derive(Template)]
#[template(path = "embed.html")]
struct Embed {
    lang: String,
    dir: &'static str,
    style: String,
    speech: Speech,
    row: Row,
    forum: Spoken,
    href: String,
    notice: Option<String>,
}

/// The row of the statement of an address.
fn row(at: &Place, parts: &BTreeMap<String, String>) -> Result<Row, Problem> {
    let missing = || Problem::not_found(at.lang()).back(at.to("board"));
    let key = StatementKey::new(parts.get("statement").map_or("", String::as_str));
    let made = at.view.state.statement(&key).ok_or_else(missing)?;
    let board = at.live.board();
    let reader = Reader::new(at, &board);
    let row = board.finding(&key).and_then(|found| reader.row(found));
    Ok(row.unwrap_or_else(|| reader.unanswered(&made.body)))
}

/// A colour of the design, by the name of its token.
pub(crate) fn token(name: &str) -> &'static str {
    let after = present::page::TOKENS.split(&format!("--{name}: ")).nth(1);
    after.and_then(|rest| rest.split(';').next()).unwrap_or("currentColor")
}

/// Where this is from, and that it is a simulation where it is.
pub(crate) fn under(at: &Place) -> String {
    let convened = at.view.state.convened.as_ref();
    let forum = convened.map_or_else(String::new, |convened| at.speech.name(&convened.body.name));
    let mark = convened.and_then(|convened| convened.body.simulation.as_ref());
    match mark {
        Some(mark) => format!("{forum} · {}", present::page::simulation_notice(at.lang(), mark.seed)),
        None => forum,
    }
}

/// A text in lines of so many signs, each with its height.
pub(crate) fn lines(text: &str, fit: usize, first: usize) -> Vec<(usize, String)> {
    let lines = present::pictures::lines(text, fit).into_iter().enumerate();
    lines.map(|(n, line)| (first + n * LINE, line)).collect()
}

pub(crate) async fn svg(at: Place, Path(parts): Path<BTreeMap<String, String>>) -> Result<Response, Problem> {
    let row = row(&at, &parts)?;
    let dir = present::page::direction(at.lang());
    let title = lines(&format!("{} {}", row.sign.sign, row.text.text), FIT[0], 30);
    let below = title.last().map_or(30, |(y, _)| y + LINE);
    let said = match row.sentence.starts_with(&row.grade) {
        true => row.sentence.clone(),
        false => format!("{}. {}", row.grade, row.sentence),
    };
    let sentence = lines(&said, FIT[1], below);
    let head = sentence.last().map_or(below, |(y, _)| y + LINE);
    let party = |(place, party): (usize, &PartyRow)| {
        let top = head + place * ROW;
        (top, party.name.text.clone(), party.lean.agree, party.lean.disagree, party.lean.words.clone())
    };
    let picture = Picture {
        lang: at.lang().to_string(),
        dir,
        ink: token("ink"),
        paper: token("paper"),
        track: token("grey-track"),
        agree: token("agree"),
        disagree: token("disagree"),
        start: if dir == "rtl" { 884 } else { 16 },
        height: head + row.parties.len() * ROW + 32,
        parties: row.parties.iter().enumerate().map(party).collect(),
        under: under(&at),
        title,
        sentence,
        row,
    };
    let text = picture.render().unwrap_or_default();
    Ok(file(text, "image/svg+xml", &format!("statement-{}.svg", picture.row.key)))
}

pub(crate) async fn csv(at: Place, Path(parts): Path<BTreeMap<String, String>>) -> Result<Response, Problem> {
    let key = StatementKey::new(parts.get("statement").map_or("", String::as_str));
    let missing = || Problem::not_found(at.lang()).back(at.to("board"));
    at.view.state.statement(&key).ok_or_else(missing)?;
    let board = at.live.board();
    // What is simulated says so in every row.
    let mark = at.view.state.mark();
    let mut text =
        row_of(["party", "agree", "pass", "disagree"].into_iter().chain(mark.map(|_| "simulation")));
    let found = board.finding(&key).map(|found| found.parties.as_slice()).unwrap_or_default();
    for party in found {
        let counts =
            [party.counts.agree, party.counts.pass, party.counts.disagree].map(|count| count.to_string());
        let cells = std::iter::once(party.party.as_str()).chain(counts.iter().map(String::as_str));
        text.push_str(&row_of(cells.chain(mark)));
    }
    Ok(file(text, "text/csv; charset=utf-8", &format!("statement-{key}.csv")))
}

/// A statement as data: its texts, what is found of it, how that came about.
#[derive(Serialize)]
struct Document {
    statement: StatementView,
    finding: Option<FindingView>,
    /// What is found among those that take part and are not counted.
    beside: Option<FindingView>,
    history: Vec<SampleView>,
    simulation: Option<String>,
}

pub(crate) async fn json(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let key = StatementKey::new(parts.get("statement").map_or("", String::as_str));
    let missing = || Problem::not_found(at.lang()).back(at.to("board"));
    let made = at.view.state.statement(&key).ok_or_else(missing)?;
    let board = at.live.board();
    let document = Document {
        statement: StatementView::of(&at.view.state, &board, made),
        finding: board.finding(&key).map(finding_view),
        beside: board.finding_beside(&key).map(finding_view),
        history: history(&at.live, &key),
        simulation: at.view.state.mark().map(str::to_owned),
    };
    let text = serde_json::to_string(&document).unwrap_or_default();
    Ok(file(text, "application/json", &format!("statement-{key}.json")))
}

/// The policy of a page that other sites may show inside theirs: it has no form, no script and no session.
pub(crate) const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

pub(crate) async fn embed(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let row = row(&at, &parts)?;
    let convened = at.view.state.convened.as_ref();
    let mark = convened.and_then(|convened| convened.body.simulation.as_ref());
    let name = convened.map_or_else(terms::MultiText::default, |convened| convened.body.name.clone());
    let page = Embed {
        lang: at.lang().to_string(),
        dir: present::page::direction(at.lang()),
        style: at.app.assets().address("plenary.css").to_owned(),
        forum: at.speech.spoken(&name),
        href: row.href.clone(),
        notice: mark.map(|mark| present::page::simulation_notice(at.lang(), mark.seed)),
        speech: at.speech.clone(),
        row,
    };
    let policy = (HeaderName::from_static("content-security-policy"), POLICY);
    Ok(([policy], super::page(&page)).into_response())
}
