//! The forum as pages: the chain from the votes to the deed on one page, and the record act by act.
//!
//! Pages are written from the state alone. Each is self-contained; its links lead into the same folder.

mod adoption;
mod bar;
mod findings;
mod front;
mod html;
mod record_page;
mod text_page;

pub use record_page::record_page;
pub use text_page::plain_text;

use crate::State;
use crate::communique::Communique;
use present::page::{PageMeta, shell};
use record::Record;
use terms::Lang;

const STYLES: &str = include_str!("../assets/forum.css");

/// The files that stand beside the page, as it links to them.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// The communiqué as a page.
    pub communique: &'static str,
    /// The communiqué as plain text.
    pub communique_text: &'static str,
    /// The analysis with every figure.
    pub findings: &'static str,
    /// The text alone.
    pub text: &'static str,
    /// The record.
    pub record: &'static str,
    /// The record as a page.
    pub record_page: &'static str,
    /// The descriptor of the votes package.
    pub votes: &'static str,
}

/// What a page of a forum is written from.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The state of the forum.
    pub state: &'a State,
    /// The record it was folded from.
    pub record: &'a Record,
    /// Its communiqué.
    pub communique: &'a Communique,
    /// The language.
    pub lang: &'a Lang,
    /// What stands beside the page.
    pub beside: &'a Beside,
}

/// The front page: the whole chain.
#[must_use]
pub fn index(view: &View) -> String {
    let sections = [
        front::masthead(view),
        front::lead(view),
        front::topics(view),
        findings::section(view),
        text_page::section(view),
        adoption::section(view),
        adoption::deeds(view),
        record_page::section(view),
    ];
    page(view, &view.communique.forum, STYLES, &sections.concat())
}

/// A page with the shell, the mark and the digest of the record.
fn page(view: &View, title: &str, styles: &str, body: &str) -> String {
    let description = html::say(view.lang, html::m("forum-page-description").written("forum", title, []));
    let digest = view.record.head().root.to_string();
    let simulation = view.state.convened.as_ref().and_then(|convened| convened.body.simulation.as_ref());
    let opens = view.state.convened.as_ref().map(|convened| &convened.body.opens);
    let date = opens.map(|day| present::dates::written_day(view.lang, day));
    let meta = PageMeta {
        description: &description,
        simulation: simulation.map(|mark| mark.seed),
        digest: Some(&digest),
        date: date.as_deref(),
        styles,
        ..PageMeta::new(title, view.lang)
    };
    shell(&meta, body)
}
