//! What a cell of text means: a vote, a time, a date, a moderation.

use terms::{Instant, Moderation, Vote};

/// Stands for "no time" among times in microseconds; no real time reaches it.
pub(crate) const NO_TIME: i64 = i64::MIN >> 2;

/// One answer, or a set of answers: bit 0 disagree, bit 1 pass, bit 2 agree. More cautious is lower.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark(pub(crate) u8);

impl Mark {
    pub(crate) const DISAGREE: Mark = Mark(1);
    pub(crate) const PASS: Mark = Mark(2);
    pub(crate) const AGREE: Mark = Mark(4);

    /// The mark of a number in a file, where `agree` (1 or -1) is the number that means agree.
    pub(crate) fn of_number(number: i64, agree: i8) -> Option<Mark> {
        match number {
            0 => Some(Mark::PASS),
            1 | -1 => Some(if number == i64::from(agree) { Mark::AGREE } else { Mark::DISAGREE }),
            _ => None,
        }
    }

    /// Reads `1`, `0`, `-1` (also as `+1` or `1.0`), `agree`, `pass`, `disagree`. The words mean what they say.
    pub(crate) fn parse(text: &str, agree: i8) -> Option<Mark> {
        match text.as_bytes() {
            b"1" => return Mark::of_number(1, agree),
            b"-1" => return Mark::of_number(-1, agree),
            b"0" => return Some(Mark::PASS),
            _ => {}
        }
        let text = text.trim();
        match text.to_ascii_lowercase().as_str() {
            "agree" => Some(Mark::AGREE),
            "pass" => Some(Mark::PASS),
            "disagree" => Some(Mark::DISAGREE),
            number => Mark::of_number(integer(number)?, agree),
        }
    }

    /// The other way round: agree for disagree.
    pub(crate) fn flipped(self) -> Mark {
        Mark((self.0 & 1) << 2 | (self.0 & 2) | (self.0 >> 2))
    }

    /// The position among counts: disagree 0, pass 1, agree 2. Of several answers, the most cautious.
    pub(crate) fn position(self) -> usize {
        self.0.trailing_zeros() as usize
    }

    /// The number in files that Plenary writes: agree 1, pass 0, disagree -1.
    pub(crate) fn number(self) -> i64 {
        [-1, 0, 1][self.position().min(2)]
    }

    /// The vote.
    #[inline]
    pub(crate) fn vote(self) -> Vote {
        Vote::ALL[self.position().min(2)]
    }

    /// The word.
    pub(crate) fn word(self) -> &'static str {
        ["disagree", "pass", "agree"][self.position().min(2)]
    }

    pub(crate) fn is_single(self) -> bool {
        self.0.is_power_of_two()
    }
}

/// What the numbers of a time column count. One column has one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeUnit {
    Seconds,
    Millis,
    Micros,
    Rfc3339,
}

impl TimeUnit {
    pub(crate) fn name(self) -> &'static str {
        match self {
            TimeUnit::Seconds => "seconds since 1970",
            TimeUnit::Millis => "milliseconds since 1970",
            TimeUnit::Micros => "microseconds since 1970",
            TimeUnit::Rfc3339 => "a date and time such as 2021-06-03T08:00:00Z",
        }
    }
}

/// What a time cell may be, for messages.
pub(crate) const TIME_EXPECTED: &str =
    "seconds, milliseconds or microseconds since 1970, or a time such as 2021-06-03T08:00:00Z";

/// A time in microseconds since 1970 and what it was counted in; `None` for zero, which is the same in all.
///
/// Seconds reach to the year 5138 (10¹¹), milliseconds and microseconds likewise; that is how they are told
/// apart. Finer digits of a written time are cut off.
pub(crate) fn time(text: &str) -> Option<(i64, Option<TimeUnit>)> {
    match integer(text) {
        Some(number) => time_of_number(number),
        None => Some((instant(text)?, Some(TimeUnit::Rfc3339))),
    }
}

pub(crate) fn time_of_number(number: i64) -> Option<(i64, Option<TimeUnit>)> {
    const LIMIT: u64 = 100_000_000_000;
    match number.unsigned_abs() {
        0 => Some((0, None)),
        n if n < LIMIT => Some((number * 1_000_000, Some(TimeUnit::Seconds))),
        n if n < LIMIT * 1000 => Some((number * 1000, Some(TimeUnit::Millis))),
        n if n < LIMIT * 1_000_000 => Some((number, Some(TimeUnit::Micros))),
        _ => None,
    }
}

