//! A record that grows act by act, with the state it gives.

use crate::ForumError;
use crate::acts::Body;
use crate::config::{self, Placed};
use crate::fold::{State, apply};
use record::{Actor, Entry, Record};
use terms::{Instant, Zone};

/// A record and the state after its acts. An act that the fold refuses is an error, never a silent line.
pub(crate) struct Driver {
    record: Record,
    state: State,
    now: Instant,
}

impl Driver {
    pub(crate) fn new(forum: &str, title: &str) -> Driver {
        Driver { record: Record::new(forum, title), state: State::default(), now: Instant::from_millis(0) }
    }

    /// Sets the time of the acts that follow.
    pub(crate) fn at(&mut self, instant: &Placed<String>) -> Result<(), ForumError> {
        self.now = self::instant(instant)?;
        Ok(())
    }

    pub(crate) fn now(&self) -> Instant {
        self.now
    }

    pub(crate) fn set_now(&mut self, now: Instant) {
        self.now = now;
    }

    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    pub(crate) fn record(&self) -> &Record {
        &self.record
    }

    pub(crate) fn into_record(self) -> Record {
        self.record
    }

    /// An act of the secretariat.
    pub(crate) fn record_act(&mut self, body: impl Into<Body>) -> Result<u64, ForumError> {
        self.act(Actor::role("secretariat"), body)
    }

    pub(crate) fn act(&mut self, actor: Actor, body: impl Into<Body>) -> Result<u64, ForumError> {
        let body: Body = body.into();
        let value = body.value().map_err(|source| ForumError::Build {
            what: "the body of an act cannot be written",
            source: Box::new(source),
        })?;
        let zone: Option<Zone> = self.state.convened.as_ref().map(|convened| convened.body.zone.clone());
        let entry = Entry { kind: body.kind().to_owned(), actor, at: self.now, zone, body: value };
        let act = self.record.append_entry(entry)?;
        apply(&mut self.state, act)?;
        Ok(act.seq)
    }
}

/// An instant of the calendar.
pub(crate) fn instant(text: &Placed<String>) -> Result<Instant, ForumError> {
    config::instant(text.as_ref()).map_err(|source| ForumError::Build {
        what: "an instant of the calendar cannot be read",
        source: Box::new(source),
    })
}
