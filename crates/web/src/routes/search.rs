//! Searching everything that people wrote here and that is shown: every word must be there, in any language.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::speech::Spoken;
use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use terms::MultiText;

/// So many are shown of each kind.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    query: String,
    groups: Vec<(String, Vec<Hit>)>,
    found: String,
}

/// Something found.
struct Hit {
    href: String,
    text: Spoken,
}

/// What may stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Response {
    let query: String = asked.q.trim().chars().take(100).collect();
    let words: Vec<String> = query.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
    let groups = if words.is_empty() { Vec::new() } else { groups(&at, &words) };
    let count: usize = groups.iter().map(|(_, hits)| hits.len()).sum();
    super::page(&Page {
        frame: Frame::new(&at, Room::Other, &at.speech.w("search-title")),
        found: if words.is_empty() {
            String::new()
        } else {
            at.speech.n("search-found", "count", count as u64)
        },
        query,
        groups,
    })
}

/// Small letters without the marks that people leave out: the Arabic forms of Persian letters, the dots of ё.
fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        'ي' => 'ی',
        'ك' => 'ک',
        'ё' => 'е',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(plain).filter(|c| *c != '\u{200c}').collect()
}

fn groups(at: &Place, words: &[String]) -> Vec<(String, Vec<Hit>)> {
    let (state, speech) = (&at.view.state, &at.speech);
    let holds = |text: &MultiText| {
        let all: String = text.iter().map(|(_, text)| folded(text)).collect::<Vec<_>>().join("\n");
        words.iter().all(|word| all.contains(word))
    };
    let hit = |text: &MultiText, page: String| {
        holds(text).then(|| Hit { href: at.to(&page), text: speech.spoken(text) })
    };
    let statements = state
        .statements
        .iter()
        .filter(|made| !state.is_hidden(&made.body.statement))
        .filter_map(|made| hit(&made.body.text, format!("statement/{}", made.body.statement)));
    let topics =
        state.topics.iter().filter_map(|topic| hit(&topic.body.name, format!("topic/{}", topic.body.topic)));
    let parties =
        state.participants().filter_map(|(key, _)| hit(state.name(key)?.name, format!("party/{key}")));
    let papers = state
        .discussion
        .papers
        .iter()
        .filter_map(|paper| hit(&paper.body.title, format!("topic/{}#papers", paper.body.topic)));
    let replies = state.statements.iter().flat_map(|made| state.discussion.replies_to(&made.body.statement));
    let replies = replies.filter_map(|reply| {
        hit(&reply.body.text, format!("statement/{}#{}", reply.body.statement, reply.body.reply))
    });
    let groups: [(&str, Vec<Hit>); 5] = [
        ("desk-statements", statements.take(SHOWN).collect()),
        ("front-topics", topics.take(SHOWN).collect()),
        ("front-parties", parties.take(SHOWN).collect()),
        ("topic-papers", papers.take(SHOWN).collect()),
        ("statement-replies", replies.take(SHOWN).collect()),
    ];
    let named = groups.into_iter().filter(|(_, hits)| !hits.is_empty());
    named.map(|(message, hits)| (speech.w(message), hits)).collect()
}
