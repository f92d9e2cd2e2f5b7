//! The clock, the calendar and the working week of a party's capital: how a deadline falls there, and the form that says so.

use crate::extract::Place;
use crate::speech::Speech;
use forum::acts::Calendar;
use forum::fold::State;
use present::dates;
use terms::{Instant, Lang, PartyKey, Weekday};

/// By which clock the capital of the delegation lives, for its form.
pub(crate) struct Capital {
    pub(crate) zone: String,
    /// The moment of asking, as it is there; empty where nothing was said yet.
    pub(crate) now: String,
    pub(crate) solar_hijri: bool,
    /// The days of the week: name, words, whether nobody works.
    pub(crate) days: Vec<(&'static str, String, bool)>,
}

impl Capital {
    /// As it was stated, or as most capitals have it.
    pub(crate) fn of(at: &Place, state: &State, party: &PartyKey) -> Capital {
        let stated = state.membership.capitals.get(party).map(|stated| &stated.body);
        let rests = |day: Weekday| match stated {
            Some(stated) => stated.rest.contains(&day),
            None => matches!(day, Weekday::Saturday | Weekday::Sunday),
        };
        let day = |day: Weekday| (day.name(), at.speech.w(&format!("weekday-{}", day.name())), rests(day));
        Capital {
            zone: stated.map_or_else(String::new, |stated| stated.zone.as_str().to_owned()),
            now: in_capital(state, at.lang(), party, at.now),
            solar_hijri: stated.is_some_and(|stated| stated.calendar == Calendar::SolarHijri),
            days: Weekday::ALL.map(day).to_vec(),
        }
    }
}

/// A deadline of a party as its capital meets it, where it said by which clock it lives: the moment there, and the last
/// working day before it where that day is one of rest. Empty where it said nothing.
pub(crate) fn in_capital(state: &State, lang: &Lang, party: &PartyKey, deadline: Instant) -> String {
    let Some(capital) = state.membership.capitals.get(party).map(|stated| &stated.body) else {
        return String::new();
    };
    let solar_hijri = capital.calendar == Calendar::SolarHijri;
    let local = dates::local(lang, deadline, &capital.zone, &capital.rest, solar_hijri);
    let speech = Speech::new(lang.clone());
    let name = state.name(party).map_or_else(|| party.to_string(), |name| speech.name(name.name));
    let mut words = speech.says("capital-deadline", &[("party", name), ("when", local.moment)]);
    if local.rests {
        words.push(' ');
        words.push_str(&speech.s("capital-rests", "day", &local.last_working_day));
    }
    words
}
