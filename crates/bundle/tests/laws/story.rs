//! Forums told act by act, each act held against those before: one in which every kind of act happens.

use forum::State;
use forum::acts::Body;
use forum::config::ForumConfig;
use forum::fold::apply;
use forum::live::convening;
use procedure::{Position, Roll, Said, Scope, Seat};
use record::{Actor, Entry, Record, SigningKey};
use terms::{Digest, Instant, PartyKey, Right};

/// The third of June 2021, in the morning.
const BEGIN: i64 = 1_622_700_000_000;
const MINUTE: i64 = 60_000;
/// The rule of the shipped forum gives three days at the least.
const FOUR_DAYS: i64 = 4 * 24 * 60 * MINUTE;

pub(crate) fn key(seed: u8) -> SigningKey {
    SigningKey::from_secret(&[seed; 32])
}

/// A record that grows, and the state it gives.
pub(crate) struct Story {
    pub(crate) record: Record,
    pub(crate) state: State,
    pub(crate) now: i64,
    /// The forum's key, once acts are signed with it.
    pub(crate) forum: Option<SigningKey>,
}

impl Story {
    /// The shipped forum, with real parties or under the mark of a simulation.
    pub(crate) fn convened(seed: Option<u64>) -> Story {
        let config = ForumConfig::friendship_2021().expect("the shipped forum");
        let record = convening::convened(&config, seed, Instant::from_millis(BEGIN)).expect("a forum");
        let state = forum::fold(&record).expect("it follows");
        Story { record, state, now: BEGIN, forum: None }
    }

    pub(crate) fn at(&self) -> Instant {
        Instant::from_millis(self.now)
    }

    /// An act of the desk.
    pub(crate) fn desk(&mut self, body: impl Into<Body>) -> u64 {
        self.act(Actor::role("secretariat"), body)
    }

    /// An act of a party.
    pub(crate) fn party(&mut self, party: &str, body: impl Into<Body>) -> u64 {
        self.act(Actor::of(PartyKey::new(party), "head_of_delegation"), body)
    }

    pub(crate) fn act(&mut self, actor: Actor, body: impl Into<Body>) -> u64 {
        let body: Body = body.into();
        self.now += MINUTE;
        let value = body.value().expect("JSON");
        let entry = Entry { kind: body.kind().to_owned(), actor, at: self.at(), zone: None, body: value };
        let keys: Vec<&SigningKey> = self.forum.iter().collect();
        let act = self.record.append_signed(entry, &keys).expect("an act of the encoding");
        apply(&mut self.state, act).unwrap_or_else(|error| panic!("{error}"));
        act.seq
    }

    /// A roll of all who take part on a text, open for four days.
    pub(crate) fn roll(&self, text: Digest) -> Roll {
        let seat = |(party, standing): (&PartyKey, &terms::Standing)| {
            let (key, standing) = (party.clone(), standing.clone());
            let decides = self.state.has_right(&standing, Right::Decide);
            let seat = if decides { Seat::deciding(key, standing) } else { Seat::consulted(key, standing) };
            let accepts = self.state.silences.get(party).is_some_and(|said| said.body.accepts);
            Seat { accepts_silence: accepts, ..seat }
        };
        let seats = self.state.participants().map(seat).collect();
        Roll::new(text, Instant::from_millis(self.now + FOUR_DAYS), seats).expect("each once")
    }

    /// The time of everybody on the roll is over.
    pub(crate) fn the_time_is_over(&mut self) {
        self.now += 2 * FOUR_DAYS;
    }

    /// The bundle of it, signed by key 1.
    pub(crate) fn bundle(&self) -> bundle::Files {
        bundle::write(&self.record, &key(1), self.at(), Vec::new()).unwrap_or_else(|error| panic!("{error}"))
    }
}

/// A position on a whole text, or on one clause.
pub(crate) fn stance(scope: Scope, position: Position) -> Said {
    Said::Position { scope, position }
}

pub(crate) fn objects() -> Said {
    stance(Scope::Whole, Position::Object { reason: "Too early.".to_owned(), remedy: None })
}

pub(crate) fn accepts() -> Said {
    stance(Scope::Whole, Position::Accept)
}
