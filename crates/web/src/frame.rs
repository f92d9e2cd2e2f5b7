//! What every page of a forum shares.

use crate::extract::{Place, languages};
use crate::speech::{Speech, Spoken};
use present::page::{direction, simulation_notice};
use terms::Phase;

/// The rooms of a forum, as its navigation names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// The front page.
    Front,
    /// Where people vote.
    TakePart,
    /// What is found.
    Board,
    /// The topics and their discussion.
    Topics,
    /// The text and its adoption.
    Text,
    /// The news.
    Press,
    /// Anything else.
    Other,
}

impl Room {
    /// Its page.
    fn page(self) -> &'static str {
        match self {
            Room::TakePart => "take-part",
            Room::Board => "board",
            Room::Topics => "topics",
            Room::Text => "text",
            Room::Press => "press",
            Room::Front | Room::Other => "",
        }
    }
}

/// What a page's shell shows. Templates call it `frame`.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) lang: String,
    pub(crate) dir: &'static str,
    pub(crate) title: String,
    pub(crate) forum: Spoken,
    pub(crate) home: String,
    pub(crate) notice: Option<String>,
    pub(crate) rooms: Vec<Link>,
    pub(crate) phases: Vec<Step>,
    pub(crate) languages: Vec<Link>,
    pub(crate) style: String,
    pub(crate) scripts: Vec<String>,
    pub(crate) live: String,
    /// What the page knows of already, as the stream of news says it.
    pub(crate) seen: String,
    pub(crate) address: String,
    pub(crate) speech: Speech,
    /// Whether one can come to the desk by a passkey or an account elsewhere.
    pub(crate) has_accounts: bool,
}

/// A link with its words.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) lang: String,
    pub(crate) here: bool,
}

/// A phase on the bar.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) text: String,
    pub(crate) here: bool,
    pub(crate) over: bool,
}

impl Frame {
    /// The frame of a page.
    pub(crate) fn new(place: &Place, room: Room, title: &str) -> Frame {
        let speech = place.speech.clone();
        let convened = place.view.state.convened.as_ref();
        let simulation = convened.and_then(|convened| convened.body.simulation.as_ref());
        let (path, query) = place.opened(room.page());
        Frame {
            lang: place.lang().to_string(),
            dir: direction(place.lang()),
            title: title.to_owned(),
            forum: convened.map_or_else(
                || speech.spoken(&terms::MultiText::default()),
                |convened| speech.spoken(&convened.body.name),
            ),
            home: place.to(""),
            notice: simulation.map(|mark| simulation_notice(place.lang(), mark.seed)),
            rooms: rooms(place, room),
            phases: phases(place),
            languages: switches(place, &path, &query),
            style: place.app.assets().address("plenary.css").to_owned(),
            scripts: vec![place.app.assets().address("live.js").to_owned()],
            // What answers a form is not looked at anew: it keeps what was typed.
            live: if place.reads { format!("/{}/live", place.live.key()) } else { String::new() },
            seen: place.seen.to_string(),
            address: format!("{}{path}", place.origin()),
            speech,
            has_accounts: place.app.settings().ways.sign_in.is_some()
                || place.app.settings().ways.passkeys.is_some(),
        }
    }

    /// With one more script.
    pub(crate) fn script(mut self, place: &Place, name: &str) -> Frame {
        self.scripts.push(place.app.assets().address(name).to_owned());
        self
    }
}

fn rooms(place: &Place, here: Room) -> Vec<Link> {
    let room = |room: Room, message: &str| Link {
        href: place.to(room.page()),
        text: place.speech.w(message),
        lang: String::new(),
        here: room == here,
    };
    vec![
        room(Room::TakePart, "room-take-part"),
        room(Room::Board, "room-board"),
        room(Room::Topics, "room-topics"),
        room(Room::Text, "room-text"),
        room(Room::Press, "room-press"),
    ]
}

fn phases(place: &Place) -> Vec<Step> {
    let now = place.view.state.phase();
    let shown = Phase::ALL.into_iter().filter(|phase| *phase != Phase::Archived || now == Phase::Archived);
    let step = |phase: Phase| Step {
        text: place.speech.w(&format!("phase-{}", phase.name().replace('_', "-"))),
        here: phase == now,
        over: phase < now,
    };
    shown.map(step).collect()
}

/// The same page in every language, each under its own name.
fn switches(place: &Place, path: &str, query: &str) -> Vec<Link> {
    let key = place.live.key();
    let rest = path.strip_prefix(&format!("/{key}/{}", place.lang())).unwrap_or("");
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    let switch = |lang: terms::Lang| Link {
        href: format!("/{key}/{lang}{rest}{query}"),
        text: Speech::new(lang.clone()).w("language-own-name"),
        here: lang == *place.lang(),
        lang: lang.to_string(),
    };
    languages(&place.view).into_iter().map(switch).collect()
}
