//! How a party or an organisation stands, for other places: as data, as a table.

use super::downloads::{file, row};
use crate::api::participants::{PartyFiguresView, of_party};
use crate::extract::Place;
use crate::problem::Problem;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use std::collections::BTreeMap;
use terms::{PartyKey, StatementKey};

/// A party as data.
#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    figures: PartyFiguresView,
    simulation: Option<String>,
}

/// The party of an address, and how it stands.
fn found(at: &Place, parts: &BTreeMap<String, String>) -> Result<(PartyKey, PartyFiguresView), Problem> {
    let key = PartyKey::new(parts.get("party").map_or("", String::as_str));
    let missing = || Problem::not_found(at.lang()).back(at.to(""));
    let figures = of_party(&at.live, &at.view.state, &key).ok_or_else(missing)?;
    Ok((key, figures))
}

pub(crate) async fn json(
    at: Place,
    Path(parts): Path<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let (key, figures) = found(&at, &parts)?;
    let document = Document { figures, simulation: at.view.state.mark().map(str::to_owned) };
    let text = serde_json::to_string(&document).unwrap_or_default();
    Ok(file(text, "application/json", &format!("party-{key}.json")))
}

pub(crate) async fn csv(at: Place, Path(parts): Path<BTreeMap<String, String>>) -> Result<Response, Problem> {
    let (key, figures) = found(&at, &parts)?;
    let (state, board, mark) = (&at.view.state, at.live.board(), at.view.state.mark());
    let head = ["statement", "topic", "grade", "agree", "pass", "disagree", "outside", "text"];
    let mut text = row(head.into_iter().chain(mark.map(|_| "simulation")));
    for (statement, answers) in &figures.answers {
        let statement = StatementKey::new(statement);
        let Some(made) = state.statement(&statement) else { continue };
        let grade = board.finding(&statement).map_or("", |found| found.grade.key());
        let outside =
            if figures.alone.iter().any(|alone| *alone == statement.as_str()) { "yes" } else { "no" };
        let [agree, pass, disagree] = answers.map(|count| count.to_string());
        let words = at.speech.name(&made.body.text);
        let (statement, topic) = (statement.as_str(), made.body.topic.as_str());
        let cells = [statement, topic, grade, &agree, &pass, &disagree, outside, &words];
        text.push_str(&row(cells.into_iter().chain(mark)));
    }
    Ok(file(text, "text/csv; charset=utf-8", &format!("party-{key}.csv")))
}
