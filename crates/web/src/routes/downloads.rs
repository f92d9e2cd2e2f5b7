//! The board as data: the same figures as JSON by the published schema, or as a table.

use crate::extract::Place;
use crate::problem::Problem;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use forum::outsiders::SMALLEST_SHOWN;
use present::analysis::{self, AnalysisView, InputView};
use terms::{Moderation, Phase, StatementFacts, Tier};

pub(crate) async fn json(at: Place) -> Result<Response, Problem> {
    let lang = terms::Lang::new(at.lang().language());
    let text = written(&at, |view| analysis::json(view, &lang).to_string()).await?;
    Ok(file(text, "application/json", "json"))
}

pub(crate) async fn csv(at: Place) -> Result<Response, Problem> {
    let text = written(&at, analysis::csv).await?;
    Ok(file(text, "text/csv; charset=utf-8", "csv"))
}

fn file(text: String, media: &'static str, ending: &str) -> Response {
    let name = format!("attachment; filename=\"board.{ending}\"");
    ([(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response()
}

/// What is found now in the attested votes, written. Nothing before anybody voted.
async fn written(at: &Place, write: impl FnOnce(&AnalysisView<'_>) -> String) -> Result<String, Problem> {
    let board = at.live.board();
    let nothing =
        || Problem::new(StatusCode::NOT_FOUND, "refused-nobody-voted", at.lang()).back(at.to("board"));
    let report = board.report.as_ref().filter(|report| !report.findings.is_empty()).ok_or_else(nothing)?;
    let people =
        at.live.store().participants(at.live.key()).await.map_err(|error| at.problem(error.into()))?;
    let people: u64 =
        people.iter().filter(|(who, _)| who.tier == Tier::Attested).map(|(_, count)| count).sum();
    // Nor is it told when a single person comes.
    let going_on = at.view.state.phase() <= Phase::Open;
    let people = if going_on { people / SMALLEST_SHOWN * SMALLEST_SHOWN } else { people };
    let statements: Vec<StatementFacts> =
        at.view.state.statements.iter().map(|made| facts(at, &made.body)).collect();
    let totals = report.findings.iter().map(|finding| finding.totals);
    let (agree, pass, disagree) = totals
        .fold((0, 0, 0), |sum, counts| (sum.0 + counts.agree, sum.1 + counts.pass, sum.2 + counts.disagree));
    let digest = board.shown.digest();
    let convened = at.view.state.convened.as_ref();
    let source = convened.map_or(String::new(), |convened| at.speech.name(&convened.body.name));
    let view = AnalysisView {
        source: &source,
        report,
        statements: &statements,
        excluded: &[],
        input: InputView {
            digest: &digest,
            participants: people,
            statements: report.findings.len() as u64,
            votes: agree + pass + disagree,
            agree,
            pass,
            disagree,
            parties: report.parties.len() as u64,
            events: board.cast,
            revotes: board.cast.saturating_sub(agree + pass + disagree),
            skipped: 0,
        },
        attribution: None,
        map: None,
        polis: None,
        simulation: convened.and_then(|convened| convened.body.simulation.as_ref()).map(|mark| mark.seed),
        blocks: "party",
    };
    Ok(write(&view))
}

fn facts(at: &Place, made: &forum::acts::StatementMade) -> StatementFacts {
    let topic = at.view.state.topics.iter().find(|topic| topic.body.topic == made.topic);
    let spoken = at.speech.spoken(&made.text);
    StatementFacts {
        key: made.statement.clone(),
        topics: topic.iter().map(|topic| at.speech.name(&topic.body.name)).collect(),
        lang: Some(terms::Lang::new(&spoken.lang)),
        text: spoken.text,
        made: None,
        moderation: Moderation::Accepted,
        is_meta: false,
    }
}
