//! Until when each party may answer.

use crate::input::{Input, Said};
use crate::roll::{Roll, Seat};
use crate::rule::Rule;
use crate::silence::{ClockStart, Extension, Window};
use crate::sort::refused;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use terms::{Instant, PartyKey};

const DAY: u64 = 24 * 60 * 60 * 1000;

/// That a party was served with a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Served {
    /// When.
    pub at: Instant,
    /// How that is known: opened by its link, a receipt, read out at a meeting.
    pub evidence: String,
}

/// A time in which the clock stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pause {
    pub(crate) by: PartyKey,
    pub(crate) seq: u64,
    pub(crate) from: Instant,
    pub(crate) until: Option<Instant>,
}

/// The clock of one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) expiry: Instant,
    pub(crate) served: BTreeMap<PartyKey, Served>,
    pub(crate) pauses: Vec<Pause>,
    /// The act by which the chair told everybody that the silence is broken.
    pub(crate) told: Option<u64>,
    /// The act by which the round was closed, and when: the end of all that have none before.
    pub(crate) closed: Option<(u64, Instant)>,
}

impl Clock {
    pub(crate) fn new(expiry: Instant) -> Clock {
        Clock { expiry, served: BTreeMap::new(), pauses: Vec::new(), told: None, closed: None }
    }

    /// The last instant at which an answer of this seat is in time; `None` while there is none: it was not served,
    /// or the clock stands.
    pub(crate) fn end_of(&self, rule: &Rule, seat: &Seat) -> Option<Instant> {
        let end = match (rule.silence, rule.contrary) {
            _ if !rule.counts(seat) => self.expiry,
            (Some(silence), _) if silence.clock_start == ClockStart::Served => {
                let served = self.served.get(&seat.party)?.at;
                self.expiry.max(self.own_window(served, silence.min_window))
            }
            (_, Some(contrary)) => {
                let earlier = if seat.present { 0 } else { contrary.absent_before_days };
                let days = contrary.effect_after_days.saturating_sub(earlier);
                after_days(self.expiry, days)
            }
            _ => self.expiry,
        };
        self.unless_paused(end)
    }

    /// The last instant for those without a seat that is counted.
    pub(crate) fn end_for_others(&self) -> Option<Instant> {
        self.unless_paused(self.expiry)
    }

    fn unless_paused(&self, end: Instant) -> Option<Instant> {
        self.paused().is_none_or(|pause| pause.from > end).then_some(end)
    }

    /// The end of a window that begins with the service and stands while the clock does.
    fn own_window(&self, served: Instant, window: Window) -> Instant {
        let ended = self.pauses.iter().filter_map(|pause| Some((pause.from.max(served), pause.until?)));
        ended.fold(later(served, window.millis()), |end, (from, until)| {
            if from <= end && from < until { later(end, between(from, until)) } else { end }
        })
    }

    /// The pause that has not ended.
    pub(crate) fn paused(&self) -> Option<&Pause> {
        self.pauses.last().filter(|pause| pause.until.is_none())
    }

    /// Takes notice of what was said, in the order of the acts: a request for more time in effect stops the clock where
    /// the rule says so.
    pub(crate) fn hear(&mut self, rule: &Rule, roll: &Roll, input: &Input) {
        let pauses = rule.silence.is_some_and(|silence| silence.extension == Extension::Pauses);
        let asks = matches!(input.said, Said::ExtensionRequest { .. });
        if pauses && asks && self.paused().is_none() && refused(rule, roll, self, input).is_none() {
            let (by, from) = (input.party.clone(), input.received);
            self.pauses.push(Pause { by, seq: input.seq, from, until: None });
        }
    }

    /// The clock goes on; what was left of the time is left still.
    pub(crate) fn resume(&mut self, at: Instant) {
        let Some(pause) = self.pauses.last_mut().filter(|pause| pause.until.is_none()) else { return };
        pause.until = Some(at);
        if pause.from <= self.expiry {
            self.expiry = later(self.expiry, between(pause.from, at));
        }
    }
}

/// So many milliseconds later.
pub(crate) fn later(instant: Instant, millis: u64) -> Instant {
    Instant::from_millis(instant.millis().saturating_add_unsigned(millis))
}

/// So many days of 24 hours later.
pub(crate) fn after_days(instant: Instant, days: u32) -> Instant {
    later(instant, u64::from(days) * DAY)
}

/// The milliseconds from one instant to a later one; 0 where it is not later.
pub(crate) fn between(from: Instant, until: Instant) -> u64 {
    if from < until { from.millis().abs_diff(until.millis()) } else { 0 }
}
