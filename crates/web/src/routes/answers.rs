//! The reader's own answers, each with what became of its statement.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::Spoken;
use crate::views::became::{self, Became};
use crate::views::finding::Sign;
use askama::Template;
use axum::response::Response;
use store::Answer;
use terms::Vote;

#[derive(Template)]
#[template(path = "answers.html")]
struct Page {
    frame: Frame,
    answers: Vec<Own>,
    count: String,
    take_part: String,
}

struct Own {
    text: Spoken,
    vote: &'static str,
    said: String,
    sign: Sign,
    grade: String,
    change: String,
    page: String,
    became: Vec<Became>,
}

pub(crate) async fn show(at: Place) -> Result<Response, Problem> {
    let answers = match at.voter().await? {
        Some(voter) => at.live.answers(&voter).await.map_err(|error| at.problem(error))?,
        None => Vec::new(),
    };
    let board = at.live.board();
    let own = |answer: &Answer| {
        let made = at.view.state.statement(&answer.statement)?;
        let grade = board.finding(&answer.statement).map(|finding| finding.grade);
        let sign = Sign::of(board.finding(&answer.statement));
        Some(Own {
            text: at.speech.spoken(&made.body.text),
            vote: vote(answer.vote),
            said: at.speech.w(&format!("answer-{}", vote(answer.vote))),
            sign,
            grade: at.speech.w(&format!(
                "finding-grade-{}",
                grade.map_or("not_yet_asked", opinion::Grade::key).replace('_', "-")
            )),
            change: at.to(&format!("take-part?statement={}", answer.statement)),
            page: at.to(&format!("statement/{}", answer.statement)),
            became: became::of(&at, &answer.statement),
        })
    };
    Ok(super::page(&Page {
        frame: Frame::new(&at, Room::TakePart, &at.speech.w("answers-title")),
        count: at.speech.n("answers-count", "count", answers.len() as u64),
        answers: answers.iter().filter_map(own).collect(),
        take_part: at.to("take-part"),
    }))
}

fn vote(vote: Vote) -> &'static str {
    match vote {
        Vote::Agree => "agree",
        Vote::Pass => "pass",
        Vote::Disagree => "disagree",
    }
}
