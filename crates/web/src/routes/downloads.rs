//! The board as data and as a picture, all of it or that of a topic or a capacity: the same figures as JSON by the
//! published schema, as a table, as SVG.

use super::board::{Asked, Chosen, Shown};
use super::picture::{lines, token, under};
use crate::extract::Place;
use crate::problem::Problem;
use crate::views::finding::Bar;
use askama::Template;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use forum::outsiders::SMALLEST_SHOWN;
use opinion::{ExactCounts, Finding, GradeCounts, Report};
use present::analysis::{self, AnalysisView, InputView};
use tally::Counts;
use terms::{Moderation, Phase, StatementFacts, Tier};

pub(crate) async fn json(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let lang = terms::Lang::new(at.lang().language());
    let text = written(&at, &asked, |view| analysis::json(view, &lang).to_string()).await?;
    Ok(file(text, "application/json", "board.json"))
}

pub(crate) async fn csv(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let text = written(&at, &asked, analysis::csv).await?;
    Ok(file(text, "text/csv; charset=utf-8", "board.csv"))
}

/// A file to take along.
pub(crate) fn file(text: String, media: &'static str, name: &str) -> Response {
    let name = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response()
}

/// A row of a table. What a spreadsheet would run as a formula gets an apostrophe before it.
pub(crate) fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cell = |cell: &str| {
        let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        format!("\"{}{}\"", if runs { "'" } else { "" }, cell.replace('"', "\"\""))
    };
    let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "._ ".contains(c));
    let cells = cells.into_iter().map(|text| if plain(text) { text.to_owned() } else { cell(text) });
    format!("{}\r\n", cells.collect::<Vec<_>>().join(","))
}

/// What is found now in the attested votes, written. Nothing before anybody voted.
async fn written(
    at: &Place,
    asked: &Asked,
    write: impl FnOnce(&AnalysisView<'_>) -> String,
) -> Result<String, Problem> {
    let chosen = Chosen::of(at, asked)?;
    let board = &chosen.board;
    let back = at.to(&format!("board{}", chosen.query()));
    let nothing =
        || Problem::new(StatusCode::NOT_FOUND, "refused-nobody-voted", at.lang()).back(back.clone());
    let report = board.report.as_ref().filter(|report| !report.findings.is_empty()).ok_or_else(nothing)?;
    let people =
        at.live.store().participants(at.live.key()).await.map_err(|error| at.problem(error.into()))?;
    let of = |who: &&(store::Participant, u64)| {
        who.0.tier == Tier::Attested && chosen.capacity.is_none_or(|capacity| who.0.capacity == capacity)
    };
    let people: u64 = people.iter().filter(of).map(|(_, count)| count).sum();
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
    let name = convened.map_or(String::new(), |convened| at.speech.name(&convened.body.name));
    let source = if chosen.query().is_empty() { name } else { format!("{name} · {}", chosen.name(at)) };
    let shown = of_topic(at, &chosen, report);
    let outlook = at.live.outlook();
    // The groups are those of everybody.
    let opinions = outlook.found().filter(|_| chosen.capacity.is_none());
    if shown.findings.is_empty() {
        return Err(nothing());
    }
    let view = AnalysisView {
        source: &source,
        report: &shown,
        statements: &statements,
        excluded: &[],
        // What was read is all of it, whichever part of what is found is shown.
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
        alike: None,
        attribution: None,
        map: opinions.map(forum::live::Opinions::view),
        polis: None,
        simulation: convened.and_then(|convened| convened.body.simulation.as_ref()).map(|mark| mark.seed),
        blocks: "party",
    };
    Ok(write(&view))
}

/// The findings of the topic that was chosen, as they stand on the board of all: a party's prior rests on all its
/// answers, so that they are not found anew.
fn of_topic(at: &Place, chosen: &Chosen, report: &Report) -> Report {
    let mut shown = report.clone();
    let Some(topic) = &chosen.topic else { return shown };
    let within = |finding: &Finding| {
        at.view.state.statement(&finding.statement).is_some_and(|made| made.body.topic == *topic)
    };
    shown.findings.retain(within);
    (shown.summary, shown.exact) = (GradeCounts::default(), ExactCounts::default());
    for finding in &shown.findings {
        shown.summary.add(finding.grade);
        let voted = finding.parties.iter().map(|party| party.counts).filter(|counts| counts.answers() > 0);
        let voted: Vec<Counts> = voted.collect();
        let calm = !voted.is_empty() && voted.iter().all(|counts| counts.agree >= counts.disagree);
        let all =
            voted.len() == finding.parties.len() && voted.iter().all(|counts| counts.agree > counts.disagree);
        shown.exact.no_objection += u64::from(calm);
        shown.exact.unanimous += u64::from(calm && all);
    }
    shown
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

#[derive(Template)]
#[template(path = "board.svg", escape = "xml")]
struct Picture {
    lang: String,
    dir: &'static str,
    title: String,
    words: String,
    ink: &'static str,
    paper: &'static str,
    track: &'static str,
    agree: &'static str,
    disagree: &'static str,
    start: usize,
    height: usize,
    texts: Vec<Line>,
    bars: Vec<(usize, Bar)>,
}

/// A line of text in the picture: where, how large, whether it is a heading.
struct Line {
    y: usize,
    size: usize,
    bold: bool,
    text: String,
}

/// The board as a picture: what each column holds, and the bar of every row.
pub(crate) async fn svg(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let chosen = Chosen::of(&at, &asked)?;
    let part = chosen.part(&at);
    let title = chosen.name(&at);
    let counts = part.columns.iter().map(|column| format!("{}: {}", column.title, column.count));
    let words = std::iter::once(part.ground.clone()).chain(counts).collect::<Vec<_>>().join(". ");
    let dir = present::page::direction(at.lang());
    let mut drawn = Picture {
        lang: at.lang().to_string(),
        dir,
        words,
        ink: token("ink"),
        paper: token("paper"),
        track: token("grey-track"),
        agree: token("agree"),
        disagree: token("disagree"),
        start: if dir == "rtl" { 884 } else { 16 },
        height: 30,
        texts: Vec::new(),
        bars: Vec::new(),
        title: title.clone(),
    };
    drawn.write(&title, 20, true);
    drawn.write(&part.ground, 14, false);
    for column in part.columns {
        drawn.column(column);
    }
    drawn.height += 12;
    drawn.write(&under(&at), 12, false);
    let text = drawn.render().unwrap_or_default();
    Ok(file(text, "image/svg+xml", "board.svg"))
}

impl Picture {
    /// Adds a text below what is there, in as many lines as it needs.
    fn write(&mut self, text: &str, size: usize, bold: bool) {
        for (y, text) in lines(text, 1_500 / size, self.height) {
            self.height = y + 26;
            self.texts.push(Line { y, size, bold, text });
        }
    }

    fn column(&mut self, column: Shown) {
        self.height += 14;
        self.write(&format!("{} · {}", column.title, column.count), 18, true);
        if column.rows.is_empty() {
            self.write(&column.empty, 14, false);
        }
        for row in column.rows {
            self.write(&format!("{} {}", row.sign.sign, row.text.text), 14, false);
            self.bars.push((self.height - 16, row.bar));
            self.height += 14;
        }
    }
}