/// A date, or whatever [`time`] reads, in microseconds since 1970 UTC.
pub(crate) fn date(text: &str) -> Option<i64> {
    if let Some((micros, _)) = time(text) {
        return Some(micros);
    }
    let date: jiff::civil::Date = text.trim().parse().ok().filter(|_| text.trim().len() == 10)?;
    let midnight = jiff::tz::Offset::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight()));
    Some(midnight.ok()?.as_microsecond())
}

/// Reads a date (`2021-06-03`, midnight UTC) or a time (RFC 3339), as `--since` and `--until` take them.
#[must_use]
pub fn parse_instant(text: &str) -> Option<Instant> {
    integer(text).is_none().then(|| date(text)).flatten().map(instant_of)
}

/// The instant of a time in microseconds, rounded down.
pub(crate) fn instant_of(micros: i64) -> Instant {
    Instant::from_millis(micros.div_euclid(1000))
}

/// A time as written in files: RFC 3339 in UTC.
pub(crate) fn written(micros: i64) -> String {
    jiff::Timestamp::from_microsecond(micros).map_or_else(|_| String::new(), |time| time.to_string())
}

fn instant(text: &str) -> Option<i64> {
    let text = text.trim();
    // Shorter forms that the parser would take leave seconds or the offset to be guessed.
    let complete = text.len() >= "2021-06-03T08:00:00Z".len();
    complete.then(|| text.parse::<jiff::Timestamp>().ok()).flatten().map(jiff::Timestamp::as_microsecond)
}

/// A whole number, also written `+1` or with nothing but zeros behind a point.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|c| c == b'0') => whole,
        Some(_) => return None,
        None => text,
    };
    whole.parse().ok()
}

/// Reads `1`, `0`, `-1` and empty (accepted).
pub(crate) fn moderation(text: &str) -> Option<Moderation> {
    match text.trim() {
        "" => Some(Moderation::Accepted),
        text => match integer(text)? {
            1 => Some(Moderation::Accepted),
            0 => Some(Moderation::Unmoderated),
            -1 => Some(Moderation::Rejected),
            _ => None,
        },
    }
}

/// Reads `true`, `false`, `t`, `f`, `1`, `0` and empty (no), in any case.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "t" | "1" | "yes" => Some(true),
        "false" | "f" | "0" | "no" | "" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_numbers_or_words_and_nothing_else() {
        let read = |text| Mark::parse(text, 1).map(Mark::number);
        for (text, sign) in
            [("1", 1), ("+1", 1), ("1.0", 1), (" 0", 0), ("-1", -1), ("Agree", 1), ("pass", 0)]
        {
            assert_eq!(read(text), Some(sign), "{text:?}");
        }
        for bad in ["", "2", "yes", "-2", "1.5", "0x1", "nan", "1e0", "--1", "agreed"] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
        assert_eq!(Mark::parse("-1", -1), Some(Mark::AGREE));
        assert_eq!(Mark::parse("agree", -1), Some(Mark::AGREE));
        assert_eq!(Mark(0b011).flipped(), Mark(0b110));
    }

    #[test]
    fn seconds_millis_micros_and_written_times_are_the_same_instant() {
        for text in [
            "1622707200",
            "1622707200000",
            "1622707200000000",
            "2021-06-03T08:00:00Z",
            "2021-06-03T16:00:00+08:00",
        ] {
            assert_eq!(time(text).map(|(micros, _)| micros), Some(1_622_707_200_000_000), "{text}");
        }
        assert_eq!(time("0"), Some((0, None)));
        for bad in
            ["", "yesterday", "2021-06-03", "99999999999999999999", "400000000000000000", "12:00", "1e9"]
        {
            assert_eq!(time(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_date_is_midnight_utc() {
        assert_eq!(parse_instant("2001-06-15").map(Instant::millis), Some(992_563_200_000));
        assert_eq!(parse_instant("1946-01-01").map(Instant::millis), Some(-757_382_400_000));
        for bad in ["2001-6-15", "2001-02-30", "15.06.2001", "20010615", "2001"] {
            assert_eq!(parse_instant(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn moderation_and_flags() {
        assert_eq!(moderation("-1"), Some(Moderation::Rejected));
        assert_eq!(moderation(""), Some(Moderation::Accepted));
        assert_eq!(moderation("2"), None);
        assert_eq!((flag("TRUE"), flag("0"), flag("maybe")), (Some(true), Some(false), None));
    }
}
