//! Days and moments, written out as the readers of a language do.
//!
//! Persian readers get the Solar Hijri day with the Gregorian one beside it: `۱۳ خرداد ۱۴۰۰ (۳ ژوئن ۲۰۲۱)`. Digits are
//! the language's own; `fa-u-nu-latn` asks for Latin ones.

use crate::{intl, locale, locale::Args, plain};
use icu_calendar::{Date as Day, Gregorian, cal::Persian};
use icu_datetime::{FixedCalendarDateTimeFormatter as Formatter, fieldsets};
use icu_locale_core::Locale;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::collections::BTreeSet;
use terms::{Instant, Lang, Weekday, Zone};

/// The calendars in which a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendars {
    /// The calendar of the language's readers alone.
    Own,
    /// The Gregorian calendar alone, in which a forum's dates are set.
    Gregorian,
    /// Both, where they differ.
    Both,
}

/// How much of a day is written.
#[derive(Clone, Copy)]
enum Parts {
    Day,
    DayAndMonth,
    Whole,
}

/// A day in both calendars where they differ: `3 June 2021`, `2021年6月3日`, `۱۳ خرداد ۱۴۰۰ (۳ ژوئن ۲۰۲۱)`.
#[must_use]
pub fn day(lang: &Lang, date: Date) -> String {
    day_in(lang, date, Calendars::Both)
}

/// A day in the calendars asked for.
#[must_use]
pub fn day_in(lang: &Lang, date: Date, calendars: Calendars) -> String {
    day_range_in(lang, date, date, calendars)
}

/// The days from one to another, what they share written once: `3–5 June 2021`, `2021年6月3日至5日`. One day where
/// they are the same.
#[must_use]
pub fn day_range(lang: &Lang, from: Date, to: Date) -> String {
    day_range_in(lang, from, to, Calendars::Both)
}

/// A range of days in the calendars asked for.
#[must_use]
pub fn day_range_in(lang: &Lang, from: Date, to: Date, calendars: Calendars) -> String {
    let lang = locale::speaks(lang);
    let solar_hijri = lang.language() == "fa";
    let own = if solar_hijri { span::<Persian> } else { span::<Gregorian> };
    match calendars {
        Calendars::Own => own(&lang, from, to),
        Calendars::Both if solar_hijri => {
            let mut args = Args::new();
            args.set("own", own(&lang, from, to));
            args.set("gregorian", span::<Gregorian>(&lang, from, to));
            locale::say(&lang, "day-both", &args)
        }
        Calendars::Gregorian | Calendars::Both => span::<Gregorian>(&lang, from, to),
    }
}

/// A day written `YYYY-MM-DD`; what is no day is left as it is.
#[must_use]
pub fn written_day(lang: &Lang, text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |date| day(lang, date))
}

/// A range of days written `YYYY-MM-DD`; where one is no day, both are left as they are.
#[must_use]
pub fn written_range(lang: &Lang, from: &str, to: &str) -> String {
    match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) => day_range(lang, from, to),
        _ if from == to => from.to_owned(),
        _ => format!("{from} – {to}"),
    }
}

/// The day on which an instant falls in a zone.
#[must_use]
pub fn date_of(instant: Instant, zone: &Zone) -> Date {
    zoned(instant, zone).date()
}

/// A moment by the clocks of a zone, which is named by its distance from UTC: `3 June 2021, 10:30 (UTC+8)`. An unknown
/// zone is read as UTC.
#[must_use]
pub fn moment(lang: &Lang, instant: Instant, zone: &Zone) -> String {
    let at = zoned(instant, zone);
    let digits = |text: String| locale::digits(lang, &text);
    let mut args = Args::new();
    args.set("day", day(lang, at.date()));
    args.set("time", digits(at.strftime("%H:%M").to_string()));
    let zone = format!("UTC{}", digits(offset(at.offset().seconds())));
    args.set("zone", plain::isolate(&zone, lang.is_right_to_left()));
    locale::say(lang, "moment", &args)
}

/// The zone of that name; `None` where nobody knows it.
#[must_use]
pub fn zone(zone: &Zone) -> Option<TimeZone> {
    TimeZone::get(zone.as_str()).ok()
}

