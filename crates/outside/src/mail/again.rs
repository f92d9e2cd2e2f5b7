//! When to try again.

use terms::Instant;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// What is waited after the first failed try, the second, and so on: a passing fault is over in a minute, a server
/// that asks strangers to come back later wants a quarter of an hour, and an outage may take the night. A little over
/// a day in all.
const WAITS: [i64; 8] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 6 * HOUR, 6 * HOUR, 6 * HOUR];

/// When a letter that failed `tries` times, the last time at `last`, is due again; `None` once it is given up.
///
/// A letter that was never tried (`tries` is 0, `last` when it was written) is due at once.
#[must_use]
pub fn next_try(tries: u32, last: Instant) -> Option<Instant> {
    let Some(failed) = tries.checked_sub(1) else { return Some(last) };
    let wait = usize::try_from(failed).ok().and_then(|index| WAITS.get(index))?;
    Some(Instant::from_millis(last.millis().saturating_add(*wait)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end_after_about_a_day() {
        let written = Instant::from_millis(1_000);
        assert_eq!(next_try(0, written), Some(written));
        let (mut at, mut tries, mut wait) = (written, 0, 0);
        while let Some(next) = next_try(tries, at) {
            let waited = next.millis() - at.millis();
            assert!(waited >= wait, "after {tries} tries");
            (at, tries, wait) = (next, tries + 1, waited);
        }
        let hours = (at.millis() - written.millis()) / HOUR;
        assert_eq!((tries, hours), (9, 25));
        assert_eq!(next_try(1, written), Some(Instant::from_millis(61_000)));
        assert_eq!(next_try(u32::MAX, written), None);
    }

    #[test]
    fn no_instant_is_too_late_to_count_from() {
        assert_eq!(next_try(1, Instant::from_millis(i64::MAX)), Some(Instant::from_millis(i64::MAX)));
    }
}
