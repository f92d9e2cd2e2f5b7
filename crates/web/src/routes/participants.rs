//! The list of participants: parties by standing, with the delegations whose credentials are in order.

use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::{Spoken, by_name};
use askama::Template;
use axum::response::Response;
use terms::MultiText;

#[derive(Template)]
#[template(path = "participants.html")]
struct Page {
    frame: Frame,
    groups: Vec<(String, Vec<Listed>)>,
}

struct Listed {
    href: String,
    name: Spoken,
    reply: String,
    delegates: Vec<(String, String)>,
}

pub(crate) async fn show(at: Place) -> Result<Response, Problem> {
    let (view, speech) = (at.live.view(), &at.speech);
    let state = &view.state;
    let mut groups = Vec::new();
    for entry in state.standings() {
        let mut listed = Vec::new();
        for (key, _) in state.participants().filter(|(_, standing)| **standing == entry.key) {
            let membership = &state.membership;
            let seated = membership.credentials.get(key).is_some_and(|ruled| ruled.body.ruling.seats());
            let mut delegates = Vec::new();
            for delegate in membership.delegation(key).into_iter().filter(|_| seated) {
                let named = &delegate.named.body;
                let person = at.live.person(&named.delegate).await.map_err(|error| at.problem(error))?;
                let name = person.map_or_else(|| speech.w("person-erased"), |person| person.name);
                delegates.push((name, speech.w(&format!("delegate-{}", named.role.name()))));
            }
            let name = state.name(key).map_or_else(MultiText::default, |name| name.name.clone());
            let reply = membership.replies.get(key).map(|replied| replied.body.reply.name());
            listed.push(Listed {
                href: at.to(&format!("party/{key}")),
                name: speech.spoken(&name),
                reply: reply.map_or_else(String::new, |reply| speech.w(&format!("reply-{reply}"))),
                delegates,
            });
        }
        if !listed.is_empty() {
            let listed = by_name(&at, listed, |listed| &listed.name.text);
            groups.push((speech.name(&entry.plural), listed));
        }
    }
    let frame = Frame::new(&at, Room::Other, &speech.w("participants-title"));
    Ok(super::page(&Page { frame, groups }))
}