/// A moment as an office meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// The moment by the clocks of the office, with the day of the week: `Thursday, 3 June 2021, 07:00 (UTC+4:30)`.
    pub moment: String,
    /// Whether it falls on a day of rest there.
    pub rests: bool,
    /// The last day before it on which the office works, with the day of the week.
    pub last_working_day: String,
}

/// A moment by the clock, the calendar and the working week of an office. Where the office goes by the Solar Hijri
/// calendar its day stands first, in every language.
#[must_use]
pub fn local(
    lang: &Lang,
    instant: Instant,
    zone: &Zone,
    rest: &BTreeSet<Weekday>,
    solar_hijri: bool,
) -> Local {
    let at = zoned(instant, zone);
    let rests = |date: Date| rest.contains(&weekday(date));
    let before = std::iter::successors(at.date().yesterday().ok(), |date| date.yesterday().ok());
    let last = before.take(7).find(|date| !rests(*date)).unwrap_or(at.date());
    let written = |date: Date| {
        let mut args = Args::new();
        args.set("weekday", locale::word(lang, &format!("weekday-{}", weekday(date).name())));
        args.set("day", if solar_hijri { office_day(lang, date) } else { day(lang, date) });
        locale::say(lang, "weekday-day", &args)
    };
    let mut args = Args::new();
    args.set("day", written(at.date()));
    args.set("time", locale::digits(lang, &at.strftime("%H:%M").to_string()));
    let zone = format!("UTC{}", locale::digits(lang, &offset(at.offset().seconds())));
    args.set("zone", plain::isolate(&zone, lang.is_right_to_left()));
    Local {
        moment: locale::say(lang, "moment", &args),
        rests: rests(at.date()),
        last_working_day: written(last),
    }
}

/// A day in the Solar Hijri calendar with the Gregorian one beside it.
fn office_day(lang: &Lang, date: Date) -> String {
    let lang = locale::speaks(lang);
    let mut args = Args::new();
    args.set("own", span::<Persian>(&lang, date, date));
    args.set("gregorian", span::<Gregorian>(&lang, date, date));
    locale::say(&lang, "day-both", &args)
}

fn weekday(date: Date) -> Weekday {
    let from_monday = date.weekday().to_monday_zero_offset();
    Weekday::ALL[usize::try_from(from_monday).unwrap_or_default() % 7]
}

fn zoned(instant: Instant, zone: &Zone) -> jiff::Zoned {
    let stamp = Timestamp::from_millisecond(instant.millis()).unwrap_or_default();
    stamp.to_zoned(TimeZone::get(zone.as_str()).unwrap_or(TimeZone::UTC))
}

/// "+8", "+5:30", "−3"; empty at UTC itself.
fn offset(seconds: i32) -> String {
    let minutes = seconds.abs() / 60;
    let sign = if seconds < 0 { "−" } else { "+" };
    match (minutes / 60, minutes % 60) {
        (0, 0) => String::new(),
        (hours, 0) => format!("{sign}{hours}"),
        (hours, minutes) => format!("{sign}{hours}:{minutes:02}"),
    }
}

/// A calendar in which days are written.
trait Calendar: Sized {
    /// The parts of a day, in words; nothing for a day no calendar reaches.
    fn write(locale: &Locale, date: Date, parts: Parts) -> Option<String>;

    /// The year and the month of a day, to tell what two days share.
    fn year_and_month(date: Date) -> Option<(i32, u8)>;
}

macro_rules! calendar {
    ($calendar:ident) => {
        impl Calendar for $calendar {
            fn write(locale: &Locale, date: Date, parts: Parts) -> Option<String> {
                let day = gregorian(date)?.to_calendar($calendar);
                // Each asks for its own tables; what is not named here is not in the binary.
                macro_rules! in_fields {
                    ($fields:expr) => {
                        Formatter::<$calendar, _>::try_new(locale.into(), $fields)
                            .ok()?
                            .format(&day)
                            .to_string()
                    };
                }
                Some(match parts {
                    Parts::Day => in_fields!(fieldsets::D::long()),
                    Parts::DayAndMonth => in_fields!(fieldsets::MD::long()),
                    Parts::Whole => in_fields!(fieldsets::YMD::long()),
                })
            }

            fn year_and_month(date: Date) -> Option<(i32, u8)> {
                let day = gregorian(date)?.to_calendar($calendar);
                Some((day.year().extended_year(), day.month().ordinal))
            }
        }
    };
}

