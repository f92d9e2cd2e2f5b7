//! Days and moments of a forum, as a reader of a language writes them.

use crate::extract::Place;
use present::dates;
use terms::{Instant, Lang, Zone};

/// A span of two days written `YYYY-MM-DD`; one day where they are the same.
pub(crate) fn span(lang: &Lang, from: &str, to: &str) -> String {
    dates::written_range(lang, from, to)
}

/// A day written `YYYY-MM-DD`; what is no day is left as it is.
pub(crate) fn day(lang: &Lang, text: &str) -> String {
    dates::written_day(lang, text)
}

/// A moment, in the zone of the forum, which is named.
pub(crate) fn moment(at: &Place, instant: Instant) -> String {
    let zone = at.view.state.convened.as_ref().map_or_else(|| Zone::new("UTC"), |c| c.body.zone.clone());
    dates::moment(at.lang(), instant, &zone)
}

/// The same to the second, where moments lie close together.
pub(crate) fn second(at: &Place, instant: Instant) -> String {
    let zone = at.view.state.convened.as_ref().map_or("UTC", |convened| convened.body.zone.as_str());
    let stamp = jiff::Timestamp::from_millisecond(instant.millis()).unwrap_or_default();
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    stamp.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S %Z").to_string()
}
