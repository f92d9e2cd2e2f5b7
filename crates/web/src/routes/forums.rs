//! The list of forums of this server; where there is one, the forum itself.

use crate::app::App;
use crate::extract::{languages, preferred};
use crate::speech::{Speech, Spoken};
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use terms::Lang;

#[derive(Template)]
#[template(path = "forums.html")]
struct Page {
    speech: Speech,
    dir: &'static str,
    style: String,
    forums: Vec<Entry>,
}

struct Entry {
    href: String,
    name: Spoken,
    notice: Option<String>,
}

pub(crate) async fn show(State(app): State<App>, headers: HeaderMap) -> Response {
    let all = app.forums().all();
    if let [only] = all.as_slice() {
        let lang = preferred(&headers, &languages(&only.view()));
        return Redirect::to(&format!("/{}/{lang}", only.key())).into_response();
    }
    let shipped: Vec<Lang> = present::locale::shipped().into_iter().map(Lang::new).collect();
    let speech = Speech::new(preferred(&headers, &shipped));
    let entry = |live: &std::sync::Arc<forum::live::LiveForum>| {
        let view = live.view();
        let convened = view.state.convened.as_ref()?;
        let mark = convened.body.simulation.as_ref();
        Some(Entry {
            href: format!("/{}", live.key()),
            name: speech.spoken(&convened.body.name),
            notice: mark.map(|mark| present::page::simulation_notice(speech.lang(), mark.seed)),
        })
    };
    let forums = all.iter().filter_map(entry).collect();
    let dir = present::page::direction(speech.lang());
    super::page(&Page { dir, style: app.assets().address("plenary.css").to_owned(), forums, speech })
}
