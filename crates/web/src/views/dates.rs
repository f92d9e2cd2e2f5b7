//! Days, as a reader of a language writes them.

use crate::extract::Place;
use terms::{Instant, Lang};

/// A span of two days written `YYYY-MM-DD`; one day where they are the same.
pub(crate) fn span(lang: &Lang, from: &str, to: &str) -> String {
    if from == to { day(lang, from) } else { format!("{} – {}", day(lang, from), day(lang, to)) }
}

/// A day written `YYYY-MM-DD`; what is no day is left as it is.
pub(crate) fn day(lang: &Lang, text: &str) -> String {
    let Ok(date) = text.parse::<jiff::civil::Date>() else { return text.to_owned() };
    let month = crate::speech::Speech::new(lang.clone()).w(&format!("month-{}", date.month()));
    let mut args = present::locale::Args::new();
    args.set("day", digits(lang, &date.day().to_string()));
    args.set("month", month);
    args.set("year", digits(lang, &date.year().to_string()));
    present::locale::say(lang, "date-long", &args)
}

/// A moment, in the zone of the forum, which is named.
pub(crate) fn moment(at: &Place, instant: Instant) -> String {
    let zone = at.view.state.convened.as_ref().map_or("UTC", |convened| convened.body.zone.as_str());
    let stamp = jiff::Timestamp::from_millisecond(instant.millis()).unwrap_or_default();
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    stamp.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S %Z").to_string()
}

/// Digits of a number that is not grouped, such as a year.
fn digits(lang: &Lang, text: &str) -> String {
    let persian = lang.as_str().split('-').next() == Some("fa");
    let digit =
        |c: char| c.to_digit(10).filter(|_| persian).and_then(|d| char::from_u32(0x06F0 + d)).unwrap_or(c);
    text.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_its_readers_do() {
        assert_eq!(day(&Lang::new("en"), "2021-06-03"), "3 June 2021");
        assert_eq!(day(&Lang::new("zh-Hans"), "2021-06-03"), "2021年6月3日");
        assert_eq!(day(&Lang::new("ru"), "2021-06-03"), "3 июня 2021 г.");
        assert_eq!(day(&Lang::new("fa"), "2021-06-03"), "۳ ژوئن ۲۰۲۱");
        assert_eq!(day(&Lang::new("en"), "soon"), "soon");
    }
}
