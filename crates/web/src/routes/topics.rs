//! The topics, each with its statements and how they stand.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::speech::Spoken;
use crate::views::finding::Sign;
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "topics.html")]
struct Page {
    frame: Frame,
    topics: Vec<Topic>,
}

struct Topic {
    key: String,
    href: String,
    name: Spoken,
    take_part: String,
    board: String,
    statements: Vec<(String, Spoken, Sign)>,
}

pub(crate) async fn show(at: Place) -> Response {
    let (state, board) = (&at.view.state, at.live.board());
    let topic = |topic: &forum::fold::Cited<forum::acts::TopicOpened>| {
        let key = &topic.body.topic;
        let statement = |made: &forum::fold::Cited<forum::acts::StatementMade>| {
            let sign = Sign::of(board.finding(&made.body.statement));
            let href = at.to(&format!("statement/{}", made.body.statement));
            (href, at.speech.spoken(&made.body.text), sign)
        };
        Topic {
            key: key.to_string(),
            href: at.to(&format!("topic/{key}")),
            name: at.speech.spoken(&topic.body.name),
            take_part: at.to(&format!("take-part?topic={key}")),
            board: at.to(&format!("board?topic={key}")),
            statements: state.statements_of(key).map(statement).collect(),
        }
    };
    super::page(&Page {
        frame: Frame::new(&at, Room::Topics, &at.speech.w("front-topics")),
        topics: state.topics.iter().map(topic).collect(),
    })
}
