//! Personal codes of a party, as cards to print. They are shown this once: the server keeps only what cannot be read
//! back.

use super::{Typed, organiser, refused_page};
use crate::extract::Place;
use crate::frame::{Frame, Room};
use crate::problem::{Problem, refusal};
use crate::speech::Spoken;
use askama::Template;
use axum::Form;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use forum::live::{LiveError, Secret};
use qrcode::QrCode;
use qrcode::render::svg;
use record::Actor;
use serde::Deserialize;
use terms::PartyKey;

/// So many picture codes stand on a page; with more, codes alone.
const MOST_PICTURES: usize = 400;

#[derive(Template)]
#[template(path = "codes.html")]
struct Page {
    frame: Frame,
    party: Spoken,
    count: String,
    cards: Vec<Card>,
}

struct Card {
    code: String,
    address: String,
    picture: String,
}

/// How many codes of which party.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    party: String,
    count: String,
}

pub(crate) async fn issue(at: Place, Form(wanted): Form<Wanted>) -> Result<Response, Problem> {
    organiser(&at).await?;
    let party = PartyKey::new(&wanted.party);
    let count = wanted.count.trim().parse().unwrap_or(0);
    match at.live.issue_codes(Actor::role("secretariat"), &party, count, at.now).await {
        Ok(secrets) => Ok(page(&at, &party, &secrets)),
        Err(error) => {
            let refused = refusal(error).map_err(|error| at.problem(LiveError::Store(error)))?;
            let typed = Typed { field: "codes", text: wanted.count, topic: wanted.party, ..Typed::default() };
            Ok(refused_page(&at, &refused, typed))
        }
    }
}

/// The cards of these codes.
pub(crate) fn page(at: &Place, party: &PartyKey, secrets: &[Secret]) -> Response {
    let pictures = secrets.len() <= MOST_PICTURES;
    let card = |secret: &Secret| {
        let address = format!("{}/{}/enter/{}", at.origin(), at.live.key(), secret.text());
        let picture = if pictures { picture(&address) } else { String::new() };
        Card { code: secret.grouped(), address, picture }
    };
    let name = at.view.state.name(party).map_or_else(terms::MultiText::default, |name| name.name.clone());
    let page = Page {
        frame: Frame::new(at, Room::Other, &at.speech.w("codes-title")),
        party: at.speech.spoken(&name),
        count: at.speech.n("codes-count", "count", secrets.len() as u64),
        cards: secrets.iter().map(card).collect(),
    };
    // Whoever looks at the screen later must not find them in a cache.
    ([(header::CACHE_CONTROL, "no-store")], crate::routes::page(&page)).into_response()
}

/// An address as a picture that a phone reads; empty where it is too long for one.
pub(super) fn picture(address: &str) -> String {
    let code = QrCode::new(address.as_bytes());
    code.map_or_else(
        |_| String::new(),
        |code| {
            let whole = code.render::<svg::Color>().min_dimensions(140, 140).quiet_zone(true).build();
            // Inside a page there is no XML head.
            whole.find("<svg").map_or(String::new(), |start| whole[start..].to_owned())
        },
    )
}
