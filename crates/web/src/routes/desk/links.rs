//! Personal links, shown this once: the server keeps only what cannot be read back.

use super::codes;
use crate::extract::Place;
use crate::frame::{Frame, Room};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use forum::live::PersonalLink;

#[derive(Template)]
#[template(path = "links.html")]
struct Page {
    frame: Frame,
    back: String,
    links: Vec<Link>,
}

struct Link {
    name: String,
    party: String,
    address: String,
    letter: String,
    /// For phones: of a link that is nobody's own, so that it can hang on a wall.
    picture: String,
}

/// Links that are each somebody's own.
pub(crate) fn page(at: &Place, links: &[PersonalLink], back: &str) -> Response {
    shown(at, links, back, false)
}

/// A link that is nobody's own, with a picture that can hang on a wall.
pub(crate) fn shared(at: &Place, link: PersonalLink, back: &str) -> Response {
    shown(at, &[link], back, true)
}

fn shown(at: &Place, links: &[PersonalLink], back: &str, shared: bool) -> Response {
    let link = |link: &PersonalLink| {
        let address = format!("{}/{}/enter/{}", at.origin(), at.live.key(), link.secret.text());
        let state = &at.view.state;
        let party = link.party.as_ref().and_then(|party| state.name(party));
        Link {
            name: link.name.clone(),
            party: party.map_or_else(String::new, |name| at.speech.name(name.name)),
            letter: letter(at, link, &address),
            picture: if shared { codes::picture(&address) } else { String::new() },
            address,
        }
    };
    let page = Page {
        frame: Frame::new(at, Room::Other, &at.speech.w("links-title")),
        back: at.to(back),
        links: links.iter().map(link).collect(),
    };
    // Whoever looks at the screen later must not find them in a cache.
    ([(header::CACHE_CONTROL, "no-store")], crate::routes::page(&page)).into_response()
}

/// An address that opens a ready letter in the organiser's own mail program; empty without an address to write to.
fn letter(at: &Place, link: &PersonalLink, address: &str) -> String {
    if link.mail.is_empty() {
        return String::new();
    }
    let forum = at.view.state.convened.as_ref().map_or_else(String::new, |c| at.speech.name(&c.body.name));
    let words = [("name", link.name.clone()), ("forum", forum.clone()), ("link", address.to_owned())];
    let body = at.speech.says("links-letter", &words);
    format!("mailto:{}?subject={}&body={}", escaped(&link.mail), escaped(&forum), escaped(&body))
}

/// Everything but plain letters and digits, as in an address.
fn escaped(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'@' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(sign).collect()
}