calendar!(Gregorian);
calendar!(Persian);

fn gregorian(date: Date) -> Option<Day<Gregorian>> {
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    Day::try_new_gregorian(i32::from(date.year()), month, day).ok()
}

/// A range in one calendar.
fn span<C: Calendar>(lang: &Lang, from: Date, to: Date) -> String {
    let locale = intl::of(lang);
    let write = |date: Date, parts| C::write(&locale, date, parts).unwrap_or_else(|| date.to_string());
    if from == to {
        return write(from, Parts::Whole);
    }
    let shared = match (C::year_and_month(from), C::year_and_month(to)) {
        (Some(first), Some(last)) if first == last => Some((Parts::Day, "days-of-month")),
        (Some(first), Some(last)) if first.0 == last.0 => Some((Parts::DayAndMonth, "days-of-year")),
        _ => None,
    };
    // The year stands first in Chinese and last elsewhere; the day at that end is written whole.
    let (first, last, id) = match shared {
        None => (Parts::Whole, Parts::Whole, "days-apart"),
        Some((short, id)) if lang.language() == "zh" => (Parts::Whole, short, id),
        Some((short, id)) => (short, Parts::Whole, id),
    };
    let mut args = Args::new();
    args.set("from", write(from, first));
    args.set("to", write(to, last));
    locale::say(lang, id, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn in_four(write: impl Fn(&Lang) -> String) -> [String; 4] {
        ["en", "zh-Hans", "ru", "fa"].map(|tag| write(&Lang::new(tag)).replace(['\u{a0}', '\u{202f}'], " "))
    }

    #[test]
    fn a_day_is_written_as_its_readers_write_it() {
        let opens = date(2021, 6, 3);
        assert_eq!(
            in_four(|lang| day(lang, opens)),
            ["3 June 2021", "2021年6月3日", "3 июня 2021 г.", "۱۳ خرداد ۱۴۰۰ (۳ ژوئن ۲۰۲۱)"]
        );
        let fa = Lang::new("fa");
        assert_eq!(day_in(&fa, opens, Calendars::Own), "۱۳ خرداد ۱۴۰۰");
        assert_eq!(day_in(&fa, opens, Calendars::Gregorian), "۳ ژوئن ۲۰۲۱");
        assert_eq!(day(&Lang::new("fa-u-nu-latn"), opens), "13 خرداد 1400 (3 ژوئن 2021)");
        assert_eq!(day(&Lang::new("tlh"), opens), "3 June 2021", "who has no messages reads English");
    }

    #[test]
    fn a_range_says_once_what_its_days_share() {
        // 13 and 15 Khordad; 31 Khordad and 2 Tir, across both months' ends; 29 Azar and 11 Dey, one Persian year.
        let spans = [
            (date(2021, 6, 3), date(2021, 6, 5)),
            (date(2021, 6, 21), date(2021, 7, 2)),
            (date(2021, 12, 20), date(2022, 1, 1)),
        ];
        let said = spans.map(|(from, to)| in_four(|lang| day_range(lang, from, to)));
        assert_eq!(
            said,
            [
                [
                    "3–5 June 2021",
                    "2021年6月3日至5日",
                    "3–5 июня 2021 г.",
                    "۱۳ تا ۱۵ خرداد ۱۴۰۰ (۳ تا ۵ ژوئن ۲۰۲۱)"
                ],
                [
                    "21 June – 2 July 2021",
                    "2021年6月21日至7月2日",
                    "21 июня — 2 июля 2021 г.",
                    "۳۱ خرداد تا ۱۱ تیر ۱۴۰۰ (۲۱ ژوئن تا ۲ ژوئیه ۲۰۲۱)"
                ],
                [
                    "20 December 2021 – 1 January 2022",
                    "2021年12月20日至2022年1月1日",
                    "20 декабря 2021 г. — 1 января 2022 г.",
                    "۲۹ آذر تا ۱۱ دی ۱۴۰۰ (۲۰ دسامبر ۲۰۲۱ تا ۱ ژانویه ۲۰۲۲)"
                ],
            ]
        );
        for (from, _) in spans {
            assert_eq!(in_four(|lang| day_range(lang, from, from)), in_four(|lang| day(lang, from)));
        }
    }

    /// The first day of spring, where a calendar by rule instead of by the sun goes wrong: 1403 has 366 days.
    #[test]
    fn the_persian_year_begins_with_spring() {
        let fa = Lang::new("fa");
        let own = |day| day_in(&fa, day, Calendars::Own);
        assert_eq!(own(date(2025, 3, 20)), "۳۰ اسفند ۱۴۰۳");
        assert_eq!(own(date(2025, 3, 21)), "۱ فروردین ۱۴۰۴");
        assert_eq!(own(date(2024, 3, 20)), "۱ فروردین ۱۴۰۳");
    }

    #[test]
    fn a_moment_is_told_by_the_clocks_of_its_place() {
        let at = Instant::from_millis(1_622_687_400_000);
        let wuhan = Zone::new("Asia/Shanghai");
        assert_eq!(
            in_four(|lang| moment(lang, at, &wuhan)),
            [
                "3 June 2021, 10:30 (UTC+8)",
                "2021年6月3日10:30（UTC+8）",
                "3 июня 2021 г., 10:30 (UTC+8)",
                "۱۳ خرداد ۱۴۰۰ (۳ ژوئن ۲۰۲۱)، ساعت ۱۰:۳۰ (\u{2068}UTC+۸\u{2069})",
            ]
        );
        let en = Lang::new("en");
        let clock = |zone: &str| moment(&en, at, &Zone::new(zone));
        assert_eq!(clock("Asia/Kolkata"), "3 June 2021, 08:00 (UTC+5:30)");
        assert_eq!(clock("America/New_York"), "2 June 2021, 22:30 (UTC−4)");
        assert_eq!(clock("UTC"), "3 June 2021, 02:30 (UTC)");
        assert_eq!(clock("Nowhere/At_All"), "3 June 2021, 02:30 (UTC)");
        assert_eq!(date_of(at, &Zone::new("America/New_York")), date(2021, 6, 2));
    }

    /// The forum's last minute of 3 June 2021, a Thursday: in Tehran a day of rest by the law of that year, in Kathmandu
    /// a quarter of an hour beside the half hour.
    #[test]
    fn a_deadline_is_told_by_the_clock_the_calendar_and_the_working_week_of_a_capital() {
        let at = Instant::from_millis(1_622_735_940_000);
        let en = Lang::new("en");
        let rest = |days: &[Weekday]| days.iter().copied().collect::<BTreeSet<_>>();
        let iran = rest(&[Weekday::Thursday, Weekday::Friday]);
        let tehran = local(&en, at, &Zone::new("Asia/Tehran"), &iran, true);
        assert_eq!(tehran.moment, "Thursday, 13 Khordad 1400 AP (3 June 2021), 20:29 (UTC+4:30)");
        assert!(tehran.rests);
        assert_eq!(tehran.last_working_day, "Wednesday, 12 Khordad 1400 AP (2 June 2021)");
        let nepal = local(&en, at, &Zone::new("Asia/Kathmandu"), &rest(&[Weekday::Saturday]), false);
        assert_eq!((nepal.moment.as_str(), nepal.rests), ("Thursday, 3 June 2021, 21:44 (UTC+5:45)", false));
        let friday = Instant::from_millis(at.millis() + 4 * 86_400_000);
        let kabul = local(
            &en,
            friday,
            &Zone::new("Asia/Kabul"),
            &rest(&[Weekday::Friday, Weekday::Saturday, Weekday::Sunday]),
            true,
        );
        assert_eq!(
            (kabul.rests, kabul.last_working_day.as_str()),
            (false, "Thursday, 13 Khordad 1400 AP (3 June 2021)")
        );
        assert!(zone(&Zone::new("Asia/Nowhere")).is_none());
    }

    #[test]
    fn what_is_no_day_is_left_as_it_is() {
        let en = Lang::new("en");
        assert_eq!(written_day(&en, "2021-06-03"), "3 June 2021");
        assert_eq!(written_day(&en, "soon"), "soon");
        assert_eq!(written_range(&en, "2021-06-03", "2021-06-05"), "3–5 June 2021");
        assert_eq!(written_range(&en, "soon", "later"), "soon – later");
        assert_eq!(written_range(&en, "soon", "soon"), "soon");
    }
}
