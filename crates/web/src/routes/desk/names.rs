//! What the forum, its topics and its parties are called in the language of the page.

use super::organiser;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::Problem;
use crate::speech::Spoken;
use crate::views::told::{Asked, Told, after};
use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use forum::acts::Called;
use forum::live::desk::deed;
use forum::live::naming::{LONGEST_NAME, translations};
use terms::MultiText;

const PAGE: &str = "desk/names";

#[derive(Template)]
#[template(path = "names.html")]
struct Page {
    frame: Frame,
    told: Told,
    /// How many have no name in this language; empty where each has one.
    missing: String,
    longest: usize,
    rows: Vec<Row>,
    /// Whether any name can be changed here.
    can_keep: bool,
}

/// Something with the names it has.
struct Row {
    id: String,
    kind: String,
    /// Its name in this language where it was given so, else in another.
    name: Spoken,
    /// What stands in the field; `None` where the name was given in this language and stays.
    typed: Option<String>,
}

pub(crate) async fn show(at: Place, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let told = Told::of(&at, &asked, &["names"]);
    page(&at, told, &[]).await
}

#[expect(clippy::unused_async, reason = "the pages that forms lead back to are all shown in the same way")]
async fn page(at: &Place, told: Told, sent: &[(String, String)]) -> Result<Response, Problem> {
    let view = at.live.view();
    let all = view.state.called();
    let missing = all.iter().filter(|(_, name)| name.get(at.lang()).is_none()).count();
    let says = |missing: usize| at.speech.n("names-missing", "count", missing);
    let rows: Vec<Row> = all.iter().map(|(of, name)| row(at, of, name, sent)).collect();
    Ok(crate::routes::page(&Page {
        frame: Frame::new(at, Room::Other, &at.speech.w("names-title")),
        told,
        missing: Some(missing).filter(|missing| *missing > 0).map(says).unwrap_or_default(),
        longest: LONGEST_NAME,
        can_keep: rows.iter().any(|row| row.typed.is_some()),
        rows,
    }))
}

/// A row: a field holds what was typed in it where that was refused, else the translation there is.
fn row(at: &Place, of: &Called, name: &MultiText, sent: &[(String, String)]) -> Row {
    let (id, lang) = (of.id(), at.lang());
    let may = at.live.view().state.may_translate(of, lang);
    let own = name.get(lang).map(str::to_owned).unwrap_or_default();
    let typed = sent.iter().find(|(field, _)| *field == id).map_or(own, |(_, typed)| typed.clone());
    // A translation is shown beside what it translates, not beside itself.
    let others = name.iter().filter(|(other, _)| !may || *other != lang);
    let shown = others.fold(MultiText::default(), |all, (lang, text)| all.with(lang.as_str(), text));
    let kind = id.split('/').next().unwrap_or_default();
    Row {
        kind: at.speech.w(&format!("names-{kind}")),
        name: at.speech.spoken(if shown.iter().next().is_some() { &shown } else { name }),
        typed: may.then_some(typed),
        id,
    }
}

pub(crate) async fn keep(at: Place, Form(sent): Form<Vec<(String, String)>>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let done = at.live.act(at.now, |state| {
        let names = sent.iter().map(|(id, name)| (id.as_str(), name.as_str()));
        Ok(deed(translations(state, at.lang(), names)?))
    });
    after(&at, done.await, (PAGE, "names"), Told::typed("names", "", ""), |told| page(&at, told, &sent)).await
}
